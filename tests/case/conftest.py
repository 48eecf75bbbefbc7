"""A copy of the toy case that a test may spoil, one cell or one byte at a time."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.case import check_case


class Spoilt:
    """A case in a folder of its own; rows are counted as in the file, the header being 1."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bytes(self, file: str) -> bytes:
        return (self.folder / file).read_bytes()

    def write(self, file: str, data: bytes) -> None:
        (self.folder / file).write_bytes(data)

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in the file exactly once."""
        data = self.bytes(file)
        assert data.count(old.encode()) == 1
        self.write(file, data.replace(old.encode(), new.encode()))

    def rows(self, file: str) -> list[list[str]]:
        with (self.folder / file).open(encoding="utf-8", newline="") as opened:
            return list(csv.reader(opened))

    def put(self, file: str, rows: list[list[str]]) -> None:
        with (self.folder / file).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(rows)

    def cell(self, file: str, row: int, column: str, value: str) -> str:
        """Put a value into a cell; what stood there before."""
        rows = self.rows(file)
        place = rows[0].index(column)
        old, rows[row - 1][place] = rows[row - 1][place], value
        assert old != value
        self.put(file, rows)
        return old

    def drop(self, file: str, row: int) -> None:
        rows = self.rows(file)
        del rows[row - 1]
        self.put(file, rows)

    def append(self, file: str, *cells: str) -> None:
        rows = self.rows(file)
        assert len(cells) == len(rows[0])
        self.put(file, [*rows, list(cells)])

    def declare(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change what datapackage.json declares."""
        declared = json.loads(self.bytes("datapackage.json"))
        change(declared)
        text = json.dumps(declared, ensure_ascii=False)
        self.write("datapackage.json", text.encode())

    def found(self) -> list[str]:
        """The problems of the case, as they are printed."""
        return [str(problem) for problem in check_case(self.folder)]


@pytest.fixture
def spoilt(root, tmp_path) -> Spoilt:
    shutil.copytree(root / "tests" / "cases" / "toy", tmp_path / "toy")
    return Spoilt(tmp_path / "toy")
