"""References as they stand in a list of references, and the one line under a picture.

The styles differ in order, marks and what is set in italics; their words come in English and in
Japanese. Followed are the Publication Manual of the APA (7th ed., 9.34 a part of a whole, 9.38
translated titles, 9.17 no date), the Chicago Manual of Style (17th ed., author-date: 15.44 no
date, 14.99 translated titles), and SIST 02-2007 (order and stops of its web pages and data
bases). APA and SIST 02 keep a title as its chart has it, in sentence case; Chicago gives English
ones of ours headline capitals, and leaves those of others as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.charts.record import Text
from analysis.publish.citation.cited_record import DATA_SET
from analysis.publish.citation.headline import headline
from analysis.publish.citation.reference import Reference

#: A line of text in pieces, each with whether it is set in italics.
Runs = tuple[tuple[str, bool], ...]

NO_DATE = "n.d."
UNDATED = Text("undated", "日付不明")
FIGURE = Text("Figure {figure}, {fingerprint}", "図 {figure}, {fingerprint}")
VERSION = Text("Version {version}", "データ版{version}")
DATA_VERSION = Text("data version {version}", "データ版{version}")
WITHIN = Text("In ", "")
QUOTED = Text("“{title}”", "「{title}」")
WHOLE = Text("{title}", "『{title}』")
CREDIT = Text("Chart: {authors}, “{title}”, {identity}.", "図：{authors}「{title}」{identity}。")
CREDIT_RECORD = Text(" {title}.", "{title}。")
CREDIT_OF = Text(" Source: {titles}.", "原典：{titles}。")


def paragraphs(references: Sequence[Reference], style: str) -> tuple[Runs, ...]:
    """A paragraph a reference; one for all where ``style`` is ``credit``."""
    if style == "credit":
        return (credit(references),)
    write = {"apa": apa, "chicago": chicago, "sist02": sist02}[style]
    return tuple(write(reference) for reference in references)


def apa(ref: Reference) -> Runs:
    """Author. (Year). Title (Figure …) [Chart]. In *Whole* (Version …) [Data set]."""
    head = f"{_stopped(_named(ref, ' & '))} ({ref.year or NO_DATE}). "
    translated = f" [{ref.translation}]" if ref.translation else ""
    kind = f" [{ref.medium}]" if ref.medium else ""
    if not ref.container:
        tail = _sentences(ref.publisher, url=ref.url)
        after = _stopped(f"{translated}{kind}") if translated or kind else "."
        if not (translated or kind) and _ends(ref.title):
            after = ""
        return ((head, False), (ref.title, True), (f"{after}{tail}", False))
    figure, version = _marks(ref)
    named = f"{ref.title} ({figure}){kind}" if ref.figure else ref.title
    part = f"{named}. {WITHIN(ref.lang)}"
    space = "" if ref.container.endswith("）") else " "
    whole = f"{space}({version}) [{DATA_SET(ref.lang)}]."
    return (
        (head + part, False),
        (ref.container, True),
        (whole + _sentences(ref.licence), False),
    )


def chicago(ref: Reference) -> Runs:
    """Author. Year. “Title.” Chart. In *Whole*, data version …. Figure …."""
    head = f"{_stopped(_named(ref, ' and '))} {_stopped(ref.year or NO_DATE)} "
    if not ref.container:
        if ref.translation:
            title = f"{QUOTED(ref.lang, {'title': ref.title})} [{ref.translation}]."
        else:
            title = _quoted(ref)
        return ((head + title + _sentences(ref.medium, ref.publisher, url=ref.url), False),)
    if ref.lang == "en":
        ref = replace(ref, title=headline(ref.title), container=headline(ref.container))
    figure, _ = _marks(ref)
    part = f"{head}{_quoted(ref)} {ref.medium}. {WITHIN(ref.lang)}"
    version = DATA_VERSION(ref.lang, {"version": ref.version})
    whole = WHOLE(ref.lang, {"title": ref.container})
    comma = ", " if ref.lang == "en" else ""
    return (
        (part, False),
        (whole, ref.lang == "en"),
        (f"{comma}{version}." + _sentences(figure if ref.figure else "", ref.licence), False),
    )


def sist02(ref: Reference) -> Runs:
    """著者名. “題名”. 全体の名称. 版, 日付, (媒体表示), 識別, 許諾."""
    head = f"{_stopped('; '.join(ref.authors))} “{ref.title}”."
    whole = _sentences(ref.container or ref.publisher)
    version = DATA_VERSION(ref.lang, {"version": ref.version}) if ref.version else ""
    medium = f"({ref.medium})" if ref.medium else ""
    last = [version, ref.date or UNDATED(ref.lang), medium, ref.figure, ref.fingerprint]
    tail = ", ".join(part for part in (*last, ref.licence, ref.url) if part)
    tail = tail[:1].upper() + tail[1:] + ("" if ref.url else ".")
    return ((f"{head}{whole} {tail}", False),)


def credit(references: Sequence[Reference]) -> Runs:
    """One line: the chart with its identity, then what it was made from."""
    chart, *sources = references
    named = {
        "authors": ", ".join(chart.authors),
        "title": chart.title,
        "identity": chart.identity,
    }
    titles = "; ".join(_unstopped(source) for source in sources if not source.container)
    of = CREDIT_OF(chart.lang, {"titles": titles}) if titles else ""
    for record in (source for source in sources if source.container):
        of += CREDIT_RECORD(chart.lang, {"title": _unstopped(record)})
    return ((CREDIT(chart.lang, named) + of, False),)


def _unstopped(ref: Reference) -> str:
    return ref.described.rstrip(".。")


def _marks(ref: Reference) -> tuple[str, str]:
    """Which figure, and of which version of the data."""
    figure = FIGURE(ref.lang, {"figure": ref.figure, "fingerprint": ref.fingerprint})
    return figure, VERSION(ref.lang, {"version": ref.version})


def _quoted(ref: Reference) -> str:
    """The title in quotation marks, its stop inside in English and behind in Japanese."""
    if ref.lang == "ja":
        return f"「{ref.title}」."
    return f"“{_stopped(ref.title)}”"


def _sentences(*parts: str, url: str = "") -> str:
    """Each part that there is, with a space before it and a full stop after it."""
    return "".join(f" {_stopped(part)}" for part in parts if part) + (f" {url}" if url else "")


def _stopped(text: str) -> str:
    """The text with a full stop, unless it ends a sentence as it is."""
    return text if _ends(text) else f"{text}."


def _ends(text: str) -> bool:
    return text.endswith((".", "?", "!", "。", "？", "！"))


def _named(ref: Reference, joint: str) -> str:
    """The authors in a row; ``joint`` stands before the last in English."""
    *first, last = ref.authors
    if ref.lang == "ja":
        return "・".join(ref.authors)
    return (", ".join(first) + ("," if len(first) > 1 else "") + joint if first else "") + last
