"""Similarity of two actors against the field's printed values, its identities and a slow loop.

Germany and Russia 1914: alliances of 20 states (0 none … 3 defence), Signorino and Ritter (1999),
Table 6; the values as the documentation of the R package fpsim prints them. United States and
Mexico 1946: roll calls of the UN General Assembly on which both voted, values from the same place.
"""

from itertools import combinations, product
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.compare.coefficients import CORRECTED, MEASURES
from analysis.compare.similarity import (
    agreement_score,
    alignment,
    cohen_kappa,
    pairs,
    s_score,
    scott_pi,
    tau_b,
)

ALLIANCES = (0, 3)
GERMANY = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
RUSSIA = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
CAPABILITIES = [0.25, 0.21, 0.2, 0.08, 0.08, 0.05, 0.03, 0.03, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01]
CAPABILITIES += [0] * 6

VOTES = (1, 3)  # yes, abstain, no
US_BY_MEXICO = [[17, 2, 5], [0, 0, 2], [9, 1, 2]]

STANCES = (-2, 2)
CODES = st.one_of(st.just(np.nan), st.integers(*STANCES).map(float))
MATRICES = arrays(float, st.tuples(st.integers(2, 5), st.integers(1, 7)), elements=CODES)
ROWS = arrays(float, st.tuples(st.just(2), st.integers(1, 12)), elements=CODES)
OF_TWO = {
    "s_absolute": lambda x, y: s_score(x, y, STANCES),
    "s_squared": lambda x, y: s_score(x, y, STANCES, "squared"),
    "agreement": lambda x, y: agreement_score(x, y, STANCES),
    "alignment": lambda x, y: alignment(x, y, STANCES),
    "pi_nominal": lambda x, y: scott_pi(x, y, STANCES),
    "pi_haege": lambda x, y: scott_pi(x, y, STANCES, "haege"),
    "kappa": lambda x, y: cohen_kappa(x, y, STANCES),
    "tau_b": tau_b,
}


def from_crosstab(counts, codes):
    """Two rows of codes from a table of how often each two codes stand together."""
    cells = [(a, b) for a, row in zip(codes, counts, strict=True) for b in codes]
    times = [n for row in counts for n in row]
    together = [cell for cell, n in zip(cells, times, strict=True) for _ in range(n)]
    return [a for a, _ in together], [b for _, b in together]


def labelled(codes):
    return pd.DataFrame(codes, index=[f"A{n}" for n in range(len(codes))]).astype("Int64")


def loop(x, y, low, high):
    """Every measure of two complete rows, issue by issue; None where it is 0/0."""
    n, span = len(x), high - low
    if not n:
        return dict.fromkeys(MEASURES)
    both = list(zip(x, y, strict=True))
    mean = sum(abs(a - b) for a, b in both) / n
    chance = sum(abs(a - b) for a, b in product(x, y)) / n**2
    values = {
        "mean_distance": mean,
        "s_absolute": 1 - 2 * mean / span,
        "s_squared": 1 - 2 * sum((a - b) ** 2 for a, b in both) / (span**2 * n),
        "agreement": sum(1 - abs(a - b) / span for a, b in both) / n,
        "alignment": 2 * (chance - mean) / span,
        "tau_b": None,
        "kappa": None,
        "pi_nominal": None,
        "pi_haege": None,
    }
    pooled = [*x, *y]
    observed = sum((a - b) ** 2 for a, b in both) / n
    if len(set(pooled)) > 1:
        alike = sum((pooled.count(code) / (2 * n)) ** 2 for code in set(pooled))
        values["pi_nominal"] = (sum(a == b for a, b in both) / n - alike) / (1 - alike)
        by_chance = sum((a - b) ** 2 for a, b in product(pooled, pooled)) / (2 * n) ** 2
        values["pi_haege"] = 1 - observed / by_chance
    if len(set(x)) > 1 and len(set(y)) > 1:
        values["kappa"] = 1 - observed / (sum((a - b) ** 2 for a, b in product(x, y)) / n**2)
        steps = [(np.sign(x[j] - x[i]), np.sign(y[j] - y[i])) for i, j in combinations(range(n), 2)]
        untied = sum(a != 0 for a, _ in steps) * sum(b != 0 for _, b in steps)
        values["tau_b"] = sum(a * b for a, b in steps) / sqrt(untied)
    return values


def test_germany_and_russia_1914_have_the_printed_values():
    x, y = GERMANY, RUSSIA
    assert tau_b(x, y) == pytest.approx(0.03031695, abs=5e-9)
    assert s_score(x, y, ALLIANCES) == pytest.approx(0.4)
    assert s_score(x, y, ALLIANCES, "squared") == pytest.approx(0.4444444, abs=5e-8)
    assert s_score(x, y, ALLIANCES, weights=CAPABILITIES) == pytest.approx(-0.46)
    assert scott_pi(x, y, ALLIANCES) == pytest.approx(-0.04477612, abs=5e-9)
    assert cohen_kappa(x, y, ALLIANCES) == pytest.approx(-0.07758621, abs=5e-9)
    assert alignment(x, y, ALLIANCES) == pytest.approx(-0.04)


def test_germany_and_russia_1914_have_the_values_computed_elsewhere():
    """No printed value: recomputed once with independent code."""
    pi = scott_pi(GERMANY, RUSSIA, ALLIANCES, "haege")
    weighted = s_score(GERMANY, RUSSIA, ALLIANCES, "squared", CAPABILITIES)
    assert pi == pytest.approx(-0.08695652173913038)
    assert weighted == pytest.approx(-0.3488888888888888)


def test_a_category_that_nobody_took_still_counts_as_a_step():
    """2 never occurs; with distances between ranks κ would be −0.0377."""
    assert cohen_kappa(GERMANY, RUSSIA, ALLIANCES) != pytest.approx(-0.03773585, abs=1e-3)
    wider = s_score(GERMANY, RUSSIA, (0, 6))
    assert wider == pytest.approx(0.7)


def test_the_united_states_and_mexico_1946_have_the_printed_values():
    x, y = from_crosstab(US_BY_MEXICO, [1, 2, 3])
    assert len(x) == 38
    assert cohen_kappa(x, y, VOTES) == pytest.approx(-0.01222707, abs=5e-9)
    assert scott_pi(x, y, VOTES) == pytest.approx(-0.02775801, abs=5e-9)
    assert tau_b(x, y) == pytest.approx(0.01431261, abs=5e-9)


def test_kappa_and_pi_equal_the_four_by_four_table_of_a_statistics_package():
    """Agresti's husbands and wives, as the R package vcd ships it; values of psych and irr."""
    table = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
    x, y = from_crosstab(table, [1, 2, 3, 4])
    assert cohen_kappa(x, y, (1, 4)) == pytest.approx(0.3320455862468613)
    assert scott_pi(x, y, (1, 4)) == pytest.approx(0.1252175354271982)
    ratings = [1, 3, 1, 6, 1, 5, 5, 6, 7]
    assert cohen_kappa(range(1, 10), ratings, (1, 9)) == pytest.approx(0.6779661016949152)


@given(MATRICES)
@settings(deadline=None)
def test_every_measure_of_every_pair_equals_a_loop_over_issues(codes):
    measured = {name: measure(codes, 4) for name, measure in MEASURES.items()}
    for a, b in combinations(range(len(codes)), 2):
        shared = ~np.isnan(codes[a]) & ~np.isnan(codes[b])
        expected = loop(codes[a][shared].tolist(), codes[b][shared].tolist(), *STANCES)
        for name, value in expected.items():
            undefined = np.nan if value is None else value
            assert measured[name][a, b] == pytest.approx(undefined, abs=1e-12, nan_ok=True), name


@given(MATRICES)
@settings(deadline=None, max_examples=10)
def test_the_table_of_pairs_and_the_functions_of_two_rows_agree(codes):
    table = pairs(labelled(codes), STANCES, least=0, least_corrected=0)
    assert len(table) == len(codes) * (len(codes) - 1) // 2
    for (a, b), row in table.iterrows():
        x, y = codes[int(a[1:])], codes[int(b[1:])]
        assert row["n"] == (~np.isnan(x) & ~np.isnan(y)).sum()
        for name, of_two in OF_TWO.items():
            assert of_two(x, y) == pytest.approx(row[name], nan_ok=True), name


@given(MATRICES)
@settings(deadline=None)
def test_measures_are_symmetric(codes):
    for measure in MEASURES.values():
        np.testing.assert_array_equal(measure(codes, 4), measure(codes, 4).T)


@given(MATRICES)
@settings(deadline=None)
def test_measures_stay_in_their_range(codes):
    for name, measure in MEASURES.items():
        low, high = {"mean_distance": (0, 4), "agreement": (0, 1)}.get(name, (-1, 1))
        values = measure(codes, 4)
        defined = values[~np.isnan(values)]
        assert ((low - 1e-12 <= defined) & (defined <= high + 1e-12)).all(), name


@given(arrays(float, st.integers(1, 9), elements=CODES))
@settings(deadline=None)
def test_a_row_is_as_similar_to_itself_as_can_be(row):
    codes = {code for code in row if not np.isnan(code)}
    assume(codes)
    same = {name: measure(np.stack([row, row]), 4)[0, 1] for name, measure in MEASURES.items()}
    assert same["mean_distance"] == 0
    assert same["s_absolute"] == same["s_squared"] == same["agreement"] == 1
    for name in ("pi_nominal", "pi_haege", "kappa", "tau_b"):
        expected = np.nan if len(codes) == 1 else 1
        assert same[name] == pytest.approx(expected, nan_ok=True), name


@given(
    arrays(float, st.tuples(st.just(2), st.integers(1, 12)), elements=st.sampled_from([1, 2, 3]))
)
@settings(deadline=None)
def test_s_of_votes_is_twice_the_agreement_score_less_one(votes):
    expected = 2 * agreement_score(*votes) - 1
    assert s_score(*votes, VOTES) == pytest.approx(expected)
    assert s_score(*votes, VOTES) == pytest.approx(1 - np.abs(votes[0] - votes[1]).mean())


@given(arrays(float, st.tuples(st.just(2), st.integers(1, 12)), elements=st.sampled_from([0, 1])))
@settings(deadline=None)
def test_on_two_codes_both_forms_of_s_are_twice_the_share_alike_less_one(rows):
    share = (rows[0] == rows[1]).mean()
    assert s_score(*rows, (0, 1)) == pytest.approx(2 * share - 1)
    assert s_score(*rows, (0, 1), "squared") == pytest.approx(2 * share - 1)
    assert scott_pi(*rows, (0, 1)) == pytest.approx(scott_pi(*rows, (0, 1), "haege"), nan_ok=True)


@given(arrays(float, st.tuples(st.just(2), st.integers(2, 12)), elements=st.integers(-2, 2)))
@settings(deadline=None)
def test_pi_is_alpha_of_two_coders_but_for_its_small_samples(rows):
    """α = 1 − (1 − π)(2n − 1)/2n: nominal π against nominal α, Häge's against interval α."""
    from analysis.compare.alpha import alpha

    n = rows.shape[1]
    for kind, level in [("nominal", "nominal"), ("haege", "interval")]:
        pi = scott_pi(*rows, STANCES, kind)
        expected = 1 - (1 - pi) * (2 * n - 1) / (2 * n)
        assert alpha(rows, level) == pytest.approx(expected, nan_ok=True)


@given(arrays(float, st.tuples(st.just(2), st.integers(2, 12)), elements=st.integers(-2, 2)))
@settings(deadline=None)
def test_kappa_is_the_concordance_correlation(rows):
    """Lin's: 2·cov/(var x + var y + (mean x − mean y)²), moments by 1/n."""
    x, y = rows
    assume(x.std() > 0 and y.std() > 0)
    cov = ((x - x.mean()) * (y - y.mean())).mean()
    expected = 2 * cov / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)
    assert cohen_kappa(x, y, STANCES) == pytest.approx(expected)


@given(MATRICES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_neither_the_direction_of_the_scale_nor_the_order_of_the_issues_matters(codes, random):
    order = list(range(codes.shape[1]))
    random.shuffle(order)
    for measure in MEASURES.values():
        np.testing.assert_allclose(measure(-codes, 4), measure(codes, 4), atol=1e-12)
        np.testing.assert_allclose(measure(codes[:, order], 4), measure(codes, 4), atol=1e-12)


@given(ROWS, st.integers(1, 5))
@settings(deadline=None)
def test_equal_weights_are_no_weights(rows, weight):
    equal = [weight] * rows.shape[1]
    for metric in ("absolute", "squared"):
        weighted = s_score(*rows, STANCES, metric, equal)
        assert weighted == pytest.approx(s_score(*rows, STANCES, metric), nan_ok=True)


def test_an_issue_of_weight_nought_is_left_out():
    x, y = [2, 0, -2], [2, 1, 2]
    assert s_score(x, y, STANCES, weights=[1, 1, 0]) == s_score(x[:2], y[:2], STANCES)


def test_weights_of_a_series_follow_its_labels():
    x = pd.Series([2, -2], index=["aid", "peace"])
    y = pd.Series([2, 2], index=["aid", "peace"])
    weights = pd.Series([0, 1], index=["peace", "aid"])
    assert s_score(x, y, STANCES, weights=weights) == 1


AID_FIRST = {"aid": 2, "peace": -2}
PEACE_FIRST = {"peace": -2, "aid": 2}


def test_codes_given_by_label_meet_by_label_in_whatever_order():
    assert s_score(AID_FIRST, PEACE_FIRST, STANCES) == 1
    assert s_score(pd.Series(AID_FIRST), PEACE_FIRST, STANCES) == 1
    assert s_score({"aid": 2, "peace": None}, {"peace": 2, "aid": 0}, STANCES) == 0
    assert tau_b({"a": 1, "b": 2, "c": 3}, {"c": 3, "b": 2, "a": 1}) == 1
    for row in (AID_FIRST, pd.Series(AID_FIRST)):
        with pytest.raises(ValueError, match="labelled differently"):
            s_score(row, {"aid": 2, "war": -2}, STANCES)


@pytest.mark.parametrize("kind", [dict, pd.Series])
def test_weights_given_by_label_follow_whichever_row_is_labelled(kind):
    weights, codes, other = kind({"peace": 0, "aid": 1}), kind(AID_FIRST), [2, 2]
    for rows in ((codes, other), (other, codes), (codes, kind({"aid": 2, "peace": 2}))):
        assert s_score(*rows, STANCES, weights=weights) == 1
        assert s_score(*rows, STANCES, weights=[0, 1]) == -1
    with pytest.raises(ValueError, match="weights are labelled, x and y are not"):
        s_score(other, other, STANCES, weights=weights)
    with pytest.raises(ValueError, match=r"weights are \[nan, 1.0\]; allowed: 2 numbers"):
        s_score(codes, codes, STANCES, weights=kind({"peace": 1, "war": 0}))


@pytest.mark.parametrize("weights", [[1, np.inf], [1, np.nan], [1, -0.5]])
def test_weights_are_finite_and_none_is_below_nought(weights):
    with pytest.raises(ValueError, match="weights"):
        s_score([1, 2], [1, 1], STANCES, weights=weights)


@given(MATRICES)
@settings(deadline=None, max_examples=25)
def test_where_the_scale_lies_changes_no_measure(codes):
    near = pairs(labelled(codes), STANCES, least=0, least_corrected=0)
    far = labelled(codes) + 10**9
    table = pairs(far, (10**9 - 2, 10**9 + 2), least=0, least_corrected=0)
    pd.testing.assert_frame_equal(table, near)


def test_one_measure_may_be_asked_for_by_its_name_and_twice_gives_it_once():
    matrix = pd.DataFrame([[2, 1, 0], [2, 1, 1]], index=["UKR", "EU"])
    one = pairs(matrix, STANCES, "s_absolute")
    assert one.columns.tolist() == ["n", "s_absolute", "reason"]
    pd.testing.assert_frame_equal(pairs(matrix, STANCES, ["s_absolute"] * 2), one)
    with pytest.raises(ValueError, match="measure is 'rho'"):
        pairs(matrix, STANCES, "rho")


def test_nothing_shared_or_nothing_weighed_is_undefined():
    for measure in OF_TWO.values():
        assert np.isnan(measure([1, None], [None, 2]))
        assert np.isnan(measure([None, None], [None, None]))
    assert np.isnan(s_score([1, 2], [1, 2], STANCES, weights=[0, 0]))


def test_a_constant_row_leaves_kappa_and_tau_undefined_but_not_pi():
    constant, other = [2, 2, 2], [2, 1, -1]
    assert np.isnan(cohen_kappa(constant, other, STANCES))
    assert np.isnan(tau_b(constant, other))
    assert scott_pi(constant, other, STANCES) == pytest.approx((1 / 3 - 1 / 2) / (1 - 1 / 2))
    assert np.isnan(scott_pi(constant, constant, STANCES))
    assert np.isnan(scott_pi(constant, constant, STANCES, "haege"))
    assert scott_pi(constant, [1, 1, 1], STANCES, "haege") == -1


def test_rows_alike_in_a_code_that_binary_fractions_miss_are_undefined_all_the_same():
    alike = [0.1] * 3
    assert np.isnan(scott_pi(alike, alike, (0, 1), "haege"))
    assert np.isnan(scott_pi(alike, alike, (0, 1)))
    assert np.isnan(cohen_kappa(alike, alike, (0, 1)))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: s_score([1, 9], [1, 1], STANCES), r"codes \(x, 1\): 9.*-2 to 2"),
        (lambda: pairs(pd.DataFrame({"aid": [1, -3]}, index=["US", "EU"]), STANCES), "EU, aid.*-3"),
        (lambda: s_score([1], [1, 2], STANCES), "x has 1 codes, y has 2"),
        (lambda: tau_b(pd.Series([1, 2]), pd.Series([1, 2], index=[1, 0])), "labelled differently"),
        (lambda: s_score([1], [1], (2, -2)), "the lower code first"),
        (lambda: s_score([1], [1], STANCES, "cubed"), "'cubed'; allowed are absolute, squared"),
        (lambda: scott_pi([1], [1], STANCES, "scott"), "'scott'; allowed are nominal, haege"),
        (lambda: s_score([1, 2], [1, 2], STANCES, weights=[1, -1]), "none below 0"),
        (lambda: s_score([1, 2], [1, 2], STANCES, weights=[1, None]), "none below 0"),
        (lambda: s_score([1, 2], [1, 2], STANCES, weights=[1]), "2 numbers"),
        (lambda: pairs(pd.DataFrame({"aid": [1]}), STANCES, ["rho"]), "'rho'; allowed are mean_d"),
        (lambda: pairs(pd.DataFrame({"aid": [1, 2]}, index=["EU", "EU"]), STANCES), "EU occurs"),
    ],
)
def test_what_cannot_be_measured_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_pairs_that_share_fewer_than_three_issues_are_refused_unless_asked():
    matrix = pd.DataFrame([[1, 2, None], [1, 2, 0]], index=["A", "B"])
    refused = pairs(matrix, STANCES).loc[("A", "B")]
    assert refused["n"] == 2
    assert refused[list(MEASURES)].isna().all()
    assert refused["reason"] == "fewer than 3 shared"
    asked = pairs(matrix, STANCES, ["s_absolute"], least=1).loc[("A", "B")]
    assert asked["s_absolute"] == 1
    assert pd.isna(asked["reason"])


def test_nested_pairs_are_barred_through_any_groups_unless_asked():
    codes = [[1, 2, 0]] * 4
    matrix = pd.DataFrame(codes, index=["World", "City", "State", "Other"])
    memberships = pd.DataFrame({"actor": ["City", "State"], "group": ["State", "World"]})
    table = pairs(matrix, STANCES, ["s_absolute"], memberships=memberships)
    barred = {("World", "City"), ("World", "State"), ("City", "State")}
    assert set(table.index[table["s_absolute"].isna()]) == barred
    assert (table.loc[list(barred), "reason"] == "one contains the other").all()
    asked = pairs(matrix, STANCES, ["s_absolute"], memberships=memberships, nested=True)
    assert asked["s_absolute"].notna().all()


@pytest.mark.parametrize(("issues", "shown"), [(9, False), (10, True)])
def test_what_corrects_for_chance_is_hidden_below_ten_shared_issues(issues, shown):
    matrix = pd.DataFrame([[2, -2] * 5, [1, -2] * 5]).iloc[:, :issues]
    row = pairs(matrix, STANCES).iloc[0]
    assert row[list(CORRECTED)].notna().all() == shown
    assert row[["s_absolute", "tau_b"]].notna().all()
    hidden = "fewer than 10 shared: alignment, kappa, pi_nominal, pi_haege"
    assert pd.isna(row["reason"]) if shown else row["reason"] == hidden
    assert pairs(matrix, STANCES, least_corrected=0).notna().iloc[0].drop("reason").all()


def test_the_reason_names_each_measure_without_a_value():
    table = pairs(pd.DataFrame([[2, 2, 2], [1, 2, 0]]), STANCES, ["kappa", "tau_b"])
    assert table["reason"].tolist() == ["fewer than 10 shared: kappa; no variation: tau_b"]
    table = pairs(pd.DataFrame([[2, 2, 2], [1, 2, 0]]), STANCES, ["kappa"], least_corrected=3)
    assert table["reason"].tolist() == ["no variation: kappa"]
    table = pairs(pd.DataFrame([[None], [1]]), STANCES, ["s_absolute"], least=0)
    assert table["reason"].tolist() == ["none shared"]
    table = pairs(pd.DataFrame([[None], [1]]), STANCES, ["s_absolute"], least=1)
    assert table["reason"].tolist() == ["fewer than 1 shared"]


def test_one_actor_makes_no_pair_and_no_issue_no_measure():
    alone = pairs(pd.DataFrame({"aid": [1]}, index=["EU"]), STANCES)
    assert alone.empty
    assert alone.columns.tolist() == ["n", *MEASURES, "reason"]
    assert pairs(pd.DataFrame(index=["EU", "US"]), STANCES)["n"].tolist() == [0]


def test_of_the_shipped_table_kappa_and_tau_are_undefined_with_ukraine(case):
    scale = (case.scale.low, case.scale.high)
    table = pairs(case.matrix(), scale, least_corrected=0)
    with_ukraine = ["UKR" in pair for pair in table.index]
    assert table["n"].eq(5).all()
    assert table["kappa"].isna().tolist() == with_ukraine
    assert table["tau_b"].isna().tolist() == with_ukraine
    assert table["s_absolute"].idxmax() == ("UKR", "EU")


def test_the_matrix_given_is_left_as_it_was():
    matrix = labelled(np.array([[1, np.nan, 2], [0, 1, 2]]))
    before = matrix.copy()
    pairs(matrix, STANCES)
    pd.testing.assert_frame_equal(matrix, before)
