"""Signs in the room that there is."""

from __future__ import annotations

from analysis.charts.fonts import width
from analysis.charts.marks import GLYPH
from analysis.charts.page import TEXT


def fitted(sign: str, room: float) -> tuple[str, float]:
    """The sign and its size in points, in the largest setting that fits into ``room`` mm.

    As it is, closed up, or small and closed up; the last also where nothing fits, since a code
    is never cut.

    Examples
    --------
    >>> fitted("++ / +", 30), fitted("++ / +", 12)
    (('++ / +', 11.0), ('++/+', 9.0))
    """
    tight = sign.replace(" ", "")
    settings = [(sign, GLYPH), (tight, GLYPH), (tight, TEXT)]
    return next((setting for setting in settings if width(*setting) <= room), settings[-1])
