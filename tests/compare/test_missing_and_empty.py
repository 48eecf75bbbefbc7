"""What is missing stays missing whatever the column's type, and little data is no error."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.compare import (
    counted_pairs,
    order_under,
    pair_index,
    pair_readings,
    pair_table,
    recodings,
    survival,
    variants,
    wide_recodings,
    without_each_issue,
)
from analysis.compare.graphml import graphml
from analysis.compare.mactor import ambivalence, convergence, convergence_table, shared
from analysis.compare.measures import NAMES, measures
from analysis.compare.ordinal import agreement, code_counts
from analysis.compare.polarisation import partition_polarization
from analysis.compare.similarity import pairs, s_score
from analysis.compare.valence import implication, mobilisation, valences

STANCES = (-2, 2)
ROWS = [[1, None, 2], [-1, 0, None], [2, 2, 2]]


def held(missing, dtype):
    """Three actors on three issues, two cells of which are missing."""
    cells = [[missing if code is None else code for code in row] for row in ROWS]
    return pd.DataFrame(cells, index=list("ABC"), columns=list("xyz"), dtype=dtype)


@pytest.mark.parametrize(
    "measure",
    [
        convergence,
        convergence_table,
        shared,
        ambivalence,
        valences,
        mobilisation,
        implication,
        pair_table,
        without_each_issue,
        lambda matrix: pairs(matrix, STANCES, least=1, least_corrected=1),
        lambda matrix: code_counts(matrix, [-2, -1, 0, 1, 2]),
        lambda matrix: recodings(matrix, matrix).stances,
        lambda matrix: graphml(matrix, two_mode=True),
    ],
)
def test_a_missing_cell_is_missing_in_a_column_of_any_type(measure):
    expected = measure(held(np.nan, float))
    for cells in (held(pd.NA, object), held(None, object), held(pd.NA, "Int64")):
        got = measure(cells)
        if isinstance(got, str):
            assert got == expected
        else:
            got, wanted = (np.array(made, object) for made in (got, expected))
            np.testing.assert_array_equal(pd.isna(got), pd.isna(wanted))
            np.testing.assert_array_equal(got[pd.notna(got)], wanted[pd.notna(wanted)])


def test_two_rows_may_hold_na_among_other_objects():
    assert s_score([1, pd.NA, 2], [1, 2, 0], STANCES) == s_score([1, 2], [1, 0], STANCES)
    assert s_score(np.array([1, None], object), [1, 2], STANCES) == 1


def test_a_network_of_objects_with_na_is_refused_by_cell_and_not_by_type():
    ties = pd.DataFrame([[0, pd.NA], [1.0, 0]], index=list("ab"), columns=list("ab"))
    good = pd.DataFrame([[0, 1.0], [1.0, 0]], index=list("ab"), columns=list("ab"))
    with pytest.raises(ValueError, match="congruence of a and b is NA"):
        partition_polarization(ties, good, [0, 1])


def test_counts_among_objects_are_counted_and_na_is_no_count():
    assert agreement(np.array([0, 2, 0], object)) == 1
    with pytest.raises(ValueError, match="none below 0"):
        agreement([1, pd.NA, 2])


def without(case, *actors):
    """The case with none but these actors in its table and its narrative."""
    tables = dict(case.tables)
    for name in ("comparison", "statements"):
        if name in tables:
            tables[name] = tables[name][tables[name]["actor"].isin(actors)]
    return replace(case, tables=tables)


@pytest.mark.parametrize("actors", [("USA",), ()])
@pytest.mark.parametrize("wide", [False, True])
def test_one_actor_or_none_makes_no_pair_and_no_error(case, actors, wide):
    few = without(case, *actors)
    assert few.matrix(wide).index.tolist() == list(actors)
    made = variants(few, wide)
    assert all(one.stances.shape[1] == len(actors) for one in made.values())
    assert pair_readings(few, wide=wide).empty
    assert pair_readings(few, wide=wide).columns.tolist() == pair_readings(case).columns.tolist()
    assert survival(few, wide=wide).empty
    assert survival(few, wide=wide).columns.tolist() == survival(case).columns.tolist()
    assert counted_pairs(few, wide).empty
    assert counted_pairs(few, wide).columns.tolist() == counted_pairs(case).columns.tolist()
    assert order_under(few, wide).empty
    assert measures(few, NAMES, wide).empty
    assert len(wide_recodings(few)) >= 1


def test_of_nothing_there_is_one_recoding():
    nothing = recodings(pd.DataFrame(), pd.DataFrame())
    assert nothing.exact
    assert nothing.stances.shape == (1, 0, 0)
    assert recodings(pd.DataFrame(index=["A"]), pd.DataFrame(index=["A"])).stances.shape == (
        1,
        1,
        0,
    )


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_the_pairs_are_each_two_actors_in_the_order_of_the_rows(size):
    from itertools import combinations

    actors = pd.Index([f"A{9 - n}" for n in range(size)], name="actor")
    index = pair_index(actors)
    assert list(index) == list(combinations(actors, 2))
    assert index.names == ["a", "b"]
