"""What the gallery shows of each chart: words, images, table, citations, notebooks.

All of it is taken from where it has its home: words from the chart's record, rows from its
frame, paths from the manifest of what was drawn, citations from ``cite``. The frame is computed
once and handed to all of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from analysis.charts.describe import Description, description
from analysis.charts.doubts import in_words
from analysis.charts.one_language import in_one_language
from analysis.charts.spoken import Spoken, spoken
from analysis.charts.view import Lang, View
from analysis.places import DEFAULT_CASE, ROOT
from analysis.publish.citation import STYLES, styled
from analysis.publish.citation.reference import references
from analysis.publish.gallery.cells import CELLS, Group, Traced, groups, tracing
from analysis.publish.gallery.columns import naming, ordered
from analysis.publish.gallery.image import Image, shown_part
from analysis.publish.gallery.notebooks import Notebook, in_order, notebooks
from analysis.publish.outputs import DATA, FORMATS, Output, keys

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Caption
    from analysis.publish.manifest import Manifest

#: What a page shows best, first.
SHOWN = ("svg", "png")


@dataclass(frozen=True)
class File:
    """A file to fetch: its path below the gallery, its kind, its size in words."""

    path: str
    kind: str
    size: str


@dataclass(frozen=True)
class Link:
    """A notebook: where, seen from the gallery, and what it is called."""

    path: str
    title: str


@dataclass(frozen=True)
class Telling:
    """A chart in one language.

    Attributes
    ----------
    doubt : how many marks of the public record it bears, None where it is none
    columns, naming : of the table, in the order of reading, and how many of the first name a row
    file : the path of the image that is shown, None where nothing was drawn in this language
    image : how it is shown
    files : the images in this language
    citations : style → text
    groups : of cells that open to what is behind them; none for most charts
    """

    topic: str
    caption: Caption
    doubt: str | None
    described: Description
    columns: tuple[Spoken, ...]
    naming: int
    file: str | None
    image: Image | None
    files: tuple[File, ...]
    citations: Mapping[str, str]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Entry:
    """A chart of the gallery, in both languages; ``rows`` is how many its frame has."""

    key: str
    told: Mapping[str, Telling]
    data: File | None
    notebooks: tuple[Link, ...]
    rows: int


def entries(case: Case, folder: Path, known: Manifest) -> tuple[Entry, ...]:
    """The charts that are drawn of a case, in the order in which the notebooks show them."""
    from analysis import charts

    shown = notebooks()
    linked = shown if _has_notebooks(case, folder) else ()
    drawn = [key for key in in_order(keys(), shown) if _files(key, known)]
    make = _Entries(case, folder, known, linked, tracing(case))
    return tuple(make.entry(getattr(charts, key)) for key in drawn)


def _files(key: str, known: Manifest) -> frozenset[str]:
    entry = known.entries.get(key)
    return frozenset(entry.outputs) if entry and not entry.lacking else frozenset()


def _has_notebooks(case: Case, folder: Path) -> bool:
    """Notebooks tell of the shipped case alone, and a page in this checkout finds them."""
    ours = case.folder.resolve() == DEFAULT_CASE.resolve() and not case.changes
    return ours and folder.resolve().is_relative_to(ROOT)


@dataclass(frozen=True)
class _Entries:
    """Makes the entries of one gallery."""

    case: Case
    folder: Path
    known: Manifest
    linked: tuple[Notebook, ...]
    traced: Traced

    def entry(self, chart: Chart) -> Entry:
        frame = chart.frame(self.case)
        there = _files(chart.key, self.known)
        data = Output(chart.key, "", DATA).path
        fixed = self._fixed(chart, frame)
        return Entry(
            key=chart.key,
            told={
                "en": self._telling(fixed, frame, "en", there),
                "ja": self._telling(fixed, frame, "ja", there),
            },
            data=_file(self.folder, data, DATA) if data in there else None,
            notebooks=tuple(self._link(book) for book in self.linked if chart.key in book.keys),
            rows=len(frame),
        )

    def _fixed(self, chart: Chart, frame: pd.DataFrame) -> Chart:
        """The chart with all that is worked out of its frame, for all that ask for it."""
        own = chart.of(self.case)
        views = {lang: View.of(self.case, lang) for lang in get_args(Lang)}
        worded = {lang: in_one_language(frame, lang) for lang in views}
        facts = {lang: own.facts(worded[lang], views[lang]) for lang in views}
        terms = {lang: own.terms(worded[lang], views[lang]) for lang in views if own.terms}
        return replace(
            chart,
            frame=lambda _: frame,
            facts=lambda _, view: facts[view.lang],
            terms=(lambda _, view: terms[view.lang]) if terms else None,
        )

    def _link(self, notebook: Notebook) -> Link:
        path = os.path.relpath(notebook.path, self.folder.resolve())
        return Link(Path(path).as_posix(), notebook.title)

    def _telling(
        self, chart: Chart, frame: pd.DataFrame, lang: Lang, there: frozenset[str]
    ) -> Telling:
        case = self.case
        caption = chart.caption(case, lang, frame)
        paths = {form: Output(chart.key, lang, form).path for form in FORMATS}
        paths = {form: path for form, path in paths.items() if path in there}
        file = next((paths[form] for form in SHOWN if form in paths), None)
        # Behind a vote stands neither a line nor a reading; its row says all there is.
        cells = chart.key in CELLS and not case.roll_call
        cited = references(chart, case, lang, frame)
        columns = ordered(spoken(chart.key, frame, case, lang))
        return Telling(
            topic=chart.of(case).topic(lang),
            caption=caption,
            doubt=in_words(frame, lang) or None,
            described=description(chart, case, lang, frame),
            columns=columns,
            naming=naming(columns),
            file=file,
            image=shown_part(self.folder, file, caption) if file else None,
            files=tuple(_file(self.folder, path, form) for form, path in paths.items()),
            citations={style: str(styled(cited, style)) for style in STYLES},
            groups=groups(chart.key, frame, case, lang, self.traced) if cells else (),
        )


def _file(folder: Path, path: str, kind: str) -> File:
    return File(path, kind, size((folder / path).stat().st_size))


def size(count: int) -> str:
    """A number of bytes, as a reader wants it.

    >>> size(734), size(149_804), size(1_200_000)
    ('1 kB', '150 kB', '1.2 MB')
    """
    if count < 999_500:
        return f"{max(round(count / 1000), 1)} kB"
    return f"{count / 1e6:.1f} MB"
