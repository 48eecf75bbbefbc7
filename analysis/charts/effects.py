"""Coded effects, and how their direction is drawn.

A direction is seen from the issue's objective: nearer, further, or neither. It takes the same
tints as a stance, since it is measured against the same objective, but triangles instead of
signs, so that the two are never taken for one another. A direction says nothing of who gains.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.case.scale import Code, Scale
from analysis.charts.coded import coded
from analysis.charts.names import named
from analysis.charts.view import View
from analysis.stance import unit_effects

if TYPE_CHECKING:
    from analysis.case import Case

DIRECTIONS = Scale(
    (
        Code(1, "▲", "Nearer to the issue's objective", "論点の目標に近づく"),
        Code(0, "◇", "neither", "どちらでもない"),
        Code(-1, "▼", "further from it", "遠ざかる"),
    ),
    midpoint=0,
)
#: How the source puts what it does not assert, short of demanding it.
HEDGES = ("conditional", "considered", "possible")


def coded_effects(case: Case) -> pd.DataFrame:
    """Each effect with its names in both languages and what the coders say of it.

    Returns
    -------
    frame, one row an effect, in file order
        The columns of ``effects`` with names behind ``from_actor``, ``to_actor`` and ``issue``,
        then those of :func:`analysis.charts.coded.coded`.
    """
    effects = named(case, case["effects"], from_actor="actors", to_actor="actors", issue="issues")
    return coded(effects, unit_effects(case["effect_codes"]))


def of_direction(view: View) -> View:
    """The view whose scale is that of directions, for keys and tiles."""
    return replace(view, scale=DIRECTIONS)
