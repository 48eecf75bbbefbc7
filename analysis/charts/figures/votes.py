"""What the source says of an actor's stance beside how the actor voted.

Two kinds of knowledge stand side by side and are not mixed: a stance is our reading of the
source, a vote is on record. None of the source's issues was voted on, so a row holds two facts
about one actor and no comparison of them. The issues shown are those that the case declares
under ``issues_beside_votes``, failing that all of its comparison table. A roll call has nothing
beside its votes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, stance_key, vote_crowd, vote_marks, vote_roll
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.vote_crowd import GAP, LABEL
from analysis.charts.vote_marks import LOOKS
from analysis.charts.vote_words import facts, terms
from analysis.charts.voted import BODY, NO_SEAT, UNREAD, VOTES, voted
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAD, ROW = 1.3, 6.6
STEP = line_height(TEXT)
MOST, ROWS = 8, 12
#: Height of a roll, in millimetres, above which its states are counted in one row.
LONGEST = 130.0
READING = Text("Stance, our reading", "立場（当方の読み）")
RECORD = Text("Votes, on record", "投票（記録）")
ALL = Text("Total", "全体")
DRAFTED = Text("Drafted by {who}", "起草：{who}")
SEATLESS = Text("no seat in the body", "議席なし")
NUMBERED = Text("{n} {name}", "{n} {name}")
NOT_READ = Text("vote not read here", "票は未確認")


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """Actors down; issues with their stances, then resolutions with their votes, across.

    Of many actors the rows are those of groups, and the others stand in a roll below.
    """
    rows, cut = vote_crowd.side_by_side(rows, view)
    texts, roll = list(rows["resolution"].dropna().unique()), _roll(rows)
    names = {**view.actors, "": ALL(view.lang)}
    if vote_roll.height(roll, texts, view) > LONGEST:
        counted = {"n": len(roll)}
        names[vote_crowd.CROWD] = vote_crowd.COUNTED(view.lang, counted)
        cut = [*cut, vote_crowd.TOLD(view.lang, counted)]
        rows, roll = vote_crowd.summed(rows, roll), []
    stances, votes = rows[rows["issue"].notna()], rows[rows["resolution"].notna()]
    issues = list(stances["issue"].unique())
    places = vote_crowd.columns_of(issues, texts)
    heads = {key: _head(rows, key, w, view) for key, (_, w) in places.items()}
    for n, text in enumerate(texts if roll else [], start=1):
        heads[text][0] = (NUMBERED(view.lang, {"n": n, "name": text}), INK)
    over = STEP + 1.5 if issues else 0.0
    top = over + STEP * max(map(len, heads.values()), default=0) + 1.5
    lines = {"": _height(votes[votes["kind"] == BODY], places, view)}
    rowed = rows[rows["actor"].notna() & ~rows["actor"].isin(roll)]
    for actor, of_actor in rowed.groupby("actor", sort=False):
        lines[str(actor)] = _height(of_actor, places, view)
    items, foot = _items(rows, view), top + sum(h + GAP for h in lines.values()) + 2
    bottom = foot + vote_roll.height(roll, texts, view) + STEP * len(cut)
    below = stance_key.height(items) if issues else marks.key_height(items, WIDTH)
    figure, ax = view.page(bottom + below)
    if issues:
        _headings(ax, places, stances, view)
    for key, head in heads.items():
        for n, (words, colour) in enumerate(head):
            marks.line(ax, places[key][0], over + STEP * (n + 0.5), words, colour=colour)
    y = top
    for actor, h in lines.items():
        ax.plot([0, WIDTH], [y - GAP / 2, y - GAP / 2], color=RULE, lw=0.5, zorder=0.4)
        marks.line(ax, 0, y + h / 2, marks.cut(names[actor], LABEL - 1))
        found = rows["actor"].eq(actor) if actor else rows["kind"].eq(BODY)
        for _, row in rows[found].iterrows():
            x, w = places[row["issue"] if pd.isna(row["resolution"]) else row["resolution"]]
            _tile(ax, marks.Box(x, y, w, h), row, view)
        y += h + GAP
    cast = {(row["actor"], row["resolution"]): row for _, row in votes.iterrows()}

    def small(ax: Axes, box: marks.Box, actor: str, text: str) -> None:
        _vote(ax, box, cast[actor, text], view)

    vote_roll.draw(ax, foot, roll, texts, view, small)
    marks.lines(ax, 0, bottom - STEP * len(cut) / 2, cut, QUIET)
    if issues:
        stance_key.draw(ax, bottom, view, items)
    else:
        marks.key(ax, bottom, items, WIDTH)
    return figure


def _roll(rows: pd.DataFrame) -> list[str]:
    """The states that stand in a roll: none where all actors find a row of their own."""
    actors = rows.loc[rows["actor"].notna(), "actor"].unique()
    groups = set(rows.loc[rows["actor"].notna() & rows["of"].gt(1), "actor"])
    return [str(a) for a in actors if a not in groups] if len(actors) > ROWS else []


def _head(rows: pd.DataFrame, key: str, room: float, view: View) -> list[marks.Part]:
    """Lines of a head: an issue and its objective; a resolution, its day, title and drafter.

    Where votes stand alone, a day that all of them share is in the subtitle only.
    """
    parts: list[tuple[object, str, float]]
    issue = rows[rows["issue"] == key]
    if len(issue):
        objective = issue[f"objective_{view.lang}"].iloc[0]
        parts = [(view.issues[key], INK, room), (objective, QUIET, room)]
    else:
        about = rows[rows["resolution"] == key].iloc[0]
        lang, other = ("ja", "en") if view.lang == "ja" else ("en", "ja")
        title, drafted = about[f"title_{lang}"], about["drafted_by"]
        title = about[f"title_{other}"] if pd.isna(title) else title
        if lang == "ja" and pd.notna(about["drafted_by_ja"]):
            drafted = about["drafted_by_ja"]
        who = None if pd.isna(drafted) else DRAFTED(view.lang, {"who": drafted})
        same = rows["issue"].isna().all() and len(set(rows["date"].dropna())) == 1
        day = None if same else said(about["date"], view.lang, short=True)
        parts = [(words, QUIET, room - 1) for words in (day, title, who)]
        parts = [(key, INK, room), *parts]
    return [
        (line, colour)
        for words, colour, wide in parts
        for line in wrap(words, wide, TEXT, most=MOST)
    ]


def _headings(
    ax: Axes, places: dict[str, tuple[float, float]], stances: pd.DataFrame, view: View
) -> None:
    """Above the columns, which of them are our reading and which are on record."""
    issues = set(stances["issue"])
    for kind, words in ((True, READING), (False, RECORD)):
        edges = [(x, x + w) for key, (x, w) in places.items() if (key in issues) == kind]
        if edges:
            left, right = edges[0][0], edges[-1][1]
            marks.line(ax, left, STEP / 2, marks.cut(words(view.lang), right - left))
            ax.plot([left, right], [STEP + 0.6, STEP + 0.6], color=INK, lw=0.8)


def _height(rows: pd.DataFrame, places: dict[str, tuple[float, float]], view: View) -> float:
    """Height of a line: a tile, or more where counts or a record mark need it."""
    heights = [ROW]
    for _, row in rows.iterrows():
        if row["kind"] in (BODY, VOTES) and not _alone(row):
            room = places[row["resolution"]][1]
            heights.append(vote_marks.group_height(_counts(row, view, room), room))
        elif pd.notna(row["issue"]) and not _beside(row, places[row["issue"]][1], view):
            heights.append(2 * STEP + PAD)
    return max(heights)


def _alone(row: pd.Series) -> bool:
    return row["kind"] == VOTES and row["of"] == 1


def _counts(row: pd.Series, view: View, room: float) -> list[vote_marks.Count]:
    return vote_marks.counts(row, view.lang, row["kind"] == VOTES, room)


def _beside(row: pd.Series, room: float, view: View) -> bool:
    """Whether a stance's sign and its record mark fit on one line."""
    sign = marks.glyphs(view.scale, *marks.codes(row)).replace(" ", "")
    return width(sign, marks.GLYPH) + record_marks.room(row, apart=1) + 2 * PAD <= room


def _tile(ax: Axes, box: marks.Box, row: pd.Series, view: View) -> None:
    if pd.isna(row["issue"]):
        _vote(ax, box, row, view)
        return
    lower, upper = marks.codes(row)
    ink = marks.stance(ax, box, view.scale, lower, upper)
    sign = marks.glyphs(view.scale, lower, upper).replace(" ", "")
    mark = record_marks.room(row)
    if not mark:
        marks.line(ax, box.x + box.w / 2, box.y + box.h / 2, sign, marks.GLYPH, ink, "center")
    elif _beside(row, box.w, view):
        marks.line(ax, box.x + PAD, box.y + box.h / 2, sign, marks.GLYPH, ink)
        record_marks.badge(ax, box.x + box.w - PAD, box.y + box.h / 2, row, side="right")
    else:
        marks.line(ax, box.x + box.w / 2, box.y + PAD + 1.4, sign, TEXT, ink, "center")
        record_marks.badge(ax, box.x + (box.w - mark) / 2, box.y + box.h - PAD - 1.6, row)


def _vote(ax: Axes, box: marks.Box, row: pd.Series, view: View) -> None:
    if row["kind"] == NO_SEAT:
        vote_marks.no_seat(ax, box)
    elif row["kind"] == UNREAD:
        marks.not_stated(ax, box)
    elif _alone(row):
        kind = next(kind for kind in LOOKS if row[kind] == 1)
        vote_marks.state(ax, box, kind, view.lang)
    else:
        vote_marks.group(ax, box, _counts(row, view, box.w))


def _items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    kinds = [kind for kind in LOOKS if rows[kind].gt(0).any()]
    items = vote_marks.items(kinds, view.lang)
    if rows["kind"].eq(NO_SEAT).any():
        items.append((vote_marks.no_seat, SEATLESS(view.lang)))
    if rows["kind"].eq(UNREAD).any():
        items.append((marks.not_stated, NOT_READ(view.lang)))
    return [*items, *stance_key.items_of(set(rows["kind"]), view), *record_marks.items(rows, view)]


votes = Chart(
    key="votes",
    topic=Text("How the actors voted, beside their stances", "各当事者の投票と立場"),
    finding=Text(
        "{day}: {noes} voted no on {drafter}'s text", "{day}、{noes}が{drafter}の案に反対"
    ),
    subtitle=Text(
        "Recorded votes of {days}, beside positions in the {article}. {case}. {median}",
        "{days}の投票記録と、{article}に示された立場。{case}。{median}",
    ),
    note=Text(
        "Votes are on record; stances are our reading of the {article}, of its table or else of "
        "its text. A vote is no stance: none of the issues, which we chose, was voted on. An "
        "organisation casts no vote; its member states in the body are counted. Votes: {sources}.",
        "投票は記録、立場は{article}（表、なければ本文）の当方の読み。投票は立場ではなく、ここに選んだ"
        "論点が採決されたわけではない。国際機関自体は投票しないため、加盟国のうち議席のある国を"
        "数える。投票の出典：{sources}。",
    ),
    alt=Text(
        "Table: signs of stances on issues, then votes on resolutions with totals, a row an actor.",
        "当事者ごとに、論点への立場の記号と、決議への投票を並べた表。決議ごとの票数つき。",
    ),
    tables=("resolutions", "comparison", "stance_codes"),
    frame=voted,
    facts=facts,
    draw=draw,
    terms=terms,
)
