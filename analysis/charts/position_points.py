"""Positions of a few actors: of each issue one scale, and each actor a point on it.

Points that would meet are set on lanes below each other. Beside the scale stand the gaps with
their range over the coders' bounds; what is not stated stands beside the scale, never on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.code_axis import HEAD, CodeAxis
from analysis.charts.fonts import width
from analysis.charts.gap_words import gaps_in_words
from analysis.charts.lanes import lanes
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import QUIET
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.charts.words import NOT_STATED, SPLIT
from analysis.charts.wrap import wrap
from analysis.stance import EMPTY, STATED
from analysis.stance import SPLIT as IS_SPLIT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LABEL, NAME, GAP, APART = 46.0, 26.0, 20.0, 1.5
LANE, SPACE, STEP, TOP = 5.0, 4.0, line_height(TEXT), HEAD + 2

CODE = Text("code", "コード")
BOUNDS = Text("codes that the coders would defend", "コーダーが許容できるとした範囲")
READING = Text("another reading of the table", "表の別の読み方")
STEPS = Text("Gap in steps (range)", "差・段階数（範囲）")
SILENT = Text("another reading: not stated", "別の読み方：記述なし")


class Row(NamedTuple):
    """An issue's cells with their lanes, its words (name, objective), its gaps, its height."""

    cells: list[tuple[int, pd.Series]]
    words: tuple[list[str], list[str]]
    gaps: list[str]
    height: float


class Points(NamedTuple):
    """What is drawn, set but not placed: the scale, a row an issue, the key, all its height."""

    axis: CodeAxis
    rows: list[Row]
    items: list[marks.Item]
    height: float


def layout(cells: pd.DataFrame, view: View) -> Points:
    """The chart of positions as points; ``height`` says whether a page holds it.

    Parameters
    ----------
    cells : the frame of the chart of positions, one row a cell
    """
    axis = _axis(cells, view)
    rows = [_row(of_issue, axis, view) for _, of_issue in cells.groupby("issue", sort=False)]
    items = _key(cells, view)
    height = TOP + sum(row.height + SPACE for row in rows) + marks.key_height(items, WIDTH)
    return Points(axis, rows, items, height)


def draw(cells: pd.DataFrame, view: View, points: Points) -> Figure:
    """Issues down, each with its scale, its points and its gaps."""
    figure, ax = view.page(points.height)
    gaps, axis = WIDTH - _room_of_gaps(cells, view), points.axis
    axis.head(ax, view.lang, gaps)
    marks.lines(ax, gaps, STEP, wrap(said(STEPS, view), GAP, TEXT), QUIET)
    y = TOP
    for row in points.rows:
        middle = y + row.height / 2
        _words(ax, middle, *row.words)
        marks.lines(ax, gaps, middle, row.gaps)
        axis.rules(ax, y - 1, y + row.height + 1)
        deepest = max(lane for lane, _ in row.cells)
        for lane, cell in row.cells:
            _point(ax, middle + (lane - deepest / 2) * LANE, cell, axis, view)
        y += row.height + SPACE
    marks.key(ax, points.height - marks.key_height(points.items, WIDTH), points.items, WIDTH)
    return figure


def _axis(cells: pd.DataFrame, view: View) -> CodeAxis:
    """The scale ends where every label to its right still keeps clear of the gaps."""
    left, limit = LABEL + 4, WIDTH - _room_of_gaps(cells, view) - 4
    ends = [limit - 4]
    for _, cell in cells.iterrows():
        codes = cell[["low", "high", "reading_low", "reading_high"]].dropna()
        reach = 1.0 if codes.empty else (codes.max() - view.scale.low) / view.scale.range
        if reach:
            ends.append(left + (limit - left - _label(cell, view)) / reach)
    return CodeAxis(view.scale, left, min(ends))


def _room_of_gaps(cells: pd.DataFrame, view: View) -> float:
    of_issues = [gaps_in_words(rows, view) for _, rows in cells.groupby("issue", sort=False)]
    lines = [*wrap(said(STEPS, view), GAP, TEXT), *(gap for gaps in of_issues for gap in gaps)]
    return max(width(words, TEXT) for words in lines)


def _row(cells: pd.DataFrame, axis: CodeAxis, view: View) -> Row:
    first = cells.iloc[0]
    name, objective = (
        [] if pd.isna(words) else wrap(words, LABEL, TEXT, most=most)
        for words, most in ((view.issues[first["issue"]], 2), (first[f"objective_{view.lang}"], 4))
    )
    every = [cell for _, cell in cells.iterrows()]
    extents = (_extent(cell, axis, view) for cell in every)
    places = lanes((left - APART, right) for left, right in extents)
    gaps = gaps_in_words(cells, view)
    height = max((len(name) + len(objective)) * STEP, (1 + max(places)) * LANE, len(gaps) * STEP)
    return Row(list(zip(places, every, strict=True)), (name, objective), gaps, height)


def _words(ax: Axes, middle: float, name: list[str], objective: list[str]) -> None:
    marks.lines(ax, 0, middle - len(objective) / 2 * STEP, name)
    marks.lines(ax, 0, middle + len(name) / 2 * STEP, objective, QUIET)


def _name(actor: str, view: View) -> str:
    return marks.cut(view.actors[actor], NAME)


def _label(cell: pd.Series, view: View) -> float:
    """Room that a cell's label takes beside its last mark, in millimetres."""
    swatch = {EMPTY: marks.SWATCH + 1.5}.get(cell["kind"], 0.0)
    beside = 5 * cell["reading_silent"] + record_marks.room(cell, apart=1)
    return 3 + swatch + width(_name(cell["actor"], view), TEXT) + beside


def _extent(cell: pd.Series, axis: CodeAxis, view: View) -> tuple[float, float]:
    """Where a cell's marks and its label begin and end, in millimetres."""
    if cell["kind"] == EMPTY:
        return axis.right + 3, axis.right + _label(cell, view)
    codes = cell[["low", "high", "reading_low", "reading_high"]].dropna()
    return axis.x(int(codes.min())) - 2.5, axis.x(int(codes.max())) + _label(cell, view)


def _point(ax: Axes, y: float, cell: pd.Series, axis: CodeAxis, view: View) -> None:
    """An actor's point, bar and label; not stated stands beside the scale, never on it."""
    actor, (left, right) = cell["actor"], _extent(cell, axis, view)
    if cell["reading_silent"]:
        marks.not_stated(ax, marks.Box(right - 4, y - 1.7, 4, 3.4))
        right -= 5
    record_marks.badge(ax, right, y, cell, side="right")
    right -= record_marks.room(cell, apart=1)
    name = _name(actor, view)
    marks.clear(ax, marks.Box(right - width(name, TEXT), y - 1.8, width(name, TEXT), 3.6))
    marks.line(ax, right, y, name, side="right")
    if cell["kind"] == EMPTY:
        marks.not_stated(ax, marks.Box(left, y - 1.7, marks.SWATCH, 3.4))
        return
    colour = view.colours[actor]
    x = {code: axis.x(int(cell[code])) for code in ("lower", "upper", "low", "high")}
    for reading in cell[["reading_low", "reading_high"]].dropna().unique():
        other = axis.x(int(reading))
        ax.plot([x["lower"], other], [y, y], color=colour, lw=0.9, ls=(0, (2, 1.5)))
        marks.actor_dot(ax, other, y, actor, view, marks.OPEN)
    if x["low"] < x["high"]:
        ax.plot([x["low"], x["high"]], [y, y], color=colour, lw=3, solid_capstyle="butt")
    for code in dict.fromkeys((x["lower"], x["upper"])):
        fill = marks.HALF if cell["kind"] == IS_SPLIT else marks.FULL
        marks.actor_dot(ax, code, y, actor, view, fill)


def _key(cells: pd.DataFrame, view: View) -> list[marks.Item]:
    """What the marks mean, each only where it occurs."""

    def point(fill: str) -> marks.Draw:
        return lambda ax, box: marks.dot(ax, box.x + box.w / 2, box.y + box.h / 2, QUIET, fill=fill)

    def bar(ax: Axes, box: marks.Box) -> None:
        middle = box.y + box.h / 2
        ax.plot([box.x, box.x + box.w], [middle, middle], color=QUIET, lw=3)

    occurs = {
        CODE: (cells["kind"].eq(STATED).any(), point(marks.FULL)),
        SPLIT: (cells["kind"].eq(IS_SPLIT).any(), point(marks.HALF)),
        BOUNDS: (cells["low"].ne(cells["high"]).any(), bar),
        READING: (cells["reading_low"].notna().any(), point(marks.OPEN)),
        SILENT: (cells["reading_silent"].any(), marks.not_stated),
        NOT_STATED: (cells["kind"].eq(EMPTY).any(), marks.not_stated),
    }
    found = [(mark, said(text, view)) for text, (there, mark) in occurs.items() if there]
    return found + record_marks.items(cells, view)
