"""1MAO, 2MAO, 3MAO and what they sum to: the Paris airports case, a loop, NA, refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from paris import MID, PARIS, POSITIONS, same

from analysis.case.scale import Code, Scale
from analysis.compare.power import influence
from analysis.compare.valence import (
    implication,
    mobilisation,
    signed,
    usual_name,
    valences,
    weighted,
)

ORDERS = {
    "one": valences(POSITIONS),
    "two": POSITIONS,
    "three": weighted(POSITIONS, influence(MID, "A")),
}
CODES = st.one_of(st.just(np.nan), st.integers(-4, 4).map(float))
MATRICES = arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=CODES)
ONE_TO_FIVE = Scale(tuple(Code(n, str(n), str(n), str(n)) for n in range(1, 6)), midpoint=3)


@pytest.mark.parametrize("order", ORDERS)
def test_paris_positions_of_each_order(order):
    same(ORDERS[order], PARIS[order]["matrix"])


@pytest.mark.parametrize("order", ORDERS)
def test_paris_mobilisation_and_implication(order):
    moved, expected = mobilisation(ORDERS[order]), PARIS[order]
    same(moved["positive"], expected["objective_pos"])
    same(moved["negative"], expected["objective_neg"])
    same(moved["mobilisation"], expected["objective_mobilisation"])
    same(moved["balance"], expected["objective_balance"])
    same(implication(ORDERS[order])["implication"], expected["actor_implication_abs"])


def test_with_equal_powers_3mao_is_2mao():
    equal = influence(MID).assign(**{"Ri*": 1.0})
    np.testing.assert_array_equal(weighted(POSITIONS, equal), POSITIONS)


@given(MATRICES)
def test_sums_equal_a_loop_that_skips_what_is_not_stated(values):
    positions = pd.DataFrame(values)
    moved, engaged = mobilisation(positions), implication(positions)
    for objective, column in positions.items():
        stated = [x for x in column if not np.isnan(x)]
        assert moved.loc[objective].tolist() == [
            len(stated),
            sum(x for x in stated if x > 0),
            sum(x for x in stated if x < 0),
            sum(abs(x) for x in stated),
            sum(stated),
        ]
    for actor, row in positions.iterrows():
        stated = [x for x in row if not np.isnan(x)]
        assert engaged.loc[actor].tolist() == [len(stated), sum(abs(x) for x in stated)]


def test_what_is_not_stated_stays_so_and_the_midpoint_stays_0():
    positions = pd.DataFrame({"aid": [-2, 0, None]}, dtype="Int64", index=["US", "EU", "UA"])
    mid = pd.DataFrame([[0, 1, 2], [2, 0, 1], [1, 1, 0]], index=positions.index)
    mid.columns = positions.index
    for made in (valences(positions), weighted(positions, influence(mid))):
        assert made["aid"].isna().tolist() == [False, False, True]
        assert made.at["EU", "aid"] == 0


def test_powers_are_found_by_actor_not_by_place():
    power = influence(MID)
    turned = weighted(POSITIONS.iloc[::-1], power.iloc[[2, 0, 1, 5, 4, 3]])
    pd.testing.assert_frame_equal(turned.iloc[::-1], weighted(POSITIONS, power))


def test_an_actor_whose_power_is_unknown_has_no_weighted_positions():
    positions = pd.DataFrame({"aid": [1, 1, 1]})
    power = influence(pd.DataFrame([[0, 2, 0], [0, 0, 0], [0, 0, 0]]))
    weights = weighted(positions, power)["aid"]
    assert weights.tolist()[:2] == [2, 0]
    assert weights.isna().tolist() == [False, False, True]


def test_an_actor_against_but_without_power_weighs_a_plain_0():
    power = influence(pd.DataFrame([[0, 2], [0, 0]]))
    assert not np.signbit(weighted(pd.DataFrame({"aid": [1, -2]}), power)).to_numpy().any()


def test_without_a_mid_3mao_is_refused():
    with pytest.raises(ValueError, match=r"^3MAO needs a matrix of influences"):
        weighted(POSITIONS, None)


def test_an_actor_without_a_row_of_influence_is_named():
    with pytest.raises(ValueError, match=r"^influence has no row for Etat; "):
        weighted(POSITIONS, influence(MID).drop("Etat"))


@pytest.mark.parametrize(("order", "name"), [("one", "1MAO"), ("three", "3MAO, reading A")])
def test_3mao_is_made_from_2mao_alone(order, name):
    with pytest.raises(ValueError, match=f"^3MAO is made from 2MAO, not from {name}$"):
        weighted(ORDERS[order], influence(MID))


def test_every_output_names_its_order_and_its_reading():
    assert valences(POSITIONS).columns.name == "1MAO"
    assert ORDERS["three"].columns.name == "3MAO, reading A"
    assert mobilisation(POSITIONS).columns.name == "2MAO"
    for made in (mobilisation(ORDERS["three"]), implication(ORDERS["three"])):
        assert made.columns.name == "3MAO, reading A"
        assert made["reading"].eq("A").all()
    assert "reading" not in valences(ORDERS["three"]).attrs


def test_stances_are_counted_from_the_midpoint_of_their_scale():
    stances = pd.DataFrame({"aid": [1, 3, None, 5]}, dtype="Int64")
    expected = pd.DataFrame({"aid": [-2, 0, np.nan, 2]}).rename_axis(columns="2MAO")
    pd.testing.assert_frame_equal(signed(stances, ONE_TO_FIVE), expected)


def test_a_code_outside_the_scale_is_named_with_actor_and_issue():
    stances = pd.DataFrame({"aid": [1, 0]}, index=["US", "EU"])
    message = r"^stances \(EU, aid\): 0; allowed: 1, 2, 3, 4, 5$"
    with pytest.raises(ValueError, match=message):
        signed(stances, ONE_TO_FIVE)


def test_the_shipped_table_is_its_own_2mao(case):
    stances = case.matrix()
    np.testing.assert_array_equal(
        signed(stances, case.scale), stances.to_numpy(dtype=float, na_value=np.nan)
    )


def test_strengths_put_on_signs_are_no_signs_any_more():
    positions = pd.DataFrame({"aid": [-3, 2], "war": [1, 2]})
    signs = valences(positions)
    assert usual_name(signs, "CAA") == "1CAA"
    assert usual_name(signs * positions.abs(), "CAA") == "2CAA"


def test_power_that_is_not_a_table_of_influence_is_refused():
    positions = pd.DataFrame({"aid": [-3, 2]}, index=["A", "B"])
    mid = pd.DataFrame([[0, 1], [2, 0]], index=["A", "B"], columns=["A", "B"])
    with pytest.raises(ValueError, match="no columns Ri\\* and reading"):
        weighted(positions, mid)
