"""A filled coding sheet, read back cell by cell.

A row is either filled or it is not: an empty stance with a modality and a rationale says *not
stated*, a row without them was forgotten. What a row shows has to be what the case holds for its
unit: a sheet that was made before the case was changed, or sorted in some of its columns only,
would give codes to units that nobody coded.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.case.packed import NotPacked, check_packed
from analysis.case.problem import CaseError, Problem, choices, shown
from analysis.coding.cells import digits, letter, strange, text_of
from analysis.coding.form import ABOUT, CODER, CODERS, MAX_TAGS, MAX_XML, VERSION, Answer, Page, fit
from analysis.coding.held import changed

_KIND = "a coding sheet saved as .xlsx"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAX_COLUMNS, _MAX_ROWS = 60, 20_000
_MOST = 20
_BOUNDS = ("stance", "low", "high")
_NOT_STATED = "every answer; not stated is an empty stance with a modality and a rationale"

Rows = list[dict[str, str]]
Book = Mapping[str, Sequence[Sequence[Any]]]


@dataclass(frozen=True)
class Filled:
    """What a sheet says: whose it is, and the rows for each table of codes."""

    about: Mapping[str, str]
    rows: Mapping[str, Rows]


def book_of(data: bytes, name: str) -> Book:
    """The pages of a workbook as rows of cells; formulas as formulas.

    Raises
    ------
    CaseError
        It is none, or one beyond the bounds.
    """
    from openpyxl import load_workbook

    try:
        check_packed(data, "xl/workbook.xml", _KIND, xml=MAX_XML, most_tags=MAX_TAGS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return {page.title: _cells(page) for page in book.worksheets}
    except NotPacked as refused:
        raise CaseError([Problem(name, None, None, refused.wrong, refused.allowed)]) from None
    except CaseError:
        raise
    except Exception as error:  # a workbook's parts may hold anything, and fail anywhere
        wrong = "has parts that cannot be read"
        raise CaseError([Problem(name, None, None, wrong, _KIND)]) from error


def _cells(page: Any) -> list[list[Any]]:
    page.reset_dimensions()
    rows = [list(row) for row in page.iter_rows(max_col=_MAX_COLUMNS, max_row=_MAX_ROWS)]
    while rows and not any(map(text_of, rows[-1])):
        rows.pop()
    return rows


def read_sheet(book: Book, name: str, asked: Sequence[Page]) -> Filled:
    """The answers in a filled sheet.

    Parameters
    ----------
    book, name : the workbook, by ``book_of``, and its file name
    asked : the pages of the case as it stands now

    Raises
    ------
    CaseError
        No coding sheet, or cells that do not hold what they should: every one, by its address.
    """
    about = about_sheet(book, name)
    problems: list[Problem] = []
    rows: dict[str, Rows] = {}
    for page in asked:
        if page.name not in book:
            wrong = f"there is no page {shown(page.name)}"
            problems.append(Problem(name, None, None, wrong, "the pages it was made with"))
            continue
        reading = _Reading(name, page, about["coder"])
        rows[page.table] = reading.read(book[page.name])
        problems += reading.problems
    if problems:
        raise CaseError(problems)
    return Filled(about, rows)


def about_sheet(book: Book, name: str) -> Mapping[str, str]:
    """For which case and coder a sheet was made.

    Raises
    ------
    CaseError
        It is no coding sheet.
    """
    said = {}
    for row in book.get(ABOUT, [])[:20]:
        values = [cell.value for cell in row[:2]]
        if len(values) == 2 and all(isinstance(value, (str, int)) for value in values):
            said[str(values[0])] = str(values[1])
    if said.get("form") != VERSION or not {"case", "coder"} <= set(said):
        wrong = f"the page {ABOUT} does not say whose it is"
        raise CaseError([Problem(name, None, None, wrong, "a sheet made by the command sheet")])
    if not CODER.fullmatch(said["coder"]):
        wrong = f"the coder is {shown(said['coder'])}"
        raise CaseError([Problem(name, None, ABOUT, wrong, CODERS)])
    return said


class _Reading:
    """The reading of one page: what is wrong is gathered, not raised at the first."""

    def __init__(self, file: str, page: Page, coder: str) -> None:
        self._file, self._page, self._coder = file, page, coder
        self._found: list[Problem] = []
        self._asked = {row["unit"]: row for row in page.rows}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong; where it is much, the first of it and how much more there is."""
        if len(self._found) <= _MOST:
            return self._found
        more = f"{len(self._found) - _MOST} more such cells and rows"
        return [
            *self._found[:_MOST],
            Problem(self._file, None, self._page.name, more, "mend these and collect again"),
        ]

    def read(self, cells: Sequence[Sequence[Any]]) -> Rows:
        header = [text_of(cell) for cell in cells[0]] if cells else []
        wanted = ["unit", *(answer.column for answer in self._page.answers)]
        for column in wanted:
            if header.count(column) != 1:
                wrong = f"{header.count(column)} columns are headed {shown(column)}"
                self._say("1", wrong, f"each of {choices(wanted)} once in the first row")
        if self._found:
            return []
        named = [name for name in header if name in self._page.columns]
        places = {name: header.index(name) for name in named if named.count(name) == 1}
        seen: dict[str, dict[str, str]] = {}
        for number, row in enumerate(cells[1:], start=2):
            at = {name: row[place] for name, place in places.items() if place < len(row)}
            unit = text_of(at.get("unit"))
            where = f"{letter(places['unit'])}{number}"
            if not unit and not any(text_of(at.get(name)) for name in wanted):
                continue
            if unit not in self._asked:
                wrong = f"{shown(unit)} is no unit of the case" if unit else "a row without a unit"
                self._say(where, wrong, "its units, unchanged")
            elif unit in seen:
                self._say(where, f"{shown(unit)} stands twice", "each unit once")
            else:
                seen[unit] = self._row(unit, number, at, places)
        for unit in self._asked:
            if unit not in seen:
                self._say(None, f"there is no row for {shown(unit)}", "a row for every unit")
        return [seen[unit] for unit in self._asked if unit in seen]

    def _row(
        self, unit: str, number: int, cells: Mapping[str, Any], places: Mapping[str, int]
    ) -> dict[str, str]:
        answers = {"coder": self._coder, "unit": unit}
        at = {name: f"{letter(place)}{number}" for name, place in places.items()}
        if not any(text_of(cells.get(answer.column)) for answer in self._page.answers):
            self._say(at[self._page.answers[0].column], "the row is not filled in", _NOT_STATED)
            return answers
        self._hold(unit, cells, at)
        before = len(self._found)
        for answer in self._page.answers:
            column = answer.column
            answers[column] = self._answer(answer, cells.get(column), at[column])
        bounds = [column for column in _BOUNDS if column in places]
        empty = [column for column in bounds if not answers[column]]
        if empty and len(empty) < len(bounds):
            allowed = "stance, low and high, all given or all empty"
            self._say(at[empty[0]], f"{empty[0]} is empty", allowed)
        elif bounds and not empty and len(self._found) == before:
            low, stance, high = (int(answers[each]) for each in ("low", "stance", "high"))
            if not low <= stance <= high:
                wrong = f"low {low}, stance {stance}, high {high}"
                self._say(at["stance"], wrong, "low ≤ stance ≤ high")
        answers["rationale_en"] = answers.pop("rationale")
        return answers

    def _hold(self, unit: str, cells: Mapping[str, Any], at: Mapping[str, str]) -> None:
        """Say where a row shows something else than the case holds for its unit."""
        there = {column: text_of(cells.get(column)) for column in self._page.bound if column in at}
        ours = {column: fit(words).strip() for column, words in self._asked[unit].items()}
        column = changed(there, ours)
        if column is not None:
            wrong = f"{shown(there[column])} is not the {column} of {unit}"
            mend = "undo the sorting; if the case was changed since, undo that or make a new sheet"
            self._say(at[column], wrong, f"{shown(ours[column])}, as in the case; {mend}")

    def _answer(self, answer: Answer, cell: Any, where: str) -> str:
        allowed = choices(answer.choices) or "a text"
        if wrong := strange(cell):
            self._say(where, wrong, f"typed in: {allowed}")
            return "?"
        text = text_of(cell)
        if answer.numeric:
            text = digits(text)
        elif answer.choices:  # programs put a capital where a cell begins
            text = {choice.casefold(): choice for choice in answer.choices}.get(
                text.casefold(), text
            )
        if not text:
            if answer.column not in _BOUNDS:
                self._say(where, f"{answer.column} is empty", allowed)
        elif answer.choices and text not in answer.choices:
            self._say(where, f"{shown(text)} is no {answer.column}", f"one of {allowed}")
        elif _CONTROL.search(text):
            self._say(where, f"{shown(text)} holds control characters", "printed characters")
        return text

    def _say(self, where: str | None, wrong: str, allowed: str) -> None:
        place = f"{self._page.name}!{where}" if where else self._page.name
        self._found.append(Problem(self._file, None, place, wrong, allowed))
