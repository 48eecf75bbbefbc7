"""Polarisation of a partition, against a worked example and a slow loop."""

import doctest

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare import polarisation
from analysis.compare.polarisation import partition_polarization, two_way_partitions

THOROUGH = settings(deadline=None, max_examples=50)
TIES = st.floats(0, 3, allow_subnormal=False).map(lambda tie: round(tie, 3))


@st.composite
def networks(draw, least=2, most=6):
    n = draw(st.integers(least, most))
    upper = st.lists(TIES, min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2)
    return tuple(square(n, draw(upper)) for _ in range(2))


def square(n, upper):
    values = np.zeros((n, n))
    values[np.triu_indices(n, k=1)] = upper
    actors = [f"A{i}" for i in range(n)]
    return pd.DataFrame(values + values.T, index=actors, columns=actors)


def by_loop(congruence, conflict, clusters):
    """Q and its normalised value, one ordered pair at a time."""
    c, k = congruence.to_numpy(), conflict.to_numpy()
    n = len(clusters)
    s = {cluster: clusters.count(cluster) for cluster in clusters}
    w = sum(size * (size - 1) for size in s.values())
    b = n * (n - 1) - w
    q = 0.0
    for i in range(n):
        for j in range(n):
            one, other = clusters[i], clusters[j]
            if i == j:
                continue
            if one == other:
                q += abs(c[i, j] - s[one] * (s[one] - 1) / w * (c.sum() / w)) + abs(k[i, j])
            else:
                q += abs(c[i, j]) + abs(k[i, j] - s[one] * s[other] / b * (k.sum() / b))
    total = c.sum() + k.sum()
    return q, q / (2 * total) if total else None


def two_blocs(sizes):
    """Full agreement inside, full conflict between."""
    bloc = np.repeat(np.arange(len(sizes)), sizes)
    same = bloc[:, None] == bloc
    actors = [f"A{i}" for i in range(len(bloc))]
    inside = (same & ~np.eye(len(bloc), dtype=bool)).astype(float)
    frame = lambda values: pd.DataFrame(values, index=actors, columns=actors)  # noqa: E731
    return frame(inside), frame((~same).astype(float)), bloc.tolist()


def test_two_equal_blocs_of_two_are_as_worked_by_hand():
    """W = 4, B = 8, ΣC = 4, ΣK = 8; both expectations are ½·1: Q = 4·½ + 8·½ = 6; 6/24 = ¼."""
    congruence, conflict, bloc = two_blocs([2, 2])
    assert partition_polarization(congruence, conflict, bloc, normalized=False) == 6
    assert partition_polarization(congruence, conflict, bloc) == 0.25


def test_the_wrong_split_of_two_blocs_is_farther_off_as_worked_by_hand():
    """Inside 4 pairs: |0 − ½| + 1; between 4 true: 0 + |1 − ½|; 4 false: 1 + |0 − ½|: Q = 14."""
    congruence, conflict, _ = two_blocs([2, 2])
    assert partition_polarization(congruence, conflict, [0, 1, 0, 1], normalized=False) == 14


def test_unequal_clusters_are_as_worked_by_hand():
    """A–B agree 2, A–C conflict 1, B–C agree 1; clusters AB | C: W = 2, B = 4, ΣC = 6, ΣK = 2.

    Inside, expected 1·3 = 3: 2·|2 − 3| = 2. Between, expected 2·1/4·½ = ¼: A–C 2·¾, B–C 2·(1 + ¼).
    """
    congruence = square(3, [2, 0, 1])
    conflict = square(3, [0, 1, 0])
    q = partition_polarization(congruence, conflict, ["ab", "ab", "c"], normalized=False)
    assert q == pytest.approx(2 + 1.5 + 2.5)


@THOROUGH
@given(networks(), st.data())
def test_the_polarisation_of_any_partition_equals_a_loop_over_pairs(ties, data):
    n = len(ties[0])
    some = st.lists(st.sampled_from("uvw"), min_size=n, max_size=n)
    clusters = data.draw(some.filter(lambda names: len(set(names)) > 1))
    q, normalized = by_loop(*ties, clusters)
    got = partition_polarization(*ties, clusters, normalized=False)
    assert got == pytest.approx(q, abs=1e-9)
    share = partition_polarization(*ties, clusters)
    if normalized is None:
        assert np.isnan(share)
    else:
        assert share == pytest.approx(normalized) and 0 <= share <= 1 + 1e-12


@THOROUGH
@given(networks())
def test_the_search_tries_every_two_way_partition_once_and_sorts_them(ties):
    actors = set(ties[0].index)
    splits = two_way_partitions(*ties)
    assert len(splits) == 2 ** (len(actors) - 1) - 1
    assert len({frozenset(first) for first in splits["first"]}) == len(splits)
    assert all(ties[0].index[0] in first for first in splits["first"])
    assert all(second for second in splits["second"])
    assert splits["q"].round(9).is_monotonic_increasing
    for _, split in splits.iterrows():
        assert set(split["first"]) | set(split["second"]) == actors
        clusters = [actor in split["first"] for actor in ties[0].index]
        q, normalized = by_loop(*ties, clusters)
        assert split["q"] == pytest.approx(q, abs=1e-9)
        if normalized is None:
            assert np.isnan(split["normalized"])
        else:
            assert split["normalized"] == pytest.approx(normalized)


@pytest.mark.parametrize("sizes", [[2, 2], [3, 3], [4, 4], [6, 6]])
def test_the_search_finds_two_equal_blocs_exactly(sizes):
    congruence, conflict, bloc = two_blocs(sizes)
    order = [*range(1, len(bloc), 2), *range(0, len(bloc), 2)]
    mixed = [frame.iloc[order, order] for frame in (congruence, conflict)]
    best = two_way_partitions(*mixed).iloc[0]
    expected = {frozenset(congruence.index[np.array(bloc) == side]) for side in (0, 1)}
    assert {frozenset(best["first"]), frozenset(best["second"])} == expected
    assert best["normalized"] == pytest.approx(0.25)


def test_clusters_are_taken_by_actor_or_in_the_order_of_the_rows():
    congruence, conflict, bloc = two_blocs([2, 3])
    by_actor = dict(zip(reversed(congruence.index), reversed(bloc), strict=True))
    in_order = partition_polarization(congruence, conflict, bloc)
    assert partition_polarization(congruence, conflict, by_actor) == in_order
    assert partition_polarization(congruence, conflict, pd.Series(by_actor)) == in_order


def test_where_nothing_is_shared_polarisation_is_undefined():
    silent = square(3, [0, 0, 0])
    assert np.isnan(partition_polarization(silent, silent, [0, 0, 1]))
    assert partition_polarization(silent, silent, [0, 0, 1], normalized=False) == 0
    assert two_way_partitions(silent, silent)["normalized"].isna().all()


def test_one_actor_has_no_partition():
    assert two_way_partitions(square(1, []), square(1, [])).empty


def broken(value, at=(0, 1)):
    frame = square(3, [1, 1, 1])
    frame.iloc[at] = value
    return frame


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((square(3, [1, 1, 1]), square(3, [1, 1, 1]), [0, 0, 0]), "one cluster"),
        ((square(3, [1, 1, 1]), square(3, [1, 1, 1]), [0, 1]), "2 clusters .* 3 actors"),
        ((square(3, [1, 1, 1]), square(3, [1, 1, 1]), [0, 1, None]), "3 actors need one each"),
        ((square(3, [1, 1, 1]), square(3, [1, 1, 1]), {"A0": 1}), "given for A1, A2"),
        ((square(3, [1, 1, 1]), square(2, [1]), [0, 1, 1]), "same actors"),
        ((broken(np.nan), square(3, [1, 1, 1]), [0, 1, 1]), "congruence of A0 and A1 is NA"),
        ((square(3, [1, 1, 1]), broken(-1.0), [0, 1, 1]), "conflict of A0 and A1 is -1.0"),
        ((broken(2.0, (1, 1)), square(3, [1, 1, 1]), [0, 1, 1]), "A1 and A1 is 2.0; allowed: 0"),
    ],
)
def test_what_is_no_partition_of_two_networks_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        partition_polarization(*arguments)


def test_more_than_12_actors_are_not_searched():
    with pytest.raises(ValueError, match="13 actors; all splits are tried for at most 12"):
        two_way_partitions(square(13, [1.0] * 78), square(13, [1.0] * 78))


def test_the_example_in_the_docstring_holds():
    result = doctest.testmod(polarisation)
    assert result.attempted and not result.failed
