"""The rules on votes and days, each broken once in a copy of a case that has them."""

from __future__ import annotations

import shutil

import pytest

from analysis.case import check_case


@pytest.fixture
def copied(root, tmp_path, spoilt):
    """Makes a copy of a shipped case that a test may spoil."""

    def copy(name):
        shutil.copytree(root / "data" / name, tmp_path / name)
        return type(spoilt)(tmp_path / name)

    return copy


@pytest.fixture
def un(copied):
    return copied("un-votes-2025-02-24")


@pytest.fixture
def summit(copied):
    return copied("us-ukraine-2025-02-28")


def row_of(case, file, *cells):
    """The number in its file of the row that has all of these cells."""
    [number] = [n for n, row in enumerate(case.rows(file), start=1) if set(cells) <= set(row)]
    return number


def test_a_state_that_votes_yes_and_no_on_one_text_is_named(summit):
    row = row_of(summit, "votes.csv", "A/RES/ES-11/7", "UKR")
    summit.cell("votes.csv", row, "no", "1")
    assert summit.found() == [
        f"votes.csv:{row}:actor: UKR votes 2 times on A/RES/ES-11/7; "
        "of a state 1 in one of yes, no, abstain, not_voting, else 0"
    ]


def test_a_state_with_a_row_and_no_vote_at_all_is_named(summit):
    row = row_of(summit, "votes.csv", "A/RES/ES-11/8", "CHN")
    summit.cell("votes.csv", row, "abstain", "0")
    [line] = summit.found()
    assert line.startswith(f"votes.csv:{row}:actor: CHN votes 0 times on A/RES/ES-11/8; ")


def test_a_group_votes_as_often_as_its_members(summit):
    row = row_of(summit, "votes.csv", "A/RES/ES-11/7", "EU")
    assert summit.rows("votes.csv")[row - 1][2] == "26"
    assert summit.found() == []


def test_two_issues_of_one_resolution_would_let_each_state_vote_twice(un):
    def drop(declared):
        table = next(each for each in declared["resources"] if each["name"] == "issues")
        field = next(f for f in table["schema"]["fields"] if f["name"] == "resolution")
        del field["constraints"]["unique"]

    un.declare(drop)
    un.cell("issues.csv", 3, "resolution", "A/RES/ES-11/7")
    assert (
        "issues.csv:3:resolution: 'A/RES/ES-11/7' is the resolution of es_11_7 already; "
        "each resolution under one issue"
    ) in un.found()


@pytest.mark.parametrize(("yes", "total"), [("9", 14), ("11", 16)])
def test_a_vote_of_the_council_that_does_not_sum_to_its_members_is_named(un, yes, total):
    row = row_of(un, "resolutions.csv", "S/RES/2774")
    un.cell("resolutions.csv", row, "yes", yes)
    assert (
        f"resolutions.csv:{row}:yes: the votes on S/RES/2774 sum to {total}; "
        "yes, no, abstain and not_voting of 15 members"
    ) in un.found()


def test_where_those_not_voting_are_not_reported_the_council_s_votes_may_be_fewer(un):
    row = row_of(un, "resolutions.csv", "S/RES/2774")
    un.cell("resolutions.csv", row, "not_voting", "")
    un.cell("resolutions.csv", row, "no", "1")
    assert any("sum to 16" in line for line in un.found()), "more than all is wrong even so"
    un.cell("resolutions.csv", row, "no", "0")
    un.cell("resolutions.csv", row, "yes", "9")
    assert not any("sum to" in line for line in un.found())


def test_more_states_than_the_total_are_named_with_both_numbers(un):
    row = row_of(un, "resolutions.csv", "S/RES/2774")
    code = row_of(un, "stance_codes.csv", "v-s_res_2774-FRA")
    for column in ("stance", "low", "high"):
        un.cell("stance_codes.csv", code, column, "1")
    assert un.found() == [
        f"resolutions.csv:{row}:yes: 11 states have yes on S/RES/2774; no more than the total, 10"
    ]


def test_states_of_a_table_of_votes_keep_within_the_totals_too(summit):
    row = row_of(summit, "resolutions.csv", "A/RES/ES-11/8")
    summit.cell("resolutions.csv", row, "no", "0")
    assert summit.found() == [
        f"resolutions.csv:{row}:no: 1 states have no on A/RES/ES-11/8; no more than the total, 0"
    ]


def test_an_empty_vote_without_its_reason_and_a_reason_beside_a_vote_are_named(un):
    absent = row_of(un, "comparison.csv", "v-es_11_7-GEO")
    given = row_of(un, "comparison.csv", "v-es_11_7-UKR")
    un.cell("comparison.csv", absent, "no_vote", "")
    un.cell("comparison.csv", given, "no_vote", "no_seat")
    assert un.found() == [
        f"comparison.csv:{given}:no_vote: 'no_seat' beside the vote '1'; "
        "an empty cell where a vote is given",
        f"comparison.csv:{absent}:no_vote: no vote, and no reason why; "
        "one of not_voting, no_seat, not_read",
    ]


@pytest.mark.parametrize(
    ("name", "file", "column", "wrong"),
    [
        ("un-votes-2025-02-24", "resolutions.csv", "date", "2025-02-30"),
        ("un-votes-2025-02-24", "sources.csv", "date", "2025-02-29"),
        ("us-ukraine-2025-02-28", "timeline.csv", "date", "2025-04-31"),
        ("us-ukraine-2025-02-28", "responses.csv", "date", "2025-02-30"),
        ("us-ukraine-2025-02-28", "evidence.csv", "record_date", "2025-06-31"),
    ],
)
def test_a_day_that_no_calendar_has_is_named_in_every_column_of_dates(
    copied, name, file, column, wrong
):
    case = copied(name)
    case.cell(file, 2, column, wrong)
    assert case.found() == [
        f"{file}:2:{column}: '{wrong}' is not in the calendar; "
        "a day or month that exists, YYYY-MM-DD or YYYY-MM"
    ]


def test_a_leap_day_of_a_leap_year_is_a_day(un):
    un.cell("sources.csv", 2, "date", "2024-02-29")
    assert un.found() == []


def test_a_source_published_on_no_day_is_refused(un):
    un.declare(lambda declared: declared["sources"][0].update(published="2025-02-30"))
    assert un.found() == [
        "datapackage.json: sources, entry 1: published is '2025-02-30'; YYYY, YYYY-MM or YYYY-MM-DD"
    ]


def test_shipped_cases_break_none_of_these_rules(root):
    for folder in (root / "data").glob("*/"):
        assert check_case(folder) == []
