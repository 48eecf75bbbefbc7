"""The record of every file that was ever published: ``identities.csv``, beside the figures.

An image leaves the project and comes back years later with the question whether it is ours. The
answer is a line of this file: which chart of which data, in which file, with the hash of its
bytes and, for a PNG, of its pixels. So lines are only ever added. A line is written before its
file is, so that no file gets out that the record does not know; a run that is killed may leave a
line too many, never one too few. The manifest holds the hash of the record as the last run left
it: a record that does not begin with those lines was tampered with, and is neither believed nor
written to. Today's charts are told from earlier ones by the manifest, too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path

from analysis.publish import atomic, regular
from analysis.publish.grown import grown
from analysis.publish.inputs import Surroundings
from analysis.publish.manifest import Manifest
from analysis.publish.outputs import DATA, FORMATS, LANGUAGES, Output, all_of

NAME = "identities.csv"
PRINTED = re.compile(
    r"(?P<case>[^/]+)/(?P<key>\w+) · data (?P<version>.+) · (?P<fingerprint>[0-9a-f]{8}) · .+"
)
HASH = re.compile("[0-9a-f]{64}")
TAMPERED = (
    "a line was changed, removed, moved or put in between; lines are only ever added at its end"
)
ANEW = "without manifest.json beside it, a run begins a new one"

# What the identity adds to a version whose data a reader has changed or picked from.
READING = re.compile(r"\+(what-if|record-)")


@dataclass(frozen=True)
class Row:
    """A published file; ``identity`` as it is printed, ``pixels`` empty but for a PNG."""

    identity: str
    case: str
    key: str
    version: str
    fingerprint: str
    lang: str
    format: str
    bare: str
    path: str
    sha256: str
    pixels: str

    @property
    def file(self) -> tuple[str, str, str]:
        """What no two lines share: whose file it is, which one, and its hash."""
        return self.identity, self.path, self.sha256


COLUMNS = tuple(column.name for column in fields(Row))
HEAD = (",".join(COLUMNS) + "\n").encode()


class Broken(Exception):
    """The record cannot be read; the message says where. It is never written over."""


def row(identity: str, output: Output, sha256: str, pixels: str = "") -> Row:
    """The line for one file.

    Raises
    ------
    ValueError : the identity is none, or that of a reader's own reading, which nobody published
    """
    parts = PRINTED.fullmatch(identity)
    if parts is None or READING.search(parts["version"]):
        raise ValueError(f"{identity!r} is not the identity of a published chart")
    return Row(
        identity,
        **parts.groupdict(),
        lang=output.lang,
        format=output.format,
        bare="true" if output.bare else "false",
        path=output.path,
        sha256=sha256,
        pixels=pixels,
    )


def read(content: bytes) -> list[Row]:
    """The lines of a record.

    Raises
    ------
    Broken
    """
    if not content.startswith(HEAD):
        raise Broken("line 1: not the names of its columns")
    if not content.endswith(b"\n"):
        last = content.count(b"\n") + 1
        raise Broken(f"line {last}: cut short")
    try:
        lines = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        return [_row(cells, lines.line_num) for cells in lines][1:]
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Broken(f"line {line}: not UTF-8") from error
    except csv.Error as error:
        raise Broken(f"line {lines.line_num}: {error}") from error


def _row(cells: list[str], line: int) -> Row:
    if len(cells) != len(COLUMNS):
        raise Broken(f"line {line}: {len(cells)} cells, not {len(COLUMNS)}")
    found = Row(*cells)
    if line > 1 and (fault := _fault(found)):
        raise Broken(f"line {line}: {fault}")
    return found


def _fault(row: Row) -> str:
    """What of a line does not go with the rest of it; empty where all does."""
    parts = PRINTED.fullmatch(row.identity)
    stated = (row.case, row.key, row.version, row.fingerprint)
    if not HASH.fullmatch(row.sha256):
        return "no hash of a file"
    if parts is None or tuple(parts.groupdict().values()) != stated or READING.search(row.version):
        return "not the identity of its case, key, version and fingerprint"
    data = row.format == DATA
    known = row.lang == "" if data else row.lang in LANGUAGES and row.format in FORMATS
    output = Output(row.key, row.lang, row.format, row.bare == "true")
    if not known or row.bare not in ("true", "false") or row.path != output.path:
        return "not the path of its key, language and format"
    if row.pixels and not (row.format == "png" and HASH.fullmatch(row.pixels)):
        return "no hash of pixels"
    if data and not row.sha256.startswith(row.fingerprint):
        return "the hash of its data does not begin with the fingerprint"
    return ""


def of_folder(folder: Path) -> list[Row]:
    """The lines of a folder's record, none where there is none.

    Raises
    ------
    Broken
    """
    try:
        return read(given(folder / NAME))
    except (FileNotFoundError, NotADirectoryError):
        return []


def given(path: Path) -> bytes:
    """The bytes of a record; Broken where what is there cannot be read."""
    try:
        return regular.content(path)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise Broken(f"cannot be read ({error.strerror})") from error


class Record:
    """The record of a folder while a run holds its lock.

    Lines of one run are put in order at its end, since workers finish in any. Hence a manifest
    may keep the hash of the record only before that, and behind it.

    Parameters
    ----------
    before : the sha256 of the record as the last run left it, empty where none did

    Raises
    ------
    Broken
    """

    def __init__(self, folder: Path, before: str = "") -> None:
        self._file = folder / NAME
        try:
            self._before = given(self._file)
        except (FileNotFoundError, NotADirectoryError):
            if before:
                raise Broken(f"missing, and with it what was published; {ANEW}") from None
            self._before = HEAD
        self._known = {row.file for row in read(self._before)}
        if not grown(self._before, before):
            raise Broken(TAMPERED)
        self._new: list[Row] = []

    @property
    def sha256(self) -> str:
        """Of the record as it stands."""
        return sha256(self._content).hexdigest()

    def add(self, rows: Iterable[Row]) -> None:
        """Write the lines that are not there yet."""
        new = [row for row in rows if row.file not in self._known]
        self._known |= {row.file for row in new}
        self._new += new
        if new or not self._file.exists():
            atomic.write(self._file, self._content)

    def put_in_order(self) -> None:
        """Sort the lines that were added since the record was opened."""
        ordered = sorted(self._new, key=lambda row: (row.case, row.key, row.path, row.sha256))
        if ordered != self._new:
            self._new = ordered
            atomic.write(self._file, self._content)

    @property
    def _content(self) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(map(astuple, self._new))
        return self._before + text.getvalue().encode()


def stale(known: Manifest, folder: Path, now: Surroundings) -> tuple[str, ...]:
    """Why the record has to be looked after; empty where it is as the last run left it."""
    if not known.outputs:
        return ()
    there = now.hash(folder / NAME)
    if there is None:
        return (f"{NAME} is missing",)
    if there == known.record:
        return ()
    try:
        if not grown(given(folder / NAME), known.record):
            return (f"{NAME}: {TAMPERED}",)
    except Broken as error:
        return (f"{NAME}: {error}",)
    return (f"{NAME} was changed by hand, or a run was stopped",)


def standing(known: Manifest, folder: Path, now: Surroundings) -> Iterator[Row]:
    """The lines for the files that stand in a folder as the manifest knows them."""
    from analysis.publish.pixels import digest

    for key, entry in known.entries.items():
        for output in all_of(key):
            written = entry.outputs.get(output.path)
            file = folder / output.path
            if written and written.identity and now.hash(file) == written.sha256:
                pixels = digest(regular.content(file)) if output.format == "png" else ""
                yield row(written.identity, output, written.sha256, pixels)
