"""How near two actors stand, issue by issue.

Codes are ordinal, so the first answer is a count: on how many issues do two actors stand on the
same side of the midpoint, on how many on opposite sides. The mean distance in code steps stands
beside the counts, never alone. Every answer comes with n, the number of issues on which both
actors take a position; an issue on which either is silent tells nothing about the pair.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.case import CaseError, Problem
from analysis.compare.cells import cell_values

#: More actors than these have more pairs than can be compared within a gigabyte of memory.
MOST_ACTORS = 700
#: Distances that are held at once, pairs × issues × matrices: 8 bytes times this, some times over.
AT_ONCE = 2_000_000


def pair_index(actors: pd.Index) -> pd.MultiIndex:
    """Every unordered pair of actors, in the order of the matrix's rows.

    Raises
    ------
    analysis.case.CaseError
        There are more than 700 actors.
    """
    n = len(actors)
    if n > MOST_ACTORS:
        wrong = f"{n:,} actors make {n * (n - 1) // 2:,} pairs, too many to compare"
        raise CaseError([Problem("actors", None, None, wrong, f"{MOST_ACTORS} actors at most")])
    first, second = np.triu_indices(n, k=1)
    levels, codes = [actors, actors], [first, second]
    return pd.MultiIndex(levels=levels, codes=codes, names=["a", "b"])  # type: ignore[arg-type]


def pair_distances(stances: np.ndarray) -> np.ndarray:
    """Absolute difference of stance per pair and issue.

    Parameters
    ----------
    stances : array (..., A actors, I issues) of float, NaN = not stated

    Returns
    -------
    array (..., A(A−1)/2 pairs, I issues), in code steps; NaN where either actor is silent
        Pairs in the order of :func:`pair_index`.

    Examples
    --------
    >>> pair_distances(np.array([[-1.0, 2.0], [2.0, np.nan]])).tolist()
    [[3.0, nan]]
    """
    first, second = np.triu_indices(stances.shape[-2], k=1)
    return np.abs(stances[..., first, :] - stances[..., second, :])


def mean_distances(distances: np.ndarray) -> np.ndarray:
    """Mean over the issues that both actors of a pair state.

    Parameters
    ----------
    distances : array (..., P pairs, I issues), NaN = not shared

    Returns
    -------
    array (..., P), in code steps; NaN where a pair shares no issue
    """
    shared = ~np.isnan(distances)
    n = shared.sum(axis=-1)
    total = np.where(shared, distances, 0).sum(axis=-1)
    return np.divide(total, n, out=np.full(n.shape, np.nan), where=n > 0)


def distances_in(stances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean distance of each pair in each of many matrices, and over how many issues.

    A few matrices are taken at a time: the distances of all pairs on all issues in all matrices
    of hundreds of actors are too many to be held at once.

    Parameters
    ----------
    stances : array (V matrices, A actors, I issues) of float, NaN = not stated

    Returns
    -------
    means : array (V, P pairs), in code steps; NaN where a pair shares no issue
    shared : array (V, P) of int

    Examples
    --------
    >>> [each.tolist() for each in distances_in(np.array([[[-1.0, 2.0], [2.0, np.nan]]]))]
    [[[3.0]], [[1]]]
    """
    matrices, actors, issues = stances.shape
    pairs = actors * (actors - 1) // 2
    means, shared = np.empty((matrices, pairs)), np.empty((matrices, pairs), dtype=np.int64)
    some = max(1, AT_ONCE // max(1, pairs * issues))
    for start in range(0, matrices, some):
        distances = pair_distances(stances[start : start + some])
        means[start : start + some] = mean_distances(distances)
        shared[start : start + some] = (~np.isnan(distances)).sum(axis=-1)
    return means, shared


def pair_table(matrix: pd.DataFrame, midpoint: int = 0) -> pd.DataFrame:
    """Counts and distance of each pair of actors.

    Parameters
    ----------
    matrix : actors × issues, NA = not stated
    midpoint : the code that stands on neither side

    Returns
    -------
    frame, one row an unordered pair (index a, b)
        ``n``: issues that both state; ``agree``: on the same side of the midpoint; ``differ``:
        on opposite sides; ``open``: at least one of the two at the midpoint
        (agree + differ + open = n); ``median_distance`` and ``mean_distance`` in code steps, NA
        where n is 0.

    Raises
    ------
    ValueError
        An actor or issue that occurs twice, a cell that is no finite number.

    Examples
    --------
    >>> matrix = pd.DataFrame({"aid": [-1, 2], "peace": [0, 2]}, index=["US", "EU"])
    >>> pair_table(matrix).loc[("US", "EU")].tolist()
    [2.0, 0.0, 1.0, 1.0, 2.5, 2.5]
    """
    stances = cell_values(matrix, "stances")
    distances = pair_distances(stances)
    stated, above, below = (
        held.astype(float) for held in (~np.isnan(stances), stances > midpoint, stances < midpoint)
    )
    sums = {
        "n": stated @ stated.T,
        "agree": above @ above.T + below @ below.T,
        "differ": above @ below.T + below @ above.T,
    }
    upper = np.triu_indices(len(matrix), k=1)
    counts = {name: of_all[upper].astype(np.int64) for name, of_all in sums.items()}
    table = pd.DataFrame(counts, index=pair_index(matrix.index))
    table["open"] = table["n"] - table["agree"] - table["differ"]
    table["median_distance"] = _median_distances(distances)
    table["mean_distance"] = mean_distances(distances)
    return table


def _median_distances(distances: np.ndarray) -> np.ndarray:
    """Median per row of an array (P, I), NaN = not shared; NaN where nothing is."""
    n = (~np.isnan(distances)).sum(axis=1)
    if not distances.shape[1]:
        return np.full(len(n), np.nan)
    ranked, rows = np.sort(distances, axis=1), np.arange(len(n))
    lower, upper = np.maximum(n - 1, 0) // 2, np.minimum(n // 2, distances.shape[1] - 1)
    return (ranked[rows, lower] + ranked[rows, upper]) / 2
