"""What a chart of votes says in words: who voted no on whose text, when, by which sources."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.charts.dates import said
from analysis.charts.record import Text
from analysis.charts.view import View
from analysis.charts.voted import BODY, VOTES

FEW = 2
TWO = Text("{a} and {b}", "{a}と{b}")
MORE = Text("{a}, {b} and {n} more", "{a}、{b}ほか{n}")
LISTED = Text("{keys}", "{keys}（sources.csv）")


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The states that voted no on a text of another actor; None if none did.

    Of several such texts the one with the most of them. Groups of states are not counted. Where
    more are drawn than can be named, the rest are counted by the total of the whole body, which
    holds those that are not drawn.
    """
    no = rows[rows["kind"].eq(VOTES) & rows["of"].eq(1) & rows["no"].eq(1)]
    no = no[no["drafter"].notna()]
    if no.empty:
        return None
    against = no[no["resolution"] == no["resolution"].value_counts(sort=True).index[0]]
    names = [view.actors[actor] for actor in against["actor"]]
    first = against.iloc[0]
    body = rows[rows["kind"].eq(BODY) & rows["resolution"].eq(first["resolution"])]["no"]
    noes = max([len(names), *(int(n) for n in body.dropna())])
    told = dict(zip("ab", names, strict=False)) | {"n": noes - FEW}
    joined = names[0] if len(names) == 1 else (TWO if len(names) == FEW else MORE)(view.lang, told)
    return {
        "day": said(first["date"], view.lang, year=False),
        "noes": joined,
        "drafter": view.actors[first["drafter"]],
    }


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The days of the votes, where they were read, and the groups whose members are counted.

    Titles of sources are kept in English alone; in Japanese their keys lead to them.
    """
    votes = rows[rows["kind"].eq(VOTES)]
    groups = rows.loc[rows["actor"].notna() & rows["of"].gt(1), "actor"].unique()
    join = (", " if view.lang == "en" else "、").join
    names = [view.actors[actor] for actor in groups]
    listed = join(names)
    if view.lang == "en" and len(names) > 1:
        listed = TWO("en", {"a": join(names[:-1]), "b": names[-1]})
    titles = "; ".join(votes["source"].dropna().unique())
    keys = join(dict.fromkeys(";".join(votes["source_ids"].dropna()).split(";")))
    return {
        "days": join(said(day, view.lang) for day in sorted(rows["date"].dropna().unique())),
        "sources": titles if view.lang == "en" else LISTED(view.lang, {"keys": keys}),
        "groups": listed,
    }
