"""References for programs, each format by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.publish.citation.bibtex import bibtex
from analysis.publish.citation.csl import csl_json
from analysis.publish.citation.reference import Reference
from analysis.publish.citation.ris import ris

FORMATS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


def written(references: Sequence[Reference], style: str) -> str:
    """The references in one of the formats, without a line end at the end."""
    return FORMATS[style](references).rstrip("\n")
