"""Alpha against published values, another implementation and its identities; the coders' lists.

Matrix A: the example of Krippendorff's textbook with three coders and 15 units. Matrix B: four
coders and 12 units, Krippendorff (2011), also the example of the R package irr.
"""

from dataclasses import replace
from itertools import product

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.compare.alpha import LEVELS, alpha, alpha_interval
from analysis.compare.reliability import (
    coder_table,
    disagreements,
    percent_agreement,
    reliability,
)

_ = np.nan
A = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
B = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
WORDS = [["pos", "neg", "neu", None], ["pos", "neg", "neu", "pos"], ["pos", "neg", "pos", "pos"]]
# The R package irr: 20 films rated by four people on five points.
VIDEO = """4434 4445 4455 4444 4324 4434 4325 4434 4334 4334 4434 4334 4444 4444 4434 4444 4444 4444
    4444 4554"""

SCALE = (0, 1, 2, 3)
CODES = st.one_of(st.just(np.nan), st.sampled_from(SCALE).map(float))
TABLES = arrays(float, st.tuples(st.integers(2, 4), st.integers(1, 8)), elements=CODES)


def varied(codes):
    """Whether alpha is defined: two or more codes occur in units coded twice."""
    pairable = codes[:, (~np.isnan(codes)).sum(axis=0) > 1]
    return len(np.unique(pairable[~np.isnan(pairable)])) > 1


@pytest.mark.parametrize(
    ("codes", "level", "published"),
    [
        (A, "nominal", 0.691358),
        (A, "interval", 0.810845),
        (B, "nominal", 0.743),
        (B, "ordinal", 0.815),
        (B, "ratio", 0.797),
        (WORDS, "nominal", 0.722222),
        ([[0, 1, 2], [0, 1, 2]], "ratio", 1),
    ],
)
def test_alpha_has_the_published_values(codes, level, published):
    digits = 5e-4 if published in (0.743, 0.815, 0.797) else 5e-7
    assert alpha(codes, level) == pytest.approx(published, abs=digits)


@pytest.mark.parametrize(
    ("codes", "level", "value"),
    [
        (A, "ordinal", 0.8067214199413153),
        (A, "ratio", 0.8089436707842471),
        (B, "interval", 0.8491071428571428),
        ([row[:6] for row in B], "ordinal", 0.5499199408794186),
        ([[0, 1], [1, 0]], "nominal", -0.5),
    ],
)
def test_alpha_has_the_values_computed_elsewhere(codes, level, value):
    assert alpha(codes, level) == pytest.approx(value)
    domain = [1, 2, 3, 4, 5] if np.nanmin(codes) else [0, 1, 2, 3, 4]
    assert alpha(codes, level, domain) == pytest.approx(value)


@given(TABLES, st.sampled_from(LEVELS))
@settings(deadline=None)
def test_alpha_equals_another_implementation(codes, level):
    assume(varied(codes))
    expected = krippendorff.alpha(
        reliability_data=codes, value_domain=list(SCALE), level_of_measurement=level
    )
    assert alpha(codes, level, SCALE) == pytest.approx(expected)


@given(TABLES, st.sampled_from(LEVELS), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_neither_the_order_of_the_coders_nor_that_of_the_units_matters(codes, level, random):
    coders, units = (list(range(n)) for n in codes.shape)
    random.shuffle(coders)
    random.shuffle(units)
    shuffled = codes[coders][:, units]
    assert alpha(shuffled, level, SCALE) == pytest.approx(alpha(codes, level, SCALE), nan_ok=True)
    interval = alpha_interval(codes, level, SCALE, draws=20)
    assert alpha_interval(shuffled, level, SCALE, draws=20) == pytest.approx(interval, nan_ok=True)


@given(arrays(float, st.integers(2, 8), elements=st.sampled_from(SCALE)), st.integers(2, 4))
@settings(deadline=None)
def test_alpha_is_one_where_all_agree_and_the_codes_vary(row, coders):
    codes = np.tile(row, (coders, 1))
    for level in LEVELS:
        expected = 1 if len(set(row)) > 1 else np.nan
        assert alpha(codes, level, SCALE) == pytest.approx(expected, nan_ok=True)


@given(TABLES)
@settings(deadline=None)
def test_a_unit_coded_once_does_not_count(codes):
    once = np.full((len(codes), 1), np.nan)
    once[0] = 3
    beside = np.hstack([codes, once])
    assert alpha(beside, "ordinal", SCALE) == pytest.approx(
        alpha(codes, "ordinal", SCALE), nan_ok=True
    )


@given(TABLES)
@settings(deadline=None)
def test_ordinal_alpha_looks_at_order_alone(codes):
    stretched = np.array([0, 1, 10, 100])[np.nan_to_num(codes).astype(int)].astype(float)
    stretched[np.isnan(codes)] = np.nan
    expected = alpha(codes, "ordinal", SCALE)
    assert alpha(stretched, "ordinal", (0, 1, 10, 100)) == pytest.approx(expected, nan_ok=True)


def test_words_are_ordered_by_their_domain():
    numbers = pd.DataFrame(B)
    words = numbers.replace({1: "low", 2: "fair", 3: "high", 4: "top", 5: "peak"}).astype("object")
    domain = ["low", "fair", "high", "top", "peak"]
    assert alpha(words, "ordinal", domain) == pytest.approx(alpha(B, "ordinal"))
    assert alpha(numbers.astype("Int64"), "ordinal") == pytest.approx(alpha(B, "ordinal"))


@pytest.mark.parametrize(
    "codes",
    [
        [[1, 1, 1], [1, 1, 1]],
        [[1, 2, _], [_, _, 1]],
        [[1, 2, 3]],
        [[_, _], [_, _]],
        np.empty((2, 0)),
        np.empty((0, 2)),
    ],
    ids=["no variation", "no unit twice", "one coder", "no code", "no unit", "no coder"],
)
def test_alpha_without_anything_to_compare_is_undefined(codes):
    assert np.isnan(alpha(codes, "ordinal", (1, 2, 3)))
    assert np.isnan(alpha_interval(codes, "ordinal", (1, 2, 3))).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: alpha([[1, 9], [1, 1]], "ordinal", (1, 2, 3)), "code 9.*allowed: 1, 2, 3"),
        (lambda: alpha([[1], [1]], "metric"), "'metric'; allowed are nominal, ordinal"),
        (lambda: alpha([[-1, 1], [1, 1]], "ratio"), "code -1 at ratio level"),
    ],
)
def test_codes_that_cannot_be_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_one_unit_coded_twice_has_an_alpha_and_no_interval_two_have_one():
    one = [[1, 1], [2, _]]
    assert alpha(one, "nominal") == 0
    assert np.isnan(alpha_interval(one, "nominal")).all()
    assert alpha_interval([[1, 1], [2, 1]], "nominal") == (pytest.approx(-0.5), 0)


def test_the_interval_is_that_of_all_resamples():
    """Three units have 27 resamples; the draws approach their quantiles."""
    codes = np.array([[0, 1, 2], [0, 1, 3]])
    every = [alpha(codes[:, list(drawn)], "interval") for drawn in product(range(3), repeat=3)]
    low, high = alpha_interval(codes, "interval", draws=50_000, coverage=0.5)
    assert (low, high) == pytest.approx(tuple(np.nanquantile(every, [0.25, 0.75])), abs=0.01)


def test_the_interval_is_repeated_by_its_seed_and_wider_for_more_coverage():
    first = alpha_interval(B, "ordinal", draws=500)
    assert first == alpha_interval(B, "ordinal", draws=500)
    assert first != alpha_interval(B, "ordinal", draws=500, seed=1)
    low, high = alpha_interval(B, "ordinal", draws=500, coverage=0.5)
    assert first[0] < low < alpha(B, "ordinal") < high < first[1]


def test_percent_agreement_has_the_values_of_a_statistics_package():
    ratings = pd.DataFrame([[int(rating) for rating in film] for film in VIDEO.split()])
    assert len(ratings) == 20
    assert percent_agreement(ratings) == 35
    assert percent_agreement(ratings, within=1) == 90


def test_percent_agreement_leaves_out_units_coded_once():
    table = pd.DataFrame({"a": ["x", "y", "x"], "b": ["x", "x", None]})
    assert percent_agreement(table) == 50
    assert np.isnan(percent_agreement(table.iloc[2:]))


def test_the_toy_disagreements_are_those_of_its_codes(toy):
    units = disagreements(toy["stance_codes"])
    assert units.columns.tolist() == ["reader-1", "reader-2", "reader-3"]
    assert units.index.tolist() == [
        "c-water-BOR",
        "c-water-CER",
        "c-ferry-CER",
        "c-tolls-ALD",
        "t03",
        "t04",
        "t08",
        "t09",
    ]
    assert units.loc["c-water-BOR"].tolist() == [-1, -1, -2]
    assert units.loc["t09"].tolist() == [pd.NA, pd.NA, -1]
    changes = disagreements(toy["effect_codes"], "change")
    assert changes.loc["u2"].tolist() == ["weaker", "weaker", "shifted"]
    assert changes.index.tolist() == ["u2", "u3", "u4"]


def test_a_coder_who_was_not_asked_does_not_disagree():
    codes = pd.DataFrame({"coder": ["a", "b", "a"], "unit": ["u", "u", "v"], "stance": [1, 1, 2]})
    assert disagreements(codes).empty
    assert coder_table(codes).loc["v"].isna().tolist() == [False, True]


def test_a_unit_that_a_coder_coded_twice_is_named():
    codes = pd.DataFrame({"coder": ["a", "a"], "unit": ["u", "u"], "stance": [1, 2]})
    with pytest.raises(ValueError, match="coder a coded unit u twice"):
        coder_table(codes)


def test_the_shipped_codes_have_the_alphas_of_another_implementation(case):
    whole = reliability(case, draws=200)
    whole = whole[whole["issue"].isna()].set_index(["table", "values"])
    stances = case["stance_codes"].pivot_table(index="coder", columns="unit", values="stance")
    expected = krippendorff.alpha(
        reliability_data=stances.to_numpy(dtype=float, na_value=np.nan),
        value_domain=[-2, -1, 0, 1, 2],
        level_of_measurement="ordinal",
    )
    row = whole.loc[("stance_codes", "stance")]
    assert row["alpha"] == pytest.approx(expected)
    assert row["low"] <= row["alpha"] <= row["high"]
    assert row["units"] == (stances.notna().sum() > 1).sum()
    assert row["coders"] == 3
    kinds = case["stance_codes"]["modality"].astype("category").cat
    places = case["stance_codes"].assign(kind=kinds.codes)
    table = places.pivot_table(index="coder", columns="unit", values="kind")
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert whole.at[("stance_codes", "modality"), "alpha"] == pytest.approx(expected)
    assert set(whole["level"][["stance_codes"]]) == {"ordinal", "nominal"}
    assert (whole["note"] == "in-sample: an upper bound").all()


def test_an_issue_of_fewer_than_ten_units_has_no_alpha(case):
    issues = reliability(case, draws=20).dropna(subset=["issue"])
    few = issues["units"] < 10
    assert few.any() and not few.all()
    assert issues.loc[few, ["alpha", "low", "high"]].isna().all(axis=None)
    assert issues.loc[few, "percent_agreement"].notna().all()
    assert (issues.loc[few, "note"] == "fewer than 10 units").all()
    assert issues.loc[~few, "alpha"].notna().all()
    stances = issues[issues["values"] == "stance"]
    assert stances["issue"].tolist() == case["issues"]["issue"].tolist()
    units = pd.concat([case["comparison"], case["statements"]]).set_index("unit")["issue"]
    coded = coder_table(case["stance_codes"]).notna().sum(axis=1) > 1
    expected = units[units.index.isin(coded.index[coded])].value_counts()
    assert stances.set_index("issue")["units"].to_dict() == expected.to_dict()


def test_a_case_of_one_coder_says_that_no_unit_was_coded_twice(votes):
    whole = reliability(votes, draws=20)
    assert whole["alpha"].isna().all()
    assert whole["percent_agreement"].isna().all()
    assert (whole["units"] == 0).all()
    assert set(whole.loc[whole["issue"].isna(), "note"]) == {"no unit coded twice"}


def test_codes_without_variation_say_so(toy):
    alike = toy["stance_codes"].assign(stance=1, modality="asserted")
    whole = reliability(replace(toy, tables={**toy.tables, "stance_codes": alike}), draws=20)
    rows = whole[(whole["table"] == "stance_codes") & whole["issue"].isna()]
    assert rows["alpha"].isna().all()
    assert (rows["percent_agreement"] == 100).all()
    assert (rows["note"] == "no variation").all()


def test_a_table_of_coders_is_read_by_the_names_of_its_axes(case):
    table, codes = coder_table(case["stance_codes"]), case.scale.values  # noqa: PD011
    bare = table.rename_axis(index=None, columns=None)
    expected = alpha(bare.T, "ordinal", codes)
    assert alpha(table, "ordinal", codes) == alpha(table.T, "ordinal", codes) == expected
    assert percent_agreement(table.T) == percent_agreement(table) == percent_agreement(bare)
    assert alpha(bare, "ordinal", codes) != pytest.approx(expected)


@pytest.mark.parametrize(
    ("level", "allowed"),
    [("ordinal", "numbers, or words with a domain"), ("interval", "numbers"), ("ratio", "numbers")],
)
def test_words_without_an_order_are_refused(level, allowed):
    with pytest.raises(ValueError, match=f"code 'low' at {level} level; allowed: {allowed}"):
        alpha([["low", "mid"], ["mid", "mid"]], level)
