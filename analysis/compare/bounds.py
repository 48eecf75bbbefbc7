"""Codes as measures on a scale take them: within the declared bounds, or an error that says where.

A measure on a scale is wrong without a word where one code lies outside it, or where two rows
name the same issues in different order. So both are looked for before anything is computed.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.compare.cells import cell_values, refuse


def codes_within(matrix: pd.DataFrame, scale: tuple[float, float]) -> np.ndarray:
    """A matrix actors × issues as an array of float, NaN = not stated.

    Raises
    ------
    ValueError
        A code outside the scale, a label that occurs twice, a scale that ends before it begins.

    Examples
    --------
    >>> codes_within(pd.DataFrame({"aid": [1, 9]}, index=["US", "EU"]), (-2, 2))
    Traceback (most recent call last):
    ValueError: codes (EU, aid): 9; allowed: -2 to 2
    """
    low, high = scale
    if not low < high:
        raise ValueError(f"the scale is {low} to {high}; allowed: the lower code first")
    codes = cell_values(matrix, "codes")
    refuse(matrix, (codes < low) | (codes > high), "codes", f"{low} to {high}")
    return codes


def two_rows(x: ArrayLike, y: ArrayLike, scale: tuple[float, float]) -> np.ndarray:
    """Two rows of codes as an array (2, I issues) of float, NaN = not stated.

    Raises
    ------
    ValueError
        As :func:`codes_within`; also rows of unequal length, or two series that are labelled
        differently.

    Examples
    --------
    >>> two_rows([1, None], [2, 0], (-2, 2)).tolist()
    [[1.0, nan], [2.0, 0.0]]
    """
    first, second = pd.Series(x), pd.Series(y)
    if len(first) != len(second):
        raise ValueError(f"x has {len(first)} codes, y has {len(second)}; allowed: equally many")
    if isinstance(x, pd.Series) and isinstance(y, pd.Series) and not x.index.equals(y.index):
        raise ValueError("x and y are labelled differently; allowed: one index for both")
    return codes_within(
        pd.DataFrame([first, second.set_axis(first.index)], index=["x", "y"]), scale
    )


def weights_for(weights: ArrayLike, x: ArrayLike, issues: int) -> np.ndarray:
    """A weight for each issue, as an array (I,) of float; a series is put in the order of x.

    Raises
    ------
    ValueError
        A weight negative or missing, or not one an issue.

    Examples
    --------
    >>> weights_for([0.5, -1], [1, 2], 2)
    Traceback (most recent call last):
    ValueError: weights are [0.5, -1.0]; allowed: 2 numbers, none below 0
    """
    if isinstance(weights, pd.Series) and isinstance(x, pd.Series):
        weights = weights.reindex(x.index)
    given = pd.Series(weights).to_numpy(dtype=float, na_value=np.nan)
    if len(given) != issues or not (np.isfinite(given) & (given >= 0)).all():
        raise ValueError(f"weights are {given.tolist()}; allowed: {issues} numbers, none below 0")
    return given
