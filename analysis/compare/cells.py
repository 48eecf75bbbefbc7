"""What a table of numbers must be before a measure is taken of it.

A measure on a table with a row twice, or with a word among its codes, gives numbers that look
like any other. So the first such fault is an error of one line that names the table, the cell and
what is allowed there. Missing is any of None, NaN and NA, whatever the column's type.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd


def cell_values(table: pd.DataFrame, name: str) -> np.ndarray:
    """The table's numbers as float, NaN = missing.

    Raises
    ------
    TypeError
        The table is no frame.
    ValueError
        A label has several levels or occurs twice, or a cell is no finite number.

    Examples
    --------
    >>> cell_values(pd.DataFrame({"aid": [1, None]}, dtype="Int64"), "stances").tolist()
    [[1.0], [nan]]
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"{name}: {type(table).__name__} is given; allowed: a frame with labelled rows and "
            "columns"
        )
    for side, labels in (("row", table.index), ("column", table.columns)):
        if isinstance(labels, pd.MultiIndex):
            raise ValueError(f"{name}: a {side} has {labels.nlevels} labels; allowed: one each")
        if labels.has_duplicates:
            raise ValueError(f"{name}: {side} {labels[labels.duplicated()][0]} occurs twice")
    if all(pd.api.types.is_any_real_numeric_dtype(dtype) for dtype in table.dtypes):
        values = table.to_numpy(dtype=float, na_value=np.nan)
    else:
        held = table.astype(object)
        values = numbers(held.to_numpy().ravel()).reshape(table.shape)
        refuse(table, (held.notna() & np.isnan(values)).to_numpy(), name, "numbers")
    refuse(table, np.isinf(values), name, "finite numbers")
    return values


def numbers(cells: Iterable[object]) -> np.ndarray:
    """Each cell as float, NaN where it is missing or no number.

    >>> numbers([1, "2", "for", None, 10**400]).tolist()
    [1.0, 2.0, nan, nan, nan]
    """
    return np.array([_number(cell) for cell in cells], dtype=float)


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
        value = shown(table.iloc[:, column].to_numpy(dtype=object)[row])
        where = f"{table.index[row]}, {table.columns[column]}"
        raise ValueError(f"{name} ({where}): {value}; allowed: {allowed}")


def shown(value: object) -> str:
    """A value as a message shows it, cut where it is long.

    >>> shown(9), len(shown(10**400))
    ('9', 40)
    """
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _number(cell: object) -> float:
    try:
        return float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return np.nan
