"""A folder that is thrown away, in which a notebook runs the commands of the package.

The commands run as they would in a terminal, each a process of its own, so a notebook shows what
they really print and can hold them to their exit codes.
"""

from __future__ import annotations

import csv
import html
import io
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

from analysis.publish.table import Table

SECONDS = 240
#: Long lines are broken between words; a notebook's own style breaks them anywhere.
STYLE = "font-family:monospace;white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere"


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
        return f'<pre style="{STYLE}">{"<br>".join(bold)}</pre>'


class Folder:
    """An empty folder, and the commands run in it.

    Attributes
    ----------
    ran : the commands so far, each with its exit code; 0 where it did what it should
    printed : what each of them printed, whole
    """

    def __init__(self) -> None:
        self.ran: list[tuple[str, int]] = []
        self.printed: list[str] = []
        self._folder = Path(mkdtemp(prefix="stancebook-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def run(self, *commands: str, first: int | None = None) -> Told:
        """Run commands of the package, as ``"check my-case"``, and show what they print.

        Of each at most the ``first`` lines are shown, and how many are left out.
        """
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
            self.printed.append(done.stdout)
            told = done.stdout.rstrip("\n").split("\n")
            lines += [f"$ python -m analysis {command}", *_shortened(told, first), ""]
        return Told(tuple(lines[:-1]))

    def reads(self, file: str, columns: str = "", first: int | None = None) -> Table | Told:
        """Show a file: the columns named of a table, its first rows or all; else its lines."""
        content = (self._folder / file).read_bytes()
        if not file.endswith(".csv"):
            return Told(tuple(content.decode("utf-8").rstrip("\n").split("\n")))
        rows = in_rows(content)
        return shown(rows[:first], columns.split() or list(rows[0]))

    def _surroundings(self) -> dict[str, str]:
        import analysis

        home = str(Path(analysis.__file__).resolve().parents[1])
        return os.environ | {"PYTHONPATH": home, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def _shortened(lines: list[str], first: int | None) -> list[str]:
    if first is None or len(lines) <= first:
        return lines
    return [*lines[:first], f"… and {len(lines) - first} more lines"]


def in_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def shown(rows: list[dict[str, str]], columns: list[str]) -> Table:
    """The columns named, in that order; whole numbers to the right."""
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    numeric = tuple(
        all(re.fullmatch(r"-?\d*", row[column]) for row in rows) and column != "line"
        for column in columns
    )
    return Table(tuple(columns), cells, numeric)
