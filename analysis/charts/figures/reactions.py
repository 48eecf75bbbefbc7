"""Who acts on the actor at the centre, or is drawn near by it: on what, which way, how put.

All effects of the case that is shipped touch one actor. A network of them would be a star,
which says nothing that a table does not say better: rows are the others, columns the issues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.effects import HEDGES, coded_effects, of_direction
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.words import IN_IMPACT, NOT_STATED, modality

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

LABEL, GAP, PAD, SPACE = 23.0, 1.0, 1.5, 3.0
GROUP = 7.5
PAIR = "{} → {}"
TOWARDS, FROM, ASIDE = "towards", "from", "aside"
GROUPS = {
    TOWARDS: Text("Others towards {hub}", "他の当事者から{hub}へ"),
    FROM: Text("{hub} towards others", "{hub}から他の当事者へ"),
    ASIDE: Text("Among others", "その他の当事者の間"),
}
ENDS = ["from_actor", "to_actor"]


def frame(case: Case) -> pd.DataFrame:
    """One row an effect; ``hub`` is the actor that is on most, ``group`` its end of the effect."""
    effects = coded_effects(case)
    counts = pd.concat([effects[end] for end in ENDS]).value_counts()
    order = [actor for actor in case["actors"]["actor"] if actor in counts.index]
    hub = max(order, key=lambda actor: counts[actor], default="")
    group = pd.Series(ASIDE, index=effects.index, dtype="str")
    group = group.mask(effects["from_actor"].eq(hub), FROM).mask(
        effects["to_actor"].eq(hub), TOWARDS
    )
    effects.insert(0, "hub", pd.Series(hub, index=effects.index, dtype="str"))
    effects.insert(1, "group", group)
    effects.insert(2, "in_table", effects["scope"].notna())
    return record_marks.with_record(case, effects)


class Row(NamedTuple):
    """A row of the chart: group, label, effects; heights of its tiles and its own, in mm."""

    group: str
    label: str
    effects: pd.DataFrame
    tall: float
    h: float


def draw(effects: pd.DataFrame, view: View) -> Figure:
    """Groups of rows, one an actor; columns are the issues that occur; a tile is an effect."""
    issues = [issue for issue in view.issues if issue in set(effects["issue"])]
    w = (WIDTH - LABEL) / max(len(issues), 1)
    heads: dict[str, list[marks.Part]] = {i: [(view.issues[i], QUIET)] for i in issues}
    needs = (marks.paragraphs_height(words, w - GAP) for words in heads.values())
    head = max(needs, default=0) + 1.5
    rows, key, items = _rows(effects, view, w - GAP), of_direction(view), _items(effects, view)
    top = head + len({row.group for row in rows}) * GROUP + sum(row.h for row in rows) + SPACE
    figure, ax = view.page(top + stance_key.height(items))
    columns = {issue: LABEL + n * w for n, issue in enumerate(issues)}
    for issue, x in columns.items():
        marks.paragraphs(ax, x, 0, heads[issue], w - GAP)
    y, last = head, ""
    for row in rows:
        if row.group != last:
            heading = marks.cut(_heading(row.group, effects, view), WIDTH)
            marks.line(ax, 0, y + 0.62 * GROUP, heading)
            y, last = y + GROUP, row.group
        ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
        marks.block(ax, marks.Box(2, y, LABEL - 3, row.h), row.label)
        for issue, x in columns.items():
            tiles = row.effects[row.effects["issue"] == issue]
            for n, (_, effect) in enumerate(tiles.iterrows()):
                top_of_tile = y + (n + 1) * GAP + n * row.tall
                box = marks.Box(x, top_of_tile, w - GAP, row.tall)
                _tile(ax, box, effect, key)
        y += row.h
    stance_key.draw(ax, top, key, items)
    return figure


def _rows(effects: pd.DataFrame, view: View, w: float) -> list[Row]:
    """The rows in the order of the groups, actors in display order within each."""
    place = {actor: n for n, actor in enumerate(view.actors)}
    first, second = (effects[end].map(place).rename(end) for end in ENDS)
    rows = []
    for group in GROUPS:
        members = effects[effects["group"] == group]
        for _, chosen in members.groupby([first, second]):
            names = [view.actors[chosen[end].iloc[0]] for end in ENDS]
            label = {TOWARDS: names[0], FROM: names[1]}.get(group, PAIR.format(*names))
            tall = max(_tall(effect, w, view) for _, effect in chosen.iterrows())
            tiles = int(chosen["issue"].value_counts().max()) * (tall + GAP) + GAP
            lines = min(marks.lines_needed([label], LABEL - 3), marks.MOST)
            h = max(tiles, lines * line_height(TEXT) + GAP)
            rows.append(Row(group, label, chosen, tall, h))
    return rows


def _heading(group: str, effects: pd.DataFrame, view: View) -> str:
    return GROUPS[group](view.lang, {"hub": view.actors[effects["hub"].iloc[0]]})


def _label(effect: pd.Series, view: View) -> str:
    sign = marks.glyphs(of_direction(view).scale, *marks.codes(effect))
    put = effect["modality"]
    words = NOT_STATED(view.lang) if pd.isna(put) else modality(put, view.lang)
    return f"{sign} {words}".strip()


def _beside(w: float, effect: pd.Series, view: View) -> bool:
    """Whether the record's mark stands beside the words of a tile ``w`` mm wide, not below."""
    return width(_label(effect, view), TEXT) + record_marks.room(effect, apart=1) <= w - 2 * PAD


def _tall(effect: pd.Series, w: float, view: View) -> float:
    lines = marks.lines_needed([_label(effect, view)], w - 2 * PAD)
    below = bool(record_marks.glyphs(effect)) and not _beside(w, effect, view)
    return (lines + below) * line_height(TEXT) + 2


def _tile(ax: Axes, box: marks.Box, effect: pd.Series, key: View) -> None:
    ink = marks.stance(ax, box, key.scale, *marks.codes(effect))
    if effect["in_table"]:
        marks.framed(ax, box, ink)
    words = marks.Box(box.x + PAD, box.y, box.w - 2 * PAD, box.h)
    if not record_marks.glyphs(effect) or _beside(box.w, effect, key):
        middle = box.y + box.h / 2
        record_marks.badge(ax, box.x + box.w - PAD, middle, effect, side="right")
    else:
        words = words._replace(y=box.y + 1, h=box.h - 2 - line_height(TEXT))
        middle = box.y + box.h - 1 - line_height(TEXT) / 2
        record_marks.badge(ax, box.x + PAD, middle, effect)
    marks.block(ax, words, _label(effect, key), TEXT, ink)


def _items(effects: pd.DataFrame, view: View) -> list[marks.Item]:
    items = stance_key.items_of(set(effects["kind"]), of_direction(view))
    if effects["in_table"].any():
        items.insert(0, (_table_swatch, IN_IMPACT(view.lang)))
    return items + record_marks.items(effects, view)


def _table_swatch(ax: Axes, box: marks.Box) -> None:
    marks.tile(ax, box, GROUND)
    marks.framed(ax, box, INK)


def facts(effects: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many effects point nearer to their objective or further, if all of them are hedged."""
    signed = effects[effects["lower"].ne(0) | effects["upper"].ne(0)].dropna(subset="lower")
    hedged = signed["modality"].isin(HEDGES).all()
    return {"n": len(signed)} if hedged and len(signed) > 1 else None


reactions = Chart(
    key="reactions",
    topic=Text("Who reacts, on what, and how it is put", "誰が何をめぐって動くか、その述べ方"),
    finding=Text(
        "All {n} effects that point either way are hedged",
        "方向性のある影響{n}件は、いずれも断定されていない",
    ),
    subtitle=Text(
        "Every effect in the {article}. {case}.",
        "{article}が挙げるすべての影響。{case}。",
    ),
    note=Text(
        "One tile is one effect: its direction, seen from the issue's objective, is our reading; "
        "the word says how the source puts it. ◇: neither way, or no sign in the words. Blank: "
        "no effect named.",
        "タイル1枚が影響1件。記号と色は論点の目標から見た向き（当方の読み）、文字は{article}の述べ方。"
        "「◇」はどちらでもないか、文言から読み取れないもの。空白は、{article}に挙げられていないもの。",
    ),
    alt=Text(
        "Table of tiles, other actors by issues: direction and hedge of each effect. {case}.",
        "他の当事者×論点のタイル表。各影響の向きと述べ方を示す。{case}。",
    ),
    tables=("effects", "effect_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
)
