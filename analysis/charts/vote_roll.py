"""Votes of many states in little room: a line a state, a small tile a text, in columns.

A table with a row a state holds a dozen of them on a page. Of a roll call with more, the table
keeps the groups, and the states stand below it: glyphs alone, under the numbers of the texts, in
display order, so that each is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, line_height
from analysis.charts.palette import QUIET
from analysis.charts.roll import GUTTER, PAD, columns_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.charts.view import View

TILE, STEP, HEAD = 6.4, 4.7, line_height(TEXT)
#: Draws what a state did on a text into a box.
Tile = Callable[["Axes", marks.Box, str, str], None]


def height(actors: Sequence[str], texts: Sequence[str], view: View) -> float:
    """Height in millimetres of what :func:`draw` draws; 0 of nobody."""
    if not actors:
        return 0.0
    blocks, _ = _columns(actors, texts, view)
    return HEAD + -(-len(actors) // blocks) * STEP + 2


def draw(
    ax: Axes, y: float, actors: Sequence[str], texts: Sequence[str], view: View, tile: Tile
) -> None:
    """Names with their tiles from ``y`` down, the first text numbered 1."""
    if not actors:
        return
    blocks, name = _columns(actors, texts, view)
    length = -(-len(actors) // blocks)
    for place, actor in enumerate(actors):
        block, row = divmod(place, length)
        x = block * (name + PAD + len(texts) * TILE + GUTTER)
        top = y + HEAD + row * STEP
        marks.line(ax, x, top + STEP / 2, marks.cut(view.actors[actor], name))
        for n, text in enumerate(texts):
            box = marks.Box(x + name + PAD + n * TILE, top, TILE - 0.6, STEP - 0.5)
            if row == 0:
                marks.line(ax, box.x + box.w / 2, y + 1.8, str(n + 1), TEXT, QUIET, "center")
            tile(ax, box, actor, text)


def _columns(actors: Sequence[str], texts: Sequence[str], view: View) -> tuple[int, float]:
    longest = max(width(view.actors[actor], TEXT) for actor in actors)
    return columns_of(longest, len(texts) * TILE)
