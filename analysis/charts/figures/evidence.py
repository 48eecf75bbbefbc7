"""What the public record says of each claim, part by part of the source.

One mark is one claim and bears its key, so that a reader can look up in the data what was
claimed, what was found and where. Claims are counted as rows, also where several of them concern
one event. *Not found* is absent from the sources searched, never disproved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks
from analysis.charts.claims import claims
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE, ink_on
from analysis.charts.record import Chart, Text
from analysis.charts.record_words import ONE_SOURCE, QUOTATION_GLYPH, QUOTATION_NOT_FOUND, STATUSES
from analysis.charts.view import Lang, View
from analysis.charts.words import LINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

LABEL, CHIP, GAP, BETWEEN, ROW = 35.0, 5.6, 1.0, 2.4, 3.0
PAD, SIGN, LONGEST = 1.0, 4.0, 24.0
BORNE_OUT = ("corroborated", "borne_out_later")
ONE = "¹"
LINES = Text("lines {first}–{last}", "{first}～{last}行目")
TOTAL = Text("{name}: {n}", "{name}：{n}")


def frame(case: Case) -> pd.DataFrame:
    """One row a claim, in the order of the source's parts, of each what is borne out first."""
    rows = claims(case)
    rank = rows["status"].map({status: n for n, status in enumerate(STATUSES)})
    first = rows.groupby("part")["line"].transform("min")
    rows = rows.assign(first=first, rank=rank)
    rows = rows.sort_values(["first", "rank", "line"], kind="stable")
    return rows.drop(columns=["first", "rank"]).reset_index(drop=True)


class Chip(NamedTuple):
    """A claim's mark: what it says, its status, and its width in millimetres."""

    label: str
    status: str
    w: float


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """Totals, then parts down; a part's claims flow over as many lines as they need."""
    keys = [_statuses(rows, view.lang), _asides(rows, view.lang)]
    top = sum(marks.key_height(items, WIDTH) for items in keys) + 2.5
    placed = {part: _flow(members) for part, members in rows.groupby("part", sort=False)}
    heights = {part: max(_tall(chips), 2 * line_height(TEXT)) for part, chips in placed.items()}
    figure, ax = view.page(top + sum(heights.values()) + ROW * len(heights))
    marks.key(ax, 0, keys[0], WIDTH)
    marks.key(ax, marks.key_height(keys[0], WIDTH), keys[1], WIDTH)
    y = top
    for part, members in rows.groupby("part", sort=False):
        ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
        middle = y + (ROW + heights[part]) / 2
        name = marks.cut(members[f"part_{view.lang}"].iloc[0], LABEL - 2)
        marks.line(ax, 0, middle - line_height(TEXT) / 2, name)
        marks.line(ax, 0, middle + line_height(TEXT) / 2, _lines(members, view.lang), colour=QUIET)
        for chip, box in placed[part]:
            _draw(ax, box._replace(y=box.y + middle - _tall(placed[part]) / 2), chip)
        y += heights[part] + ROW
    return figure


def _chips(members: pd.DataFrame) -> list[Chip]:
    chips = []
    for _, claim in members.iterrows():
        label = marks.cut(str(claim["key"]), LONGEST) + (ONE if claim["one_source"] else "")
        label += f" {QUOTATION_GLYPH}" if claim["wording"] == "not_found" else ""
        chips.append(Chip(label, claim["status"], SIGN + width(label, TEXT) + 2 * PAD))
    return chips


def _flow(members: pd.DataFrame) -> list[tuple[Chip, marks.Box]]:
    """Boxes from the part's top left; between two statuses a wider gap."""
    placed: list[tuple[Chip, marks.Box]] = []
    x, y, last = LABEL, 0.0, ""
    for chip in _chips(members):
        x += BETWEEN - GAP if last not in ("", chip.status) and x > LABEL else 0.0
        if x > LABEL and x + chip.w > WIDTH:
            x, y = LABEL, y + CHIP + GAP
        placed.append((chip, marks.Box(x, y, chip.w, CHIP)))
        x, last = x + chip.w + GAP, chip.status
    return placed


def _tall(chips: list[tuple[Chip, marks.Box]]) -> float:
    return max(box.y + box.h for _, box in chips)


def _draw(ax: Axes, box: marks.Box, chip: Chip) -> None:
    look = STATUSES[chip.status]
    marks.tile(ax, box, look.colour)
    ink, middle = ink_on(look.colour), box.y + box.h / 2
    marks.line(ax, box.x + PAD + SIGN / 2 - 0.4, middle, look.glyph, TEXT, ink, "center")
    marks.line(ax, box.x + PAD + SIGN, middle, chip.label, TEXT, ink)


def _lines(members: pd.DataFrame, lang: Lang) -> str:
    first, last = int(members["line"].min()), int(members["line"].max())
    if first == last:
        return LINE(lang, {"line": first})
    return LINES(lang, {"first": first, "last": last})


def _statuses(rows: pd.DataFrame, lang: Lang) -> list[marks.Item]:
    """Each status with its total, also where that is 0."""
    counts = rows["status"].value_counts()
    return [
        (_swatch(status), TOTAL(lang, {"name": look.name(lang), "n": counts.get(status, 0)}))
        for status, look in STATUSES.items()
    ]


def _asides(rows: pd.DataFrame, lang: Lang) -> list[marks.Item]:
    """What stands beside a key, with its total, where it occurs."""
    asides = [
        (QUOTATION_GLYPH, QUOTATION_NOT_FOUND, rows["wording"].eq("not_found").sum()),
        (ONE, ONE_SOURCE, rows["one_source"].sum()),
    ]
    return [
        (_sign(glyph), TOTAL(lang, {"name": name(lang), "n": n})) for glyph, name, n in asides if n
    ]


def _swatch(status: str) -> marks.Draw:
    def draw_into(ax: Axes, box: marks.Box) -> None:
        look = STATUSES[status]
        marks.tile(ax, box, look.colour)
        middle = (box.x + box.w / 2, box.y + box.h / 2)
        marks.line(ax, *middle, look.glyph, TEXT, ink_on(look.colour), "center")

    return draw_into


def _sign(glyph: str) -> marks.Draw:
    return lambda ax, box: marks.line(
        ax, box.x + box.w / 2, box.y + box.h / 2, glyph, TEXT, INK, "center"
    )


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many claims are borne out and how many in part; None where either has none."""
    whole, partly = (int(rows["status"].isin(of).sum()) for of in (BORNE_OUT, ["partly"]))
    return {"k": whole, "n": len(rows), "partly": partly} if whole and partly else None


evidence = Chart(
    key="evidence",
    topic=Text("What the public record says of each claim", "各主張と公的記録の照合"),
    finding=Text(
        "Sources bear out {k} of {n} claims, {partly} more only in part",
        "主張{n}件のうち裏づけは{k}件、一部のみが{partly}件",
    ),
    subtitle=Text(
        "Claims held against the public record, by part of the {article}. {case}.",
        "{article}の部分ごとに、主張を公的記録と照合。{case}。",
    ),
    note=Text(
        "A mark is a claim under its key in the data, where its finding and sources stand. Rows "
        "count as rows, also where they concern one event. Borne out later: by what came after "
        "that day. Partly: in part, or otherwise than said. Outlook: nothing of its time can bear "
        "it out. Not found: absent from the sources searched (talks behind closed doors have no "
        "transcript), never disproved.",
        "印1つが主張1件。記号はデータの主張キーで、確認結果と典拠はデータにある。同じ出来事に関わる"
        "主張も行ごとに数える。"
        "「のちに裏づけ」は当日より後の出来事による裏づけ、「一部のみ」は一部または異なる形での"
        "裏づけ、「見通し」は当時の記録では裏づけられないもの。「見当たらず」は調べた典拠に"
        "ないこと（非公開の協議に書き起こしはない）で、否定ではない。",
    ),
    alt=Text(
        "Marks, one a claim, by part of the {article} and status of the record, with totals. "
        "{case}.",
        "{article}の部分ごとに主張を1件1印で示し、照合結果と件数を添えた図。{case}。",
    ),
    tables=("evidence", "evidence_units", "sources"),
    frame=frame,
    facts=facts,
    draw=draw,
)
