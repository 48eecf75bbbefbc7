"""Every reader of files, each with what must hold whatever it is given.

A file is read right, or refused in lines of the form ``file: what is wrong; what is allowed``.
Nothing else may come of it: no traceback, nothing half-written, no change to what was read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import otherwise
from click.testing import CliRunner

from analysis.case import Case, CaseError, lines_of, read_case, source_problems
from analysis.cli import main

ROOT = Path(__file__).resolve().parents[2]
TOY = ROOT / "tests" / "cases" / "toy"
SMALL = ROOT / "tests" / "cases" / "votes"


#: What stands between the cells of a table in a text.
BARS = re.compile("[|｜│┃║￨∣]")
#: Words that may stand around an identity, as people print it.
AROUND = {"stancebook", "contributors", "chart", "figure", "fig", "図", "version", "licence"}
AROUND |= {"license", "data", "identity", "identifier", "id", "識別子"}


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


def sound(folder: Path, home: Path, file: str, content: bytes) -> None:
    """A case, one of whose files is written otherwise, which is read as it was."""
    case = fresh(folder) / "case"
    shutil.copytree(home, case)
    (case / file).write_bytes(content)
    try:
        read, meant = read_case(case), read_case(home)
    except CaseError as error:
        raise Broken(f"{file}, written otherwise, is refused: {error}") from error
    if read.package.descriptor != meant.package.descriptor:
        raise Broken("a declaration, written otherwise, is read otherwise")
    for name in {*read.tables, *meant.tables}:
        if not read[name].equals(meant[name]):
            raise Broken(f"{file}, written otherwise, is read otherwise")


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
    elif answer.read:
        text = content.decode("utf-8-sig")
        if read.package.descriptor != json.loads(text, object_pairs_hook=_once):
            raise Broken("the declaration was read with other values")
    return answer


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) < len(pairs):
        raise Broken("a declaration that has a name twice was read")
    return dict(pairs)


def _same_cells(read: Case, file: str, content: bytes) -> None:
    """Held against the standard library's reader: the same cells, none lost, none mended."""
    names = [n for n, r in read.package.resources.items() if r.path == file and read.has(n)]
    for name in names:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        frame = read[name]
        if len(frame) != len(rows) - 1 or list(frame.columns) != rows[0]:
            raise Broken(f"{file} was read with other rows or columns")
        kinds = read.package.resources[name].types
        for column in frame.columns:
            at = rows[0].index(column)
            texts = [row[at].replace("\r\n", "\n") for row in rows[1:]]
            if kinds[column] == "boolean":
                texts = [text.lower() for text in texts]
            same = _MEANT[kinds[column]]
            ours = [None if missing else value for value, missing in
                    zip(frame[column], frame[column].isna(), strict=True)]  # fmt: skip
            if ours != [same(text) if text else None for text in texts]:
                raise Broken(f"{file}: {column} was read with other values")


_MEANT: Mapping[str, Callable[[str], object]] = {
    "string": otherwise.plain,
    "integer": int,
    "number": float,
    "boolean": lambda text: text in ("true", "1"),
}


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

    lines: Sequence[str] = read_article(path).lines
    if path.suffix in (".txt", ".md"):
        lines = [line.strip() for line in path.read_bytes().decode("utf-8-sig").split("\n")]
    for table in ("comparison", "impact"):
        file = target / f"{table}.csv"
        if not file.exists():
            continue
        for row in csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")):
            cell = otherwise.plain(row["text_ja"] or row["text_en"])
            line = lines[int(row["line"]) - 1].replace("\\|", "|")
            if cell not in line:
                raise Broken(f"{cell[:80]!r} does not stand on line {row['line']}")
            parts = [part.strip() for part in BARS.split(line)]
            if path.suffix == ".txt" and "\\" not in line and cell and cell not in parts:
                raise Broken(f"{cell[:80]!r} is no whole cell of line {row['line']}")
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
    _same_codes(target, content)
    return Answer(True, tuple(lines))


def _same_codes(case: Path, content: bytes) -> None:
    """What was taken in stands in the workbook, as openpyxl reads it whole."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    coder = {row[0].value: row[1].value for row in book["about"].iter_rows(max_col=2)}["coder"]
    for page, name in (("stances", "stance_codes.csv"), ("effects", "effect_codes.csv")):
        if page not in book.sheetnames:
            continue
        head, *cells = [[cell.value for cell in row] for row in book[page].iter_rows()]
        given = {row[head.index("unit")]: dict(zip(head, row, strict=True)) for row in cells}
        text = (case / name).read_bytes().decode()
        for row in csv.DictReader(io.StringIO(text, newline="")):
            if row["coder"] != str(coder):
                continue
            for column in {"stance", "low", "high", "modality", "change", "direction"} & set(row):
                said = given[row["unit"]][column]
                said = "" if said is None else str(said).strip().replace("−", "-")
                if row[column] != said.removesuffix(".0").removeprefix("+"):
                    raise Broken(f"{row['unit']}: {column} was {said!r}, and is {row[column]!r}")


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


def drafted(folder: Path, name: str, content: bytes) -> Mapping[str, str]:
    """The files that are drafted from an article, but for what tells of the article's bytes."""
    target = fresh(folder) / "made"
    (folder / name).write_bytes(content)
    code, lines = run("draft", folder / name, "--out", target)
    if code:
        raise Broken(f"{name}, written otherwise, is refused: {lines[:1]}")
    meant = csv.DictReader((TOY / "comparison.csv").read_text("utf-8").splitlines())
    found = csv.DictReader((target / "comparison.csv").read_text("utf-8").splitlines())
    if [row["text_ja"] for row in found] != [row["text_ja"] for row in meant]:
        raise Broken(f"{name} was drafted with other cells than the case that was made of it")
    return {k: v for k, v in hashes(target).items() if k != "datapackage.json"}


def collected(folder: Path, case: Path, content: bytes) -> Mapping[str, str]:
    """The case after a sheet was taken in."""
    target = fresh(folder) / "case"
    shutil.copytree(case, target)
    path = folder / "x.xlsx"
    path.write_bytes(content)
    code, lines = run("collect", path, "--case", target)
    if code:
        raise Broken(f"a sheet, written otherwise, is refused: {lines[:1]}")
    return hashes(target)


def against(folder: Path, content: bytes) -> Answer:
    """An article against which the toy case is held: borne out line by line, or named."""
    path = fresh(folder) / "article.txt"
    path.write_bytes(content)
    try:
        problems = source_problems(_toy(), lines_of(path), path.name)
    except CaseError as error:
        return refused([str(problem) for problem in error.problems], path.name)
    if problems:
        return refused([str(problem) for problem in problems], path.name)
    said = [line.strip() for line in content.decode("utf-8-sig").split("\n")]
    for row in csv.DictReader((TOY / "lines.csv").read_text("utf-8").splitlines()):
        if hashlib.sha256(said[int(row["line"]) - 1].encode()).hexdigest() != row["sha256"]:
            raise Broken(f"line {row['line']} is not the one that is cited")
    return Answer(True, ())


@cache
def _toy() -> Case:
    return read_case(TOY)


def record(folder: Path, name: str, content: bytes, shown: str) -> Answer:
    """A record of identities, or a manifest, by which a chart of ours is judged."""
    place = fresh(folder)
    for file in ("identities.csv", "manifest.json", shown):
        (place / Path(file).name).write_bytes((ROOT / "figures" / file).read_bytes())
    (place / name).write_bytes(content)
    before = hashes(place)
    path = place / Path(shown).name
    code, lines = run("verify", path, "--figures", place)
    if hashes(place) != before:
        raise Broken("verify changed something")
    if len(lines) != 1 or not lines[0].isprintable():
        raise Broken(f"verify said {lines[:3]}")
    word = f"{path}: "
    if not lines[0].startswith(word):
        return refused(lines, "identities.csv")
    lines_of_ours = set((ROOT / "figures" / "identities.csv").read_bytes().splitlines())
    kept = lines_of_ours & set((place / "identities.csv").read_bytes().splitlines())
    if code == 0 and not any(before[path.name].encode() in line for line in kept):
        raise Broken("a file passes for ours that the record does not know, or not so")
    return Answer(code == 0, tuple(lines))


def identity(word: str, own: str) -> Answer:
    """An identity as somebody typed it; ``own`` is the true one, and no other may pass for it."""
    code, lines = run("verify", "--", word)
    if len(lines) != 1 or not lines[0].isprintable():
        raise Broken(f"verify said {lines[:3]}")
    parts = set(re.findall(r"\w+", unicodedata.normalize("NFC", word).lower()))
    true = set(re.findall(r"\w+", own.lower()))
    if code == 0 and (parts - true - AROUND or own.split(" · ")[2] not in parts):
        raise Broken(f"{word!r} passes for {own!r}")
    return Answer(code == 0, tuple(lines))


def notebook(folder: Path, content: bytes) -> Answer:
    """A notebook before it is run: its cells as they stand in it, or a line."""
    from analysis.publish.notebooks import NotebookFails, read

    path = fresh(folder) / "x.ipynb"
    path.write_bytes(content)
    try:
        cells = read(path).cells
    except NotebookFails as error:
        return refused([str(error)], "x.ipynb")
    meant = json.loads(content.decode("utf-8"))["cells"]
    if [cell.source for cell in cells] != ["".join(cell["source"]) for cell in meant]:
        raise Broken("a notebook was read with other cells")
    return Answer(True, ())
