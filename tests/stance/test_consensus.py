"""What coders say together, against the toy case worked by hand (tests/cases/toy/README.md)."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.stance import middle_codes, unit_effects, unit_stances

UNITS = {
    "c-water-ALD": (2, 2, 2, 1, 2, "demanded", 3),
    "c-water-BOR": (-1, -1, -1, -2, -1, "asserted", 3),
    "c-water-CER": (None, 0, 2, 0, 2, "asserted", 2),
    "c-ferry-BOR": (0, 0, 0, -1, 0, "asserted", 3),
    "c-ferry-CER": (None, None, None, None, None, "asserted", 1),
    "c-tolls-CER": (-1, -1, -1, -1, -1, "considered", 3),
    "t08": (-2, -2, -2, -2, -1, "asserted", 3),
    "t09": (None, None, None, None, None, "asserted", 1),
    "t11": (2, 2, 2, 2, 2, "mixed", 3),
}


@pytest.mark.parametrize("unit", UNITS)
def test_a_units_consensus_is_the_one_worked_by_hand(toy, unit):
    row = unit_stances(toy["stance_codes"]).loc[unit]
    found = row[["stance", "lower", "upper", "low", "high", "modality", "n"]].astype("object")
    assert tuple(found.where(found.notna(), None)) == UNITS[unit]


def test_only_the_unit_whose_middle_codes_differ_is_split(toy):
    units = unit_stances(toy["stance_codes"])
    assert units.index[units["split"]].tolist() == ["c-water-CER"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("u1", (1, 1, 1, False, "stronger", "asserted")),
        ("u2", (-1, -1, -1, False, "weaker", "asserted")),
        ("u3", (0, 0, 0, False, "mixed", "mixed")),
        ("u4", (None, 0, 1, True, "stronger", "considered")),
    ],
)
def test_an_effects_consensus_is_the_one_worked_by_hand(toy, unit, expected):
    row = unit_effects(toy["effect_codes"]).loc[unit]
    found = row[["direction", "lower", "upper", "split", "change", "modality"]].astype("object")
    assert tuple(found.where(found.notna(), None)) == expected


def test_disagreement_never_makes_a_code_that_nobody_gave():
    codes = pd.DataFrame({"unit": ["a", "a"], "stance": pd.array([2, -2], "Int64")})
    middles = middle_codes(codes, "stance").loc["a"]
    assert (middles["lower"], middles["upper"]) == (-2, 2)


def test_half_of_the_coders_silent_is_not_most_of_them():
    codes = pd.DataFrame({"unit": ["a", "a"], "stance": pd.array([1, None], "Int64")})
    assert middle_codes(codes, "stance").at["a", "lower"] == 1


def test_codes_come_out_unchanged(toy):
    before = toy["stance_codes"]
    after = before.copy()
    unit_stances(after)
    pd.testing.assert_frame_equal(before, after)


@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=1, max_size=9))
def test_the_middle_codes_are_the_middle_of_the_sorted_codes(codes):
    frame = pd.DataFrame({"unit": "a", "stance": pd.array(codes, "Int64")})
    stated = sorted(code for code in codes if code is not None)
    found = middle_codes(frame, "stance").loc["a", ["lower", "upper"]].tolist()
    if 2 * len(stated) < len(codes) or not stated:
        assert all(pd.isna(code) for code in found)
    else:
        assert found == [stated[(len(stated) - 1) // 2], stated[len(stated) // 2]]
