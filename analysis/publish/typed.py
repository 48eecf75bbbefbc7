"""An identity that someone typed off an image.

Nobody types a middle dot. So case, spaces, and the kind of hyphen and of stop between the parts
do not count, the parts may be left out or change places, and the words that stand around an
identity in print may stand there. The hash of eight characters has to be there, and all else has
to belong to its chart: a true hash beside another chart's name, another version or a claim that
is no part of an identity would lend its truth to them. Letters count as they are: one that only
looks like another is another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from analysis.publish import claims
from analysis.publish.identities import READING, Row
from analysis.publish.published import ALTERED, STRANGE, Records, Verdict

HASH = re.compile(r"[0-9a-f]{8}")
LONGEST = 1000
#: What stands around an identity where it is printed, and names nothing.
AROUND = frozenset(
    {"stancebook", "contributors", "chart", "figure", "fig", "図", "version", "licence", "license"}
    | {"identity", "identifier", "id", "識別子"}
)
# Between words: spaces, controls, and every mark but those that are letters, digits or signs.
SEPARATE = ("Z", "C", "P")
SIGNS = frozenset("|+<>=~^`$")


def is_typed(word: str) -> bool:
    """Whether a word may be meant as an identity, and not as the name of a file."""
    words = _words(unicodedata.normalize("NFKC", word[:LONGEST]))
    named = re.search(r"\.(png|svg|pdf|csv|zip)$", word.strip(), re.IGNORECASE)
    return not named and (any(map(HASH.fullmatch, words)) or "data" in words)


def of_identity(word: str, records: Records) -> Verdict:
    """The answer for an identity, in whatever spacing and case it was typed."""
    if READING.search(_small(word)):
        return Verdict(STRANGE, "a reader's own version of the data, never published")
    if len(word) > LONGEST:
        return Verdict(STRANGE, "longer than any identity")
    typed = _words(word)
    hashes = [part for part in typed if HASH.fullmatch(part)]
    if not hashes:
        said = "its hash is missing: eight characters, 0-9 and a-f"
        return Verdict(STRANGE, f"{said}{_look_alike(typed)}")
    rows = [row for row in records.rows if row.fingerprint in hashes]
    if not rows:
        return Verdict(STRANGE, f"no published chart has the hash {hashes[-1]}")
    charts = {row.identity: row for row in rows}
    left = {identity: _left(typed, identity, row) for identity, row in charts.items()}
    if row := records.best(row for row in rows if not left[row.identity]):
        return records.version(replace(row, path="", bare="false"), "the identity is in the record")
    fewest = min(map(len, left.values()))
    other = records.best(row for row in rows if len(left[row.identity]) == fewest) or rows[0]
    strange = left[other.identity]
    said = claims.line(" ".join(strange))
    why = f"but “{said}” is no part of it{_look_alike(strange)}; give the identity alone"
    return Verdict(ALTERED, f"the hash is that of {other.identity}, {why}")


def _left(typed: list[str], identity: str, row: Row) -> list[str]:
    """The words that were typed and do not belong to an identity; each part may occur once."""
    left = list(typed)
    version, licence = _words(row.version), _words(identity.rpartition(" · ")[2])
    parts = [_words(row.case), _words(row.key), [row.fingerprint], licence]
    for part in sorted(parts, key=len, reverse=True):
        _take(left, part)
    if not _take(left, ["data", *version]):
        _take(left, version)
        _take(left, ["data"])
    return [word for word in left if word not in AROUND]


def _take(left: list[str], part: list[str]) -> bool:
    """Take away the first place where the words of a part stand in a row; whether there is one."""
    for at in range(len(left) - len(part) + 1):
        if part and left[at : at + len(part)] == part:
            del left[at : at + len(part)]
            return True
    return False


def _small(text: str) -> str:
    """The text with A to Z in small letters; no other letter has a twin among them."""
    composed = unicodedata.normalize("NFC", text[: LONGEST + 1])
    return "".join(c.lower() if c.isascii() else c for c in composed)


def _words(text: str) -> list[str]:
    """Its words in order; a full stop between digits or letters stays, as in a version."""
    small = _small(text)
    kept = "".join(c if c == "." or not _separates(c) else " " for c in small)
    return [word for part in kept.split() if (word := part.strip("."))]


@cache
def _separates(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind.startswith(SEPARATE) or character in SIGNS


def _look_alike(words: Iterable[str]) -> str:
    """The first letter that is none of English, by its name, where there is one."""
    for character in "".join(words):
        if not character.isascii() and unicodedata.category(character)[0] in "LN":
            name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
            return f"; it holds {claims.line(character)}, {name}"
    return ""
