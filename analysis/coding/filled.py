"""A filled coding sheet, read back cell by cell.

Whatever a spreadsheet program made of it is judged as it stands: numbers saved as text are read,
a formula, a date or a word where a code should be is refused with its cell. A row is either
filled or it is not: an empty stance with a modality and a rationale says *not stated*, a row
without them was forgotten.
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
from analysis.coding.form import ABOUT, VERSION, Answer, Page

_KIND = "a coding sheet saved as .xlsx"
_CODER = re.compile(r"[A-Za-z0-9_-]{1,60}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MINUS = str.maketrans("−－＋", "--+")
_MAX_COLUMNS = 60
_BOUNDS = ("stance", "low", "high")

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Filled:
    """What a sheet says: whose it is, and the rows for each table of codes."""

    about: Mapping[str, str]
    rows: Mapping[str, Rows]


def about_sheet(data: bytes, name: str) -> Mapping[str, str]:
    """For which case and coder a sheet was made.

    Raises
    ------
    CaseError
        It is no coding sheet.
    """
    return _about(_book(data, name), name)


def read_sheet(data: bytes, name: str, asked: Sequence[Page]) -> Filled:
    """The answers in a filled sheet.

    Parameters
    ----------
    data, name : the workbook and its file name
    asked : the pages of the case as it stands now

    Raises
    ------
    CaseError
        No coding sheet, or cells that do not hold what they should: every one, by its address.
    """
    book = _book(data, name)
    about = _about(book, name)
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


def _book(data: bytes, name: str) -> dict[str, list[list[Any]]]:
    """The pages of a workbook as rows of cells; formulas as formulas."""
    from openpyxl import load_workbook

    try:
        check_packed(data, "xl/workbook.xml", _KIND)
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
    return [list(row) for row in page.iter_rows(max_col=_MAX_COLUMNS)]


def _about(book: Mapping[str, list[list[Any]]], name: str) -> dict[str, str]:
    said = {}
    for row in book.get(ABOUT, [])[:20]:
        values = [cell.value for cell in row[:2]]
        if len(values) == 2 and all(isinstance(value, (str, int)) for value in values):
            said[str(values[0])] = str(values[1])
    if said.get("form") != VERSION or not {"case", "coder"} <= set(said):
        wrong = f"the page {ABOUT} does not say whose it is"
        raise CaseError([Problem(name, None, None, wrong, "a sheet made by the command sheet")])
    if not _CODER.fullmatch(said["coder"]):
        wrong = f"the coder is {shown(said['coder'])}"
        raise CaseError([Problem(name, None, ABOUT, wrong, "letters, digits, _ and -")])
    return said


class _Reading:
    """The reading of one page: what is wrong is gathered, not raised at the first."""

    def __init__(self, file: str, page: Page, coder: str) -> None:
        self._file, self._page, self._coder = file, page, coder
        self.problems: list[Problem] = []

    def read(self, cells: Sequence[Sequence[Any]]) -> Rows:
        header = [self._text(cell) for cell in cells[0]] if cells else []
        wanted = ["unit", *(answer.column for answer in self._page.answers)]
        missing = [column for column in wanted if header.count(column) != 1]
        if missing:
            allowed = f"each of {choices(wanted)} once in the first row"
            self._say("1", f"the column {shown(missing[0])} is not there once", allowed)
            return []
        places = {column: header.index(column) for column in wanted}
        units = [row["unit"] for row in self._page.rows]
        seen: dict[str, dict[str, str]] = {}
        for number, row in enumerate(cells[1:], start=2):
            if not any(getattr(cell, "value", None) is not None for cell in row):
                continue
            unit = self._text(row[places["unit"]] if places["unit"] < len(row) else None)
            where = f"{_letter(places['unit'])}{number}"
            if unit not in units:
                self._say(where, f"{shown(unit)} is no unit of the case", "its units, unchanged")
            elif unit in seen:
                self._say(where, f"{shown(unit)} stands twice", "each unit once")
            else:
                seen[unit] = self._row(unit, number, row, places)
        for unit in units:
            if unit not in seen:
                self._say(None, f"there is no row for {shown(unit)}", "a row for every unit")
        return [seen[unit] for unit in units if unit in seen]

    def _row(
        self, unit: str, number: int, row: Sequence[Any], places: Mapping[str, int]
    ) -> dict[str, str]:
        answers = {"coder": self._coder, "unit": unit}
        at = {name: f"{_letter(place)}{number}" for name, place in places.items()}
        cells: dict[str, Any] = {}
        for answer in self._page.answers:
            place = places[answer.column]
            cell = row[place] if place < len(row) else None
            cells[answer.column] = cell
        if not any(map(self._text, cells.values())):
            allowed = "every answer; not stated is an empty stance with a modality and a rationale"
            self._say(at[self._page.answers[0].column], "the row is not filled in", allowed)
            return answers
        for answer in self._page.answers:
            column = answer.column
            answers[column] = self._answer(answer, cells[column], at[column])
        bounds = [column for column in _BOUNDS if column in places]
        given = [column for column in bounds if answers[column]]
        if given and len(given) < len(bounds):
            empty = next(column for column in bounds if not answers[column])
            allowed = "stance, low and high, all given or all empty"
            self._say(at[empty], f"{empty} is empty", allowed)
        elif given:
            self._order(answers, at)
        answers["rationale_en"] = answers.pop("rationale")
        return answers

    def _order(self, answers: Mapping[str, str], at: Mapping[str, str]) -> None:
        try:
            low, stance, high = (int(answers[each]) for each in ("low", "stance", "high"))
        except ValueError:
            return  # said already, of the cell that holds no code
        if not low <= stance <= high:
            wrong = f"low {low}, stance {stance}, high {high}"
            self._say(at["stance"], wrong, "low ≤ stance ≤ high")

    def _answer(self, answer: Answer, cell: Any, where: str) -> str:
        allowed = choices(answer.choices) or "a text"
        if getattr(cell, "data_type", None) == "f":
            self._say(where, "a formula", allowed)
            return "?"
        text = self._text(cell)
        if answer.numeric:
            text = text.translate(_MINUS).removeprefix("+").removesuffix(".0")
        if not text:
            if answer.column not in _BOUNDS:
                self._say(where, f"{answer.column} is empty", allowed)
            return ""
        if answer.choices and text not in answer.choices:
            self._say(where, f"{shown(text)} is no {answer.column}", f"one of {allowed}")
        elif _CONTROL.search(text):
            self._say(where, f"{shown(text)} holds control characters", "printed characters")
        return text

    @staticmethod
    def _text(cell: Any) -> str:
        value = getattr(cell, "value", None)
        if value is None:
            return ""
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
        return text.strip()

    def _say(self, where: str | None, wrong: str, allowed: str) -> None:
        place = f"{self._page.name}!{where}" if where else self._page.name
        self.problems.append(Problem(self._file, None, place, wrong, allowed))


def _letter(place: int) -> str:
    """The letters of a column counted from 0, as spreadsheets write them."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
