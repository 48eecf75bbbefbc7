"""A scale whose codes leave gaps: no reading may hold a code that the scale does not declare."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.case.scale import Code, Scale
from analysis.compare import recodings, table_recodings, variants, wide_recodings
from analysis.compare.ordinal import code_counts
from analysis.compare.variants import STEP

CODES = (-2, 0, 2)
LABELS = {"index": ["US", "EU"], "columns": ["aid", "war"]}


def frame(*rows):
    return pd.DataFrame(rows, **LABELS, dtype="Int64")


@pytest.fixture(scope="module")
def gapped(toy):
    """The toy case with each 1 made 2 and each −1 made −2, on a scale without 1 and −1."""
    wider = {1: 2, -1: -2}
    codes = toy["stance_codes"]
    for column in ("stance", "low", "high"):
        codes[column] = codes[column].replace(wider)
    scale = Scale(tuple(Code(code, str(code), str(code), str(code)) for code in CODES), 0)
    package = replace(toy.package, scale=scale)
    return replace(toy, package=package, tables={**toy.tables, "stance_codes": codes})


def test_recodings_take_the_declared_codes_alone():
    low, high = frame([-2, 0], [2, None]), frame([2, 2], [2, None])
    made = recodings(low, high, codes=CODES)
    assert made.exact
    assert {tuple(row[:3]) for row in made.stances.reshape(-1, 4)} == set(
        product([-2, 0, 2], [0, 2], [2])
    )
    assert len(made) == 6
    assert np.isnan(made.stances[:, 1, 1]).all()


def test_draws_take_the_declared_codes_alone():
    low = pd.DataFrame(-2, index=range(4), columns=range(4))
    made = recodings(low, -low, draws=30, codes=CODES)
    assert not made.exact
    assert set(np.unique(made.stances)) == set(CODES)


@pytest.mark.parametrize("recode", [table_recodings, wide_recodings])
def test_the_recodings_of_a_case_hold_no_code_that_it_does_not_declare(gapped, recode):
    made = recode(gapped).stances
    assert set(np.unique(made[~np.isnan(made)])) == set(CODES)


def test_the_table_of_a_gapped_case_has_the_product_of_its_codes(gapped):
    low, high = (gapped.matrix(values=bound).to_numpy(float, na_value=np.nan).ravel()
                 for bound in ("low", "high"))  # fmt: skip
    choices = [
        [code for code in CODES if a <= code <= b] for a, b in zip(low, high, strict=True) if a <= b
    ]
    made = table_recodings(gapped).stances.reshape(-1, low.size)[:, ~np.isnan(low)]
    assert {tuple(row) for row in made} == set(product(*choices))
    assert len(made) == np.prod([len(codes) for codes in choices])


def test_a_bound_that_is_no_code_is_named():
    with pytest.raises(ValueError, match=r"high \(US, war\): 1; allowed: -2, 0, 2"):
        recodings(frame([0, 0], [0, 0]), frame([0, 1], [0, 0]), codes=CODES)
    with pytest.raises(ValueError, match=r"low \(0, 0\): 0.5; allowed: whole numbers"):
        recodings(pd.DataFrame([[0.5]]), pd.DataFrame([[1.0]]))


@pytest.mark.parametrize(
    "high",
    [
        frame([2, 2], [2, 2]).iloc[::-1],
        frame([2, 2], [2, 2])[["war", "aid"]],
        frame([2, 2], [2, 2]).iloc[:1],
        frame([2, 2], [2, 2]).rename(index={"EU": "UA"}),
    ],
)
def test_bounds_of_other_labels_are_refused(high):
    with pytest.raises(ValueError, match="low and high are labelled differently"):
        recodings(frame([-2, -2], [-2, -2]), high)


def test_a_step_leads_to_the_next_declared_code_as_far_as_the_top(gapped):
    made = variants(gapped)[STEP]
    given = gapped.matrix().to_numpy(dtype=float, na_value=np.nan)
    steps = {
        (name.rpartition(" ")[2], given[changed][0], stances[changed][0])
        for name, stances in zip(made.names, made.stances, strict=True)
        for changed in [(stances != given) & ~np.isnan(given)]
    }
    assert steps <= {("-1", 2, 0), ("-1", 0, -2), ("+1", -2, 0), ("+1", 0, 2)}
    assert {("-1", 2, 0), ("+1", -2, 0), ("+1", 0, 2)} <= steps


def test_counts_stand_under_the_codes_of_a_gapped_scale():
    counts = code_counts(frame([2, 0], [2, None]), CODES)
    assert counts.columns.tolist() == list(CODES)
    assert counts.loc["aid"].tolist() == [0, 0, 2]
    assert counts.loc["war"].tolist() == [0, 1, 0]
    with pytest.raises(ValueError, match=r"codes \(EU, aid\): 1; allowed: -2, 0, 2"):
        code_counts(frame([2, 0], [1, None]), CODES)
