"""What counts as a day, asked of every day there may be; the ISO week of dates."""

from __future__ import annotations

import re
from datetime import date, timedelta

import narwhals as nw
import pandas as pd
import pytest

from analysis.statements.days import DAY, week

YEARS = (0, 1, 4, 10, 100, 400, 1600, 1700, 1900, 1996, 2000, 2023, 2024, 2100, 9999)


@pytest.mark.parametrize("year", YEARS)
def test_a_day_is_a_day_of_the_calendar(year):
    for month in range(14):
        for day in range(33):
            text = f"{year:04d}-{month:02d}-{day:02d}"
            try:  # of which there is no year 0
                there = bool(date.fromisoformat(text))
            except ValueError:
                there = False
            assert bool(re.search(DAY, text)) is there, text


TIMED = ["2025-02-28T23:59:59Z", "2025-02-28 10:00", "2025-02-28T10:00:00.5+09:00"]
OTHERS = [
    "2025-2-28",
    "28.2.2025",
    "2025-02-28x",
    "20250228",
    " 2025-02-28",
    "２０２５-02-28",
    "2025-02-28T99:99",
    "2025-02-28T",
    "2025-02-28 10",
    "2025-02-28T24:00",
    "2025-02-28T2360",
]


@pytest.mark.parametrize("text", TIMED)
def test_a_time_of_day_may_follow(text):
    assert re.search(DAY, text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_ways_to_write_a_day_are_none(text):
    assert not re.search(DAY, text)


@pytest.mark.parametrize("year", [1690, 1790, 1885, 1995, 2090, 2190])
def test_a_week_is_that_of_iso_8601_across_years_and_centuries(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 * 30)]
    frame = nw.from_native(pd.DataFrame({"date": pd.to_datetime(days)}))
    number = frame.select(week("date", frame.schema["date"]))["date"].to_list()
    iso = [day.isocalendar()[:2] for day in days]
    assert len(set(zip(number, iso, strict=True))) == len(set(number)) == len(set(iso))
