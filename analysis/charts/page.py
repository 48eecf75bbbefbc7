"""The page a plot stands on: title, subtitle, plot, note, source, identity.

A chart travels alone, so its words travel with it. All is laid out in millimetres at the size of
print: the words are wrapped first, the plot says how high it is, and the page is as high as both.
The plot's axes count millimetres from its top left corner, downwards, so that a table of tiles
can be set like type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from analysis.charts.fonts import MM_PER_POINT, width
from analysis.charts.palette import GROUND, INK, QUIET
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.charts.view import Caption

PAGE = 160.0
MARGIN = 5.0
WIDTH = PAGE - 2 * MARGIN
INCH = 25.4
LEADING = 1.35
TITLE, TEXT, SMALL = 13.0, 9.0, 7.0
ASCENT = 1.05
#: What a page may be high, and what of it a plot may take so that its words find room, in mm.
TALL, PLOT = 240.0, 181.0

Line = tuple[str, float, str, str, float]


def line_height(size: float) -> float:
    """Height of one line of text, in millimetres, ``size`` in points."""
    return size * MM_PER_POINT * LEADING


def blank(caption: Caption | None, height: float, bare: bool = False) -> tuple[Figure, Axes]:
    """A page with its words set, and the axes for the plot.

    Parameters
    ----------
    caption : the words; None, or ``bare``, for the plot alone
    height : of the plot, millimetres

    Returns
    -------
    figure, 160 mm wide, and axes in millimetres: x 0 … 150, y 0 at the top … ``height``
    """
    above, below = ([], []) if caption is None or bare else (_above(caption), _below(caption))
    head, foot = (sum(room for *_, room in block) for block in (above, below))
    total = MARGIN + head + height + foot + MARGIN
    figure = Figure(figsize=(PAGE / INCH, total / INCH), facecolor=GROUND)
    _set(figure, above, total, MARGIN)
    _set(figure, below, total, MARGIN + head + height)
    axes = figure.add_axes((MARGIN / PAGE, (MARGIN + foot) / total, WIDTH / PAGE, height / total))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


def plot_place(caption: Caption) -> tuple[float, float]:
    """Millimetres from the top of a page to its plot, and from its plot to the page's end."""
    above, below = (sum(room for *_, room in block) for block in (_above(caption), _below(caption)))
    return MARGIN + above, below + MARGIN


def _block(text: str, size: float, colour: str, after: float) -> list[Line]:
    lines = [(line, size, colour, "left", line_height(size)) for line in wrap(text, WIDTH, size)]
    return [*lines[:-1], (*lines[-1][:4], lines[-1][4] + after)] if lines else []


def _above(caption: Caption) -> list[Line]:
    return [
        *_block(caption.title, TITLE, INK, 1.0),
        *_block(caption.subtitle, TEXT, QUIET, 3.0),
    ]


def _below(caption: Caption) -> list[Line]:
    last = (caption.identity, SMALL, QUIET, "right", line_height(SMALL))
    gap = ("", SMALL, QUIET, "left", 3.0)
    source = _block(caption.source, SMALL, QUIET, 0.0)
    room = WIDTH - width(caption.identity, SMALL) - 4
    if len(source) == 1 and width(caption.source, SMALL) <= room:
        source = [(*source[0][:4], 0.0)]
    return [gap, *_block(caption.note, TEXT, INK, 2.0), *source, last]


def _set(figure: Figure, block: list[Line], total: float, top: float) -> None:
    for words, size, colour, side, room in block:
        x = MARGIN if side == "left" else PAGE - MARGIN
        y = 1 - (top + ASCENT * size * MM_PER_POINT) / total
        figure.text(x / PAGE, y, words, fontsize=size, color=colour, ha=side, va="baseline")
        top += room
