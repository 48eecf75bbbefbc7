"""Every actor by every issue, from the table and the text: mostly empty, and that is the point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, roll, stance_key, tally_table
from analysis.charts.fit import fitted
from analysis.charts.fonts import width
from analysis.charts.names import named
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, QUIET
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.words import DIFFER, IN_TABLE
from analysis.stance import EMPTY, wide_cells
from analysis.stance.matrix import TABLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

LABEL, GAP, PAD, SPACE = 17.0, 1.2, 1.5, 2.0
CLEAR = 0.8
#: With more issues than these a tile is too narrow for a sign, n and marks.
MANY = 10
TALL = line_height(marks.GLYPH) + line_height(TEXT) + 2 * PAD - 1
AGAINST, REACH, COUNT = "≠", "… ", "n {}"
CLAIMS = Text("claims (a repeat in a section counts once)", "主張の数（同じ節での繰り返しは1件）")
REACHES = Text("a claim reaches this code too", "このコードに及ぶ主張もある")
AGAINST_TABLE = Text("a statement opposes the table", "表と逆の発言がある")
TILES = Text("a sign, the number of claims, marks", "立場のコード、主張の数、印")
SIGNS = Text("a sign and a tint", "記号と色")
DOUBTED = Text(
    "A mark of the public record: one or more of the cell's n claims bear it. ",
    "公的記録による印は、セルのn件の主張のうち1件以上に当てはまるもの。",
)


def frame(case: Case) -> pd.DataFrame:
    """One row an actor × issue, stated or not, with everything that its tile shows.

    A tile draws all units of its cell, in n, ``…`` and ``≠``, not only those that give its
    code. So it bears a mark where any of them does.
    """
    cells = named(case, wide_cells(case), actor="actors", issue="issues").drop(columns="split")
    return record_marks.with_record(case, cells, "units")


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """Actors down, issues across; a sign, n and marks in each tile, hatched where not stated.

    Of many, signs or counts alone.
    """
    actors, issues = cells["actor"].unique(), cells["issue"].unique()
    if not _has_tiles(cells, view):
        signs = roll.layout(cells, view)
        return roll.draw(cells, view, signs) if signs else tally_table.draw(cells, view)
    heads: list[list[marks.Part]] = [[(view.issues[issue], QUIET)] for issue in issues]
    columns = _columns([view.issues[issue] for issue in issues])
    head = _head(cells, view)
    heights = [_height(cells[cells["actor"] == actor]) for actor in actors]
    items = _items(cells, view)
    top = head + sum(heights) + GAP * len(actors) + SPACE
    figure, ax = view.page(top + stance_key.height(items))
    for words, (x, w) in zip(heads, columns, strict=True):
        marks.paragraphs(ax, x, 0, words, w)
    edges = [head + sum(heights[:n]) + GAP * n for n in range(len(actors))]
    rows = dict(zip(actors, zip(edges, heights, strict=True), strict=True))
    for actor, (y, h) in rows.items():
        marks.block(ax, marks.Box(0, y, LABEL - 1, h), view.actors[actor])
    places = dict(zip(issues, columns, strict=True))
    for _, cell in cells.iterrows():
        x, w = places[cell["issue"]]
        y, h = rows[cell["actor"]]
        _tile(ax, marks.Box(x, y, w, h), cell, view)
    stance_key.draw(ax, top, view, items)
    return figure


def _has_tiles(cells: pd.DataFrame, view: View) -> bool:
    """Whether a page holds a tile with a sign, n and marks for each cell."""
    if cells["issue"].nunique() > MANY:
        return False
    tall = sum(_height(of_actor) + GAP for _, of_actor in cells.groupby("actor"))
    return _head(cells, view) + tall + SPACE + stance_key.height(_items(cells, view)) <= PLOT


def _head(cells: pd.DataFrame, view: View) -> float:
    """Height of the headings."""
    names = [view.issues[issue] for issue in cells["issue"].unique()]
    lines = (
        marks.paragraphs_height([(name, QUIET)], w)
        for name, (_, w) in zip(names, _columns(names), strict=True)
    )
    return max(lines, default=0) + 1.5


def _height(cells: pd.DataFrame) -> float:
    """Height of an actor's tiles, with a line for record marks where one bears any."""
    marked = any(record_marks.glyphs(cell) for _, cell in cells.iterrows())
    return TALL + (line_height(TEXT) if marked else 0.0)


def _columns(names: list[str]) -> list[tuple[float, float]]:
    """Left edge and width of each column: equal, but wider where a word of its heading needs it.

    Examples
    --------
    >>> [(round(x, 1), round(w, 1)) for x, w in _columns(["Water", "Ferry line"])]
    [(17.0, 65.3), (83.5, 65.3)]
    """
    room = WIDTH - LABEL - GAP * len(names)
    needs = [max(width(word, TEXT) for word in name.split()) + CLEAR for name in names]
    share, widest = room / max(len(names), 1), sorted(needs, reverse=True)
    if sum(needs) <= room:
        for n, need in enumerate(widest):
            share = (room - sum(widest[:n])) / (len(names) - n)
            if share >= need:
                break
        widths = [max(need, share) for need in needs]
    else:
        widths = [share] * len(names)
    return [(LABEL + sum(widths[:n]) + n * GAP, w) for n, w in enumerate(widths)]


def _tile(ax: Axes, box: marks.Box, cell: pd.Series, view: View) -> None:
    codes = marks.codes(cell)
    ink = marks.stance(ax, box, view.scale, *codes)
    if cell["kind"] == EMPTY:
        return
    if cell["origin"] == TABLE:
        marks.framed(ax, box, ink)
    left, right = box.x + PAD, box.x + box.w - PAD
    first = box.y + PAD + line_height(marks.GLYPH) / 2 - 0.5
    second = box.y + TALL - PAD - line_height(TEXT) / 2 + 0.5
    sign, size = fitted(marks.glyphs(view.scale, *codes), right - left)
    marks.line(ax, left, first, sign, size, ink)
    marks.line(ax, left, second, COUNT.format(cell["n"]), TEXT, ink)
    if cell["conflict"]:
        marks.line(ax, right, first, AGAINST, marks.GLYPH, ink, "right")
    record_marks.badge(ax, left, box.y + TALL - PAD + line_height(TEXT) / 2, cell)
    if beyond := _reach(cell, view):
        marks.line(ax, right, second, beyond, TEXT, ink, "right")


def _reach(cell: pd.Series, view: View) -> str:
    """The furthest codes that a unit of the cell has beyond those that the tile shows."""
    far = [
        code for code in (cell["min"], cell["max"]) if not cell["lower"] <= code <= cell["upper"]
    ]
    return REACH + "/".join(view.scale[code].glyph for code in far) if far else ""


def _items(cells: pd.DataFrame, view: View) -> list[marks.Item]:
    """Key items for the marks that occur."""
    stated = cells[cells["kind"] != EMPTY]
    reaches = any(_reach(cell, view) for _, cell in stated.iterrows())
    items: list[marks.Item] = []
    if stated["origin"].eq(TABLE).any():
        items.append((_table, IN_TABLE(view.lang)))
    if len(stated):
        items.append((_words(COUNT.format("")), CLAIMS(view.lang)))
    if reaches:
        items.append((_words(REACH), REACHES(view.lang)))
    if stated["conflict"].any():
        items.append((_words(AGAINST), AGAINST_TABLE(view.lang)))
    items += stance_key.items_of(set(cells["kind"]), view, DIFFER)
    return items + record_marks.items(cells, view)


def _words(words: str) -> marks.Draw:
    def swatch(ax: Axes, box: marks.Box) -> None:
        marks.line(ax, box.x + box.w / 2, box.y + box.h / 2, words, side="center")

    return swatch


def _table(ax: Axes, box: marks.Box) -> None:
    marks.tile(ax, box, GROUND)
    marks.framed(ax, box, INK)


def facts(cells: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """How many of the positions that there could be are stated, if any is not."""
    stated, n = int(cells["kind"].ne(EMPTY).sum()), len(cells)
    return {"k": stated, "n": n} if stated < n else None


def terms(cells: pd.DataFrame, view: View) -> Mapping[str, str]:
    """What a mark on a cell of several units means, where any cell bears one."""
    marked = any(record_marks.glyphs(cell) for _, cell in cells.iterrows())
    shown = TILES
    if not _has_tiles(cells, view):
        shown = SIGNS if roll.layout(cells, view) else tally_table.COUNTS
    return {"doubted": DOUBTED(view.lang) if marked else "", "shown": shown(view.lang)}


wide_matrix = Chart(
    key="wide_matrix",
    topic=Text("Every stated position, actor by actor", "示されたすべての立場"),
    finding=Text(
        "{Article} states {k} of {n} possible positions",
        "ありうる{n}の立場のうち、{article}が示すのは{k}",
    ),
    subtitle=Text(
        "Positions in the {article}'s table and text. {case}. {median}",
        "{article}の比較表と本文に示された立場。{case}。{median}",
    ),
    note=Text(
        "Sign and tint: our reading, how far a position favours the issue's objective. {leaning} "
        "The table's cell goes before the text; without one, the median of the statements. "
        "{doubted}Rows: actors with a position.",
        "記号と色は、立場が論点の目標にどれだけ沿うかを示す当方の読み。{leaning}"
        "表の記載を優先し、なければ発言の中央値による。{doubted}行は、立場が1つでもある当事者。",
    ),
    alt=Text(
        "Matrix of tiles, actors by issues: {shown}. {case}.",
        "当事者×論点のタイル表。{shown}を示す。{case}。",
    ),
    tables=("comparison", "stance_codes", "statements"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
