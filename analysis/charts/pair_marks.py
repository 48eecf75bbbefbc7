"""The marks of the chart of pairs: sides taken on issues, and distances under other readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.charts import marks
from analysis.charts.palette import GROUND, INK, OUTLINE, QUIET
from analysis.charts.record import Text
from analysis.compare.variants import MERGED, SCENARIO, SILENT, STEP, TOGETHER, WITHOUT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

READING = Text("in another reading of the table", "表の別の読み方")
ALTOGETHER = Text("all other readings together", "別の読み方をすべて同時に")
LEFT_OUT = Text("with an issue left out", "論点を1つ除いた場合")
CELL_OUT = Text("with a cell left out", "セルを1つ除いた場合")
MOVED = Text("with a code moved a step", "コードを1段階ずらした場合")
AS_ONE = Text("overlapping issues merged", "重なる論点を統合した場合")


def bar(ax: Axes, left: float, right: float, y: float) -> None:
    """The range of a distance, from ``left`` to ``right`` in millimetres."""
    ax.plot([left, right], [y, y], color=OUTLINE, lw=4, solid_capstyle="butt")


def _reading(ax: Axes, x: float, y: float) -> None:
    marks.dot(ax, x, y, QUIET, "D", marks.OPEN)


def _together(ax: Axes, x: float, y: float) -> None:
    marks.dot(ax, x, y, QUIET, "D")


def _tick(ax: Axes, x: float, y: float) -> None:
    ax.plot([x, x], [y - 1.2, y + 1.2], color=INK, lw=1.1)


def _merged(ax: Axes, x: float, y: float) -> None:
    marks.dot(ax, x, y, INK, "s", marks.OPEN)


def _thin(ax: Axes, x: float, y: float) -> None:
    ax.plot([x, x], [y - 0.9, y + 0.9], color=QUIET, lw=0.7)


def _cross(ax: Axes, x: float, y: float) -> None:
    ax.plot([x], [y], marker="+", ms=5, mew=0.9, color=QUIET)


# Each kind of reading has a mark of its own, and a lane below the mean on its range.
LANES = {
    SCENARIO: (7.6, _reading, READING),
    TOGETHER: (7.6, _together, ALTOGETHER),
    WITHOUT: (11.2, _tick, LEFT_OUT),
    MERGED: (11.2, _merged, AS_ONE),
    SILENT: (14.3, _thin, CELL_OUT),
    STEP: (16.9, _cross, MOVED),
}


def _same(ax: Axes, box: marks.Box) -> None:
    marks.tile(ax, box, QUIET)


def _open(ax: Axes, box: marks.Box) -> None:
    marks.tile(ax, box, GROUND)


def _opposite(ax: Axes, box: marks.Box) -> None:
    marks.tile(ax, box, GROUND)
    x, y, w, h = box
    for ends in ((y, y + h), (y + h, y)):
        ax.plot([x, x + w], ends, color=INK, lw=1.1)


SIDES = {"agree": _same, "open": _open, "differ": _opposite}
