"""What each actor wants, how firmly, and with how much power: the position matrices of MACTOR.

An actor is for or against an objective (1MAO, the signs), more or less firmly (2MAO), and with
more or less power behind it (3MAO, which needs a matrix of influences). In MACTOR the size of an
entry of 2MAO is what the objective means to the actor; a stance code stands in for it. Positions
are signed about 0; NA is not stated, adds nothing to a sum, and is counted by the n beside it.
A matrix made here carries its order, and the reading of its power where it has one, in
``attrs``, so that all that is computed from it can say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values, refuse

if TYPE_CHECKING:
    from analysis.case import Scale


def signed(stances: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """2MAO of a stance matrix: its codes counted from the midpoint of the declared scale.

    Raises
    ------
    ValueError
        A code that the scale does not have; the message names actor, issue and code.
    """
    codes = cell_values(stances, "stances")
    strange = ~np.isnan(codes) & ~np.isin(codes, scale.values)
    refuse(stances, strange, "stances", ", ".join(map(str, scale.values)))
    return _like(stances, codes - scale.midpoint, 2)


def valences(positions: pd.DataFrame) -> pd.DataFrame:
    """1MAO: the signs of the positions, NA where not stated.

    Examples
    --------
    >>> valences(pd.DataFrame({"aid": [-3, 2, 0]})).to_numpy().tolist()
    [[-1.0], [1.0], [0.0]]
    """
    signs = np.sign(cell_values(positions, "positions"))
    return _like(positions, signs, 1)


def weighted(positions: pd.DataFrame, influence: pd.DataFrame | None) -> pd.DataFrame:
    """3MAO: each actor's positions times its power.

    3MAO_io = P_io · Ri*_i.

    Parameters
    ----------
    positions : actors × objectives, signed about 0 (2MAO), NA = not stated
    influence : as :func:`analysis.compare.power.influence` returns it

    Returns
    -------
    frame like ``positions``, its columns named "3MAO, reading …"
        The row of an actor whose Ri* is NA is NA: its weight is not known.

    Raises
    ------
    ValueError
        There are no influences, or none of an actor or two; a Ri* is no finite number; or the
        positions are 1MAO or 3MAO.

    Examples
    --------
    >>> from analysis.compare.power import influence
    >>> power = influence(pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]]))
    >>> weighted(pd.DataFrame({"aid": [1, -2, 3]}), power)["aid"].round(3).tolist()
    [1.685, -2.157, 0.708]
    """
    if influence is None:
        raise ValueError("3MAO needs a matrix of influences (MID); without one, use 1MAO and 2MAO")
    values = cell_values(positions, "positions")
    if positions.attrs.get("order", 2) != 2:
        raise ValueError(f"3MAO is made from 2MAO, not from {usual_name(positions, 'MAO')}")
    if not {"Ri*", "reading"} <= set(influence.columns):
        raise ValueError(
            "influence has no columns Ri* and reading; give what influence(mid) returns"
        )
    absent = positions.index.difference(influence.index, sort=False)
    if len(absent):
        raise ValueError(f"influence has no row for {absent[0]}; 3MAO needs one for every actor")
    powers = pd.Series(cell_values(influence[["Ri*"]], "influence")[:, 0], influence.index)
    star = powers.reindex(positions.index).to_numpy()
    return _like(positions, values * star[:, None], 3, ", ".join(influence["reading"].unique()))


def mobilisation(positions: pd.DataFrame) -> pd.DataFrame:
    """How strongly each objective moves the actors, and to which side it tips.

    Returns
    -------
    frame, one row an objective: ``n`` actors that state a position; ``positive``, ``negative``:
        sums of the positions for and against; ``mobilisation`` Σ_i |P_io|; ``balance`` Σ_i P_io

    Examples
    --------
    >>> mobilisation(pd.DataFrame({"aid": [1, -3, None]})).loc["aid"].tolist()
    [2.0, 1.0, -3.0, 4.0, -2.0]
    """
    values = cell_values(positions, "positions")
    given = np.nan_to_num(values)
    table = pd.DataFrame(
        {
            "n": (~np.isnan(values)).sum(axis=0),
            "positive": given.clip(min=0).sum(axis=0),
            "negative": given.clip(max=0).sum(axis=0),
            "mobilisation": np.abs(given).sum(axis=0),
            "balance": given.sum(axis=0),
        },
        index=positions.columns.rename("objective"),
    )
    return told(table, positions, "MAO")


def implication(positions: pd.DataFrame) -> pd.DataFrame:
    """How much each actor is engaged: ``n`` objectives stated, ``implication`` Σ_o |P_io|.

    Examples
    --------
    >>> implication(pd.DataFrame({"aid": [1, -3], "war": [2, None]}))["implication"].tolist()
    [3.0, 3.0]
    """
    values = cell_values(positions, "positions")
    sums = {"n": (~np.isnan(values)).sum(axis=1), "implication": np.nansum(np.abs(values), axis=1)}
    return told(pd.DataFrame(sums, index=positions.index), positions, "MAO")


def usual_name(positions: pd.DataFrame, matrix: str) -> str:
    """What MACTOR calls a matrix made from these positions, such as "3CAA, reading C".

    The order is 1 after :func:`valences` as long as the positions are signs, 3 after
    :func:`weighted`, else 2.

    Examples
    --------
    >>> usual_name(valences(pd.DataFrame({"aid": [-3]})), "CAA")
    '1CAA'
    """
    order, reading = positions.attrs.get("order", 2), positions.attrs.get("reading")
    if order == 1 and not positions.isin([-1, 0, 1]).where(positions.notna(), True).all(axis=None):
        order = 2  # strengths were put on the signs since
    name = f"EQ{order}" if matrix == "EQ" else f"{order}{matrix}"
    return f"{name}, reading {reading}" if reading else name


def told(table: pd.DataFrame, positions: pd.DataFrame, matrix: str) -> pd.DataFrame:
    """The table with its usual name over its columns, and a column ``reading`` where it has one."""
    reading = positions.attrs.get("reading")
    told = table.assign(reading=reading) if reading else table
    return told.rename_axis(columns=usual_name(positions, matrix))


def _like(
    positions: pd.DataFrame, values: np.ndarray, order: int, reading: str | None = None
) -> pd.DataFrame:
    """New values under the same labels, with their order and reading."""
    values = values + 0.0  # no −0.0 in what people read
    made = pd.DataFrame(values, index=positions.index, columns=positions.columns)
    made.attrs = {"order": order} | ({"reading": reading} if reading else {})
    return made.rename_axis(columns=usual_name(made, "MAO"))
