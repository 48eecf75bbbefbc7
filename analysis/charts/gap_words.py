"""The gaps of an issue in words: each pair's while they are few, else the widest alone."""

from __future__ import annotations

import pandas as pd

from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT
from analysis.charts.record import Text
from analysis.charts.view import View
from analysis.compare import issue_gaps, widest_gap

ALL_ACTORS, MOST = 3, 40.0
WIDEST = Text("widest {gap}", "最大 {gap}")


def gaps_in_words(cells: pd.DataFrame, view: View) -> list[str]:
    """Every pair's gap where there are few actors, else the widest; none where nothing is apart.

    Parameters
    ----------
    cells : of one issue, one row an actor
    """
    if len(cells) > ALL_ACTORS:
        return widest_in_words(cells, view)
    gaps = issue_gaps(cells)
    return [_gap(view.actors[a], view.actors[b], str(gap)) for (a, b), gap in gaps.items()]


def widest_in_words(cells: pd.DataFrame, view: View) -> list[str]:
    """The widest gap of an issue, however few its actors; none where nothing is apart."""
    gap = widest_gap(cells)
    return [] if gap is None else [WIDEST(view.lang, {"gap": gap})]


def _gap(a: str, b: str, gap: str) -> str:
    """``US–EU 4 (3–4)``; long names are cut so that the scale keeps its room."""
    if width(f"{a}–{b} {gap}", TEXT) > MOST:
        room = (MOST - width(f"– {gap}", TEXT)) / 2
        a, b = marks.cut(a, room), marks.cut(b, room)
    return f"{a}–{b} {gap}"
