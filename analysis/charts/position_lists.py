"""Positions of many actors: of each issue, the names at each code.

Points on a scale have room for the names of a few. With dozens of actors a scale an issue grows
longer than any page, and half of it would be empty. Here the codes stand below each other with
the number of actors at each, and the names flow beside them in display order. A code that the
coders would also defend, or another reading, stands behind the name in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.fonts import width
from analysis.charts.gap_words import gaps_in_words
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.charts.words import NOT_STATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STEP, TILE, NAMES, BETWEEN, AFTER = line_height(TEXT), 8.0, 46.0, 3.2, 2.4
BETWEEN_GROUPS = 0.7
Codes = tuple[int, int] | tuple[None, None]
COUNTED = Text("{label}: {n}", "{label}：{n}")
GAPS = Text("Gap in steps (range)", "差・段階数（範囲）")
DEFENDED = Text("codes that the coders would defend", "コーダーが許容できるとした範囲")
READ = Text("another reading of the table", "表の別の読み方")
OPEN = Text("another reading: not stated", "別の読み方：記述なし")


class Group(NamedTuple):
    """The actors at one code, or at two that coders split on, or at none; places of their names."""

    codes: Codes
    cells: list[pd.Series]
    places: list[tuple[float, float]]

    @property
    def height(self) -> float:
        """In millimetres; at least that of its tile."""
        return max((y for _, y in self.places), default=0.0) + STEP + BETWEEN_GROUPS


class Lists(NamedTuple):
    """What is drawn, set but not placed: per issue its head, its groups, its gaps; the height."""

    heads: dict[str, list[marks.Part]]
    groups: dict[str, list[Group]]
    gaps: dict[str, list[str]]
    left: float
    items: list[marks.Item]
    height: float


def layout(cells: pd.DataFrame, view: View) -> Lists:
    """The chart of positions as lists of names; ``height`` says whether a page holds it.

    Parameters
    ----------
    cells : the frame of the chart of positions, one row a cell
    """
    by_issue = {str(issue): rows for issue, rows in cells.groupby("issue", sort=False)}
    heads = {issue: _head(rows, view) for issue, rows in by_issue.items()}
    left = _left(cells, view)
    groups = {issue: _groups(rows, view, left) for issue, rows in by_issue.items()}
    gaps = {issue: gaps_in_words(rows, view) for issue, rows in by_issue.items()}
    items = bracket_items(cells, view)
    room = sum(
        marks.paragraphs_height(heads[issue], WIDTH) + sum(g.height for g in groups[issue]) + AFTER
        for issue in heads
    )
    return Lists(heads, groups, gaps, left, items, room + marks.key_height(items, WIDTH))


def draw(cells: pd.DataFrame, view: View, lists: Lists) -> Figure:
    """Issues down; in each its codes from the highest, with their actors by name."""
    figure, ax = view.page(lists.height)
    y = 0.0
    for issue, head in lists.heads.items():
        marks.paragraphs(ax, 0, y, head, WIDTH)
        if lists.gaps[issue]:
            told = {"label": said(GAPS, view), "n": lists.gaps[issue][0]}
            words = COUNTED(view.lang, told)
            if width(words, TEXT) + width(head[0][0], TEXT) + 4 < WIDTH:
                marks.line(ax, WIDTH, y + STEP / 2, words, colour=QUIET, side="right")
        y += marks.paragraphs_height(head, WIDTH) + 0.5
        for group in lists.groups[issue]:
            _group(ax, y, group, view, lists.left)
            y += group.height
        y += AFTER - 0.5
    marks.key(ax, lists.height - marks.key_height(lists.items, WIDTH), lists.items, WIDTH)
    return figure


def _head(rows: pd.DataFrame, view: View) -> list[marks.Part]:
    first = rows.iloc[0]
    objective = first[f"objective_{view.lang}"]
    parts = [(view.issues[first["issue"]], INK)]
    return parts if pd.isna(objective) else [*parts, (objective, QUIET)]


def _groups(rows: pd.DataFrame, view: View, left: float) -> list[Group]:
    """The actors of an issue by code, the highest first; those at none last."""
    return [
        Group(codes, found, _flow(found, view, WIDTH - left))
        for codes, found in by_codes(rows).items()
    ]


def by_codes(rows: pd.DataFrame) -> dict[Codes, list[pd.Series]]:
    """The cells of an issue by code, the highest first; those at none last."""
    found: dict[Codes, list[pd.Series]] = {}
    for _, cell in rows.iterrows():
        found.setdefault(marks.codes(cell), []).append(cell)

    def high_first(codes: Codes) -> tuple[bool, int, int]:
        lower, upper = codes
        return lower is None, -(upper or 0), -(lower or 0)

    return {codes: found[codes] for codes in sorted(found, key=high_first)}


def _flow(cells: Sequence[pd.Series], view: View, room: float) -> list[tuple[float, float]]:
    """Where each name begins, in millimetres right of the group's names and below its top."""
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for cell in cells:
        need = width(name_of(cell, view), TEXT) + record_marks.room(cell, apart=1)
        if x and x + need > room:
            x, y = 0.0, y + STEP
        places.append((x, y))
        x += need + BETWEEN
    return places


def _group(ax: Axes, y: float, group: Group, view: View, left: float) -> None:
    lower, upper = group.codes
    sign = marks.glyphs(view.scale, lower, upper).replace(" ", "")
    tile = _tile(group.codes, view)
    box = marks.Box(0, y + 0.2, tile, STEP - 0.4)
    ink = marks.stance(ax, box, view.scale, lower, upper)
    marks.line(ax, box.x + box.w / 2, y + STEP / 2, sign, TEXT, ink, "center")
    label = COUNTED(view.lang, {"label": _label(lower, upper, view), "n": len(group.cells)})
    marks.line(ax, tile + 1.5, y + STEP / 2, marks.cut(label, left - tile - 2))
    for n, (cell, (x, down)) in enumerate(zip(group.cells, group.places, strict=True)):
        middle = y + down + STEP / 2
        words = name_of(cell, view)
        marks.line(ax, left + x, middle, words)
        right = left + x + width(words, TEXT)
        record_marks.badge(ax, right + 1, middle, cell)
        if n + 1 < len(group.cells) and group.places[n + 1][1] == down:
            dot = right + record_marks.room(cell, apart=1) + BETWEEN / 2
            marks.line(ax, dot, middle, "·", colour=QUIET, side="center")


def _left(cells: pd.DataFrame, view: View) -> float:
    """Where names begin, in millimetres: right of the longest label with its count."""
    codes = {marks.codes(cell) for _, cell in cells.iterrows()}
    n = cells["actor"].nunique()
    needs = [
        _tile(each, view)
        + width(COUNTED(view.lang, {"label": _label(each[0], each[1], view), "n": n}), TEXT)
        for each in codes
    ]
    return min(NAMES, 3.5 + max(needs))


def _tile(codes: Codes, view: View) -> float:
    """Width of a group's tile: that of the others, or more where two signs need it."""
    return max(TILE, width(marks.glyphs(view.scale, *codes).replace(" ", ""), TEXT) + 2)


def _label(lower: int | None, upper: int | None, view: View) -> str:
    if lower is None or upper is None:
        return said(NOT_STATED, view)
    names = [
        code.label_en if view.lang == "en" else code.label_ja
        for code in view.scale.codes
        if code.stance in (lower, upper)
    ]
    return " / ".join(names)


def name_of(cell: pd.Series, view: View) -> str:
    """``Aldermark (0…+) [−]``: the name, what else the coders would defend, other readings."""
    signs = {code.stance: code.glyph for code in view.scale.codes}
    words = marks.cut(view.actors[cell["actor"]], WIDTH - NAMES - 30)
    if pd.notna(cell["low"]) and cell["low"] < cell["high"]:
        words += f" ({signs[int(cell['low'])]}…{signs[int(cell['high'])]})"
    readings = [signs[int(c)] for c in cell[["reading_low", "reading_high"]].dropna().unique()]
    readings += ["?"] if cell["reading_silent"] else []
    return words + (f" [{'/'.join(readings)}]" if readings else "")


def bracket_items(cells: pd.DataFrame, view: View) -> list[marks.Item]:
    """What stands in brackets, where anything does, and the marks of the record."""

    def sign(words: str) -> marks.Draw:
        return lambda ax, box: marks.line(
            ax, box.x + box.w / 2, box.y + box.h / 2, words, side="center"
        )

    occurs = {
        DEFENDED: (cells["low"].lt(cells["high"]).any(), "( )"),
        READ: (cells["reading_low"].notna().any(), "[ ]"),
        OPEN: (cells["reading_silent"].any(), "[?]"),
    }
    found = [(sign(mark), text(view.lang)) for text, (there, mark) in occurs.items() if there]
    return found + record_marks.items(cells, view)
