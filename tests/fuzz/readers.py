"""Every reader of files, each with what must hold whatever it is given.

A file is read right, or refused in lines of the form ``file: what is wrong; what is allowed``.
Nothing else may come of it: no traceback, nothing half-written, no change to what was read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from analysis.case import CaseError, read_case
from analysis.cli import main

ROOT = Path(__file__).resolve().parents[2]
TOY = ROOT / "tests" / "cases" / "toy"
SMALL = ROOT / "tests" / "cases" / "votes"


class Broken(AssertionError):
    """A reader did what none may do."""


@dataclass(frozen=True)
class Answer:
    """Whether a file was read, and what was said of it if not."""

    read: bool
    said: tuple[str, ...]


def run(*words: object) -> tuple[int, list[str]]:
    """A command in this process: its exit code and its lines; a traceback is a failure."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise Broken(f"{words[0]} ended in {result.exception!r}") from result.exception
    return result.exit_code, result.output.splitlines()


def hashes(folder: Path) -> Mapping[str, str]:
    """Every file of a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(lines: list[str] | tuple[str, ...], *names: str) -> Answer:
    """The refusal, if every line of it names a file and says what is wrong and allowed."""
    if not lines:
        raise Broken("refused without a word")
    for line in lines:
        if not line.isprintable() or len(line) > 2000:
            raise Broken(f"not one printable line: {line[:200]!r}")
        if names and not any(name in line for name in names):
            raise Broken(f"names no file: {line[:200]!r}")
        if ": " not in line:
            raise Broken(f"says not what is wrong: {line[:200]!r}")
    return Answer(False, tuple(lines))


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def case_with(folder: Path, home: Path, file: str, content: bytes) -> Answer:
    """A case, one of whose files holds other bytes."""
    case = fresh(folder) / "case"
    shutil.copytree(home, case)
    (case / file).write_bytes(content)
    before = hashes(case)
    try:
        read = read_case(case)
        answer = Answer(True, ())
    except CaseError as error:
        answer = refused([str(problem) for problem in error.problems])
    if hashes(case) != before:
        raise Broken("reading a case changed it")
    if answer.read and file.endswith(".csv"):
        _same_cells(read, file, content)
    return answer


def _same_cells(read: object, file: str, content: bytes) -> None:
    """Held against the standard library's reader: the same cells, none lost, none mended."""
    from analysis.case import Case

    assert isinstance(read, Case)
    names = [n for n, r in read.package.resources.items() if r.path == file and read.has(n)]
    for name in names:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        frame = read[name]
        if len(frame) != len(rows) - 1 or list(frame.columns) != rows[0]:
            raise Broken(f"{file} was read with other rows or columns")
        for column in frame.columns[frame.dtypes == "str"]:
            at = rows[0].index(column)
            theirs = [row[at].replace("\r\n", "\n") for row in rows[1:]]
            if list(frame[column].fillna("")) != theirs:
                raise Broken(f"{file}: {column} was read with other texts")


def article(folder: Path, name: str, content: bytes) -> Answer:
    """An article given to ``draft``."""
    path, target = fresh(folder) / name, folder / "made"
    path.write_bytes(content)
    code, lines = run("draft", path, "--out", target)
    if path.read_bytes() != content:
        raise Broken("draft changed the article")
    if code:
        if sorted(p.name for p in folder.iterdir()) != [name]:
            raise Broken("draft refused, and left something")
        return refused(lines, name)
    _verbatim(path, target)
    return Answer(True, tuple(lines))


def _verbatim(path: Path, target: Path) -> None:
    """Every cell of a draft stands on its line, and the draft lacks nothing but codes."""
    from analysis.draft import read_article

    lines = read_article(path).lines
    for table in ("comparison", "impact"):
        file = target / f"{table}.csv"
        if not file.exists():
            continue
        for row in csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")):
            cell = row["text_ja"] or row["text_en"]
            line = lines[int(row["line"]) - 1].replace("\\|", "|")
            if cell not in line:
                raise Broken(f"{cell[:80]!r} does not stand on line {row['line']}")
    code, said = run("check", target)
    left = [line for line in said if "stance_codes.csv: the table has no rows" not in line]
    if code != 1 or left:
        raise Broken(f"a draft is faulty beyond its missing codes: {left[:2]}")


def sheet(folder: Path, case: Path, content: bytes) -> Answer:
    """A coding sheet given to ``collect``; ``case`` is one that the sheet belongs to."""
    target = fresh(folder) / "case"
    shutil.copytree(case, target)
    path = target / "coding" / "x.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    before = hashes(target)
    code, lines = run("collect", path)
    after = hashes(target)
    if code:
        if after != before:
            raise Broken("collect refused, and changed something")
        return refused(lines)
    touched = {name for name in before | after if before.get(name) != after.get(name)}
    if not touched <= {"stance_codes.csv", "effect_codes.csv"}:
        raise Broken(f"collect changed {sorted(touched)}")
    read_case(target)  # what was taken in is sound
    return Answer(True, tuple(lines))


def image(folder: Path, name: str, content: bytes) -> Answer:
    """A file given to ``verify``; nothing that is not byte for byte ours may pass for current."""
    path = fresh(folder) / name
    path.write_bytes(content)
    code, lines = run("verify", path)
    if path.read_bytes() != content:
        raise Broken("verify changed the file")
    if len(lines) != 1 or not lines[0].isprintable():
        raise Broken(f"verify said {len(lines)} lines")
    return Answer(code == 0, tuple(lines))


Reader = Callable[..., Answer]
