"""Every pair of actors under the codes given, under each scenario, with each issue left out.

What a chart says of a pair must hold however a careful reader would have coded the table, so
the frame carries the other readings beside the codes given. A pair of which one contains the
other is barred: a member and its group do not agree, they are one. Of a pair with fewer than
three issues in common only counts are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts.names import named
from analysis.compare import (
    closest_share,
    distance_under,
    pair_table,
    scenario_matrices,
    table_recodings,
)

if TYPE_CHECKING:
    from analysis.case import Case

GIVEN, SCENARIO, WITHOUT = "codes given", "scenario", "without issue"
SHARED, MOST = 3, 10


def pair_readings(case: Case) -> pd.DataFrame:
    """One row a pair × reading: the codes given, each scenario, each issue left out.

    ``least``, ``greatest``, ``closest_share`` over ``recodings`` stand in the rows of the codes
    given; ``exact``: the recodings are all that the bounds allow. ``pairs``: those that the
    case has, less the ``barred``. Distances are NA where a pair shares fewer than three issues.
    """
    matrix, midpoint = case.matrix(), case.scale.midpoint
    readings: list[tuple[str, str, pd.DataFrame]] = [(GIVEN, "", matrix)]
    readings += [(SCENARIO, key, read) for key, read in scenario_matrices(case).items()]
    readings += [(WITHOUT, issue, matrix.drop(columns=issue)) for issue in matrix.columns]
    rows = pd.concat(
        pair_table(read, midpoint).assign(reading=reading, of=key)
        for reading, key, read in readings
    )
    rows["of"] = rows["of"].mask(rows["of"] == "")
    barred = [_nested(case["memberships"], *pair) for pair in rows.index]
    rows = rows[~np.array(barred, dtype=bool)].join(_under_every_coding(case))
    distances = ["median_distance", "mean_distance"]
    rows[distances] = rows[distances].where(rows["n"] >= SHARED)
    of_codings = ["least", "greatest", "closest_share", "recodings", "exact"]
    rows[of_codings] = rows[of_codings].where(rows["reading"] == GIVEN)
    rows["recodings"] = rows["recodings"].astype("Int64")
    rows["barred"] = sum(barred) // len(readings)
    rows["pairs"] = len(rows) // len(readings)
    return named(case, _chosen(rows.reset_index()), a="actors", b="actors")


def _under_every_coding(case: Case) -> pd.DataFrame:
    """Range of each pair's mean distance, and how often it is the single closest."""
    recoded = table_recodings(case)
    shared = pair_table(case.matrix(values="low"))["n"]
    distances = distance_under(recoded)
    barred = [_nested(case["memberships"], a, b) for a, b in shared.index]
    measured = distances.loc[:, ~np.array(barred, dtype=bool) & (shared >= SHARED).to_numpy()]
    return pd.DataFrame(
        {
            "least": measured.min(),
            "greatest": measured.max(),
            "closest_share": closest_share(measured),
            "recodings": len(recoded),
            "exact": recoded.exact,
        }
    )


def _nested(memberships: pd.DataFrame, a: str, b: str) -> bool:
    """Whether one of two actors is, through any groups, a member of the other."""

    def inside(actor: str) -> set[str]:
        groups = memberships["group"][memberships["actor"] == actor].tolist()
        return set(groups) | {outer for group in groups for outer in inside(group)}

    return a in inside(b) or b in inside(a)


def _chosen(rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs from the closest on; of many only the closest and the farthest."""
    given = rows[rows["reading"] == GIVEN].sort_values("mean_distance", kind="stable")
    order = list(zip(given["a"], given["b"], strict=True))
    if len(order) > MOST:
        order = [*order[: MOST // 2], *order[-(MOST // 2) :]]
    place = {pair: n for n, pair in enumerate(order)}
    rank = pd.Series([place.get(pair, -1) for pair in zip(rows["a"], rows["b"], strict=True)])
    rank.index = rows.index
    kept = rows[rank >= 0].assign(rank=rank).sort_values("rank", kind="stable")
    columns = "a b reading of n agree open differ median_distance mean_distance least greatest"
    codings = "closest_share recodings exact pairs barred"
    return kept[[*columns.split(), *codings.split()]].reset_index(drop=True)
