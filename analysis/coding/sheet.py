"""The coding sheet as a workbook: one row a unit, answers chosen from lists.

A workbook knows text from formulas by a cell's type, so a cell that begins with ``=`` is written
as the text it is, and marked so that editing it leaves it text. Only the cells to fill in can be
typed into; the protection has no password and guards against slips, not against people.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.case.packed import NotPacked, check_packed
from analysis.coding.form import ABOUT, MAX_TAGS, MAX_UNITS, MAX_XML, VERSION, Answer, Page, fit

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"unit": 22, "line": 6, "text_ja": 34, "text_en": 34, "effect_ja": 34, "effect_en": 34}
_WIDTHS |= {"objective": 30, "rationale": 44, "codes": 48, "codes_ja": 48, "proposed_modality": 20}
_WIDTHS |= {"issue": 18, "actor": 18, "from_actor": 18, "to_actor": 18, "stance": 8, "low": 8}
_WIDTHS |= {"high": 8, "modality": 13, "change": 13}
_NARROW = 12
#: The height of a line, in points; and of the tallest row that spreadsheets allow.
_LINE, _TALLEST = 15.0, 409.0
_TO_FILL, _HEAD, _FONT = "FFFFF4CE", "FFE6E6E6", "Calibri"
_HOW = (
    "Fill in the yellow cells of each row; the lists hold what is allowed.",
    "Code what the words say, not what you know. Do not look at other coders' sheets.",
    "Where the words say nothing of the objective, stance, low and high stay empty;",
    "modality is asserted, and the rationale says so. 0 is a code, and never means silence.",
    "proposed_modality was found by a list of words. It is a proposal; decide yourself.",
    "黄色のセルをすべての行で記入。入れられる値は一覧にあるもののみ。",
    "判断の対象は書かれた語句であり、知識ではない。他のコーダーのシートは見ない。",
    "目標について記述がない場合、stance・low・highは空欄、modalityはasserted。",
    "rationaleにその旨を記入。0は値の一つであり、記述なしの意味ではない。",
    "proposed_modalityは語の一覧による提案にすぎない。判断はコーダーが行う。",
)


def sheet_of(asked: Sequence[Page], about: Mapping[str, str]) -> bytes:
    """The workbook for a coder.

    Parameters
    ----------
    asked : its pages
    about : what it is for: case, version, coder

    Raises
    ------
    NotPacked
        More units, or more words, than a sheet can hold and be read again.
    """
    from openpyxl import Workbook

    units = sum(len(page.rows) for page in asked)
    if units > MAX_UNITS:
        raise NotPacked(f"{units} units to code", f"at most {MAX_UNITS} on a sheet")
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in asked:
        _fill(book.create_sheet(page.name), page)
    last = book.create_sheet(ABOUT)
    for row, (key, value) in enumerate({"form": VERSION, **about}.items(), start=1):
        _put(last, row, 1, key)
        _put(last, row, 2, value)
    for row, said in enumerate(_HOW, start=len(about) + 3):
        _put(last, row, 1, said)
    last.protection.sheet = True
    target = io.BytesIO()
    book.save(target)
    check_packed(target.getvalue(), "xl/workbook.xml", "", xml=MAX_XML // 2, most_tags=MAX_TAGS)
    return target.getvalue()


def _fill(target: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter

    wrap, below = Alignment(wrap_text=True, vertical="top"), Border(bottom=Side("hair"))
    grey, yellow = (PatternFill("solid", fgColor=colour) for colour in (_HEAD, _TO_FILL))
    asked = {answer.column: answer for answer in page.answers}
    for place, column in enumerate(page.columns, start=1):
        answer, letter = asked.get(column), get_column_letter(place)
        dimension = target.column_dimensions[letter]
        dimension.width = _WIDTHS.get(column, _NARROW)
        dimension.hidden = not answer and not any(row.get(column) for row in page.rows)
        head = _put(target, 1, place, column)
        head.font, head.fill = Font(name=_FONT, bold=True), grey
        for row, shown in enumerate(page.rows, start=2):
            cell = _put(target, row, place, shown.get(column, ""))
            cell.alignment, cell.border = wrap, below
            if answer:
                cell.protection, cell.fill = Protection(locked=False), yellow
                cell.number_format = "General" if answer.numeric else "@"
        if answer and page.rows:
            rule = _rule(answer)
            target.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{len(page.rows) + 1}")
    for row, shown in enumerate(page.rows, start=2):
        lines = max(_lines(shown.get(column, ""), column) for column in page.columns)
        target.row_dimensions[row].height = min(_LINE * lines, _TALLEST)
    target.freeze_panes = target.cell(2, 2)
    target.protection.sheet = True
    target.protection.formatColumns = target.protection.formatRows = False
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToHeight, target.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _rule(answer: Answer) -> DataValidation:
    """The list of an answer, with a word of help; any text where there is no list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = '"' + ",".join(answer.choices) + '"'
    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    if not answer.choices or len(listed) > 255:
        rule = DataValidation(type="textLength", operator="greaterThan", formula1="0")
    rule.promptTitle, rule.prompt = answer.column[:32], answer.hint[:255]
    allowed = "; ".join(answer.choices)[:200] or "a text / 文章"
    rule.errorTitle, rule.error = answer.column[:32], allowed
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


@cache
def _lines(text: str, column: str) -> int:
    """How many lines a text fills in its column, a wide character taking two narrow ones."""
    width = _WIDTHS.get(column, _NARROW) - 1
    return sum(
        max(1, -(-sum(1 + (unicodedata.east_asian_width(c) in "FW") for c in line) // width))
        for line in text.split("\n")
    )


def _put(target: Worksheet, row: int, column: int, value: str) -> Any:
    """Write a text as a text, be it ``=1+1``."""
    cell = target.cell(row, column)
    if value:
        cell.value = fit(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
