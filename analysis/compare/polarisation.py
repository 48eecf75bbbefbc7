"""How far a discourse network falls into blocs.

A debate is polarised where congruence runs inside blocs and conflict between them. For a given
partition, Q adds up how far the two networks are from that pattern: congruence inside against
the share that each bloc would have of all congruence, conflict between against its share, and
all congruence between and all conflict inside. **Less is more polarised.** The partition itself
is not given: with few actors all can be tried, and the answer is exact, which a greedy or a
genetic search does not promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values

SEARCHED = 12


def partition_polarization(
    congruence: pd.DataFrame,
    conflict: pd.DataFrame,
    clusters: Mapping[Hashable, Hashable] | pd.Series | Sequence[Hashable],
    normalized: bool = True,
) -> float:
    """How far two networks are from the pattern of a partition: 0 near, 1 far.

    With C congruence, K conflict, N actors, clusters of size s, W = Σ s(s−1), B = N(N−1) − W,
    over ordered pairs: Q = Σ_inside |C − [s_c(s_c−1)/W]·[ΣC/W]| + |K| +
    Σ_between |C| + |K − [s_c·s_c'/B]·[ΣK/B]|. Normalised: Q / (2(ΣC + ΣK)).

    Parameters
    ----------
    congruence, conflict : frames, actors × actors, ≥ 0, diagonal 0, of the same labels
        Both normalised by average activity.
    clusters : the cluster of each actor, by actor or in the order of the rows; two or more
    normalized : whether Q is divided by 2(ΣC + ΣK)

    Returns
    -------
    float
        Normalised 0…1, NA where there is neither congruence nor conflict; else Q ≥ 0, of which
        the program prints the half. Two equal blocs in full agreement inside and full conflict
        between have 0.25, not 0: the expectation of a pair is a share of a mean.

    Raises
    ------
    ValueError
        The frames differ in labels or name an actor twice, are not symmetric, hold NA, an
        infinite or a negative value, or have a diagonal other than 0; an actor is without a
        cluster or has two; there is only one cluster.

    References
    ----------
    Leifeld, Discourse Network Analyzer, polarisation by absolute differences.

    Examples
    --------
    >>> labels = ["a", "b", "c", "d"]
    >>> blocs = [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]
    >>> across = [[0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]]
    >>> congruence = pd.DataFrame(blocs, index=labels, columns=labels)
    >>> conflict = pd.DataFrame(across, index=labels, columns=labels)
    >>> partition_polarization(congruence, conflict, ["x", "x", "y", "y"])
    0.25
    """
    together, apart = _checked(congruence, conflict)
    if isinstance(clusters, Mapping | pd.Series):
        twice = [actor for actor, n in Counter(clusters.keys()).items() if n > 1]
        if twice:
            raise ValueError(f"{twice[0]} has two clusters; allowed: one each")
        of = dict(clusters.items())
        missing = [str(actor) for actor in congruence.index if actor not in of]
        if missing:
            raise ValueError(f"no cluster is given for {', '.join(missing)}")
        clusters = [of[actor] for actor in congruence.index]
    codes, names = pd.factorize(pd.Series(list(clusters), dtype=object))
    if len(codes) != len(congruence) or (codes < 0).any():
        raise ValueError(f"{len(codes)} clusters are given; {len(congruence)} actors need one each")
    if len(names) < 2:
        raise ValueError("all actors are in one cluster; a partition has two or more")
    q = float(_q(together, apart, codes[None, :])[0])
    return q / _scale(together, apart) if normalized else q


def two_way_partitions(congruence: pd.DataFrame, conflict: pd.DataFrame) -> pd.DataFrame:
    """Every split of the actors into two clusters, the most polarised first.

    Parameters
    ----------
    congruence, conflict : as in :func:`partition_polarization`; at most 12 actors

    Returns
    -------
    frame, one row each of the 2^(N−1) − 1 splits, by rising Q
        ``first``, ``second``: tuples of actors, the first actor in ``first``; ``q``;
        ``normalized``, NA where there is neither congruence nor conflict. The first row is the
        split nearest to two blocs, exactly; splits of equal Q stay side by side. A program that
        searches for the greatest Q looks for the last row.

    Raises
    ------
    ValueError
        There are more than 12 actors, or the frames are not as they should be.
    """
    together, apart = _checked(congruence, conflict)
    actors = list(congruence.index)
    if len(actors) > SEARCHED:
        raise ValueError(f"{len(actors)} actors; all splits are tried for at most {SEARCHED}")
    splits = np.arange(1, 2 ** max(len(actors) - 1, 0))
    sides = splits[:, None] >> np.arange(len(actors) - 1, -1, -1) & 1
    q = _q(together, apart, sides)
    order = np.argsort(q.round(12), kind="stable")
    members = [
        {side: tuple(a for a, s in zip(actors, row, strict=True) if s == side) for side in (0, 1)}
        for row in sides[order]
    ]
    return pd.DataFrame(
        {
            "first": [clusters[0] for clusters in members],
            "second": [clusters[1] for clusters in members],
            "q": q[order],
            "normalized": q[order] / _scale(together, apart),
        }
    )


def _q(together: np.ndarray, apart: np.ndarray, clusters: np.ndarray) -> np.ndarray:
    """Q of each partition, array (P,); ``clusters`` an array (P partitions, N actors)."""
    n = clusters.shape[1]
    same = clusters[:, :, None] == clusters[:, None, :]
    size = same.sum(axis=2)
    within = (size - 1).sum(axis=1)
    between = n * (n - 1) - within
    # Where no pair is inside, or none between, no expectation is used: 1 stands in for 0.
    w, b = (np.maximum(pairs, 1)[:, None, None] for pairs in (within, between))
    inside = (size * (size - 1))[:, :, None] / w * (together.sum() / w)
    across = size[:, :, None] * size[:, None, :] / b * (apart.sum() / b)
    terms = np.where(
        same, np.abs(together - inside) + np.abs(apart), np.abs(together) + np.abs(apart - across)
    )
    return np.where(np.eye(n, dtype=bool), 0.0, terms).sum(axis=(1, 2))


def _scale(together: np.ndarray, apart: np.ndarray) -> float:
    return 2 * float(together.sum() + apart.sum()) or np.nan


def _checked(congruence: pd.DataFrame, conflict: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    labels = list(congruence.index)
    if not labels == list(congruence.columns) == list(conflict.index) == list(conflict.columns):
        raise ValueError("congruence and conflict do not have the same actors in the same order")
    checked = []
    for name, frame in (("congruence", congruence), ("conflict", conflict)):
        values = cell_values(frame, name)
        wrong = ~(values >= 0) | (np.eye(len(values), dtype=bool) & (values != 0))
        if wrong.any():
            i, j = np.argwhere(wrong)[0]
            allowed = "0 or more, and 0 on the diagonal"
            given = "NA" if np.isnan(values[i, j]) else values[i, j]
            raise ValueError(
                f"{name} of {labels[i]} and {labels[j]} is {given}; allowed: {allowed}"
            )
        unlike = ~np.isclose(values, values.T, rtol=1e-9, atol=1e-12)
        if unlike.any():
            i, j = np.argwhere(unlike)[0]
            raise ValueError(
                f"{name} of {labels[i]} and {labels[j]} is {values[i, j]:g}, the other way "
                f"{values[j, i]:g}; allowed: one value a pair"
            )
        checked.append(values)
    return checked[0], checked[1]
