"""How to cite a chart: the chart and what it was made from, as its printed source line has it.

A chart of ours shows what somebody else's analysis says, so a reference to the chart alone would
hide whose words they are. Every style therefore gives both, and the public record where the
chart shows some of it; a chart of figures is cited with the sources of its figures. Facts come
from three places only: what the case declares and lists, the words of the chart, and its
identity. What none of them states is said to be not stated, or left out: there is no DOI,
address, access date or name that does not exist.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Lang
    from analysis.publish.citation.prose import Runs
    from analysis.publish.citation.reference import Reference

#: The styles: four to paste into a text, three for reference managers.
STYLES = ("apa", "chicago", "sist02", "credit", "bibtex", "ris", "csl-json")


class CannotCite(ValueError):
    """A word that names no chart or style, or a chart that the case cannot bear."""


@dataclass(frozen=True)
class Citation:
    """A citation to copy; ``str`` gives its text, Jupyter asks it for HTML too."""

    text: str
    paragraphs: tuple[Runs, ...] = ()

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def html(self) -> str:
        """A paragraph a reference, or the entries as they stand; every text is escaped."""
        if not self.paragraphs:
            return f"<pre>{html.escape(self.text)}</pre>"
        return "\n".join(f"<p>{_marked_up(runs)}</p>" for runs in self.paragraphs)


def _marked_up(runs: Runs) -> str:
    words = ((html.escape(text), italic) for text, italic in runs)
    return "".join(f"<i>{text}</i>" if italic else text for text, italic in words)


def cite(chart: Chart | str, case: Case, style: str = "apa", lang: Lang = "en") -> Citation:
    """The citation of a chart and of the analysis behind it.

    Parameters
    ----------
    chart : such as ``charts.stance_matrix``, or its key
    case : whose chart it is; one without sources is cited alone, one of several with all
    style : ``apa`` (7th edition), ``chicago`` (17th, author-date), ``sist02`` (SIST 02-2007),
        ``credit`` (one line), ``bibtex``, ``ris``, ``csl-json``
    lang : of the words and of the chart's title

    Raises
    ------
    CannotCite
        There is no such chart or style, or the case lacks a table that the chart needs.

    Examples
    --------
    >>> from analysis import charts, read_case
    >>> str(cite(charts.stance_matrix, read_case(), "credit"))[:30]
    'Chart: Stancebook contributors'
    """
    from analysis.publish.citation.reference import references

    if style not in STYLES:
        raise CannotCite(f"no style {style!r}; there are: {', '.join(STYLES)}")
    if lang not in ("en", "ja"):
        raise CannotCite(f"no language {lang!r}; there are: en, ja")
    return styled(references(_chart(chart, case), case, lang), style)


def styled(references: tuple[Reference, ...], style: str) -> Citation:
    """References as a citation of one style."""
    if style in ("bibtex", "ris", "csl-json"):
        from analysis.publish.citation.exchange import written

        return Citation(written(references, style))
    from analysis.publish.citation.prose import paragraphs

    runs = paragraphs(references, style)
    return Citation("\n".join("".join(text for text, _ in run) for run in runs), runs)


def _chart(chart: Chart | str, case: Case) -> Chart:
    from analysis import charts

    if isinstance(chart, str) and chart not in charts.KEYS:
        raise CannotCite(f"no chart {chart!r}; there are: {', '.join(charts.KEYS)}")
    found: Chart = getattr(charts, chart) if isinstance(chart, str) else chart
    lacking = [table for table in found.tables if not case.has(table)]
    if lacking:
        raise CannotCite(f"{found.key}: the case has no table {', '.join(lacking)}")
    return found
