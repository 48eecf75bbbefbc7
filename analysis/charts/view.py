"""One language's view of a case: names, colours, words, and the page to draw on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analysis.case.scale import Scale
from analysis.case.source import quoted_column
from analysis.charts.page import blank

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

Lang = Literal["en", "ja"]


@dataclass(frozen=True)
class Caption:
    """The words around a plot, and those that stand in for it."""

    title: str
    subtitle: str
    note: str
    alt: str
    source: str
    identity: str


@dataclass(frozen=True)
class View:
    """What a drawing function needs beside its frame.

    ``actors`` and ``issues``: short names by key, in display order; ``colours``: of actors. All
    are empty, and ``scale`` has no codes, for background data. ``roll_call``: codes are votes.
    ``written``: the language of the source.
    """

    lang: Lang
    scale: Scale
    actors: dict[str, str]
    issues: dict[str, str]
    colours: dict[str, str]
    caption: Caption | None = None
    bare: bool = False
    roll_call: bool = False
    written: Lang = "ja"

    @classmethod
    def of(cls, case: Case, lang: Lang, caption: Caption | None = None, bare: bool = False) -> View:
        """The view of ``case`` in ``lang``."""
        if case.background:
            return cls(lang, Scale((), 0), {}, {}, {}, caption, bare)
        actors = case["actors"].set_index("actor")
        issues = case["issues"].set_index("issue")
        return cls(
            lang=lang,
            scale=case.scale,
            actors=_names(actors, "short", lang),
            issues=_names(issues, "name", lang),
            colours={str(actor): str(colour) for actor, colour in actors["colour"].items()},
            caption=caption,
            bare=bare,
            roll_call=case.roll_call,
            written="en" if quoted_column(case) == "text_en" else "ja",
        )

    def page(self, height: float) -> tuple[Figure, Axes]:
        """A figure, and axes in millimetres for a plot ``height`` mm high."""
        return blank(self.caption, height, self.bare)


def _names(table: pd.DataFrame, what: str, lang: Lang) -> dict[str, str]:
    other = "en" if lang == "ja" else "ja"
    names = table[f"{what}_{lang}"].fillna(table[f"{what}_{other}"])
    return {str(key): str(name) for key, name in names.fillna(table.index.to_series()).items()}
