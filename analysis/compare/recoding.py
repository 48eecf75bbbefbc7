"""What other defensible codings would say.

A code is one reading of a sentence, and each coder names the lowest and the highest code that a
careful reader could still defend. A finding that changes within those bounds is a finding about
the coder. So every measure is taken over all recodings: each unit takes each code from its low
to its high. Where the product of the choices is small enough they are enumerated, and the result
is exact; otherwise seeded draws stand in, and the result says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values, refuse
from analysis.compare.pairs import distances_in, pair_index
from analysis.stance import voices

if TYPE_CHECKING:
    from analysis.case import Case

ENUMERATED = 100_000
DRAWS = 10_000
#: Distances that all recodings together may have, pairs × issues each: 8 bytes times this.
#: Nine actors on seven issues, in all of 100,000 recodings, stay below it.
MOST = 30_000_000
FEWEST = 100


@dataclass(frozen=True)
class Recodings:
    """Recoded matrices.

    ``stances``: array (R recodings, A actors, I issues) of float, NaN = not stated or split;
    ``exact``: whether they are all that the bounds allow; ``actors``, ``issues``: the labels.
    """

    stances: np.ndarray
    exact: bool
    actors: pd.Index
    issues: pd.Index

    def __len__(self) -> int:
        return len(self.stances)


def recodings(
    low: pd.DataFrame,
    high: pd.DataFrame,
    draws: int = DRAWS,
    seed: int = 0,
    codes: Sequence[int] | None = None,
) -> Recodings:
    """Every matrix that bounds on its cells allow, or seeded draws of them.

    Parameters
    ----------
    low, high : actors × issues, of the same labels, NA = not stated; low ≤ high
    draws, seed : used only where there are more than 100,000 recodings
    codes : every code of the declared scale; each whole number where left out

    Returns
    -------
    Recodings
        Exact, and each matrix once, where the product of the numbers of codes from low to high
        is ≤ 100,000. Of hundreds of actors fewer are enumerated or drawn, 100 at least, so that
        the distances of all pairs stay within 30 million.

    Raises
    ------
    ValueError
        The two are labelled differently; a bound that is no code, or a low above its high; the
        message names the cell.

    Examples
    --------
    >>> low = pd.DataFrame({"aid": [-2, 1]}, index=["US", "EU"])
    >>> high = pd.DataFrame({"aid": [-1, 2]}, index=["US", "EU"])
    >>> len(recodings(low, high)), len(recodings(low, high + 1, codes=[-2, 0, 1, 3]))
    (4, 4)
    """
    floor, top = cell_values(low, "low"), cell_values(high, "high")
    if not (low.index.equals(high.index) and low.columns.equals(high.columns)):
        raise ValueError("low and high are labelled differently; allowed: the same rows, columns")
    ladder = _ladder(floor, top) if codes is None else np.unique(np.array(codes, dtype=float))
    allowed = "whole numbers" if codes is None else ", ".join(map(str, codes))
    for name, frame, bound in (("low", low, floor), ("high", high, top)):
        refuse(frame, ~np.isnan(bound) & ~np.isin(bound, ladder), name, allowed)
    refuse(low, floor > top, "low", "no more than high")
    most = _most(*floor.shape)
    stances, exact = _recoded(floor.ravel(), top.ravel(), ladder, min(draws, most), seed, most)
    return Recodings(stances.reshape(len(stances), *floor.shape), exact, low.index, low.columns)


def table_recodings(case: Case) -> Recodings:
    """The recodings of the comparison table; a split cell takes each code between its bounds."""
    low, high = case.matrix(values="low"), case.matrix(values="high")
    return recodings(low, high, codes=case.scale.values)


def wide_recodings(case: Case, draws: int = DRAWS, seed: int = 0) -> Recodings:
    """The recodings of the wide matrix: its units are recoded, and the cells follow from them.

    Returns
    -------
    Recodings
        In each, a cell is the median of its units' codes, NaN where that falls between two.
    """
    units = voices(case, wide=True)
    low, high = (units[bound].to_numpy(dtype=float) for bound in ("low", "high"))
    ladder = np.array(case.scale.values, dtype=float)
    matrix = case.matrix(wide=True)
    most = _most(*matrix.shape)
    codes, exact = _recoded(low, high, ladder, min(draws, most), seed, most)
    rows = matrix.index.get_indexer(pd.Index(units["actor"]))
    columns = matrix.columns.get_indexer(pd.Index(units["issue"]))
    stances = _medians(codes, rows * matrix.shape[1] + columns, matrix.size)
    shaped = stances.reshape(len(stances), *matrix.shape)
    return Recodings(shaped, exact, matrix.index, matrix.columns)


def distance_under(recoded: Recodings) -> pd.DataFrame:
    """Mean distance of each pair under each recoding.

    Returns
    -------
    frame, one row a recoding, one column a pair (a, b), in code steps; NA where none is shared
    """
    means, _ = distances_in(recoded.stances)
    return pd.DataFrame(means, columns=pair_index(recoded.actors))


def closest_share(distances: pd.DataFrame) -> pd.Series:
    """Share of rows in which each pair is the single closest.

    Parameters
    ----------
    distances : frame, one column a pair; rows are recodings, or issues left out

    Returns
    -------
    series, one entry a pair, 0…1; rows with a tie for the closest count for none

    Examples
    --------
    >>> closest_share(pd.DataFrame({"near": [0.2, 1.0], "far": [3.0, 1.0]})).tolist()
    [0.5, 0.0]
    """
    return single_closest(distances).mean()


def single_closest(distances: pd.DataFrame) -> pd.DataFrame:
    """Whether each pair is, in each row, nearer than every other pair."""
    nearest = distances.eq(distances.min(axis=1), axis=0)
    return nearest.mul(nearest.sum(axis=1) == 1, axis=0)


def _ladder(floor: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Each whole number from the lowest bound to the highest."""
    ends = np.concatenate([floor, top], axis=None)
    ends = ends[~np.isnan(ends)]
    return np.arange(np.floor(ends.min()), ends.max() + 1) if ends.size else ends


def _most(actors: int, issues: int) -> int:
    """How many recodings of a matrix are taken at most, given the distances that each has."""
    return max(FEWEST, MOST // max(1, actors * (actors - 1) // 2 * issues))


def _recoded(
    low: np.ndarray, high: np.ndarray, ladder: np.ndarray, draws: int, seed: int, most: int
) -> tuple[np.ndarray, bool]:
    """Codes from low to high, (R, units), NaN where a bound is; whether each is there once."""
    silent = np.isnan(low) | np.isnan(high)
    first, last = (np.searchsorted(ladder, bound) for bound in (low, high))
    steps, exact = _steps(np.where(silent, 1, last - first + 1), draws, seed, most)
    rungs = np.append(ladder, np.nan)
    return rungs[np.where(silent, len(ladder), first) + steps], exact


def _steps(room: np.ndarray, draws: int, seed: int, most: int) -> tuple[np.ndarray, bool]:
    """Steps above the lowest code, (R, units), and whether each combination is there once."""
    choices = room.astype(np.int64)
    total = int(np.prod(choices.astype(object)))
    if total <= min(ENUMERATED, most):
        period = np.concatenate([[1], np.cumprod(choices)[:-1]])
        return (np.arange(total)[:, None] // period) % choices, True
    generator = np.random.default_rng(seed)
    return generator.integers(0, choices, size=(draws, choices.size)), False


def _medians(codes: np.ndarray, place: np.ndarray, places: int) -> np.ndarray:
    """Median of the codes (R, units) that share a place, (R, places); NaN where it is no code."""
    order = np.argsort(place, kind="stable")
    size = np.bincount(place, minlength=places)
    start = np.cumsum(size) - size
    padded = np.full((places, max(int(size.max(initial=0)), 1)), -1)
    padded[place[order], np.arange(place.size) - start[place[order]]] = order
    voices_of = np.where(padded >= 0, codes[:, padded], np.nan)
    ranked = np.sort(voices_of, axis=-1)
    middles = np.maximum(size - 1, 0) // 2, np.maximum(size, 1) // 2
    lower, upper = (ranked[:, np.arange(places), middle] for middle in middles)
    return np.where(lower == upper, lower, np.nan)
