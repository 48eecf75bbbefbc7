"""Votes on resolutions, of states and of the groups that they are members of.

A case tells of votes in one of two ways: in a table of votes, or, where it is a roll call, as the
codes of its comparison, with the reason in ``no_vote`` where a code is empty. Both become one frame
here, so that whoever draws votes need not know which. A group casts no vote; of its members with
a seat it is counted how many voted how. A state without a seat has no row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.membership import inside
from analysis.stance import table_cells

if TYPE_CHECKING:
    from analysis.case import Case

KINDS = ["yes", "no", "abstain", "not_voting"]
NO_SEAT, NOT_VOTING = "no_seat", "not_voting"


def recorded_votes(case: Case) -> pd.DataFrame:
    """How each actor voted on each resolution, as far as the case tells.

    Returns
    -------
    frame, one row a resolution × actor
        ``resolution``, ``actor``; ``yes``, ``no``, ``abstain``, ``not_voting`` (Int64): how many
        states, 1 and 0 for a state, all NA where its vote is not read; ``of`` (Int64): the states
        with a seat, so that what the counts leave of it was not read; ``source_ids``. Empty where
        the case tells of no votes

    Examples
    --------
    >>> from analysis.case import read_case
    >>> votes = recorded_votes(read_case("un-votes-2025-02-24"))
    >>> votes[votes["actor"] == "EU"][["yes", "no", "abstain", "of"]].to_numpy().tolist()
    [[26, 1, 0, 27], [26, 0, 1, 27], [0, 0, 4, 4]]
    """
    if case.has("votes") or not case.roll_call or "resolution" not in case["issues"]:
        votes = case["votes"]
        sums = votes[KINDS].sum(axis="columns", skipna=False).astype("Int64")
        return votes[["resolution", "actor", *KINDS]].assign(
            of=sums, source_ids=votes["source_ids"]
        )
    states = _of_states(case)
    votes = pd.concat([states, _of_groups(case, states)], ignore_index=True)
    sources = case["resolutions"].set_index("resolution")["source_ids"]
    return votes.assign(source_ids=votes["resolution"].map(sources).astype("str"))


def _of_states(case: Case) -> pd.DataFrame:
    """The codes as counts of one state each; 0 is an abstention, an empty code has its reason."""
    cells = table_cells(case)[["issue", "actor", "unit", "lower"]]
    cells["resolution"] = cells["issue"].map(case["issues"].set_index("issue")["resolution"])
    why = case["comparison"].set_index("unit").get("no_vote", pd.Series(dtype="str"))
    cells["why"] = cells["unit"].map(why)
    cells = cells[cells["why"].ne(NO_SEAT)].reset_index(drop=True)
    code, middle = cells["lower"], case.scale.midpoint
    absent = cells["why"].eq(NOT_VOTING)
    cast = {
        "yes": code.gt(middle),
        "no": code.lt(middle),
        "abstain": code.eq(middle),
        "not_voting": absent,
    }
    votes = cells[["resolution", "actor"]].copy()
    for kind in KINDS:
        counts = cast[kind].fillna(False).astype("Int64")
        votes[kind] = counts.where(code.notna() | absent)
    return votes.assign(of=pd.Series(1, index=votes.index, dtype="Int64"))


def _of_groups(case: Case, states: pd.DataFrame) -> pd.DataFrame:
    """The sums over each group's members with a seat, in the order of actors and resolutions."""
    members = states.merge(inside(case["memberships"]), on="actor")
    sums = members.groupby(["resolution", "group"])[[*KINDS, "of"]].sum().reset_index()
    sums = sums.rename(columns={"group": "actor"})
    order = {key: n for n, key in enumerate(case["actors"]["actor"])}
    texts = {key: n for n, key in enumerate(case["issues"]["resolution"])}
    place = sums["actor"].map(order) * len(texts) + sums["resolution"].map(texts)
    return sums.iloc[place.argsort()]
