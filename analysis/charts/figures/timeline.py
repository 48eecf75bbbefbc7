"""What happened before and after the meetings: a dated list, day by day.

A list reads better than labels on an axis where nine events fall on one day, but it hides how
much time passes between two rows. So the space above a date grows with the days since the last
one, in the same measure everywhere. Rows that cite one source alone bear an open mark; relays
of one text are one source. A case may know more days than a list of one event should run to:
``timeline_until``, where its ``datapackage.json`` declares it, is the last day drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.charts import marks
from analysis.charts.dates import said, span
from analysis.charts.event_kinds import KINDS, MEETING, OTHERS, kind_of
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.record_words import CONFIDENCES, worded
from analysis.charts.view import Lang, View
from analysis.charts.wrap import wrap
from analysis.stance.support import origins

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

DATE, MARK, STEP, PER_DAY, BETWEEN = 14.0, 4.0, 3.5, 0.12, 0.5
SIGN, SPACE = 3.9, 1.6
BAND = "#f3ecf1"
LIST = Text(", ", "、")
TIMED = Text("{time}: {event}", "{time}、{event}")
STEPS = Text("steps", ""), Text("step", "")
AFTER = Text("{kind} after {n} days", "{kind}が{n}日後")
THEN = Text("{kind} after {n}", "{kind}が{n}日後")
SPAN = Text(", {days}", "、{days}")


def frame(case: Case) -> pd.DataFrame:
    """One row an event, by date, up to the last day that the case has drawn.

    ``days`` counts from the first meeting, NA where there is none.
    """
    rows = case["timeline"].sort_values("date", kind="stable")
    if until := case.package.descriptor.get("timeline_until"):
        rows = rows[rows["date"] <= str(until)]
    rows = rows.reset_index(drop=True)
    day = pd.to_datetime(rows["date"])
    first = day[rows["kind"].eq(MEETING)].min()
    cited = _independent(case, rows["source_ids"])
    columns = {
        "key": rows["event"],
        "date": rows["date"],
        "days": (day - first).dt.days.astype("Int64"),
        "time": rows["time"],
        "time_ja": rows["time_ja"],
        "event_en": rows["event_en"],
        "event_ja": rows["event_ja"],
        "actors": rows["actors"],
        "actors_en": _names(case, rows["actors"], "en"),
        "actors_ja": _names(case, rows["actors"], "ja"),
        "kind": rows["kind"],
        "kind_en": [kind_of(kind).name("en") for kind in rows["kind"]],
        "kind_ja": [kind_of(kind).name("ja") for kind in rows["kind"]],
        "confidence": rows["confidence"],
        "confidence_en": [worded(CONFIDENCES, key, "en") for key in rows["confidence"]],
        "confidence_ja": [worded(CONFIDENCES, key, "ja") for key in rows["confidence"]],
        "independent": pd.array(cited, dtype="Int64"),
        "one_source": pd.array([n == 1 for n in cited], dtype="bool"),
        "source_ids": rows["source_ids"],
    }
    return pd.DataFrame(columns)


def _independent(case: Case, listed: pd.Series) -> list[int]:
    """How many independent sources each row cites."""
    origin = origins(case["sources"])
    return [
        0 if pd.isna(keys) else len({origin.get(key, key) for key in str(keys).split(";")})
        for keys in listed
    ]


def _names(case: Case, listed: pd.Series, lang: Lang) -> pd.Series:
    """Each row's actors by their short names; one that nobody names stays a code."""
    view = View.of(case, lang)
    said_ = [
        None if pd.isna(keys) else LIST(lang).join(_called(str(keys).split(";"), view))
        for keys in listed
    ]
    return pd.Series(said_, index=listed.index, dtype="str")


def _called(keys: Iterable[str], view: View) -> list[str]:
    others = {code: name(view.lang) for code, name in OTHERS.items()}
    names = {**others, **view.actors}
    return [names.get(key, key) for key in keys]


class Row(NamedTuple):
    """A row of the list: its lines, the actors they do not name, and how many lines it takes."""

    lines: list[str]
    actors: str
    n: int


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """Days down, the space between them in proportion; those of the meetings on a band."""
    room = WIDTH - DATE - MARK
    set_rows = [_set(row, room, view.lang) for _, row in rows.iterrows()]
    key = _key(rows, view.lang)
    top = (key[-1][2] + 5.5) if key else 0.0
    day = pd.to_datetime(rows["date"])
    gaps = (day.diff().dt.days.fillna(0) - 1).clip(lower=0) * PER_DAY
    new = rows["date"].ne(rows["date"].shift())
    starts, y = [], top
    for row, gap, first in zip(set_rows, gaps, new, strict=True):
        y += (gap + BETWEEN) if first else 0.0
        starts.append(y)
        y += row.n * STEP
    figure, ax = view.page(y + 1)
    for kind, x, y, name in key:
        _mark(ax, x + SIGN / 2 - 0.4, y + 2, kind, False)
        marks.line(ax, x + SIGN, y + 2, name, colour=QUIET)
    ends = [start + row.n * STEP for start, row in zip(starts, set_rows, strict=True)]
    _bands(ax, rows, starts, ends)
    for (_, event), row, start, first in zip(rows.iterrows(), set_rows, starts, new, strict=True):
        if first:
            ax.plot([0, WIDTH], [start - 0.2, start - 0.2], color=RULE, lw=0.4, zorder=0.5)
            date = said(event["date"], view.lang, year=False, short=True)
            marks.line(ax, 0, start + STEP / 2, date)
        _mark(ax, DATE + MARK / 2 - 0.5, start + STEP / 2, event["kind"], event["one_source"])
        for n, words in enumerate(row.lines):
            marks.line(ax, DATE + MARK, start + (n + 0.5) * STEP, words)
        if row.actors:
            marks.line(ax, WIDTH, start + (row.n - 0.5) * STEP, row.actors, TEXT, QUIET, "right")
    return figure


def _set(row: pd.Series, room: float, lang: Lang) -> Row:
    event, time = row[f"event_{lang}"], row["time_ja" if lang == "ja" else "time"]
    if pd.notna(time) and pd.notna(event):
        event = TIMED(lang, {"time": time, "event": event})
    lines = wrap(event, room, TEXT, marks.MOST)
    named = row[f"actors_{lang}"]
    names = [] if pd.isna(named) else str(named).split(LIST(lang))
    absent = marks.cut(LIST(lang).join(name for name in names if not _says(event, name)), room)
    last = width(lines[-1], TEXT) + 2 if lines else 0.0
    below = bool(absent) and last + width(absent, TEXT) > room
    return Row(lines, absent, max(1, len(lines) + below))


def _says(event: object, name: str) -> bool:
    """Whether the words name the actor, which EUR does not do for the EU."""
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", str(event)) is not None


def _bands(ax: Axes, rows: pd.DataFrame, starts: list[float], ends: list[float]) -> None:
    for date in rows.loc[rows["kind"].eq(MEETING), "date"].unique():
        here = [n for n, other in enumerate(rows["date"]) if other == date]
        y, end = starts[here[0]] - 0.2, ends[here[-1]] + BETWEEN - 0.2
        ax.add_patch(Rectangle((0, y), WIDTH, end - y, facecolor=BAND, lw=0, zorder=0.2))


def _mark(ax: Axes, x: float, y: float, kind: str, open_: bool) -> None:
    look = kind_of(kind)
    marks.dot(ax, x, y, look.colour, look.shape, marks.OPEN if open_ else marks.FULL)


def _key(rows: pd.DataFrame, lang: Lang) -> list[tuple[str, float, float, str]]:
    """Kinds that occur, with the place of each and its name; set closer than other keys."""
    found = set(rows["kind"])
    places: list[tuple[str, float, float, str]] = []
    x = y = 0.0
    for kind in [kind for kind in KINDS if kind in found] + sorted(found - set(KINDS)):
        name = marks.cut(kind_of(kind).name(lang), WIDTH - SIGN)
        need = SIGN + width(name, TEXT)
        if x and x + need > WIDTH:
            x, y = 0.0, y + line_height(TEXT)
        places.append((kind, x, y, name))
        x += need + SPACE
    return places


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """When all actors of the meetings first act together again, on the first two kinds of event.

    None where there is no meeting of two actors, or they act together no more.
    """
    meetings = rows[rows["kind"].eq(MEETING)]
    met = {key for keys in meetings["actors"].dropna() for key in keys.split(";")}
    later = rows[rows["date"] > meetings["date"].max()] if len(met) > 1 else rows.head(0)
    joint = later[[met <= set(str(keys).split(";")) for keys in later["actors"]]]
    firsts = joint.drop_duplicates("kind").head(2)
    if firsts.empty:
        return None
    phrases = [
        phrase(view.lang, {"kind": kind_of(kind).name(view.lang), "n": days})
        for phrase, kind, days in zip((AFTER, THEN), firsts["kind"], firsts["days"], strict=False)
    ]
    order = [key for key in view.actors if key in met]
    return {
        "who": "–".join(_called([*order, *sorted(met.difference(order))], view)),
        "steps": STEPS[len(phrases) == 1](view.lang),
        "said": LIST(view.lang).join(phrases),
    }


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The first and last day drawn; empty where there is none."""
    days = list(rows["date"])
    return {"span": SPAN(view.lang, {"days": span(days[0], days[-1], view.lang)}) if days else ""}


timeline = Chart(
    key="timeline",
    topic=Text("What happened, day by day", "出来事の経過（日付順）"),
    finding=Text("First joint {who} {steps}: {said}", "会談後、双方共同の動きは{said}"),
    subtitle=Text(
        "What happened before and after the talks, on public record{span}. {case}.",
        "会談の前後の出来事（公的記録による{span}）。{case}。",
    ),
    note=Text(
        "A list, not an axis: space above a date grows with the days since the last one. Open "
        "marks cite one source (relays count as one). Grey: actors that the words do not name. "
        "Band: talks.",
        "軸ではなく一覧で、日付の上の余白は前の日付からの日数に比例する。白抜きの印は挙げた典拠が"
        "1件（転載は同じ1件）。灰色は文中にない当事者、帯は会談の日。",
    ),
    alt=Text(
        "Dated list of events on public record{span}, each with its kind, actors and support.",
        "公的記録による出来事の日付順の一覧{span}。種類・当事者・典拠の別つき。",
    ),
    tables=("timeline", "sources"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
    record_only=True,
)
