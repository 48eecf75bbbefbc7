"""A frame in a notebook, as a reader wants it: names for keys, every word, no index of numbers.

pandas cuts text after fifty characters and shows keys, floats to six places and ``<NA>``. Here
actors, issues and kinds have their names, text is whole, and what is missing is a blank cell,
never 0. In counts 0 is a count, and is printed.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import words
from analysis.charts.column_values import VALUES
from analysis.charts.columns import COLUMNS
from analysis.charts.one_language import in_one_language
from analysis.charts.record import Text
from analysis.charts.record_marks import with_record
from analysis.charts.record_words import CONFIDENCES, QUOTATION_NOT_FOUND, STATUSES, WORDINGS
from analysis.charts.view import View

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang


SEPARATOR = Text(", ", "、")


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

    Returns
    -------
    Table
        Where the rows are units and the public record does not bear out some of them, a last
        column says so, whichever columns are wanted.
    """
    names, flat = _names(case, lang), in_one_language(_flat(frame), lang)
    shown = _chosen(flat, columns.split(), lang).assign(**_doubts(flat, case, lang))
    shown = shown.rename(columns=names.get(str(frame.columns.name), {}))
    for column in shown.columns.intersection(list(names)):
        shown[column] = shown[column].map(lambda key, of=names[column]: of.get(key, key))
    return Table(
        head=tuple(_headed(str(name), lang) for name in shown.columns),
        rows=tuple(zip(*(_words(shown[name]) for name in shown), strict=True)),
        numeric=tuple(pd.api.types.is_numeric_dtype(kind) for kind in shown.dtypes),
    )


def counts(frame: pd.DataFrame, rows: str, columns: str) -> pd.DataFrame:
    """How many rows of the frame have each pair of values; 0 where none has.

    Returns
    -------
    frame of int, values of ``rows`` × values of ``columns``
        Numbers from the greatest down, kinds of modality and change from the plainest on, other
        values as they first occur. Rows without either value are left out.

    Examples
    --------
    >>> frame = pd.DataFrame({"n": [0, 1, 1], "modality": ["possible", "asserted", "asserted"]})
    >>> counts(frame, "n", "modality").to_numpy().tolist()
    [[2, 0], [0, 1]]
    """
    found = frame.value_counts([rows, columns]).unstack(fill_value=0)
    return found.reindex(index=_order(frame[rows]), columns=_order(frame[columns]))


def _order(values: pd.Series) -> pd.Index:
    present = values.dropna().unique()
    if pd.api.types.is_numeric_dtype(values):
        return pd.Index(sorted(present, reverse=True), name=values.name)
    known = {"modality": words.MODALITIES, "change": words.CHANGES}.get(str(values.name), {})
    first = [kind for kind in known if kind in present]
    return pd.Index([*first, *(kind for kind in present if kind not in known)], name=values.name)


def _doubts(frame: pd.DataFrame, case: Case, lang: Lang) -> dict[str, list[str]]:
    """A column of record marks in words; none where no row is a unit that bears one."""
    if "unit" not in frame or not case.has("evidence"):
        return {}
    rows = with_record(case, pd.DataFrame({"unit": frame["unit"].astype("str")}))
    said = [SEPARATOR(lang).join(_marks(row, lang)) for _, row in rows.iterrows()]
    return {"record": said} if any(said) else {}


def _marks(row: pd.Series, lang: Lang) -> list[str]:
    """The marks of a unit in words; none where it was not checked."""
    if pd.isna(row["status"]):
        return []
    said = [STATUSES[row["status"]].name(lang)] if row["not_borne_out"] else []
    return [*said, QUOTATION_NOT_FOUND(lang)] if row["quotation_not_found"] else said


def _names(case: Case, lang: Lang) -> dict[str, Mapping[str, str]]:
    """What the keys in a column of this name are called."""
    view = View.of(case, lang)
    kinds = {
        "modality": {kind: words.modality(kind, lang) for kind in words.MODALITIES},
        "change": {kind: words.change(kind, lang) for kind in words.CHANGES},
        "role": {kind: words.role(kind, lang) for kind in words.ROLES},
        "status": {kind: look.name(lang) for kind, look in STATUSES.items()},
        "wording": {kind: text(lang) for kind, text in WORDINGS.items()},
        "confidence": {kind: text(lang) for kind, text in CONFIDENCES.items()},
    }
    actors = dict.fromkeys(("actor", "a", "b", "from_actor", "to_actor"), view.actors)
    if lang == "ja":
        for name in ("kind", "qualifier"):
            kinds[name] = {kind: text(lang) for kind, text in VALUES[name].items()}
    return {"issue": view.issues, **actors, **kinds}


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a named index as columns, and without one of mere row numbers."""
    named = any(name is not None for name in frame.index.names)
    return frame.rename_axis(columns=None).reset_index(drop=not named)


def _chosen(frame: pd.DataFrame, columns: list[str], lang: Lang) -> pd.DataFrame:
    """The columns wanted; one that is there in the other language only is taken in that."""
    if not columns:
        return frame
    wanted = {}
    for name in columns:
        found = [c for c in (f"{name}_{lang}", name, f"{name}_en", f"{name}_ja") if c in frame]
        wanted[found[0] if found else name] = name
    return frame[list(wanted)].rename(columns=wanted)


def _headed(name: str, lang: Lang) -> str:
    """A column's name as it is read: in English its own, ``words_ja`` is words (Japanese)."""
    if lang == "ja" and name in COLUMNS:
        return COLUMNS[name].name(lang)
    for ending, language in (("_en", " (English)"), ("_ja", " (Japanese)")):
        if name.endswith(ending):
            name = name.removesuffix(ending) + language
    return name.replace("_", " ")


def _words(values: pd.Series) -> list[str]:
    """A column as it is read: true minus signs, as few decimals as it needs, blank for missing."""
    if pd.api.types.is_float_dtype(values):
        places = next((n for n in (1, 2) if values.round(n).equals(values.round(3))), 2)
        cells = values.map(lambda value: f"{value:z.{places}f}", na_action="ignore").astype("str")
    else:
        cells = values.astype("str")
    if pd.api.types.is_numeric_dtype(values):
        cells = cells.str.replace("-", "−")
    return cells.mask(values.isna(), "").str.replace("\u200b", "").tolist()
