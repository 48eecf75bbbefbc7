"""Direction marks that end where their text ends.

A label may open an embedding, an override or an isolate and leave it open, or close one that it
did not open: the words behind it, of somebody else, would then be turned round, or lose the
direction that was set for them. So a text is made to close all that it opens and nothing more,
before it is set beside another one. The characters and their rules are those of Unicode Standard
Annex 9, sections 2.2 to 2.5 and 3.3.2.
"""

from __future__ import annotations

import re

POP, POP_ISOLATE = "\u202c", "\u2069"
CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", POP)
CLOSED_BY |= dict.fromkeys("\u2066\u2067\u2068", POP_ISOLATE)
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def balanced(text: str) -> str:
    r"""The text with every direction mark closed, and without those that close nothing.

    >>> ascii(balanced("a\u2067b")), ascii(balanced("a\u202c\u2069b"))
    ("'a\\u2067b\\u2069'", "'ab'")
    """
    if not MARKS.search(text):
        return text
    made: list[str] = []
    waiting: list[str] = []
    for character in text:
        if character in CLOSED_BY:
            waiting.append(CLOSED_BY[character])
        elif character == POP_ISOLATE:
            # It closes the embeddings inside the isolate, too.
            while POP_ISOLATE in waiting and waiting[-1] != POP_ISOLATE:
                made.append(waiting.pop())
            if POP_ISOLATE not in waiting:
                continue
            waiting.pop()
        elif character == POP:
            if not waiting or waiting[-1] != POP:
                continue
            waiting.pop()
        made.append(character)
    return "".join([*made, *reversed(waiting)])
