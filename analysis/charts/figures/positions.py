"""Every stance as a point on the scale, issue by issue, with what other codings would say.

The tiles of the stance matrix hide how far apart two codes lie. Here each issue has one scale,
each actor one point on it, and the gaps are printed with their range over the coders' bounds.
Points that would meet are set on lanes below each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, position_lists, record_marks
from analysis.charts.code_axis import HEAD, CodeAxis
from analysis.charts.fonts import width
from analysis.charts.gap_words import gaps_in_words
from analysis.charts.lanes import lanes
from analysis.charts.names import named
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import QUIET
from analysis.charts.record import Chart, Text
from analysis.charts.roll import MANY
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.charts.words import NOT_STATED, SPLIT
from analysis.charts.wrap import wrap
from analysis.compare import divided_issues, with_readings
from analysis.stance import EMPTY, STATED, table_cells
from analysis.stance import SPLIT as IS_SPLIT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

LABEL, NAME, GAP = 46.0, 18.0, 20.0
LANE, SPACE, STEP, TOP = 5.0, 4.0, line_height(TEXT), HEAD + 2

CODE = Text("code", "コード")
BOUNDS = Text("codes that the coders would defend", "コーダーが許容できるとした範囲")
READING = Text("another reading of the table", "表の別の読み方")
STEPS = Text("Gap in steps (range)", "差・段階数（範囲）")
SILENT = Text("another reading: not stated", "別の読み方：記述なし")
AND = Text(" and ", "と")
DOTS = Text(
    "Dot plot, one scale an issue: each actor's code, its range, and the gaps",
    "論点ごとの点図。各当事者のコード、その範囲、立場の差を示す",
)
NAMES = Text(
    "Names by code, issue by issue, with the widest gap", "論点ごと・コード別の当事者名と、最大の差"
)
PART = Text("{k} of {n} issues", "{n}論点中{k}論点")


def frame(case: Case) -> pd.DataFrame:
    """One row a cell of the comparison table: its code, its bounds, its other readings."""
    cells = named(case, table_cells(case), issue="issues", actor="actors")
    objectives = case["issues"].set_index("issue")[["objective_en", "objective_ja"]]
    cells = with_readings(case, cells.join(objectives, on="issue"))
    columns = "unit line issue issue_en issue_ja objective_en objective_ja actor actor_en actor_ja"
    codes = "kind lower upper low high reading_low reading_high reading_silent"
    return record_marks.with_record(case, cells[[*columns.split(), *codes.split()]])


class Row(NamedTuple):
    """An issue's cells with their lanes, its words (name, objective), its gaps, its height."""

    cells: list[tuple[int, pd.Series]]
    words: tuple[list[str], list[str]]
    gaps: list[str]
    height: float


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """Issues down, each with its scale, its points and its gaps; many actors by name instead."""
    by_issue = cells.groupby("issue", sort=False)
    if cells["actor"].nunique() > MANY:
        gaps_of = {str(issue): gaps_in_words(rows, view) for issue, rows in by_issue}
        return position_lists.draw(cells, view, gaps_of)
    axis = _axis(cells, view)
    rows = [_row(of_issue, axis, view) for _, of_issue in by_issue]
    items = _key(cells, view)
    bottom = TOP + sum(row.height + SPACE for row in rows)
    figure, ax = view.page(bottom + marks.key_height(items, WIDTH))
    gaps = WIDTH - _room_of_gaps(cells, view)
    axis.head(ax, view.lang, gaps)
    marks.lines(ax, gaps, STEP, wrap(said(STEPS, view), GAP, TEXT), QUIET)
    y = TOP
    for row in rows:
        middle = y + row.height / 2
        _words(ax, middle, *row.words)
        marks.lines(ax, gaps, middle, row.gaps)
        axis.rules(ax, y - 1, y + row.height + 1)
        deepest = max(lane for lane, _ in row.cells)
        for lane, cell in row.cells:
            _point(ax, middle + (lane - deepest / 2) * LANE, cell, axis, view)
        y += row.height + SPACE
    marks.key(ax, bottom, items, WIDTH)
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
    places = lanes(_extent(cell, axis, view) for cell in every)
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


def facts(cells: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The issues that divide the actors in every coding: named up to two, else counted."""
    divided, n = divided_issues(cells, view.scale), cells["issue"].nunique()
    if not divided:
        return None
    if len(divided) > 2:
        return {"issues": PART(view.lang, {"k": len(divided), "n": n})}
    return {"issues": AND(view.lang).join(view.issues[issue] for issue in divided)}


def terms(cells: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The form of the chart: points on scales, or names at codes where actors are many."""
    many = cells["actor"].nunique() > MANY
    return {"form": said(NAMES if many else DOTS, view)}


positions = Chart(
    key="positions",
    topic=Text("How far apart the positions lie", "各論点での立場の隔たり"),
    finding=Text(
        "No coding closes the gap on {issues}", "{issues}の溝は、どのコーディングでも埋まらない"
    ),
    subtitle=Text(
        "Stance by issue, from the {article}'s comparison table. {case}. {median}",
        "論点ごとの立場。{article}の比較表による。{case}。{median}",
    ),
    note=Text(
        "Codes are ordered steps, our reading of the table. {leaning} A gap "
        "stays open if all keep to their side of the midpoint within the coders' bounds, in "
        "every other reading, and with any code moved a step.",
        "コードは順序のある段階で、比較表に対する当方の読み。{leaning}"
        "「埋まらない」とは、許容範囲のどのコードでも、別の読み方でも、コードを1段階ずらしても、"
        "各当事者が中間点の自分の側にとどまること。",
    ),
    alt=Text("{form}. {case}.", "{form}。{case}。"),
    tables=("comparison", "stance_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
