"""What a chart says of itself, and how it is asked for.

A chart is a record (its words, in both languages, and the tables it reads) and two functions:
one gives the frame that is drawn, one draws it. The record is the only home of its words: the
image, its metadata, the gallery, citations and notebooks all take them from here.

A title is a finding, so it must not outlive the data that bear it. The record therefore holds a
*topic*, true of any data, and a *finding* whose facts are computed from the frame; where the
data do not show it, there are no facts, and the topic is the title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts.identity import identity
from analysis.charts.one_language import declared_in, in_one_language
from analysis.charts.rights import authors
from analysis.charts.view import Caption, Lang, View

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.case import Case


class Text(NamedTuple):
    """The same words in English and in Japanese."""

    en: str
    ja: str

    def __call__(self, lang: Lang, facts: Mapping[str, object] | None = None) -> str:
        """The words in one language, their {names} filled in."""
        words = self.en if lang == "en" else self.ja
        return words.format(**facts) if facts else words


@dataclass(frozen=True)
class Chart:
    """One chart: ``chart(case, lang)`` draws it, ``chart.frame(case)`` is what is drawn.

    ``facts`` gives, for a frame and a view, the values that the finding and the alt text name,
    or None where the data do not show the finding. ``terms`` gives what note and alt text name
    of the drawing where that differs from case to case; its ``source``, if any, stands in the
    source line in place of the case's sources. ``tables`` are those that the chart cannot do
    without. ``record_only``: nothing that is drawn is the case's source's, so the source line
    names the public record alone.
    """

    key: str
    topic: Text
    finding: Text
    subtitle: Text
    note: Text
    alt: Text
    tables: tuple[str, ...]
    frame: Callable[[Case], pd.DataFrame]
    facts: Callable[[pd.DataFrame, View], Mapping[str, object] | None]
    draw: Callable[[pd.DataFrame, View], Figure]
    terms: Callable[[pd.DataFrame, View], Mapping[str, str]] | None = None
    record_only: bool = False

    def __call__(self, case: Case, lang: Lang = "en", bare: bool = False) -> Figure:
        """The figure, on a page with its caption, or the plot alone if ``bare``."""
        from analysis.charts.style import style

        frame = self.frame(case)
        with style():
            view = View.of(case, lang, self.caption(case, lang, frame), bare)
            return self.draw(in_one_language(frame, lang), view)

    def of(self, case: Case) -> Chart:
        """The chart with the words that are true of a case: of a roll call they are others."""
        from analysis.charts.roll_call import WORDS

        words = WORDS.get(self.key)
        return replace(self, **words) if words and case.roll_call else self

    def caption(self, case: Case, lang: Lang, frame: pd.DataFrame | None = None) -> Caption:
        """The words of the chart for this case's data, in one language."""
        frame = self.frame(case) if frame is None else frame
        view, own = View.of(case, lang), self.of(case)
        worded = in_one_language(frame, lang)
        facts = own.facts(worded, view)
        about = {**_about(case, lang), **(own.terms(worded, view) if own.terms else {})}
        title = own.topic(lang) if facts is None else own.finding(lang, {**about, **facts})
        return Caption(
            title=title,
            subtitle=own.subtitle(lang, about) + _what_if(case, lang),
            note=own.note(lang, about).replace("  ", " ").strip(),
            alt=_alt(title, own.alt(lang, about), frame, lang),
            source=_source(self, case, lang, frame, about.get("source")),
            identity=identity(case, self.key, frame),
        )


MEDIAN = Text("Median of {n} {coders}.", "{n}{coders}の中央値。")
MAJORITY = Text("Majority of {n} {coders}.", "{n}{coders}の多数。")
ONE_CODER = Text("One coder.", "コーダーは1名。")
CODERS = Text("coders", "名のコーダー")
WHAT_IF = Text(" What if: {cells}.", "仮定：{cells}。")
DEMANDED = {
    "borne-out": Text(
        " Without what the public record does not bear out.",
        "公的記録の裏づけを欠くものを除く。",
    ),
    "wording": Text(
        " Without what the public record does not bear out, in substance or in wording.",
        "内容か引用の文言に公的記録の裏づけを欠くものを除く。",
    ),
}
CELL = Text("{issue} × {actor} = {code}", "{issue}×{actor}＝{code}")
ARTICLE = Text("article", "記事")
NO_CODE = Text("not stated", "記述なし")
SENTENCES = Text("{first}. {second}", "{first}。{second}")
SOURCE = Text("Source: {titles}. ", "出典：{titles}。")
RECORD = Text(
    "Public record: {n} {sources}, listed in sources.csv. ",
    "公的記録：sources.csvに挙げた{n}件の典拠。",
)
#: Columns that only a frame with something of the public record has.
OF_RECORD = {"status", "sources", "source_ids", "unchecked"}
#: Those of them that name its sources.
LISTS = ("sources", "source_ids")
OURS = Text("Coding and chart: {makers}.", "コーディング・作図：{makers}。")
#: Where nobody coded: recorded votes, background data.
DRAWN = Text("Chart: {makers}.", "作図：{makers}。")
MAKER_NOT_STATED = Text("author not stated", "作成者不明")


def cited_ids(frame: pd.DataFrame) -> list[str]:
    """The keys of the sources that a frame cites, each once, by first mention.

    >>> cited_ids(pd.DataFrame({"source_ids": ["S2;S1", None, "S1"]}))
    ['S2', 'S1']
    """
    lists = [cell for name in LISTS if name in frame for cell in frame[name].dropna()]
    return list(dict.fromkeys(key.strip() for cell in lists for key in str(cell).split(";")))


def _alt(title: str, shown: str, frame: pd.DataFrame, lang: Lang) -> str:
    """The finding, what is shown, and how many marks of the record the chart bears."""
    from analysis.charts.doubts import in_alt

    said = SENTENCES(lang, {"first": title, "second": shown})
    return (" " if lang == "en" else "").join(filter(None, (said, in_alt(frame, lang))))


def _what_if(case: Case, lang: Lang) -> str:
    """What a reader changed or left out, so that no such chart passes for the data's own."""
    held = DEMANDED[case.demand](lang) if case.demand else ""
    if not case.changes:
        return held
    view = View.of(case, lang)
    glyphs = {code.stance: code.glyph for code in case.scale.codes}
    cells = [
        CELL(
            lang,
            {
                "issue": view.issues[change.issue],
                "actor": view.actors[change.actor],
                "code": NO_CODE(lang) if change.stance is None else glyphs[change.stance],
            },
        )
        for change in case.changes
    ]
    return held + WHAT_IF(lang, {"cells": "; ".join(cells)})


def _about(case: Case, lang: Lang) -> dict[str, object]:
    """What any of a record's texts may name: the case, how it was coded, how its scale leans.

    ``article`` is what the case calls its source, which need not be an article.
    """
    declared = case.package.descriptor
    if case.background:
        return {"case": case.title(lang)}
    one = declared_in(declared, "coding", lang) or ONE_CODER(lang)
    article = declared_in(declared, "source", lang) or ARTICLE(lang)
    coders = case["stance_codes"]["coder"].nunique()
    several = coders > 1
    counted = {
        "n": coders,
        "coders": declared_in(declared, "coders", lang) or CODERS(lang),
    }
    return {
        "case": case.title(lang),
        "article": article,
        "Article": article[:1].upper() + article[1:],
        "median": MEDIAN(lang, counted) if several else one,
        "majority": MAJORITY(lang, counted) if several else one,
        "leaning": declared_in(declared["stance_scale"], "leaning", lang),
    }


def _source(chart: Chart, case: Case, lang: Lang, frame: pd.DataFrame, own: object) -> str:
    """The source analysis, or what the chart's own terms name instead; the record; ours last."""
    makers = ", ".join(authors(case)) or MAKER_NOT_STATED(lang)
    ours = (DRAWN if case.background or case.roll_call else OURS)(lang, {"makers": makers})
    if own:
        return SOURCE(lang, {"titles": own}) + ours
    sources = case.package.descriptor.get("sources", [])
    titles = [
        source.get(f"title_{lang}") or source.get("title") or declared_in(source, "title", lang)
        for source in sources
    ]
    named = SOURCE(lang, {"titles": "; ".join(titles)}) if any(titles) else ""
    record = ""
    if OF_RECORD & set(frame.columns) and case.has("sources"):
        n = len(cited_ids(frame)) or len(case["sources"])
        record = RECORD(lang, {"n": n, "sources": "source" if n == 1 else "sources"})
    return ("" if chart.record_only else named) + record + ours
