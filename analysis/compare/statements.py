"""Statements counted: who said what, how often, on which side.

A discourse network starts from statements, not from cells: an actor may speak on a concept many
times and on both sides. What counts as one statement is a choice that changes every number
after it, so it is made here once and by name: every statement, or one for each actor, concept
and stance within a document, a week, a month, a year or the whole range. Weeks, months and
years are those of their year: January 2024 and January 2025 are two months. Stance belongs to
what is counted once whatever is made of the counts later; otherwise agreement and disagreement
would not add up to all that was said.

The statements may stand in a frame of any library that narwhals knows. They are grouped there,
and only the groups are looked at here: at most actors × concepts × levels, however many spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from analysis.compare.cells import numbers, shown
from analysis.statements.days import is_date, period, week
from analysis.statements.frames import (
    IntoStatements,
    collected,
    has_order,
    opened,
    quiet,
    regroupable,
)

KEYS = ("actor", "concept", "stance")
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
    statements: IntoStatements, levels: tuple[int, int], duplicates: str = "include"
) -> Counts:
    """Statements by actor, concept and level, after duplicates are handled.

    Parameters
    ----------
    statements : frame of pandas, Polars, PyArrow, DuckDB, Dask or PySpark, one row a statement
        ``actor``, ``concept``; ``stance``: a whole number of the scale, missing = mentioned
        without a coded stance, which is not counted but keeps its actor and its concept;
        ``document`` where duplicates go by document; ``date`` (a date or a moment) where they
        go by week (ISO 8601, of the ISO year), month or year.
    levels : lowest and highest level of the declared scale
    duplicates : ``include``, ``document``, ``week``, ``month``, ``year`` or ``acrossrange``

    Raises
    ------
    TypeError
        The statements are no frame.
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
    groups = _Groups(statements, duplicates)
    actor, actors = groups.labels("actor")
    concept, concepts = groups.labels("concept")
    stance = groups.stances(low, high)
    groups.refuse_lost(duplicates)
    coded = ~np.isnan(stance)
    occurring, level = np.unique(stance[coded], return_inverse=True)
    shape = (len(actors), len(concepts), len(occurring))
    cell = (actor[coded] * shape[1] + concept[coded]) * shape[2] + level
    n = groups.found["n"].to_numpy(dtype=float)[coded]
    x = np.bincount(cell, weights=n, minlength=int(np.prod(shape))).reshape(shape)
    return Counts(x, occurring, high - low, actors, concepts)


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Nothing, or a ValueError that names what is allowed."""
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; allowed are {', '.join(allowed)}")


def _bounds(levels: tuple[int, int]) -> tuple[int, int]:
    two = isinstance(levels, Sequence) and len(levels) == 2
    whole = two and all(isinstance(level, int | np.integer) for level in levels)
    if not whole or levels[0] >= levels[1]:
        raise ValueError(f"levels are {levels!r}; allowed are two whole numbers, low < high")
    return levels


class _Groups:
    """Statements by actor, concept and stance, counted where they are."""

    def __init__(self, statements: IntoStatements, duplicates: str) -> None:
        source = {"include": (), "acrossrange": (), "document": ("document",)}
        window = source.get(duplicates, ("date",))
        needed = (*KEYS, *window)
        lazy = opened(statements, needed)
        ordered = has_order(statements)
        with quiet():
            if ordered:
                rows = nw.from_native(statements).select(*needed)
                lazy = rows.with_row_index("row").lazy()
            found = collected(_counted(lazy, duplicates, ordered))
        found = found.sort_values("row" if ordered else list(KEYS))
        self.found = found.reset_index(drop=True)
        self._labels = statements.index if isinstance(statements, pd.DataFrame) else None

    def labels(self, name: str) -> tuple[np.ndarray, pd.Index]:
        """For each group its place among the labels of a column, and these."""
        codes, labels = pd.factorize(self.found[name])
        self._refuse(codes < 0, lambda _: f"{name} is missing; every statement needs one")
        found = np.asarray(labels)
        if "row" not in self.found:
            order = np.argsort(found)
            codes, found = np.argsort(order)[codes], found[order]
        return codes.astype(np.int64), pd.Index(found, name=name)

    def stances(self, low: int, high: int) -> np.ndarray:
        """The stance of each group, NaN where none was coded."""
        given = self.found["stance"]
        if pd.api.types.is_any_real_numeric_dtype(given.dtype):
            stances = given.to_numpy(dtype=float, na_value=np.nan)
        else:
            stances = numbers(given)
        on_scale = (stances >= low) & (stances <= high) & (np.floor(stances) == stances)

        def wrong(group: pd.Series) -> str:
            return (
                f"stance of {group['actor']} on {group['concept']} is {shown(group['stance'])}; "
                f"allowed are whole numbers from {low} to {high}"
            )

        self._refuse(given.notna().to_numpy(dtype=bool) & ~on_scale, wrong)
        return stances

    def refuse_lost(self, duplicates: str) -> None:
        """Nothing, or a ValueError where a statement lacks what it is counted once in."""
        name = "document" if duplicates == "document" else "date"
        needs = f"{name} is missing; duplicates={duplicates!r} needs one"
        self._refuse(self.found["lost"].to_numpy(dtype=bool), lambda _: needs)

    def _refuse(self, wrong: np.ndarray, what: Callable[[pd.Series], str]) -> None:
        """A ValueError that names the first of the wrong statements and counts the rest."""
        if not wrong.any():
            return
        groups = self.found[wrong]
        first, rest = groups.iloc[0], int(groups["rows"].sum()) - 1
        where = ""
        if "row" in groups:
            row = int(first["row"])
            where = f"row {row if self._labels is None else self._labels[row]}: "
        more = f" (and {rest} more such rows)" if rest else ""
        raise ValueError(f"{where}{what(first)}{more}")


def _counted(lazy: nw.LazyFrame[Any], duplicates: str, ordered: bool) -> nw.LazyFrame[Any]:
    """By key: ``rows``; ``n``, those once in a window; whether the window is missing."""
    first = [nw.col("row").min()] if ordered else []
    if duplicates == "include":
        groups = lazy.group_by(*KEYS, drop_null_keys=False).agg(nw.len().alias("rows"), *first)
        return groups.with_columns(nw.col("rows").alias("n"), nw.lit(False).alias("lost"))
    window = _window(lazy, duplicates)
    lazy = lazy.with_columns(window.alias("window")).with_columns(
        nw.col("window").is_null().alias("lost")
    )
    groups = lazy.group_by(*KEYS, "lost", "window", drop_null_keys=False).agg(
        nw.len().alias("rows"), *first
    )
    return (
        regroupable(groups)
        .group_by(*KEYS, "lost", drop_null_keys=False)
        .agg(nw.col("rows").sum(), nw.len().alias("n"), *first)
    )


def _window(lazy: nw.LazyFrame[Any], duplicates: str) -> nw.Expr:
    """What a statement is counted once in."""
    if duplicates == "acrossrange":
        return nw.lit(0)
    if duplicates == "document":
        return nw.col("document")
    dtype = lazy.collect_schema()["date"]
    if not is_date(dtype):
        raise ValueError(f"the column date is {dtype}; allowed are dates and moments")
    return week("date", dtype) if duplicates == "week" else period("date", dtype, duplicates)
