"""A case held against the article it was made from.

The article is not shipped: its sentences are someone's prose. What is shipped is enough to check
every citation for anyone who has it: the hash of each line that is cited, and the table cells
that are quoted word for word. A line is compared without the blanks at its ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.case.gate import read_text
from analysis.case.model import Case, read_case
from analysis.case.problem import CaseError, Problem, in_order, shown
from analysis.case.reading import read_tables
from analysis.case.sheets import Sheets

#: The tables that quote cells of the article, in the column ``text_`` of its language.
QUOTING = ("comparison", "impact")


def check_source(folder: Path | str, article: Path | str) -> list[Problem]:
    """Every cited line and quoted cell of a case that the article does not bear out.

    The case itself is checked first; where it is not sound, its problems are the answer.
    """
    article = Path(article)
    try:
        return source_problems(read_case(folder), lines_of(article), article.name)
    except CaseError as error:
        return list(error.problems)


def lines_of(article: Path) -> list[str]:
    """The lines of an article that is a text, without blanks at their ends.

    Raises
    ------
    CaseError
        It cannot be read.
    """
    text = read_text(article, article.name)
    if isinstance(text, Problem):
        raise CaseError([text])
    return [line.strip() for line in text.split("\n")]


def source_problems(case: Case, lines: Sequence[str], name: str) -> list[Problem]:
    """Every cited line and quoted cell of a sound case that an article does not bear out.

    Parameters
    ----------
    lines, name : the article's, the first line being line 1
    """
    return in_order([*_hashes(case, lines, name), *_cells(case, lines, name)])


def unlisted_lines(folder: Path, lines: Sequence[str]) -> list[str]:
    """The rows that ``lines.csv`` lacks, for the lines of an article that other tables cite.

    None where the case lists no lines at all.

    Parameters
    ----------
    lines : the article's, the first line being line 1
    """
    declared, tables, _ = read_tables(folder)
    sheets = Sheets(tables, declared.resources, ())
    if not sheets.has("lines"):
        return []
    cited = {row.get("line", "") for name in tables for _, row in sheets.rows(name)}
    missing = {
        int(line)
        for line in cited - sheets.values("lines", "line")
        if line.isdecimal() and len(line) < 10
    }
    return [f"{n},{_hash(lines[n - 1])}" for n in sorted(missing) if 1 <= n <= len(lines)]


def quoted_column(case: Case) -> str:
    """The column that holds the article's own words: that of the language it is written in."""
    sources = case.package.descriptor.get("sources") or [{}]
    return "text_en" if sources[0].get("language") == "en" else "text_ja"


def quotations(case: Case) -> list[tuple[str, int, int, str]]:
    """The quoted cells of a case: file, row of the file, line of the article, the cell."""
    found = []
    for table in QUOTING:
        if case.has(table):
            file = case.package.resources[table].path
            quoted = case[table][["line", quoted_column(case)]].dropna()
            found += [
                (file, index + 2, int(line), cell)
                for index, line, cell in quoted.itertuples(name=None)
            ]
    return found


def _hashes(case: Case, lines: Sequence[str], name: str) -> Iterator[Problem]:
    if not case.has("lines"):
        return
    file = case.package.resources["lines"].path
    for row, (number, expected) in enumerate(
        zip(case["lines"].line, case["lines"].sha256, strict=True), start=2
    ):
        if not 1 <= number <= len(lines):
            yield Problem(file, row, "line", f"there is no line {number} in {name}", _count(lines))
        elif _hash(lines[number - 1]) != expected:
            wrong = f"line {number} of {name} reads otherwise than the line that was cited"
            yield Problem(file, row, "sha256", wrong, "the article this case was made from")


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _cells(case: Case, lines: Sequence[str], name: str) -> Iterator[Problem]:
    for file, row, line, cell in quotations(case):
        if not 1 <= line <= len(lines):
            yield Problem(file, row, "line", f"there is no line {line} in {name}", _count(lines))
        elif cell not in lines[line - 1].replace("\\|", "|"):  # Markdown's bar within a cell
            allowed = f"a cell of line {line} of {name}, word for word"
            wrong = f"{shown(cell)} is not on line {line}"
            yield Problem(file, row, quoted_column(case), wrong, allowed)


def _count(lines: Sequence[str]) -> str:
    return f"a line from 1 to {len(lines)}"
