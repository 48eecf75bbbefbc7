"""What the record takes out of what is shown, in a sentence for whoever reads a terminal.

A matrix printed without a word on the record passes for settled. So there are two sentences:
one says what a demand left out, one, where nothing was asked, how many of the cells rest on
claims that the record does not bear out and which demand leaves those out. Both count only what
the reader sees: who prints the table's cells is told nothing of effects and events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.stance.matrix import narrative_units, voices
from analysis.stance.record import DEMANDS, HOMES, left_out, unit_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.case import Case

#: What can be printed: the comparison table, that with the narrative, the narrative alone.
TABLE, WIDE, NARRATIVE = "table", "wide", "narrative"


def units_shown(case: Case, shown: str) -> list[str]:
    """The units that stand behind what is printed.

    Parameters
    ----------
    shown : ``table``: the cells of the comparison; ``wide``: these and the coded positions and
        acts of the narrative; ``narrative``: those alone

    Raises
    ------
    ValueError
        ``shown`` is none of the three.
    """
    homes = {
        TABLE: [case["comparison"]],
        WIDE: [case["comparison"], narrative_units(case)],
        NARRATIVE: [narrative_units(case)],
    }
    if shown not in homes:
        raise ValueError(f"shown is {shown!r}; allowed are {', '.join(homes)}")
    return [str(unit) for home in homes[shown] for unit in home["unit"]]


def record_sentence(case: Case, demand: str, units: Iterable[str] | None = None) -> str:
    """What a demand leaves out of what is shown, in one sentence.

    Parameters
    ----------
    demand : as in :func:`left_out`
    units : those that are shown; all where it is None

    Returns
    -------
    str: how many of the cells, statements, effects and events shown go, the cells by name, and
    how many were not checked and stay; or that the case was not held against the record

    Raises
    ------
    ValueError
        There is no such demand.

    Examples
    --------
    >>> from analysis import read_case
    >>> case = read_case()
    >>> print(record_sentence(case, "borne-out", units_shown(case, "table")))
    Left out by the record: 1 of 15 cells (economic_cooperation × USA).
    """
    out = set(left_out(case, demand))
    if not case.has("evidence"):
        return "This case was not held against the record: nothing is left out."
    record = unit_record(case)
    seen = set(record["unit"] if units is None else units)
    parts = []
    for name, key in HOMES.items():
        rows = case[name][case[name][key].isin(seen)]
        gone = rows[rows[key].isin(out)]
        if len(rows):
            what = "cells" if name == "comparison" else name
            parts.append(f"{len(gone)} of {len(rows)} {what}")
        if name == "comparison" and len(gone):
            parts[-1] += f" ({', '.join(gone['issue'] + ' × ' + gone['actor'])})"
    unchecked = int(record.loc[record["unit"].isin(seen), "claims"].isna().sum())
    stays = "1 unit was not checked and stays"
    stay = stays if unchecked == 1 else f"{unchecked} units were not checked and stay"
    return f"Left out by the record: {', '.join(parts)}{f'; {stay}' if unchecked else ''}."


def doubt_sentence(case: Case, shown: str) -> str | None:
    """How many of the cells shown rest on doubtful claims, and which demand leaves these out.

    Parameters
    ----------
    shown : as in :func:`units_shown`; of the narrative alone its statements are counted

    Returns
    -------
    str, or None where nothing shown is in doubt
        A cell rests on the units that give its position, as :func:`voices` has them: the
        table's own cell, else the statements; empty cells are not counted.

    Examples
    --------
    >>> from analysis import read_case
    >>> print(doubt_sentence(read_case(), "table").partition(":")[0])
    1 of 15 cells rests on claims that the public record does not bear out
    """
    behind = _behind(case, shown)
    plain, strict = (_resting_on(behind, left_out(case, demand)) for demand in DEMANDS)
    several = "statements" if shown == NARRATIVE else "cells"
    said = []
    if plain:
        rests = "rests" if plain == 1 else "rest"
        said.append(
            f"{plain} of {len(behind)} {several} {rests} on claims that the public record does "
            "not bear out: --record borne-out leaves these out."
        )
    if strict > plain:
        of = "more" if plain else f"of {len(behind)} {several}"
        said.append(
            f"Behind {strict - plain} {of}, quoted words were not found: --record wording leaves "
            f"those out{' too' if plain else ''}."
        )
    return " ".join(said) or None


def _behind(case: Case, shown: str) -> list[set[str]]:
    """The units behind each thing that is printed and not empty."""
    units = units_shown(case, shown)
    if shown == NARRATIVE:
        return [{unit} for unit in units]
    giving = voices(case, wide=shown == WIDE)
    return [set(units) for _, units in giving.groupby(["actor", "issue"])["unit"]]


def _resting_on(behind: list[set[str]], out: list[str]) -> int:
    return sum(bool(units.intersection(out)) for units in behind)
