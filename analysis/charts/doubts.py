"""How many marks of the record a chart bears, and what they say, in one sentence.

Whoever hears a chart instead of seeing it must learn of its marks before its rows. So the alt text
counts them, and the long description says what they mean. What bears a mark is counted once, in
however many rows it stands: a cell beside three statements is one cell. *Not found* is absent
from the sources searched, never disproved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.charts.record import Text

if TYPE_CHECKING:
    import pandas as pd

    from analysis.charts.view import Lang

SUBSTANCE, QUOTATION = "not_borne_out", "quotation_not_found"
#: What a mark stands on, by the columns that may name it; the first that a frame has.
BEARERS = ("unit", "given_by", "units", "key", "event")
#: Columns that count the units of a row which bear a mark.
TALLIES = {"substance": ("contradicted", "not_found"), "quotation": ("unquoted",)}

IN_ALT = Text("Marks: {said}.", "印：{said}。")
SHORT_SUBSTANCE = Text("{n} not borne out by the record", "公的記録の裏づけなし{n}件")
SHORT_QUOTATION = Text("{n} {quotations} not found", "引用の文言見当たらず{n}件")
SEPARATOR = Text(", ", "、")
SAID = Text("Marks of the public record: {said}.", "公的記録による印：{said}。")
LONG_SUBSTANCE = Text(
    "substance not borne out, {n} (contradicted by the record, or not found: absent from the "
    "sources searched, which disproves nothing)",
    "内容の裏づけなし{n}件（記録と矛盾、または調べた典拠に見当たらず。見当たらないことは否定ではない）",
)
LONG_QUOTATION = Text(
    "quotation not found in the sources searched, {n}", "調べた典拠に引用の文言が見当たらず{n}件"
)
LONG_SEPARATOR = Text("; ", "、")


class Marked(NamedTuple):
    """How many bear each mark."""

    substance: int
    quotation: int


def marked(frame: pd.DataFrame) -> Marked:
    """How many of what a chart draws bear each mark of the record.

    Parameters
    ----------
    frame : of a chart

    Returns
    -------
    units, or cells, events or claims where the rows are these, each counted once; rows where
    none of these is named; 0 where the chart bears no marks

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"unit": ["a", "a", "b"], "not_borne_out": [True, True, None]}
    >>> marked(pd.DataFrame(rows))
    Marked(substance=1, quotation=0)
    """
    if set(TALLIES["substance"]) <= set(frame):
        counts = [int(frame[list(columns)].sum().sum()) for columns in TALLIES.values()]
        return Marked(*counts)
    return Marked(_bearers(frame, SUBSTANCE), _bearers(frame, QUOTATION))


def _bearers(frame: pd.DataFrame, mark: str) -> int:
    """Those that bear a mark, of the rows themselves and of what stands beside them."""
    n = 0
    for column in frame:
        if not f"_{column}".endswith(f"_{mark}"):
            continue
        prefix = str(column).removesuffix(mark)
        rows = frame[frame[column].eq(True).fillna(False)]
        named = [prefix + bearer for bearer in BEARERS if prefix + bearer in frame]
        n += rows[named[0]].nunique() if named else len(rows)
    return n


def in_alt(frame: pd.DataFrame, lang: Lang) -> str:
    """The marks of a chart in a few words, for its alt text; empty where it bears none.

    Examples
    --------
    >>> import pandas as pd
    >>> in_alt(pd.DataFrame({"unit": ["a", "b"], "quotation_not_found": [True, False]}), "en")
    'Marks: 1 quotation not found.'
    """
    return _said(frame, lang, IN_ALT, SHORT_SUBSTANCE, SHORT_QUOTATION, SEPARATOR)


def in_words(frame: pd.DataFrame, lang: Lang) -> str:
    """The marks of a chart and what they say, for its long description; empty if it has none."""
    return _said(frame, lang, SAID, LONG_SUBSTANCE, LONG_QUOTATION, LONG_SEPARATOR)


def _said(
    frame: pd.DataFrame, lang: Lang, whole: Text, substance: Text, quotation: Text, and_: Text
) -> str:
    counts = marked(frame)
    plural = "quotation" if counts.quotation == 1 else "quotations"
    parts = [
        text(lang, {"n": n, "quotations": plural})
        for text, n in zip((substance, quotation), counts, strict=True)
        if n
    ]
    return whole(lang, {"said": and_(lang).join(parts)}) if parts else ""
