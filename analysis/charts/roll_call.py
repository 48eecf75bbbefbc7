"""What charts say where the codes are recorded votes.

A chart's words are made for positions that somebody read out of a text: our reading, not stated,
what coders would defend. None of it is true of a roll call, where a code is a vote on record and
an empty cell one that was not cast. A case whose only coder is the record and which quotes
nothing is such a case, and then each of these words gives way to that of a roll call. They stand
here, those of a chart's record by its key, the others by the English words that they replace, so
that no chart need know of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.charts.record import Text
from analysis.charts.view import View

NO_VOTE = Text("no vote here", "票なし")

#: By the English words of a Text, the words in its place.
VOTES: Mapping[str, Text] = {
    "not stated": NO_VOTE,
    "code": Text("vote", "票"),
    "same side of the midpoint": Text("both yes or both no", "双方とも賛成、または双方とも反対"),
    "one at the midpoint": Text("one or both abstained", "一方または双方が棄権"),
    "opposite sides": Text("yes against no", "賛成と反対"),
    "Issues, by side taken": Text("Texts, by the two votes", "案の数（両者の票ごと）"),
    "{agree} same, {open} open, {differ} opposite": Text(
        "{agree} same, {open} abstained, {differ} apart",
        "同じ側{agree}・棄権{open}・反対側{differ}",
    ),
    "Mean distance in steps (range)": Text("Mean distance in steps", "平均距離（段階）"),
    "fewer than {n} issues with a code each: no distance": Text(
        "fewer than {n} texts in common: no distance", "共通の案が{n}未満のため距離は示さず"
    ),
    "Pairs left out because they share fewer than {least} issues: {n}.": Text(
        "Pairs left out because both voted on fewer than {least} texts: {n}.",
        "双方が投票した案が{least}未満のため除いた組：{n}。",
    ),
    "The {k} closest and {k} farthest of {n} pairs.": Text(
        "The {k} closest and {k} farthest of {n} pairs; ties in the order of the actors.",
        "{n}組のうち最も近い{k}組と遠い{k}組（同順は当事者の表示順）。",
    ),
    "with an issue left out": Text("with a text left out", "案を1つ除いた場合"),
    "with a cell left out": Text("with a vote left out", "票を1つ除いた場合"),
    "Dot plot, one scale an issue: each actor's code, its range, and the gaps": Text(
        "Dot plot, one scale a text: each actor's vote, and the gaps",
        "案ごとの点図。各当事者の票とその差を示す",
    ),
    "Names by code, issue by issue, with the widest gap": Text(
        "Names by vote, text by text, with the widest gap", "案ごと・票別の当事者名と、最大の差"
    ),
    "Number of actors at each code, issue by issue, with the widest gap": Text(
        "Number of actors by vote, text by text, with the widest gap",
        "案ごと・票別の当事者数と、最大の差",
    ),
    "Signs of each actor, issue by issue, with the widest gap": Text(
        "Signs of each actor's vote, text by text, with the widest gap",
        "案ごとに各当事者の票を示す記号と、最大の差",
    ),
    "the number of actors at each code": Text("the number of actors", "当事者の数"),
    # columns of the frames and their values
    "stated": Text("vote given", "票あり"),
    "Code": Text("Vote", "票"),
    "Codes that the coders would defend": Text("Other codes", "ほかのコード"),
    "no other code": Text("none", "なし"),
    "Position in short": Text("Vote in short", "票（短縮）"),
    "Position in full": Text("Vote in full", "票（全文）"),
    "Units that give the position": Text("Units of the vote", "票の単位"),
    "Not stated in another reading": Text("No vote in another reading", "別の読みで票なし"),
    "Issues on which both have one code": Text("Texts on which both voted", "双方が投票した案の数"),
    "Issues on the same side": Text(
        "Texts with both yes or both no", "同じ票（賛成・反対）の案の数"
    ),
    "Issues with one of them at the midpoint": Text(
        "Texts on which one or both abstained", "一方または双方が棄権した案の数"
    ),
    "Issues on opposite sides": Text("Texts with yes against no", "賛成と反対に分かれた案の数"),
    "Pairs with too few issues in common": Text(
        "Pairs with too few texts in common", "共通の案が少なすぎる組の数"
    ),
    "All codings enumerated": Text("All votes counted", "全票の集計"),
    "codes given": Text("votes as recorded", "記録された票"),
    "codings within the coders' bounds": Text("the votes, and no others", "記録された票のみ"),
    "Gap in steps (range)": Text("Gap in steps", "差・段階数"),
}


def said(text: Text, view: View, facts: Mapping[str, object] | None = None) -> str:
    """The words of a text for a view: those of a roll call where it is one.

    Examples
    --------
    >>> from analysis.charts.words import NOT_STATED
    >>> from analysis.case import read_case
    >>> said(NOT_STATED, View.of(read_case("un-votes-2025-02-24"), "en"))
    'no vote here'
    """
    return (VOTES.get(text.en, text) if view.roll_call else text)(view.lang, facts)


#: By the key of a chart, the fields of its record that are others.
WORDS: Mapping[str, Mapping[str, Any]] = {
    "stance_matrix": {
        "topic": Text("Who voted how, text by text", "案ごとに見る各当事者の投票"),
        "subtitle": Text(
            "Votes by actor, from the {article}. {case}. {median}",
            "{article}による当事者ごとの投票。{case}。{median}",
        ),
        "note": Text(
            "Sign and tint: the vote as recorded. {leaning}", "記号と色は記録された投票。{leaning}"
        ),
        "alt": Text(
            "Table of tiles, texts by actors: each vote as {shown}. {case}.",
            "案×当事者のタイル表。投票を{shown}で示す。{case}。",
        ),
    },
    "positions": {
        "topic": Text("Who voted yes, who abstained, who voted no", "賛成・棄権・反対の顔ぶれ"),
        "finding": Text("Votes differ on {issues}", "{issues}で票が分かれる"),
        "subtitle": Text(
            "Actors by their vote, text by text, from the {article}. {case}. {median}",
            "{article}による、案ごと・投票ごとの顔ぶれ。{case}。{median}",
        ),
        "note": Text("Signs are votes as recorded. {leaning}", "記号は記録された投票。{leaning}"),
    },
    "agreement": {
        "topic": Text("Whose votes agree", "投票が近いのはどの組か"),
        "subtitle": Text(
            "Pairs of actors by their votes, from the {article}. {case}. {median}",
            "{article}に基づく、投票の近さ（当事者の組ごと）。{case}。{median}",
        ),
        "note": Text(
            "n: texts on which a vote of both is given. Votes are ordered (yes, abstention, no), "
            "so read the counts first; the mean treats both steps as alike, and 2 is yes against "
            "no.",
            "nは双方の票が示された案の数。票には順序（賛成・棄権・反対）があるだけなので、まず件数を"
            "見る。平均は2つの段階の幅を等しいとみなした値で、2は賛成と反対。",
        ),
        "alt": Text(
            "Squares and dots, a row a pair: texts by the two votes, mean distance. {case}.",
            "組ごとに、案の数を四角、平均距離を点で示す図。{case}。",
        ),
    },
    "votes": {
        "topic": Text("How the actors voted", "各当事者の投票"),
        "subtitle": Text(
            "Recorded votes of {days}. {case}. {median}", "{days}の投票記録。{case}。{median}"
        ),
        "note": Text(
            "Total: the whole body, with the states that are not shown. {groups} cast no vote as "
            "such: of their members with a seat in the body it is counted how many voted how.",
            "全体は、ここに示さない国を含む機関全体の票数。{groups}は集団としては投票しないため、議席の"
            "ある構成国の票を数える。",
        ),
        "alt": Text(
            "Table of votes on each text: totals, counts of groups' members, then each state.",
            "案ごとの投票の表。全体の票数、集団の構成国の票数、各国の票の順。",
        ),
    },
}
