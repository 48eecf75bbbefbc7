"""What was found in an article, what was left out, and what was guessed.

A draft that keeps its guesses to itself is read as the article; so each is said, with the option
that says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.case.problem import shown
from analysis.draft.actors import known
from analysis.draft.told import Comparison, Told


def notes_on(told: Told, table: Comparison, rows: int, proposals: int) -> list[str]:
    """What the author of a draft should know, a line each.

    Parameters
    ----------
    told : the article's tables by what they are
    table : the one that is the comparison
    rows : those of the impact table
    proposals : how many cells, of both, have a modality proposed
    """
    cells = [cell for row in table.cells for cell in row]
    notes = [
        f"comparison: {len(table.issues)} issues × {len(table.actors)} actors, "
        f"{len(cells)} cells ({cells.count('')} empty)",
        f"impact: {rows} rows; drawn once effects.csv says who acts on whom"
        if rows
        else "impact: no such table found",
        f"proposals: how {proposals} of {len(cells) + rows} cells are put",
    ]
    if told.beyond:
        said = ", ".join(map(shown, told.beyond[:5]))
        notes.append(f"impact: of its columns these are not taken over: {said}")
    nameless = sum(not name for name in (*table.actors, *table.issues))
    if nameless:
        notes.append(f"rows or columns without a heading: {nameless}; look for #1, #2 … as a name")
    twice = [name for name in dict.fromkeys(table.issues) if table.issues.count(name) > 1]
    if twice:
        notes.append(f"several issues have one name: {_some(twice)}")
    strange = [name for name in table.actors if name and known(name) is None]
    if strange:
        notes.append(f"actors not known by name, each called a state: {_some(strange)}")
    if len(strange) == len(table.actors):
        there = "rows" if told.turned else "columns"
        other = "columns" if told.turned else "rows"
        notes.append(
            f"actors are taken from the {there}; if they are the {other}: --actors {other}"
        )
    notes += [
        f"a table is not taken over: line {grid.lines[0]}, {len(grid.rows)} rows of "
        f"{grid.width}, headed {shown(grid.header[0])}"
        + (f"; --table {grid.lines[0]} takes it for the comparison" if grid.width > 2 else "")
        for grid in told.others[:10]
    ]
    if len(told.others) > 10:
        notes.append(f"{len(told.others) - 10} more tables are not taken over")
    return notes


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(map(shown, names[:5])) + more
