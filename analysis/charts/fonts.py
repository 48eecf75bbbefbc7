"""Two faces, and how wide a text is in them.

Charts carry English, Japanese and Ukrainian names. DejaVu Sans comes first and lends its Latin
and Cyrillic; IPAexGothic lends what DejaVu lacks. The second is taken from its package as a
file: importing that package would change matplotlib's global font. Widths are summed from the
faces' own advances, so that a text can be wrapped before anything is drawn.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags

FAMILY = ("DejaVu Sans", "IPAexGothic")
MM_PER_POINT = 25.4 / 72
UNIT = 64.0


@cache
def files() -> tuple[Path, ...]:
    """The font files, in the order in which a glyph is looked for."""
    japanese = find_spec("matplotlib_fontja")
    if japanese is None or japanese.origin is None:
        raise RuntimeError("matplotlib-fontja is not installed: no Japanese glyphs")
    return (
        Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf",
        Path(japanese.origin).parent / "fonts" / "ipaexg.ttf",
    )


@cache
def register() -> None:
    """Make the Japanese face known to matplotlib, once."""
    font_manager.fontManager.addfont(str(files()[1]))


def missing(text: str) -> str:
    """The characters of ``text`` that neither face can draw, each once."""
    lacking = {c for c in text if _advance(c) is None and unicodedata.category(c)[0] not in "CZ"}
    return "".join(sorted(lacking))


def width(text: str, size: float) -> float:
    """Width of one line of text.

    Parameters
    ----------
    text : a line; characters that no face has count as a full square
    size : points

    Returns
    -------
    millimetres
    """
    em = sum(1.0 if (a := _advance(c)) is None else a for c in text)
    return em * size * MM_PER_POINT


@cache
def _advance(character: str) -> float | None:
    """Advance in em, 0 for controls, None where no face has the glyph."""
    if unicodedata.category(character) in ("Cf", "Cc", "Mn"):
        return 0.0
    for path in files():
        face = font_manager.get_font(str(path))
        if face.get_char_index(ord(character)):
            face.set_size(UNIT, 72)
            glyph = face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
            return float(glyph.linearHoriAdvance / 65536 / UNIT)
    return None
