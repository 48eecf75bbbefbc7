"""The rows of the scorecard of outlooks, set as lines before they are drawn.

A page must fit a report, so the widths of the columns are those that make it the lowest: the
keys take what the widest needs, and of a few widths for the claims the best is tried out. Rows
on one event stand together, and its date with the first of them.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.outlooks import BEGINNINGS
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.record import Text
from analysis.charts.view import View
from analysis.charts.wrap import wrap

#: Widths in millimetres that the claims may take; of those that give the lowest page the first.
CLAIMS = (56, 58, 54, 60, 52, 62, 50, 64, 48)
BRACKET, COLUMN, KEYS = 2.4, 2.5, 22.0
STEP, ROW, SIGN, PAD = 3.9, 1.3, 4.0, 1.0
OF_CELL = Text("{about}: {claim}", "{about}：{claim}")
WITH_OUTCOME = Text("{finding}; {outcome}", "{finding}／{outcome}")

#: Left edges of the keys, the claims and the findings.
Columns = tuple[float, float, float]


class Line(NamedTuple):
    """A row as it is set: whether it opens and closes an event's rows, its lines, its height."""

    row: pd.Series
    opens: bool
    closes: bool
    date: list[str]
    claim: list[str]
    finding: list[str]
    h: float


def set_rows(rows: pd.DataFrame, view: View) -> tuple[Columns, list[Line]]:
    """The columns that give the lowest page, and the rows set in them."""
    edge = BRACKET if shared(rows).any() else 0.0
    left = edge + _room(rows, view) + COLUMN
    found = [(claim, _lines(rows, left, claim, view)) for claim in CLAIMS]
    claim, lines = min(found, key=lambda each: sum(line.h for line in each[1]))
    return (edge, left, left + claim), lines


def chip_width(label: str) -> float:
    """Width in millimetres of the tile of a key."""
    return SIGN + width(label, TEXT) + 2 * PAD


def shared(rows: pd.DataFrame) -> pd.Series:
    """Whether a row concerns an event that other rows concern."""
    return rows["rows_on_event"].gt(1).fillna(False)


def _lines(rows: pd.DataFrame, left: float, claim: float, view: View) -> list[Line]:
    """The rows, with claims ``claim`` mm wide; the date of an event stands with its first."""
    year, rooms = year_of(rows), (claim - COLUMN, WIDTH - left - claim)
    group = rows["became"] + rows["event"].where(shared(rows), rows["key"])
    opens, closes = group.ne(group.shift()), group.ne(group.shift(-1))
    lines = []
    for (_, row), first, last in zip(rows.iterrows(), opens, closes, strict=True):
        date = _date(row, year, view) if first else []
        said_of, found = (
            wrap(words, room, TEXT, marks.MOST)
            for words, room in zip(_texts(row, view), rooms, strict=True)
        )
        h = max(1 + len(date), len(said_of), len(found)) * STEP + ROW
        lines.append(Line(row, bool(first), bool(last), date, said_of, found, h))
    return lines


def _room(rows: pd.DataFrame, view: View) -> float:
    """Width of the widest key, with its mark, or date; at most KEYS."""
    year = year_of(rows)
    needs = [
        max(chip_width(str(row["key"])) + record_marks.room(row, apart=0.8),
            *(width(words, TEXT) for words in _date(row, year, view)), 0.0)
        for _, row in rows.iterrows()
    ]  # fmt: skip
    return min(max(needs, default=KEYS), KEYS)


def _date(row: pd.Series, year: str, view: View) -> list[str]:
    """The date of what came about, less the year that all share; none of an absence."""
    if pd.isna(row["record_date"]):
        return []
    return wrap(said(row["record_date"], view.lang, year=not year), KEYS, TEXT)


def year_of(rows: pd.DataFrame) -> str:
    """The year of all dates, empty where they lie in several."""
    years = rows["record_date"].dropna().str[:4].unique()
    return str(years[0]) if len(years) == 1 else ""


def _texts(row: pd.Series, view: View) -> tuple[str, str]:
    """The claim, and the finding with the outcome if that is in words of its own."""
    lang = view.lang
    claim, about = row[f"claim_{lang}"], row[f"about_{lang}"]
    finding, outcome = row[f"finding_{lang}"], _in_words(row, view)
    if pd.notna(about) and pd.notna(claim):
        claim = OF_CELL(lang, {"about": about, "claim": claim})
    if outcome and pd.notna(finding):
        finding = WITH_OUTCOME(lang, {"finding": finding, "outcome": outcome})
    return claim, finding


def _in_words(row: pd.Series, view: View) -> str:
    """The outcome, unless its kind says it all."""
    known = row["outcome"].startswith(tuple(BEGINNINGS))
    words = row["outcome_ja" if view.lang == "ja" else "outcome"]
    return "" if known or pd.isna(words) else str(words)
