"""Names of actors and issues beside their keys, so that a drawn frame can be read alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.case import Case


def named(case: Case, frame: pd.DataFrame, **columns: str) -> pd.DataFrame:
    """The frame with English and Japanese names behind each column of keys.

    Parameters
    ----------
    columns : a column of keys → the table that names them, ``actors`` or ``issues``; actors get
        their short names, where they have them

    Returns
    -------
    frame, the same rows; ``<column>_en`` and ``<column>_ja`` stand behind ``<column>``
    """
    for column, table in columns.items():
        key, what = ("actor", "short") if table == "actors" else ("issue", "name")
        names = case[table].set_index(key)
        place = list(frame.columns).index(column) + 1
        for offset, lang in enumerate(("en", "ja")):
            words = frame[column].map(names[f"{what}_{lang}"].fillna(names[f"name_{lang}"]))
            frame = _with(frame, place + offset, f"{column}_{lang}", words)
    return frame


def _with(frame: pd.DataFrame, place: int, name: str, values: pd.Series) -> pd.DataFrame:
    wider = frame.copy()
    wider.insert(place, name, values)
    return wider
