"""What the public record leaves in doubt, said on a cell before it is opened.

A closed cell shows less than the chart: whoever reads only that must not take a doubted position
for a fact. So each cell bears the marks of its row, with words for those who do not see them. The
marks are those of :mod:`analysis.charts.record_marks`; how many a chart bears is said by
:mod:`analysis.charts.doubts`. *Not found* is absent from the sources searched, never disproved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.record import Text
from analysis.charts.record_marks import glyphs
from analysis.charts.record_words import NOT_BORNE_OUT, QUOTATION_NOT_FOUND, STATUSES

if TYPE_CHECKING:
    from analysis.charts.view import Lang

SUBSTANCE = Text("{doubt}: {meaning}", "{doubt}：{meaning}")
AND = Text("; ", "、")


@dataclass(frozen=True)
class Mark:
    """The marks of a row: what is seen, and the same in words."""

    glyphs: str
    words: str


def mark(row: pd.Series, lang: Lang) -> Mark | None:
    """The marks of a row of a frame; None where it bears none or was not checked.

    Examples
    --------
    >>> row = {"status": "contradicted", "not_borne_out": True, "quotation_not_found": False}
    >>> mark(pd.Series(row), "en")
    Mark(glyphs='✕', words='substance not borne out: contradicted by the record')
    """
    signs = glyphs(row)
    if not signs:
        return None
    substance, quotation = (
        pd.notna(row[column]) and bool(row[column])
        for column in ("not_borne_out", "quotation_not_found")
    )
    words = []
    if substance:
        meaning = STATUSES[row["status"]].meaning(lang)
        words.append(SUBSTANCE(lang, {"doubt": NOT_BORNE_OUT(lang), "meaning": meaning}))
    if quotation:
        words.append(QUOTATION_NOT_FOUND(lang))
    return Mark(signs, AND(lang).join(words))
