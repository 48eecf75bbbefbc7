"""Who can bring how much to bear on whom: the first half of MACTOR.

The matrix of direct influences (MID) says, actor by actor, how far the row can put pressure on
the column. Pressure also passes through others, and whoever is pressed in turn loses by it, so
MACTOR adds up the paths of two steps and weighs influence against dependence. How the diagonal
of the result, an actor's influence on itself through others, enters that weight is read in three
ways in the literature and in the programs; they give different powers, so each output names its
reading. An article rarely supports a MID. Where there is none, nothing here applies, and equal
power is no substitute. Source: Godet (1991), Actors' moves and strategies: the MACTOR method,
Futures 23(6), 605–622.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values, refuse

READINGS = ("A", "B", "C")


def midi(mid: pd.DataFrame, high: float = 4) -> pd.DataFrame:
    """Matrix of direct and indirect influences, MIDI.

    MIDI_ij = a_ij + Σ_k min(a_ik, a_kj), with a = MID; the diagonal is what comes back to i.

    Parameters
    ----------
    mid : actors × actors, 0…``high``, zero diagonal; the row acts on the column
    high : the top of the declared scale, 4 in today's programs, 3 in 1991

    Returns
    -------
    frame actors × actors, ≥ 0. Cost: one matrix product per level that occurs in ``mid``.

    Raises
    ------
    ValueError
        ``mid`` is not square, its rows and columns are not the same actors, its diagonal is not
        zero, or a cell is missing, not a number or outside the scale.

    Examples
    --------
    >>> mid = pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]])
    >>> midi(mid).to_numpy().tolist()
    [[1.0, 2.0, 3.0], [1.0, 0.0, 3.0], [1.0, 1.0, 1.0]]
    """
    direct = _direct(mid, high)
    paths = sum((step * ways for _, step, ways in _levels(direct)), np.zeros(direct.shape))
    return _square(direct + paths, mid.index, "MIDI")


def mmidi(mid: pd.DataFrame, high: float = 4) -> pd.DataFrame:
    """Matrix of maximal direct and indirect influences, MMIDI.

    MMIDI_ij = max(a_ij, max_k min(a_ik, a_kj)): the strongest path of one or two steps. It stays
    on the scale of the MID. The diagonal is set to 0. Parameters and errors as in :func:`midi`.

    Examples
    --------
    >>> mmidi(pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]])).to_numpy().tolist()
    [[0.0, 2.0, 2.0], [1.0, 0.0, 3.0], [1.0, 1.0, 0.0]]
    """
    direct = _direct(mid, high)
    strongest = direct.copy()
    for level, _, ways in _levels(direct):
        strongest = np.maximum(strongest, np.where(ways > 0, level, 0))
    np.fill_diagonal(strongest, 0)
    return _square(strongest, mid.index, "MMIDI")


def influence(mid: pd.DataFrame, reading: str = "C", high: float = 4) -> pd.DataFrame:
    """Influence, dependence and power of each actor, from MIDI.

    r_i = ((I_i − MIDI_ii) / ΣI) · (I_i / (I_i + D_i)) and Ri* = n·r_i / Σr, I the row sums of
    MIDI, D its column sums.

    Parameters
    ----------
    mid, high : as in :func:`midi`
    reading : how the diagonal of MIDI enters. ``"A"``: I and D without it, MIDI_ii subtracted all
        the same, as the open programs do; an influential actor may then get exactly 0. ``"B"``: I
        and D with it. ``"C"``: ignored throughout.

    Returns
    -------
    frame, one row an actor: ``I``, ``D``, ``MIDI_ii``, ``r``, ``Ri*`` (mean 1), ``reading``
        ``r`` and ``Ri*`` are NA for an actor with I + D = 0, whom nothing links to the others;
        it does not count in n, so the others keep their power. ``Ri*`` is NA for all where Σr is
        0. An actor that depends but has no influence has Ri* 0.

    Raises
    ------
    ValueError
        As :func:`midi`, or the reading is none of the three.

    Examples
    --------
    >>> mid = pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]])
    >>> influence(mid)["Ri*"].round(3).tolist()
    [1.685, 1.079, 0.236]
    >>> influence(mid, "A")["Ri*"].round(3).tolist()
    [1.589, 1.272, 0.139]
    """
    if reading not in READINGS:
        raise ValueError(f"reading is {reading!r}; allowed: A, B, C")
    indirect = midi(mid, high).to_numpy()
    own = np.diag(indirect)
    counted = indirect if reading == "B" else indirect - np.diag(own)
    taken = np.zeros(len(own)) if reading == "C" else own
    acts, bears, raw, star = _strength(counted, taken)
    columns = {"I": acts, "D": bears, "MIDI_ii": own, "r": raw, "Ri*": star}
    return pd.DataFrame(columns, index=mid.index).assign(reading=reading)


def max_influence(mid: pd.DataFrame, high: float = 4) -> pd.DataFrame:
    """Influence, dependence and power of each actor, from MMIDI.

    The formula of :func:`influence` on the strongest paths alone. Their diagonal is 0, so the
    three readings are one.

    Returns
    -------
    frame, one row an actor: ``I``, ``D``, ``q``, ``Qi*`` (mean 1); NA as in :func:`influence`

    Examples
    --------
    >>> max_influence(pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]]))["Qi*"].round(3).tolist()
    [1.448, 1.241, 0.31]
    """
    strongest = mmidi(mid, high).to_numpy()
    acts, bears, raw, star = _strength(strongest, np.zeros(len(strongest)))
    return pd.DataFrame({"I": acts, "D": bears, "q": raw, "Qi*": star}, index=mid.index)


def net_scale(mid: pd.DataFrame, high: float = 4) -> pd.DataFrame:
    """Net scale of influence, BN: by how much the row acts on the column more than it bears.

    BN_ij = MIDI_ij − MIDI_ji; antisymmetric, row sums I − D. Parameters and errors as in
    :func:`midi`.

    Examples
    --------
    >>> net_scale(pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]])).to_numpy().tolist()
    [[0.0, 1.0, 2.0], [-1.0, 0.0, 2.0], [-2.0, -2.0, 0.0]]
    """
    indirect = midi(mid, high).to_numpy()
    return _square(indirect - indirect.T, mid.index, "BN")


def stability(mid: pd.DataFrame, high: float = 4) -> float:
    """Stability H of the balance of power, in %.

    H = 100·Σ|I − D| / (2·ΣI), without the diagonal of MIDI: 0 where all actors bear as much as
    they exert, 100 where each only acts or only bears; NaN where no one has influence.

    Examples
    --------
    >>> round(stability(pd.DataFrame([[0, 2, 1], [0, 0, 3], [1, 0, 0]])), 2)
    36.36
    """
    net = net_scale(mid, high).to_numpy()
    exerted = influence(mid, "C", high)["I"].sum()
    return float(50 * np.abs(net.sum(axis=1)).sum() / exerted) if exerted else float("nan")


def _direct(mid: pd.DataFrame, high: float) -> np.ndarray:
    """The MID's values, checked."""
    direct = cell_values(mid, "MID")
    if mid.shape[0] != mid.shape[1]:
        raise ValueError(f"MID: {mid.shape[0]} rows, {mid.shape[1]} columns; must be square")
    unlike = [(a, b) for a, b in zip(mid.index, mid.columns, strict=True) if a != b]
    if unlike:
        row, column = unlike[0]
        raise ValueError(
            f"MID: row {row} stands where column {column} does; "
            "rows and columns must be the same actors in one order"
        )
    refuse(mid, ~((direct >= 0) & (direct <= high)), "MID", f"0 to {high:g}")
    refuse(mid, np.diag(np.diag(direct)) != 0, "MID", "0 on the diagonal")
    return direct


def _levels(direct: np.ndarray) -> Iterator[tuple[float, float, np.ndarray]]:
    """Each level that occurs, its step from the one below, the ways i → k → j at that level.

    min(x, y) is the sum of the steps that both x and y reach, so sums and maxima of minima need
    no array of n³.
    """
    below = 0.0
    for level in np.unique(direct[direct > 0]):
        reached = (direct >= level).astype(float)
        yield level, level - below, reached @ reached
        below = level


def _strength(counted: np.ndarray, taken: np.ndarray) -> tuple[np.ndarray, ...]:
    """I, D, r and r made to average 1, from the influences counted and the part subtracted."""
    acts, bears = counted.sum(axis=1), counted.sum(axis=0)
    linked = acts + bears > 0
    raw = np.full(len(acts), np.nan)
    raw[linked] = (acts - taken)[linked] / acts.sum() * acts[linked] / (acts + bears)[linked]
    total = raw[linked].sum()
    star = raw * linked.sum() / total if total > 0 else np.full(len(acts), np.nan)
    return acts, bears, raw, star


def _square(values: np.ndarray, actors: pd.Index, name: str) -> pd.DataFrame:
    """Actors × actors, with the matrix's usual name over its columns."""
    return pd.DataFrame(values, index=actors, columns=actors.rename(name))
