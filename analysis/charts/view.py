"""One language's view of a case: names, colours, words, and the page to draw on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

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


class Looked(Mapping[str, str]):
    """Words by key, looked up when the first is asked for.

    A chart that names no actor has then not read the actors, and is not drawn anew with them.
    """

    def __init__(self, look: Callable[[], dict[str, str]]) -> None:
        self._look = look

    @cached_property
    def _words(self) -> dict[str, str]:
        return self._look()

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@dataclass(frozen=True)
class View:
    """What a drawing function needs beside its frame.

    ``actors`` and ``issues``: short names by key, in display order; ``colours``: of actors. All
    are empty, and ``scale`` has no codes, for background data. ``roll_call``: codes are votes.
    ``written``: the language of the source.
    """

    lang: Lang
    scale: Scale
    actors: Mapping[str, str]
    issues: Mapping[str, str]
    colours: Mapping[str, str]
    caption: Caption | None = None
    bare: bool = False
    roll_call: bool = False
    written: Lang = "ja"

    @classmethod
    def of(cls, case: Case, lang: Lang, caption: Caption | None = None, bare: bool = False) -> View:
        """The view of ``case`` in ``lang``."""
        if case.background:
            return cls(lang, Scale((), 0), {}, {}, {}, caption, bare)
        return cls(
            lang=lang,
            scale=case.scale,
            actors=Looked(partial(_names, case, "actor", "short", lang)),
            issues=Looked(partial(_names, case, "issue", "name", lang)),
            colours=Looked(partial(_colours, case)),
            caption=caption,
            bare=bare,
            roll_call=case.roll_call,
            written="en" if quoted_column(case) == "text_en" else "ja",
        )

    def page(self, height: float) -> tuple[Figure, Axes]:
        """A figure, and axes in millimetres for a plot ``height`` mm high."""
        return blank(self.caption, height, self.bare)


def _colours(case: Case) -> dict[str, str]:
    actors = case["actors"]
    colours = zip(actors["actor"], actors["colour"], strict=True)
    return {str(actor): str(colour) for actor, colour in colours}


def _names(case: Case, key: str, what: str, lang: Lang) -> dict[str, str]:
    table = case[f"{key}s"].set_index(key)
    other = "en" if lang == "ja" else "ja"
    names = table[f"{what}_{lang}"]
    # A name in this language comes before a short one in the other.
    for said in (f"name_{lang}", f"{what}_{other}", f"name_{other}"):
        names = names.fillna(table[said])
    return {str(key): str(name) for key, name in names.fillna(table.index.to_series()).items()}
