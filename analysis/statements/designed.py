"""The design that a case declares for its generated statements.

What generated statements are made to show is data like any other: who takes which position at
first and at last, who is of two minds, who is silent when. A case that is made of such statements
says so in a table of its own, ``design``, and in ``generated``, beside its scale: how many there
are, from which seed. So its counts can be made again, and a chart of them be held against what
was put in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.statements.design import Design

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.case import Case

#: A code is said the less often the farther it is from the position, down to NOISE at REACH steps.
REACH, NOISE = 1.5, 0.02


class Declared(NamedTuple):
    """A design, how many statements are made of it, and from which seed."""

    design: Design
    rows: int
    seed: int


def declared(case: Case) -> Declared:
    """What a case declares of its generated statements.

    Parameters
    ----------
    case : with a table ``design``, one row an actor × issue: ``actor``, ``issue``; ``share``, how
        often the pair occurs beside others; ``first``, ``last``, its position in the first and in
        the last month, in between on a straight line; ``other``, a position that every second
        statement takes instead; ``silent_from``, ``silent_to``, months without a statement. The
        last three may be empty. In its declaration, ``generated`` with ``rows``, ``seed``,
        ``first_month``, ``months``

    Raises
    ------
    ValueError
        The case declares no such statements, or in some month nobody speaks.
    """
    made = case.package.descriptor.get("generated")
    if not case.has("design") or not isinstance(made, dict):
        raise ValueError(f"{case.name} declares no generated statements")
    levels = case.scale.low, case.scale.high
    months = pd.period_range(made["first_month"], periods=made["months"], freq="M").astype("str")
    actors, issues = (tuple(case[f"{key}s"][key]) for key in ("actor", "issue"))
    shares = np.zeros((len(months), len(actors), len(issues), levels[1] - levels[0] + 1))
    for _, row in case["design"].iterrows():
        place = actors.index(row["actor"]), issues.index(row["issue"])
        shares[:, *place] = _shares(row, months, levels)
    spoken = shares.sum(axis=(1, 2, 3), keepdims=True)
    if not spoken.all():
        raise ValueError(f"nobody speaks in {months[int(spoken.argmin())]}; a share above 0")
    design = Design(actors, issues, levels, made["first_month"], made["months"], shares / spoken)
    return Declared(design, made["rows"], made["seed"])


def _shares(row: pd.Series, months: pd.Index, levels: tuple[int, int]) -> NDArray[np.float64]:
    """Months × codes: how often one actor says each code on one issue."""
    at = np.linspace(row["first"], row["last"], len(months))
    said = _around(at, levels)
    if pd.notna(row["other"]):
        said = (said + _around(np.full(len(months), row["other"]), levels)) / 2
    if pd.notna(row["silent_from"]):
        said[(months >= row["silent_from"]) & (months <= row["silent_to"])] = 0
    return row["share"] * said


def _around(positions: NDArray[np.float64], levels: tuple[int, int]) -> NDArray[np.float64]:
    """Positions × codes: how often each code is said by whom stands at a position; sums to 1."""
    codes = np.arange(levels[0], levels[1] + 1)
    near = 1 - np.abs(codes - positions[:, None]) / REACH
    weights = np.maximum(near, 0) + NOISE
    return weights / weights.sum(axis=1, keepdims=True)
