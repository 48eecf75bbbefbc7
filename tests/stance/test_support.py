"""Sources followed to their origin, against the toy case worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.stance import support

EXPECTED = {
    "R1": (2, 2, "S-L01; Lake Wire", False),
    "R2": (2, 2, "S-L01; Lake Wire", False),
    "R3": (3, 1, "Lake Wire", True),
    "R4": (1, 1, "S-L01", True),
    "R5": (2, 2, "S-L01; S-L05", False),
    "R6": (0, 0, None, False),
    "R7": (1, 1, "S-L05", True),
    "R8": (2, 2, "Lake Wire; S-L05", False),
}


def test_each_claim_has_as_many_independent_sources_as_worked_by_hand(toy):
    found = support(toy).set_index("claim")[["cited", "independent", "origins", "one_source"]]
    rows = {
        claim: tuple(None if pd.isna(value) else value for value in row)
        for claim, *row in found.itertuples(name=None)
    }
    assert rows == EXPECTED


@pytest.mark.parametrize("name", ["toy", "case"])
def test_several_sources_are_two_at_least_and_one_opened_source_is_one(name, request):
    behind = support(request.getfixturevalue(name))
    assert (behind["independent"] <= behind["cited"]).all()
    several = behind["confidence"] == "several sources"
    assert (behind.loc[several, "independent"] >= 2).all()
    assert (behind.loc[behind["confidence"] == "opened source", "one_source"]).all()
    # the other words say how a search was made, whatever the number of sources
    searched = behind[~several & (behind["confidence"] != "opened source")]
    assert searched["confidence"].str.contains("searches|not checked").all()


def test_a_case_without_evidence_has_no_support(votes):
    assert support(votes).empty
