"""Headline capitals, as the Chicago Manual of Style has them for titles (17th ed., 8.159).

The first and the last word and every other take a capital, but articles, prepositions, *and*,
*but*, *for*, *or*, *nor*, *to* and *as*. Words that are more often part of a verb than prepositions
(*out*, *about*, *down*) count as that. What has a capital, a digit or a sign in it stays: a name,
an abbreviation, a number, the name of a file. Charts have their findings in sentence case, which
the other styles keep. Titles of others are theirs, and stay too.
"""

from __future__ import annotations

import re

SMALL = frozenset(
    {"a", "an", "the", "and", "but", "for", "or", "nor", "to", "as"}
    | {"above", "across", "after", "against", "along", "among", "around", "at", "before", "behind"}
    | {"below", "between", "beyond", "by", "despite", "during", "from", "in", "into", "near", "of"}
    | {"on", "onto", "per", "since", "through", "under", "until", "upon", "via", "with", "within"}
    | {"without", "vs"}
)
# A word by itself, or after a hyphen, with the marks that may stand around it.
WORD = re.compile(r"(?<![^\s(“‘\"-])([a-z][a-z’']*)(?=[\s,;:.?!)”’\"-]*(?:\s|$)|-[A-Za-z])")


def headline(title: str) -> str:
    """The title with capitals.

    >>> headline("No coding closes the gap on Russia policy: a well-told tale of sources.csv")
    'No Coding Closes the Gap on Russia Policy: A Well-Told Tale of sources.csv'
    """
    last = len(title.rstrip(' .?!)”’"'))

    def capital(found: re.Match[str]) -> str:
        before = title[: found.start()].rstrip(' (“‘"')
        begins = not before or before.endswith((":", "?", "!", "—"))
        joined = title[found.start() - 1 : found.start()] == "-" and title[found.end() :][:1] != "-"
        outer = begins or joined or found.end() == last
        small = found[1] in SMALL and not outer
        return found[1] if small else found[1][:1].upper() + found[1][1:]

    return WORD.sub(capital, title)
