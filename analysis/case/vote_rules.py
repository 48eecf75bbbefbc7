"""What must hold of votes: one a state, none beyond the totals, a reason where there is none.

Votes stand in a table of their own, or as the codes of a roll call whose issues name their
resolutions. Either way a chart of them sums states to groups and sets them beside the totals of
the whole body, so a state that votes twice would be counted twice, in good faith.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from analysis.case.contract import RECORD
from analysis.case.problem import Problem, choices, shown
from analysis.case.scale import Scale
from analysis.case.sheets import Sheets

KINDS = ("yes", "no", "abstain", "not_voting")
#: Members of a body whose votes must sum to their number.
MEMBERS = {"UNSC": 15}
NO_VOTE = ("not_voting", "no_seat", "not_read")

#: Resolution and kind of vote → the states that voted so.
Cast = Mapping[tuple[str, str], int]


def check_votes(sheets: Sheets, scale: Scale | None) -> Iterator[Problem]:
    """Every breach of the rules on votes."""
    yield from a_state_votes_once(sheets)
    yield from an_issue_has_a_resolution_of_its_own(sheets)
    yield from a_council_votes_with_all_its_members(sheets)
    yield from an_empty_vote_has_its_reason(sheets)
    cast = Counter(_of_table(sheets))
    if scale is not None:
        cast += Counter(_of_codes(sheets, scale))
    yield from states_keep_within_the_totals(sheets, cast)


def a_state_votes_once(sheets: Sheets) -> Iterator[Problem]:
    """A state has exactly one vote on a resolution; a group has as many as members vote."""
    states = _states(sheets)
    for number, row in sheets.rows("votes"):
        counts = [_whole(row[kind]) for kind in KINDS]
        votes = sum(count or 0 for count in counts)
        if row["actor"] in states and None not in counts and votes != 1:
            wrong = f"{row['actor']} votes {votes} times on {row['resolution']}"
            allowed = f"of a state 1 in one of {choices(KINDS)}, else 0"
            yield Problem(sheets.file("votes"), number, "actor", wrong, allowed)


def an_issue_has_a_resolution_of_its_own(sheets: Sheets) -> Iterator[Problem]:
    """Two issues of one resolution would make each state vote twice on it."""
    first: dict[str, str] = {}
    for number, row in sheets.rows("issues"):
        text = row.get("resolution", "")
        if text and first.setdefault(text, row["issue"]) != row["issue"]:
            wrong = f"{shown(text)} is the resolution of {first[text]} already"
            file = sheets.file("issues")
            yield Problem(file, number, "resolution", wrong, "each resolution under one issue")


def a_council_votes_with_all_its_members(sheets: Sheets) -> Iterator[Problem]:
    """The votes of a body of fixed size sum to it; without those not voting, to no more."""
    for number, row in sheets.rows("resolutions"):
        members = MEMBERS.get(row["body"])
        counts = {kind: _whole(row[kind]) for kind in KINDS}
        if members is None or None in [counts[kind] for kind in KINDS[:3]]:
            continue
        votes = sum(count or 0 for count in counts.values())
        if votes > members or (votes < members and counts["not_voting"] is not None):
            wrong = f"the votes on {row['resolution']} sum to {votes}"
            allowed = f"yes, no, abstain and not_voting of {members} members"
            yield Problem(sheets.file("resolutions"), number, "yes", wrong, allowed)


def an_empty_vote_has_its_reason(sheets: Sheets) -> Iterator[Problem]:
    """Of a roll call, ``no_vote`` says why a code is empty, and is empty beside a code."""
    codes = _codes(sheets)
    for number, row in sheets.rows("comparison"):
        if "no_vote" not in row or row["unit"] not in codes:
            continue
        file, code, why = sheets.file("comparison"), codes[row["unit"]], row["no_vote"]
        if not code and why not in NO_VOTE:
            wrong = f"{shown(why)} is no reason" if why else "no vote, and no reason why"
            yield Problem(file, number, "no_vote", wrong, f"one of {choices(NO_VOTE)}")
        elif code and why:
            wrong = f"{shown(why)} beside the vote {shown(code)}"
            yield Problem(file, number, "no_vote", wrong, "an empty cell where a vote is given")


def states_keep_within_the_totals(sheets: Sheets, cast: Cast) -> Iterator[Problem]:
    """No more states vote one way than the whole body does."""
    for number, row in sheets.rows("resolutions"):
        for kind in KINDS:
            total, states = _whole(row[kind]), cast.get((row["resolution"], kind), 0)
            if total is not None and states > total:
                wrong = f"{states} states have {kind} on {row['resolution']}"
                allowed = f"no more than the total, {total}"
                yield Problem(sheets.file("resolutions"), number, kind, wrong, allowed)


def _of_table(sheets: Sheets) -> Iterator[tuple[str, str]]:
    states = _states(sheets)
    for _, row in sheets.rows("votes"):
        if row["actor"] in states:
            yield from ((row["resolution"], kind) for kind in KINDS if _whole(row[kind]))


def _of_codes(sheets: Sheets, scale: Scale) -> Iterator[tuple[str, str]]:
    texts = {row["issue"]: row.get("resolution", "") for _, row in sheets.rows("issues")}
    codes = _codes(sheets)
    for _, row in sheets.rows("comparison"):
        code, text = _whole(codes.get(row["unit"], "")), texts.get(row["issue"])
        if text and code is not None:
            yield text, ("abstain", "yes", "no")[scale.sign(code)]
        elif text and row.get("no_vote") == "not_voting":
            yield text, "not_voting"


def _codes(sheets: Sheets) -> dict[str, str]:
    """Unit → the code that the record gives it; nothing where anybody else codes."""
    rows = [row for _, row in sheets.rows("stance_codes")]
    if any(row["coder"] != RECORD for row in rows):
        return {}
    return {row["unit"]: row["stance"] for row in rows}


def _states(sheets: Sheets) -> set[str]:
    return {row["actor"] for _, row in sheets.rows("actors") if row["kind"] == "state"}


def _whole(cell: str) -> int | None:
    try:
        return int(cell)
    except ValueError:
        return None
