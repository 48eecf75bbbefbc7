"""The claims of a source that look ahead, what came of each, and on which event that rests.

Every claim that looks ahead is a row, whatever became of it: outlooks, rows of the impact table,
and claims that only later days bore out. Taking the last alone would flatter the source. Several
rows may concern one event, which would flatter it too: rows that came about, in full or in part,
concern one event where their findings bear one day and cite a source in common. What was not
seen or not checked has no day, whatever day its finding speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts.claims import claims
from analysis.charts.palette import GROUND
from analysis.charts.parts import PLACES
from analysis.charts.record import Text
from analysis.charts.record_words import STATUSES
from analysis.stance.record import NOT_BORNE_OUT, NOT_FOUND

if TYPE_CHECKING:
    from analysis.case import Case

CAME, REVERSED, OTHERWISE, NOT_SEEN, NOT_CHECKED = [
    "came_about",
    "reversed",
    "otherwise",
    "not_seen",
    "not_checked",
]


class Mark(NamedTuple):
    """What came of a claim: its name, glyph and ground."""

    name: Text
    glyph: str
    colour: str


MARKS: Mapping[str, Mark] = {
    CAME: Mark(Text("came about", "実現"), "●", STATUSES["borne_out_later"].colour),
    REVERSED: Mark(Text("came about, then reversed", "実現、のちに撤回"), "↺", "#c3dcc9"),
    OTHERWISE: Mark(
        Text("in part or otherwise", "一部、または異なる形"), "◐", STATUSES["partly"].colour
    ),
    NOT_SEEN: Mark(Text("not seen in the sources read", "読んだ典拠では見られず"), "○", GROUND),
    NOT_CHECKED: Mark(Text("not checked", "未確認"), "–", "#e4e4e4"),
}
#: How outcomes begin that are no words of their own.
BEGINNINGS = {
    "occurred, then reversed": REVERSED,
    "occurred": CAME,
    "mixed": OTHERWISE,
    "not observed": NOT_SEEN,
    "not checked": NOT_CHECKED,
}
AHEAD, LATER = "outlook", "borne_out_later"


def outlooks(case: Case) -> pd.DataFrame:
    """The claims that look ahead, by what came of them, then by date.

    Those are claims whose outcome was looked at and that are outlooks by kind or by status, that
    stand in the impact table, or that were borne out later.

    Returns
    -------
    frame, one row a claim, with the columns of :func:`analysis.charts.claims.claims`
        ``became`` and its names; ``record_date``: NA of what was not seen or not checked;
        ``event``: the key of the first row on the same event, NA without a date;
        ``rows_on_event``: how many rows concern it; ``not_borne_out``, ``quotation_not_found``:
        what the record says of the claim itself; ``until``: the last date of any finding
    """
    rows = claims(case)
    ahead = rows["kind"].eq(AHEAD) | rows["status"].isin([AHEAD, LATER])
    ahead |= rows["part"].eq(PLACES["impact"])
    until = rows["record_date"].max() if rows["record_date"].notna().any() else pd.NA
    rows = rows[ahead & rows["outcome"].notna()].reset_index(drop=True)
    became = [
        _became(outcome, status)
        for outcome, status in zip(rows["outcome"], rows["status"], strict=True)
    ]
    names = {f"became_{lang}": [MARKS[kind].name(lang) for kind in became] for lang in ("en", "ja")}
    told = pd.DataFrame({"became": became, **names}, index=rows.index, dtype="str")
    rows = pd.concat([told, rows], axis="columns")
    rows["record_date"] = rows["record_date"].mask(rows["became"].isin([NOT_SEEN, NOT_CHECKED]))
    rows = rows.assign(event=_events(rows))
    rows = rows.assign(
        rows_on_event=rows.groupby("event")["key"].transform("size").astype("Int64"),
        not_borne_out=rows["status"].isin(NOT_BORNE_OUT),
        quotation_not_found=rows["wording"].eq(NOT_FOUND).fillna(False),
        until=pd.array([until] * len(rows), dtype="str"),
        rank=rows["became"].map({kind: n for n, kind in enumerate(MARKS)}),
        first=rows["event"].map(rows.drop_duplicates("event").set_index("event")["line"]),
    )
    rows = rows.sort_values(["rank", "record_date", "first", "line"], kind="stable")
    return rows.drop(columns=["rank", "first"]).reset_index(drop=True)


def _became(outcome: str, status: str) -> str:
    """The kind of an outcome; one in words of its own came about, if the claim was borne out."""
    for beginning, kind in BEGINNINGS.items():
        if outcome.startswith(beginning):
            return kind
    return CAME if status == LATER else OTHERWISE


def _events(rows: pd.DataFrame) -> pd.Series:
    """For each dated row the key of the first that shares its day and, by any way, a source."""
    cited = [set(keys.split(";")) - {""} for keys in rows["sources"].fillna("")]
    days, keys = rows["record_date"].tolist(), rows["key"].tolist()
    first = list(range(len(rows)))
    dated = [n for n, day in enumerate(days) if pd.notna(day)]
    for n in dated:
        joined = {first[m] for m in dated if m < n and days[m] == days[n] and cited[m] & cited[n]}
        first = [min(joined | {n}) if place in joined | {n} else place for place in first]
    return pd.Series([keys[m] if n in dated else pd.NA for n, m in enumerate(first)], dtype="str")
