"""The settings under which every chart is drawn and saved.

They hold inside a ``with`` only: importing or drawing changes nothing for anybody else. Text is
never markup, so that a ``$`` in a label stays a ``$``; SVG carries its glyphs as paths and needs
no font; PDF keeps its text as text. A fixed salt gives the same SVG ids on every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl

from analysis.charts import fonts
from analysis.charts.palette import INK

SETTINGS: dict[Any, Any] = {
    "font.family": list(fonts.FAMILY),
    "font.size": 9.0,
    "text.color": INK,
    "text.hinting": "none",
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "stancebook",
    "pdf.fonttype": 42,
    "savefig.dpi": 300,
    "figure.dpi": 150,
}


@contextmanager
def style() -> Iterator[None]:
    """matplotlib's defaults, then ours, for as long as the ``with`` lasts."""
    fonts.register()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield
