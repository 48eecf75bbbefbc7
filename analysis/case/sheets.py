"""The tables of a case as text, as the rules between tables read them.

The rules look at rows that the gate has passed, with their numbers in the file, and not at
frames: a table with a faulty cell has no frame, and its other rows are worth checking.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from analysis.case.contract import TABLES
from analysis.case.gate import Rows
from analysis.case.resource import Resource

Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class Sheets:
    """The tables that could be read, their declarations, and the names of the others."""

    tables: Mapping[str, Rows]
    resources: Mapping[str, Resource]
    unread: Collection[str]

    def sound(self, *names: str) -> bool:
        """Whether each table is absent or has the columns that the contract names."""
        return not any(name in self.unread or self._lacks_columns(name) for name in names)

    def _lacks_columns(self, name: str) -> bool:
        expected = TABLES[name].columns if name in TABLES else {}
        return name in self.tables and not set(expected) <= set(self.tables[name].header)

    def has(self, name: str) -> bool:
        """Whether the case has this table, with its columns."""
        return name in self.tables and self.sound(name)

    def rows(self, name: str) -> list[Row]:
        """The rows with their numbers in the file; none where the case lacks the table."""
        if not self.has(name):
            return []
        table = self.tables[name]
        return [
            (number, dict(zip(table.header, row, strict=True)))
            for number, row in enumerate(table.rows, start=2)
        ]

    def values(self, name: str, column: str) -> set[str]:
        """The values of a column, without the empty ones."""
        return {row[column] for _, row in self.rows(name)} - {""}

    def file(self, name: str) -> str:
        """The file of a table."""
        return self.resources[name].path

    def refers(self, name: str, column: str) -> bool:
        """Whether the column has a foreign key into a table at hand, and so has been checked."""
        keys = self.resources[name].foreign_keys
        return any(key.column == column and key.table in self.tables for key in keys)
