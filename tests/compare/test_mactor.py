"""Convergence, divergence, ambivalence: the Paris airports case, a loop, MACTOR's identities."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from paris import MID, PARIS, POSITIONS, same

from analysis.compare import mactor
from analysis.compare.mactor import (
    ambivalence,
    convergence,
    convergence_table,
    degree_of_convergence,
    divergence,
    influence,
    shared,
    valences,
    weighted,
)

ORDERS = {
    "one": valences(POSITIONS),
    "two": POSITIONS,
    "three": weighted(POSITIONS, influence(MID, "A")),
}
CODES = st.one_of(st.just(np.nan), st.integers(-4, 4).map(float))
REALS = st.one_of(CODES, st.floats(-9, 9).map(lambda x: round(x, 3)))
SHAPES = st.tuples(st.integers(1, 5), st.integers(1, 6))
POSITION_FRAMES = arrays(float, SHAPES, elements=REALS).map(pd.DataFrame)


def by_loop(positions):
    """Convergence, divergence and n of every ordered pair, one objective at a time."""
    values, size = positions.to_numpy(), len(positions)
    alike, apart, n = np.zeros((size, size)), np.zeros((size, size)), np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            for x, y in zip(values[i], values[j], strict=True):
                n[i, j] += not (np.isnan(x) or np.isnan(y))
                if i != j and x * y > 0:
                    alike[i, j] += (abs(x) + abs(y)) / 2
                if i != j and x * y < 0:
                    apart[i, j] += (abs(x) + abs(y)) / 2
    return alike, apart, n


@pytest.mark.parametrize("order", ORDERS)
def test_paris_convergence(order):
    found, expected = convergence(ORDERS[order]), PARIS[order]
    same(found, expected["CAA"])
    same(found.sum(axis=1), expected["CAA_total_per_actor"])


@pytest.mark.parametrize("order", ORDERS)
def test_paris_divergence(order):
    found, expected = divergence(ORDERS[order]), PARIS[order]
    same(found, expected["DAA"])
    same(found.sum(axis=1), expected["DAA_total_per_actor"])


@pytest.mark.parametrize("order", ORDERS)
def test_paris_net_of_both(order):
    same(convergence(ORDERS[order]) - divergence(ORDERS[order]), PARIS[order]["net_C_minus_D"])


@pytest.mark.parametrize("order", ORDERS)
def test_paris_degree_of_convergence(order):
    found, expected = degree_of_convergence(ORDERS[order]), PARIS[order]
    assert found.to_dict() == {
        "convergence": pytest.approx(expected["degree_convergence_pct"], abs=1e-6),
        "divergence": pytest.approx(expected["degree_divergence_pct"], abs=1e-6),
    }


@pytest.mark.parametrize("order", ORDERS)
def test_paris_ambivalence(order):
    same(ambivalence(ORDERS[order]), PARIS[order]["ambivalence_EQ"])


@given(POSITION_FRAMES)
def test_convergence_divergence_and_n_equal_a_loop(positions):
    before = positions.copy()
    alike, apart, n = by_loop(positions)
    np.testing.assert_allclose(convergence(positions), alike, atol=1e-12)
    np.testing.assert_allclose(divergence(positions), apart, atol=1e-12)
    np.testing.assert_array_equal(shared(positions), n)
    pd.testing.assert_frame_equal(positions, before)


@given(POSITION_FRAMES)
def test_ambivalence_equals_a_loop(positions):
    alike, apart, _ = by_loop(positions)
    for actor, found in enumerate(ambivalence(positions)):
        both = sum(alike[actor] + apart[actor])
        if both:
            one_sided = sum(abs(alike[actor] - apart[actor]))
            assert found == pytest.approx(1 - one_sided / both, abs=1e-9)
        else:
            assert np.isnan(found)


@given(POSITION_FRAMES)
def test_both_are_symmetric_never_negative_and_zero_on_the_diagonal(positions):
    for matrix in (convergence(positions), divergence(positions)):
        np.testing.assert_array_equal(matrix, matrix.T)
        assert (matrix >= 0).all(axis=None)
        assert not np.diag(matrix).any()


@given(POSITION_FRAMES)
def test_1caa_and_1daa_add_up_to_the_issues_on_which_both_take_sides(positions):
    sides = valences(positions)
    both = convergence(sides) + divergence(sides)
    for i, j in combinations(range(len(positions)), 2):
        taken = positions.loc[[i, j]].isin([0, np.nan]).any()
        assert both.at[i, j] == (~taken).sum()


@given(POSITION_FRAMES, st.data())
def test_turning_an_issue_round_changes_nothing(positions, data):
    turned = positions.copy()
    turned[data.draw(st.sampled_from(list(positions)))] *= -1
    for measure in (convergence, divergence):
        np.testing.assert_allclose(measure(turned), measure(positions), atol=1e-12)


@given(POSITION_FRAMES, st.floats(0.1, 10))
def test_scaling_the_positions_scales_convergence_and_leaves_ambivalence(positions, factor):
    larger = factor * positions
    np.testing.assert_allclose(convergence(larger), factor * convergence(positions), atol=1e-9)
    np.testing.assert_allclose(divergence(larger), factor * divergence(positions), atol=1e-9)
    np.testing.assert_allclose(ambivalence(larger), ambivalence(positions), atol=1e-9)


@given(POSITION_FRAMES)
def test_ambivalence_lies_between_0_and_1(positions):
    assert ambivalence(positions).dropna().between(-1e-9, 1 + 1e-9).all()


@given(POSITION_FRAMES)
def test_degrees_add_up_to_100_or_are_undefined(positions):
    alike, apart, _ = by_loop(positions)
    degrees = degree_of_convergence(positions)
    if alike.sum() + apart.sum():
        assert degrees.sum() == pytest.approx(100)
    else:
        assert degrees.isna().all()


@given(POSITION_FRAMES)
def test_the_table_holds_each_pair_once_with_its_n(positions):
    alike, apart, n = by_loop(positions)
    table = convergence_table(positions)
    assert list(table.index) == list(combinations(range(len(positions)), 2))
    for (i, j), row in table.iterrows():
        assert row["n"] == n[i, j]
        expected = [alike[i, j], apart[i, j]] if n[i, j] else [np.nan, np.nan]
        np.testing.assert_allclose(row[["convergence", "divergence"]], expected, atol=1e-12)


def test_equal_powers_leave_the_convergences():
    equal = influence(MID).assign(**{"Ri*": 1.0})
    np.testing.assert_array_equal(convergence(weighted(POSITIONS, equal)), convergence(POSITIONS))


def test_a_position_at_the_midpoint_is_shared_and_a_silent_one_is_not():
    positions = pd.DataFrame({"aid": [2, 0], "war": [1, None]}, dtype="Int64")
    assert shared(positions).to_numpy().tolist() == [[2, 1], [1, 1]]
    assert convergence_table(positions).loc[(0, 1)].tolist() == [1, 0, 0]


def test_a_pair_without_a_shared_issue_is_na_in_the_table():
    positions = pd.DataFrame({"aid": [2, None], "war": [None, 1]}, dtype="Int64")
    row = convergence_table(positions).loc[(0, 1)]
    assert row["n"] == 0
    assert row[["convergence", "divergence"]].isna().all()


@pytest.mark.parametrize(
    "positions",
    [
        pd.DataFrame({"aid": [2]}),
        pd.DataFrame({"aid": [None, None]}, dtype="Int64"),
        pd.DataFrame({"aid": [0, 0]}),
        pd.DataFrame({"aid": [2, None], "war": [None, 1]}),
        pd.DataFrame(index=["US", "EU"]),
    ],
    ids=["one actor", "all silent", "all at the midpoint", "nothing shared", "no issue"],
)
def test_ratios_of_nothing_are_na(positions):
    assert ambivalence(positions).isna().all()
    assert degree_of_convergence(positions).isna().all()
    assert not convergence(positions).to_numpy().any()


def test_each_result_says_of_which_order_and_reading_it_is():
    three = weighted(POSITIONS, influence(MID, "B"))
    assert convergence(valences(POSITIONS)).columns.name == "1CAA"
    assert divergence(POSITIONS).columns.name == "2DAA"
    assert convergence(three).columns.name == "3CAA, reading B"
    assert convergence(three).attrs == {"order": 3, "reading": "B"}
    assert ambivalence(three).name == "EQ3, reading B"
    assert degree_of_convergence(three).name == "3MAO, reading B"
    assert convergence_table(three)["reading"].eq("B").all()
    assert "reading" not in convergence_table(POSITIONS)


@pytest.mark.parametrize(
    "measure", [convergence, divergence, shared, convergence_table, ambivalence, valences]
)
@pytest.mark.parametrize(
    ("positions", "message"),
    [
        (pd.DataFrame({"aid": [1, 2]}, index=["EU", "EU"]), "positions: row EU occurs twice"),
        (pd.DataFrame([[1, 2]], columns=["aid", "aid"]), "positions: column aid occurs twice"),
        (
            pd.DataFrame({"aid": [1, "for"]}, index=["US", "EU"]),
            r"positions \(EU, aid\): for; allowed: numbers",
        ),
        (
            pd.DataFrame({"aid": [1, np.inf]}, index=["US", "EU"]),
            r"positions \(EU, aid\): inf; allowed: finite numbers",
        ),
    ],
)
def test_faulty_positions_are_refused_in_one_line(measure, positions, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        measure(positions)


def test_ukraine_and_the_eu_converge_most_in_the_shipped_table(case):
    table = convergence_table(mactor.signed(case.matrix(), case.scale))
    assert table["convergence"].idxmax() == ("UKR", "EU")
    assert table.at[("UKR", "EU"), "divergence"] == 0


def test_all_of_mactor_can_be_had_from_one_place():
    assert {"midi", "mmidi", "net_scale", "influence", "weighted", "mobilisation"} <= set(
        mactor.__all__
    )
    assert all(callable(getattr(mactor, name)) for name in mactor.__all__)
