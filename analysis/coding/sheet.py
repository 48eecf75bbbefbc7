"""The coding sheet as a workbook: one row a unit, answers chosen from lists.

A workbook knows text from formulas by a cell's type, so a cell that begins with ``=`` is written
as the text it is, and marked so that editing it leaves it text. Only the cells to fill in can be
typed into; the protection has no password and guards against slips, not against people.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.coding.form import ABOUT, VERSION, Page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"unit": 22, "line": 6, "text_ja": 34, "text_en": 34, "effect_ja": 34, "effect_en": 34}
_WIDTHS |= {"objective": 30, "rationale": 44, "codes": 60, "proposed_modality": 20}
_NARROW = 12
#: What a cell of a workbook holds at most; and what its XML cannot hold at all.
_LONGEST = 32_000
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TO_FILL, _HEAD = "FFFFF4CE", "FFE6E6E6"


def sheet_of(asked: Sequence[Page], about: Mapping[str, str]) -> bytes:
    """The workbook for a coder.

    Parameters
    ----------
    asked : its pages
    about : what it is for: case, version, coder
    """
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in asked:
        _fill(book.create_sheet(page.name), page)
    last = book.create_sheet(ABOUT)
    for row, (key, value) in enumerate({"form": VERSION, **about}.items(), start=1):
        _put(last, row, 1, key)
        _put(last, row, 2, value)
    last.protection.sheet = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(target: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    wrap = Alignment(wrap_text=True, vertical="top")
    asked = {answer.column: answer for answer in page.answers}
    for place, column in enumerate(page.columns, start=1):
        letter = get_column_letter(place)
        target.column_dimensions[letter].width = _WIDTHS.get(column, _NARROW)
        head = _put(target, 1, place, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
        for row, shown in enumerate(page.rows, start=2):
            cell = _put(target, row, place, shown.get(column, ""))
            cell.alignment = wrap
            if column in asked:
                cell.protection = Protection(locked=False)
                cell.fill = PatternFill("solid", fgColor=_TO_FILL)
        answer = asked.get(column)
        if answer and page.rows:
            span = f"{letter}2:{letter}{len(page.rows) + 1}"
            listed = '"' + ",".join(answer.choices) + '"'
            rule = DataValidation(type="list", formula1=listed, allow_blank=True)
            if not answer.choices or len(listed) > 255:
                rule = DataValidation(type="textLength", operator="greaterThan", formula1="0")
            rule.promptTitle, rule.prompt = column[:32], answer.hint[:255]
            rule.errorTitle, rule.error = column[:32], "; ".join(answer.choices)[:255]
            rule.showInputMessage = rule.showErrorMessage = True
            target.add_data_validation(rule)
            rule.add(span)
    target.freeze_panes = target.cell(2, 2)
    target.protection.sheet = True
    target.protection.formatColumns = target.protection.formatRows = False


def _put(target: Worksheet, row: int, column: int, value: str) -> Any:
    """Write a text as a text, be it ``=1+1``."""
    cell = target.cell(row, column)
    if value:
        text = _UNFIT.sub("\ufffd", value)
        cell.value = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
