"""Text from data, made fit to stand in a line of somebody else's document.

A reference is one line, and what follows it must read as it was written. So line ends become
spaces, control characters go, and a direction mark that a label opens is closed with the label:
an unclosed one would turn round the words behind it. Nothing else is changed; what a format
cannot hold as it stands is escaped by that format.
"""

from __future__ import annotations

import re
import unicodedata

from analysis.charts.bidi import balanced

_KEPT_SPACES = "\u00a0\u3000"
# Breaks set by hand for a tile, and byte-order marks.
_UNSEEN = "\u200b\ufeff"


def plain(text: object) -> str:
    r"""The text on one line, with nothing that a reader cannot see but feels.

    >>> plain(" a\r\nb\x00\u200b ")
    'a b'
    """
    characters = "".join(map(_character, str(text)))
    return balanced(re.sub(" +", " ", characters).strip(" "))


def _character(character: str) -> str:
    if character in _KEPT_SPACES:
        return character
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind == "Cc" or character in _UNSEEN else character
