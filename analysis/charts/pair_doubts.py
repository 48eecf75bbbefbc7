"""Pairs that rest on a cell which the record leaves in doubt, and what they are without it.

A pair is drawn from many cells, so a doubted cell is seen nowhere in it. The pair therefore bears
the marks of its cells, those on issues on which both have one code; beside the mark stands what
the pair is where the marked cells of the table are taken as not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.palette import QUIET
from analysis.charts.record import Text
from analysis.compare import pair_table
from analysis.compare.readings import measured_pairs
from analysis.compare.recoding import single_closest
from analysis.compare.variants import GIVEN
from analysis.stance.record import in_doubt, on_record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Case
    from analysis.charts.view import View

#: The kind of the rows that stand for the table without its marked cells.
UNDOUBTED = "without doubted cells"
DEMAND = "wording"
CELLS, PARTS = " + ", " × "
APART = 1.2
OF_CELL = Text("{actor} × {issue}", "{actor}×{issue}")
SEPARATOR = Text(", ", "、")
MEASURED = Text("{mean:.1f}, n = {n}", "{mean:.1f}、n = {n}")
BESIDE = Text(
    "Beside a mark: the pair without what is marked in the table ({cells}). ",
    "印の行は、表で印のつくセル（{cells}）を除いた場合。",
)
STAYS = Text("{a} and {b} stay the closest. ", "{a}と{b}が最も近いことは変わらない。")
CHANGES = Text("{a} and {b} are then not the closest. ", "その場合、最も近いのは{a}と{b}ではない。")


def with_doubts(case: Case, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the marks that they bear, and as they are without the marked cells.

    Parameters
    ----------
    pairs : one row a pair × reading, as :func:`analysis.compare.pair_readings` gives them, with
        the counts of sides

    Returns
    -------
    frame, the same rows, then, where any pair bears a mark, one a pair of the kind
        ``UNDOUBTED``, with the cells left out in ``of``. ``status``, ``not_borne_out`` and
        ``quotation_not_found`` stand in the rows of the codes given; NA in others, and where
        none of the pair's cells was checked.
    """
    given = pairs[pairs["kind"] == GIVEN]
    rests = given[["a", "b"]].assign(units=_units(case, given))
    marked = record_marks.with_record(case, rests, "units").drop(columns=["a", "b", "units"])
    known = pairs.join(marked)
    if not any(record_marks.glyphs(row) for _, row in marked.iterrows()):
        return known
    again = _without(case).reindex(pd.MultiIndex.from_frame(given[["a", "b"]])).reset_index()
    rows = again.reindex(columns=known.columns).astype(known.dtypes)
    return pd.concat([known, rows], ignore_index=True)


def _without(case: Case) -> pd.DataFrame:
    """Every pair where the marked cells of the table are taken as not stated."""
    out = case["comparison"]
    out = out[out["unit"].isin(in_doubt(case, DEMAND))]
    held = on_record(case, DEMAND)
    table = pair_table(held.matrix(), held.scale.midpoint)
    distances = ["mean_distance", "median_distance"]
    counted = table.index.isin(measured_pairs(held))
    table[distances] = table[distances].where(np.broadcast_to(counted[:, None], (len(table), 2)))
    closest = single_closest(table[["mean_distance"]].T).iloc[0]
    cells = CELLS.join(out["issue"] + PARTS + out["actor"])
    return table.assign(kind=UNDOUBTED, of=cells, closest=closest, readings=1, exact=True)


def _units(case: Case, given: pd.DataFrame) -> pd.Series:
    """The cells that a pair rests on, with spaces between: both of each issue that both state."""
    stated = case.matrix().notna()
    cells = case["comparison"].set_index(["actor", "issue"])["unit"]
    listed = [
        " ".join(
            cells[(actor, issue)]
            for issue in stated.columns[stated.loc[a] & stated.loc[b]]
            for actor in (a, b)
        )
        for a, b in zip(given["a"], given["b"], strict=True)
    ]
    return pd.Series(listed, index=given.index, dtype="str")


def undoubted(rows: pd.DataFrame) -> pd.Series | None:
    """Of the rows of a pair that bears a mark, the one without the marked cells."""
    given, other = rows[rows["kind"] == GIVEN].iloc[0], rows[rows["kind"] == UNDOUBTED]
    return other.iloc[0] if len(other) and record_marks.glyphs(given) else None


def draw(
    ax: Axes, places: tuple[float, float, float], rows: pd.DataFrame, counted: str, view: View
) -> None:
    """The mark of a pair, and beside it the counts and the distance without the marked cells.

    Parameters
    ----------
    places : left edge of the counts, left edge of the numbers, and the middle of the line
    counted : the counts in words
    """
    (left, numbers, middle), other = places, undoubted(rows)
    given = rows[rows["kind"] == GIVEN].iloc[0]
    if other is None:
        return
    record_marks.badge(ax, left, middle, given)
    x = left + record_marks.room(given, apart=APART)
    marks.line(ax, x, middle, marks.cut(counted, numbers - x - APART), colour=QUIET)
    if pd.notna(given["mean_distance"]):
        words = f"n = {other['n']}"
        if pd.notna(other["mean_distance"]):
            words = MEASURED(view.lang, {"mean": other["mean_distance"], "n": other["n"]})
        marks.line(ax, numbers, middle, words, colour=QUIET)


def doubts(pairs: pd.DataFrame, view: View) -> Mapping[str, str]:
    """What the note says of marked pairs: which cells are left out, and who is closest then."""
    other = pairs[pairs["kind"] == UNDOUBTED]
    if other.empty:
        return {"doubts": ""}
    named = []
    for cell in str(other["of"].iloc[0]).split(CELLS):
        issue, actor = cell.split(PARTS)
        named.append(OF_CELL(view.lang, {"actor": view.actors[actor], "issue": view.issues[issue]}))
    said = BESIDE(view.lang, {"cells": SEPARATOR(view.lang).join(named)})
    given = pairs[pairs["kind"] == GIVEN]
    closest = given[given["closest"] == 1]
    if len(given["mean_distance"].dropna()) < 2 or closest.empty:
        return {"doubts": said}
    a, b = closest.iloc[0][["a", "b"]]
    stays = other[(other["a"] == a) & (other["b"] == b)]["closest"].eq(1).any()
    pair = {"a": view.actors[a], "b": view.actors[b]}
    return {"doubts": said + (STAYS if stays else CHANGES)(view.lang, pair)}
