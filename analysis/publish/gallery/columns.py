"""In which order a reader of a table wants its columns.

A frame begins with the keys that code joins by. Whoever reads, by eye or by ear, asks first whom
and what a row is about: these columns come first and name the row. Where it stands in the source
and what tables call it come last. The rest keeps the frame's order.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.charts.spoken import Spoken

#: What a row can be about.
SUBJECTS = frozenset(
    {"month", "date", "factor", "chain", "event", "claim", "scope", "from_actor", "to_actor"}
    | {"a", "b", "issue", "actor", "actors"}
)
#: Where it comes from; so do columns of keys, of lines and of sections.
ORIGINS = frozenset(("key", "source", "sources", "source_ids", "vintage", "until"))
MOST_NAMES = 2


def ordered(columns: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """The same columns: what a row is about, then what is said of it, then where it stands."""
    return tuple(sorted(columns, key=_rank))


def naming(columns: tuple[Spoken, ...]) -> int:
    """How many of the first columns, once ordered, name a row: one or two.

    The second does where it has words in every row.
    """
    first = takewhile(lambda column: _rank(column) == 0 and None not in column.words, columns)
    return min(max(len(list(first)), 1), MOST_NAMES)


def _rank(column: Spoken) -> int:
    if column.column in SUBJECTS and column.words.count(None) * 2 <= len(column.words):
        return 0
    of_place = column.column.endswith(("line", "section"))
    return 2 if column.key or column.column in ORIGINS or of_place else 1
