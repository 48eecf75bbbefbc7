"""How far apart actors stand on one issue, and how far other codings would put them.

A gap is the distance of two codes on the declared scale. Each code may lie anywhere within the
coders' bounds, so a gap has a range too; where a unit is split, it has a range only.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.stance import STATED


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
        spread = f"{self.least}–{self.greatest}"
        if self.given is None:
            return spread
        return str(self.given) if self.least == self.greatest else f"{self.given} ({spread})"


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


def _gap(a: pd.Series, b: pd.Series) -> Gap:
    clear = a["kind"] == b["kind"] == STATED
    return Gap(
        abs(int(a["lower"]) - int(b["lower"])) if clear else None,
        max(0, int(a["low"] - b["high"]), int(b["low"] - a["high"])),
        max(int(a["high"] - b["low"]), int(b["high"] - a["low"])),
    )
