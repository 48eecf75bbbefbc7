"""A strip that tells at one glance under which other readings a pair stays the closest.

One tile a kind of reading: in how many of how many the pair is nearer than every other. A tile
is filled where it is so in all of them, and only outlined where it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, INK, QUIET
from analysis.charts.record import Text
from analysis.charts.view import View
from analysis.compare.readings import CODINGS
from analysis.compare.variants import GIVEN, MERGED, SCENARIO, SILENT, STEP, TOGETHER, WITHOUT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = {
    CODINGS: Text("codings within the bounds", "許容範囲のコーディング"),
    SCENARIO: Text("other readings, also together", "別の読み方（同時適用を含む）"),
    WITHOUT: Text("with an issue left out", "論点を1つ除く"),
    SILENT: Text("with a cell left out", "セルを1つ除く"),
    STEP: Text("with a code moved a step", "コードを1段階ずらす"),
    MERGED: Text("with overlapping issues merged", "重なる論点を統合"),
}
HEADING = Text("{a} and {b} the closest pair in", "{a}と{b}が最も近い組となる読みの数")
OF = Text("{k} of {n}", "{n}通り中{k}通り")
IN_TILE = Text("{k} of {n}", "{k}/{n}")
GAP, PAD, LEAD = 1.5, 1.2, 6.0


def survived(readings: pd.DataFrame) -> pd.DataFrame:
    """``closest`` and ``readings`` of each kind, for the pair nearest at the codes given.

    Parameters
    ----------
    readings : as :func:`analysis.compare.pair_readings` gives them

    Returns
    -------
    frame, one row a kind, in the strip's order, with ``a`` and ``b``; empty where no single
    pair is the nearest, or fewer than two pairs are measured
    """
    given = readings[(readings["kind"] == GIVEN) & readings["mean_distance"].notna()]
    nearest = given[given["closest"] == 1]
    if len(given) < 2 or nearest.empty:
        return readings.head(0)
    a, b = nearest.iloc[0][["a", "b"]]
    of_pair = readings[(readings["a"] == a) & (readings["b"] == b)]
    kinds = of_pair["kind"].replace(TOGETHER, SCENARIO)
    counts = of_pair.groupby(kinds, sort=False)[["closest", "readings"]].sum()
    return counts.reindex([kind for kind in KINDS if kind in counts.index]).assign(a=a, b=b)


def height(counts: pd.DataFrame, view: View) -> float:
    """Height in millimetres of what :func:`draw` draws; 0 where there is nothing to draw."""
    if counts.empty:
        return 0.0
    words = [KINDS[kind](view.lang) for kind in counts.index]
    lines = marks.lines_needed(words, _width(counts) - 2 * PAD)
    return LEAD + line_height(marks.GLYPH) + lines * line_height(TEXT) + 2 * PAD + 2


def draw(ax: Axes, y: float, counts: pd.DataFrame, view: View) -> None:
    """The heading, and a tile a kind below it."""
    if counts.empty:
        return
    pair = {"a": view.actors[counts["a"].iloc[0]], "b": view.actors[counts["b"].iloc[0]]}
    marks.line(ax, 0, y + 2.5, marks.cut(HEADING(view.lang, pair), WIDTH))
    tall = height(counts, view) - LEAD - 2
    for n, (kind, row) in enumerate(counts.iterrows()):
        box = marks.Box(n * (_width(counts) + GAP), y + LEAD, _width(counts), tall)
        whole = row["closest"] == row["readings"]
        ink = GROUND if whole else INK
        marks.tile(ax, box, QUIET if whole else GROUND)
        inner = box.inset(PAD)
        share = IN_TILE(view.lang, {"k": f"{row['closest']:,}", "n": f"{row['readings']:,}"})
        first = line_height(marks.GLYPH)
        marks.line(ax, inner.x, inner.y + first / 2, share, marks.GLYPH, ink)
        rest = marks.Box(inner.x, inner.y + first, inner.w, inner.h - first)
        marks.block(ax, rest, KINDS[str(kind)](view.lang), TEXT, ink, place="top")


def _width(counts: pd.DataFrame) -> float:
    return (WIDTH - GAP * (len(counts) - 1)) / max(len(counts), 1)
