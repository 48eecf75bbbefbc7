"""Which pairs stand together, and under which other readings of the table that survives.

The codes given are one reading. Others are every coding within the coders' bounds, and the
variants of :mod:`analysis.compare.variants`. All are measured at once. What is reported is a
description of one table, not a forecast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values
from analysis.compare.membership import nested_pairs
from analysis.compare.pairs import (
    distances_in,
    mean_distances,
    pair_distances,
    pair_index,
    pair_table,
)
from analysis.compare.recoding import (
    Recodings,
    distance_under,
    single_closest,
    table_recodings,
    wide_recodings,
)
from analysis.compare.variants import (
    GIVEN,
    MERGED,
    SCENARIO,
    SILENT,
    STEP,
    TOGETHER,
    WITHOUT,
    Variants,
    variants,
)

if TYPE_CHECKING:
    from analysis.case import Case

CODINGS = "coding within the bounds"
ORDER = (GIVEN, CODINGS, SCENARIO, TOGETHER, WITHOUT, SILENT, STEP, MERGED)
LEAST = 3
#: A kind of reading with more rows, readings × pairs, is not taken: it would be no table.
MOST_ROWS = 2_000_000


def pair_readings(case: Case, least: int = LEAST, wide: bool = False) -> pd.DataFrame:
    """Each pair under each other reading of the comparison table.

    Parameters
    ----------
    least : pairs that share fewer issues than this at the codes given have no distance
    wide : the wide matrix rather than the comparison table

    Returns
    -------
    frame, one row a reading × pair
        ``kind``, ``of`` (which issue, cell or scenario), ``a``, ``b``; ``n``: issues that both
        state in this reading; ``mean_distance`` in code steps, NA for a pair that is not
        measured; ``closest``: in how many of the ``readings`` of this row the pair is nearer
        than every other measured pair. Rows of the kind *coding within the bounds* stand for
        all recodings: ``readings`` is their number, ``least`` and ``greatest`` the range of the
        distance, ``exact`` whether they are all that there are. Pairs of which one contains the
        other have no row. Of hundreds of actors a kind with a reading for each cell would have
        millions of rows; such a kind is not taken and has no row.
    """
    matrix = case.matrix(wide)
    counted = measured_pairs(case, least, wide)
    pairs = len(pair_index(matrix.index))
    rows = [
        _single(kind, made, matrix, counted)
        for kind, made in variants(case, wide).items()
        if kind == GIVEN or len(made.names) * pairs <= MOST_ROWS
    ]
    rows.insert(1, _codings(case, counted, wide))
    whole = pd.concat([row for row in rows if len(row)] or rows[:1], ignore_index=True)
    nested = nested_pairs(case["memberships"])
    apart = [frozenset(pair) not in nested for pair in zip(whole["a"], whole["b"], strict=True)]
    columns = "kind of a b n mean_distance closest readings least greatest exact"
    return whole.loc[apart, columns.split()].reset_index(drop=True)


def counted_pairs(
    case: Case, wide: bool = False, least: int = LEAST, nested: bool = False
) -> pd.DataFrame:
    """Counts of sides and distance of each pair, with what other codings give.

    Parameters
    ----------
    wide : the wide matrix, whose units are recoded, rather than the comparison table
    least : pairs that share fewer issues have counts and no distance
    nested : pairs of which one contains the other have a row too

    Returns
    -------
    frame, one row an unordered pair (index a, b)
        The columns of :func:`analysis.compare.pair_table`; ``least_distance`` and
        ``greatest_distance``: the range of the mean distance over the ``codings``; ``exact``:
        they are all that the bounds allow. Pairs of which one contains the other have no row
        unless asked for.
    """
    recoded = recodings_of(case, wide)
    table = pair_table(case.matrix(wide), case.scale.midpoint)
    spread = distance_under(recoded)
    table["least_distance"], table["greatest_distance"] = spread.min(), spread.max()
    distances = ["median_distance", "mean_distance", "least_distance", "greatest_distance"]
    table[distances] = table[distances].where(table["n"] >= least)
    inside = set() if nested else nested_pairs(case["memberships"])
    apart = np.array([frozenset(pair) not in inside for pair in table.index], dtype=bool)
    return table.assign(codings=len(recoded), exact=recoded.exact).loc[apart]


def survival(case: Case, least: int = LEAST, wide: bool = False) -> pd.DataFrame:
    """How often each measured pair is the single closest, by kind of reading.

    Parameters
    ----------
    least, wide : as in :func:`pair_readings`

    Returns
    -------
    frame, one row a kind × pair
        ``kind``, ``a``, ``b``; ``closest`` of ``readings``; ``least``, ``greatest``: the range
        of the mean distance over them, in code steps; ``exact``. Empty where no pair is
        measured.
    """
    rows = pair_readings(case, least, wide)
    counted = measured_pairs(case, least, wide)
    rows = rows[pd.MultiIndex.from_frame(rows[["a", "b"]]).isin(counted)].copy()
    rows["least"] = rows["least"].fillna(rows["mean_distance"])
    rows["greatest"] = rows["greatest"].fillna(rows["mean_distance"])
    return (
        rows.groupby(["kind", "a", "b"], sort=False)
        .agg(
            closest=("closest", "sum"),
            readings=("readings", "sum"),
            least=("least", "min"),
            greatest=("greatest", "max"),
            exact=("exact", "all"),
        )
        .reset_index()
    )


def measured_pairs(case: Case, least: int = LEAST, wide: bool = False) -> pd.Index:
    """The pairs that may be compared: enough issues in common, neither inside the other."""
    shared = pair_table(case.matrix(wide))["n"]
    nested = nested_pairs(case["memberships"])
    apart = np.array([frozenset(pair) not in nested for pair in shared.index], dtype=bool)
    return shared.index[(shared >= least).to_numpy() & apart]


def without_each_issue(matrix: pd.DataFrame) -> pd.DataFrame:
    """Mean distance of each pair with each issue left out in turn.

    Returns
    -------
    frame, one row an issue left out, one column a pair, in code steps
    """
    distances = pair_distances(cell_values(matrix, "stances"))
    left_out = np.where(np.eye(matrix.shape[1], dtype=bool)[:, None, :], np.nan, distances)
    means = mean_distances(left_out)
    return pd.DataFrame(means, index=matrix.columns, columns=pair_index(matrix.index))


def _single(kind: str, made: Variants, matrix: pd.DataFrame, counted: pd.Index) -> pd.DataFrame:
    """Rows of a kind of which each variant is one reading."""
    means, shared = distances_in(made.stances)
    pairs = pair_index(matrix.index)
    measured = np.where(pairs.isin(counted), means, np.nan)
    closest = single_closest(pd.DataFrame(measured, columns=pairs))
    rows = pd.DataFrame(
        {
            "of": np.repeat(np.array(made.names, dtype=object), len(pairs)),
            "a": np.tile(pairs.get_level_values("a"), len(made.names)),
            "b": np.tile(pairs.get_level_values("b"), len(made.names)),
            "n": shared.ravel(),
            "mean_distance": measured.ravel(),
            "closest": closest.to_numpy().ravel(),
        }
    )
    return rows.assign(kind=kind, readings=1, least=np.nan, greatest=np.nan, exact=True)


def recodings_of(case: Case, wide: bool) -> Recodings:
    """The recodings of the wide matrix, or of the table."""
    return wide_recodings(case) if wide else table_recodings(case)


def _codings(case: Case, counted: pd.Index, wide: bool) -> pd.DataFrame:
    """One row a pair for all recodings together."""
    recoded = recodings_of(case, wide)
    distances = distance_under(recoded)
    distances = distances.where(np.broadcast_to(distances.columns.isin(counted), distances.shape))
    shared = pair_table(case.matrix(wide, values="low"))["n"]
    rows = pd.DataFrame(
        {
            "n": shared,
            "closest": single_closest(distances).sum(),
            "least": distances.min(),
            "greatest": distances.max(),
        }
    ).reset_index(names=["a", "b"])
    return rows.assign(
        kind=CODINGS, of="", mean_distance=np.nan, readings=len(recoded), exact=recoded.exact
    )
