"""Days, months and years of statements, in expressions that every engine answers alike.

Text files hold a date as text, and each engine reads text in its own way: one takes 30 February
for 2 March, another for nothing. So whether a text is a day is asked of one pattern, which knows
the calendar, and its month or year is a part of the text.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

PERIODS = ("month", "year")

_YEAR = r"(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_TIME = (
    r"[T ](?:[01][0-9]|2[0-3]):?[0-5][0-9](?::?(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?"
    r"(?: ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
#: An ISO 8601 day that exists, of the years 1 to 9999, alone or before a time of day.
DAY = (
    rf"^(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP}-02-29)(?:{_TIME})?$"
)
#: Names of it, as engines have them.
UTC = ("UTC", "Etc/UTC", "Z")
_DIGITS = {"month": 7, "year": 4}


def is_date(dtype: Any) -> bool:
    """Whether a column holds days or moments rather than text."""
    return dtype == nw.Date or dtype == nw.Datetime


def refuse_no_date(name: str, dtype: Any) -> None:
    """Nothing, or a ValueError that names what a column of dates may be.

    >>> refuse_no_date("date", nw.Int64)
    Traceback (most recent call last):
    ValueError: the column date is Int64; allowed: dates, moments, or text as 2025-02-28
    """
    if dtype.is_numeric() or dtype == nw.Boolean:
        name_of = getattr(dtype, "__name__", str(dtype))
        raise ValueError(
            f"the column {name} is {name_of}; allowed: dates, moments, or text as 2025-02-28"
        )


def is_day(name: str, dtype: Any) -> nw.Expr:
    """Whether a cell is a day; false where it is missing."""
    missing = nw.col(name).is_null()
    text = _text(name).str
    # To some engines the end of a pattern may stand before a last line break.
    day = (
        moment(name, dtype).dt.year().is_between(1, 9999)
        if is_date(dtype)
        else text.contains(DAY) & ~text.ends_with("\n")
    )
    return nw.when(missing).then(nw.lit(False)).otherwise(day)


def period(name: str, dtype: Any, by: str) -> nw.Expr:
    """The month or year of a cell: text of its first digits, of a date a number as 202502.

    Only where the cell is a day; else what comes out means nothing.
    """
    if not is_date(dtype):
        return _text(name).str.slice(0, _DIGITS[by])
    column = moment(name, dtype)
    year = column.dt.year().cast(nw.Float64)
    return year if by == "year" else year * 100 + column.dt.month().cast(nw.Float64)


def moment(name: str, dtype: Any) -> nw.Expr:
    """A date or moment; one that bears a time zone as it is in UTC, whoever asks and where."""
    zone = getattr(dtype, "time_zone", None)
    column = nw.col(name)
    return column if zone in (None, *UTC) else column.dt.convert_time_zone("UTC")


def label(value: object, by: str) -> str:
    """A period as people write it.

    >>> label(202502.0, "month"), label("2025-02", "month"), label(2025, "year")
    ('2025-02', '2025-02', '2025')
    """
    if isinstance(value, str):
        return value
    digits = f"{int(value):d}"  # type: ignore[call-overload]
    return f"{digits[:-2]:0>4}-{digits[-2:]}" if by == "month" else f"{digits:0>4}"


def week(name: str, dtype: Any) -> nw.Expr:
    """The ISO 8601 week of a date, as the number of its Monday among all Mondays.

    From year and day of the year alone: some engines number no days, and not all call Sunday the
    seventh. The first day of the calendar, 0001-01-01, is a Monday.
    """
    date = moment(name, dtype).dt
    before = date.year().cast(nw.Float64) - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return (days + date.ordinal_day().cast(nw.Float64) - 1) // 7


def _text(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.String)
