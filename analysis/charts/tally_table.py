"""Positions of hundreds as counts: of each issue, how many actors stand at each code.

A page holds neither a tile nor a name for each of two thousand cells. What it holds, and what
one asks of so many, is how they are spread. So each issue is a line, each code a column, and the
number of actors stands on a bar, with the splits and those that state nothing beside it, so that
each line adds up to all. How many of them bear a mark of the record stands behind. Who stands
where is in the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.fonts import width
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, OUTLINE, QUIET, ink_on, tint
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.stance import EMPTY, SPLIT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.charts.view import View

STEP, LABEL, TILE, BETWEEN, PAD = line_height(TEXT), 52.0, 12.0, 0.8, 3.0
LEAST, BELOW = STEP + 1.2, 1.2
#: A line as low as this has numbers alone; none is higher than that.
BAR, HIGHEST = 9.0, 22.0
#: A scale with more codes than these is counted by side of the midpoint.
MOST = 12
ACTORS = Text("Number of actors, n = {n}", "当事者の数（n = {n}）")
GAPS = Text("Gap in steps (range)", "差・段階数（範囲）")
CUT = Text(
    "The first {k} of {n} issues; all are in the data of this chart.",
    "{n}論点のうち最初の{k}論点。全論点はこの図のデータにある。",
)
#: Marks of the record, counted beside the codes: of all actors, so many bear one.
MARKED = {"not_borne_out": "?", "quotation_not_found": record_marks.QUOTATION_GLYPH}
SIDE = {1: Text(">", "＞"), 0: Text("=", "＝"), -1: Text("<", "＜")}
COUNTS = Text("the number of actors at each code", "コードごとの当事者の数")


class Column(NamedTuple):
    """A column: its head, its ground (None: hatched or split), and which cells it counts."""

    head: str
    fill: str | None
    kind: str
    codes: tuple[int, ...] = ()

    def counts(self, rows: pd.DataFrame) -> int:
        """How many of an issue's cells belong here."""
        if self.kind in MARKED:
            return int(rows[self.kind].eq(True).fillna(False).sum())
        if self.kind in (EMPTY, SPLIT):
            return int(rows["kind"].eq(self.kind).sum())
        clear = ~rows["kind"].isin([EMPTY, SPLIT])
        return int((clear & rows["lower"].isin(self.codes)).sum())


def draw(
    cells: pd.DataFrame, view: View, gaps: Mapping[str, str] | None = None
) -> Figure:  # fmt: skip
    """Issues down, codes across from the highest; a bar and the number of actors in each.

    Parameters
    ----------
    cells : one row an actor × issue, with ``kind``, ``lower``, ``upper``; an absent row is not
        stated
    gaps : issue → its gap in words, for a last column
    """
    issues, n = list(map(str, cells["issue"].unique())), cells["actor"].nunique()
    columns = _columns(cells, view)
    beside = _beside(gaps)
    tile = min(TILE, (WIDTH - LABEL - beside) / len(columns))
    left = WIDTH - beside - tile * len(columns)
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    head, key = 2 * STEP + 1.0, stance_key.height(items) + BELOW
    room = PLOT - head - key
    most = int(room / LEAST)
    cut = [CUT(view.lang, {"k": most - 1, "n": len(issues)})] if len(issues) > most else []
    shown = issues[: most - 1] if cut else issues
    height = min((room - STEP * len(cut)) / max(len(shown), 1), HIGHEST)
    labels = _labels(cells, shown, left - PAD, height - BELOW, view)
    foot = head + height * len(shown) + STEP * len(cut)
    figure, ax = view.page(foot + key)
    marks.line(ax, left, STEP / 2, said(ACTORS, view, {"n": n}), colour=QUIET)
    if gaps:
        heading = marks.cut(said(GAPS, view), WIDTH - left)
        room_left = WIDTH - left - width(said(ACTORS, view, {"n": n}), TEXT) - 4
        heading = marks.cut(heading, room_left)
        marks.line(ax, WIDTH, STEP / 2, heading, colour=QUIET, side="right")
    for k, column in enumerate(columns):
        _tile(ax, marks.Box(left + k * tile, STEP + 0.4, tile - BETWEEN, STEP), column, view)
    y = head
    for issue, parts in labels.items():
        rows = cells[cells["issue"] == issue]
        middle = y + (height - BELOW) / 2
        above = marks.paragraphs_height(parts, left - PAD) / 2
        marks.paragraphs(ax, 0, middle - above, parts, left - PAD)
        for k, column in enumerate(columns):
            count = column.counts(rows) + (n - len(rows) if column.kind == EMPTY else 0)
            box = marks.Box(left + k * tile, y, tile - BETWEEN, height - BELOW)
            _bar(ax, box, count, n, column)
        if gaps and gaps[issue]:
            marks.line(ax, WIDTH, middle, gaps[issue], side="right")
        y += height
    marks.lines(ax, 0, foot - STEP / 2, cut, QUIET)
    stance_key.draw(ax, foot + BELOW, view, items)
    return figure


def _columns(cells: pd.DataFrame, view: View) -> list[Column]:
    """A column a code, or a side; then splits, *not stated* and marked cells, if they occur."""
    scale = view.scale
    codes = sorted(scale.codes, key=lambda code: -code.stance)
    columns = [Column(c.glyph, tint(c.stance, scale), "", (c.stance,)) for c in codes]
    if len(codes) > MOST:
        middle = scale[scale.midpoint].glyph
        sides = {
            side: tuple(c.stance for c in codes if scale.sign(c.stance) == side)
            for side in (1, 0, -1)
        }
        columns = [
            Column(
                f"{words(view.lang)} {middle}", tint(of_side[len(of_side) // 2], scale), "", of_side
            )
            for (side, of_side), words in zip(sides.items(), SIDE.values(), strict=True)
            if of_side
        ]
    kinds = set(cells["kind"])
    if len(cells) < cells["issue"].nunique() * cells["actor"].nunique():
        kinds.add(EMPTY)
    columns += [Column("", None, kind) for kind in (SPLIT, EMPTY) if kind in kinds]
    there = [kind for kind in MARKED if cells[kind].eq(True).fillna(False).any()]
    return columns + [Column(MARKED[kind], None, kind) for kind in there]


def _beside(gaps: Mapping[str, str] | None) -> float:
    """Room for the gaps, in millimetres."""
    return max((width(words, TEXT) for words in (gaps or {}).values()), default=-PAD) + PAD


def _labels(
    cells: pd.DataFrame, issues: list[str], room: float, height: float, view: View
) -> dict[str, list[marks.Part]]:
    """Each issue's name and objective; names alone where a line has no room for both."""
    names = {issue: (view.issues[issue], INK) for issue in issues}
    labels = {issue: [name] for issue, name in names.items()}
    if (column := f"objective_{view.lang}") in cells:
        wanted = cells.drop_duplicates("issue").set_index("issue")[column].dropna()
        whole = {i: [n, (str(wanted[i]), QUIET)] if i in wanted else [n] for i, n in names.items()}
        if all(marks.paragraphs_height(parts, room) <= height for parts in whole.values()):
            return whole
    if all(marks.paragraphs_height(parts, room) <= height for parts in labels.values()):
        return labels
    return {issue: [(marks.cut(name, room), INK)] for issue, (name, _) in names.items()}


def _tile(ax: Axes, box: marks.Box, column: Column, view: View) -> None:
    """The head of a column: the code's sign on its tint, or the mark of a split or of nothing."""
    if column.kind == EMPTY:
        marks.not_stated(ax, box)
    elif column.kind in MARKED:
        left = box.x + (box.w - record_marks.tag_width(column.head)) / 2
        record_marks.tag(ax, left, box.y + box.h / 2, column.head)
    elif column.kind == SPLIT:
        marks.split(ax, box, view.scale, view.scale.low, view.scale.high)
    elif column.fill is not None:
        marks.tile(ax, box, column.fill)
        middle = box.x + box.w / 2, box.y + box.h / 2
        marks.line(ax, *middle, column.head, TEXT, ink_on(column.fill), "center")


def _bar(ax: Axes, box: marks.Box, count: int, n: int, column: Column) -> None:
    """A bar on the foot of its line, of a height in proportion, and the number on top of it."""
    middle, colour = box.x + box.w / 2, INK if count else QUIET
    if box.h + BELOW < BAR or column.kind in MARKED:
        marks.line(ax, middle, box.y + box.h / 2, f"{count:,}", colour=colour, side="center")
        return
    foot = box.y + box.h
    high = count / n * (box.h - STEP)
    bar = marks.Box(box.x, foot - high, box.w, high)
    if count and column.kind == EMPTY:
        marks.not_stated(ax, bar)
    elif count:
        marks.tile(ax, bar, column.fill or GROUND)
    ax.plot([box.x, box.x + box.w], [foot, foot], color=OUTLINE, lw=0.6)
    marks.line(ax, middle, foot - high - STEP / 2, f"{count:,}", colour=colour, side="center")
