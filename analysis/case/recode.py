"""What if a cell were coded otherwise?

A reader who doubts a code should see at once what hangs on it. The answer is a case like the
one that was read, with that cell's code replaced for every coder, so that each matrix, measure
and chart takes it without knowing. The change stays in view: it is written into the rationale,
kept on the case, and printed on its charts. Nothing is written to a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case.scale import Scale


@dataclass(frozen=True)
class Change:
    """One cell read otherwise; a stance of None is *not stated*."""

    issue: str
    actor: str
    stance: int | None


def changes_of(
    cells: Mapping[tuple[str, str], int | None], comparison: pd.DataFrame, scale: Scale
) -> tuple[Change, ...]:
    """The changes asked for, checked.

    Raises
    ------
    ValueError
        The table has no such cell, or the scale no such code; the message names what there is.
    """
    there = sorted(code.stance for code in scale.codes)
    places = set(zip(comparison["issue"], comparison["actor"], strict=True))
    for (issue, actor), stance in cells.items():
        if (issue, actor) not in places:
            issues, actors = (", ".join(comparison[key].unique()) for key in ("issue", "actor"))
            raise ValueError(
                f"the table has no cell ({issue!r}, {actor!r}); its issues are {issues}, "
                f"its actors {actors}"
            )
        given: object = stance
        known = type(given) is not bool and isinstance(given, Integral) and given in there
        if given is not None and not known:
            codes = ", ".join(map(str, there))
            raise ValueError(f"{stance!r} is no code of ({issue!r}, {actor!r}); {codes}, or None")
    return tuple(Change(issue, actor, stance) for (issue, actor), stance in cells.items())


def recoded(
    codes: pd.DataFrame, comparison: pd.DataFrame, changes: tuple[Change, ...]
) -> pd.DataFrame:
    """The table ``stance_codes`` with the cells' codes replaced, for every coder."""
    import pandas as pd

    codes = codes.copy()
    for change in changes:
        there = (comparison["issue"] == change.issue) & (comparison["actor"] == change.actor)
        rows = codes["unit"].isin(comparison.loc[there, "unit"])
        stance = pd.NA if change.stance is None else change.stance
        codes.loc[rows, ["stance", "low", "high"]] = stance
        was = "what if: coded otherwise by the reader; "
        codes.loc[rows, "rationale_en"] = was + codes.loc[rows, "rationale_en"].fillna("")
    return codes
