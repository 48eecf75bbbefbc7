"""The declared scale as an axis: a place a code, whatever codes occur.

Its ends are those of the declaration, so that a chart of moderate positions does not look like
one of extreme positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, line_height
from analysis.charts.palette import OUTLINE, QUIET, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Scale
    from analysis.charts.view import Lang

HEAD = 2 * line_height(TEXT)


class CodeAxis(NamedTuple):
    """From the scale's lowest code at ``left`` to its highest at ``right``, in millimetres."""

    scale: Scale
    left: float
    right: float

    def x(self, code: int) -> float:
        """Place of a code."""
        return self.left + (code - self.scale.low) / self.scale.range * (self.right - self.left)

    def rules(self, ax: Axes, top: float, foot: float) -> None:
        """A line from end to end at the foot, a rule for each code, the midpoint's firmer."""
        for code in self.scale.codes:
            x, firm = self.x(code.stance), code.stance == self.scale.midpoint
            colour, lw = (OUTLINE, 0.8) if firm else (RULE, 0.5)
            ax.plot([x, x], [top, foot], color=colour, lw=lw, zorder=0.5)
        ax.plot([self.left, self.right], [foot, foot], color=OUTLINE, lw=0.8, zorder=0.5)

    def head(self, ax: Axes, lang: Lang, limit: float) -> None:
        """The names of both ends, away from the midpoint, and below them a glyph a code.

        ``limit``: where the room for the higher end's name ends, in millimetres.
        """
        scale, step = self.scale, line_height(TEXT)
        low, high = (
            code.label_en if lang == "en" else code.label_ja
            for code in (scale[scale.low], scale[scale.high])
        )
        middle = self.x(scale.midpoint)
        low = "← " + marks.cut(low, middle - 8)
        high = marks.cut(high, limit - middle - 8) + " →"
        marks.line(ax, middle - 1.5, step / 2, low, colour=QUIET, side="right")
        marks.line(ax, middle + 1.5, step / 2, high, colour=QUIET)
        room = (self.right - self.left) / scale.range - 1
        crowded = any(width(code.glyph, TEXT) > room for code in scale.codes)
        for code in scale.codes:
            if not crowded or code.stance in (scale.low, scale.midpoint, scale.high):
                marks.line(ax, self.x(code.stance), 1.5 * step, code.glyph, side="center")
