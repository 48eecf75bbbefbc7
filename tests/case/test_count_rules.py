"""The rules on counts of statements, each broken once in a copy of the case worked by hand."""

from __future__ import annotations

import pytest

FILE = "statement_counts.csv"
EITHER = "a month as 2025-02 or a year as 2025, one of the two throughout"


@pytest.fixture
def spoilt(spoilt):
    """The copy without the pattern of its months, which would find a fault before the rule does."""

    def loosen(declared):
        table = next(each for each in declared["resources"] if each["name"] == "statement_counts")
        period = next(f for f in table["schema"]["fields"] if f["name"] == "period")
        del period["constraints"]["pattern"]

    spoilt.declare(loosen)
    return spoilt


@pytest.mark.parametrize(
    ("period", "wrong"),
    [
        ("2020", "'2020' among months"),
        ("2020-13", "'2020-13' is not in the calendar"),
        ("0000-01", "'0000-01' is not in the calendar"),
        ("2020-1", "'2020-1' is no month and no year"),
        ("2020-01-31", "'2020-01-31' is no month and no year"),
        ("Jan 2020", "'Jan 2020' is no month and no year"),
        ("２０２０-01", "'２０２０-01' is no month and no year"),
    ],
)
def test_a_period_that_is_no_month_like_the_others_is_named(spoilt, period, wrong):
    spoilt.cell(FILE, 7, "period", period)
    assert spoilt.found() == [f"{FILE}:7:period: {wrong}; {EITHER}"]


@pytest.mark.parametrize(("period", "found"), [("2219-11", 0), ("2221-11", 1), ("1819-11", 1)])
def test_a_period_centuries_from_the_others_is_named(spoilt, period, found):
    spoilt.cell(FILE, 7, "period", period)
    line = f"{FILE}:7:period: '{period}' is far from the others; within 200 years of their middle"
    assert spoilt.found() == [line] * found


def test_a_month_among_years_is_named(spoilt):
    rows = spoilt.rows(FILE)
    spoilt.put(FILE, [rows[0], *([row[0][:4], *row[1:]] for row in rows[1:])])
    assert spoilt.found() == []
    spoilt.cell(FILE, 3, "period", "2019-11")
    assert spoilt.found() == [f"{FILE}:3:period: '2019-11' among years; {EITHER}"]


@pytest.mark.parametrize("n", ["0", "-3", "", "1000000000001"])
def test_a_count_of_nothing_or_of_more_than_anybody_counted_is_named(spoilt, n):
    spoilt.cell(FILE, 4, "n", n)
    assert spoilt.found() == [f"{FILE}:4:n: '{n}' statements; 1 to 1,000,000,000,000"]


@pytest.mark.parametrize("n", ["2.5", "many", "1e3"])
def test_a_count_that_is_no_whole_number_is_named_once(spoilt, n):
    spoilt.cell(FILE, 4, "n", n)
    [line] = spoilt.found()
    assert line.startswith(f"{FILE}:4:n: '{n}' ")


def test_a_cell_counted_twice_under_one_code_is_named(spoilt):
    spoilt.append(FILE, "2020-02", "DUN", "ferry", "1", "4")
    [line] = spoilt.found()
    assert line.startswith(f"{FILE}:12:period,actor,issue,stance: ")


@pytest.mark.parametrize(
    ("column", "value"), [("actor", "EDO"), ("issue", "weir"), ("stance", "3"), ("period", "")]
)
def test_an_unknown_actor_or_issue_a_code_off_the_scale_and_no_period_are_named(
    spoilt, column, value
):
    spoilt.cell(FILE, 5, column, value)
    [line] = spoilt.found()
    assert line.startswith(f"{FILE}:5:{column}: ")


def test_bounds_that_are_not_the_scale_s_are_refused(spoilt):
    def widen(declared):
        table = next(each for each in declared["resources"] if each["name"] == "statement_counts")
        stance = next(f for f in table["schema"]["fields"] if f["name"] == "stance")
        stance["constraints"]["maximum"] = 5

    spoilt.declare(widen)
    assert spoilt.found() == [
        "datapackage.json: statement_counts.stance is bounded by minimum -2, maximum 5; "
        "the bounds of stance_scale: -2, 2"
    ]


@pytest.mark.parametrize(("column", "target"), [("actor", "actors"), ("issue", "issues")])
def test_a_declaration_without_a_reference_is_refused(spoilt, column, target):
    def loosen(declared):
        table = next(each for each in declared["resources"] if each["name"] == "statement_counts")
        keys = table["schema"]["foreignKeys"]
        keys.remove(next(key for key in keys if key["fields"] == column))

    spoilt.declare(loosen)
    assert spoilt.found() == [
        f"datapackage.json: statement_counts.{column} has no foreign key; "
        f"a foreign key to {target}.{column}"
    ]
