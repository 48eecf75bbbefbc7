"""The long description: all that a chart shows, in words.

Who cannot see an image, or gets a page without it, must lose nothing. So every row of the frame
that is drawn is said in words, by the same frame, and cannot drift from the picture. What is
the same in all rows is said once. Nothing is said of shades or places on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.charts.bidi import balanced
from analysis.charts.doubts import in_words
from analysis.charts.record import Text
from analysis.charts.spoken import Spoken, spoken

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Lang

ROWS = Text("{n} rows follow, each in words.", "以下、{n}行を言葉で示す。")
ONE_ROW = Text("One row follows, in words.", "以下、1行を言葉で示す。")
NO_ROWS = Text("There is nothing to show: no rows.", "示す内容なし（0行）。")
SAME = Text("The same in every row: {said}.", "全行に共通：{said}。")
SAID = Text("{name}: {words}", "{name}：{words}")
SEPARATOR = Text("; ", "／")
LIST = Text(", ", "、")
STOP = Text("{said}.", "{said}。")
NUMBERED = Text("{n}. {row}", "{n}．{row}")


@dataclass(frozen=True)
class Description:
    """A chart in words: paragraphs that open it, then one sentence a row of its frame."""

    opening: tuple[str, ...]
    rows: tuple[str, ...]
    lang: Lang

    def __str__(self) -> str:
        """As plain text: paragraphs with an empty line between, then the rows, numbered."""
        numbered = [
            NUMBERED(self.lang, {"n": n, "row": row}) for n, row in enumerate(self.rows, start=1)
        ]
        return "\n\n".join([*self.opening, *(["\n".join(numbered)] if numbered else [])])


def describe(chart: Chart, case: Case, lang: Lang = "en") -> str:
    """The long description of a chart of a case, as plain text; see :func:`description`."""
    return str(description(chart, case, lang))


def description(
    chart: Chart, case: Case, lang: Lang = "en", frame: pd.DataFrame | None = None
) -> Description:
    """The long description of a chart of a case.

    Parameters
    ----------
    frame : the chart's frame, where it is at hand already

    Returns
    -------
    the kind of chart and what it shows; how it was made; how many marks of the public record it
    bears and what they say; what is the same in every row; then every row, its cells as
    ``name: words``; several that are empty come last, under the reason
    """
    frame = chart.frame(case) if frame is None else frame
    caption = chart.caption(case, lang, frame)
    columns = [column for column in spoken(chart.key, frame, case, lang) if not column.key]
    same = [column for column in columns if len(frame) > 1 and len(set(column.words)) == 1]
    varying = [column for column in columns if column not in same]
    opening = [caption.alt, caption.subtitle, in_words(frame, lang), _count(len(frame), lang)]
    opening = [words for words in opening if words]
    if same:
        opening.append(SAME(lang, {"said": _cells(same, 0, lang)}))
    rows = tuple(STOP(lang, {"said": _cells(varying, n, lang)}) for n in range(len(frame)))
    return Description(tuple(opening), rows, lang)


def _count(rows: int, lang: Lang) -> str:
    counted = ROWS if rows > 1 else ONE_ROW if rows else NO_ROWS
    return counted(lang, {"n": rows})


def _cells(columns: list[Spoken], row: int, lang: Lang) -> str:
    """The cells of a row; where several are empty for one reason, together at the end."""
    empty: dict[str, list[str]] = {}
    for column in columns:
        if column.words[row] is None:
            empty.setdefault(column.absent, []).append(column.name)
    said = [
        SAID(lang, {"name": column.name, "words": balanced(column.words[row] or column.absent)})
        for column in columns
        if column.words[row] is not None or len(empty[column.absent]) == 1
    ]
    said += [
        SAID(lang, {"name": absent[:1].upper() + absent[1:], "words": LIST(lang).join(names)})
        for absent, names in empty.items()
        if len(names) > 1
    ]
    return SEPARATOR(lang).join(said)
