"""A stance matrix of many actors: signs alone, the actors in columns down the page.

Words fit a tile while a handful of actors stand side by side. A roll call has dozens; then each
actor is a line, each issue a small tile with its sign, and the lines flow over as many columns
as the page holds. Issues are numbered, and named once above. The words are in the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.fit import fitted
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET
from analysis.charts.record import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.charts.view import View

#: With more actors than these, words do not fit beside each other.
MANY = 8
TILE, STEP, GUTTER, NAME, PAD, SIDES = 6.4, 5.4, 4.0, 34.0, 2.0, 2.0
NUMBERED = Text("{n} {name}", "{n} {name}")
WANTED = Text("{n} {name}: {objective}", "{n} {name}：{objective}")


def columns_of(longest: float, tiles: float) -> tuple[int, float]:
    """How many columns of actors the page holds, and the width of a name in them.

    Parameters
    ----------
    longest : width of the longest name, in millimetres
    tiles : width of the tiles beside each name

    Examples
    --------
    >>> columns_of(18.0, 20.0)
    (3, 18.0)
    """
    name = min(longest, NAME, max(WIDTH - tiles - PAD, NAME / 2))
    return max(1, int((WIDTH + GUTTER) / (name + PAD + tiles + GUTTER))), name


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """Actors down, in columns of equal length, in display order; a tile an issue.

    Parameters
    ----------
    cells : the frame of the stance matrix, one row a cell
    """
    issues, actors = list(cells["issue"].unique()), list(cells["actor"].unique())
    longest = max(width(view.actors[actor], TEXT) for actor in actors)
    cell = cells.set_index(["actor", "issue"])
    signs = {place: _sign(cell.loc[place], view) for place in cell.index}
    badge = max(record_marks.room(row, apart=1) for _, row in cells.iterrows())
    tile = max(TILE, *(width(sign, TEXT) + SIDES for sign in signs.values())) + badge
    blocks, name = columns_of(longest, len(issues) * tile)
    length = -(-len(actors) // blocks)
    heads = [_head(cells, n, issue, view) for n, issue in enumerate(issues, start=1)]
    above = sum(marks.paragraphs_height([head], WIDTH) for head in heads) + 3
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    bottom = above + line_height(TEXT) + length * STEP + 2
    figure, ax = view.page(bottom + stance_key.height(items))
    marks.paragraphs(ax, 0, 0, heads, WIDTH)
    top = above + line_height(TEXT)
    for place, actor in enumerate(actors):
        block, row = divmod(place, length)
        x, y = block * (name + PAD + len(issues) * tile + GUTTER), top + row * STEP
        marks.line(ax, x, y + STEP / 2, marks.cut(view.actors[actor], name))
        for n, issue in enumerate(issues):
            box = marks.Box(x + name + PAD + n * tile, y, tile - 0.6, STEP - 0.6)
            middle = box.x + (box.w - badge) / 2
            if row == 0:
                marks.line(ax, middle, top - 2.2, str(n + 1), TEXT, QUIET, "center")
            if (actor, issue) not in cell.index:
                marks.not_stated(ax, box)
                continue
            ink = marks.stance(ax, box, view.scale, *marks.codes(cell.loc[(actor, issue)]))
            sign = signs[actor, issue]
            marks.line(ax, middle, box.y + box.h / 2, sign, TEXT, ink, "center")
            edge = box.x + box.w - 0.5
            record_marks.badge(ax, edge, box.y + box.h / 2, cell.loc[(actor, issue)], side="right")
    stance_key.draw(ax, bottom, view, items)
    return figure


def _sign(cell: pd.Series, view: View) -> str:
    """The sign of a cell, closed up; of a split one both."""
    return fitted(marks.glyphs(view.scale, *marks.codes(cell)), 0)[0]


def _head(cells: pd.DataFrame, n: int, issue: str, view: View) -> marks.Part:
    """The issue's number, its name, and the objective that its signs are read against."""
    objective = cells.loc[cells["issue"] == issue, f"objective_{view.lang}"].iloc[0]
    words = {"n": n, "name": view.issues[issue]}
    if pd.isna(objective):
        return NUMBERED(view.lang, words), INK
    return WANTED(view.lang, {**words, "objective": objective}), INK
