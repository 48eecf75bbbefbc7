"""Why a pair has no value: refused as a whole, hidden, or undefined in some measures.

A missing number without its reason reads as an error, or as zero. Of two million pairs nearly all
share a handful of reasons, so each is worded once.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def reasons(
    refused: dict[str, np.ndarray], undefined: dict[str, pd.DataFrame], index: pd.Index
) -> pd.Series:
    """One reason a row.

    Parameters
    ----------
    refused : cause → array (rows,) of bool: it holds of the whole row; an earlier cause goes first
    undefined : cause → frame (rows × columns) of bool: it holds of these columns

    Returns
    -------
    series of str: the first cause that refuses the row, else ``cause: column, column``, the
    causes joined by semicolons; NA where none holds

    Examples
    --------
    >>> index = pd.Index(["first", "second", "third"])
    >>> hidden = pd.DataFrame({"kappa": [True, True, False]}, index=index)
    >>> reasons({"refused": np.array([True, False, False])}, {"hidden": hidden}, index).tolist()
    ['refused', 'hidden: kappa', nan]
    """
    marks = np.column_stack([*refused.values(), *undefined.values()])
    kinds = marks @ 2 ** np.arange(marks.shape[1])
    _, first, of = np.unique(kinds, return_index=True, return_inverse=True)
    worded = np.array([_reason(refused, undefined, row) for row in first], dtype=object)
    return pd.Series(worded[of], index=index, dtype="str")


def _reason(
    refused: dict[str, np.ndarray], undefined: dict[str, pd.DataFrame], row: int
) -> str | None:
    for cause, holds in refused.items():
        if holds[row]:
            return cause
    listed = {cause: list(of.columns[of.iloc[row]]) for cause, of in undefined.items()}
    return "; ".join(f"{why}: {', '.join(of)}" for why, of in listed.items() if of) or None
