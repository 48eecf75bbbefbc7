"""The impact table: for each scope, who acts on whom, which way, and how it is put."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.effects import coded_effects, of_direction
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.words import LINE, NOT_STATED, change, modality
from analysis.stance import EMPTY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

Cells = dict[str, list[marks.Part]]

#: Each column's left edge and heading; it ends GUTTER before the next.
COLUMNS = {
    "scope": (0.0, Text("Scope", "影響範囲")),
    "who": (27.8, Text("Who → whom", "誰 → 誰")),
    "effect": (52.0, Text("Effect", "影響の内容")),
    "direction": (92.5, Text("Direction", "向き")),
    "change": (109.0, Text("Leverage", "関係・影響力")),
    "modality": (130.8, Text("Put as", "述べ方")),
}
HEAD, PAD, GUTTER, SPACE = 7.0, 1.8, 1.8, 3.0
SIGN = marks.Box(0, 0, 12, line_height(marks.GLYPH) + 1)
PAIR = "{} → {}"
NO_EFFECT = Text("no effect of one actor on another", "主体間の影響なし")
OR_ELSE = Text(", or ", "、または")


def frame(case: Case) -> pd.DataFrame:
    """One row an effect of the impact table, its scopes in order; a scope may have none."""
    effects = coded_effects(case).drop(columns=["line", "section"])
    rows = case["impact"].merge(effects, on="scope", how="left")
    return record_marks.with_record(case, rows.assign(kind=rows["kind"].fillna(EMPTY)))


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """A table: scopes in the order of the source, a line between them."""
    key, cells = of_direction(view), [_cells(row, view) for _, row in rows.iterrows()]
    heights = [_height(row_cells) for row_cells in cells]
    items = _items(rows, view) + record_marks.items(rows, view)
    top = HEAD + sum(heights) + SPACE
    figure, ax = view.page(top + stance_key.height(items))
    for x, heading in COLUMNS.values():
        marks.line(ax, x, HEAD / 2, heading(view.lang), colour=QUIET)
    y, repeated = HEAD, rows["scope"].duplicated()
    for n, (_, row) in enumerate(rows.iterrows()):
        left = COLUMNS["who" if repeated.iloc[n] else "scope"][0]
        ax.plot([left, WIDTH], [y, y], color=RULE, lw=0.6)
        for column, parts in cells[n].items():
            if column != "scope" or not repeated.iloc[n]:
                marks.paragraphs(ax, COLUMNS[column][0], y + PAD, parts, _room(column))
        _direction(ax, y + PAD, row, key)
        under = y + PAD + SIGN.h + 0.6 + line_height(TEXT) / 2
        record_marks.badge(ax, COLUMNS["direction"][0], under, row)
        y += heights[n]
    stance_key.draw(ax, top, key, items)
    return figure


def _items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    """Split, and what hatching means: an effect of which nobody coded more, or no effect at all."""
    coded = rows[rows["unit"].notna()]
    items = stance_key.items_of(set(coded["kind"]) - {EMPTY}, of_direction(view))
    hatched = {NOT_STATED: coded["kind"].eq(EMPTY).any(), NO_EFFECT: len(coded) < len(rows)}
    words = OR_ELSE(view.lang).join(text(view.lang) for text, there in hatched.items() if there)
    return [*items, (marks.not_stated, words)] if words else items


def _room(column: str) -> float:
    edges = [x for x, _ in COLUMNS.values()] + [WIDTH + GUTTER]
    return edges[list(COLUMNS).index(column) + 1] - COLUMNS[column][0] - GUTTER


def _height(cells: Cells) -> float:
    words = max(marks.paragraphs_height(parts, _room(column)) for column, parts in cells.items())
    return max(words, SIGN.h + line_height(TEXT)) + 2 * PAD


def _cells(row: pd.Series, view: View) -> Cells:
    """The words of a row; of a scope without an effect, its scope and the words of its cell."""
    lang = view.lang
    place = LINE(lang, {"line": row["line"]})
    scope = [(str(row[f"scope_{lang}"]), INK), (place, QUIET)]
    if pd.isna(row["unit"]):
        return {"scope": scope, "effect": [(str(row[f"text_{lang}"]), INK)]}
    said, put = row["change"], row["modality"]
    return {
        "scope": scope,
        "who": [(PAIR.format(*(view.actors[row[end]] for end in ("from_actor", "to_actor"))), INK)],
        "effect": [(str(row[f"effect_{lang}"]), INK), (view.issues[row["issue"]], QUIET)],
        "change": [(change(said, lang) if pd.notna(said) else NOT_STATED(lang), INK)],
        "modality": [(modality(put, lang) if pd.notna(put) else NOT_STATED(lang), INK)],
    }


def _direction(ax: Axes, y: float, row: pd.Series, key: View) -> None:
    box = SIGN._replace(x=COLUMNS["direction"][0], y=y)
    codes = marks.codes(row)
    ink = marks.stance(ax, box, key.scale, *codes)
    middle = box.x + box.w / 2, box.y + box.h / 2
    marks.line(ax, *middle, marks.glyphs(key.scale, *codes), TEXT, ink, "center")


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many effects point neither nearer to their objective nor further, where most do."""
    neither, n = int(rows["direction"].eq(0).sum()), int(rows["unit"].notna().sum())
    return {"k": neither, "n": n} if 2 * neither > n else None


impact_table = Chart(
    key="impact_table",
    topic=Text("What follows, scope by scope", "影響範囲ごとに見る今後の影響"),
    finding=Text(
        "{k} of {n} effects in impact table point neither way",
        "影響表の{n}件中{k}件は、方向性を示していない",
    ),
    subtitle=Text(
        "Effects in the {article}'s impact table. {case}.",
        "{article}の影響表が挙げる影響。{case}。",
    ),
    note=Text(
        "Scopes and effects: the table, split into single effects and paraphrased. Direction: our "
        "reading, seen from the objective of the issue named below the effect; ◇ is neither way, "
        "or no sign in the words. Leverage: the tie with, or hold over, the other. What is put off "
        "is nobody's gain.",
        "影響範囲と内容は影響表を1件ずつに分けて要約したもの。向きは、下に記した論点の目標から見た"
        "当方の読み。「◇」はどちらでもないか、文言から読み取れないもの。先送りは、いずれの側の"
        "利得ともみなさない。",
    ),
    alt=Text(
        "Table of effects: scope, who acts on whom, direction, change of the tie, hedge. {case}.",
        "影響の表。範囲、誰が誰に、向き、関係の変化、述べ方を示す。{case}。",
    ),
    tables=("impact", "effects", "effect_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
)
