"""Table against text in numbers: of each issue, how many cells the narrative bears out.

A line a cell holds a table of twenty. Of a longer one each issue is a line with counts: cells
that state something, those with and without support in the text, those that a statement opposes,
those whose hedge the table drops, and those that bear a mark of the record. Which cells they are
is in the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Text
from analysis.charts.tally_table import CUT, LEAST, MARKED
from analysis.charts.wrap import wrap
from analysis.stance import EMPTY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.charts.view import View

STEP, LABEL, PAD, LINES = line_height(TEXT), 45.0, 2.0, 3
HIGHEST = 9.0
ALL = Text("All issues", "全論点")
HEADS = {
    "cells": Text("Cells", "セル"),
    "stated": Text("Position stated", "立場あり"),
    "supported": Text("Support in text", "本文に裏づけ"),
    "bare": Text("No support", "裏づけ\u200bなし"),
    "opposed": Text("Opposed in text", "本文と反対"),
    "dropped": Text("Hedge dropped", "留保が脱落"),
}


def counted(rows: pd.DataFrame, opposite: str) -> pd.DataFrame:
    """How many cells of each issue are supported, bare, opposed, without their hedge, marked.

    Parameters
    ----------
    rows : the frame of the chart, one row a cell × statement
    opposite : the relation of a statement that opposes its cell

    Returns
    -------
    frame of int, one row an issue, with the columns of ``HEADS`` and ``MARKED``
        supported + bare = stated ≤ cells
    """
    against = rows["relation"].eq(opposite).fillna(False).groupby(rows["unit"]).any()
    cells = rows.drop_duplicates("unit")
    stated = cells["kind"].ne(EMPTY)
    found = {
        "cells": pd.Series(1, index=cells.index),
        "stated": stated,
        "supported": stated & cells["supported"],
        "bare": stated & ~cells["supported"],
        "opposed": cells["unit"].map(against),
        "dropped": cells["drops_hedge"],
        **{mark: cells[mark].eq(True).fillna(False) for mark in MARKED},
    }
    return pd.DataFrame(found).astype(int).groupby(cells["issue"], sort=False).sum()


def draw(rows: pd.DataFrame, view: View, opposite: str) -> Figure:
    """Issues down, all of them first; numbers of cells across."""
    counts = counted(rows, opposite)
    kinds = [*HEADS, *(mark for mark in MARKED if counts[mark].any())]
    items = record_marks.items(rows, view)
    room = PLOT - LINES * STEP - marks.key_height(items, WIDTH) - 2
    most = int(room / LEAST) - 2
    cut = len(counts) > most
    shown = counts.head(most) if cut else counts
    tall = min(HIGHEST, room / (len(shown) + 1 + cut))
    head = LINES * STEP + 1
    figure, ax = view.page(
        head + tall * (len(shown) + 1) + STEP * cut + 1 + marks.key_height(items, WIDTH)
    )
    wide = (WIDTH - LABEL) / len(kinds)
    for k, kind in enumerate(kinds):
        right = LABEL + (k + 1) * wide
        if kind in MARKED:
            sign = MARKED[kind]
            record_marks.tag(ax, right - record_marks.tag_width(sign), head - 3.5, sign)
            continue
        lines = wrap(HEADS[kind](view.lang), wide - PAD, TEXT, most=LINES)
        for n, words in enumerate(lines):
            y = head - 1 - (len(lines) - n - 0.5) * STEP
            marks.line(ax, right, y, words, colour=QUIET, side="right")
    whole = counts.sum().to_frame(ALL(view.lang)).T
    for n, (issue, row) in enumerate(pd.concat([whole, shown]).iterrows()):
        y = head + n * tall
        ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.5)
        name = view.issues[str(issue)] if n else str(issue)
        marks.line(ax, 0, y + tall / 2, marks.cut(name, LABEL), colour=INK if n else QUIET)
        for k, kind in enumerate(kinds):
            right, count = LABEL + (k + 1) * wide, int(row[kind])
            colour = INK if count else QUIET
            marks.line(ax, right, y + tall / 2, f"{count:,}", colour=colour, side="right")
    foot = head + tall * (len(shown) + 1)
    if cut:
        words = CUT(view.lang, {"k": len(shown), "n": len(counts)})
        marks.line(ax, 0, foot + STEP / 2, words, colour=QUIET)
    marks.key(ax, foot + STEP * cut + 1, items, WIDTH)
    return figure
