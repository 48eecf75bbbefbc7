"""The references of all charts of a case, in both languages, for one import into a manager.

Each chart and each source has an entry a language, the sources once and not once a chart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis import charts
from analysis.publish.citation.exchange import FORMATS
from analysis.publish.citation.reference import Reference, chart_reference, source_references
from analysis.publish.manifest import Manifest

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang

LANGUAGES: tuple[Lang, ...] = ("en", "ja")
#: File → the format in which it is written.
FILES = {"citations.bib": "bibtex", "citations.ris": "ris", "citations.json": "csl-json"}


def citations(case: Case, folder: Path, known: Manifest) -> dict[str, bytes]:
    """The files of references, as bytes; they do not depend on the folder."""
    found = all_references(case)
    return {file: FORMATS[style](found).encode() for file, style in FILES.items()}


def all_references(case: Case) -> list[Reference]:
    """Every chart that the case can bear, by key, then its sources; both languages of each."""
    drawable = [
        chart
        for chart in (getattr(charts, key) for key in charts.KEYS)
        if all(case.has(table) for table in chart.tables)
    ]
    found = []
    for chart in drawable:
        frame = chart.frame(case)
        found += [chart_reference(chart, case, lang, frame) for lang in LANGUAGES]
    for pair in zip(*(source_references(case, lang) for lang in LANGUAGES), strict=True):
        found += pair
    return found
