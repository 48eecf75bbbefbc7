"""Long words, cut short where they are shown.

A label of two thousand characters is a mistake or an attack, but it may stand in a table, and
then one chart would fill the page of all. So every place shows at most so many characters, far
more than any label that was meant, and an ellipsis; the whole is one step away, in a part that
opens or, for a name, in its tooltip and in the chart's table.
"""

from __future__ import annotations

import unicodedata

#: The most characters of a heading or a name, a cell of a table, a passage, a citation.
NAME, CELL, PASSAGE, CITATION = 160, 300, 1000, 4000
ELLIPSIS = "…"
JOINER = "\u200d"
#: The first and last of the shades that an emoji takes.
SHADES = ("\U0001f3fb", "\U0001f3ff")
#: Marks, overrides and isolates that turn what follows them on a line.
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def bounded(text: str, most: int = PASSAGE) -> str:
    """At most so many characters of a text, the last an ellipsis where some are left out.

    A letter keeps its accents and a joined emoji is left out whole.

    >>> bounded("position", 8), bounded("positions", 8), bounded("e\u0301e\u0301", 2)
    ('position', 'positio…', '…')
    """
    if len(text) <= most:
        return text
    end = most - 1
    while end and _belongs(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def turning(text: str) -> bool:
    """Whether a text turns the direction of what stands beside it.

    >>> turning("שלום"), turning("\u202eabc")
    (False, True)
    """
    return not TURNING.isdisjoint(text)


def _belongs(text: str, at: int) -> bool:
    """Whether a character is part of the sign before it."""
    here, before = text[at], text[at - 1]
    accent = unicodedata.category(here)[0] == "M" or SHADES[0] <= here <= SHADES[1]
    return accent or JOINER in (here, before)
