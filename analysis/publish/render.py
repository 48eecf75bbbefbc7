"""A figure's files as bytes.

The figure is built once and saved in every format that is asked for, under the charts' own
settings, so that the same inputs give the same bytes: no date, no version number and no random
id goes into a file. The case is handed to the chart behind a watch that notes which tables it
reads; these, and no list kept by hand, decide later whether the figure is stale.
"""

from __future__ import annotations

import io
import traceback
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import charts
from analysis.charts.identity import csv_bytes, identity
from analysis.charts.style import style
from analysis.places import ROOT
from analysis.publish import metadata
from analysis.publish.outputs import DATA, Output, Task
from analysis.publish.pixels import TooLarge, digest

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Lang

# What libraries say to their callers' authors is not for those who draw.
FOR_AUTHORS = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


@dataclass(frozen=True)
class Drawing:
    """What came of a task.

    Attributes
    ----------
    files : path below the folder of figures → bytes
    tables : names of the tables that were read or asked for
    remarks : warnings, one line each
    fault : why there are no files; None when all went well
    identity : of the chart
    pixels : path of a PNG → hash of what it shows
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    tables: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    fault: str | None = None
    identity: str = ""
    pixels: Mapping[str, str] = field(default_factory=dict)


class Watched(Mapping[str, Any]):
    """Tables, and which of them were looked for."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.seen.add(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        self.seen.update(self._tables)
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def render(task: Task, case: Case) -> Drawing:
    """The files of ``task``; whatever goes wrong is told, never raised."""
    watched = Watched(case.tables)
    with warnings.catch_warnings(record=True) as caught:
        only_for_users()
        try:
            watching = replace(case, tables=watched)
            chart = getattr(charts, task.key)
            frame = chart.frame(watching)
            fixed = replace(chart, frame=lambda _: frame)
            files = dict(_files(task, watching, fixed, frame))
            pixels = {path: _shown(files[path]) for path in files if path.endswith(".png")}
            known_as = identity(watching, task.key, frame)
        except Exception as error:
            return Drawing(fault=said(error))
    return Drawing(
        files, frozenset(watched.seen), remarks(caught), identity=known_as, pixels=pixels
    )


def only_for_users() -> None:
    """Let every warning through but those that libraries address to their callers' authors."""
    warnings.simplefilter("always")
    for category in FOR_AUTHORS:
        warnings.simplefilter("ignore", category)


def remarks(caught: Iterable[warnings.WarningMessage]) -> tuple[str, ...]:
    """What was warned of, each once, in one line."""
    return tuple(dict.fromkeys(_line(str(warning.message)) for warning in caught))


def _files(
    task: Task, case: Case, chart: Chart, frame: pd.DataFrame
) -> Iterator[tuple[str, bytes]]:
    figures: dict[bool, Figure] = {}
    words: metadata.Embedded | None = None
    for output in task.outputs:
        if output.format == DATA:
            yield output.path, csv_bytes(frame)
            continue
        lang: Lang = "ja" if output.lang == "ja" else "en"
        if output.bare not in figures:
            figures[output.bare] = chart(case, lang, bare=output.bare)
        # A task is of one language.
        words = words or metadata.embedded(case, chart.caption(case, lang, frame), lang)
        yield output.path, image(figures[output.bare], output, words)


def image(figure: Figure, output: Output, words: metadata.Embedded) -> bytes:
    """A figure in the format of ``output``, with ``words`` inside."""
    said: dict[str, Any]
    if output.format == "png":
        said = {"pil_kwargs": {"pnginfo": metadata.png(words)}}
    else:
        said = {"metadata": (metadata.svg if output.format == "svg" else metadata.pdf)(words)}
    content = io.BytesIO()
    with style():
        figure.savefig(content, format=output.format, **said)
    if output.format == "svg":
        return metadata.described(content.getvalue(), words, output.path.replace("/", "-")[:-4])
    return content.getvalue()


def _shown(png: bytes) -> str:
    try:
        return digest(png)
    except TooLarge:
        return ""


def said(error: BaseException) -> str:
    """An error in one line, with the place in our own code where it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(ROOT / "analysis" / "charts")]
    place = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
    return f"{type(error).__name__}: {_line(str(error))}{place}"


def _line(text: str) -> str:
    return " ".join(text.split())
