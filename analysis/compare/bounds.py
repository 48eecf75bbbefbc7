"""Codes as measures on a scale take them: within the declared bounds, or an error that says where.

A measure on a scale is wrong without a word where one code lies outside it, or where two rows
name the same issues in different order. So both are looked for before anything is computed. Codes
are counted from the low end: far from 0, sums of squares would lose the steps between them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.compare.cells import cell_values, numbers, refuse

Row = ArrayLike | pd.Series | Mapping


def codes_within(matrix: pd.DataFrame, scale: tuple[float, float] | None) -> np.ndarray:
    """A matrix actors × issues as an array of float, steps above the low end, NaN = not stated.

    Parameters
    ----------
    scale : the lowest and the highest code; None for a measure that looks at order alone

    Raises
    ------
    ValueError
        A code outside the scale, a label that occurs twice, a scale that has no end or ends
        before it begins.

    Examples
    --------
    >>> codes_within(pd.DataFrame({"aid": [1, 9]}, index=["US", "EU"]), (-2, 2))
    Traceback (most recent call last):
    ValueError: codes (EU, aid): 9; allowed: -2 to 2
    """
    codes = cell_values(matrix, "codes")
    if scale is None:
        return codes
    ends = numbers(scale)
    if len(ends) != 2 or not np.isfinite(ends).all() or ends[0] >= ends[1]:
        given = " to ".join(map(str, scale))
        raise ValueError(f"the scale is {given}; allowed: two numbers, the lower code first")
    low, high = scale
    refuse(matrix, (codes < low) | (codes > high), "codes", f"{low} to {high}")
    return codes - low


def two_rows(x: Row, y: Row, scale: tuple[float, float] | None) -> np.ndarray:
    """Two rows of codes as an array (2, I issues) of float, as :func:`codes_within` counts them.

    Parameters
    ----------
    x, y : codes by place, or by label (a series or a mapping)
        A mapping is put in the order of a labelled x; of one row with labels and one without,
        both have the labels.

    Raises
    ------
    ValueError
        As :func:`codes_within`; also rows of unequal length, or two that are labelled
        differently.

    Examples
    --------
    >>> two_rows([1, None], {"aid": 2, "war": 0}, (-2, 2)).tolist()
    [[3.0, nan], [4.0, 2.0]]
    """
    first, second = _row(x), _row(y)
    if len(first) != len(second):
        raise ValueError(f"x has {len(first)} codes, y has {len(second)}; allowed: equally many")
    labels = second.index if labelled(y) and not labelled(x) else first.index
    if labelled(x) and labelled(y):
        if isinstance(y, Mapping) and first.index.sort_values().equals(second.index.sort_values()):
            second = second.reindex(first.index)
        if not first.index.equals(second.index):
            raise ValueError("x and y are labelled differently; allowed: one index for both")
    codes = pd.DataFrame([first.to_list(), second.to_list()], index=["x", "y"], columns=labels)
    return codes_within(codes, scale)


def labelled(row: Row) -> bool:
    """Whether a row names its issues."""
    return isinstance(row, pd.Series | Mapping)


def weights_for(weights: Row, row: Row, issues: int) -> np.ndarray:
    """A weight for each issue, as an array (I,) of float; labelled weights in the row's order.

    Raises
    ------
    ValueError
        A weight negative, missing or no number; not one an issue; labelled, and the row is not.

    Examples
    --------
    >>> weights_for([0.5, -1], [1, 2], 2)
    Traceback (most recent call last):
    ValueError: weights are [0.5, -1.0]; allowed: 2 numbers, none below 0
    """
    table = pd.DataFrame({"weight": _row(weights)})
    given = pd.Series(cell_values(table, "weights")[:, 0], index=table.index)
    if labelled(weights) and not labelled(row):
        if not given.index.equals(pd.RangeIndex(len(given))):
            raise ValueError("weights are labelled, x and y are not; allowed: both or neither")
    elif labelled(weights):
        given = given.reindex(_row(row).index)
    if len(given) != issues or not (given >= 0).all():
        raise ValueError(f"weights are {given.tolist()}; allowed: {issues} numbers, none below 0")
    return given.to_numpy()


def _row(given: Row) -> pd.Series:
    return pd.Series(dict(given) if isinstance(given, Mapping) else given)
