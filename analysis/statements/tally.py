"""Statements counted by actor, issue and code, in the engine that holds them.

This is the one step that grows with the data. Whatever the number of statements, what leaves
the engine has at most actors × issues × codes rows (× periods), as whole numbers; all that is
said of them later follows from these counts and is therefore the same from every engine. What
cannot be counted is counted too: statements without a stance, and faulty ones by what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from analysis.statements.days import PERIODS, is_day, label, period, refuse_no_date
from analysis.statements.faults import REASONS, Allowed, code_of, uncoded
from analysis.statements.frames import IntoStatements, collected, grouped, opened, quiet

KEYS = ("actor", "issue", "stance")


@dataclass(frozen=True)
class Tally:
    """What became of the statements.

    Attributes
    ----------
    counts : frame, one row an actor × issue × code that occurs (× period, where asked for)
        ``period`` (``2025-02`` or ``2025``), ``actor``, ``issue``, ``stance``, ``n`` (Int64,
        ≥ 1); in the order of periods, of actors and issues as given (else by name), of codes
    uncoded : statements without a stance
    rejected : reason → statements that are not counted for it; only reasons that occur
    """

    counts: pd.DataFrame
    uncoded: int
    rejected: Mapping[str, int]

    @property
    def counted(self) -> int:
        """Statements that the counts add up to."""
        return int(self.counts["n"].sum())

    @property
    def total(self) -> int:
        """All statements that were there."""
        return self.counted + self.uncoded + sum(self.rejected.values())


def tally(
    statements: IntoStatements,
    levels: Iterable[int],
    *,
    actors: Iterable[str] | None = None,
    issues: Iterable[str] | None = None,
    by: str | None = None,
    collect: Callable[[nw.LazyFrame[Any]], pd.DataFrame] | None = None,
) -> Tally:
    """Statements by actor, issue and code, and what could not be counted.

    Parameters
    ----------
    statements : any frame that narwhals knows, one row a statement
        ``actor``, ``issue``; ``stance``: a code, as a number or as text, missing = no code was
        given; ``date`` where ``by`` is given: a date, a moment (with a time zone, as in UTC, which
        a connection of DuckDB or a session of Spark must be set to), or text as ``2025-02-28``.
    levels : the codes of the declared scale
    actors, issues : those that are known; None = whoever is named
    by : ``month`` or ``year`` for counts of each; None for one count over all
    collect : how the lazy frame is computed; by default as its library does it

    Raises
    ------
    TypeError, ValueError
        It is no frame, a column is missing, or ``by`` is none of those allowed.

    Examples
    --------
    >>> said = pd.DataFrame({"actor": ["US", "US", "EU", "EU"], "issue": "aid",
    ...                      "stance": [1, 1, 9, None]})
    >>> found = tally(said, range(-2, 3))
    >>> found.counts.to_numpy().tolist(), found.uncoded, found.rejected
    ([['US', 'aid', 1, 2]], 1, {'stance off the scale': 1})
    """
    if by is not None and by not in PERIODS:
        raise ValueError(f"by is {by!r}; allowed are {', '.join(PERIODS)}")
    allowed = Allowed(tuple(levels), _names(actors), _names(issues))
    with quiet():
        lazy = reduced(opened(statements, columns(by)), allowed, by)
        found = (collect or collected)(lazy)
    return _told(found, allowed, by)


def columns(by: str | None) -> tuple[str, ...]:
    """The columns of statements that a tally looks at."""
    return (*KEYS, "date") if by else KEYS


def reduced(
    statements: nw.LazyFrame[Any], allowed: Allowed, by: str | None = None
) -> nw.LazyFrame[Any]:
    """Statements by actor, issue and code, still in the engine.

    Rows are grouped as they are, and only the groups are judged: there are few of them, and a
    fault costs nothing where there is none. The faulty are then put together by what is wrong,
    so that no number of unknown names makes the result large.

    Returns
    -------
    lazy frame ``[period,] actor, issue, stance, reason, n``, where the first are missing unless
    the reason is empty
    """
    keys: tuple[str, ...] = KEYS
    if by:
        dtype = statements.collect_schema()["date"]
        refuse_no_date("date", dtype)
        statements = statements.with_columns(is_day("date", dtype).alias("dated"))
        when = nw.when(nw.col("dated")).then(period("date", dtype, by))
        statements = statements.with_columns(when.alias("period"))
        keys = ("period", *KEYS)
    groups = grouped(statements, *keys, *(["dated"] if by else []))
    schema = groups.collect_schema()
    groups = groups.with_columns(
        uncoded(schema["stance"]).alias("uncoded"),
        allowed.reason(schema, nw.col("dated") if by else None).alias("reason"),
    )
    sound = (nw.col("reason") == "") & ~nw.col("uncoded")
    groups = groups.with_columns(*(nw.when(sound).then(nw.col(key)).alias(key) for key in keys))
    found = groups.group_by(*keys, "uncoded", "reason", drop_null_keys=False)
    # To DuckDB the sum of whole numbers is one of 128 bits, which pandas takes for a float.
    return found.agg(nw.col("n").sum()).with_columns(nw.col("n").cast(nw.Int64))


def _names(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(map(str, given))


def _told(found: pd.DataFrame, allowed: Allowed, by: str | None) -> Tally:
    n = found["n"].to_numpy(dtype="int64")
    bare = found["uncoded"].to_numpy(dtype=bool)
    faulty = (found["reason"] != "").to_numpy(dtype=bool)
    said = pd.Series(n[faulty]).groupby(found["reason"][faulty].to_numpy()).sum()
    sound = ~faulty & ~bare
    return Tally(
        _counts(found[sound], n[sound], allowed, by),
        int(n[~faulty & bare].sum()),
        {reason: int(said[reason]) for reason in REASONS if reason in said},
    )


def _counts(sound: pd.DataFrame, n: np.ndarray, allowed: Allowed, by: str | None) -> pd.DataFrame:
    """The counts in order; two spellings of one code are one."""
    columns = {
        "actor": _placed(sound["actor"], str, "str", allowed.actors),
        "issue": _placed(sound["issue"], str, "str", allowed.issues),
        "stance": _placed(sound["stance"], code_of, "Int64"),
    }
    if by:
        columns = {"period": _placed(sound["period"], partial(label, by=by), "str"), **columns}
    shape = [len(labels) for _, labels in columns.values()]
    place = np.ravel_multi_index([codes for codes, _ in columns.values()], shape)
    places, which = np.unique(place, return_inverse=True)
    counts = pd.DataFrame(
        {
            name: labels.take(codes)
            for (name, (_, labels)), codes in zip(
                columns.items(), np.unravel_index(places, shape), strict=True
            )
        }
    )
    total = np.zeros(len(places), dtype="int64")
    np.add.at(total, which, n)
    return counts.assign(n=pd.array(total, dtype="Int64"))


def _placed(
    values: pd.Series,
    read: Callable[[Any], Any],
    dtype: str,
    order: tuple[str, ...] | None = None,
) -> tuple[np.ndarray, pd.Index]:
    """For each value its place among the labels, which stand as given, else ascending."""
    codes, found = pd.factorize(values)
    labels = [read(value) for value in found]
    known = pd.Index(sorted(set(labels)) if order is None else order, dtype=dtype)
    return known.get_indexer(pd.Index(labels, dtype=dtype))[codes], known
