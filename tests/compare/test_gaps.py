"""Gaps on one issue, worked by hand, and the issues on which the actors face each other."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.case.scale import Code, Scale
from analysis.compare import divided_issues, issue_gaps, widest, with_readings
from analysis.compare.gaps import Gap

SCALE = Scale(tuple(Code(n, str(n), str(n), str(n)) for n in range(-2, 3)), 0)
COLUMNS = ["actor", "kind", "lower", "upper", "low", "high"]


def cells(*rows, issue="aid"):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    codes = ["lower", "upper", "low", "high"]
    frame[codes] = frame[codes].astype("Int64")
    return frame.assign(
        issue=issue,
        reading_low=pd.array([pd.NA] * len(frame), dtype="Int64"),
        reading_high=pd.array([pd.NA] * len(frame), dtype="Int64"),
        reading_silent=False,
    )


US = ("US", "stated", -2, -2, -2, -1)
UA = ("UA", "stated", 2, 2, 2, 2)
EU = ("EU", "stated", 2, 2, 1, 2)
SILENT = ("JP", "not stated", None, None, None, None)


def test_a_gap_is_the_distance_of_the_codes_and_its_range_that_of_their_bounds():
    assert issue_gaps(cells(US, UA, EU)) == {
        ("US", "UA"): Gap(4, 3, 4),
        ("US", "EU"): Gap(4, 2, 4),
        ("UA", "EU"): Gap(0, 0, 1),
    }


def test_bounds_that_overlap_may_meet_whichever_actor_is_named_first():
    near, wide = ("A", "stated", 0, 0, -1, 1), ("B", "stated", 1, 1, 0, 2)
    assert issue_gaps(cells(near, wide)) == {("A", "B"): Gap(1, 0, 3)}
    assert issue_gaps(cells(wide, near)) == {("B", "A"): Gap(1, 0, 3)}


def test_a_split_code_has_a_range_and_no_gap_of_its_own():
    split = ("EU", "split", 0, 2, 0, 2)
    assert issue_gaps(cells(US, split)) == {("US", "EU"): Gap(None, 1, 4)}


def test_an_actor_without_a_position_has_no_gap():
    assert list(issue_gaps(cells(US, SILENT, EU))) == [("US", "EU")]
    assert issue_gaps(cells(US, SILENT)) == {}


def test_the_widest_gap_takes_each_number_for_itself():
    gaps = {("a", "b"): Gap(2, 1, 2), ("a", "c"): Gap(1, 0, 4)}
    assert widest(gaps) == Gap(2, 1, 4)
    assert widest({**gaps, ("b", "c"): Gap(None, 1, 3)}) == Gap(None, 1, 4)


@pytest.mark.parametrize(
    ("gap", "text"),
    [(Gap(4, 3, 4), "4 (3–4)"), (Gap(3, 3, 3), "3"), (Gap(None, 1, 3), "1–3")],
)
def test_a_gap_is_written_with_its_range_where_it_has_one(gap, text):
    assert str(gap) == text


def firm(actor, code):
    return (actor, "stated", code, code, code, code)


@pytest.mark.parametrize(
    ("rows", "divided"),
    [
        ([firm("US", -2), firm("UA", 2), firm("EU", 2)], True),
        ([firm("US", 2), firm("UA", -2), firm("EU", -2)], True),
        ([firm("US", -2), firm("UA", 2)], True),
        ([firm("US", -2), firm("UA", -2), firm("EU", -2)], False),  # all on one side
        ([firm("A", -2), firm("B", -2), firm("C", 2), firm("D", 2)], False),  # two and two
        ([firm("US", -1), firm("UA", 2), firm("EU", 2)], False),  # a step leads to the midpoint
        ([("US", "stated", -2, -2, -2, 0), firm("UA", 2), firm("EU", 2)], False),  # the bounds do
        ([("US", "split", -2, 2, -2, 2), firm("UA", 2), firm("EU", 2)], False),
        ([firm("US", -2), firm("UA", 2), SILENT], False),
        ([firm("US", -2)], False),
    ],
)
def test_an_issue_divides_where_one_faces_all_others_in_every_coding(rows, divided):
    assert divided_issues(cells(*rows), SCALE) == (["aid"] if divided else [])


def test_an_issue_that_a_scenario_closes_or_silences_does_not_divide():
    rows = [firm("US", -2), firm("UA", 2), firm("EU", 2)]
    closed = cells(*rows)
    closed.loc[2, ["reading_low", "reading_high"]] = 0
    silent = cells(*rows)
    silent.loc[2, "reading_silent"] = True
    other = cells(*rows, issue="war")
    assert divided_issues(pd.concat([closed, other]), SCALE) == ["war"]
    assert divided_issues(pd.concat([other, silent]), SCALE) == ["war"]


def test_every_actor_of_the_case_must_take_a_side():
    whole = cells(firm("US", -2), firm("UA", 2), firm("EU", 2))
    lacking = cells(firm("US", -2), firm("UA", 2), issue="war")
    assert divided_issues(pd.concat([whole, lacking]), SCALE) == ["aid"]


def test_sides_are_those_of_the_declared_midpoint():
    rows = [firm("US", -2), firm("UA", 0), firm("EU", 0)]
    assert divided_issues(cells(*rows), SCALE) == []
    wide = Scale(tuple(Code(n, str(n), str(n), str(n)) for n in range(-3, 4)), -1)
    rows = [firm("US", -3), firm("UA", 1), firm("EU", 1)]
    assert divided_issues(cells(*rows), wide) == ["aid"]


def test_each_cell_has_the_span_of_what_the_scenarios_make_of_it(toy):
    scenarios = pd.DataFrame(
        {
            "scenario": ["one", "two", "three"],
            "unit": ["u", "u", "v"],
            "stance": pd.array([-1, 1, pd.NA], dtype="Int64"),
        }
    )
    changed = replace(toy, tables={**toy.tables, "scenarios": scenarios})
    plain = pd.DataFrame({"unit": ["u", "v", "w"], "stance": [2, 2, 2]}, index=[7, 8, 9])
    made = with_readings(changed, plain)
    assert made.index.tolist() == [7, 8, 9]
    assert made.loc[7, ["reading_low", "reading_high"]].tolist() == [-1, 1]
    assert made.loc[[8, 9], ["reading_low", "reading_high"]].isna().all(axis=None)
    assert made["reading_silent"].tolist() == [False, True, False]
