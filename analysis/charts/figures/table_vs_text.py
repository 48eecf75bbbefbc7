"""Each cell of the comparison table beside what the narrative says of the same position.

A table states flatly what a text may say with care, or not at all. For each cell the chart sets
side by side what the table says and the narrative's positions and acts of that actor on that
issue; outlooks are the narrator's and contexts somebody else's, and neither is support.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.charts import marks, record_marks, stance_key, support_table
from analysis.charts.fonts import width
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import ALERT, INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.relations import OPPOSITE, related
from analysis.charts.view import View
from analysis.charts.words import LINE, NOT_STATED, modality
from analysis.stance import EMPTY
from analysis.stance import SPLIT as IS_SPLIT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


TABLE, TEXT_LEFT, TILE = 20.0, 71.0, 7.5
ROW, GAP, HEAD = line_height(TEXT) + 1.5, 1.5, 6.0

IN_TABLE = Text("In the comparison table", "比較表")
IN_TEXT = Text("In the narrative: positions and acts", "本文（立場・行動）")
NONE = Text("no position or act in the narrative", "本文に立場・行動の記述なし")
CELLS = Text(
    "each position, with line, sign and wording of the statements behind it",
    "比較表の各立場と、それを裏づける本文の行・コード・述べ方",
)
COUNTS = Text(
    "cells of each issue, with support in the text, without, opposed, their hedge dropped",
    "論点ごとのセルの数、本文による裏づけの有無・反対・留保の脱落",
)
DROPPED = Text("hedge dropped", "留保が脱落")
AGAINST = Text("opposite side of the midpoint from the table", "中間点を挟み、表と反対の側")


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """Cells down, by issue: the table's tile, then a chip for each statement; or counts."""
    bottom, items = _bottom(rows, view), _key(rows, view)
    if bottom + 1 + stance_key.height(items) > PLOT:
        return support_table.draw(rows, view, OPPOSITE)
    cells = [of_cell for _, of_cell in rows.groupby("unit", sort=False)]
    figure, ax = view.page(bottom + 1 + stance_key.height(items))
    for x, words in ((TABLE, IN_TABLE), (TEXT_LEFT, IN_TEXT)):
        marks.line(ax, x, HEAD / 2 - 0.5, words(view.lang), colour=QUIET)
    y, issue = HEAD, None
    for of_cell in cells:
        first = of_cell.iloc[0]
        if first["issue"] != issue:
            y += GAP if issue else 0.0
            issue = first["issue"]
            ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
            marks.line(ax, 0, y + ROW / 2, marks.cut(view.issues[issue], WIDTH))
            y += ROW
        _cell(ax, y, first, view)
        for place, statement in _flow(of_cell, view):
            _chip(ax, place.x, y + place.y, statement, view)
        y += _depth(of_cell, view) * ROW
    stance_key.draw(ax, bottom + 1, view, items)
    return figure


def _bottom(rows: pd.DataFrame, view: View) -> float:
    """Where the cells end, in millimetres; beyond any page where there are hundreds."""
    least = rows["unit"].nunique() + rows["issue"].nunique()
    if least * ROW > PLOT:
        return HEAD + least * ROW
    lines = sum(_depth(of_cell, view) for _, of_cell in rows.groupby("unit", sort=False))
    return HEAD + lines * ROW + rows["issue"].nunique() * (ROW + GAP)


def _depth(of_cell: pd.DataFrame, view: View) -> int:
    """Lines that the statements of a cell take."""
    return 1 + round(max(place.y for place, _ in _flow(of_cell, view)) / ROW)


def _flow(of_cell: pd.DataFrame, view: View) -> list[tuple[marks.Box, pd.Series]]:
    """Chips line by line, each as wide as its words; y from the top of the cell."""
    x, y = TEXT_LEFT, 0.0
    places = []
    for _, statement in of_cell.iterrows():
        w = TILE + 1.2 + width(_words(statement, view), TEXT)
        w += record_marks.room(statement, "text_", apart=1)
        if x > TEXT_LEFT and x + w > WIDTH:
            x, y = TEXT_LEFT, y + ROW
        places.append((marks.Box(x, y, w, ROW), statement))
        x += w + 3.5
    return places


def _words(statement: pd.Series, view: View) -> str:
    """Where a statement stands, how it is put; or that there is none."""
    if pd.isna(statement["text_unit"]):
        return NONE(view.lang)
    mark = "≠ " if statement["relation"] == OPPOSITE else ""
    line = LINE(view.lang, {"line": statement["text_line"]})
    codes = statement[["text_lower", "text_upper"]]
    return f"{mark}{line} {_put(statement['text_modality'], codes, view)}"


def _put(kind: str, codes: pd.Series, view: View) -> str:
    """How a unit is put; before it both glyphs of a split code, too many for its tile."""
    lower, upper = (int(code) for code in codes)
    glyphs = "" if lower == upper else marks.glyphs(view.scale, lower, upper) + " "
    return glyphs + ("" if pd.isna(kind) else marks.cut(modality(kind, view.lang), 26))


def _tile(ax: Axes, x: float, y: float, codes: pd.Series, view: View) -> None:
    """A small tile with its glyph."""
    lower, upper = (None if pd.isna(code) else int(code) for code in codes)
    ink = marks.stance(ax, marks.Box(x, y + 0.4, TILE, ROW - 0.8), view.scale, lower, upper)
    if lower is not None and lower == upper:
        glyph = marks.glyphs(view.scale, lower, upper)
        marks.line(ax, x + TILE / 2, y + ROW / 2, glyph, TEXT, ink, "center")


def _cell(ax: Axes, y: float, cell: pd.Series, view: View) -> None:
    """The actor, and what the table says: its tile, how it is put, a hedge it drops."""
    codes, stated = cell[["lower", "upper"]], cell["kind"] != EMPTY
    marks.line(ax, 3, y + ROW / 2, marks.cut(view.actors[cell["actor"]], TABLE - 4))
    _tile(ax, TABLE, y, codes, view)
    words = _put(cell["modality"], codes, view) if stated else NOT_STATED(view.lang)
    x = TABLE + TILE + 1.2
    marks.line(ax, x, y + ROW / 2, words, colour=INK if stated else QUIET)
    x += width(words, TEXT) + 1.5
    record_marks.badge(ax, x, y + ROW / 2, cell)
    if cell["drops_hedge"]:
        x += record_marks.room(cell, apart=1.5)
        marks.line(ax, x, y + ROW / 2, DROPPED(view.lang), colour=ALERT)


def _chip(ax: Axes, x: float, y: float, statement: pd.Series, view: View) -> None:
    """A statement's tile with its line and how it is put; hatched where there is none."""
    _tile(ax, x, y, statement[["text_lower", "text_upper"]], view)
    if pd.notna(statement["relation"]) and statement["relation"] == OPPOSITE:
        _frame(ax, marks.Box(x, y + 0.4, TILE, ROW - 0.8))
    colour = QUIET if pd.isna(statement["text_unit"]) else INK
    words = _words(statement, view)
    marks.line(ax, x + TILE + 1.2, y + ROW / 2, words, colour=colour)
    record_marks.badge(ax, x + TILE + 2.2 + width(words, TEXT), y + ROW / 2, statement, "text_")


def _frame(ax: Axes, box: marks.Box) -> None:
    ax.add_patch(Rectangle(box[:2], box.w, box.h, fill=False, edgecolor=ALERT, lw=1.8))


def _key(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    split = rows["kind"].eq(IS_SPLIT).any() or rows["text_lower"].ne(rows["text_upper"]).any()
    empty = rows["kind"].eq(EMPTY).any() or rows["text_unit"].isna().any()
    kinds = [kind for kind, there in ((IS_SPLIT, split), (EMPTY, empty)) if there]
    items = stance_key.items_of(kinds, view)
    if rows["relation"].eq(OPPOSITE).any():
        items.append((_frame, AGAINST(view.lang)))
    return items + record_marks.items(rows, view, "", "text_")


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many stated positions of the table no statement supports.

    None where all have support, and where the narrative has no position or act at all.
    """
    cells = rows[rows["kind"] != EMPTY].drop_duplicates("unit")
    bare = int((~cells["supported"]).sum())
    if not bare or rows["text_unit"].isna().all():
        return None
    return {"k": bare, "n": len(cells)}


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The form of the chart: a line a cell, or counts by issue."""
    whole = _bottom(rows, view) + 1 + stance_key.height(_key(rows, view)) <= PLOT
    return {"form": (CELLS if whole else COUNTS)(view.lang)}


table_vs_text = Chart(
    key="table_vs_text",
    topic=Text("What the narrative says of the table's positions", "表の立場と本文の記述"),
    finding=Text(
        "No position or act in narrative behind {k} of {n} cells",
        "表の{n}件中{k}件は、本文に立場・行動の記述がない",
    ),
    subtitle=Text(
        "The comparison table beside the narrative. {case}. {median}",
        "比較表のセルと本文の対照。{case}。{median}",
    ),
    note=Text(
        "Support: a position or act of that actor on that issue, on the same side of the "
        "midpoint; outlooks and context do not count. Hedge dropped: asserted in the table, but "
        "conditional, considered or possible in all its support; a condition that belongs to the "
        "position itself is no hedge.",
        "裏づけ：その当事者がその論点で示した立場・行動のうち、中間点の同じ側にあるもの。見通しと背景は"
        "含めない。留保が脱落：表では断定だが、裏づけがすべて条件つき・検討・可能性のもの。"
        "立場の内容をなす条件は留保に数えない。",
    ),
    alt=Text("Table: {form}. {case}.", "{form}の対照表。{case}。"),
    tables=("comparison", "stance_codes", "statements"),
    frame=related,
    facts=facts,
    draw=draw,
    terms=terms,
)
