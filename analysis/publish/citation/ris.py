"""References as RIS, which every reference manager reads.

A field is a line: two letters, two spaces, a hyphen, a space, the text. Text on one line cannot
break out of its field. Authors end in a comma, by which EndNote knows a name in one piece from
a given name and a family name; other programs drop it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.publish.citation.prose import UNDATED
from analysis.publish.citation.reference import Reference

# Types of RIS for those of the Citation Style Language; all else is generic.
TYPES = {"graphic": "CHART", "webpage": "ELEC", "article-newspaper": "NEWS", "dataset": "DATA"}


def ris(references: Sequence[Reference]) -> str:
    """An entry a reference, a blank line between them."""
    return "\n".join(
        "".join(f"{tag}  - {text}\n" for tag, text in _fields(ref) if text) + "ER  - \n"
        for ref in references
    )


def _fields(ref: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(ref.type, "GEN")
    yield "ID", ref.key
    for name in ref.authors:
        yield "AU", f"{name},"
    yield "TI", ref.title
    yield "TT", ref.translation
    yield "T2", ref.container
    yield "PY", ref.year
    yield "DA", ref.date.replace("-", "/")
    yield "ET", ref.version
    yield "M3", ref.medium
    yield "PB", ref.publisher
    yield "N1", ref.identity or ("" if ref.date else UNDATED(ref.lang).capitalize())
    yield "LA", ref.language
    yield "UR", ref.url
