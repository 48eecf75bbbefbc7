"""How the article puts what it says: kinds of modality counted by part of the article.

A part is the comparison table, the impact table, or a section of the narrative by its first
number, so that each unit counts once: cells in their table, effects of the impact table in
theirs, statements in their section. Effects of the narrative restate statements of the same
lines and are left out. The kinds are kinds, not degrees; they are counted, never averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import pandas as pd

from analysis.charts import marks, tallies
from analysis.charts.fonts import width
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, OUTLINE, QUIET, ink_on
from analysis.charts.record import Chart, Text
from analysis.charts.source_parts import IMPACT, SECTION, TABLE, part_name, rows_of
from analysis.charts.view import View
from analysis.charts.words import modality
from analysis.stance import unit_effects, unit_stances

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

    from analysis.case import Case

#: Ground and hatch of each kind: told apart without colour.
FILLS = {
    "asserted": ("#3b434b", ""),
    "demanded": ("#7d8894", ""),
    "conditional": ("#d9dde2", "xxxx"),
    "considered": ("#bcc4cc", ""),
    "possible": ("#eef0f2", "...."),
    "mixed": (GROUND, "////"),
}
OTHER = (GROUND, "\\\\\\\\")
#: Row → left and right edge of each number in it, in millimetres.
Taken = dict[float, list[tuple[float, float]]]
FIRM = "asserted"
LABEL, TOTAL, BAR, STEP = 34.0, 16.0, 7.5, line_height(TEXT)
#: A bar is never lower; of more parts than a page holds so, the first are drawn.
LEAST = 5.2
CUT = Text(
    "The first {k} of {n} lines; all are in the data of this chart.",
    "{n}行のうち最初の{k}行。全行はこの図のデータにある。",
)
DOUBTS = Text(
    "Marks count units: of {n} asserted, the record does not bear out {k}; of all {of}, {u} were "
    "not checked.",
    "印の数は単位の数。断定{n}件のうち{k}件は公的記録による裏づけがなく、全{of}件のうち{u}件は未確認。",
)


def frame(case: Case) -> pd.DataFrame:
    """One row a part × kind that occurs: ``n`` units put this way, ``of`` units of the part.

    ``units`` are those put this way; on how many of them the record casts doubt:
    :func:`analysis.charts.tallies.with_tallies`.
    """
    cells = case["comparison"][["unit"]].assign(place=TABLE, part=TABLE)
    effects = case["effects"].dropna(subset=["scope"])
    effects = effects[["unit"]].assign(place=IMPACT, part=IMPACT)
    statements = case["statements"][["unit", "section"]].assign(place=SECTION)
    statements["part"] = statements["section"].str.extract(r"^(\d+)", expand=False)
    statements["part"] = statements["part"].fillna(statements["section"])
    kinds = pd.concat(
        [
            unit_stances(case["stance_codes"])["modality"],
            unit_effects(case["effect_codes"])["modality"],
        ]
    )
    units = pd.concat([cells, effects, statements]).join(kinds, on="unit")
    units = units.dropna(subset=["modality"])
    rows = tallies.with_tallies(case, units, ["place", "part", "modality"])
    rows["of"] = rows.groupby("part")["n"].transform("sum")
    order = {kind: place for place, kind in enumerate(FILLS)}
    rank = rows["modality"].map(order).fillna(len(order))
    first = {part: place for place, part in enumerate(units["part"].unique())}
    rows = rows.assign(rank=rank, first=rows["part"].map(first))
    rows = rows.sort_values(["first", "rank"], kind="stable").drop(columns=["first", "rank"])
    for lang in ("en", "ja"):
        rows[f"part_{lang}"] = [part_name(part, lang) for part in rows["part"]]
        rows[f"modality_{lang}"] = [modality(kind, lang) for kind in rows["modality"]]
    columns = "place part part_en part_ja modality modality_en modality_ja n of units"
    return rows[[*columns.split(), *tallies.COLUMNS]].reset_index(drop=True)


def draw(counts: pd.DataFrame, view: View) -> Figure:
    """Parts down, tables first; bars of counts with the number in each segment; doubts beside."""
    import seaborn as sns

    kinds = [kind for kind in _kinds(counts) if kind in set(counts["modality"])]
    items: list[marks.Item] = [(_swatch(kind), modality(kind, view.lang)) for kind in kinds]
    items += tallies.items(counts, view)
    every, end = rows_of(counts, view, LABEL - 2), WIDTH - tallies.room(counts)
    room = PLOT - 3 - marks.key_height(items, WIDTH) - STEP
    rows = dict([*every.items()][: int(room / LEAST)])
    step = min(BAR, room / len(rows))
    cut = [CUT(view.lang, {"k": len(rows), "n": len(every)})] if len(rows) < len(every) else []
    drawn = counts[counts["part"].isin([*rows])]
    kinds = [kind for kind in kinds if kind in set(drawn["modality"])]
    height, most = step * len(rows), int(counts["of"].max())
    foot = height + STEP * len(cut)
    figure, ax = view.page(foot + 3 + marks.key_height(items, WIDTH))
    bars = figure.add_axes(_inside(ax, marks.Box(LABEL, 0, end - LABEL - TOTAL, height)))
    sns.histplot(
        drawn.assign(row=pd.Categorical(drawn["part"], list(rows))),
        y="row", weights="n", hue="modality", hue_order=kinds[::-1], multiple="stack",
        shrink=0.75, ax=bars, legend=False, alpha=1, linewidth=0.6, edgecolor=OUTLINE,
    )  # fmt: skip
    bars.set(xlim=(0, most * 1.002), ylim=(len(rows) - 0.5, -0.5), xlabel="", ylabel="")
    bars.set(xticks=[], yticks=[])
    bars.set_axis_off()
    taken: Taken = {}
    for kind, segments in zip(kinds, bars.containers, strict=True):
        unit = (end - LABEL - TOTAL) / most
        _fill(bars, cast("BarContainer", segments), kind, unit, view, taken)
    for place, (part, (name, n)) in enumerate(rows.items()):
        colour = QUIET if part == SECTION else INK
        marks.line(ax, 0, (place + 0.5) * step, name, colour=colour)
        marks.line(ax, end, (place + 0.5) * step, f"n = {n}", side="right", colour=QUIET)
        within = counts["place" if part == SECTION else "part"] == part
        tallies.draw(ax, WIDTH, (place + 0.5) * step, counts[within], counts)
    marks.lines(ax, 0, foot - STEP / 2, cut, QUIET)
    marks.key(ax, foot + 2, items, WIDTH)
    return figure


def _kinds(counts: pd.DataFrame) -> list[str]:
    """The kinds that occur, in the codebook's order; unknown kinds last."""
    return list(dict.fromkeys([*FILLS, *counts["modality"]]))


def _inside(ax: Axes, box: marks.Box) -> tuple[float, float, float, float]:
    """A box of the plot, in millimetres, as a part of the figure."""
    to_figure = ax.transData + ax.figure.transFigure.inverted()
    (left, top), (right, bottom) = to_figure.transform(
        [(box.x, box.y), (box.x + box.w, box.y + box.h)]
    )
    return left, bottom, right - left, top - bottom


def _swatch(kind: str) -> marks.Draw:
    def draw_into(ax: Axes, box: marks.Box) -> None:
        fill, hatch = FILLS.get(kind, OTHER)
        marks.tile(ax, box, fill)
        ax.patches[-1].set_hatch(hatch)

    return draw_into


def _fill(
    bars: Axes, segments: BarContainer, kind: str, step: float, view: View, taken: Taken
) -> None:
    """Ground, hatch and number of a kind's segments; its name too where there is room.

    ``step``: width of a unit in millimetres; ``taken``: where numbers of each bar stand already.
    A number that would stand on its neighbour's is left out.
    """
    fill, hatch = FILLS.get(kind, OTHER)
    for segment in segments:
        n = round(segment.get_width())
        if not n:
            segment.remove()
            continue
        segment.set(facecolor=fill, hatch=hatch)
        words = f"{modality(kind, view.lang)} {n}"
        words = words if width(words, TEXT) + 3 < n * step else str(n)
        middle, half = (segment.get_x() + n / 2) * step, width(words, TEXT) / 2
        row = taken.setdefault(round(segment.get_y(), 3), [])
        if half > n * step or any(
            middle - half < right and left < middle + half for left, right in row
        ):
            continue
        row.append((middle - half, middle + half))
        bars.text(
            segment.get_x() + n / 2, segment.get_y() + segment.get_height() / 2, words,
            color=ink_on(fill), ha="center", va="center_baseline",
            bbox={"facecolor": fill, "edgecolor": "none", "pad": 1.0},
        )  # fmt: skip


def facts(counts: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """Units asserted in the comparison table and in the narrative, where the table has more.

    None unless the table asserts a greater share of its cells than the narrative of its
    statements.
    """
    firm = counts[counts["modality"] == FIRM].groupby("place")["n"].sum()
    total = counts.groupby("place")["n"].sum()
    if not {TABLE, SECTION} <= set(total.index):
        return None
    a, b = (int(firm.get(place, 0)) for place in (TABLE, SECTION))
    n, of = int(total[TABLE]), int(total[SECTION])
    return {"a": a, "n": n, "b": b, "of": of} if a * of > b * n else None


def terms(counts: pd.DataFrame, view: View) -> Mapping[str, str]:
    """Of the units that are asserted, how many the record does not bear out; of all, unchecked."""
    if not tallies.occurring(counts):
        return {"doubts": ""}
    firm = counts[counts["modality"] == FIRM]
    about = {
        "n": firm["n"].sum(),
        "k": firm["contradicted"].sum() + firm["not_found"].sum(),
        "of": counts["n"].sum(),
        "u": counts[tallies.UNCHECKED].sum(),
    }
    return {"doubts": DOUBTS(view.lang, about)}


certainty = Chart(
    key="certainty",
    topic=Text("How firmly it is put, part by part", "どこで断定しているか"),
    finding=Text(
        "Table asserts {a} of {n} cells, narrative {b} of {of} statements",
        "断定は比較表で{n}件中{a}件、本文で{of}件中{b}件",
    ),
    subtitle=Text(
        "Kinds of modality, by part of the {article}. {case}. {majority}",
        "{article}の部分ごとに数えた述べ方の種類。{case}。{majority}",
    ),
    note=Text(
        "Each unit counts once: table cells, impact-table effects, attributed statements by "
        "section. Kinds are not degrees: they follow the source's wording, for instance a wish, "
        "a condition, a plan or a possibility. {doubts}",
        "単位は1回ずつ数える。比較表のセル、影響表の効果、節ごとの発言・記述。種類に強弱の順はなく、"
        "要望、条件、検討、可能性など、{article}の言い回しによる。{doubts}",
    ),
    alt=Text(
        "Stacked bars, a bar a part of the {article}: counts of each kind of wording. {case}.",
        "{article}の部分ごとの積み上げ棒。述べ方の種類別の件数。{case}。",
    ),
    tables=("comparison", "stance_codes", "statements"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
