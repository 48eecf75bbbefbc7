"""How many units of a group the record leaves in doubt, where single units are not drawn.

A bar that counts units has no room for a mark on each. So its row bears each mark once, with the
number of units that bear it; contradicted and not found are counted apart. A unit that no claim
covers was not checked, which is a count of its own; of a case that was not held against the
record nothing is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT
from analysis.charts.palette import INK
from analysis.charts.record_words import QUOTATION_GLYPH, STATUSES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Case
    from analysis.charts.view import View

#: Columns that are drawn, with the sign of each.
SIGNS = {
    "contradicted": STATUSES["contradicted"].glyph,
    "not_found": STATUSES["not_found"].glyph,
    "unquoted": QUOTATION_GLYPH,
}
UNCHECKED = "unchecked"
COLUMNS = (*SIGNS, UNCHECKED)
APART, GAP = 0.8, 2.0


def with_tallies(case: Case, units: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Groups of units with how many of each bear a mark.

    Parameters
    ----------
    units : one row a unit, with ``unit`` and the columns to group by
    by : those columns

    Returns
    -------
    frame, one row a group, in the order in which they first occur
        The columns ``by``; ``n``: how many units; ``units``: which, with spaces between;
        ``contradicted``, ``not_found``, ``unquoted``: on how many the worst claim is so, or a
        quotation was not found; ``unchecked``: on how many no claim bears. The last four are NA
        where the case was not held against the record.
    """
    known = record_marks.with_record(case, units.reset_index(drop=True))
    known = known.assign(
        contradicted=known["status"].eq("contradicted").fillna(False),
        not_found=known["status"].eq("not_found").fillna(False),
        unquoted=known["quotation_not_found"].fillna(False),
        unchecked=known["status"].isna(),
    )
    groups = known.groupby(by, sort=False)
    counts = groups[list(COLUMNS)].sum().astype("Int64")
    if not case.has("evidence"):
        counts = counts.mask(counts.notna())
    listed = groups["unit"].agg(" ".join).astype("str").rename("units")
    sizes = groups.size().rename("n")
    return pd.concat([sizes, listed, counts], axis="columns").reset_index()


def occurring(rows: pd.DataFrame) -> list[str]:
    """The marks that any group bears."""
    return [column for column in SIGNS if rows[column].sum() > 0]


def room(rows: pd.DataFrame) -> float:
    """Width in millimetres of the columns that :func:`draw` draws; 0 where there is no mark."""
    return sum(_width(rows, column) + GAP for column in occurring(rows))


def draw(ax: Axes, right: float, middle: float, within: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Each mark that is borne within, with its number, in columns that end at ``right``.

    Parameters
    ----------
    within, rows : the groups summed up, and all groups, which decide where the columns stand
    """
    for column in reversed(occurring(rows)):
        left = right - _width(rows, column)
        if n := int(within[column].sum()):
            end = record_marks.tag(ax, left, middle, SIGNS[column])
            marks.line(ax, end + APART, middle, str(n), colour=INK)
        right = left - GAP


def items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    """Key items for the marks that occur."""
    found = occurring(rows)
    substance = any(column in found for column in ("contradicted", "not_found"))
    return record_marks.key_items(substance, "unquoted" in found, view)


def _width(rows: pd.DataFrame, column: str) -> float:
    """Room for the mark and for the number of all units that bear it."""
    return record_marks.tag_width(SIGNS[column]) + APART + width(str(rows[column].sum()), TEXT)
