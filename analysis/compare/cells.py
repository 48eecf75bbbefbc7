"""What a table of numbers must be before a measure is taken of it.

A measure on a table with a row twice, or with a word among its codes, gives numbers that look
like any other. So the first such fault is an error of one line that names the table, the cell and
what is allowed there.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def cell_values(table: pd.DataFrame, name: str) -> np.ndarray:
    """The table's numbers as float, NaN = missing.

    Raises
    ------
    ValueError
        A label occurs twice, or a cell is no finite number.

    Examples
    --------
    >>> cell_values(pd.DataFrame({"aid": [1, None]}, dtype="Int64"), "stances").tolist()
    [[1.0], [nan]]
    """
    for side, labels in (("row", table.index), ("column", table.columns)):
        if labels.has_duplicates:
            raise ValueError(f"{name}: {side} {labels[labels.duplicated()][0]} occurs twice")
    try:
        values = table.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        readable = table.apply(pd.to_numeric, errors="coerce").notna()
        refuse(table, (table.notna() & ~readable).to_numpy(), name, "numbers")
        raise
    refuse(table, np.isinf(values), name, "finite numbers")
    return values


def refuse(table: pd.DataFrame, wrong: np.ndarray, name: str, allowed: str) -> None:
    """Raise a ValueError for the first cell that is wrong.

    Examples
    --------
    >>> refuse(pd.DataFrame({"aid": [9]}, index=["EU"]), np.array([[True]]), "stances", "-2 to 2")
    Traceback (most recent call last):
    ValueError: stances (EU, aid): 9; allowed: -2 to 2
    """
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        value = table.iloc[:, column].to_numpy(dtype=object)[row]
        where = f"{table.index[row]}, {table.columns[column]}"
        raise ValueError(f"{name} ({where}): {value}; allowed: {allowed}")
