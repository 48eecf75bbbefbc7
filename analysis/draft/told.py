"""Which of an article's tables is the comparison and which the impact.

A comparison has issues one way and actors the other; its actors are looked for in the header and
in the first column, and the table is turned where they stand in the latter. Where no name is
known, the corner of the table may tell; else rows are taken for issues. An impact table has a
scope and what happens to it, and says so in its header. What is neither is named, so that nothing
is left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.draft.actors import known
from analysis.draft.grid import Grid

_SCOPE = re.compile(
    r"影響|範囲|波及|効果|対象|領域|分野|\b(scope|impact|effect|area|affected|consequence)s?\b",
    re.IGNORECASE,
)
#: Corners of a table whose rows are actors.
_ACTORS_DOWN = re.compile(
    r"(actor|country|countries|state|party|parties|player|side|member|delegation)s?"
    r"|主体|国|国名|国・地域|当事者|当事国|関係国|政党|政党名|党|陣営|勢力|参加国",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Comparison:
    """Issues × actors: the names, and of each cell its words and its line."""

    issues: tuple[str, ...]
    actors: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Told:
    """The tables of an article by what they are; ``others`` are in no table of the case.

    ``turned`` is whether the actors stood in the rows. ``impact`` is cut to its first two
    columns; ``beyond`` are the headings of those cut off.
    """

    comparison: Comparison | None
    turned: bool
    impact: Grid | None
    beyond: tuple[str, ...]
    others: tuple[Grid, ...]


def tell(tables: Sequence[Grid], line: int | None = None, actors: str | None = None) -> Told:
    """The comparison, the impact table and the rest.

    Of several comparisons the one with the most actors that are known by name is taken, of
    equals the first.

    Parameters
    ----------
    tables : those of an article
    line : a line of the table that is the comparison, where that is to be said
    actors : ``"rows"`` or ``"columns"``, where it is to be said what the actors are

    Examples
    --------
    >>> one = Grid((("", "US", "EU"), ("aid", "less", "more")), (1, 2))
    >>> tell([one]).comparison.actors
    ('US', 'EU')
    """
    if line is None:
        chosen = _likeliest(tables)
    else:
        chosen = next((g for g in tables if g.lines[0] <= line <= g.lines[-1]), None)
    turned = actors == "rows" if actors else chosen is not None and _actors_down(chosen)
    rest = [grid for grid in tables if grid is not chosen]
    impact = next((grid for grid in rest if _is_impact(grid)), None)
    return Told(
        _comparison(chosen, turned) if chosen else None,
        turned,
        _two_columns(impact) if impact else None,
        impact.header[2:] if impact else (),
        tuple(grid for grid in rest if grid is not impact),
    )


def _likeliest(tables: Sequence[Grid]) -> Grid | None:
    """The table that is the comparison: with known actors, else wide, else none."""
    named = [grid for grid in tables if _known(grid) and not _says_impact(grid)]
    wide = [grid for grid in tables if grid.width > 2]
    likely = [grid for grid in wide if not _says_impact(grid) or _known(grid)]
    for found in (likely, wide, named):
        if found:
            return max(found, key=_known)
    return None


def _is_impact(grid: Grid) -> bool:
    return _says_impact(grid) and (grid.width == 2 or not _known(grid))


def _says_impact(grid: Grid) -> bool:
    heads = grid.header if grid.width == 2 else grid.header[:1]
    return any(map(_SCOPE.search, heads))


def _two_columns(grid: Grid) -> Grid:
    return replace(grid, rows=tuple(row[:2] for row in grid.rows))


def _actors(grid: Grid) -> tuple[int, int]:
    """How many names of actors stand in the header, and in the first column."""
    return (
        sum(known(name) is not None for name in grid.header[1:]),
        sum(known(row[0]) is not None for row in grid.rows[1:]),
    )


def _known(grid: Grid) -> int:
    """How many names of actors are known, wherever they stand."""
    return sum(_actors(grid))


def _actors_down(grid: Grid) -> bool:
    across, down = _actors(grid)
    return down > across or (down == across and bool(_ACTORS_DOWN.fullmatch(grid.header[0])))


def _comparison(grid: Grid, turned: bool) -> Comparison:
    cells = tuple(row[1:] for row in grid.rows[1:])
    lines = tuple((line,) * (grid.width - 1) for line in grid.lines[1:])
    made = Comparison(tuple(row[0] for row in grid.rows[1:]), grid.header[1:], cells, lines)
    return _turned(made) if turned else made


def _turned(table: Comparison) -> Comparison:
    return replace(
        table,
        issues=table.actors,
        actors=table.issues,
        cells=tuple(zip(*table.cells, strict=True)),
        lines=tuple(zip(*table.lines, strict=True)),
    )
