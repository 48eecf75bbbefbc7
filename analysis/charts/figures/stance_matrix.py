"""The comparison table as tiles: words, glyph and tint of each position."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, roll, stance_key, tally_table
from analysis.charts.findings import closest_pair
from analysis.charts.fit import fitted
from analysis.charts.fonts import width
from analysis.charts.names import named
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET
from analysis.charts.record import Chart, Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.charts.words import OR
from analysis.stance import table_cells

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case
    from analysis.charts.view import Lang

LABEL, GAP, PAD = 36.0, 1.2, 1.8
HEAD, MOST_HEAD = 6.0, 3
#: Whether the words in the tiles are shortened, and translated → what is said of them.
WORDS = {
    (True, True): Text(
        "Words: the table, shortened and translated. ", "文言は比較表の記述を短く訳したもの。"
    ),
    (True, False): Text("Words: the table, shortened. ", "文言は比較表の記述を短縮したもの。"),
    (False, True): Text("Words: the table, translated. ", "文言は比較表の記述を訳したもの。"),
    (False, False): Text("Words: as in the table. ", "文言は比較表のとおり。"),
}
OTHERS = Text(
    "“or”: another code that the coders would defend.",
    "「も可」は、コーダーが許容できるとした別のコード。",
)
IN_WORDS = Text("the position in words, a sign and a tint", "文言・記号・色")
SIGNS = Text("a sign and a tint", "記号・色")


def frame(case: Case) -> pd.DataFrame:
    """One row a cell of the comparison table, with its words and what the coders say of it."""
    objectives = case["issues"].set_index("issue")[["objective_en", "objective_ja"]]
    cells = table_cells(case).join(objectives, on="issue")
    cells = named(case, cells, issue="issues", actor="actors")
    columns = "unit line issue issue_en issue_ja objective_en objective_ja actor actor_en actor_ja"
    codes = "kind stance lower upper low high modality"
    words = "short_en short_ja text_en text_ja"
    cells = cells[[*columns.split(), *codes.split(), *words.split()]]
    return record_marks.with_record(case, cells)


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """Issues down, actors across, in the order of the source; of many, signs or counts alone."""
    if not _has_words(cells, view):
        signs = roll.layout(cells, view)
        return roll.draw(cells, view, signs) if signs else tally_table.draw(cells, view)
    columns = cells["actor"].unique()
    w = (WIDTH - LABEL) / len(columns)
    labels = {str(issue): _label(cells, str(issue), view) for issue in cells["issue"].unique()}
    heights = {issue: _height(cells, issue, w, view, label) for issue, label in labels.items()}
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    heads = _heads(cells, w, view)
    top = heads + sum(heights.values()) + GAP * len(heights) + 2
    figure, ax = view.page(top + stance_key.height(items))
    for column, actor in enumerate(columns):
        head = marks.Box(LABEL + column * w + PAD, 0, w - GAP - 2 * PAD, heads)
        marks.block(ax, head, view.actors[actor])
    cell, y = cells.set_index(["issue", "actor"]), heads
    for issue, h in heights.items():
        slack = h - marks.paragraphs_height(labels[issue], LABEL - 3)
        marks.paragraphs(ax, 0, y + slack / 2, labels[issue], LABEL - 3)
        for column, actor in enumerate(columns):
            box = marks.Box(LABEL + column * w, y, w - GAP, h)
            _tile(ax, box, cell.loc[(issue, actor)] if (issue, actor) in cell.index else None, view)
        y += h + GAP
    stance_key.draw(ax, top, view, items)
    return figure


def _has_words(cells: pd.DataFrame, view: View) -> bool:
    """Whether a page holds a tile with words for each cell."""
    actors = cells["actor"].nunique()
    if actors > roll.MANY:
        return False
    w = (WIDTH - LABEL) / actors
    issues = map(str, cells["issue"].unique())
    tiles = (_height(cells, issue, w, view, _label(cells, issue, view)) + GAP for issue in issues)
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    return _heads(cells, w, view) + sum(tiles) + 2 + stance_key.height(items) <= PLOT


def _heads(cells: pd.DataFrame, w: float, view: View) -> float:
    """Room for the actors' names, on up to MOST_HEAD lines."""
    names = (view.actors[actor] for actor in cells["actor"].unique())
    lines = marks.lines_needed(names, w - GAP - 2 * PAD)
    return HEAD + (min(lines, MOST_HEAD) - 1) * line_height(TEXT)


def _label(cells: pd.DataFrame, issue: str, view: View) -> list[marks.Part]:
    """The issue's name, and below it the objective that its signs are read against."""
    objective = cells.loc[cells["issue"] == issue, f"objective_{view.lang}"].iloc[0]
    return [(view.issues[issue], INK), (objective, QUIET)]


def _height(
    cells: pd.DataFrame, issue: str, w: float, view: View, label: list[marks.Part]
) -> float:
    """Room for the longest words of the row, or for its label if that needs more."""
    short = cells.loc[cells["issue"] == issue, f"short_{view.lang}"].dropna()
    lines = marks.lines_needed(short, w - GAP - 2 * PAD)
    tile = line_height(marks.GLYPH) + lines * line_height(TEXT) + 2 * PAD
    return max(tile, marks.paragraphs_height(label, LABEL - 3) + 1)


def _tile(ax: Axes, box: marks.Box, cell: pd.Series | None, view: View) -> None:
    if cell is None or pd.isna(cell["lower"]):
        marks.not_stated(ax, box)
        return
    lower, upper = int(cell["lower"]), int(cell["upper"])
    ink = marks.stance(ax, box, view.scale, lower, upper)
    inner = box.inset(PAD)
    first = line_height(marks.GLYPH)
    sign, size = fitted(marks.glyphs(view.scale, lower, upper), inner.w)
    marks.line(ax, inner.x, inner.y + first / 2, sign, size, ink)
    taken = width(sign, size) + 2 + record_marks.room(cell)
    record_marks.badge(ax, inner.x + width(sign, size) + 1.5, inner.y + first / 2, cell)
    others = [
        c.glyph
        for c in view.scale.codes
        if cell["low"] <= c.stance <= cell["high"] and c.stance not in (lower, upper)
    ]
    words = OR(view.lang, {"glyph": ", ".join(others)})
    if others and taken + width(words, TEXT) <= inner.w:
        marks.line(ax, inner.x + inner.w, inner.y + first / 2, words, TEXT, ink, "right")
    rest = marks.Box(inner.x, inner.y + first, inner.w, inner.h - first)
    words = cell[f"short_{view.lang}"]
    if pd.notna(words):
        marks.block(ax, rest, words, TEXT, ink, place="top")


def facts(cells: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The pair that is the single closest in every coding, and who stands apart."""
    return closest_pair(cells, view)


def terms(cells: pd.DataFrame, view: View) -> Mapping[str, str]:
    """What is said of the words in the tiles, where tiles have words."""
    if not _has_words(cells, view):
        shown = SIGNS if roll.layout(cells, view) else tally_table.COUNTS
        return {"words": "", "others": "", "shown": said(shown, view)}
    words = WORDS[_shortened(cells, view.lang), _translated(cells, view)](view.lang)
    return {"words": words, "others": OTHERS(view.lang), "shown": IN_WORDS(view.lang)}


def _shortened(cells: pd.DataFrame, lang: Lang) -> bool:
    """Whether a tile says less than the source does; a hand break is no word."""
    short, text = (cells[f"{kind}_{lang}"].fillna("") for kind in ("short", "text"))
    return bool((short.str.replace("\u200b", "") != text).any())


def _translated(cells: pd.DataFrame, view: View) -> bool:
    """Whether the words of a tile are others than those in the language of the source."""
    mine, theirs = (cells[f"short_{lang}"].fillna("") for lang in (view.lang, view.written))
    return bool((mine != theirs).any())


stance_matrix = Chart(
    key="stance_matrix",
    topic=Text("Who stands where, issue by issue", "論点ごとに見る各当事者の立場"),
    finding=Text(
        "{a} and {b} stand together, {apart} apart", "{a}と{b}は近く、{apart}は離れている"
    ),
    subtitle=Text(
        "Positions in the {article}'s comparison table. {case}. {median}",
        "{article}の比較表に示された立場。{case}。{median}",
    ),
    note=Text(
        "{words}Sign and tint: our reading, how far a "
        "position favours the issue's objective. {leaning} {others}",
        "{words}記号と色は、立場が論点の目標にどれだけ沿うかを示す当方の読み。{leaning}{others}",
    ),
    alt=Text(
        "Table of tiles, issues by actors: {shown}. {case}.",
        "論点×当事者のタイル表。立場を{shown}で示す。{case}。",
    ),
    tables=("comparison", "stance_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
