"""Days, months and years that exist.

A pattern lets 30 February through, and a reference or a timeline made of it would be wrong in
silence. So whatever looks like a date in a column of dates is asked of the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from analysis.case.problem import Problem, shown
from analysis.case.sheets import Sheets

COLUMN = re.compile(r"date|\w+_date|month|data_to")
DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def exists(text: str) -> bool:
    """Whether the calendar has a day or month.

    Examples
    --------
    >>> exists("2024-02-29"), exists("2025-02-29"), exists("2025-13"), exists("2025-12")
    (True, False, False, True)
    """
    year, month, *day = (int(part) for part in text.split("-"))
    try:
        date(year, month, *(day or [1]))
    except ValueError:
        return False
    return True


def days_exist(sheets: Sheets) -> Iterator[Problem]:
    """Every day and month in a column of dates, of any table, is one of the calendar."""
    for name in sheets.tables:
        for number, row in sheets.rows(name):
            for column in filter(COLUMN.fullmatch, row):
                for found in DATE.findall(row[column]):
                    if not exists(found):
                        wrong = f"{shown(found)} is not in the calendar"
                        allowed = "a day or month that exists, YYYY-MM-DD or YYYY-MM"
                        yield Problem(sheets.file(name), number, column, wrong, allowed)
