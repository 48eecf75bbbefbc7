"""The parts of a source that claims stand in: its tables, its chain of events, its sections.

A line of the comparison table, of the impact table or of an event tells the part; any other line
belongs to its section by the first number. The part that comes first is the opening; sections
with factors of the breakdown say so, and so does a section of which all claims sum up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts.record import Text
from analysis.charts.view import Lang

if TYPE_CHECKING:
    from analysis.case import Case

#: Tables of units → the part that their lines make up.
PLACES = {"comparison": "comparison table", "impact": "impact table", "events": "event chain"}
NAMES = {
    "comparison table": Text("Comparison table", "比較表"),
    "impact table": Text("Impact table", "影響表"),
    "event chain": Text("Chain of events", "出来事の連鎖"),
}
NUMBERED = Text("Section {number}", "第{number}節")
OF = {
    "opening": Text("Section {number}, opening", "第{number}節（冒頭）"),
    "factors": Text("Section {number}, factors", "第{number}節（要因）"),
    "summary": Text("Section {number}, summary", "第{number}節（まとめ）"),
}


def parts(case: Case, claims: pd.DataFrame) -> pd.DataFrame:
    """The part of each claim.

    Parameters
    ----------
    claims : one row a claim, with ``line``, ``section`` and ``kind``

    Returns
    -------
    frame, the same rows: ``part``, a key; ``part_en`` and ``part_ja``, its name
    """
    number = claims["section"].str.extract(r"^(\d+)", expand=False)
    part = number.fillna(claims["section"])
    for table, place in PLACES.items():
        part = part.mask(claims["line"].isin(case[table]["line"]), place)
    about = _about(case, claims.assign(part=part))
    names = {lang: [_name(key, lang, about) for key in part] for lang in ("en", "ja")}
    return pd.DataFrame(
        {"part": part, "part_en": names["en"], "part_ja": names["ja"]},
        index=claims.index,
        dtype="str",
    )


def _about(case: Case, claims: pd.DataFrame) -> dict[str, str]:
    """What numbered sections are about, where the tables tell."""
    summed = claims["kind"].eq("summary").groupby(claims["part"]).all()
    told = case["statements"].dropna(subset=["factor"])["section"]
    factors = told.str.extract(r"^(\d+)", expand=False).dropna()
    first = claims.sort_values("line", kind="stable")["part"].head(1)
    return {
        **dict.fromkeys(summed.index[summed], "summary"),
        **dict.fromkeys(factors, "factors"),
        **dict.fromkeys(first, "opening"),
    }


def _name(part: str, lang: Lang, about: dict[str, str]) -> str:
    if part in NAMES:
        return NAMES[part](lang)
    if part.isdecimal():
        return OF.get(about.get(part, ""), NUMBERED)(lang, {"number": part})
    return part[:1].upper() + part[1:]
