"""A chart as it stands in a document: picture, caption and references in one piece.

A web page or Word takes the HTML file, LaTeX the figure; both name the image files that lie
beside them. Word opens the HTML with its picture, and from there it is copied over with its
caption. Every text is escaped for where it goes.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.publish.citation import cite
from analysis.publish.citation.bibtex import escaped
from analysis.publish.citation.plain import plain

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Caption, Lang
    from analysis.publish.citation.reference import Reference

STYLE = {"en": "apa", "ja": "sist02"}


def figure_html(chart: Chart, case: Case, caption: Caption, lang: Lang) -> str:
    """A small page with the PNG as a figure: alt text, title, note, credit and references."""
    title, note, alt = (
        html.escape(plain(text), quote=True) for text in (caption.title, caption.note, caption.alt)
    )
    credit = html.escape(str(cite(chart, case, "credit", lang)))
    cited = cite(chart, case, STYLE[lang], lang).html()
    return (
        "<!doctype html>\n"
        f'<html lang="{lang}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        "<figure>\n"
        f'<img src="{chart.key}.{lang}.png" alt="{alt}" style="width:160mm;max-width:100%">\n'
        f"<figcaption><strong>{title}</strong> {note} {credit}</figcaption>\n"
        f"</figure>\n{cited}\n</body>\n</html>\n"
    )


def figure_tex(chart: Chart, caption: Caption, cited: Sequence[Reference], lang: Lang) -> str:
    """A figure environment around the PDF, its caption citing chart and source by their keys.

    Parameters
    ----------
    cited : the references of this language, the chart's first
    """
    title, note = (escaped(plain(text)) for text in (caption.title, caption.note))
    keys = ",".join(ref.key for ref in cited)
    described = plain(caption.alt).replace("\n", " ")
    return (
        "% Needs \\usepackage{graphicx} and the entries of citations.bib; for Japanese LuaLaTeX.\n"
        f"% Alt text: {described}\n"
        "\\begin{figure}\n"
        "  \\centering\n"
        f"  \\includegraphics[width=\\linewidth]{{{chart.key}.{lang}.pdf}}\n"
        f"  \\caption{{{title}. {note} \\cite{{{keys}}}}}\n"
        f"  \\label{{fig:{chart.key}}}\n"
        "\\end{figure}\n"
    )
