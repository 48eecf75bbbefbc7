"""Findings that more than one chart states, computed from the frame that is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.view import View
from analysis.compare import closest_share, distance_under, recodings

if TYPE_CHECKING:
    from analysis.case import Case, Scale


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


def with_readings(case: Case, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of the comparison table with what the scenarios make of them.

    Returns
    -------
    frame, the same rows
        ``reading_low`` and ``reading_high`` span the codes of the scenarios that change the
        cell, NA where none does; ``reading_silent``: one of them takes it as not stated.
    """
    changed = case["scenarios"].groupby("unit")["stance"]
    readings = pd.DataFrame(
        {
            "reading_low": changed.min(),
            "reading_high": changed.max(),
            "reading_silent": changed.count() < changed.size(),
        }
    )
    wider = cells.join(readings, on="unit")
    wider["reading_silent"] = wider["reading_silent"].eq(True).fillna(False).astype(bool)
    return wider


def divided_issues(cells: pd.DataFrame, scale: Scale) -> list[str]:
    """The issues on which the actors face each other across the midpoint in every coding.

    Parameters
    ----------
    cells : one row an actor × issue, with ``lower``, ``low``, ``high``, ``reading_low``,
        ``reading_high``, ``reading_silent``

    Returns
    -------
    list of issues, in the order of the rows
        Each actor of the case takes a position, one stands on one side of the midpoint and all
        others on the other side, and each keeps to its side with every code within the coders'
        bounds, in every scenario, and with its code moved a step towards the midpoint.
    """
    actors = cells["actor"].nunique()
    divided = []
    for issue, rows in cells.groupby("issue", sort=False):
        sides = [_side(row, scale) for _, row in rows.iterrows()]
        if len(sides) == actors > 1 and min(sides.count(1), sides.count(-1)) == 1 and all(sides):
            divided.append(str(issue))
    return divided


def _side(cell: pd.Series, scale: Scale) -> int:
    """1 or −1: the side that every reading of the cell lies on; 0 where none, or the midpoint."""
    if pd.isna(cell["lower"]) or cell["reading_silent"]:
        return 0
    codes = cell[["lower", "upper", "low", "high", "reading_low", "reading_high"]].dropna()
    values = sorted(code.stance for code in scale.codes)
    lower, upper = values.index(int(cell["lower"])), values.index(int(cell["upper"]))
    moved = [values[max(lower - 1, 0)], values[min(upper + 1, len(values) - 1)]]
    signs = {scale.sign(int(code)) for code in [*codes, *moved]}
    return signs.pop() if len(signs) == 1 else 0
