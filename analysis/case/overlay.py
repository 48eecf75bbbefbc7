"""Tables of which some are seen otherwise, each only when it is asked for.

A case coded otherwise, or one without what the record does not bear out, differs from the case
that was read in a few tables. To make them all at once would read tables that nobody asks for;
and a chart is drawn anew whenever a table changes that it has read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


class Overlaid(Mapping[str, "DataFrame"]):
    """Tables by name, some of them through a function.

    Parameters
    ----------
    tables : the tables below; there are as many here
    changes : name → what is made of the table of this name, if it is there; not of a copy, so the
        function must leave what it is given as it is

    Examples
    --------
    >>> tables = Overlaid({"actors": 1, "events": 2}, {"events": lambda n: n + 1, "votes": abs})
    >>> dict(tables)
    {'actors': 1, 'events': 3}
    """

    def __init__(
        self,
        tables: Mapping[str, DataFrame],
        changes: Mapping[str, Callable[[DataFrame], DataFrame]],
    ) -> None:
        self._tables = tables
        self._changes = changes
        self._made: dict[str, DataFrame] = {}

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self._changes:
            return self._tables[name]
        if name not in self._made:
            self._made[name] = self._changes[name](self._tables[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
