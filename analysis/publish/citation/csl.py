"""References as CSL-JSON, for Zotero, Pandoc and whatever formats by the Citation Style Language.

An undated source has no ``issued``; styles then write *n.d.* of themselves. Names are literal,
never taken apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from analysis.publish.citation.reference import Reference


def csl_json(references: Sequence[Reference]) -> str:
    """A list of items, indented."""
    return json.dumps(csl_items(references), ensure_ascii=False, indent=2) + "\n"


def csl_items(references: Sequence[Reference]) -> list[dict[str, Any]]:
    """An item a reference, with the fields of the CSL data schema."""
    return [_item(ref) for ref in references]


def _item(ref: Reference) -> dict[str, Any]:
    fields = {
        "id": ref.key,
        "type": ref.type,
        "author": [{"literal": name} for name in ref.authors],
        "title": ref.title,
        "translated-title": ref.translation,
        "container-title": ref.container,
        "issued": {"date-parts": [[int(part) for part in ref.date.split("-")]]}
        if ref.date
        else None,
        "version": ref.version,
        "medium": ref.medium,
        "publisher": ref.publisher,
        "note": ref.identity,
        "language": ref.language,
        "URL": ref.url,
    }
    return {name: value for name, value in fields.items() if value}
