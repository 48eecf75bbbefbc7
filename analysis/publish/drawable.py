"""Which charts a case can bear: those of which it has every table.

``figures`` skips the others and notes it in the manifest. Where nothing was drawn yet the
manifest cannot tell, so ``figures --check`` and ``bundle`` ask here before they call a chart
stale that no run would ever draw.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.plan import Plan


def lacking(key: str, case: Case) -> tuple[str, ...]:
    """The tables that a chart needs and a case has not; empty where it can be drawn."""
    from analysis import charts

    return tuple(table for table in getattr(charts, key).tables if not case.has(table))


def never_drawn(found: Plan, case: Case) -> dict[str, tuple[str, ...]]:
    """Of the charts that a plan finds skipped or stale, those that the case cannot bear.

    Returns
    -------
    chart key → the tables it lacks; a chart that cannot be loaded is not among them
    """
    stale = (key for key, files in found.stale.items() if files)
    return {**found.lacking, **dict(_lacking(stale, case))}


def _lacking(keys: Iterable[str], case: Case) -> Iterable[tuple[str, tuple[str, ...]]]:
    for key in keys:
        try:
            tables = lacking(key, case)
        except Exception:  # a chart with a fault of its own: the run that draws it says which
            continue
        if tables:
            yield key, tables
