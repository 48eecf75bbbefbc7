"""A frame whose words are all there in one language, where need be in the other's.

A case may be made in English alone, or in Japanese alone. A chart in the language that it lacks
has names, since names fall back; its words must, too, or a tile stands empty that the source
fills. So what a chart draws, says and lists has each missing word in the language that has it;
and where nobody has shortened a text, the text itself. The frame, its CSV and its identity stay
as the case is: there an empty cell is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.charts.view import Lang

BOTH: tuple[Lang, Lang] = ("en", "ja")


def other(lang: Lang) -> Lang:
    """The language that is not this one."""
    return "en" if lang == "ja" else "ja"


def in_one_language(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """The frame with the words of ``lang``, and where it has none those of the other language.

    Parameters
    ----------
    frame : columns of words end in ``_en`` or ``_ja``; beside ``…_ja`` a column without an
        ending is English. ``short_…`` are words of ``text_…``, which stand for what is missing

    Returns
    -------
    frame, the same rows and columns; NA only where neither language has a word

    Examples
    --------
    >>> cells = pd.DataFrame({"short_en": ["Keeps it", None], "short_ja": [None, "維持"]})
    >>> in_one_language(cells, "ja")["short_ja"].tolist()
    ['Keeps it', '維持']
    >>> cells = pd.DataFrame({"short_ja": ["維持"], "text_en": ["Keeps it"], "short_en": [None]})
    >>> in_one_language(cells, "en")["short_en"].tolist()
    ['Keeps it']
    """
    frame = _with_whole_texts(frame)
    filled = {}
    for column in map(str, frame.columns):
        stem = column.removesuffix("_ja").removesuffix("_en")
        english = f"{stem}_en" if f"{stem}_en" in frame else stem
        mine, others = (f"{stem}_ja", english) if lang == "ja" else (english, f"{stem}_ja")
        if column == mine and others in frame and frame[mine].isna().any():
            filled[mine] = frame[mine].fillna(frame[others])
    return frame.assign(**filled) if filled else frame


def _with_whole_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a text where it has not been shortened."""
    filled = {
        f"short_{lang}": frame[f"short_{lang}"].fillna(frame[f"text_{lang}"])
        for lang in BOTH
        if {f"short_{lang}", f"text_{lang}"} <= set(frame) and frame[f"short_{lang}"].isna().any()
    }
    return frame.assign(**filled) if filled else frame


def declared_in(declared: Mapping[str, Any], what: str, lang: Lang) -> str:
    """What a descriptor declares under ``what`` in a language, or in the other; else nothing.

    >>> declared_in({"leaning_en": "Drafted by one side."}, "leaning", "ja")
    'Drafted by one side.'
    """
    return str(declared.get(f"{what}_{lang}") or declared.get(f"{what}_{other(lang)}") or "")
