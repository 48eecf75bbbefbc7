"""A frame in a notebook, as a reader wants it: names for keys, every word, no index of numbers.

pandas cuts text after fifty characters and shows keys, floats to six places and ``<NA>``. Here
actors and issues have their names, text is whole, and what is missing is a blank cell, never 0.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.view import View

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang

ACTORS, ISSUES = ("actor", "a", "b"), ("issue",)


@dataclass(frozen=True)
class Table:
    """Words in rows, set for a notebook; Jupyter asks it for HTML and text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def html(self) -> str:
        """The table element; every text is escaped, numbers stand to the right."""
        head = "".join(
            f'<th scope="col" style="{self._side(n)}">{html.escape(word)}</th>'
            for n, word in enumerate(self.head)
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td style="{self._side(n)}">{html.escape(word)}</td>'
                for n, word in enumerate(row)
            )
            + "</tr>\n"
            for row in self.rows
        )
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"

    def text(self) -> str:
        """The same, for readers that show no HTML."""
        return "\n".join(" | ".join(row) for row in (self.head, *self.rows))

    def _side(self, column: int) -> str:
        return f"text-align:{'right' if self.numeric[column] else 'left'}"


def table(frame: pd.DataFrame, case: Case, lang: Lang = "en", columns: str = "") -> Table:
    """The frame with names for keys, to stand as the last expression of a notebook's cell.

    Parameters
    ----------
    frame : a matrix, or the frame of a chart, or any other
    columns : names with spaces between, in the order wanted; all where empty. ``issue`` finds
        ``issue_en`` or ``issue_ja`` where the frame has these.
    """
    view = View.of(case, lang)
    shown = _chosen(_flat(frame), columns.split(), lang)
    shown = shown.rename(columns=view.issues if frame.columns.name in ISSUES else {})
    for keys, names in ((ACTORS, view.actors), (ISSUES, view.issues)):
        for key in (key for key in keys if key in shown):
            shown[key] = shown[key].map(lambda value, names=names: names.get(value, value))
    return Table(
        head=tuple(str(name).replace("_", " ") for name in shown.columns),
        rows=tuple(zip(*(_words(shown[name]) for name in shown), strict=True)),
        numeric=tuple(pd.api.types.is_numeric_dtype(kind) for kind in shown.dtypes),
    )


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a named index as columns, and without one of mere row numbers."""
    named = any(name is not None for name in frame.index.names)
    return frame.rename_axis(columns=None).reset_index(drop=not named)


def _chosen(frame: pd.DataFrame, columns: list[str], lang: Lang) -> pd.DataFrame:
    wanted = {f"{name}_{lang}" if f"{name}_{lang}" in frame else name: name for name in columns}
    return frame[list(wanted)].rename(columns=wanted) if columns else frame


def _words(values: pd.Series) -> list[str]:
    """A column as it is read: true minus signs, as few decimals as it needs, blank for missing."""
    if pd.api.types.is_float_dtype(values):
        places = next((n for n in (1, 2) if values.round(n).equals(values.round(3))), 2)
        words = values.map(lambda value: f"{value:.{places}f}", na_action="ignore")
    else:
        words = values.astype("str")
    if pd.api.types.is_numeric_dtype(values):
        words = words.str.replace("-", "−")
    return words.mask(values.isna(), "").str.replace("\u200b", "").tolist()
