"""From the bytes of a file to its rows, or to the one reason why not.

A table that is nearly CSV is the worst kind: a parser repairs it silently and every check after
that looks at something the author never wrote. So this gate is strict. It reads UTF-8, with or
without a byte-order mark, with LF or CRLF, because these mean one thing only. Anything else is
refused with its cause: another encoding, another delimiter, a stray quote, a ragged row, a
number in full-width digits. What passes can be given to any reader without traps.
"""

from __future__ import annotations

import csv
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.case.encoding import RefusedError, text_of
from analysis.case.problem import Problem, shown
from analysis.case.spreadsheet import restored

#: A table larger than this is not read: it would be no hand-made table of one article.
MAX_BYTES = 8 * 1024 * 1024
MAX_COLUMNS = 1000
MAX_ROWS = 100_000
#: Where nearly every row is at fault the cause is one; so many are named, the rest counted.
MAX_FAULTS = 1000
MAX_FIELD = csv.field_size_limit()

_FIELD = re.compile(r'"((?:[^"]++|"")*+)"|([^",\n]*+)')
_PLAIN = {
    "integer": re.compile(r"[+-]?[0-9]{1,15}"),
    "number": re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?"),
}


@dataclass(frozen=True)
class Rows:
    """The header and the rows of a table, all text; the first row is row 2 of the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_text(path: Path, name: str) -> str | Problem:
    """The text of a file with LF line ends, or why it cannot be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Problem(name, None, None, "is a folder", "a file in UTF-8")
        if not stat.S_ISREG(status.st_mode):
            return Problem(name, None, None, "is not a regular file", "a file in UTF-8")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Problem(name, None, None, "the file is missing", "a file in UTF-8")
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        return Problem(name, None, None, f"cannot be read ({cause})", "a file in UTF-8")
    if len(data) > MAX_BYTES:
        allowed = f"at most {MAX_BYTES // 1024**2} MB"
        return Problem(name, None, None, f"is {status.st_size / 1024**2:.0f} MB", allowed)
    try:
        return text_of(data)
    except RefusedError as refused:
        return Problem(name, refused.line, None, refused.wrong, refused.allowed)


def read_rows(path: Path, name: str, types: Mapping[str, str]) -> Rows | list[Problem]:
    """The rows of a CSV whose columns are declared in ``types``, or everything wrong with it."""
    text = read_text(path, name)
    if isinstance(text, Problem):
        return [text]
    delimiter = _delimiter_fault(text.split("\n", 1)[0], len(types), name)
    if delimiter:
        return [delimiter]
    parsed = _parse(text, name)
    if isinstance(parsed, Problem):
        return [parsed]
    header, *rows = parsed
    faults = _header_faults(header, tuple(types), name)
    if faults:
        return faults
    faults = _shape_faults(rows, len(header), name)
    if faults:
        return faults
    faults = _digit_faults(header, rows, types, name)
    return faults or Rows(tuple(header), tuple(tuple(map(restored, row)) for row in rows))


def _parse(text: str, name: str) -> list[list[str]] | Problem:
    """Every field of every row, by the grammar of RFC 4180 and nothing looser."""
    rows: list[list[str]] = [[]]
    at, end = 0, len(text)
    while True:
        match = _FIELD.match(text, at)
        assert match is not None
        quoted, bare = match.groups()
        value = bare if quoted is None else quoted.replace('""', '"')
        at = match.end()
        row, column = len(rows), len(rows[-1]) + 1
        following = text[at] if at < end else "\n"
        named = row > 1 and column <= len(rows[0])
        where = rows[0][column - 1] if named else f"field {column}"
        if following not in ",\n":
            unclosed = quoted is None and not bare and following == '"'
            wrong = "a quote opens and never closes" if unclosed else "a stray quote"
            allowed = 'a field in quotes from end to end, with "" for a quote in it'
            return Problem(name, row, where, wrong, allowed)
        if len(value) > MAX_FIELD:
            wrong, allowed = f"{len(value)} characters", f"at most {MAX_FIELD} in a field"
            return Problem(name, row, where, wrong, allowed)
        rows[-1].append(value)
        if at >= end:
            return rows
        at += 1
        if following == "\n":
            if at >= end:
                return rows
            if len(rows) > MAX_ROWS:
                wrong = f"more than {MAX_ROWS} rows"
                return Problem(name, None, None, wrong, f"at most {MAX_ROWS}")
            rows.append([])


def _delimiter_fault(first_line: str, width: int, name: str) -> Problem | None:
    for delimiter, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if width > 1 and "," not in first_line and delimiter in first_line:
            return Problem(name, 1, None, f"columns are separated by {word}", "commas")
    return None


def _header_faults(header: list[str], declared: tuple[str, ...], name: str) -> list[Problem]:
    if tuple(header) == declared:
        return []
    allowed = "the columns " + ",".join(declared)
    if len(header) > MAX_COLUMNS:
        return [Problem(name, 1, None, f"{len(header)} columns", allowed)]
    faults = [
        Problem(name, 1, f"field {place}", "a column without a name", allowed)
        for place, column in enumerate(header, start=1)
        if not column.strip()
    ]
    for column in dict.fromkeys(header):
        if column.strip() and header.count(column) > 1:
            wrong = f"{header.count(column)} columns have this name"
            faults.append(Problem(name, 1, column, wrong, allowed))
        elif column.strip() and column not in declared:
            faults.append(Problem(name, 1, column, "this column is not declared", allowed))
    faults += [
        Problem(name, 1, column, "this column is missing", allowed)
        for column in declared
        if column not in header
    ]
    wrong = "the columns stand in another order"
    return faults or [Problem(name, 1, None, wrong, allowed)]


def _shape_faults(rows: Sequence[Sequence[str]], width: int, name: str) -> list[Problem]:
    faults = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            allowed = f"{width} fields, not all of them empty"
            faults.append(Problem(name, number, None, "an empty row", allowed))
        elif len(row) != width:
            wrong = f"{len(row)} field{'s' if len(row) > 1 else ''} in this row"
            allowed = f"{width} fields, as in the header"
            faults.append(Problem(name, number, None, wrong, allowed))
    return _first(faults)


def _digit_faults(
    header: Sequence[str], rows: Sequence[Sequence[str]], types: Mapping[str, str], name: str
) -> list[Problem]:
    """Numbers that Python would read and nobody else: full-width digits, underscores, spaces."""
    faults = []
    for place, column in enumerate(header):
        plain = _PLAIN.get(types[column])
        if plain is None:
            continue
        for number, row in enumerate(rows, start=2):
            cell = row[place]
            if not cell or plain.fullmatch(cell) or not _is_number(cell, types[column]):
                continue
            wrong = f"{shown(cell)} is not written in plain digits"
            if cell.isascii() and cell.lstrip("+-").isdigit():
                wrong = f"{shown(cell)} is too long a number"
            allowed = "at most 15 ASCII digits, such as 12 or -1"
            faults.append(Problem(name, number, column, wrong, allowed))
    return _first(faults)


def _first(faults: list[Problem]) -> list[Problem]:
    """The faults, or the first of them and how many more there are."""
    if len(faults) <= MAX_FAULTS:
        return faults
    last = faults[MAX_FAULTS - 1]
    wrong = f"{len(faults) - MAX_FAULTS} more rows with such a fault"
    return [*faults[:MAX_FAULTS], Problem(last.file, None, last.column, wrong, last.allowed)]


def _is_number(cell: str, kind: str) -> bool:
    """Whether Python reads the cell as a number of this kind."""
    if len(cell) > 4000:
        return cell.lstrip("+-").isdigit()
    try:
        int(cell) if kind == "integer" else float(cell)
    except ValueError:
        return False
    return True
