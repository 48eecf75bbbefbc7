"""Agreement within an issue against the R package agrmt (data/README.md) and its identities."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.ordinal import agreement, code_counts, consensus, leik, polarization

CASES = pd.read_csv(Path(__file__).parent / "data" / "ordinal_agreement_cases.csv")
DEFINED = CASES[CASES["agreement"].notna() & (CASES["frequencies"] != "0 0 0")]
MEASURES = {
    "agreement": agreement,
    "polarization": polarization,
    "Leik": leik,
    "consensus": consensus,
}
COUNTS = st.lists(st.integers(0, 20), min_size=3, max_size=8).filter(any)


def layers(counts):
    """Van der Eijk's A by hand: take off the lowest layer until nothing is left."""
    left, total, k, a = list(counts), sum(counts), len(counts), 0.0
    while any(left):
        low = min(c for c in left if c)
        filled = [c > 0 for c in left]
        triples = list(combinations(filled, 3))
        tu = triples.count((True, True, False)) + triples.count((False, True, True))
        tdu = triples.count((True, False, True))
        u = ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu)) if tu + tdu else 1
        a += u * (1 - (sum(filled) - 1) / (k - 1)) * low * sum(filled) / total
        left = [c - low if c else 0 for c in left]
    return a


def test_every_case_but_those_without_an_agreement_is_there():
    assert len(DEFINED) == len(CASES) - 2 == 17


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("row", DEFINED.to_dict("records"), ids=DEFINED["case"])
def test_the_cases_have_their_known_values(row, name):
    counts = [float(count) for count in row["frequencies"].split()]
    if pd.notna(row[name]):
        assert MEASURES[name](counts) == pytest.approx(row[name], abs=1e-12)


def test_the_documented_example_has_the_printed_values():
    counts = [30, 40, 210, 130, 530, 50, 10]
    assert agreement(counts) == pytest.approx(0.6113333, abs=5e-8)
    assert polarization(counts) == pytest.approx(0.1943333, abs=5e-8)
    assert leik(counts) == pytest.approx(0.287, abs=5e-4)
    assert consensus(counts) == pytest.approx(0.7256876, abs=5e-8)


@given(COUNTS)
@settings(deadline=None)
def test_agreement_equals_layers_taken_off_one_by_one(counts):
    assert agreement(counts) == pytest.approx(layers(counts), abs=1e-9)


@given(COUNTS)
@settings(deadline=None)
def test_measures_read_the_same_from_either_end(counts):
    for measure in MEASURES.values():
        assert measure(counts[::-1]) == pytest.approx(measure(counts), abs=1e-9)


@given(COUNTS, st.sampled_from([0.1, 0.3, 7.0]))
@settings(deadline=None)
def test_measures_look_at_shares_alone(counts, times):
    for measure in MEASURES.values():
        scaled = measure([times * count for count in counts])
        assert scaled == pytest.approx(measure(counts), abs=1e-9)


@given(COUNTS)
@settings(deadline=None)
def test_measures_stay_in_their_range(counts):
    assert -1 - 1e-9 <= agreement(counts) <= 1 + 1e-9
    for measure in (polarization, leik, consensus):
        assert -1e-9 <= measure(counts) <= 1 + 1e-9


@given(COUNTS)
@settings(deadline=None)
def test_polarisation_is_agreement_turned_round(counts):
    assert polarization(counts) == pytest.approx((1 - agreement(counts)) / 2)


@pytest.mark.parametrize("categories", [3, 4, 5, 7])
def test_the_extremes_are_reached(categories):
    one = np.eye(categories)
    np.testing.assert_allclose(agreement(one), 1)
    np.testing.assert_allclose(leik(one), 0, atol=1e-12)
    np.testing.assert_allclose(consensus(one), 1)
    ends = one[0] + one[-1]
    assert agreement(ends) == pytest.approx(-1)
    assert leik(ends) == pytest.approx(1)
    assert consensus(ends) == pytest.approx(0, abs=1e-12)
    assert agreement(np.ones(categories)) == pytest.approx(0)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4).filter(any), min_size=1, max_size=5))
@settings(deadline=None)
def test_several_issues_at_once_are_each_as_alone(issues):
    for measure in MEASURES.values():
        together = measure(np.array(issues))
        assert together.shape == (len(issues),)
        np.testing.assert_allclose(together, [measure(issue) for issue in issues])


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_no_count_at_all_is_undefined(measure):
    assert np.isnan(measure([0, 0, 0]))
    beside = measure([[0, 0, 0], [0, 2, 0]])
    assert np.isnan(beside[0])
    assert not np.isnan(beside[1])


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([3, 4], "2 categories; allowed: three or more"),
        ([1, -1, 2], "none below 0"),
        ([1, np.nan, 2], "none below 0"),
    ],
)
def test_counts_that_cannot_be_are_refused(measure, counts, words):
    with pytest.raises(ValueError, match=words):
        measure(counts)


def test_counts_cover_every_code_of_the_scale_and_no_silence():
    matrix = pd.DataFrame({"aid": [2, 2, None], "peace": [-1, None, None]}, dtype="Int64")
    counts = code_counts(matrix, [-2, -1, 0, 1, 2])
    assert counts.loc["aid"].tolist() == [0, 0, 0, 0, 2]
    assert counts.loc["peace"].tolist() == [0, 1, 0, 0, 0]
    assert agreement(counts).tolist() == [1, 1]


def test_a_code_outside_the_scale_is_not_counted_away():
    matrix = pd.DataFrame({"aid": [2, 3]}, index=["US", "EU"])
    with pytest.raises(ValueError, match=r"codes \(EU, aid\): 3; allowed: -2, -1, 0, 1, 2"):
        code_counts(matrix, [-2, -1, 0, 1, 2])


def test_codes_that_do_not_ascend_are_refused():
    matrix = pd.DataFrame({"aid": [1, -1]})
    with pytest.raises(ValueError, match=r"codes are .*; allowed: each once, ascending"):
        code_counts(matrix, [0, -1, 1])
