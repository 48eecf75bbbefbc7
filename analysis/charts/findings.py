"""Findings that more than one chart states, computed from the frame that is drawn."""

from __future__ import annotations

import pandas as pd

from analysis.charts.view import View
from analysis.compare import closest_share, distance_under, recodings


def closest_pair(cells: pd.DataFrame, view: View) -> dict[str, str] | None:
    """Of three actors, the pair that is the single closest under every recoding.

    Parameters
    ----------
    cells : one row an actor × issue, with ``low`` and ``high``

    Returns
    -------
    ``a``, ``b`` and ``apart`` as short names; None unless three actors, a single closest pair,
    and that in every recoding of the cells within the coders' bounds
    """
    if cells["actor"].nunique() != 3:
        return None
    order = list(dict.fromkeys(cells["actor"]))
    low, high = (
        cells.set_index(["actor", "issue"])[bound].unstack("issue").reindex(order)
        for bound in ("low", "high")
    )
    shares = closest_share(distance_under(recodings(low, high)))
    if shares.max() < 1:
        return None
    a, b = shares.index[int(shares.argmax())]
    (apart,) = set(order) - {a, b}
    return {"a": view.actors[a], "b": view.actors[b], "apart": view.actors[apart]}
