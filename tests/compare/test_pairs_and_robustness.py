"""Pairs and recodings, against the toy case worked by hand, a slow loop, and the shipped case."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.compare import (
    closest_share,
    distance_under,
    pair_table,
    recodings,
    scenario_matrices,
    table_recodings,
    without_each_issue,
)

CODES = st.one_of(st.just(np.nan), st.integers(-2, 2).map(float))
MATRICES = arrays(float, st.tuples(st.integers(2, 5), st.integers(1, 5)), elements=CODES)


def labelled(stances):
    actors = [f"A{n}" for n in range(stances.shape[0])]
    return pd.DataFrame(stances, index=actors).astype("Int64")


def by_loop(matrix):
    """Each pair's n, agree, differ, open and mean distance, one cell at a time."""
    for a, b in combinations(matrix.index, 2):
        shared = [
            (x, y)
            for x, y in zip(matrix.loc[a], matrix.loc[b], strict=True)
            if pd.notna(x) and pd.notna(y)
        ]
        agree = sum(x * y > 0 for x, y in shared)
        differ = sum(x * y < 0 for x, y in shared)
        mean = sum(abs(x - y) for x, y in shared) / len(shared) if shared else None
        yield (a, b), (len(shared), agree, differ, len(shared) - agree - differ, mean)


def test_the_toy_pairs_are_those_worked_by_hand(toy):
    pairs = pair_table(toy.matrix())
    columns = ["n", "agree", "differ", "open", "median_distance", "mean_distance"]
    assert pairs.loc[("ALD", "BOR"), columns].tolist() == [3, 0, 2, 1, 3, pytest.approx(8 / 3)]
    assert pairs.loc[("ALD", "CER"), columns].tolist() == [1, 0, 1, 0, 3, 3]
    assert pairs.loc[("BOR", "CER"), columns].tolist() == [1, 1, 0, 0, 1, 1]


@given(MATRICES)
def test_pairs_equal_a_loop_over_cells(stances):
    matrix = labelled(stances)
    pairs = pair_table(matrix)
    for pair, (n, agree, differ, between, mean) in by_loop(matrix):
        row = pairs.loc[pair]
        assert row[["n", "agree", "differ", "open"]].tolist() == [n, agree, differ, between]
        assert pd.isna(row["mean_distance"]) if mean is None else row["mean_distance"] == mean


@given(MATRICES)
def test_the_median_distance_is_that_of_the_shared_issues(stances):
    matrix = labelled(stances)
    pairs = pair_table(matrix)
    for a, b in combinations(matrix.index, 2):
        expected = (matrix.loc[a] - matrix.loc[b]).abs().astype(float).median()
        assert pairs.at[(a, b), "median_distance"] == pytest.approx(expected, nan_ok=True)


@given(MATRICES)
def test_turning_an_issue_round_changes_no_pair(stances):
    turned = stances.copy()
    turned[:, 0] *= -1
    pd.testing.assert_frame_equal(pair_table(labelled(stances)), pair_table(labelled(turned)))


def test_the_toy_case_has_48_recodings_each_once(toy):
    recoded = table_recodings(toy)
    assert recoded.exact
    assert len(recoded) == 48
    flat = np.nan_to_num(recoded.stances, nan=9).reshape(48, -1)
    assert len(np.unique(flat, axis=0)) == 48


def test_recodings_equal_the_product_of_the_choices():
    low = pd.DataFrame([[-2, 1], [0, None]]).astype("Int64")
    high = pd.DataFrame([[-1, 2], [2, None]]).astype("Int64")
    made = {tuple(row) for row in recodings(low, high).stances.reshape(-1, 4)[:, :3]}
    assert made == set(product([-2, -1], [1, 2], [0, 1, 2]))


def test_the_toy_distances_have_the_extremes_worked_by_hand(toy):
    distances = distance_under(table_recodings(toy)).agg(["min", "max"])
    assert distances[("ALD", "BOR")].tolist() == pytest.approx([2, 10 / 3])
    assert distances[("ALD", "CER")].tolist() == pytest.approx([1, 5 / 2])
    assert distances[("BOR", "CER")].tolist() == pytest.approx([1, 5 / 2])


def test_the_toy_scenarios_are_those_worked_by_hand(toy):
    pairs = {name: pair_table(matrix) for name, matrix in scenario_matrices(toy).items()}
    assert list(pairs) == ["open_as_assent", "wary_as_silence", "both_halves"]
    assert pairs["open_as_assent"].at[("ALD", "BOR"), "mean_distance"] == pytest.approx(7 / 3)
    assert pairs["wary_as_silence"].at[("ALD", "CER"), "n"] == 0
    assert pd.isna(pairs["wary_as_silence"].at[("ALD", "CER"), "mean_distance"])
    assert pairs["both_halves"].at[("BOR", "CER"), "mean_distance"] == pytest.approx(3 / 2)


def test_too_many_recodings_are_drawn_by_seed_and_say_so():
    low = pd.DataFrame(-2, index=range(5), columns=range(5)).astype("Int64")
    first, again = recodings(low, low + 4, draws=50), recodings(low, low + 4, draws=50)
    assert not first.exact
    assert len(first) == 50
    np.testing.assert_array_equal(first.stances, again.stances)
    assert set(np.unique(first.stances)) == {-2, -1, 0, 1, 2}


@pytest.mark.parametrize(("more", "exact"), [(0, True), (1, False)])
def test_a_hundred_thousand_recodings_are_enumerated_and_one_choice_more_is_drawn(more, exact):
    """10⁵ = ten codes in each of five cells."""
    low = pd.DataFrame([[0] * 5])
    high = pd.DataFrame([[9] * 4 + [9 + more]])
    made = recodings(low, high, draws=7)
    assert made.exact is exact
    assert len(made) == (100_000 if exact else 7)


def test_ukraine_and_the_eu_are_closest_in_all_64_codings(case):
    recoded = table_recodings(case)
    assert recoded.exact
    assert len(recoded) == 64
    assert closest_share(distance_under(recoded))[("UKR", "EU")] == 1


def test_ukraine_and_the_eu_are_closest_with_each_issue_left_out(case):
    assert closest_share(without_each_issue(case.matrix()))[("UKR", "EU")] == 1


def test_the_mean_distances_of_the_shipped_table(case):
    means = pair_table(case.matrix())["mean_distance"]
    assert means[[("UKR", "EU"), ("USA", "EU"), ("USA", "UKR")]].tolist() == pytest.approx(
        [0.4, 3.0, 3.4]
    )


def test_a_tie_is_no_single_closest_pair():
    assert closest_share(pd.DataFrame({"a": [1.0], "b": [1.0]})).tolist() == [0, 0]


def test_bounds_the_wrong_way_round_are_refused_by_cell():
    low = pd.DataFrame({"aid": [1, 0]}, index=["US", "EU"])
    high = pd.DataFrame({"aid": [1, -1]}, index=["US", "EU"])
    with pytest.raises(ValueError, match=r"low \(EU, aid\): 0; allowed: no more than high"):
        recodings(low, high)
