"""Whether the order of the pairs, from the nearest to the farthest, survives other readings.

That one pair stays the closest does not say that the others keep their places. So each reading
is held against the codes given, two pairs at a time: what was nearer stays nearer, ties, or
flips. A tie is not an order that holds, and not a flip either; the three are counted apart.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.pairs import distances_in, mean_distances, pair_distances, pair_index
from analysis.compare.readings import CODINGS, LEAST, ORDER, measured_pairs, recodings_of
from analysis.compare.variants import GIVEN, variants

if TYPE_CHECKING:
    from analysis.case import Case


def order_under(case: Case, wide: bool = False, least: int = LEAST) -> pd.DataFrame:
    """How many readings of each kind keep the order of the pairs by mean distance.

    Pairs that tie at the codes given have no order that could be kept and are not held against
    each other.

    Parameters
    ----------
    wide : readings of the wide matrix rather than of the comparison table
    least : pairs that share fewer issues are not measured

    Returns
    -------
    frame, one row a kind of reading
        ``kept``: readings in which every pair that was nearer still is; ``tied``: none flips,
        but two are equal or one shares no issue any more; ``flipped``: of some two pairs the
        farther is now the nearer; ``readings``: their sum. Empty where no two measured pairs
        are apart at the codes given, or more than 1,000 are measured; a kind of reading is left
        out where it has too many.
    """
    rows = []
    for kind, _, turns in _turns(case, wide, least):
        flipped, kept = (turns < 0).any(axis=1), (turns > 0).all(axis=1)
        tied = len(turns) - int(flipped.sum()) - int(kept.sum())
        rows.append((kind, int(kept.sum()), tied, int(flipped.sum()), len(turns)))
    columns = ["kind", "kept", "tied", "flipped", "readings"]
    return pd.DataFrame(rows, columns=columns).set_index("kind")


def flips(case: Case, wide: bool = False, least: int = LEAST) -> pd.DataFrame:
    """The single changes that make the farther of two pairs the nearer, or equal to it.

    Parameters
    ----------
    wide, least : as in :func:`order_under`

    Returns
    -------
    frame, one row a reading × two pairs
        ``kind``, ``of`` (which issue, cell or scenario), ``nearer``, ``farther`` (pairs at the
        codes given, tuples of actors), ``now``: *flipped*, *tied*, or *not measured*. Codings
        within the bounds change many cells at once and have no row. Empty where nothing flips.
    """
    given = _given(case, wide, least)
    couples = _couples(given)
    rows = [
        (kind, names[v], *couples[c], _NOW[turns[v, c]] if turns[v, c] <= 0 else "not measured")
        for kind, names, turns in _turns(case, wide, least)
        if kind != CODINGS
        for v, c in np.argwhere(~(turns > 0))
    ]
    return pd.DataFrame(rows, columns=["kind", "of", "nearer", "farther", "now"])


#: Two at a time, more measured pairs than this have millions of orders: none is taken.
MOST_PAIRS = 1000
#: The same for one kind of reading: readings × two pairs.
MOST_TURNS = 20_000_000
_NOW = {-1.0: "flipped", 0.0: "tied"}


def _given(case: Case, wide: bool, least: int) -> pd.Series:
    """Mean distance of each measured pair at the codes given."""
    matrix = case.matrix(wide)
    stances = matrix.to_numpy(dtype=float, na_value=np.nan)
    means = pd.Series(mean_distances(pair_distances(stances)), pair_index(matrix.index))
    return means[measured_pairs(case, least, wide)]


def _couples(given: pd.Series) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Two pairs at a time, the nearer first; those that tie are left out."""
    ordered = given.dropna().sort_values(kind="stable")
    if len(ordered) > MOST_PAIRS:
        return []
    couples = combinations(ordered.index, 2)
    return [(near, far) for near, far in couples if ordered[near] < ordered[far]]


def _turns(case: Case, wide: bool, least: int) -> list[tuple[str, list[str], np.ndarray]]:
    """Each kind's readings, array (V readings, C couples): 1 kept, 0 tied, −1 flipped, NaN."""
    couples = _couples(_given(case, wide, least))
    if not couples:
        return []
    pairs = pair_index(case.matrix(wide).index)
    near, far = (pairs.get_indexer(pd.Index([c[side] for c in couples])) for side in (0, 1))
    made = {kind: (one.names, one.stances) for kind, one in variants(case, wide).items()}
    recoded = recodings_of(case, wide)
    made[CODINGS] = ([""] * len(recoded), recoded.stances)
    turns = []
    for kind in ORDER:
        names, stances = made[kind]
        if kind == GIVEN or not len(stances) or len(stances) * len(couples) > MOST_TURNS:
            continue
        means, _ = distances_in(stances)
        turns.append((kind, names, np.sign(means[:, far] - means[:, near])))
    return turns
