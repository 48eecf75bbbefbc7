"""Lines of a given width, in English and in Japanese.

matplotlib breaks lines at spaces, and Japanese has none. Here a text is cut into pieces that
should stay whole (words, or Japanese phrases as budoux finds them), the pieces are set line by
line within a measured width, and a piece too wide for any line is cut between characters. A
U+200B in a text says where to break and overrules budoux, which errs now and then. Characters
that may not begin or end a line (kinsoku) are kept where they belong. Where asked, the lines
are evened out: of all widths that need no more lines, the smallest is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from analysis.charts.fonts import width

if TYPE_CHECKING:
    import budoux

BREAK = "\u200b"
NOT_FIRST = (
    "、。，．・：；？！ー〜…‥’”）〕］｝〉》」』】々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ"
    ",.:;?!)]}%"
)
NOT_LAST = "（〔［｛〈《「『【‘“([{"
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
ELLIPSIS = "…"
STEP = 0.5


def wrap(
    text: object, room: float, size: float, most: int | None = None, even: bool = False
) -> list[str]:
    """Lines of ``text`` no wider than ``room``.

    Parameters
    ----------
    text : a paragraph, in which a newline counts as a space; NA where there is none
    room : millimetres
    size : points
    most : lines at the most; what is left over is cut, and the last line ends in …
    even : lines of like width, as labels want them; else each line as full as it can be

    Returns
    -------
    list of str, empty for an empty text and for a missing one

    Examples
    --------
    >>> wrap("Keeps economic sanctions", 30, 9)
    ['Keeps economic', 'sanctions']
    """
    if not isinstance(text, str):
        return []
    pieces = _pieces(" ".join(text.split()))
    lines = _set(pieces, room, size)
    if most is not None and len(lines) > most:
        return [*_stripped(lines[: most - 1]), _cut("".join(lines[most - 1 :]), room, size)]
    return _stripped(_evened(pieces, lines, room, size) if even else lines)


def _stripped(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _evened(pieces: list[str], lines: list[str], room: float, size: float) -> list[str]:
    widest_piece = max((width(piece.rstrip(), size) for piece in pieces), default=0.0)
    while room - STEP >= widest_piece:
        room -= STEP
        closer = _set(pieces, room, size)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _cut(text: str, room: float, size: float) -> str:
    lengths = range(1, len(text) + 1)
    fitting = bisect_left(lengths, True, key=lambda n: width(text[:n] + ELLIPSIS, size) > room)
    return text[:fitting].rstrip() + ELLIPSIS


def _pieces(text: str) -> list[str]:
    """Parts that stay whole; a space belongs to the end of the part before it."""
    if BREAK in text:
        parts = text.split(BREAK)
    elif JAPANESE.search(text):
        parts = [part for phrase in _parser().parse(text) for part in _at_spaces(phrase)]
    else:
        parts = _at_spaces(text)
    pieces: list[str] = []
    for part in filter(None, parts):
        if pieces and _belong_together(pieces[-1][-1], part[0]):
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _belong_together(last: str, first: str) -> bool:
    """Whether no line may end between these two characters; budoux cuts numbers now and then."""
    run = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
    return run or first in NOT_FIRST or last in NOT_LAST


def _at_spaces(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def _set(pieces: list[str], room: float, size: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if width((lines[-1] + piece).rstrip(), size) <= room:
            lines[-1] += piece
        elif width(piece.rstrip(), size) <= room:
            lines.append(piece)
        else:
            for character in piece:
                full = width(lines[-1] + character, size) > room
                if full and character not in NOT_FIRST and lines[-1][-1:] not in NOT_LAST:
                    lines.append("")
                lines[-1] += character
    return lines


@cache
def _parser() -> budoux.Parser:
    import budoux

    return budoux.load_default_japanese_parser()
