"""A trial run of the commands, for a notebook that shows how a case is made.

The commands run as they would in a terminal, each a process of its own, in a folder that holds
the article of a shipped case and is thrown away in the end. What a person does between two
commands, writing tables and filling in sheets, is taken from that case. So a reader sees every
step happen, and in the end the folder has to hold what was shipped.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import weakref
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from analysis.publish.table import Table

if TYPE_CHECKING:
    from analysis.case import Case

SECONDS = 240
PAGE = "stances"


@dataclass(frozen=True)
class Told:
    """Lines as a terminal shows them, set for a notebook."""

    lines: tuple[str, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": "\n".join(self.lines)}

    def html(self) -> str:
        """One block of lines, wrapped where they are long; commands stand out in bold."""
        bold = [
            f"<b>{html.escape(line)}</b>" if line.startswith("$ ") else html.escape(line)
            for line in self.lines
        ]
        return f'<pre style="font-family:monospace;white-space:pre-wrap">{"<br>".join(bold)}</pre>'


class Trial:
    """A folder with the article of a case, and no more, in which commands are tried.

    Parameters
    ----------
    case : a case in whose folder its article lies, as ``article.md`` or of another kind

    Attributes
    ----------
    ran : the commands so far, each with its exit code; 0 where it did what it should
    wrote : the files written so far

    Raises
    ------
    ValueError : there is no article, or more than one
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self.ran: list[tuple[str, int]] = []
        self.wrote: list[str] = []
        articles = sorted(case.folder.glob("article.*"))
        if len(articles) != 1:
            raise ValueError(f"{case.name}: {len(articles)} files named article; one is needed")
        self._folder = Path(mkdtemp(prefix="stancebook-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        shutil.copyfile(articles[0], self._folder / articles[0].name)

    def run(self, *commands: str) -> Told:
        """Run commands of the package, as ``"check my-case"``, and show what they print."""
        lines: list[str] = []
        for command in commands:
            done = subprocess.run(
                [sys.executable, "-m", "analysis", *shlex.split(command)],
                cwd=self._folder,
                env=self._surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=SECONDS,
            )
            self.ran.append((command, done.returncode))
            lines += [f"$ python -m analysis {command}", *done.stdout.rstrip("\n").split("\n"), ""]
        return Told(tuple(lines[:-1]))

    def reads(self, file: str, columns: str = "") -> Table | Told:
        """Show a file: the columns named of a table or of a coding sheet, else its lines."""
        path = self._folder / file
        if path.suffix not in (".csv", ".xlsx"):
            return Told(tuple(path.read_text("utf-8").rstrip("\n").split("\n")))
        rows = _table(path.read_bytes()) if path.suffix == ".csv" else _page(path)
        return _shown(rows, columns.split() or list(rows[0]))

    def completes(self, *files: str) -> Table:
        """Write what a person writes into a draft, and show what became of it.

        The files are those of the shipped case, by name: ``issues.csv``.
        """
        told = []
        for name in files:
            target, wanted = self._folder / self._case.name / name, self._case.folder / name
            before, after = target.read_bytes(), wanted.read_bytes()
            told += [{"file": name, **row} for row in _written(before, after, target.suffix)]
            target.write_bytes(after)
            self.wrote.append(name)
        return _shown(told, ["file", "column", "written"])

    def fills(self, coder: str, columns: str = "", **slips: str | int) -> Table:
        """Fill in the sheet of a coder with the codes of the shipped case, and show it.

        Parameters
        ----------
        coder : who codes, as in ``stance_codes.csv``
        columns : those shown; all where empty
        slips : cells that are filled otherwise, by address: ``H4=3``
        """
        from openpyxl import load_workbook

        path = self._folder / self._case.name / "coding" / f"{coder}.xlsx"
        codes = {
            row["unit"]: row | {"rationale": row["rationale_en"]}
            for row in _table((self._case.folder / "stance_codes.csv").read_bytes())
            if row["coder"] == coder
        }
        book = load_workbook(path)
        head, *rows = book[PAGE].iter_rows()
        for row in rows:
            cells = {str(name.value): cell for name, cell in zip(head, row, strict=True)}
            for answer in ("stance", "low", "high", "modality", "rationale"):
                text = codes[cells["unit"].value][answer]
                cells[answer].value = int(text) if re.fullmatch(r"-?\d+", text) else text or None
        for address, value in slips.items():
            book[PAGE][address].value = value
        book.save(path)
        return _shown(_page(path), columns.split() or [str(cell.value) for cell in head])

    def unlike(self) -> list[str]:
        """The files of the case that are not, byte for byte, those of the shipped one."""
        shipped = [*self._case.folder.glob("*.csv"), self._case.folder / "datapackage.json"]
        made = self._folder / self._case.name
        return sorted(
            file.name
            for file in shipped
            if not (made / file.name).is_file()
            or (made / file.name).read_bytes() != file.read_bytes()
        )

    def _surroundings(self) -> dict[str, str]:
        import analysis

        home = str(Path(analysis.__file__).resolve().parents[1])
        return os.environ | {"PYTHONPATH": home, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def _table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _page(path: Path) -> list[dict[str, str]]:
    from openpyxl import load_workbook

    head, *rows = load_workbook(path)[PAGE].iter_rows(values_only=True)
    names = [str(name) for name in head]
    return [dict(zip(names, map(_text, row), strict=True)) for row in rows]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _shown(rows: list[dict[str, str]], columns: list[str]) -> Table:
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    numeric = tuple(
        all(re.fullmatch(r"-?\d*", row[column]) for row in rows) and column != "line"
        for column in columns
    )
    return Table(tuple(columns), cells, numeric)


def _written(before: bytes, after: bytes, suffix: str) -> list[dict[str, str]]:
    """How many cells of each column differ, or what each entry of a declaration came to say."""
    if suffix == ".json":
        old, new = json.loads(before), json.loads(after)
        said = {key: value for key, value in new.items() if old.get(key) != value}
        return [{"column": key, "written": _plain(value)} for key, value in said.items()]
    rows = list(zip(_table(before), _table(after), strict=True))
    counts = {name: sum(old[name] != new[name] for old, new in rows) for name in rows[0][1]}
    cells = {name: f"{n} cell{'s' * (n > 1)}" for name, n in counts.items() if n}
    return [{"column": name, "written": said} for name, said in cells.items()]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
