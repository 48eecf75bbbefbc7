"""Which of an article's tables is the comparison and which the impact.

A comparison has issues one way and actors the other; its actors are looked for in the header and
in the first column, and the table is turned where they stand in the latter. An impact table has
two columns, a scope and what happens to it, and says so in its header. What is neither is named,
so that nothing is left out in silence.
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


@dataclass(frozen=True)
class Comparison:
    """Issues × actors: the names, and of each cell its words and its line."""

    issues: tuple[str, ...]
    actors: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Told:
    """The tables of an article by what they are; ``others`` are in no table of the case."""

    comparison: Comparison | None
    impact: Grid | None
    others: tuple[Grid, ...]


def tell(tables: Sequence[Grid]) -> Told:
    """The comparison, the impact table and the rest.

    Of several comparisons the one with the most actors that are known by name is taken, of
    equals the first.

    Examples
    --------
    >>> one = Grid((("", "US", "EU"), ("aid", "less", "more")), (1, 2))
    >>> tell([one]).comparison.actors
    ('US', 'EU')
    """
    wide = [grid for grid in tables if grid.width > 2]
    narrow = [grid for grid in tables if grid.width == 2]
    impact = next((grid for grid in narrow if any(map(_SCOPE.search, grid.header))), None)
    with_actors = [grid for grid in narrow if grid is not impact and _actors(grid)[0]]
    chosen = max(wide, key=lambda grid: sum(_actors(grid)), default=None)
    if chosen is None and with_actors:
        chosen = with_actors[0]
    comparison = _comparison(chosen) if chosen else None
    others = tuple(grid for grid in tables if grid is not chosen and grid is not impact)
    return Told(comparison, impact, others)


def _actors(grid: Grid) -> tuple[int, int]:
    """How many names of actors stand in the header, and in the first column."""
    return (
        sum(known(name) is not None for name in grid.header[1:]),
        sum(known(row[0]) is not None for row in grid.rows[1:]),
    )


def _comparison(grid: Grid) -> Comparison:
    across, down = _actors(grid)
    cells = tuple(row[1:] for row in grid.rows[1:])
    lines = tuple((line,) * (grid.width - 1) for line in grid.lines[1:])
    made = Comparison(tuple(row[0] for row in grid.rows[1:]), grid.header[1:], cells, lines)
    return _turned(made) if down > across else made


def _turned(table: Comparison) -> Comparison:
    return replace(
        table,
        issues=table.actors,
        actors=table.issues,
        cells=tuple(zip(*table.cells, strict=True)),
        lines=tuple(zip(*table.lines, strict=True)),
    )
