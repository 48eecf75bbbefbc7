"""What the page tells machines: schema.org's JSON-LD of the data set and its images.

Only what the case and the charts declare is said: no identifier, address or name that does not
exist. Addresses of files are relative, so they hold wherever the folder is put.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.publish.outputs import LANGUAGES

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.gallery.entries import Entry, Telling

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
}
UNSTATED = "author not stated"


def linked_data(case: Case, shown: tuple[Entry, ...]) -> str:
    """JSON-LD fit to stand in a script element: no ``<``, ``>`` or ``&`` is in it."""
    graph = [_dataset(case, shown), *(_image(case, e, lang) for e in shown for lang in LANGUAGES)]
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1
    )
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _dataset(case: Case, shown: tuple[Entry, ...]) -> dict[str, Any]:
    declared = case.package.descriptor
    return _stated(
        {
            "@type": "Dataset",
            "@id": "#dataset",
            "name": case.title("en"),
            "alternateName": case.title("ja"),
            "description": declared.get("description"),
            "identifier": case.name,
            "version": case.version,
            "keywords": declared.get("keywords"),
            "inLanguage": list(LANGUAGES),
            "license": _licence(case),
            "creator": _creators(case),
            "isBasedOn": [_source(source) for source in declared.get("sources", [])],
            "distribution": [_media(e.data.path, "DataDownload") for e in shown if e.data],
        }
    )


def _image(case: Case, entry: Entry, lang: str) -> dict[str, Any]:
    told = entry.told[lang]
    other = [file.path for file in told.files if file.path != told.file]
    return _stated(
        {
            "@type": "ImageObject" if told.file else "CreativeWork",
            "@id": f"#{entry.key if lang == 'en' else f'{lang}-{entry.key}'}",
            "name": told.caption.title,
            "caption": told.caption.note,
            "description": _described(told, lang),
            "inLanguage": lang,
            "identifier": told.caption.identity,
            "creditText": told.citations["credit"],
            "license": _licence(case),
            "creator": _creators(case),
            "isPartOf": {"@id": "#dataset"},
            "contentUrl": told.file,
            "encodingFormat": TYPES[told.file.rpartition(".")[2]] if told.file else None,
            "encoding": [_media(path, "MediaObject") for path in other],
        }
    )


def _described(told: Telling, lang: str) -> str:
    """The alt text, and what of the rows is in doubt."""
    return (" " if lang == "en" else "").join(filter(None, (told.caption.alt, told.doubt)))


def _media(path: str, kind: str) -> dict[str, Any]:
    return {
        "@type": kind,
        "contentUrl": path,
        "encodingFormat": TYPES[path.rpartition(".")[2]],
    }


def _licence(case: Case) -> str | None:
    licences = case.package.descriptor.get("licenses", [])
    return next((licence["path"] for licence in licences if licence.get("path")), None)


def _creators(case: Case) -> list[dict[str, Any]]:
    people = case.package.descriptor.get("contributors", [])
    return [{"@type": "Organization", "name": person["title"]} for person in people]


def _source(source: dict[str, Any]) -> dict[str, Any]:
    author = source.get("author")
    known = author and author != UNSTATED
    return _stated(
        {
            "@type": "CreativeWork",
            "name": source.get("title"),
            "alternateName": source.get("title_ja"),
            "inLanguage": source.get("language"),
            "author": {"@type": "Organization", "name": author} if known else None,
            "url": source.get("path"),
        }
    )


def _stated(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without what nobody states."""
    return {name: value for name, value in entry.items() if value not in (None, "", [])}
