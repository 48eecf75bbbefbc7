"""An identity that someone typed off an image.

Nobody types a middle dot. What counts is the hash of eight characters; the rest may be left out
or spaced otherwise, but what is there has to agree with it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from analysis.publish import claims
from analysis.publish.identities import READING, Row
from analysis.publish.published import ALTERED, STRANGE, Records, Verdict

HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?![0-9a-z])")


def is_typed(word: str) -> bool:
    """Whether a word may be meant as an identity."""
    typed = _plain(word)
    return bool(HASH.search(typed)) or " data " in typed


def of_identity(word: str, records: Records) -> Verdict:
    """The answer for an identity, in whatever spacing and case it was typed."""
    typed = _plain(word)
    if READING.search(typed):
        return Verdict(STRANGE, "a reader's own version of the data, never published")
    hashes = HASH.findall(typed)
    rows = [row for row in records.rows if row.fingerprint in hashes]
    if not hashes:
        return Verdict(STRANGE, "its hash is missing: eight characters, 0-9 and a-f")
    if not rows:
        return Verdict(STRANGE, f"no published chart has the hash {hashes[-1]}")
    fitting = [row for row in rows if not _unlike(typed, row, records)]
    if row := records.best(fitting):
        return records.version(_chart(row), "the identity is in the record")
    other = records.best(rows) or rows[0]
    return Verdict(
        ALTERED, f"the hash is that of {other.identity}, {_unlike(typed, other, records)}"
    )


def _unlike(typed: str, row: Row, records: Records) -> str:
    """What of a typed identity is not this chart's; empty where all agrees."""
    keys = {other.key for other in records.rows if _names(other.key, typed)}
    if keys and row.key not in keys:
        return f"not of {min(keys)}"
    case = re.search(r"([\w.-]+) ?/", typed)
    if case and case[1] != _plain(row.case):
        return f"not of {claims.line(case[1])}"
    version = re.search(r"\bdata ?:? ?([^\s·•|,;]+)", typed)
    if version and version[1] != _plain(row.version).split(" ")[0]:
        return f"not data {claims.line(version[1])}"
    return ""


def _names(key: str, typed: str) -> bool:
    spaced = "[ _-]?".join(map(re.escape, key.split("_")))
    return bool(re.search(rf"(?<![\w-]){spaced}(?![\w-])", typed))


def _chart(row: Row) -> Row:
    return replace(row, path="", bare="false")


def _plain(text: str) -> str:
    """A text as it is compared: half-width, small letters, one kind of dash and of space."""
    plain = unicodedata.normalize("NFKC", text[:1000]).casefold()
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2015\u2212]", "-", plain)).strip()
