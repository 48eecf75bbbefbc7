"""Days, months and years of statements, in expressions that every engine answers alike.

Text files hold a date as text, and each engine reads text in its own way: one takes 30 February
for 2 March, another for nothing. So whether a text is a day is asked of one pattern, which knows
the calendar, and its month or year is a part of the text.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

PERIODS = ("month", "year")

#: An ISO 8601 day that exists, alone or before a time of day.
DAY = (
    r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
    r"(?:[T ][0-9:.,Z+-]*)?$"
)
_DIGITS = {"month": 7, "year": 4}


def is_date(dtype: Any) -> bool:
    """Whether a column holds days or moments rather than text."""
    return dtype == nw.Date or dtype == nw.Datetime


def is_day(name: str, dtype: Any) -> nw.Expr:
    """Whether a cell is a day; false where it is missing."""
    column = nw.col(name)
    if is_date(dtype):
        return ~column.is_null()
    return nw.when(column.is_null()).then(nw.lit(False)).otherwise(column.str.contains(DAY))


def period(name: str, dtype: Any, by: str) -> nw.Expr:
    """The month or year of a cell: text of its first digits, of a date a number as 202502.

    Only where the cell is a day; else what comes out means nothing.
    """
    column = nw.col(name)
    if not is_date(dtype):
        return column.str.slice(0, _DIGITS[by])
    year = column.dt.year().cast(nw.Float64)
    return year if by == "year" else year * 100 + column.dt.month().cast(nw.Float64)


def label(value: object, by: str) -> str:
    """A period as people write it.

    >>> label(202502.0, "month"), label("2025-02", "month"), label(2025, "year")
    ('2025-02', '2025-02', '2025')
    """
    if isinstance(value, str):
        return value
    digits = f"{int(value):d}"  # type: ignore[call-overload]
    return f"{digits[:-2]:0>4}-{digits[-2:]}" if by == "month" else f"{digits:0>4}"


def week(name: str) -> nw.Expr:
    """The ISO 8601 week of a date, as the number of its Monday among all Mondays.

    From year, day of the year and weekday, since no engine but some numbers its days.
    """
    date = nw.col(name).dt
    before = date.year().cast(nw.Float64) - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return (days + date.ordinal_day().cast(nw.Float64) - date.weekday().cast(nw.Float64)) // 7
