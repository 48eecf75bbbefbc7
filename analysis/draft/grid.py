"""A table as an article shows it: rows of cells, each row on a line of the article.

What a file means by a table differs: bars in a text, elements with spans on a page. Behind it
stands the same thing, a rectangle of texts, and it is bounded: a page of a few kilobytes can
declare a cell that spans a billion columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_ROWS = 1000
MAX_COLUMNS = 300


class TooLarge(Exception):
    """A table beyond what an article shows: how large it is, and what is allowed."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(wrong)
        self.line, self.wrong = line, wrong
        self.allowed = f"at most {MAX_ROWS} rows of {MAX_COLUMNS} columns"


@dataclass(frozen=True)
class Grid:
    """A table: its rows, all of one width, the first being the header, and the line of each."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The first row."""
        return self.rows[0]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])


def grid_of(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Grid | None:
    """The grid of ragged rows; None where there is no header with a row below it.

    Short rows are filled up with empty cells; columns that are empty throughout are left out,
    and so are rows without any text.

    Raises
    ------
    TooLarge
        More rows or columns than any article's table has.

    Examples
    --------
    >>> grid_of([["", "A", ""], ["aid", "yes"]], [4, 5]).rows
    (('', 'A'), ('aid', 'yes'))
    """
    kept = [(tuple(row), line) for row, line in zip(rows, lines, strict=True) if any(row)]
    width = max((len(row) for row, _ in kept), default=0)
    if len(kept) > MAX_ROWS:
        raise TooLarge(kept[0][1], f"a table of {len(kept)} rows")
    if width > MAX_COLUMNS:
        raise TooLarge(kept[0][1], f"a table of {width} columns")
    full = [(row + ("",) * (width - len(row)), line) for row, line in kept]
    used = [place for place in range(width) if any(row[place] for row, _ in full)]
    if len(full) < 2 or len(used) < 2:
        return None
    return Grid(
        tuple(tuple(row[place] for place in used) for row, _ in full),
        tuple(line for _, line in full),
    )
