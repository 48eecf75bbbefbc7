"""Stances, votes and totals of votes as rows of one table.

Each row holds one fact, and ``kind`` says of what: so a stance that is not stated, a state that
did not vote and an actor without a seat in the body stay three things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import record_marks
from analysis.charts.names import named
from analysis.charts.vote_marks import LOOKS
from analysis.compare.votes import recorded_votes
from analysis.stance import EMPTY, wide_cells

if TYPE_CHECKING:
    from analysis.case import Case

BODY, VOTES, UNREAD, NO_SEAT = "whole body", "votes", "not read", "no seat"


def voted(case: Case) -> pd.DataFrame:
    """One row a stance, a vote, or a total, by actor.

    ``kind``: of a stance *stated*, *split* or *not stated*; *votes*, how many states of the actor
    voted how (1 for a state); *not read*, a state with a seat whose vote is not told; *no seat*;
    *whole body*, the totals of a resolution, first. A roll call has no rows of stances.
    ``drafter``: the actor of the case whose name begins ``drafted_by``.
    """
    votes, resolutions = recorded_votes(case), case["resolutions"]
    if len(votes):
        resolutions = resolutions[resolutions["resolution"].isin(votes["resolution"])]
    resolutions = resolutions.assign(drafter=_drafters(case, resolutions["drafted_by"]))
    actors = [actor for actor in case["actors"]["actor"] if actor in set(votes["actor"])]
    about = resolutions.drop(columns=[*LOOKS, "source_ids", "note", "note_ja"])
    totals = resolutions.drop(columns=["note", "note_ja"]).assign(kind=BODY)
    totals["of"] = totals[list(LOOKS)].sum(axis="columns", skipna=False).astype("Int64")
    pairs = pd.MultiIndex.from_product([actors, about["resolution"]], names=["actor", "resolution"])
    cast = votes.set_index(["actor", "resolution"]).reindex(pairs).reset_index()
    read = cast["yes"].notna().map({True: VOTES, False: UNREAD}).astype("str")
    cast["kind"] = read.where(cast["of"].notna(), NO_SEAT)
    cast = cast.merge(about, on="resolution", how="left")
    rows = pd.concat([totals, _stances(case, actors), cast], ignore_index=True)
    rows["source"] = _sources(case, rows["source_ids"])
    rows = named(case, rows, actor="actors", issue="issues")
    columns = (
        "kind actor actor_en actor_ja issue issue_en issue_ja objective_en objective_ja origin "
        "lower upper low high resolution body date title_en title_ja drafted_by drafted_by_ja "
        "drafter yes no abstain not_voting of result source_ids source units"
    )
    rows = rows[columns.split()].assign(given_by=record_marks.giving(rows))
    if case.roll_call:
        rows = rows[rows["issue"].isna()].reset_index(drop=True)
    return record_marks.with_record(case, rows, "given_by")


def _stances(case: Case, actors: list[str]) -> pd.DataFrame:
    """Of each actor that voted, its position on each of the issues shown."""
    shown = case["issues"]["issue"]
    declared = case.package.descriptor.get("issues_beside_votes")
    shown = shown[shown.isin(declared or case["comparison"]["issue"])]
    cells = wide_cells(case).set_index(["actor", "issue"])
    grid = pd.MultiIndex.from_product([actors, shown], names=["actor", "issue"])
    cells = cells.reindex(grid)[["kind", "origin", "lower", "upper", "low", "high", "units"]]
    cells["kind"] = cells["kind"].fillna(EMPTY)
    objectives = case["issues"].set_index("issue")[["objective_en", "objective_ja"]]
    return cells.reset_index().join(objectives, on="issue")


def _drafters(case: Case, drafted_by: pd.Series) -> pd.Series:
    names = case["actors"].dropna(subset=["name_en"]).set_index("actor")["name_en"]

    def drafter(words: object) -> str | None:
        begins = [str(actor) for actor, name in names.items() if str(words).startswith(name)]
        return begins[0] if begins else None

    return pd.Series([drafter(words) for words in drafted_by], drafted_by.index, "str")


def _sources(case: Case, ids: pd.Series) -> pd.Series:
    titles = case["sources"].set_index("source_id")["title"].to_dict()
    told = [
        None if pd.isna(keys) else "; ".join(str(titles.get(key, key)) for key in keys.split(";"))
        for keys in ids
    ]
    return pd.Series(told, ids.index, "str")
