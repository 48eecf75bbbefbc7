"""What survives other readings of the table, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.record import Text
from analysis.charts.survival import KINDS, OF, survived
from analysis.charts.view import View
from analysis.compare import order_under, pair_readings
from analysis.compare.readings import CODINGS

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang

PAIR = Text(
    "{a} and {b} are the closest pair in {kinds}", "{a}と{b}が最も近い組となるのは、{kinds}"
)
KIND = Text("{of} {kind}", "{kind}で{of}")
SEPARATOR = Text(", ", "、")
ORDERED = Text(
    "; the order of all pairs holds in {kept:,} of {readings:,} codings, ties in {tied:,} and "
    "flips in {flipped:,}.",
    "。すべての組の順序は、許容範囲のコーディング{readings:,}通りのうち{kept:,}通りで保たれ、"
    "{tied:,}通りで同順、{flipped:,}通りで逆転。",
)
UNORDERED = Text(".", "。")
NOBODY = Text(
    "No pair can be said to be the closest: fewer than two can be measured, or two tie.",
    "最も近い組は定まらない（測れる組が2つ未満か、同順）。",
)


def survives(case: Case, lang: Lang = "en", wide: bool = False) -> str:
    """The sentence for the pair that is nearest at the codes given.

    Parameters
    ----------
    lang : ``en`` or ``ja``
    wide : of the wide matrix rather than the comparison table

    Returns
    -------
    str, with the number of readings of each kind in which the pair stays the single closest,
    and in how many codings within the bounds the order of all pairs holds, ties or flips; where
    no pair can be named, a sentence that says so
    """
    counts = survived(pair_readings(case, wide=wide))
    if counts.empty:
        return NOBODY(lang)
    names = View.of(case, lang).actors
    kinds = [
        KIND(lang, {"kind": KINDS[str(kind)](lang), "of": OF(lang, _counted(row))})
        for kind, row in counts.iterrows()
    ]
    pair = {"a": names[counts["a"].iloc[0]], "b": names[counts["b"].iloc[0]]}
    said = PAIR(lang, {**pair, "kinds": SEPARATOR(lang).join(kinds)})
    order = order_under(case, wide)
    if order.empty:
        return said + UNORDERED(lang)
    return said + ORDERED(lang, {str(k): v for k, v in order.loc[CODINGS].items()})


def _counted(row: pd.Series) -> dict[str, object]:
    return {"k": f"{row['closest']:,}", "n": f"{row['readings']:,}"}
