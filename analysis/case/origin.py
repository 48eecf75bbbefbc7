"""Who made a case, when, and from what, as far as its declaration says so.

References to its charts are made of these words, so what stands there must be usable: a day that
is one, a text that is one. All of it may be missing; then a reference says less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from analysis.case.days import exists
from analysis.case.problem import choices, shown

LISTS = ("licenses", "sources", "contributors")
WORDS = ("title", "headline", "medium", "author", "publisher", "language", "path", "type")
#: What else may be said of a source; a word that nothing reads would be lost unnoticed.
FURTHER = ("published", "sha256", "email")
#: What is looked for by these words, and how like one of them another is that is not read.
READ, ALIKE = (*LISTS, "released", "resources"), 0.85
#: By which word an entry is named, and how one looks.
NAMED = {
    "contributors": (("title",), '{"title": "NAME", "role": "author"}'),
    "licenses": (("name", "title"), '{"name": "CC-BY-4.0"}'),
}
DATES = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
#: What a source may be, in the words of the Citation Style Language.
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast",
    "chapter", "dataset", "document", "interview", "legislation", "manuscript", "post",
    "post-weblog", "report", "speech", "treaty", "webpage",
)  # fmt: skip


def origin_faults(declared: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the origin that a declaration states, each with what is allowed."""
    if "released" in declared and not _is_day(declared["released"]):
        yield f"released is {shown(declared['released'])}", "a day, YYYY-MM-DD"
    for key in declared:
        for meant in get_close_matches(key.casefold(), READ, 1, ALIKE):
            if key != meant:
                yield f"{shown(key)} is not read", f"{meant}, if that is meant; else another word"
    for key in LISTS:
        entries = declared.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
            example = f", as [{NAMED[key][1]}]" if key in NAMED else ""
            yield f"{key} is {shown(entries)}", f"a list of objects{example}"
            continue
        for n, entry in enumerate(entries, start=1):
            found = [*_entry_faults(entry), *_unnamed(key, entry)]
            found += _unread(entry) if key == "sources" else ()
            for wrong, allowed in found:
                yield f"{key}, entry {n}: {wrong}", allowed


def _unnamed(key: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    words, example = NAMED.get(key, ((), ""))
    if words and not any(str(entry.get(word, "")).strip() for word in words):
        yield f"no {' and no '.join(words)}, by which it is stated", f"as in {example}"
    if "name" in words and not isinstance(entry.get("name", ""), str):
        yield f"name is {shown(entry['name'])}", "a text"


def _unread(source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = {*WORDS, *FURTHER, *(f"{word}_{lang}" for word in WORDS for lang in ("en", "ja"))}
    for key in source:
        if key not in known:
            allowed = f"one of {choices([*WORDS, *FURTHER])}; the first eight also with _en or _ja"
            yield f"{shown(key)} is not read", allowed


def _entry_faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        word, _, lang = key.rpartition("_")
        if (key in WORDS or (word in WORDS and lang in ("en", "ja"))) and not isinstance(
            value, str
        ):
            yield f"{key} is {shown(value)}", "a text"
    published, kind = entry.get("published", "2000"), entry.get("type", TYPES[0])
    if not isinstance(published, str) or not _is_date(published):
        yield f"published is {shown(published)}", "YYYY, YYYY-MM or YYYY-MM-DD"
    path = entry.get("path")
    if isinstance(path, str) and ":" in path and not path.startswith(("https://", "http://")):
        yield f"path is {shown(path)}", "an address that begins with https:// or http://"
    if isinstance(kind, str) and kind not in TYPES:
        yield f"type is {shown(kind)}", "one of " + choices(TYPES)


def _is_date(value: str) -> bool:
    return bool(re.fullmatch(DATES, value)) and (len(value) == 4 or exists(value))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
