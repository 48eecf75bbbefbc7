"""Statements counted: who said what, how often, on which side.

A discourse network starts from statements, not from cells: an actor may speak on a concept many
times and on both sides. What counts as one statement is a choice that changes every number
after it, so it is made here once and by name: every statement, or one for each actor, concept
and stance within a document, a week, a month, a year or the whole range. Weeks, months and
years are those of their year: January 2024 and January 2025 are two months. Stance belongs to
what is counted once whatever is made of the counts later; otherwise agreement and disagreement
would not add up to all that was said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.cells import numbers, shown

DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")


@dataclass(frozen=True)
class Counts:
    """Statements by actor, concept and level.

    ``x``: array (A actors, C concepts, K levels) of float, ≥ 0; ``levels``: array (K,), the
    levels that occur, ascending; ``range``: high − low of the declared scale; ``actors``,
    ``concepts``: labels in order of first appearance.
    """

    x: np.ndarray
    levels: np.ndarray
    range: int
    actors: pd.Index
    concepts: pd.Index

    @property
    def by_concept(self) -> np.ndarray:
        """Statements whatever their level, array (A, C)."""
        return self.x.sum(axis=2)

    @property
    def cells(self) -> np.ndarray:
        """One row an actor, one column a concept × level, array (A, C·K)."""
        actors, concepts, levels = self.x.shape
        return self.x.reshape(actors, concepts * levels)


def count_statements(
    statements: pd.DataFrame, levels: tuple[int, int], duplicates: str = "include"
) -> Counts:
    """Statements by actor, concept and level, after duplicates are handled.

    Parameters
    ----------
    statements : frame, one row a statement
        ``actor``, ``concept``; ``stance``: a whole number of the scale, NA = mentioned without
        a coded stance, which is not counted but keeps its actor and its concept; ``document``
        where duplicates go by document; ``date`` (datetime) where they go by week (ISO 8601,
        of the ISO year), month or year.
    levels : lowest and highest level of the declared scale
    duplicates : ``include``, ``document``, ``week``, ``month``, ``year`` or ``acrossrange``

    Raises
    ------
    ValueError
        An argument or a column is none of those allowed, or a row lacks what it needs or has a
        stance off the scale.

    Examples
    --------
    >>> said = pd.DataFrame({"actor": ["US", "US"], "concept": "aid", "stance": [1, 1]})
    >>> count_statements(said, (-1, 1)).x.tolist()
    [[[2.0]]]
    >>> count_statements(said, (-1, 1), duplicates="acrossrange").x.tolist()
    [[[1.0]]]
    """
    one_of("duplicates", duplicates, DUPLICATES)
    low, high = _bounds(levels)
    actor, actors = _labels(statements, "actor")
    concept, concepts = _labels(statements, "concept")
    stance = _stances(statements, low, high)
    coded = ~np.isnan(stance)
    occurring, level = np.unique(stance[coded], return_inverse=True)
    shape = (len(actors), len(concepts), len(occurring))
    cell = (actor[coded] * shape[1] + concept[coded]) * shape[2] + level
    if duplicates != "include":
        window = _window(statements, duplicates)[coded]
        windows = int(window.max(initial=0)) + 1
        cell = pd.unique(cell * windows + window) // windows
    x = np.bincount(cell, minlength=int(np.prod(shape))).astype(float).reshape(shape)
    return Counts(x, occurring, high - low, actors, concepts)


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Nothing, or a ValueError that names what is allowed."""
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; allowed are {', '.join(allowed)}")


def _column(statements: pd.DataFrame, name: str) -> pd.Series:
    if name not in statements.columns:
        there = ", ".join(map(str, statements.columns)) or "none"
        raise ValueError(f"no column {name!r} in the statements; the columns are {there}")
    if (statements.columns == name).sum() > 1:
        raise ValueError(f"the column {name!r} occurs twice in the statements; allowed: once")
    return statements[name]


def _labels(statements: pd.DataFrame, name: str) -> tuple[np.ndarray, pd.Index]:
    codes, labels = pd.factorize(_column(statements, name))
    _refuse(codes < 0, statements, lambda _: f"{name} is missing; every statement needs one")
    return codes.astype(np.int64), pd.Index(np.asarray(labels), name=name)


def _bounds(levels: tuple[int, int]) -> tuple[int, int]:
    two = isinstance(levels, Sequence) and len(levels) == 2
    whole = two and all(isinstance(level, int | np.integer) for level in levels)
    if not whole or levels[0] >= levels[1]:
        raise ValueError(f"levels are {levels!r}; allowed are two whole numbers, low < high")
    return levels


def _stances(statements: pd.DataFrame, low: int, high: int) -> np.ndarray:
    given = _column(statements, "stance")
    if pd.api.types.is_any_real_numeric_dtype(given.dtype):
        stances = given.to_numpy(dtype=float, na_value=np.nan)
    else:
        stances = numbers(given)
    on_scale = (stances >= low) & (stances <= high) & (np.floor(stances) == stances)

    def wrong(row: int) -> str:
        place = statements.iloc[row]
        return (
            f"stance of {place['actor']} on {place['concept']} is {shown(place['stance'])}; "
            f"allowed are whole numbers from {low} to {high}"
        )

    _refuse(given.notna().to_numpy(dtype=bool) & ~on_scale, statements, wrong)
    return stances


def _window(statements: pd.DataFrame, duplicates: str) -> np.ndarray:
    """What a statement is counted once in, as whole numbers ≥ 0."""
    if duplicates == "acrossrange":
        return np.zeros(len(statements), dtype=np.int64)
    name = "document" if duplicates == "document" else "date"
    column = _column(statements, name)
    if name == "date":
        column = _period(column, duplicates)
    codes = pd.factorize(column)[0]
    needs = f"{name} is missing; duplicates={duplicates!r} needs one"
    _refuse(codes < 0, statements, lambda _: needs)
    return codes.astype(np.int64)


def _period(dates: pd.Series, duplicates: str) -> pd.Series:
    if not pd.api.types.is_datetime64_any_dtype(dates.dtype):
        raise ValueError(f"the column date is {dates.dtype}; allowed is datetime")
    if duplicates == "year":
        return dates.dt.year
    if duplicates == "month":
        return dates.dt.year * 12 + dates.dt.month
    calendar = dates.dt.isocalendar()
    return calendar["year"].astype("Int64") * 100 + calendar["week"].astype("Int64")


def _refuse(wrong: np.ndarray, statements: pd.DataFrame, what: Callable[[int], str]) -> None:
    """A ValueError that names the first of the wrong rows and counts the rest."""
    rows = np.flatnonzero(wrong)
    if len(rows):
        more = f" (and {len(rows) - 1} more such rows)" if len(rows) > 1 else ""
        raise ValueError(f"row {statements.index[rows[0]]}: {what(rows[0])}{more}")
