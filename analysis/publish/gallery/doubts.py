"""What the public record leaves in doubt, said wherever a chart is shown or summed up.

A closed cell, an index and a machine's description all show less than the chart: whoever reads
only them must not take a doubted position for a fact. So each cell bears the marks of its row
with words for those who do not see them, and each chart says how many of its rows bear one. The
marks are those of :mod:`analysis.charts.record_marks`; *not found* is absent from the sources
searched, never disproved.
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
COUNTED = Text(
    "{substance} of {rows} rows {be} not borne out by the public record; {quotation} with a "
    "quotation not found (not found: absent from the sources searched).",
    "{rows}行のうち公的記録による裏づけなし{substance}行、引用の文言が見当たらないもの{quotation}行"
    "（見当たらないとは、調べた典拠にないこと）。",
)


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


def counted(frame: pd.DataFrame, lang: Lang) -> str | None:
    """How many rows of a frame bear each mark, in a sentence; None where none does.

    A row that names several units, each with its own marks, counts once for each kind.

    Examples
    --------
    >>> rows = {"not_borne_out": [True, False, None], "quotation_not_found": [False, False, None]}
    >>> counted(pd.DataFrame(rows), "en").partition(";")[0]
    '1 of 3 rows is not borne out by the public record'
    """
    substance, quotation = (
        _rows(frame, column) for column in ("not_borne_out", "quotation_not_found")
    )
    if not substance and not quotation:
        return None
    be = "is" if substance == 1 else "are"
    facts = {"rows": len(frame), "substance": substance, "quotation": quotation, "be": be}
    return COUNTED(lang, facts)


def _rows(frame: pd.DataFrame, kind: str) -> int:
    """Rows with a mark of a kind, on any of their units."""
    columns = [column for column in map(str, frame) if f"_{column}".endswith(f"_{kind}")]
    return int(frame[columns].eq(True).fillna(False).any(axis=1).sum())
