"""MIDI, powers and their scale: the Paris airports case, a loop, MACTOR's identities, refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from paris import MID, PARIS, same

from analysis.compare.power import influence, max_influence, midi, mmidi, net_scale, stability


@st.composite
def mids(draw, steps=1, least=1):
    """MIDs of up to six actors, in so many steps to a level of the scale."""
    size = draw(st.integers(least, 6))
    direct = draw(arrays(float, (size, size), elements=st.integers(0, 4 * steps))) / steps
    np.fill_diagonal(direct, 0)
    actors = [f"A{n}" for n in range(size)]
    return pd.DataFrame(direct, index=actors, columns=actors)


HALVES = mids(steps=2)
LINKED = mids(least=2).filter(lambda mid: mid.to_numpy().any())


def midi_by_loop(mid):
    a, n = mid.to_numpy(), range(len(mid))
    return [[a[i, j] + sum(min(a[i, k], a[k, j]) for k in n) for j in n] for i in n]


def mmidi_by_loop(mid):
    a, n = mid.to_numpy(), range(len(mid))
    return [
        [0 if i == j else max(a[i, j], *(min(a[i, k], a[k, j]) for k in n)) for j in n] for i in n
    ]


def powers_by_loop(mid, reading):
    """Ri*, or None where it is 0/0, one actor at a time."""
    m, n = midi_by_loop(mid), range(len(mid))
    acts = [sum(m[i][j] for j in n if reading == "B" or j != i) for i in n]
    bears = [sum(m[j][i] for j in n if reading == "B" or j != i) for i in n]
    raw = {
        i: (acts[i] - (0 if reading == "C" else m[i][i]))
        / sum(acts)
        * acts[i]
        / (acts[i] + bears[i])
        for i in n
        if acts[i] + bears[i]
    }
    total = sum(raw.values())
    return [len(raw) * raw[i] / total if i in raw and total else np.nan for i in n]


def test_paris_midi():
    same(midi(MID), np.array(PARIS["MIDI"], dtype=float))


def test_paris_mmidi():
    same(mmidi(MID), np.array(PARIS["MMIDI_zero_diag"], dtype=float))


def test_paris_net_scale():
    net = net_scale(MID)
    same(net, np.array(PARIS["net_scale_of_influence_BN"], dtype=float))
    assert net.sum(axis=1).tolist() == PARIS["net_scale_row_sum"]


@pytest.mark.parametrize(
    ("reading", "sums"), [("A", "excl_diag"), ("B", "incl_diag"), ("C", "excl_diag")]
)
def test_paris_powers_under_each_reading(reading, sums):
    power = influence(MID, reading)
    assert power["I"].tolist() == PARIS[f"Ii_{sums}"]
    assert power["D"].tolist() == PARIS[f"Di_{sums}"]
    assert power["MIDI_ii"].tolist() == np.diag(PARIS["MIDI"]).tolist()
    same(power["Ri*"], PARIS[f"Ri_star_{reading}"])
    assert power["reading"].eq(reading).all()


def test_paris_raw_powers():
    same(influence(MID, "A")["r"], PARIS["Ri_raw_A"])


def test_paris_powers_from_the_strongest_paths():
    power = max_influence(MID)
    assert power["I"].tolist() == PARIS["MMIDI_Ii"]
    assert power["D"].tolist() == PARIS["MMIDI_Di"]
    same(power["Qi*"], PARIS["Qi_star"])


def test_paris_stability():
    assert stability(MID) == pytest.approx(PARIS["stability_H_pct"], abs=1e-6)


def test_the_default_reading_is_c():
    pd.testing.assert_frame_equal(influence(MID), influence(MID, "C"))


@given(HALVES)
def test_midi_and_mmidi_equal_a_loop(mid):
    before = mid.copy()
    np.testing.assert_allclose(midi(mid), midi_by_loop(mid))
    np.testing.assert_array_equal(mmidi(mid), mmidi_by_loop(mid))
    pd.testing.assert_frame_equal(mid, before)


@given(mids(), st.sampled_from("ABC"))
def test_powers_equal_a_loop(mid, reading):
    np.testing.assert_allclose(influence(mid, reading)["Ri*"], powers_by_loop(mid, reading))


@given(LINKED, st.sampled_from("BC"))
def test_powers_average_one(mid, reading):
    assert influence(mid, reading)["Ri*"].mean() == pytest.approx(1)


@given(mids(least=2), st.sampled_from("ABC"))
def test_powers_are_never_negative(mid, reading):
    assert not (influence(mid, reading)["Ri*"] < 0).any()


@given(HALVES)
def test_the_net_scale_is_antisymmetric_and_sums_to_i_less_d(mid):
    net, power = net_scale(mid), influence(mid)
    np.testing.assert_array_equal(net, -net.T.to_numpy())
    np.testing.assert_allclose(net.sum(axis=1), power["I"] - power["D"])


@given(mids())
def test_no_actor_changes_by_being_listed_elsewhere(mid):
    turned = mid.iloc[::-1, ::-1]
    np.testing.assert_allclose(influence(turned)["Ri*"], influence(mid)["Ri*"].iloc[::-1])


def test_under_reading_a_an_actor_with_influence_may_get_nothing():
    mid = pd.DataFrame([[0, 1, 0], [1, 0, 0], [2, 0, 0]])
    assert influence(mid, "A")["I"].tolist() == [1, 1, 3]
    assert influence(mid, "A")["Ri*"].tolist() == [0, 0, 3]
    weights = [1 / 20, 1 / 15, 3 / 5]
    assert influence(mid, "C")["Ri*"].tolist() == pytest.approx(
        [3 * weight / sum(weights) for weight in weights]
    )


def test_an_actor_without_influence_has_no_power_and_one_without_links_none_known():
    mid = pd.DataFrame([[0, 2, 0], [0, 0, 0], [0, 0, 0]])
    power = influence(mid)
    assert power["Ri*"].tolist()[:2] == [2, 0]
    assert power[["r", "Ri*"]].iloc[2].isna().all()


def test_an_actor_without_links_leaves_the_powers_of_the_others():
    wider = MID.assign(Nobody=0)
    wider.loc["Nobody"] = 0
    np.testing.assert_allclose(influence(wider)["Ri*"].iloc[:-1], influence(MID)["Ri*"])


@pytest.mark.parametrize("size", [0, 1, 3])
def test_no_influence_at_all_is_no_power_and_no_stability(size):
    mid = pd.DataFrame(np.zeros((size, size)))
    assert influence(mid)["Ri*"].isna().all()
    assert max_influence(mid)["Qi*"].isna().all()
    assert np.isnan(stability(mid))
    assert midi(mid).shape == (size, size)


def test_two_that_only_press_each_other_have_no_power_under_reading_a():
    mid = pd.DataFrame([[0, 1], [1, 0]])
    assert influence(mid, "A")["r"].tolist() == [0, 0]
    assert influence(mid, "A")["Ri*"].isna().all()
    assert influence(mid, "C")["Ri*"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("mid", "expected"),
    [([[0, 3], [3, 0]], 0), ([[0, 3], [0, 0]], 100), ([[0, 3], [1, 0]], 50)],
)
def test_stability_runs_from_even_to_one_sided(mid, expected):
    assert stability(pd.DataFrame(mid)) == pytest.approx(expected)


US_EU = ["US", "EU"]


@pytest.mark.parametrize("measure", [midi, mmidi, influence, max_influence, net_scale, stability])
@pytest.mark.parametrize(
    ("rows", "labels", "message"),
    [
        ([[0, 1], [2, 3]], (US_EU, US_EU), r"MID \(EU, EU\): 3; allowed: 0 on the diagonal"),
        ([[0, 5], [2, 0]], (US_EU, US_EU), r"MID \(US, EU\): 5; allowed: 0 to 4"),
        ([[0, 1], [-1, 0]], (US_EU, US_EU), r"MID \(EU, US\): -1; allowed: 0 to 4"),
        ([[0, None], [1, 0]], (US_EU, US_EU), r"MID \(US, EU\): nan; allowed: 0 to 4"),
        ([[0, "much"], [1, 0]], (US_EU, US_EU), r"MID \(US, EU\): much; allowed: numbers"),
        ([[0, 1]], (["US"], US_EU), "MID: 1 rows, 2 columns; must be square"),
        ([[0, 1], [1, 0]], (US_EU, ["EU", "US"]), "MID: row US stands where column EU does"),
        ([[0, 1], [1, 0]], (["US", "US"], ["US", "US"]), "MID: row US occurs twice"),
    ],
)
def test_a_faulty_mid_is_refused_in_one_line(measure, rows, labels, message):
    mid = pd.DataFrame(rows, index=labels[0], columns=labels[1])
    with pytest.raises(ValueError, match=f"^{message}[^\n]*$"):
        measure(mid)


def test_the_scale_of_the_mid_is_declared():
    assert midi(pd.DataFrame([[0, 6], [0, 0]]), high=6).to_numpy().tolist() == [[0, 6], [0, 0]]
    with pytest.raises(ValueError, match=r"allowed: 0 to 3$"):
        midi(pd.DataFrame([[0, 4], [0, 0]]), high=3)


def test_an_unknown_reading_is_refused():
    with pytest.raises(ValueError, match="reading is 'D'; allowed: A, B, C"):
        influence(MID, "D")


def test_each_matrix_stands_under_its_usual_name():
    named = [midi(MID), mmidi(MID), net_scale(MID)]
    assert [matrix.columns.name for matrix in named] == ["MIDI", "MMIDI", "BN"]
    assert all(list(matrix.index) == list(matrix) == PARIS["actors"] for matrix in named)
