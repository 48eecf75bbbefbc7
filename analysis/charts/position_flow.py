"""Positions by name in little room: of each issue, the codes with their actors in running lines.

Where lists of names below each other outgrow the page, the signs stand in the running text: a
sign, the names of those at it, the next sign. The issue and its widest gap stand at the left, the
signs are explained once below. Objectives give way; they are in the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.fonts import width
from analysis.charts.gap_words import widest_in_words
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET
from analysis.charts.position_lists import bracket_items, by_codes, name_of
from analysis.charts.view import View
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STEP, LABEL, LEFT = line_height(TEXT), 42.0, 45.0
TILE, BETWEEN, APART, AFTER, SIDES = 6.0, 2.6, 4.0, 1.6, 2.0
LINES = 2
Place = tuple[float, float]


class Placed(NamedTuple):
    """The actors at one code: the width of its sign's tile, and where tile and names begin."""

    cells: list[pd.Series]
    tile: float
    at: Place
    names: list[Place]


class Row(NamedTuple):
    """An issue: its name and gap in lines, its codes with their names, its height."""

    words: list[marks.Part]
    groups: list[Placed]
    height: float


class Flow(NamedTuple):
    """What is drawn, set but not placed: a row an issue, the key, all its height."""

    rows: list[Row]
    items: list[marks.Item]
    height: float


def layout(cells: pd.DataFrame, view: View) -> Flow:
    """The chart of positions as running names; ``height`` says whether a page holds it.

    Parameters
    ----------
    cells : the frame of the chart of positions, one row a cell
    """
    rows = [_row(of_issue, view) for _, of_issue in cells.groupby("issue", sort=False)]
    items = stance_key.kinds_of_nothing(cells, view) + bracket_items(cells, view)
    height = sum(row.height + AFTER for row in rows) + stance_key.height(items)
    return Flow(rows, items, height)


def draw(cells: pd.DataFrame, view: View, flow: Flow) -> Figure:
    """Issues down; beside each its signs, the highest first, with the names of those at them."""
    figure, ax = view.page(flow.height)
    y = 0.0
    for row in flow.rows:
        for n, (words, colour) in enumerate(row.words):
            marks.line(ax, 0, y + (n + 0.5) * STEP, words, colour=colour)
        for group in row.groups:
            codes = marks.codes(group.cells[0])
            x, down = group.at
            box = marks.Box(LEFT + x, y + down + 0.2, group.tile, STEP - 0.4)
            ink = marks.stance(ax, box, view.scale, *codes)
            sign = marks.glyphs(view.scale, *codes).replace(" ", "")
            marks.line(ax, box.x + box.w / 2, box.y + box.h / 2, sign, TEXT, ink, "center")
            for cell, (left, below) in zip(group.cells, group.names, strict=True):
                middle, name = y + below + STEP / 2, name_of(cell, view)
                marks.line(ax, LEFT + left, middle, name)
                record_marks.badge(ax, LEFT + left + width(name, TEXT) + 1, middle, cell)
        y += row.height + AFTER
    stance_key.draw(ax, flow.height - stance_key.height(flow.items), view, flow.items)
    return figure


def _row(cells: pd.DataFrame, view: View) -> Row:
    name = wrap(view.issues[cells["issue"].iloc[0]], LABEL, TEXT, most=LINES)
    gap = [(marks.cut(words, LABEL), QUIET) for words in widest_in_words(cells, view)]
    groups, x, y = [], 0.0, 0.0
    for codes, found in by_codes(cells).items():
        sign = marks.glyphs(view.scale, *codes).replace(" ", "")
        tile = max(TILE, width(sign, TEXT) + SIDES)
        needs = [
            width(name_of(c, view), TEXT) + record_marks.room(c, apart=1) for c in found
        ]  # fmt: skip
        # A sign is never parted from the first of its names.
        if x and x + tile + 1.2 + needs[0] > WIDTH - LEFT:
            x, y = 0.0, y + STEP
        at, places = (x, y), []
        x += tile + 1.2
        for n, need in enumerate(needs):
            if n and x + need > WIDTH - LEFT:
                x, y = 0.0, y + STEP
            places.append((x, y))
            x += need + BETWEEN
        x += APART - BETWEEN
        groups.append(Placed(found, tile, at, places))
    lines = [*((line, INK) for line in name), *gap]
    return Row(lines, groups, max(y + STEP, len(lines) * STEP))
