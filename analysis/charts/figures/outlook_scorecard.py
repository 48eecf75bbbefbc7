"""What was expected, and what the record shows of it, up to the record's last date.

Every claim that looks ahead is a row, whatever became of it: outlooks, rows of the impact table,
and claims that only later days bore out. Taking the last alone would flatter the source. What
came of a claim is read from its outcome; nothing is forecast here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks
from analysis.charts.claims import claims
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.palette import GROUND, QUIET, RULE, ink_on
from analysis.charts.parts import PLACES
from analysis.charts.record import Chart, Text
from analysis.charts.record_words import STATUSES
from analysis.charts.view import View
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

CAME, REVERSED, OTHERWISE, NOT_SEEN, NOT_CHECKED = [
    "came_about",
    "reversed",
    "otherwise",
    "not_seen",
    "not_checked",
]


class Mark(NamedTuple):
    """What came of a claim: its name, glyph and ground."""

    name: Text
    glyph: str
    colour: str


MARKS: Mapping[str, Mark] = {
    CAME: Mark(Text("came about", "実現"), "●", STATUSES["borne_out_later"].colour),
    REVERSED: Mark(Text("came about, then reversed", "実現、のちに撤回"), "↺", "#c3dcc9"),
    OTHERWISE: Mark(
        Text("in part or otherwise", "一部、または異なる形"), "◐", STATUSES["partly"].colour
    ),
    NOT_SEEN: Mark(Text("not seen in the sources read", "読んだ典拠では見られず"), "○", GROUND),
    NOT_CHECKED: Mark(Text("not checked", "未確認"), "–", "#e4e4e4"),
}
#: How outcomes begin that are no words of their own.
BEGINNINGS = {
    "occurred, then reversed": REVERSED,
    "occurred": CAME,
    "mixed": OTHERWISE,
    "not observed": NOT_SEEN,
    "not checked": NOT_CHECKED,
}
AHEAD, LATER = "outlook", "borne_out_later"
CLAIM, COLUMN, NARROW, WIDE = 56.0, 2.5, 17.0, 25.0
STEP, ROW, HEAD, SIGN, PAD = 3.9, 1.6, 6.0, 4.0, 1.0
EXPECTED = Text("Expected", "見通し")
DATED = Text("{year}", "{year}年")
DATE = Text("Date", "日付")
OF_CELL = Text("{about}: {claim}", "{about}：{claim}")
WITH_OUTCOME = Text("{finding}; {outcome}", "{finding}／{outcome}")
RECORD = Text("On record, up to {until}", "記録（{until}まで）")
KEYED = Text("{name}: {n}", "{name}：{n}")
THEN = Text(", {n} reversed", "、{n}件は撤回")


def frame(case: Case) -> pd.DataFrame:
    """One row a claim that looks ahead, by what came of it, then by date.

    Those are claims whose outcome was looked at and that are outlooks by kind or by status, that
    stand in the impact table, or that were borne out later. ``until``: the last date of any
    finding of the case.
    """
    rows = claims(case)
    ahead = rows["kind"].eq(AHEAD) | rows["status"].isin([AHEAD, LATER])
    ahead |= rows["part"].eq(PLACES["impact"])
    until = rows["record_date"].max() if rows["record_date"].notna().any() else pd.NA
    rows = rows[ahead & rows["outcome"].notna()]
    became = [
        _became(outcome, status)
        for outcome, status in zip(rows["outcome"], rows["status"], strict=True)
    ]
    names = {
        "became_en": [MARKS[kind].name("en") for kind in became],
        "became_ja": [MARKS[kind].name("ja") for kind in became],
    }
    told = pd.DataFrame({"became": became, **names}, index=rows.index, dtype="str")
    rows = pd.concat([told, rows], axis="columns")
    rows = rows.assign(until=pd.array([until] * len(rows), dtype="str"))
    rank = rows["became"].map({kind: n for n, kind in enumerate(MARKS)})
    rows = rows.assign(rank=rank).sort_values(["rank", "record_date", "line"], kind="stable")
    return rows.drop(columns="rank").reset_index(drop=True)


def _became(outcome: str, status: str) -> str:
    """The kind of an outcome; one in words of its own came about, if the claim was borne out."""
    for beginning, kind in BEGINNINGS.items():
        if outcome.startswith(beginning):
            return kind
    return CAME if status == LATER else OTHERWISE


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """A key with totals, then a row a claim: its mark, key and date, the claim, the finding."""
    items, year = _items(rows, view), _year(rows)
    top = marks.key_height(items, WIDTH) + 1
    left = NARROW if year else WIDE
    cells = [_cells(row, left, view) for _, row in rows.iterrows()]
    tall = [max(2, *map(len, texts)) * STEP + ROW for texts in cells]
    figure, ax = view.page(top + HEAD + sum(tall) + 1)
    marks.key(ax, 0, items, WIDTH)
    columns = (0, left, left + CLAIM)
    for x, words in zip(columns, _heads(rows, year, view), strict=True):
        marks.line(ax, x, top + HEAD / 2, words, colour=QUIET)
    y = top + HEAD
    for (_, row), texts, h in zip(rows.iterrows(), cells, tall, strict=True):
        ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
        first = y + ROW / 2 + STEP / 2
        for x, lines in zip(columns[1:], texts, strict=True):
            for n, words in enumerate(lines):
                marks.line(ax, x, first + n * STEP, words)
        _chip(ax, marks.Box(0, first - 2.2, left - COLUMN, 4.4), row)
        if pd.notna(row["record_date"]):
            dated = said(row["record_date"], view.lang, year=not year, short=True)
            marks.line(ax, 0, first + STEP + 0.4, dated, colour=QUIET)
        y += h
    return figure


def _year(rows: pd.DataFrame) -> str:
    """The year of all dates, empty where they lie in several."""
    years = rows["record_date"].dropna().str[:4].unique()
    return str(years[0]) if len(years) == 1 else ""


def _heads(rows: pd.DataFrame, year: str, view: View) -> list[str]:
    until = rows["until"].dropna().head(1)
    on_record = RECORD(view.lang, {"until": said(until.iloc[0], view.lang)}) if len(until) else ""
    dated = DATED(view.lang, {"year": year}) if year else DATE(view.lang)
    return [dated, EXPECTED(view.lang), on_record]


def _cells(row: pd.Series, left: float, view: View) -> list[list[str]]:
    """The lines of the claim and of the finding, with the outcome if that is in its own words."""
    lang = view.lang
    claim, about = row[f"claim_{lang}"], row[f"about_{lang}"]
    finding, outcome = row[f"finding_{lang}"], _in_words(row, view)
    if pd.notna(about) and pd.notna(claim):
        claim = OF_CELL(lang, {"about": about, "claim": claim})
    if outcome and pd.notna(finding):
        finding = WITH_OUTCOME(lang, {"finding": finding, "outcome": outcome})
    rooms = (CLAIM - COLUMN, WIDTH - left - CLAIM)
    texts = zip((claim, finding), rooms, strict=True)
    return [wrap(words, room, TEXT, marks.MOST) for words, room in texts]


def _in_words(row: pd.Series, view: View) -> str:
    """The outcome, unless its kind says it all."""
    known = row["outcome"].startswith(tuple(BEGINNINGS))
    words = row["outcome_ja" if view.lang == "ja" else "outcome"]
    return "" if known or pd.isna(words) else str(words)


def _chip(ax: Axes, box: marks.Box, row: pd.Series) -> None:
    mark = MARKS[row["became"]]
    label = marks.cut(str(row["key"]), box.w - SIGN - 2 * PAD)
    _tile(ax, box._replace(w=SIGN + width(label, TEXT) + 2 * PAD), mark, box.x + PAD + SIGN / 2)
    ink, middle = ink_on(mark.colour), box.y + box.h / 2
    marks.line(ax, box.x + PAD + SIGN, middle, label, TEXT, ink)


def _tile(ax: Axes, box: marks.Box, mark: Mark, x: float) -> None:
    marks.tile(ax, box, mark.colour)
    marks.line(ax, x - 0.4, box.y + box.h / 2, mark.glyph, TEXT, ink_on(mark.colour), "center")


def _items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    counts = rows["became"].value_counts()
    return [
        (_swatch(mark), KEYED(view.lang, {"name": mark.name(view.lang), "n": counts.get(kind, 0)}))
        for kind, mark in MARKS.items()
    ]


def _swatch(mark: Mark) -> marks.Draw:
    return lambda ax, box: _tile(ax, box, mark, box.x + box.w / 2)


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


outlook_scorecard = Chart(
    key="outlook_scorecard",
    topic=Text("What was expected, and what the record shows", "見通しと、その後の記録"),
    finding=Text(
        "{k} of {n} outlook rows came about by {until}{then}",
        "見通し{n}行中{k}行が{until}までに実現{then}",
    ),
    subtitle=Text(
        "What the {article} expects, and what the public record shows. {case}.",
        "{article}の見通しと、公的記録が示すその後。{case}。",
    ),
    note=Text(
        "Rows count as rows, also where they concern one event; their sources stand in the data "
        "under the keys. Expected: our wording. Date: of what the finding rests on, at times "
        "before the outlook itself. Not seen: absent from the sources read, which disproves "
        "nothing. That it came about does not say why. No forecast is ours.",
        "同じ出来事に関わる見通しも行ごとに数える。典拠はデータの同じキーの行にある。見通しの文言は"
        "当方の要約。日付は確認結果のもとになる出来事のもので、見通しより前も含む。「見られず」は"
        "読んだ典拠にないことで、否定ではない。「実現」は原因を示さない。当方による予測はない。",
    ),
    alt=Text(
        "Table, a row an expectation of the {article}: what came of it, date and finding. {case}.",
        "{article}の見通しを1行ずつ、結果・日付・確認結果とともに示す表。{case}。",
    ),
    tables=("evidence", "evidence_units", "sources"),
    frame=frame,
    facts=facts,
    draw=draw,
)
