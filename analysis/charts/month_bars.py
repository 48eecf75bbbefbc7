"""Bars by month on a scale in millimetres, with 0 and no value as marks of their own.

A value of 0 is a finding and bears its 0; a month without a value has a hatched box, since an
empty place would pass for a 0. The scale is given, so that several panels can share it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.charts import marks
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import OUTLINE, QUIET, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.charts.view import Lang

LEFT = 7.0
STEP, BAR, MISSING = line_height(TEXT), 0.72, 3.4


def step_of(most: float) -> float:
    """What lies between two rules: 1, 2 or 5 times a power of ten, five rules at the most.

    Examples
    --------
    >>> step_of(19.4), step_of(25), step_of(26), step_of(0)
    (5.0, 5.0, 10.0, 1.0)
    """
    step = 10.0 ** math.floor(math.log10(most / 5)) if most else 1.0
    return next(step * times for times in (1, 2, 5, 10) if most <= 5 * step * times)


def rules(ax: Axes, base: float, h: float, step: float, per_one: float) -> None:
    """The base line and a rule a step, with their values, as far as the panel reaches."""
    value = 0.0
    while value * per_one <= h:
        y = base - value * per_one
        colour, lw = (OUTLINE, 0.8) if not value else (RULE, 0.4)
        ax.plot([LEFT, WIDTH], [y, y], color=colour, lw=lw, zorder=0.6)
        marks.line(ax, LEFT - 1.5, y, f"{value:g}", colour=QUIET, side="right")
        value += step
        if not per_one:
            return


def bars(
    ax: Axes, base: float, values: pd.Series, colour: str, pitch: float, per_one: float
) -> None:
    """A bar a month; the greatest, and the last before months of 0, bear their figures."""
    named = {int(values.astype("Float64").fillna(-1).argmax())}
    zeros = zeros_at_end(values)
    if 0 < zeros < len(values):
        named.add(len(values) - zeros - 1)
    for n, value in enumerate(values):
        x, w = LEFT + (n + (1 - BAR) / 2) * pitch, pitch * BAR
        if pd.isna(value):
            marks.not_stated(ax, marks.Box(x, base - MISSING, w, MISSING))
        elif value == 0:
            marks.line(ax, x + w / 2, base - STEP / 2, "0", side="center")
        else:
            h = float(value) * per_one
            ax.add_patch(Rectangle((x, base - h), w, h, facecolor=colour, edgecolor=colour, lw=0.7))
            if n in named:
                _figure(ax, x + w / 2, base - h - STEP / 2, f"{value:.1f}")


def _figure(ax: Axes, x: float, y: float, words: str) -> None:
    """A figure above its bar, on bare ground, kept on the page."""
    half = width(words, TEXT) / 2
    marks.line(ax, min(max(x, LEFT + half), WIDTH - half), y, words, side="center")


def zeros_at_end(values: pd.Series) -> int:
    """How many values at the end are 0, in a row; a missing one is none of them.

    Examples
    --------
    >>> zeros_at_end(pd.Series([0, 2, 0, 0])), zeros_at_end(pd.Series([2, 0, None]))
    (2, 0)
    """
    return int(values.fillna(-1).iloc[::-1].eq(0).cumprod().sum())


def months_below(ax: Axes, y: float, months: Sequence[str], pitch: float, lang: Lang) -> None:
    """The number of each month where there is room, and each year below its months."""
    every = next((n for n in (1, 2, 3, 6, 12) if n * pitch > width("12", TEXT) + 0.6), len(months))
    free = 0.0
    for n, month in enumerate(months):
        x, number = LEFT + (n + 0.5) * pitch, int(month[5:])
        if (number - 1) % every == 0:
            marks.line(ax, x, y + STEP / 2, str(number), colour=QUIET, side="center")
        year = said(month[:4], lang)
        if (number == 1 or n == 0) and x >= free and x + width(year, TEXT) < WIDTH:
            marks.line(ax, x - pitch / 2 + 0.5, y + 1.5 * STEP, year, colour=QUIET)
            free = x + width(year, TEXT) + 2
