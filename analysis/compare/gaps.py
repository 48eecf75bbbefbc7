"""How far apart actors stand on one issue, and how far other codings would put them.

A gap is the distance of two codes on the declared scale. Each code may lie anywhere within the
coders' bounds, so a gap has a range too; where a unit is split, it has a range only.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.stance import STATED

if TYPE_CHECKING:
    from analysis.case import Case, Scale


class Gap(NamedTuple):
    """In code steps: of the codes given (None where one is split), the least, the greatest."""

    given: int | None
    least: int
    greatest: int

    def __str__(self) -> str:
        """``4 (3–4)``; ``3`` where the bounds leave no room; ``1–3`` of a split code.

        >>> str(Gap(4, 3, 4)), str(Gap(3, 3, 3)), str(Gap(None, 1, 3))
        ('4 (3–4)', '3', '1–3')
        """
        if self.least == self.greatest:
            return str(self.least)
        spread = f"{self.least}–{self.greatest}"
        return spread if self.given is None else f"{self.given} ({spread})"


def issue_gaps(cells: pd.DataFrame) -> dict[tuple[str, str], Gap]:
    """The gap of each pair of actors that both state a position.

    Parameters
    ----------
    cells : one row an actor, all on one issue, with ``kind``, ``lower``, ``low``, ``high``

    Returns
    -------
    dict from pair to gap, in the order of the rows
    """
    stated = cells[cells["lower"].notna()].set_index("actor")
    rows = {str(actor): row for actor, row in stated.iterrows()}
    return {(a, b): _gap(rows[a], rows[b]) for a, b in combinations(rows, 2)}


def widest(gaps: dict[tuple[str, str], Gap]) -> Gap:
    """The widest gap of an issue: each of the three numbers is the greatest of any pair.

    >>> str(widest({("a", "b"): Gap(2, 1, 2), ("a", "c"): Gap(1, 0, 4)}))
    '2 (1–4)'
    """
    given = [gap.given for gap in gaps.values()]
    whole = [steps for steps in given if steps is not None]
    return Gap(
        max(whole) if len(whole) == len(given) else None,
        max(gap.least for gap in gaps.values()),
        max(gap.greatest for gap in gaps.values()),
    )


def widest_gap(cells: pd.DataFrame) -> Gap | None:
    """The widest gap of an issue, at a cost that grows with its actors, not with their pairs.

    Parameters
    ----------
    cells : as of :func:`issue_gaps`

    Returns
    -------
    what :func:`widest` gives for :func:`issue_gaps`; None where fewer than two state a position

    Examples
    --------
    >>> codes = {"lower": [2, 0, -1], "low": [1, 0, -1], "high": [2, 0, 1]}
    >>> str(widest_gap(pd.DataFrame({"actor": list("abc"), "kind": "stated", **codes})))
    '3 (2–3)'
    """
    stated = cells[cells["lower"].notna()]
    if len(stated) < 2:
        return None
    lower, low, high = (
        stated[code].to_numpy(dtype="int64") for code in ("lower", "low", "high")
    )  # fmt: skip
    clear = stated["kind"].eq(STATED).all()
    lowest, next_lowest = np.sort(low)[:2]
    # The lowest code of anyone else: an actor is in no pair with itself.
    others = np.where(np.arange(len(low)) == int(low.argmin()), next_lowest, lowest)
    return Gap(
        int(lower.max() - lower.min()) if clear else None,
        max(0, int(low.max() - high.min())),
        int((high - others).max()),
    )


def _gap(a: pd.Series, b: pd.Series) -> Gap:
    clear = a["kind"] == b["kind"] == STATED
    return Gap(
        abs(int(a["lower"]) - int(b["lower"])) if clear else None,
        max(0, int(a["low"] - b["high"]), int(b["low"] - a["high"])),
        max(int(a["high"] - b["low"]), int(b["high"] - a["low"])),
    )


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
