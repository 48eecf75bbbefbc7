"""Who pulls with whom, and who against: MACTOR from positions to convergence.

Two actors converge on an objective where they pull the same way and diverge where they pull
apart, by the mean of their strengths. One definition serves the three orders: 1CAA and 1DAA count
objectives, 2CAA and 2DAA weigh them by how firmly the positions are held, 3CAA and 3DAA by power
as well. Which it is follows from the positions passed in, and stands over each result.
What an actor does not state adds nothing to a sum, so a pair is read beside n, the objectives that
both state; a ratio of nothing is NA. Everything of MACTOR can be imported from here: positions
(1MAO, 2MAO, 3MAO) are made in ``valence``, influence and power (MIDI, Ri*) in ``power``.
Source: Godet (1991), Actors' moves and strategies: the MACTOR method, Futures 23(6), 605–622.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values
from analysis.compare.pairs import pair_index
from analysis.compare.power import (
    influence,
    max_influence,
    midi,
    mmidi,
    net_scale,
    stability,
)
from analysis.compare.valence import (
    implication,
    mobilisation,
    signed,
    told,
    usual_name,
    valences,
    weighted,
)

__all__ = [
    "ambivalence",
    "convergence",
    "convergence_table",
    "degree_of_convergence",
    "divergence",
    "implication",
    "influence",
    "max_influence",
    "midi",
    "mmidi",
    "mobilisation",
    "net_scale",
    "shared",
    "signed",
    "stability",
    "valences",
    "weighted",
]


def convergence(positions: pd.DataFrame) -> pd.DataFrame:
    """Convergence of each pair of actors, CAA.

    CAA_ij = Σ_o (|P_io| + |P_jo|)/2 · [P_io·P_jo > 0]. 1CAA, the number of objectives, from
    ``valences(positions)``; 2CAA from the positions; 3CAA from ``weighted(positions, …)``.

    Parameters
    ----------
    positions : A actors × O objectives, signed about 0, NA = not stated

    Returns
    -------
    frame A × A, symmetric, ≥ 0, zero diagonal, its columns named "2CAA" and the like
        Zero and NA in either position add nothing: 0 beside ``shared`` 0 says nothing of a pair.

    Raises
    ------
    ValueError
        A label occurs twice, or a position is no finite number.

    Examples
    --------
    >>> convergence(pd.DataFrame({"aid": [1, 2], "war": [-1, 2]})).to_numpy().tolist()
    [[0.0, 1.5], [1.5, 0.0]]
    """
    return _summed(positions, "CAA", alike=True)


def divergence(positions: pd.DataFrame) -> pd.DataFrame:
    """Divergence of each pair of actors, DAA.

    DAA_ij = Σ_o (|P_io| + |P_jo|)/2 · [P_io·P_jo < 0]; all else as in :func:`convergence`.

    Examples
    --------
    >>> divergence(pd.DataFrame({"aid": [1, 2], "war": [-1, 2]})).to_numpy().tolist()
    [[0.0, 1.5], [1.5, 0.0]]
    """
    return _summed(positions, "DAA", alike=False)


def shared(positions: pd.DataFrame) -> pd.DataFrame:
    """The number n of objectives that both actors state, 0 included; own objectives diagonally.

    Examples
    --------
    >>> shared(pd.DataFrame({"aid": [1, 0], "war": [2, None]})).to_numpy().tolist()
    [[2, 1], [1, 1]]
    """
    stated = (~np.isnan(cell_values(positions, "positions"))).astype(float)
    counts = (stated @ stated.T).astype(np.int64)
    return pd.DataFrame(counts, index=positions.index, columns=positions.index.rename("n"))


def convergence_table(positions: pd.DataFrame) -> pd.DataFrame:
    """Both measures and n of each unordered pair, NA where the pair shares no objective.

    Returns
    -------
    frame (index a, b): ``n``, ``convergence``, ``divergence``, and ``reading`` where it is 3MAO

    Examples
    --------
    >>> convergence_table(pd.DataFrame({"aid": [1, 2], "war": [-1, 2]})).loc[(0, 1)].tolist()
    [2.0, 1.5, 1.5]
    """
    pair = np.triu_indices(len(positions), k=1)
    n = shared(positions).to_numpy()[pair]
    sums = {
        "convergence": convergence(positions).to_numpy()[pair],
        "divergence": divergence(positions).to_numpy()[pair],
    }
    table = pd.DataFrame({"n": n, **sums}, index=pair_index(positions.index))
    table[list(sums)] = table[list(sums)].where(table["n"] > 0)
    return told(table, positions, "AA")


def ambivalence(positions: pd.DataFrame) -> pd.Series:
    """Ambivalence of each actor, EQ: how far it is with and against the same others.

    EQ_i = 1 − Σ_j |CAA_ij − DAA_ij| / Σ_j (CAA_ij + DAA_ij). EQ1, EQ2, EQ3 as in
    :func:`convergence`.

    Returns
    -------
    series, 0 (wholly with or against each other actor) … 1; NA where an actor neither converges
    nor diverges with any (0/0)

    Examples
    --------
    >>> ambivalence(pd.DataFrame({"aid": [1, 2, 0], "war": [-1, 2, 0]})).tolist()
    [1.0, 1.0, nan]
    """
    with_others, against = convergence(positions), divergence(positions)
    one_sided = (with_others - against).abs().sum(axis=1)
    values = 1 - one_sided / (with_others + against).sum(axis=1)
    return values.rename(usual_name(positions, "EQ"))


def degree_of_convergence(positions: pd.DataFrame) -> pd.Series:
    """Share of convergence and of divergence in all that pairs actors, in %.

    100·ΣCAA / (ΣCAA + ΣDAA), and the rest to 100; NA where no pair does either (0/0).

    Examples
    --------
    >>> degree_of_convergence(pd.DataFrame({"aid": [1, 2], "war": [-1, 2]})).tolist()
    [50.0, 50.0]
    """
    sums = {
        "convergence": convergence(positions).to_numpy().sum(),
        "divergence": divergence(positions).to_numpy().sum(),
    }
    degrees = pd.Series(sums, name=usual_name(positions, "MAO"))
    return 100 * degrees / degrees.sum()


def _summed(positions: pd.DataFrame, matrix: str, alike: bool) -> pd.DataFrame:
    """CAA where the signs are alike, DAA where they are not, by one matrix product.

    With S the strengths (A × 2O: for, then against) and B where S > 0, the sum of the one's
    strength over the objectives of a pair is S·Bᵀ; halves of B swapped, it is that of opposites.
    """
    given = np.nan_to_num(cell_values(positions, "positions"))
    strengths = np.hstack([given.clip(min=0), (-given).clip(min=0)])
    sides = (strengths > 0).astype(float)
    one = strengths @ (sides if alike else np.roll(sides, given.shape[1], axis=1)).T
    both = (one + one.T) / 2
    np.fill_diagonal(both, 0)
    actors = positions.index
    made = pd.DataFrame(both, index=actors, columns=actors.rename(usual_name(positions, matrix)))
    made.attrs = dict(positions.attrs)
    return made
