"""Findings that more than one chart states, computed from the frame that is drawn."""

from __future__ import annotations

import pandas as pd

from analysis.charts.view import View
from analysis.compare import closest_share, distance_under, pair_table, recodings


def closest_pair(cells: pd.DataFrame, view: View) -> dict[str, str] | None:
    """Of three actors, the pair that is the single closest under every recoding.

    Parameters
    ----------
    cells : one row an actor × issue, with ``low`` and ``high``

    Returns
    -------
    ``a``, ``b`` and ``apart`` as short names. None unless there are three actors, the pair is
    the closest in every recoding within the coders' bounds and all of these were tried, and it
    stands on the same side of the midpoint on most of at least three shared issues and on
    opposite sides on none
    """
    if cells["actor"].nunique() != 3:
        return None
    order = list(dict.fromkeys(cells["actor"]))
    low, high = (
        cells.set_index(["actor", "issue"])[bound].unstack("issue").reindex(order)
        for bound in ("low", "high")
    )
    given = cells.set_index(["actor", "issue"])["stance"].unstack("issue").reindex(order)
    recoded = recodings(low, high, codes=view.scale.values)
    shares = closest_share(distance_under(recoded))
    a, b = shares.index[int(shares.argmax())]
    pair = pair_table(given, view.scale.midpoint).loc[(a, b)]
    together = pair["n"] >= 3 and pair["differ"] == 0 and 2 * pair["agree"] > pair["n"]
    if shares.max() < 1 or not recoded.exact or not together:
        return None
    (apart,) = set(order) - {a, b}
    return {"a": view.actors[a], "b": view.actors[b], "apart": view.actors[apart]}
