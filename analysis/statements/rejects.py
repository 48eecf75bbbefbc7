"""The statements that were not counted, row by row, with what is wrong with each."""

from __future__ import annotations

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
    lazy frame, ``rejected_for`` first; as many rows as the tally rejects
    """
    with quiet():
        frame = nw.from_native(statements).lazy()
        schema = frame.collect_schema()
        dated = is_day("date", schema["date"]) if by else None
        faulty = frame.with_columns(allowed.reason(schema, dated).alias(REASON))
        faulty = faulty.filter(nw.col(REASON) != "")
        names = [name for name in schema.names() if name != REASON]
        return faulty.select(REASON, *(nw.col(name).cast(nw.String) for name in names))
