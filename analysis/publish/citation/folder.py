"""The references of all charts of a case, in both languages, for one import into a manager.

Each chart and each source has an entry a language, the sources once and not once a chart. The
public record has one for each chart that cites a part of it, and one for those that cite no part.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis import charts
from analysis.publish.citation.exchange import FORMATS
from analysis.publish.citation.reference import Reference, references, source_references
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
    """Every chart that the case can bear, by key, then what they name; both languages of each."""
    drawable = [
        chart
        for chart in (getattr(charts, key) for key in charts.KEYS)
        if all(case.has(table) for table in chart.tables)
    ]
    found: list[Reference] = []
    named: list[Reference] = []
    for pair in zip(*(source_references(case, lang) for lang in LANGUAGES), strict=True):
        named += pair
    for chart in drawable:
        frame = chart.frame(case)
        of_chart = [references(chart, case, lang, frame) for lang in LANGUAGES]
        first, *others = zip(*of_chart, strict=True)
        found += first
        named += [ref for pair in others for ref in pair]
    return found + list({ref.key: ref for ref in named}.values())
