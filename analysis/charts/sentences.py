"""What survives other readings of the table, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.record import Text
from analysis.charts.survival import KINDS, OF, survived
from analysis.charts.view import View
from analysis.compare import keeps_order, pair_readings

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang

PAIR = Text(
    "{a} and {b} are the closest pair in {kinds}", "{a}と{b}が最も近い組となるのは、{kinds}"
)
KIND = Text("{of} {kind}", "{kind}で{of}")
SEPARATOR = Text(", ", "、")
ORDERED = Text(
    "; the order of all pairs holds in {share:.0%} of codings.",
    "。すべての組の順序が保たれるのはコーディングの{share:.0%}。",
)
NOBODY = Text(
    "No pair can be said to be the closest: fewer than two can be measured, or two tie.",
    "最も近い組は定まらない（測れる組が2つ未満か、同順）。",
)


def survives(case: Case, lang: Lang = "en") -> str:
    """The sentence for the pair that is nearest at the codes given.

    Parameters
    ----------
    lang : ``en`` or ``ja``

    Returns
    -------
    str, with the number of readings of each kind in which the pair stays the single closest,
    and the share of codings within the bounds that keep the order of all pairs; where no pair
    can be named, a sentence that says so
    """
    counts = survived(pair_readings(case))
    if counts.empty:
        return NOBODY(lang)
    names = View.of(case, lang).actors
    kinds = [
        KIND(lang, {"kind": KINDS[str(kind)](lang), "of": OF(lang, _counted(row))})
        for kind, row in counts.iterrows()
    ]
    pair = {"a": names[counts["a"].iloc[0]], "b": names[counts["b"].iloc[0]]}
    said = PAIR(lang, {**pair, "kinds": SEPARATOR(lang).join(kinds)})
    return said + ORDERED(lang, {"share": keeps_order(case)})


def _counted(row: pd.Series) -> dict[str, object]:
    return {"k": f"{row['closest']:,}", "n": f"{row['readings']:,}"}
