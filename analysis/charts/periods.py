"""Counts of statements as cells by period, as many as a page can show.

Counts may be of any number of actors, issues and months; a page holds a few dozen lines of a few
dozen tiles. What is drawn is chosen here, before anything is measured or worded, so that the
frame, its data file and its description are what the image shows, in either language. Actors and
issues keep their order and the last give way; of periods the first do, since the reader asks how
things stand. How many there are of each stands in every row, so nothing is cut unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.stance import EMPTY, SPLIT, STATED

if TYPE_CHECKING:
    from analysis.case import Case

#: Lines of a page, the head of a panel taken as LEAD lines; periods that can be told apart.
LINES, LEAD, PERIODS = 33, 2, 60
#: So many issues are shown before any actor is, if there are so many.
ISSUES = 3
CELL = ["issue", "actor", "period"]


def cells_by_period(case: Case) -> pd.DataFrame:
    """One row an issue × actor × period that a page can show, stated or not.

    Every period from the first to the last is there, also one in which nobody spoke. Actors are
    those who spoke on any issue; issues are those that anybody spoke on.

    Returns
    -------
    frame, by issue, actor, period
        ``kind``: *stated*, *split* or *not stated*; ``lower``, ``upper`` (Int64): the middle
        codes; ``n`` (Int64): statements, 0 where there is none; ``ambivalence`` (Float64), see
        :func:`analysis.statements.cells`; ``of_issues``, ``of_actors``, ``of_periods`` (Int64):
        how many there are, shown or not
    """
    from analysis.statements.cells import cells

    counts = case["statement_counts"]
    spoken = {key: set(counts[key]) for key in ("issue", "actor")}
    issues, actors = (
        [name for name in case[f"{key}s"][key] if name in spoken[key]] for key in ("issue", "actor")
    )
    periods = every_period(counts["period"])
    shown = _room(len(issues), len(actors))
    chosen = [issues[: shown[0]], actors[: shown[1]], periods[-PERIODS:]]
    there = counts[
        counts["issue"].isin(chosen[0])
        & counts["actor"].isin(chosen[1])
        & counts["period"].isin(chosen[2])
    ]
    found = cells(there, case.scale.midpoint).set_index(CELL)
    columns = ["lower", "upper", "n", "ambivalence"]
    rows = found[columns].reindex(pd.MultiIndex.from_product(chosen, names=CELL)).reset_index()
    rows[CELL] = rows[CELL].astype("str")
    differ = rows["lower"].ne(rows["upper"]).fillna(False).astype(bool)
    kind = pd.Series(STATED, index=rows.index, dtype="str").mask(differ, SPLIT)
    rows.insert(3, "kind", kind.mask(rows["lower"].isna(), EMPTY))
    of = {"of_issues": len(issues), "of_actors": len(actors), "of_periods": len(periods)}
    return rows.assign(n=rows["n"].fillna(0), **of).astype(dict.fromkeys(["n", *of], "Int64"))


def every_period(periods: pd.Series) -> list[str]:
    """Every month between the first and the last, or every year, in order.

    Examples
    --------
    >>> every_period(pd.Series(["2025-02", "2024-12"])), every_period(pd.Series(["2025", "2023"]))
    (['2024-12', '2025-01', '2025-02'], ['2023', '2024', '2025'])
    """
    if periods.empty:
        return []
    first, last = periods.min(), periods.max()
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    ends = [int(period[:4]) * 12 + int(period[5:]) - 1 for period in (first, last)]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(ends[0], ends[1] + 1)]


def _room(issues: int, actors: int) -> tuple[int, int]:
    """How many issues and actors a page shows: all actors, unless few issues would be left."""
    whole = LINES // (LEAD + actors)
    if whole >= min(issues, ISSUES):
        return whole, actors
    shown = min(issues, ISSUES)
    return shown, LINES // shown - LEAD
