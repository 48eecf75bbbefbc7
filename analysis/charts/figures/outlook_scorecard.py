"""What was expected, and what the record shows of it, up to the record's last date.

Rows are counted as rows, as :mod:`analysis.charts.outlooks` gives them; a bracket holds together
those that concern one event, with its date once. What came of a claim is read from its outcome;
nothing is forecast here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.dates import said
from analysis.charts.outlook_lines import (
    COLUMN,
    PAD,
    ROW,
    SIGN,
    STEP,
    Columns,
    Line,
    chip_width,
    set_rows,
    shared,
    year_of,
)
from analysis.charts.outlooks import CAME, MARKS, REVERSED, Mark, outlooks
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.palette import QUIET, RULE, ink_on
from analysis.charts.record import Chart, Text
from analysis.charts.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEAD, CHIP, BAR = 5.5, 4.2, 1.4
EXPECTED = Text("Expected", "見通し")
DATED = Text("{year}", "{year}年")
DATE = Text("Date", "日付")
RECORD = Text("On record, up to {until}", "記録（{until}まで）")
KEYED = Text("{name}: {n}", "{name}：{n}")
THEN = Text(", {n} reversed", "、うち{n}行は撤回")
ONE_EVENT = Text("rows on one event", "同じ出来事に関わる行")
ON_EVENTS = Text(
    "The {k} that came about rest on {e} events, {most} of them on that of {day}. ",
    "実現した{k}行のもとになる出来事は{e}件で、うち{most}行は{day}の出来事による。",
)
ON_ONE = Text("The {k} that came about rest on one event. ", "実現した{k}行は同じ出来事による。")


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """A key with totals, then a row a claim: its mark, key and date, the claim, the finding."""
    items, (columns, lines) = _items(rows, view), set_rows(rows, view)
    top = marks.key_height(items, WIDTH) + 1
    figure, ax = view.page(top + HEAD + sum(line.h for line in lines) + 1)
    marks.key(ax, 0, items, WIDTH)
    for x, words in zip(columns, _heads(rows, view), strict=True):
        marks.line(ax, x, top + HEAD / 2, words, colour=QUIET)
    y = top + HEAD
    for line in lines:
        _row(ax, y, line, columns)
        y += line.h
    return figure


def _row(ax: Axes, y: float, line: Line, columns: Columns) -> None:
    edge, left, _ = columns
    ax.plot([0 if line.opens else left, WIDTH], [y, y], color=RULE, lw=0.6)
    first = y + ROW / 2 + STEP / 2
    for x, texts in zip(columns[1:], (line.claim, line.finding), strict=True):
        for n, words in enumerate(texts):
            marks.line(ax, x, first + n * STEP, words)
    for n, words in enumerate(line.date, start=1):
        marks.line(ax, edge, first + n * STEP + 0.3, words, colour=QUIET)
    room = left - edge - COLUMN - record_marks.room(line.row, apart=0.8)
    end = _chip(ax, marks.Box(edge, first - CHIP / 2, room, CHIP), line.row)
    record_marks.badge(ax, end + 0.8, first, line.row)
    if not (line.opens and line.closes):
        begin, end = y + 1.0 * line.opens, y + line.h - 1.0 * line.closes
        ax.plot([0.5, 0.5], [begin, end], color=QUIET, lw=BAR, solid_capstyle="butt")


def _heads(rows: pd.DataFrame, view: View) -> list[str]:
    year = year_of(rows)
    until = rows["until"].dropna().head(1)
    on_record = RECORD(view.lang, {"until": said(until.iloc[0], view.lang)}) if len(until) else ""
    dated = DATED(view.lang, {"year": year}) if year else DATE(view.lang)
    return [dated, EXPECTED(view.lang), on_record]


def _chip(ax: Axes, box: marks.Box, row: pd.Series) -> float:
    """The mark and key of a claim; where it ends."""
    mark = MARKS[row["became"]]
    label = marks.cut(str(row["key"]), box.w - SIGN - 2 * PAD + 0.01)
    box = box._replace(w=chip_width(label))
    _tile(ax, box, mark, box.x + PAD + SIGN / 2)
    ink, middle = ink_on(mark.colour), box.y + box.h / 2
    marks.line(ax, box.x + PAD + SIGN, middle, label, TEXT, ink)
    return box.x + box.w


def _tile(ax: Axes, box: marks.Box, mark: Mark, x: float) -> None:
    marks.tile(ax, box, mark.colour)
    marks.line(ax, x - 0.4, box.y + box.h / 2, mark.glyph, TEXT, ink_on(mark.colour), "center")


def _items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    counts = rows["became"].value_counts()
    items: list[marks.Item] = [
        (_swatch(mark), KEYED(view.lang, {"name": mark.name(view.lang), "n": counts.get(kind, 0)}))
        for kind, mark in MARKS.items()
    ]
    if shared(rows).any():
        items.append((_bracket, ONE_EVENT(view.lang)))
    return items + record_marks.items(rows, view)


def _swatch(mark: Mark) -> marks.Draw:
    return lambda ax, box: _tile(ax, box, mark, box.x + box.w / 2)


def _bracket(ax: Axes, box: marks.Box) -> None:
    x = box.x + box.w / 2
    ax.plot([x, x], [box.y, box.y + box.h], color=QUIET, lw=BAR, solid_capstyle="butt")


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many came about by the last date, and how many of these were reversed; None if none."""
    came = rows[rows["became"].isin([CAME, REVERSED])]
    if came.empty or came["until"].isna().any():
        return None
    reversed_ = int(came["became"].eq(REVERSED).sum())
    return {
        "k": len(came),
        "n": len(rows),
        "until": said(rows["until"].iloc[0], view.lang, year=False),
        "then": THEN(view.lang, {"n": reversed_}) if reversed_ else "",
    }


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """On how many events the rows that came about rest, where several rest on one."""
    came = rows[rows["became"].isin([CAME, REVERSED])].dropna(subset="event")
    counts = came["event"].value_counts()
    if counts.empty or counts.max() < 2:
        return {"events": ""}
    if len(counts) == 1:
        return {"events": ON_ONE(view.lang, {"k": len(came)})}
    date = came.loc[came["event"] == counts.index[0], "record_date"].iloc[0]
    day = said(date, view.lang, year=not year_of(rows))
    counted = {"k": len(came), "e": len(counts), "most": int(counts.max()), "day": day}
    return {"events": ON_EVENTS(view.lang, counted)}


outlook_scorecard = Chart(
    key="outlook_scorecard",
    topic=Text("What was expected, and what the record shows", "見通しと、その後の記録"),
    finding=Text(
        "{k} of {n} outlook rows came about by {until}{then}",
        "見通し{n}行中{k}行が{until}までに実現{then}",
    ),
    subtitle=Text(
        "The {article}'s outlooks beside the record. {case}.",
        "{article}の見通しと、公的記録が示すその後。{case}。",
    ),
    note=Text(
        "Rows count as rows. {events}Expected: our wording. A date may precede the outlook. Not "
        "seen: absent from the sources read, which disproves nothing. That it came about does not "
        "say why. No forecast is ours.",
        "見通しは行ごとに数える。{events}見通しの文言は当方の要約。出来事の日付は、見通しより前の場合も"
        "ある。「見られず」は読んだ典拠にないことで、否定ではない。「実現」は原因を示さない。"
        "当方による予測はない。",
    ),
    alt=Text(
        "Table, a row an expectation of the {article}: what came of it, date and finding. {case}.",
        "{article}の見通しを1行ずつ、結果・日付・確認結果とともに示す表。{case}。",
    ),
    tables=("evidence", "evidence_units", "sources"),
    frame=outlooks,
    facts=facts,
    draw=draw,
    terms=terms,
)
