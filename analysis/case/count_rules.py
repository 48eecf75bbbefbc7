"""What must hold of statements that have been counted.

Of a million statements only their counts are kept: how many put an actor at a code of an issue
in a month or a year. A month beside a year would count a statement twice, and a count of nothing
would make a cell look stated that nobody spoke in; neither can be seen in what is drawn of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.case.days import exists
from analysis.case.problem import Problem, shown
from analysis.case.sheets import Sheets

TABLE = "statement_counts"
FORMS = {"months": re.compile(r"\d{4}-\d{2}", re.ASCII), "years": re.compile(r"\d{4}", re.ASCII)}
#: More statements than anybody has counted; sums of so many are still exact.
MOST = 10**12
#: Years from the middle one. A slip of the pen in a year would leave a chart of empty months.
FAR = 200


def check_counts(sheets: Sheets) -> Iterator[Problem]:
    """Every breach of the rules on counts of statements."""
    yield from periods_are_months_or_years(sheets)
    yield from a_count_counts_something(sheets)


def periods_are_months_or_years(sheets: Sheets) -> Iterator[Problem]:
    """14. A period is a month or a year of the calendar, one of the two throughout, not far off."""
    either = "a month as 2025-02 or a year as 2025, one of the two throughout"
    first, years = None, []
    for number, row in sheets.rows(TABLE):
        period = row["period"]
        form = next((name for name, form in FORMS.items() if form.fullmatch(period)), None)
        if not period:
            continue
        if form is None:
            wrong = f"{shown(period)} is no month and no year"
        elif not exists(period if form == "months" else f"{period}-01"):
            wrong = f"{shown(period)} is not in the calendar"
        elif form != (first := first or form):
            wrong = f"{shown(period)} among {first}"
        else:
            years.append((int(period[:4]), number, period))
            continue
        yield Problem(sheets.file(TABLE), number, "period", wrong, either)
    if not years:
        return
    middle = sorted(years)[len(years) // 2][0]
    for year, number, period in years:
        if abs(year - middle) > FAR:
            wrong, allowed = (
                f"{shown(period)} is far from the others",
                f"within {FAR} years of their middle",
            )
            yield Problem(sheets.file(TABLE), number, "period", wrong, allowed)


def a_count_counts_something(sheets: Sheets) -> Iterator[Problem]:
    """15. Every row counts one statement or more; what nobody said has no row."""
    for number, row in sheets.rows(TABLE):
        try:
            n = int(row["n"])
        except ValueError:
            if row["n"]:
                continue  # no number, which is reported already
            n = 0
        if not 1 <= n <= MOST:
            wrong = f"{shown(row['n'])} statements"
            yield Problem(sheets.file(TABLE), number, "n", wrong, f"1 to {MOST:,}")
