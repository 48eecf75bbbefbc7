"""Colours of stances, and of the ground they stand on.

The usual diverging palettes fail here: both ends of RdBu, coolwarm and vlag print as the same
grey, and two steps of RdYlGn become one colour for a deuteranope. The ramp below is asymmetric:
its ends lie about 40 L* apart in greyscale and its weakest pair of neighbours stays apart under
all three colour-vision types. Colour never stands alone: a glyph repeats it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.colors import to_hex, to_rgb

if TYPE_CHECKING:
    from analysis.case import Scale

RAMP = ("#e08a00", "#f6c26b", "#efefef", "#5b8fc7", "#0b3c6f")
GROUND = "#ffffff"
INK = "#1a1a1a"
QUIET = "#555555"
OUTLINE = "#6b6b6b"
RULE = "#b5b5b5"
HATCH = "#9a9a9a"
ALERT = "#a3123a"


def tint(code: float, scale: Scale) -> str:
    """Colour of a code, from the ramp's low end over the midpoint to its high end.

    Parameters
    ----------
    code : a code of the declared scale
    scale : its limits are fixed by declaration, never taken from the data

    Returns
    -------
    str, ``#rrggbb``
    """
    reach = max(scale.high - scale.midpoint, scale.midpoint - scale.low)
    place = (code - scale.midpoint) / reach * 2 + 2
    below = min(int(place), 3)
    low, high = to_rgb(RAMP[below]), to_rgb(RAMP[below + 1])
    red, green, blue = (a + (b - a) * (place - below) for a, b in zip(low, high, strict=True))
    return to_hex((red, green, blue))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, 0 (black) … 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of WCAG 2, 1 … 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    bright, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def ink_on(ground: str) -> str:
    """Black or white, whichever reads better on ``ground``."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))
