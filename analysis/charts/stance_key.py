"""The key to stances: the declared scale as a strip, and the kinds of nothing that occur."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.palette import QUIET, ink_on, tint
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.charts.words import DIFFER, NOT_STATED, SPLIT
from analysis.stance import EMPTY
from analysis.stance import SPLIT as IS_SPLIT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case.scale import Code

CODE = 8.0
#: Of a scale with more codes than these, so many are shown as examples, and the midpoint.
MOST, SOME = 12, 7


def kinds_of_nothing(cells: pd.DataFrame, view: View) -> list[marks.Item]:
    """Key items for *split* and *not stated*, each only where it occurs.

    Parameters
    ----------
    cells : one row an actor × issue, with ``kind``; an absent row is not stated. Those of the
        wide matrix, which have an ``origin``, split on statements too.
    """
    differ = DIFFER if "origin" in cells else SPLIT
    gaps = len(cells) < cells["issue"].nunique() * cells["actor"].nunique()
    return items_of({*cells["kind"], *([EMPTY] if gaps else [])}, view, differ)


def items_of(kinds: Collection[str], view: View, differ: Text = SPLIT) -> list[marks.Item]:
    """Key items for those of *split* and *not stated* that are among ``kinds``."""
    ends = view.scale.low, view.scale.high
    items: list[marks.Item] = []
    if IS_SPLIT in kinds:
        items.append((lambda ax, box: marks.split(ax, box, view.scale, *ends), differ(view.lang)))
    if EMPTY in kinds:
        items.append((marks.not_stated, said(NOT_STATED, view)))
    return items


def height(items: list[marks.Item]) -> float:
    """Height in millimetres of what :func:`draw` draws."""
    return marks.KEY_STEP + marks.key_height(items, WIDTH)


def draw(ax: Axes, y: float, view: View, items: list[marks.Item]) -> None:
    """The strip of codes between the names of its two ends, then the items."""
    codes = shown_codes(view)
    names = [code.label_en if view.lang == "en" else code.label_ja for code in codes]
    wide = max(CODE, *(width(code.glyph, TEXT) + 1.5 for code in codes))
    room = WIDTH - len(codes) * wide - 3.5
    last = marks.cut(names[-1], max(room / 2, room - width(names[0], TEXT)))
    first = marks.cut(names[0], room - width(last, TEXT))
    middle, x = y + marks.KEY_STEP / 2, width(first, TEXT) + 2
    marks.line(ax, 0, middle, first, colour=QUIET)
    for n, code in enumerate(codes):
        box = marks.Box(x + n * wide, y + 0.2, wide - 0.8, marks.KEY_STEP - 0.8)
        fill = tint(code.stance, view.scale)
        marks.tile(ax, box, fill)
        marks.line(
            ax, box.x + box.w / 2, box.y + box.h / 2, code.glyph, TEXT, ink_on(fill), "center"
        )
    marks.line(ax, x + len(codes) * wide + 1.2, middle, last, colour=QUIET)
    marks.key(ax, y + marks.KEY_STEP, items, WIDTH)


def shown_codes(view: View) -> list[Code]:
    """The codes of the strip, the highest first: all, or of a long scale some, with both ends."""
    codes = sorted(view.scale.codes, key=lambda code: -code.stance)
    if len(codes) <= MOST:
        return codes
    last = len(codes) - 1
    places = {round(n * last / (SOME - 1)) for n in range(SOME)}
    return [
        code
        for n, code in enumerate(codes)
        if n in places or code.stance == view.scale.midpoint
    ]  # fmt: skip
