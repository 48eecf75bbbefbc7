"""A stance matrix of many actors or issues: signs alone, in lines that flow over columns.

Words fit a tile while a handful of actors stand side by side. A roll call has dozens; then each
actor is a line, each issue a small tile with its sign, and the lines flow over as many columns
as the page holds. Issues are numbered, and named once above. Where issues are many and actors
few it is the other way round. The words are in the frame. Of hundreds not even signs find room:
then there is no layout, and :mod:`analysis.charts.tally_table` counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.fit import fitted
from analysis.charts.fonts import width
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET
from analysis.charts.record import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.charts.view import Lang, View

#: With more actors than these, words do not fit beside each other.
MANY = 8
TILE, STEP, GUTTER, NAME, PAD, SIDES = 6.4, 5.4, 4.0, 34.0, 2.0, 2.0
#: Lines stand this close, and tiles are this narrow, where a page would not hold them otherwise.
CLOSE, NARROW = 4.6, 5.0
#: A name has at least this room, a head's name no more than that.
SHORTEST, HEAD = 17.0, 30.0
NUMBERED = Text("{n} {name}", "{n} {name}")
WANTED = Text("{n} {name}: {objective}", "{n} {name}：{objective}")
APART = " · "
GAP = Text("gap", "差")


def columns_of(longest: float, tiles: float) -> tuple[int, float]:
    """How many columns of lines the page holds, and the width of a name in them.

    Parameters
    ----------
    longest : width of the longest name, in millimetres
    tiles : width of the tiles beside each name

    Examples
    --------
    >>> columns_of(18.0, 20.0)
    (3, 18.0)
    """
    name = min(longest, NAME, max(WIDTH - tiles - PAD, SHORTEST))
    return max(1, int((WIDTH + GUTTER) / (name + PAD + tiles + GUTTER))), name


class Roll(NamedTuple):
    """A layout: what stands down and across, and the room that each takes, in millimetres.

    ``down``, ``across``: keys; ``names``: of the lines; ``heads``: the numbered names above;
    ``tile``: its width, ``badges``: what each column adds for marks of the record; ``blocks``
    columns of ``length`` lines, ``step`` high, each name ``name`` wide; ``beside``: the gap
    behind a line's tiles, in ``aside`` mm; ``above``: height of the heads; ``height``: of all.
    """

    by: tuple[str, str]
    down: list[str]
    across: list[str]
    names: dict[str, str]
    heads: list[marks.Part]
    tile: float
    badges: list[float]
    blocks: int
    name: float
    length: int
    step: float
    beside: Mapping[str, str]
    aside: float
    above: float
    height: float


def layout(cells: pd.DataFrame, view: View, beside: Mapping[str, str] | None = None) -> Roll | None:
    """The roll that fits a page: actors down, or issues; None where neither does.

    Parameters
    ----------
    cells : the frame of a stance matrix, one row a cell, with or without objectives
    beside : issue → its gap, which stands behind its tiles; issues then stand down
    """
    both = [("actor", "issue"), ("issue", "actor")]
    if cells["actor"].nunique() <= MANY:
        both.reverse()
    if beside is not None:
        both = [("issue", "actor")]
    settings = [(by, tile) for by in both for tile in (TILE, NARROW)]
    found = (_roll(cells, view, by, tile, beside or {}) for by, tile in settings)
    return next((roll for roll in found if roll and roll.height <= PLOT), None)


def _roll(
    cells: pd.DataFrame, view: View, by: tuple[str, str], least: float, beside: Mapping[str, str]
) -> Roll | None:
    """The roll with the first of ``by`` down; None where a line is wider than the page."""
    down, across = (list(map(str, cells[key].unique())) for key in by)
    if len(across) * least + PAD + SHORTEST > WIDTH:
        return None
    marked = (cells[column].eq(True).fillna(False) for column in record_marks.COLUMNS[1:])
    rooms = dict.fromkeys(across, 0.0)
    for _, row in cells[np.logical_or.reduce([*marked])].iterrows():
        rooms[str(row[by[1]])] = max(rooms[str(row[by[1]])], record_marks.room(row, apart=1))
    signs = cells.drop_duplicates(["lower", "upper"])
    tile = max(least, *(width(_sign(row, view), TEXT) + SIDES for _, row in signs.iterrows()))
    badges = list(rooms.values())
    taken = len(across) * tile + sum(badges)
    gaps = [*beside.values(), GAP(view.lang)] if beside else []
    aside = max((width(words, TEXT) + PAD for words in gaps), default=0.0)
    if taken + aside + PAD + SHORTEST > WIDTH:
        return None
    named = {"actor": view.actors, "issue": view.issues}
    names = {key: named[by[0]][key] for key in down}
    longest = max(width(name, TEXT) for name in names.values())
    blocks, name = columns_of(longest, taken + aside)
    crowd = [view.actors.get(key, key) for key in across]
    heads = _heads(cells, across, view) if by[1] == "issue" else _in_a_row(crowd, view.lang)
    above = sum(marks.paragraphs_height([head], WIDTH) for head in heads) + 3
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    around = above + line_height(TEXT) + 2 + stance_key.height(items)
    cut = (WIDTH + GUTTER) / (blocks + 1) - GUTTER - PAD - taken - aside
    if around + -(-len(down) // blocks) * CLOSE > PLOT and cut >= SHORTEST:
        blocks, name = blocks + 1, cut
    length = -(-len(down) // blocks)
    step = max(CLOSE, min(STEP, (PLOT - around) / length))
    height = around + length * step
    return Roll(
        by, down, across, names, heads, tile, badges, blocks, name, length, step, beside, aside,
        above, height,
    )  # fmt: skip


def draw(cells: pd.DataFrame, view: View, roll: Roll) -> Figure:
    """Lines in columns of equal length, in display order; a tile a column of the matrix.

    Parameters
    ----------
    cells : the frame of which ``roll`` is the :func:`layout`
    """
    cell = {(str(row[roll.by[0]]), str(row[roll.by[1]])): row for _, row in cells.iterrows()}
    items = stance_key.kinds_of_nothing(cells, view) + record_marks.items(cells, view)
    figure, ax = view.page(roll.height)
    marks.paragraphs(ax, 0, 0, roll.heads, WIDTH)
    top = roll.above + line_height(TEXT)
    edges = [roll.name + PAD]
    for badge in roll.badges:
        edges.append(edges[-1] + roll.tile + badge)
    tiles = edges[-1]
    wide = tiles + roll.aside + GUTTER
    for place, line in enumerate(roll.down):
        block, row = divmod(place, roll.length)
        x, y = block * wide, top + row * roll.step
        marks.line(ax, x, y + roll.step / 2, marks.cut(roll.names[line], roll.name))
        if words := roll.beside.get(line):
            marks.line(ax, x + tiles + PAD - 0.6, y + roll.step / 2, words)
        if row == 0 and roll.beside:
            marks.line(ax, x + tiles + PAD - 0.6, top - 2.2, GAP(view.lang), colour=QUIET)
        for n, column in enumerate(roll.across):
            badge = roll.badges[n]
            box = marks.Box(x + edges[n], y, roll.tile + badge - 0.6, roll.step - 0.6)
            middle = box.x + (box.w - badge) / 2
            if row == 0:
                marks.line(ax, middle, top - 2.2, str(n + 1), TEXT, QUIET, "center")
            if (line, column) not in cell:
                marks.not_stated(ax, box)
                continue
            found = cell[line, column]
            ink = marks.stance(ax, box, view.scale, *marks.codes(found))
            marks.line(ax, middle, box.y + box.h / 2, _sign(found, view), TEXT, ink, "center")
            edge = box.x + box.w - 0.5
            record_marks.badge(ax, edge, box.y + box.h / 2, found, side="right")
    stance_key.draw(ax, roll.height - stance_key.height(items), view, items)
    return figure


def _sign(cell: pd.Series, view: View) -> str:
    """The sign of a cell, closed up; of a split one both."""
    return fitted(marks.glyphs(view.scale, *marks.codes(cell)), 0)[0]


def _heads(cells: pd.DataFrame, issues: list[str], view: View) -> list[marks.Part]:
    """Each issue's number, its name, and the objective that its signs are read against."""
    if f"objective_{view.lang}" not in cells:
        return _in_a_row([view.issues[issue] for issue in issues], view.lang)
    wanted = cells.drop_duplicates("issue").set_index("issue")[f"objective_{view.lang}"]
    objectives = {str(issue): str(words) for issue, words in wanted.dropna().items()}
    heads = []
    for n, issue in enumerate(issues, start=1):
        words = {"n": n, "name": view.issues[issue], "objective": objectives.get(issue)}
        told = WANTED if issue in objectives else NUMBERED
        heads.append((told(view.lang, words), INK))
    return heads


def _in_a_row(names: list[str], lang: Lang) -> list[marks.Part]:
    """Names with their numbers, in lines as full as they can be."""
    lines: list[str] = []
    for n, name in enumerate(names, start=1):
        told = NUMBERED(lang, {"n": n, "name": marks.cut(name, HEAD)})
        if lines and width(lines[-1] + APART + told, TEXT) <= WIDTH:
            lines[-1] += APART + told
        else:
            lines.append(told)
    return [(line, INK) for line in lines]
