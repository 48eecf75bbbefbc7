"""References to what a case lists in its table ``sources``: single rows, or the public record.

A chart of figures that stand in no source analysis is cited with the rows that its frame names,
each with the title, publisher, date and address of its row. A chart that shows an analysis beside
the public record is cited with the record as one data set: some charts cite dozens of sources,
and a list of references is no place for them all. Which of the two applies is decided as for the
source line that is printed below the chart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.record import OF_RECORD, Text, cited_ids
from analysis.charts.view import View
from analysis.publish.citation.plain import plain
from analysis.publish.citation.reference import Reference

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart

DATA_SET = Text("Data set", "データセット")
RECORD = Text(
    "Public record: {n} {sources}, listed in sources.csv of the data package",
    "公的記録：データパッケージのsources.csvに挙げた{n}件の典拠",
)
NOT_STATED = Text("Publisher not stated", "発行者不明")
#: Kinds of sources that are data; any other is a page.
DATA_KINDS = ("official data", "data release")


def names_its_own(chart: Chart, case: Case, frame: pd.DataFrame) -> bool:
    """Whether the chart's terms name a source in place of the case's."""
    return bool(chart.terms and chart.terms(frame, View.of(case, "en")).get("source"))


def names_record(case: Case, frame: pd.DataFrame) -> bool:
    """Whether the frame holds something of the public record."""
    return bool(OF_RECORD & set(frame.columns)) and case.has("sources")


def row_references(case: Case, chart: Reference, frame: pd.DataFrame) -> tuple[Reference, ...]:
    """A reference a row of ``sources`` that the frame cites; none where it cites none."""
    rows = {str(row["source_id"]): row for _, row in case["sources"].iterrows()}
    return tuple(_row(case, chart, key, rows[key]) for key in cited_ids(frame) if key in rows)


def _row(case: Case, chart: Reference, key: str, row: pd.Series) -> Reference:
    known = {name: plain(value) for name, value in row.items() if pd.notna(value)}
    title, publisher = known.get("title", key), known.get("publisher", "")
    address = known.get("url", "")
    url = address if address.startswith(("https://", "http://")) else ""
    data = known.get("kind") in DATA_KINDS
    return Reference(
        key=f"{case.name}.listed-{_safe(key)}.{chart.lang}",
        type="dataset" if data else "webpage" if url else "document",
        lang=chart.lang,
        language="",
        authors=(publisher or NOT_STATED(chart.lang),),
        title=title,
        described=f"{title} ({publisher})" if publisher else title,
        medium=DATA_SET(chart.lang) if data else "",
        date=_date(known.get("date", "")),
        url=url,
    )


def _date(text: str) -> str:
    return text if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) else ""


def _safe(key: str) -> str:
    """The key without what ends an entry's name; two keys never become one."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda sign: f"_{ord(sign[0]):x}", key)


def record_reference(
    case: Case, chart: Reference, chart_key: str, frame: pd.DataFrame
) -> Reference:
    """The record as a data set of the case's authors: what the frame cites of it, or all."""
    known = set(case["sources"]["source_id"])
    cited = len(known.intersection(cited_ids(frame)))
    n = cited or len(known)
    title = RECORD(chart.lang, {"n": n, "sources": "source" if n == 1 else "sources"})
    part = f"record-of-{chart_key}" if cited else "record"
    return Reference(
        key=f"{case.name}.{part}.{chart.lang}",
        type="dataset",
        lang=chart.lang,
        language=chart.lang,
        authors=chart.authors,
        title=title,
        described=title,
        medium=DATA_SET(chart.lang),
        date=chart.date,
        container=chart.container,
        version=plain(case.version),
        licence=chart.licence,
    )
