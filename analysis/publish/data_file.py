"""Is this CSV the rows of a chart of ours?

A table is opened in a spreadsheet and saved again, with a byte-order mark, other line ends or
quotes, or without the apostrophe that guards a cell. The same cells are the same data, so they
are written out afresh and looked up. A table that has the name or the columns of one of ours and
other cells was changed; there is no telling whose any other table is.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.case.spreadsheet import read, restored, written
from analysis.publish.identities import Row
from analysis.publish.outputs import DATA
from analysis.publish.published import ALTERED, STRANGE, Records, Verdict
from analysis.publish.regular import opened

LARGEST = 4 << 20
# Fewer columns may have the same names by chance.
LEAST_COLUMNS = 4
ADVICE = {
    b"\xff\xd8\xff": "a JPEG, in which no pixel stays as it was",
    b"GIF8": "a GIF, which has other colours than a chart",
    b"RIFF": "no format in which charts are published",
    b"II*\0": "a TIFF, in which charts are not published",
    b"PK\3\4": "a zip; unpack it, and name the files in it",
}


def verdict(content: bytes, records: Records, name: str = "") -> Verdict:
    """The answer for what is no PNG, SVG or PDF.

    Parameters
    ----------
    name : of the file; one of ours with other content was changed
    """
    for begins, what in ADVICE.items():
        if content.startswith(begins):
            hint = "" if begins.startswith(b"PK") else "; give the identity printed on it instead"
            return Verdict(STRANGE, f"{what}{hint}")
    plain = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    rows = _cells(plain)
    published: dict[str, list[Row]] = {}
    for row in records.rows:
        if row.format == DATA:
            published.setdefault(row.sha256, []).append(row)
    for form in (plain, *_forms(rows)):
        if found := records.best(published.get(hashlib.sha256(form).hexdigest(), [])):
            return records.version(found, "the published data, saved with other marks or line ends")
    if own := _of_columns(rows, records):
        return Verdict(ALTERED, f"it has the columns of {own.identity}, but not the same rows")
    if own := records.best(row for row in records.rows if _named(row, name)):
        return Verdict(ALTERED, f"it has the name of the data of {own.identity}, but other content")
    return Verdict(STRANGE, "not PNG, SVG or PDF, and as a table its bytes are not in the record")


def _cells(plain: bytes) -> list[list[str]]:
    try:
        return read(plain) if len(plain) <= LARGEST else []
    except (UnicodeDecodeError, csv.Error):
        return []


def _forms(rows: list[list[str]]) -> Iterator[bytes]:
    """The same cells as they may have been published: as they are, and with guards taken away."""
    yield written(rows)
    yield written([[restored(cell) for cell in row] for row in rows])
    # Bundles used to guard a cell that begins with an apostrophe, too.
    yield written([[cell.removeprefix("'") for cell in row] for row in rows])


def _named(row: Row, name: str) -> bool:
    """Whether a file is called like the data of a chart, or like a second download of them."""
    stem = re.fullmatch(r"(\w+?)( ?\(\d+\)| - .*)?\.csv", name, re.IGNORECASE)
    return row.format == DATA and stem is not None and stem[1] == row.key


def _of_columns(rows: list[list[str]], records: Records) -> Row | None:
    """The published data with these columns, where they are at hand; of several the likest."""
    if not rows or len(rows[0]) < LEAST_COLUMNS:
        return None
    data = [row for row in records.rows if row.format == DATA and row.case in records.folders]
    files = {row: records.folders[row.case] / row.path for row in data}
    cells = {_bare(row) for row in rows[1:]}
    alike = {}
    for file in set(files.values()):
        ours = _at_hand(file, rows[0])
        if ours is not None:
            alike[file] = len(cells & {_bare(row) for row in ours})
    most = max(alike.values(), default=0)
    return records.best(row for row in data if alike.get(files[row]) == most)


def _bare(row: list[str]) -> tuple[str, ...]:
    return tuple(restored(cell) for cell in row)


def _at_hand(path: Path, head: list[str]) -> list[list[str]] | None:
    """The rows of a published table with this head; None where it has another or cannot be read."""
    try:
        with opened(path) as file:
            first = file.readline(1 << 16)
            return _cells(file.read(LARGEST)) if _cells(first) == [head] else None
    except OSError:
        return None
