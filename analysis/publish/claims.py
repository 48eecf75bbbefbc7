"""What a file says it is, read without trusting it.

A file that comes back may have been saved anew, cut, doctored, or made to do harm. So the kind is
told from its first bytes and not from its name; nothing is decoded beyond a limit; and of all
that it says only one thing is taken, the identity. That it says so proves nothing: anyone can
write it. It tells a changed copy of ours from a stranger.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat

from analysis.publish.budget import Budget
from analysis.publish.chunks import bounded
from analysis.publish.pixels import opened

PNG, PDF, SVG, TEXT = "PNG", "PDF", "SVG", "text"
MARK = " · data "
# What stands before the mark, read backwards so that nothing is tried twice, and from it on.
BEFORE = re.compile(r"\w{1,100}/[^\s/·\x00<>]{1,100}")
FROM = re.compile(r" · data [^\x00\n<>]{1,100}? · [0-9a-f]{8}\b")
AROUND = 400
# Places that are looked at, in a text or in a PDF.
MOST = 1000
# What is inflated of a PDF, at most: a stream, and all together.
STREAM, STREAMS = 1 << 20, 1 << 24
LONGEST = 160
# Texts of a PDF that have escapes in them or are in hexadecimal digits.
STRING = re.compile(rb"\(((?:[^()\\]++|\\.)++)", re.DOTALL)
STRINGS, LENGTH = 100_000, 100_000
# What a text costs beside its length.
EACH = 500
HEXED = re.compile(rb"<((?i:feff)[0-9A-Fa-f\s]{1,20000})>")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Harmful(ValueError):
    """A file that would grow when it is read."""


def kind(content: bytes) -> str:
    """What a file is, by its first bytes."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if b"%PDF-" in content[:1024]:
        return PDF
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return SVG if head.startswith(b"<") and b"<svg" in content[:65536] else TEXT


def claim(content: bytes) -> str | None:
    """The identity that a file's metadata hold, without licence; None where there is none.

    Raises
    ------
    OSError, SyntaxError, ValueError : it cannot be read as what it seems to be
    analysis.publish.budget.TooMuch : it was made to be slow
    """
    readers = {PNG: _in_png, SVG: _in_svg, PDF: _in_pdf}
    reader = readers.get(kind(content))
    return reader(content) if reader else None


def found(text: str, budget: Budget | None = None) -> str | None:
    """The first identity in a text.

    Parameters
    ----------
    budget : is paid for the text and for each place in it that is looked at

    >>> found("Chart a/b · data 1.0 · 0123abcd · CC BY 4.0")
    'a/b · data 1.0 · 0123abcd'
    """
    budget = budget or Budget()
    budget.spend(len(text))
    at = -1
    for _ in range(MOST):
        at = text.find(MARK, at + 1)
        if at < 0:
            break
        budget.spend(AROUND)
        behind = FROM.match(text, at, at + AROUND)
        before = BEFORE.match(text[max(0, at - AROUND) : at][::-1]) if behind else None
        if behind and before:
            return before.group()[::-1] + behind.group()
    return None


def line(text: str) -> str:
    """A stranger's text, safe to print: on one line, without controls, not longer than a line."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text[:1000])
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _in_png(content: bytes) -> str | None:
    bounded(content)
    with opened(content) as image:
        said = image.info.get("Identifier")
        return found(said) if isinstance(said, str) else None


def _in_svg(content: bytes) -> str | None:
    pieces: list[str] = []
    inside = False

    def start(name: str, _: object) -> None:
        nonlocal inside
        inside = name.rpartition(" ")[2] == "identifier"

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def text(words: str) -> None:
        if inside and len(pieces) < AROUND:
            pieces.append(words)

    def entity(*_: object) -> None:
        raise Harmful("it declares entities, as harmful files do")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is no XML: {error}") from error
    # A chart prints its identity, and its SVG notes beside the shapes what they spell.
    return found("".join(pieces)) or found(content.decode("utf-8", "replace"))


def _in_pdf(content: bytes) -> str | None:
    budget = Budget()
    for part in (content, *_inflated(content)):
        for text in _readings(part, budget):
            if said := found(text, budget):
                return said
    return None


def _readings(part: bytes, budget: Budget) -> Iterator[str]:
    """A part of a PDF in the ways in which it may write a text."""
    budget.spend(len(part))
    yield part.decode("utf-8", "replace")
    yield part.decode("latin-1")
    for string in islice(STRING.finditer(part), STRINGS):
        budget.spend(EACH)
        if string[1].startswith((b"\\376\\377", b"\xfe\xff")) or b"\\267" in string[1]:
            plain = ESCAPE.sub(_unescaped, string[1][:LENGTH])
            utf_16 = plain.startswith(b"\xfe\xff")
            yield plain.decode("utf-16-be" if utf_16 else "latin-1", "replace")
    for side in (0, 1):
        yield part[side:].decode("utf-16-be", "replace")
    for hexed in islice(HEXED.finditer(part), MOST):
        digits = re.sub(rb"\s", b"", hexed[1])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode()).decode("utf-16-be", "replace")


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else CONTROLS.get(code, code)


def _inflated(content: bytes) -> Iterator[bytes]:
    left = STREAMS
    for start in islice(re.finditer(rb"stream\r?\n", content), MOST):
        if left <= 0:
            return
        packed = content[start.end() : start.end() + STREAM]
        try:
            part = zlib.decompressobj().decompress(packed, min(STREAM, left))
        except zlib.error:
            continue
        left -= len(part)
        yield part
