"""The case of the votes: every vote is the record's, and nothing passes for an abstention."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from analysis.case import read_case

COUNCIL = {
    "yes": {"CHN", "DZA", "GUY", "KOR", "PAK", "PAN", "RUS", "SLE", "SOM", "USA"},
    "abstain": {"DNK", "FRA", "GBR", "GRC", "SVN"},
}
NO_TO_UKRAINE_S_TEXT = {"BLR", "HUN", "ISR", "PRK", "RUS", "USA"}
NO_TO_THE_US_TEXT = {"BLR", "PRK", "RUS"}


@pytest.fixture(scope="module")
def matrix(root):
    return read_case(root / "data" / "un-votes-2025-02-24").matrix()


def test_the_council_s_vote_sums_to_its_total_over_fifteen_members(matrix, un):
    cast = matrix["s_res_2774"].dropna()
    [total] = [row for row in un["resolutions"] if row["resolution"] == "S/RES/2774"]
    assert cast.value_counts().to_dict() == {1: int(total["yes"]), 0: int(total["abstain"])}
    assert len(cast) == 15
    assert set(cast[cast == 1].index) == COUNCIL["yes"]
    assert set(cast[cast == 0].index) == COUNCIL["abstain"]


def test_the_states_that_voted_no_are_those_of_the_record(matrix):
    assert set(matrix.index[matrix["es_11_7"].eq(-1).fillna(False)]) == NO_TO_UKRAINE_S_TEXT
    assert set(matrix.index[matrix["es_11_8"].eq(-1).fillna(False)]) == NO_TO_THE_US_TEXT


def test_no_sum_of_the_chosen_states_exceeds_the_assembly_s_total(matrix, un):
    totals = {row["resolution"]: row for row in un["resolutions"]}
    for issue, name in (("es_11_7", "A/RES/ES-11/7"), ("es_11_8", "A/RES/ES-11/8")):
        cast = matrix[issue].value_counts()
        for code, column in ((1, "yes"), (0, "abstain"), (-1, "no")):
            assert 0 < cast[code] <= int(totals[name][column])


def test_an_empty_code_says_why_and_is_never_an_abstention(un):
    words = {row["unit"]: row["text_en"] for row in un["comparison"]}
    given = Counter((words[row["unit"]], row["stance"]) for row in un["stance_codes"])
    assert given == {
        ("Yes", "1"): 92,
        ("No", "-1"): 9,
        ("Abstention", "0"): 33,
        ("Did not vote", ""): 1,
        ("Not on the Council", ""): 50,
        ("Vote not read here", ""): 10,
    }
    assert words["v-es_11_7-GEO"] == "Did not vote"


def test_there_is_one_coder_the_record_and_it_leaves_no_range(un):
    for row in un["stance_codes"]:
        assert row["coder"] == "record"
        assert row["low"] == row["stance"] == row["high"]
        assert (row["modality"] == "asserted") == (row["stance"] != "")


def test_nothing_is_quoted_and_no_line_is_cited(un):
    assert {(row["text_ja"], row["line"]) for row in un["comparison"]} == {("", "")}


def test_groups_have_their_members_and_cast_no_vote(un):
    members = Counter(row["group"] for row in un["memberships"])
    assert members == {"EU": 27, "G7": 7, "P5": 5}
    groups = {row["actor"] for row in un["actors"] if row["kind"] == "group"}
    assert groups == set(members)
    assert not groups & {row["actor"] for row in un["comparison"]}


def test_the_union_s_states_voted_26_of_27(matrix, un):
    union = [row["actor"] for row in un["memberships"] if row["group"] == "EU"]
    assert matrix.loc[union, "es_11_7"].value_counts().to_dict() == {1: 26, -1: 1}
    assert matrix.loc[union, "es_11_8"].value_counts().to_dict() == {1: 26, 0: 1}


def test_an_actor_of_both_cases_has_one_name_and_one_colour(tables, un):
    of_summit = {row["actor"]: row for row in tables["actors"]}
    same = ("name_en", "name_ja", "short_en", "short_ja", "colour")
    shared = [row for row in un["actors"] if row["actor"] in of_summit]
    assert len(shared) == 10
    for row in shared:
        assert [row[c] for c in same] == [of_summit[row["actor"]][c] for c in same]


def test_every_colour_is_one_actor_s_and_stands_out_on_white(un):
    colours = [row["colour"] for row in un["actors"]]
    assert len(set(colours)) == len(colours) == 68
    for colour in colours:
        shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
        assert 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05) >= 3, colour


def test_every_source_is_used_and_every_address_is_well_formed(un):
    named = {each for row in un["resolutions"] for each in row["source_ids"].split(";")}
    assert named == {row["source_id"] for row in un["sources"]}
    assert all(row["url"].startswith("https://") for row in un["sources"])
