"""The statements that were not counted, row by row, with what is wrong with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from analysis.statements.days import is_day
from analysis.statements.faults import Allowed
from analysis.statements.frames import IntoStatements, quiet

#: Named so that no table of statements is likely to have it.
REASON = "rejected_for"


def rejected(statements: IntoStatements, allowed: Allowed, by: str | None) -> nw.LazyFrame[Any]:
    """The faulty rows with all their columns as text, still in the engine.

    Parameters
    ----------
    statements, by : as in :func:`analysis.statements.tally`
    allowed : what a statement may hold

    Returns
    -------
    lazy frame, the reason first, as ``rejected_for``, with ``_`` behind it where a column of the
    statements is called so; as many rows as the tally rejects
    """
    with quiet():
        frame = nw.from_native(statements).lazy()
        schema = frame.collect_schema()
        dated = is_day("date", schema["date"]) if by else None
        name = _reason(schema.names())
        faulty = frame.with_columns(allowed.reason(schema, dated).alias(name))
        faulty = faulty.filter(nw.col(name) != "")
        return faulty.select(name, *(nw.col(each).cast(nw.String) for each in schema.names()))


def _reason(names: Sequence[str]) -> str:
    """What no column is called, not even to an engine that sees no capitals."""
    taken, name = {each.casefold() for each in names}, REASON
    while name in taken:
        name += "_"
    return name
