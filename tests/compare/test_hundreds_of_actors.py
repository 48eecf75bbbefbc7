"""What is computed of hundreds of actors at a bounded cost is what the plain way gives of a few."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.case import CaseError
from analysis.compare import issue_gaps, pairs, widest, widest_gap
from analysis.compare.pairs import distances_in, mean_distances, pair_distances, pair_index


@pytest.mark.parametrize("seed", range(20))
def test_the_widest_gap_of_an_issue_is_that_of_all_its_pairs(seed):
    chance = np.random.default_rng(seed)
    n = int(chance.integers(2, 9))
    low = chance.integers(-2, 3, n)
    lower = low + chance.integers(0, 2, n)
    upper = lower + (chance.random(n) < 0.2)
    cells = pd.DataFrame(
        {
            "actor": [f"A{k}" for k in range(n)],
            "kind": np.where(lower == upper, "stated", "split"),
            "lower": lower,
            "low": low,
            "high": upper + chance.integers(0, 2, n),
        }
    ).astype({"lower": "Int64"})
    cells.loc[chance.random(n) < 0.1, ["lower", "kind"]] = [pd.NA, "not stated"]
    gaps = issue_gaps(cells)
    assert widest_gap(cells) == (widest(gaps) if gaps else None)


def test_distances_taken_a_few_matrices_at_a_time_are_those_taken_at_once(monkeypatch):
    stances = np.random.default_rng(1).integers(-2, 3, (7, 5, 4)).astype(float)
    stances[np.random.default_rng(2).random(stances.shape) < 0.4] = np.nan
    whole = pair_distances(stances)
    monkeypatch.setattr(pairs, "AT_ONCE", 2 * 10 * 4)
    means, shared = distances_in(stances)
    np.testing.assert_array_equal(means, mean_distances(whole))
    np.testing.assert_array_equal(shared, (~np.isnan(whole)).sum(axis=-1))


def test_more_actors_than_can_be_compared_are_refused_in_one_line():
    assert len(pair_index(pd.RangeIndex(700))) == 700 * 699 // 2
    with pytest.raises(CaseError) as refused:
        pair_index(pd.RangeIndex(701))
    assert str(refused.value) == (
        "actors: 701 actors make 245,350 pairs, too many to compare; 700 actors at most"
    )
