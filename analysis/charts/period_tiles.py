"""Tiles of positions by period, and the time below them.

A tile a few millimetres wide holds no sign. So its code is said twice without one: by its tint,
and by a bar at a height between the tile's foot, the lowest code of the scale, and its top, the
highest. Along a line the bars make a path, and who moved is seen at a glance. Where signs find
room they stand there instead. Two marks say how far a median can be trusted: a small tile rests
on few statements; wedges point up and down in a tile whose statements lie on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from matplotlib.patches import Polygon

from analysis.charts import marks
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import QUIET, RULE, ink_on, tint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.charts.view import Lang, View

#: Fewer statements than these are few; so large a share on either side makes a cell ambivalent.
FEW, BOTH = 5, 0.5
#: A tile of few statements is so much narrower than others, or lower where signs stand in them.
NARROW, LOW = 0.45, 0.72
#: A bar's distance from the edge; a wedge's height, and beside a sign; room around a sign; how far
#: apart tiles stand at most.
EDGE, WEDGE, FLAT, AROUND, WIDEST = 0.9, 0.85, 0.5, 0.8, 14.0
STEP = line_height(TEXT)


class Grid(NamedTuple):
    """Where ``n`` tiles stand: from ``left``, ``pitch`` apart, ``gap`` between; with signs or not.

    Signs stand in all tiles or in none: ``signs`` is whether the widest of the scale finds room.
    """

    left: float
    pitch: float
    gap: float
    n: int
    signs: bool

    @property
    def right(self) -> float:
        """Where they end."""
        return self.left + self.pitch * self.n

    @property
    def w(self) -> float:
        """How wide a tile is."""
        return self.pitch - self.gap

    def box(self, n: int, y: float, h: float) -> marks.Box:
        """The place of a tile."""
        return marks.Box(self.left + n * self.pitch, y, self.w, h)


def grid(left: float, right: float, periods: int, view: View) -> Grid:
    """The grid of so many periods between two edges, in millimetres."""
    pitch = min((right - left) / max(periods, 1), WIDEST)
    gap = 0.5 if pitch > 3 else 0.25 if pitch > 2 else 0.1
    widest = max(width(code.glyph, TEXT) for code in view.scale.codes)
    return Grid(left, pitch, gap, periods, widest + AROUND <= pitch - gap)


def small(box: marks.Box, signs: bool) -> marks.Box:
    """The place of a tile of few statements in that of another."""
    w, h = (box.w, box.h * LOW) if signs else (box.w * NARROW, box.h)
    return marks.Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)


def tile(ax: Axes, box: marks.Box, cell: pd.Series, view: View, signs: bool) -> None:
    """The cell of a period in its right kind of mark; a split one has both codes, side by side."""
    lower, upper = marks.codes(cell)
    if lower is None or upper is None:
        marks.not_stated(ax, box)
        return
    few = cell["n"] < FEW
    coded(ax, small(box, signs) if few else box, lower, upper, view, signs)
    if cell["ambivalence"] >= BOTH and lower == upper and not few:
        wedges(ax, box, ink_on(tint(lower, view.scale)), signs)


def coded(
    ax: Axes, box: marks.Box, lower: int, upper: int, view: View, signs: bool = False
) -> None:
    """A tile in the tint of its code, or half a tile for each of two, with a sign or a bar."""
    codes = [lower] if lower == upper else [lower, upper]
    w = box.w / len(codes)
    signs = signs and not any(barred(w, code, view) for code in codes)
    for n, code in enumerate(codes):
        part = box._replace(x=box.x + n * w, w=w)
        fill = tint(code, view.scale)
        marks.tile(ax, part, fill)
        if signs:
            glyph, middle = view.scale[code].glyph, (part.x + w / 2, box.y + box.h / 2)
            marks.line(ax, *middle, glyph, TEXT, ink_on(fill), "center")
            continue
        share = (code - view.scale.low) / view.scale.range
        y = box.y + EDGE + (box.h - 2 * EDGE) * (1 - share)
        ends = [part.x + 0.1, part.x + w - 0.1]
        ax.plot(ends, [y, y], color=ink_on(fill), lw=1.4, solid_capstyle="butt")


def barred(w: float, code: int, view: View) -> bool:
    """Whether a part of a tile is too narrow for the sign of its code."""
    return width(view.scale[code].glyph, TEXT) + AROUND > w


def wedges(ax: Axes, box: marks.Box, ink: str, signs: bool = False) -> None:
    """A wedge that points up at the top, one that points down at the foot; flat about a sign."""
    x, half = box.x + box.w / 2, min(1.2 if signs else 0.9, box.w / 3)
    high, apart = (FLAT, 0.1) if signs else (WEDGE, 0.2)
    for edge, inwards in ((box.y + apart, 1), (box.y + box.h - apart, -1)):
        foot = edge + inwards * high
        corners = [(x - half, foot), (x + half, foot), (x, edge)]
        ax.add_patch(Polygon(corners, facecolor=ink, lw=0, zorder=2.5))


def years(ax: Axes, periods: Sequence[str], at: Grid, top: float, foot: float) -> None:
    """A rule before each year, from the first panel to the last."""
    for n, period in enumerate(periods):
        if n and period[4:] == "-01":
            x = at.left + n * at.pitch - at.gap / 2
            ax.plot([x, x], [top, foot], color=RULE, lw=0.6, zorder=0.5)


def below(ax: Axes, y: float, periods: Sequence[str], at: Grid, lang: Lang) -> None:
    """The number of each month where there is room and its year below; of years, the years."""
    months = len(periods) > 0 and len(periods[0]) > 4
    every = next((n for n in (1, 2, 3, 6, 12) if n * at.pitch > width("12", TEXT) + 0.6), 13)
    free = 0.0
    for n, period in enumerate(periods):
        middle = at.left + (n + 0.5) * at.pitch
        if months and (int(period[5:]) - 1) % every == 0:
            marks.line(ax, middle, y + STEP / 2, str(int(period[5:])), colour=QUIET, side="center")
        words = said(period[:4], lang)
        if months and (n == 0 or period[5:] == "01"):
            x, row = middle - at.pitch / 2 + 0.3, 1.5
        elif not months:
            x, row = middle - width(words, TEXT) / 2, 0.5
        else:
            continue
        if x >= free and x + width(words, TEXT) <= WIDTH:
            marks.line(ax, x, y + row * STEP, words, colour=QUIET)
            free = x + width(words, TEXT) + 2
