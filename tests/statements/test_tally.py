"""Statements counted: what is counted, what is not and why; the cells that follow from counts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statements import cells, tally, wide
from analysis.statements.faults import ACTOR, DATE, ISSUE, REASONS, STANCE

SCALE = (-2, -1, 0, 1, 2)
ACTORS, ISSUES = ["US", "EU"], ["peace", "aid"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["US", "EU", "XX", None]),
        st.sampled_from(["aid", "peace", "tariffs", None]),
        st.sampled_from(["-2", "2", "+2", "2.0", "−1", "0", "3", "for", "1.5", "", None]),
        st.sampled_from(["2024-02-29", "2025-02-29", "2025-02-28T10:00", "28.2.2025", "", None]),
    ),
    max_size=40,
)


def said(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["actor", "issue", "stance", "date"], dtype="str")


def fault(actor, issue, stance, day) -> str | None:
    """The first fault of a statement, by Python's own reading of numbers and days."""
    if actor not in ACTORS:
        return ACTOR
    if issue not in ISSUES:
        return ISSUE
    if stance:
        try:
            code = float(stance.replace("−", "-"))
        except ValueError:
            return STANCE
        if code not in SCALE:
            return STANCE
    try:
        date.fromisoformat((day or "")[:10])
    except ValueError:
        return DATE
    return None


@settings(max_examples=60)
@given(ROWS)
def test_every_statement_is_counted_or_has_no_stance_or_a_reason(rows):
    expected, uncoded, reasons = Counter(), 0, Counter()
    for actor, issue, stance, day in rows:
        if reason := fault(actor, issue, stance, day):
            reasons[reason] += 1
        elif not stance:
            uncoded += 1
        else:
            code = int(float(stance.replace("−", "-")))
            expected[day[:7], actor, issue, code] += 1
    found = tally(said(rows), SCALE, actors=ACTORS, issues=ISSUES, by="month")
    counted = {tuple(row[:4]): row[4] for row in found.counts.itertuples(index=False)}
    assert counted == dict(expected)
    assert (found.uncoded, found.rejected) == (uncoded, dict(reasons))
    assert found.total == len(rows)


@settings(max_examples=30)
@given(ROWS)
def test_months_add_up_to_years_and_years_to_all(rows):
    rows = [row for row in rows if fault("US", "aid", "0", row[3]) is None]
    totals = []
    for by in ("month", "year", None):
        counts = tally(said(rows), SCALE, actors=ACTORS, issues=ISSUES, by=by).counts
        if by == "month":
            counts["period"] = counts["period"].str.slice(0, 4)
        totals.append(counts)
    years = totals[0].groupby(["period", "actor", "issue", "stance"])["n"].sum()
    assert years.to_dict() == totals[1].set_index(list(years.index.names))["n"].to_dict()
    overall = totals[1].groupby(["actor", "issue", "stance"])["n"].sum()
    assert overall.to_dict() == totals[2].set_index(list(overall.index.names))["n"].to_dict()


def test_a_statement_counts_under_the_first_of_its_faults():
    rows = [("XX", "tariffs", "9", "never"), ("US", "tariffs", "9", "never"),
            ("US", "aid", "9", "never"), ("US", "aid", "2", "never")]  # fmt: skip
    found = tally(said(rows), SCALE, actors=ACTORS, issues=ISSUES, by="year")
    assert list(found.rejected.items()) == [(reason, 1) for reason in REASONS]
    assert found.counts.empty


def test_a_missing_stance_is_no_zero_and_no_fault():
    found = tally(said([("US", "aid", None, None), ("US", "aid", "", None)]), SCALE)
    assert (found.uncoded, found.rejected, len(found.counts)) == (2, {}, 0)


@pytest.mark.parametrize(
    "stance",
    [
        pd.array([2, 9, None], dtype="Int64"),
        np.array([2.0, 9.0, np.nan]),
        np.array([2, 9, None], dtype=object),
        pd.Categorical(["2", "9", None]),
    ],
)
def test_codes_are_read_alike_from_every_type(stance):
    frame = pd.DataFrame({"actor": ["US"] * 3, "issue": ["aid"] * 3, "stance": stance})
    found = tally(frame, SCALE)
    assert found.counts.to_numpy().tolist() == [["US", "aid", 2, 1]]
    assert (found.uncoded, found.rejected) == (1, {STANCE: 1})


def test_a_date_a_moment_and_a_text_give_the_same_months():
    text = ["2025-02-28", "2025-03-01", None]
    moments = pd.to_datetime(pd.Series(text))
    frame = pd.DataFrame({"actor": "US", "issue": "aid", "stance": 1, "date": text})
    found = [
        tally(frame.assign(date=dates), SCALE, by="month")
        for dates in (text, moments, moments.dt.tz_localize("UTC"))
    ]
    for one in found:
        assert one.counts["period"].tolist() == ["2025-02", "2025-03"]
        assert one.rejected == {DATE: 1}


@pytest.mark.parametrize(("time", "month"), [("00:30", "2025-02"), ("09:30", "2025-03")])
def test_the_month_of_a_moment_in_a_zone_is_that_of_utc(time, month):
    moment = pd.Series(pd.to_datetime([f"2025-03-01 {time}"])).dt.tz_localize("Asia/Tokyo")
    frame = pd.DataFrame({"actor": "US", "issue": "aid", "stance": 1, "date": moment})
    for native in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        assert tally(native, SCALE, by="month").counts["period"].tolist() == [month]


def test_without_names_all_who_are_named_are_counted_in_order_of_name():
    rows = [("b", "y", "1", None), ("a", "z", "1", None), (None, "z", "1", None)]
    found = tally(said(rows), SCALE)
    assert found.counts["actor"].tolist() == ["a", "b"]
    assert found.rejected == {ACTOR: 1}


def test_names_given_set_the_order():
    rows = [("EU", "aid", "1", None), ("US", "peace", "-1", None), ("US", "aid", "1", None)]
    counts = tally(said(rows), SCALE, actors=ACTORS, issues=ISSUES).counts
    assert counts[["actor", "issue"]].to_numpy().tolist() == [
        ["US", "peace"], ["US", "aid"], ["EU", "aid"],
    ]  # fmt: skip


GOOD = said([("US", "aid", "1", "2025-02-28")])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: tally([1, 2], SCALE),
            TypeError,
            "statements are list; allowed: a frame of pandas",
        ),
        (
            lambda: tally(GOOD.drop(columns="issue"), SCALE),
            ValueError,
            "no column 'issue' in the statements; the columns are actor, stance, date",
        ),
        (
            lambda: tally(GOOD.drop(columns="date"), SCALE, by="month"),
            ValueError,
            "no column 'date'",
        ),
        (
            lambda: tally(GOOD, SCALE, by="week"),
            ValueError,
            "by is 'week'; allowed are month, year",
        ),
        (
            lambda: tally(GOOD.assign(date=20250228), SCALE, by="year"),
            ValueError,
            "the column date is Int64; allowed: dates, moments, or text as 2025-02-28",
        ),
        (
            lambda: tally(pd.concat([GOOD, GOOD[["actor"]]], axis=1), SCALE),
            ValueError,
            "the column 'actor' occurs twice in the statements; allowed: once",
        ),
    ],
)
def test_what_is_wrong_with_the_frame_is_said_in_a_line(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()


CODES = st.lists(st.integers(-2, 2), min_size=1, max_size=15)


@settings(max_examples=60)
@given(CODES)
def test_the_cell_of_some_codes_has_their_median_mean_and_extremes(codes):
    frame = pd.DataFrame({"actor": "US", "issue": "aid", "stance": codes})
    cell = cells(tally(frame, SCALE).counts, 0).iloc[0]
    ordered = sorted(codes)
    lower, upper = ordered[(len(codes) - 1) // 2], ordered[len(codes) // 2]
    assert (cell["lower"], cell["upper"], cell["n"]) == (lower, upper, len(codes))
    assert (cell["low"], cell["high"]) == (min(codes), max(codes))
    assert pd.isna(cell["stance"]) if lower != upper else cell["stance"] == lower
    assert cell["mean"] == pytest.approx(np.mean(codes))
    above, below = sum(c > 0 for c in codes), sum(c < 0 for c in codes)
    # Kaplan's total affect less net affect, for each statement
    total, net = above + below, abs(above - below)
    assert cell["ambivalence"] == pytest.approx((total - net) / len(codes))


def test_ambivalence_is_1_half_against_half_and_0_on_one_side_or_in_the_middle():
    codes = {"half": [2, -1], "one side": [1, 2], "middle": [0, 0]}
    frame = pd.DataFrame(
        [("US", issue, code) for issue, given_ in codes.items() for code in given_],
        columns=["actor", "issue", "stance"],
    )
    found = cells(tally(frame, SCALE).counts, 0).set_index("issue")["ambivalence"]
    assert found.to_dict() == {"half": 1.0, "one side": 0.0, "middle": 0.0}


def test_a_matrix_has_no_number_where_nobody_spoke():
    frame = said([("US", "aid", "1", "2025-01-31"), ("US", "aid", "2", "2025-01-30"),
                  ("EU", "aid", "0", "2025-03-01")])  # fmt: skip
    counts = tally(frame, SCALE, actors=ACTORS, issues=ISSUES, by="month").counts
    grid = wide(cells(counts, 0), "stance", ACTORS, ISSUES)
    assert grid.index.tolist() == [
        ("2025-01", "US"), ("2025-01", "EU"), ("2025-03", "US"), ("2025-03", "EU"),
    ]  # fmt: skip
    assert grid["aid"].fillna("").tolist() == ["1/2", "", "", "0"]
    assert grid["peace"].isna().all()
    with pytest.raises(ValueError, match="values is 'median'; allowed are stance, low, high, n"):
        wide(cells(counts, 0), "median")


def test_the_statements_are_left_as_they_were():
    frame = said([("US", "aid", "1", "2025-01-31"), ("XX", "aid", "x", "")])
    before = frame.copy(deep=True)
    tally(frame, SCALE, by="month")
    pd.testing.assert_frame_equal(frame, before)
