"""What other defensible codings would say.

A code is one reading of a sentence, and each coder names the lowest and the highest code that a
careful reader could still defend. A finding that changes within those bounds is a finding about
the coder. So every measure is taken over all recodings: each cell takes each code from its low
to its high. Where the product of the choices is small enough they are enumerated, and the result
is exact; otherwise seeded draws stand in, and the result says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.pairs import mean_distances, pair_distances, pair_index
from analysis.stance import EMPTY, table_cells

if TYPE_CHECKING:
    from analysis.case import Case

ENUMERATED = 100_000


@dataclass(frozen=True)
class Recodings:
    """Recoded matrices.

    ``stances``: array (R recodings, A actors, I issues) of float, NaN = not stated; ``exact``:
    whether they are all that the bounds allow; ``actors``, ``issues``: the labels.
    """

    stances: np.ndarray
    exact: bool
    actors: pd.Index
    issues: pd.Index

    def __len__(self) -> int:
        return len(self.stances)


def recodings(
    low: pd.DataFrame, high: pd.DataFrame, draws: int = 10_000, seed: int = 0
) -> Recodings:
    """Every matrix that the coders' bounds allow, or seeded draws of them.

    Parameters
    ----------
    low, high : actors × issues, integers, NA = not stated; low ≤ high
    draws, seed : used only where there are more than 100,000 recodings

    Returns
    -------
    Recodings
        Exact, and each matrix once, where ∏(high − low + 1) ≤ 100,000.

    Examples
    --------
    >>> low = pd.DataFrame({"aid": [-2, 1]}, index=["US", "EU"])
    >>> high = pd.DataFrame({"aid": [-1, 2]}, index=["US", "EU"])
    >>> len(recodings(low, high))
    4
    """
    floor = low.to_numpy(dtype=float, na_value=np.nan)
    choices = high.to_numpy(dtype=float, na_value=np.nan) - floor + 1
    room = np.where(np.isnan(choices), 1, choices).astype(np.int64).ravel()
    total = int(np.prod(room.astype(object)))
    exact = total <= ENUMERATED
    if exact:
        period = np.concatenate([[1], np.cumprod(room)[:-1]])
        steps = (np.arange(total)[:, None] // period) % room
    else:
        steps = np.random.default_rng(seed).integers(0, room, size=(draws, room.size))
    stances = floor + steps.reshape(-1, *floor.shape)
    return Recodings(stances, exact, low.index, low.columns)


def distance_under(recoded: Recodings) -> pd.DataFrame:
    """Mean distance of each pair under each recoding.

    Returns
    -------
    frame, one row a recoding, one column a pair (a, b), in code steps; NA where none is shared
    """
    means = mean_distances(pair_distances(recoded.stances))
    return pd.DataFrame(means, columns=pair_index(recoded.actors))


def without_each_issue(matrix: pd.DataFrame) -> pd.DataFrame:
    """Mean distance of each pair with each issue left out in turn.

    Returns
    -------
    frame, one row an issue left out, one column a pair, in code steps
    """
    distances = pair_distances(matrix.to_numpy(dtype=float, na_value=np.nan))
    left_out = np.where(np.eye(matrix.shape[1], dtype=bool)[:, None, :], np.nan, distances)
    return pd.DataFrame(
        mean_distances(left_out), index=matrix.columns, columns=pair_index(matrix.index)
    )


def scenario_matrices(case: Case) -> dict[str, pd.DataFrame]:
    """The table matrix under each scenario, that is with its cells read otherwise.

    Returns
    -------
    dict from scenario to a matrix actors × issues (Int64); a cell that a scenario takes as
    silent is NA. Empty where the case has no scenarios.
    """
    given = case.matrix()
    cells = table_cells(case).set_index("unit")
    matrices = {}
    scenarios = case["scenarios"]
    of_table = scenarios[scenarios["unit"].isin(cells.index)]
    for scenario, changes in of_table.groupby("scenario", sort=False):
        matrix = given.copy()
        for unit, stance in zip(changes["unit"], changes["stance"], strict=True):
            matrix.loc[cells.at[unit, "actor"], cells.at[unit, "issue"]] = stance
        matrices[str(scenario)] = matrix
    return matrices


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
    least = distances.min(axis=1)
    nearest = distances.eq(least, axis=0)
    alone = nearest.sum(axis=1) == 1
    return nearest.mul(alone, axis=0).mean()


def table_recodings(case: Case) -> Recodings:
    """The recodings of the comparison table; a split cell takes each code between its bounds."""
    cells = table_cells(case)
    assert (cells.loc[cells["kind"] != EMPTY, ["low", "high"]].notna()).all(axis=None)
    return recodings(case.matrix(values="low"), case.matrix(values="high"))
