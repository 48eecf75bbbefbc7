"""The chain of events in swim-lanes: who acts, step by step, in the order of the source.

Below it stands the order that the public record gives, where the case has one, so that nobody
takes the source's chain for the course of the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import FancyArrowPatch

from analysis.charts import marks, record_marks, recorded
from analysis.charts.names import named
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.words import LINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

STEP, GAP, PAD = 8.0, 2.4, 1.6
HEAD, BETWEEN, STACK = 8.5, 5.6, 1.5
BOTH, SOURCE = "", "source"
BOTH_SIDES = Text("Both sides", "双方")


def frame(case: Case) -> pd.DataFrame:
    """One row an event, in the order of the steps; no actor = both sides.

    ``chain``: *source* for the source's events, then *record* for the steps on record, which
    have no line and, being what the claims were held against, no marks; then *line* for claims
    on other lines that no unit stands for and that the record does not bear out.
    """
    told = record_marks.with_record(case, case["events"].assign(chain=SOURCE), "event")
    steps = case["recorded_steps"].assign(chain=recorded.RECORD)
    lines = recorded.claims_without_unit(case)
    events = named(case, pd.concat([told, steps, lines], ignore_index=True), actor="actors")
    events["line"] = events["line"].astype("Int64")
    columns = "chain event step line time time_ja actor actor_en actor_ja event_en event_ja"
    events = events.reindex(columns=[*columns.split(), "source_ids", *record_marks.COLUMNS])
    return events.sort_values(["chain", "step"], key=_place, kind="stable", ignore_index=True)


def _place(column: pd.Series) -> pd.Series:
    order = {SOURCE: 0, recorded.RECORD: 1, recorded.CLAIMED: 2}
    return column.map(order) if column.name == "chain" else column


def lanes(events: pd.DataFrame, view: View) -> dict[str, str]:
    """The name above each lane: the actors that act, in display order, both sides amid them."""
    acting = [actor for actor in view.actors if actor in set(events["actor"].dropna())]
    middle = len(acting) // 2
    shared = [BOTH] if events["actor"].isna().any() else []
    names = {**view.actors, BOTH: BOTH_SIDES(view.lang)}
    return {lane: names[lane] for lane in [*acting[:middle], *shared, *acting[middle:]]}


def draw(events: pd.DataFrame, view: View) -> Figure:
    """Steps down at equal distances, lanes across; a box an event, arrows from step to step."""
    on_record = events[events["chain"] != SOURCE]
    events = events[events["chain"] == SOURCE]
    names = lanes(events, view)
    w = (WIDTH - STEP) / max(len(names), 1)
    places = {lane: STEP + n * w for n, lane in enumerate(names)}
    events = events.assign(lane=events["actor"].fillna(BOTH))
    lines = marks.lines_needed(events[f"event_{view.lang}"], w - GAP - 2 * PAD)
    tall = (1 + min(lines, marks.MOST)) * line_height(TEXT) + 2 * PAD
    steps = [_boxes(step, places, w - GAP, tall) for _, step in events.groupby("step")]
    h = max((box.y + box.h for boxes in steps for box in boxes), default=0.0)
    height = HEAD + len(steps) * (h + BETWEEN) - BETWEEN + 1
    items, height = record_marks.items(events, view), max(height, HEAD)
    foot = height + (2 + marks.key_height(items, WIDTH) if items else 0)
    figure, ax = view.page(foot + recorded.height(on_record, view))
    marks.key(ax, height + 2, items, WIDTH)
    recorded.draw(ax, foot, on_record, view)
    _heads(ax, names, places, w - GAP, view)
    above: list[marks.Box] = []
    for n, (number, step) in enumerate(events.groupby("step")):
        y = HEAD + n * (h + BETWEEN)
        placed = [box._replace(y=y + box.y) for box in steps[n]]
        _arrows(ax, above, placed, y - BETWEEN / 2)
        marks.line(ax, 0, y + h / 2, str(number), marks.GLYPH, QUIET)
        for box, (_, event) in zip(placed, step.iterrows(), strict=True):
            _event(ax, box, event, view)
        above = placed
    for x in list(places.values())[1:]:
        ax.plot([x - GAP / 2] * 2, [0, height], color=RULE, lw=0.6, zorder=0)
    return figure


def _boxes(step: pd.DataFrame, places: dict[str, float], w: float, tall: float) -> list[marks.Box]:
    """A box for each event of a step, from the step's top; those of one lane are stacked."""
    above = step.groupby("lane").cumcount()
    return [
        marks.Box(places[lane], n * (tall + STACK), w, tall)
        for lane, n in zip(step["lane"], above, strict=True)
    ]


def _heads(ax: Axes, names: dict[str, str], places: dict[str, float], w: float, view: View) -> None:
    for lane, name in names.items():
        x = places[lane]
        marks.line(ax, x, 2.6, marks.cut(name, w))
        ax.plot([x, x + w], [5.6, 5.6], color=view.colours.get(lane, RULE), lw=2.2)


def _event(ax: Axes, box: marks.Box, event: pd.Series, view: View) -> None:
    marks.tile(ax, box, GROUND)
    inner = box.inset(PAD)
    step = line_height(TEXT)
    words = inner._replace(h=inner.h - step)
    marks.block(ax, words, event[f"event_{view.lang}"], place="top")
    last = inner.y + inner.h - step / 2
    marks.line(ax, inner.x, last, LINE(view.lang, {"line": event["line"]}), colour=QUIET)
    record_marks.badge(ax, inner.x + inner.w, last, event, side="right")


def _arrows(ax: Axes, above: list[marks.Box], below: list[marks.Box], y: float) -> None:
    """One link from a step to the next: out of each last box, along ``y``, to each first box."""
    if not above:
        return
    starts = {box.x + box.w / 2: box.y + box.h for box in above}
    ends = {box.x + box.w / 2: box.y for box in reversed(below)}
    for x, bottom in starts.items():
        ax.plot([x, x], [bottom, y], color=INK, lw=1.0)
    reach = [*starts, *ends]
    ax.plot([min(reach), max(reach)], [y, y], color=INK, lw=1.0, solid_capstyle="projecting")
    for x, top in ends.items():
        arrow = FancyArrowPatch(
            (x, y), (x, top), arrowstyle="-|>", mutation_scale=9, lw=1.0, shrinkA=0, shrinkB=0
        )
        arrow.set_color(INK)
        ax.add_patch(arrow)


def facts(events: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many events have one side as their actor, where they are fewer than half."""
    events = events[events["chain"] == SOURCE]
    one_sided, n = int(events["actor"].notna().sum()), len(events)
    return {"k": one_sided, "n": n} if 2 * one_sided < n else None


def terms(events: pd.DataFrame, view: View) -> Mapping[str, str]:
    """What is said of the record's order, where the case has one."""
    there = events["chain"].eq(recorded.RECORD).any()
    return {"record": recorded.NOTE(view.lang) if there else ""}


event_chain = Chart(
    key="event_chain",
    topic=Text("The chain of events, step by step", "出来事の連鎖を段階ごとに追う"),
    finding=Text(
        "Chain puts only {k} of {n} events down to one side",
        "経過のうち一方の行為とされるのは、{n}件中{k}件のみ",
    ),
    subtitle=Text(
        "The {article}'s chain of events, by actor. {case}.",
        "{article}が示す出来事の連鎖を行為者別に示す。{case}。",
    ),
    note=Text(
        "Order, not time: steps stand at equal distances. Arrows: the order in which the {article} "
        "sets the steps; it is not a claim of cause, and we add no link of our own. “Both "
        "sides” also holds what nobody in particular is said to have decided. Words: our "
        "paraphrase.{record}",
        "間隔は等しく、時間の長さではなく順序を示す。矢印は{article}が並べた順序であり、因果関係を"
        "意味しない。当方が推定した線はない。「双方」には、誰が決めたか記されていない出来事も"
        "含む。文言は当方による要約。{record}",
    ),
    alt=Text(
        "Swim-lane diagram of the chain of events, one lane an actor. {case}.",
        "出来事の連鎖を行為者別のレーンに並べた図。{case}。",
    ),
    tables=("events",),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
