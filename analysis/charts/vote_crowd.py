"""Votes of hundreds, or on dozens of texts, brought to what a page holds, and its columns.

Of a roll call that outgrows the page the states are counted in one row, as groups are; how each
voted is in the frame. Of more texts or issues than stand side by side the first are drawn, and a
line says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.page import WIDTH
from analysis.charts.record import Text
from analysis.charts.vote_marks import LOOKS
from analysis.charts.voted import VOTES

if TYPE_CHECKING:
    from analysis.charts.view import View

LABEL, BETWEEN, GAP = 17.0, 3.0, 1.0
WIDEST, ROOM, LEAST, NARROW = 21.5, 46.0, 12.5, 9.0
#: Stands for all the states of a roll that is too long to draw; no actor's key has a star.
CROWD = "*"
COUNTED = Text("n = {n}", "n = {n}")
TOLD = Text(
    "n = {n}: the states of the case, counted; each vote is in the data of this chart.",
    "n = {n}は本例の国の票数。各国の票はこの図のデータにある。",
)
#: Columns that stand side by side: texts alone, texts beside issues, issues.
ALONE, TEXTS, ISSUES = 10, 6, 6
CUT = Text(
    "The first {k} of {n} columns; all are in the data of this chart.",
    "{n}列のうち最初の{k}列。全列はこの図のデータにある。",
)


def side_by_side(rows: pd.DataFrame, view: View) -> tuple[pd.DataFrame, list[str]]:
    """The rows of as many issues and texts as a page holds, and what is said of the others."""
    issues, texts = (list(rows[key].dropna().unique()) for key in ("issue", "resolution"))
    shown = {"issue": issues[:ISSUES], "resolution": texts[: TEXTS if issues else ALONE]}
    left = sum(len(keys) for keys in shown.values())
    if left == len(issues) + len(texts):
        return rows, []
    drawn = rows["issue"].isin(shown["issue"]) | rows["resolution"].isin(shown["resolution"])
    told = {"k": left, "n": len(issues) + len(texts)}
    return rows[drawn], [CUT(view.lang, told)]


def summed(rows: pd.DataFrame, states: Sequence[str]) -> pd.DataFrame:
    """The rows with those of the states as one actor, ``CROWD``, one row a text.

    Parameters
    ----------
    states : actors; their stances have no row any more

    Returns
    -------
    frame, with the columns of ``rows``
        Of the crowd ``of`` is the number of states whose vote is told, ``yes`` … how many.
    """
    among = rows["actor"].isin(list(states))
    votes = rows[among & rows["kind"].eq(VOTES)]
    counts = votes.groupby("resolution", sort=False)[[*LOOKS, "of"]].sum()
    crowd = counts.reset_index().assign(actor=CROWD, kind=VOTES)
    crowd = crowd.reindex(columns=rows.columns).astype(rows.dtypes)
    return pd.concat([rows[~among], crowd], ignore_index=True)


def columns_of(issues: list[str], resolutions: list[str]) -> dict[str, tuple[float, float]]:
    """Left edge and width of each column, in millimetres."""
    room = WIDTH - LABEL - BETWEEN
    n, m = len(issues), len(resolutions)
    narrow = min(WIDEST, max(LEAST, ROOM / n), (room - NARROW * m) / n) if n else 0.0
    wide = (room - narrow * n) / m if m else 0.0
    places = {key: (LABEL + k * narrow, narrow - GAP) for k, key in enumerate(issues)}
    left = LABEL + narrow * n + BETWEEN
    return places | {key: (left + k * wide, wide - GAP) for k, key in enumerate(resolutions)}
