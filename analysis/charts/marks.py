"""The marks that charts share: tiles, glyphs, set text, keys.

Each takes the axes first, in millimetres, sets no title and touches no file. The three kinds of
nothing are three marks: an empty hatched tile (not stated), a tile of the midpoint's tint with
its glyph (a code that was given), a tile in two tints with both glyphs (split).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from matplotlib.patches import Polygon, Rectangle

from analysis.charts.fonts import MM_PER_POINT, width
from analysis.charts.page import TEXT, line_height
from analysis.charts.palette import GROUND, HATCH, INK, OUTLINE, QUIET, ink_on, tint
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Scale
    from analysis.charts.view import View

CAPITAL = 0.73
GLYPH = 11.0
SWATCH = 7.0
EDGE = 0.8
MOST = 6
DOT = 6.5
KEY_STEP = line_height(TEXT) + 0.8


class Box(NamedTuple):
    """A rectangle in millimetres; y counts downwards."""

    x: float
    y: float
    w: float
    h: float

    def inset(self, by: float) -> Box:
        """The box with a margin of ``by`` on each side."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)


def line(
    ax: Axes,
    x: float,
    y: float,
    words: str,
    size: float = TEXT,
    colour: str = INK,
    side: str = "left",
) -> None:
    """One line of text whose capitals are centred on ``y``."""
    baseline = y + CAPITAL * size * MM_PER_POINT / 2
    ax.text(x, baseline, words, fontsize=size, color=colour, ha=side, va="baseline")


def lines(ax: Axes, x: float, middle: float, words: Sequence[str], colour: str = INK) -> None:
    """Lines of text, set already, about a middle."""
    step = line_height(TEXT)
    for n, line_of_words in enumerate(words):
        line(ax, x, middle + (n - (len(words) - 1) / 2) * step, line_of_words, colour=colour)


def block(
    ax: Axes,
    box: Box,
    words: str,
    size: float = TEXT,
    colour: str = INK,
    side: str = "left",
    place: str = "middle",
) -> None:
    """Text wrapped into a box, at its top or in its middle; what does not fit ends in …"""
    step = line_height(size)
    lines = wrap(words, box.w, size, most=max(1, int(box.h / step + 0.05)), even=True)
    x = {"left": box.x, "center": box.x + box.w / 2, "right": box.x + box.w}[side]
    top = box.y + (0 if place == "top" else (box.h - step * len(lines)) / 2)
    for n, words_of_line in enumerate(lines):
        line(ax, x, top + (n + 0.5) * step, words_of_line, size, colour, side)


Part = tuple[str, str]


def paragraphs(ax: Axes, x: float, y: float, parts: Sequence[Part], room: float) -> None:
    """Texts in their colours, from ``y`` down, each wrapped to ``room`` and cut at MOST lines."""
    step = line_height(TEXT)
    for words, colour in parts:
        for words_of_line in wrap(words, room, TEXT, MOST):
            line(ax, x, y + step / 2, words_of_line, colour=colour)
            y += step


def paragraphs_height(parts: Sequence[Part], room: float) -> float:
    """Height in millimetres of what :func:`paragraphs` draws."""
    return sum(len(wrap(words, room, TEXT, MOST)) for words, _ in parts) * line_height(TEXT)


def cut(words: str, room: float, size: float = TEXT) -> str:
    """The words on one line; what does not fit into ``room`` millimetres ends in …"""
    return (wrap(words, room, size, most=1) or [""])[0]


def lines_needed(words: Iterable[str], room: float, size: float = TEXT) -> int:
    """The most lines that any of the texts takes in ``room`` millimetres."""
    return max((len(wrap(text, room, size)) for text in words), default=0)


def tile(ax: Axes, box: Box, fill: str) -> None:
    """A tinted tile; the outline keeps pale tints apart from the ground."""
    ax.add_patch(Rectangle(box[:2], box.w, box.h, facecolor=fill, edgecolor=OUTLINE, lw=0.6))


def clear(ax: Axes, box: Box) -> None:
    """Bare ground, under words that cross a rule."""
    ax.add_patch(Rectangle(box[:2], box.w, box.h, facecolor=GROUND, lw=0, gid="clear"))


def not_stated(ax: Axes, box: Box) -> None:
    """An empty hatched tile: the source does not say."""
    hatch = Rectangle(box[:2], box.w, box.h, facecolor=GROUND, edgecolor=HATCH, hatch="////", lw=0)
    ax.add_patch(hatch)
    ax.add_patch(Rectangle(box[:2], box.w, box.h, fill=False, edgecolor=OUTLINE, lw=0.6))


def split(ax: Axes, box: Box, scale: Scale, lower: int, upper: int) -> None:
    """A tile edged in the tints of both codes, the higher on the upper left; words stand inside."""
    x, y, w, h = box
    tile(ax, box, tint(lower, scale))
    corner = Polygon([(x, y), (x + w, y), (x, y + h)], facecolor=tint(upper, scale), lw=0)
    ax.add_patch(corner)
    ax.add_patch(Rectangle((x, y), w, h, fill=False, edgecolor=OUTLINE, lw=0.6))
    inner = box.inset(EDGE)
    ax.add_patch(Rectangle(inner[:2], inner.w, inner.h, facecolor=GROUND, lw=0))


def codes(unit: pd.Series) -> tuple[int, int] | tuple[None, None]:
    """The two middle codes of a unit, both None where nothing is stated."""
    return (None, None) if pd.isna(unit["lower"]) else (int(unit["lower"]), int(unit["upper"]))


def stance(ax: Axes, box: Box, scale: Scale, lower: int | None, upper: int | None) -> str:
    """The ground of a stance in its right kind of mark.

    Parameters
    ----------
    lower, upper : the two middle codes, equal where the coders agree; None = not stated

    Returns
    -------
    str, the colour in which text on it can be read
    """
    if lower is None or upper is None:
        not_stated(ax, box)
        return INK
    if lower != upper:
        split(ax, box, scale, lower, upper)
        return INK
    tile(ax, box, tint(lower, scale))
    return ink_on(tint(lower, scale))


def framed(ax: Axes, box: Box, ink: str) -> None:
    """A frame inside a tile, in the colour that reads on it: the unit is a cell of a table."""
    inner = box.inset(EDGE)
    frame = Rectangle(inner[:2], inner.w, inner.h, fill=False, edgecolor=ink, lw=0.8)
    ax.add_patch(frame)


def glyphs(scale: Scale, lower: int | None, upper: int | None) -> str:
    """``++``; of a split stance both, ``++ / 0``; empty where nothing is stated."""
    if lower is None or upper is None:
        return ""
    signs = {code.stance: code.glyph for code in scale.codes}
    return signs[upper] if lower == upper else f"{signs[upper]} / {signs[lower]}"


Draw = Callable[["Axes", Box], object]
Item = tuple[Draw, str]


def key(ax: Axes, y: float, items: Sequence[Item], room: float) -> None:
    """A key: swatches with their meaning, flowing over as many lines as they need.

    Parameters
    ----------
    y : top of the key, in millimetres
    items : for each, what draws the swatch into a box, and its meaning
    room : width of a line, in millimetres
    """
    for (draw, meaning), (left, top) in zip(items, _flow(items, room), strict=True):
        draw(ax, Box(left, y + top + 0.4, SWATCH, KEY_STEP - 0.8))
        line(ax, left + SWATCH + 1.5, y + top + KEY_STEP / 2, meaning, colour=QUIET)


def key_height(items: Sequence[Item], room: float) -> float:
    """Height in millimetres of what :func:`key` draws."""
    return _flow(items, room)[-1][1] + KEY_STEP if items else 0.0


def _flow(items: Sequence[Item], room: float) -> list[tuple[float, float]]:
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for _, meaning in items:
        need = SWATCH + 1.5 + width(meaning, TEXT)
        if x and x + need > room:
            x, y = 0.0, y + KEY_STEP
        places.append((x, y))
        x += need + 4.0
    return places


#: One shape an actor, in display order, so that colour never stands alone.
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p", "h", "<", ">", "*")
FULL, OPEN, HALF = "full", "none", "bottom"


def dot(ax: Axes, x: float, y: float, colour: str, shape: str = "o", fill: str = FULL) -> None:
    """A point on a scale: full, open (another reading) or half (one of two codes)."""
    edge = INK if fill == FULL else colour
    ax.plot(
        [x],
        [y],
        marker=shape,
        markersize=DOT if fill == FULL else DOT - 1,
        fillstyle="full" if fill == OPEN else fill,
        markerfacecolor=GROUND if fill == OPEN else colour,
        markerfacecoloralt=GROUND,
        markeredgecolor=edge,
        markeredgewidth=0.8 if fill == FULL else 1.1,
        linestyle="none",
        zorder=3,
    )


def actor_dot(ax: Axes, x: float, y: float, actor: str, view: View, fill: str = FULL) -> None:
    """A point in the colour and shape of an actor."""
    shape = SHAPES[list(view.actors).index(actor) % len(SHAPES)]
    dot(ax, x, y, view.colours[actor], shape, fill)
