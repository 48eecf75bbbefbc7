"""What a reference states, whatever its style: facts of the case, of the chart, of its identity.

The chart's date is the day on which this version of the data was released (``released`` in
``datapackage.json``); a case that declares none is undated. A source is described by ``title``,
which charts print. Where it has a name of its own this stands in ``headline``, with our
translation in ``headline_en``, and ``medium``, ``author``, ``publisher``, ``published``,
``path`` and ``type`` say the rest, as far as it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.charts import rights
from analysis.charts.one_language import declared_in
from analysis.charts.record import Text
from analysis.publish.citation.plain import plain

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Lang

NOT_STATED = Text("Author not stated", "著者不明")
CHART = Text("Chart", "図")


@dataclass(frozen=True)
class Reference:
    """One thing to cite; what is empty is not known or does not apply.

    Attributes
    ----------
    key : of the entry in a bibliography: the same in every version, unique over cases
    type : of the thing, a type of the Citation Style Language
    authors : names as they are written, never taken apart
    described : in a few words, as the charts' source line has it
    date : ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``
    container : the case that a chart or the public record belongs to
    figure, fingerprint, licence, identity : of a chart
    """

    key: str
    type: str
    lang: Lang
    language: str
    authors: tuple[str, ...]
    title: str
    described: str
    translation: str = ""
    medium: str = ""
    date: str = ""
    container: str = ""
    publisher: str = ""
    version: str = ""
    figure: str = ""
    fingerprint: str = ""
    licence: str = ""
    identity: str = ""
    url: str = ""

    @property
    def year(self) -> str:
        """The first four digits of the date."""
        return self.date[:4]


def references(
    chart: Chart, case: Case, lang: Lang, frame: pd.DataFrame | None = None
) -> tuple[Reference, ...]:
    """The chart first, then what its printed source line names.

    That is each source of the case, unless the chart shows nothing of it, and the public record
    where the chart shows some of that; or the rows of the case's ``sources`` instead, where the
    chart's terms name a source of its own.
    """
    from analysis.publish.citation import cited_record as record

    frame = chart.frame(case) if frame is None else frame
    first = chart_reference(chart, case, lang, frame)
    if record.names_its_own(chart, case, frame):
        return (first, *record.row_references(case, first, frame))
    found = (first,) if chart.record_only else (first, *source_references(case, lang))
    if not record.names_record(case, frame):
        return found
    return (*found, record.record_reference(case, first, chart.key, frame))


def chart_reference(
    chart: Chart, case: Case, lang: Lang, frame: pd.DataFrame | None = None
) -> Reference:
    """The reference of a chart; ``frame`` is what it draws, where that is at hand."""
    caption = chart.caption(case, lang, frame)
    figure, *marks, licence = caption.identity.split(" · ")
    (data,) = [mark for mark in marks if mark.startswith("data ")]
    return Reference(
        key=f"{case.name}.{chart.key}.{lang}",
        type="graphic",
        lang=lang,
        language=lang,
        authors=authors(case, lang),
        title=plain(caption.title),
        described=plain(caption.title),
        medium=CHART(lang),
        date=plain(case.package.descriptor.get("released", "")),
        container=plain(case.title(lang)),
        version=data.removeprefix("data "),
        figure=figure,
        fingerprint=", ".join(mark for mark in marks if mark != data),
        licence="" if licence == rights.NO_LICENCE else licence,
        identity=caption.identity,
    )


def authors(case: Case, lang: Lang) -> tuple[str, ...]:
    """Who coded the case, as it declares its authors; that they are not stated if it does not."""
    return tuple(map(plain, rights.authors(case))) or (NOT_STATED(lang),)


def source_references(case: Case, lang: Lang) -> tuple[Reference, ...]:
    """The references of a case's sources, in its order; none where it declares none."""
    sources = case.package.descriptor.get("sources", [])
    return tuple(
        _source(source, f"{case.name}.source-{n}.{lang}", lang)
        for n, source in enumerate(sources, start=1)
        if _said(source, "headline", lang) or _said(source, "title", lang)
    )


def _source(source: Mapping[str, Any], key: str, lang: Lang) -> Reference:
    headline, described = plain(source.get("headline", "")), _said(source, "title", lang)
    author, publisher = _said(source, "author", lang), _said(source, "publisher", lang)
    path = plain(source.get("path", ""))
    url = path if path.startswith(("https://", "http://")) else ""
    return Reference(
        key=key,
        type=plain(source.get("type", "webpage" if url else "document")),
        lang=lang,
        language=plain(source.get("language", "")),
        authors=(_capital(author or publisher or NOT_STATED(lang)),),
        title=headline or described,
        described=described or headline,
        translation=plain(source.get("headline_en", "")) if headline and lang == "en" else "",
        medium=_said(source, "medium", lang),
        date=plain(source.get("published", "")),
        publisher=_capital(publisher) if author else "",
        url=url,
    )


def _said(source: Mapping[str, Any], what: str, lang: Lang) -> str:
    """What the source's entry says in this language, or else in any."""
    mine = source.get(f"{what}_{lang}") or source.get(what)
    return plain(mine or declared_in(source, what, lang))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
