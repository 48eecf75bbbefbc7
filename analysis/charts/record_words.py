"""What the record says of a claim, in words, glyphs and colours: one home for every chart.

*Not found* is absent from the sources searched, the open session and its coverage; closed talks
have no transcript, so nothing is disproved by it. Each status has a glyph beside its colour,
and the colours stay apart under all three colour-vision types. Statuses stand in reading order,
what is borne out first. A key that is not known here is its own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.charts.palette import GROUND
from analysis.charts.record import Text
from analysis.charts.view import Lang


class Look(NamedTuple):
    """A status: its name, what it means, its glyph, and the ground of its tile."""

    name: Text
    meaning: Text
    glyph: str
    colour: str


STATUSES: Mapping[str, Look] = {
    "corroborated": Look(
        Text("corroborated", "裏づけあり"),
        Text("corroborated by sources up to that day", "当日までの典拠で裏づけあり"),
        "✓",
        "#104b37",
    ),
    "borne_out_later": Look(
        Text("borne out later", "のちに裏づけ"),
        Text("borne out by what came after that day", "その後の出来事で裏づけ"),
        "▶",
        "#75a07f",
    ),
    "partly": Look(
        Text("partly", "一部のみ"),
        Text("borne out in part, or otherwise than said", "一部のみ、または異なる形で裏づけ"),
        "◐",
        "#cccb6a",
    ),
    "outlook": Look(
        Text("outlook", "見通し"),
        Text(
            "an outlook, which nothing of its time can bear out",
            "当時の記録では裏づけられない見通し",
        ),
        "▷",
        GROUND,
    ),
    "not_found": Look(
        Text("not found", "見当たらず"),
        Text(
            "absent from the sources searched, not disproved",
            "調べた典拠に見当たらず（否定ではない）",
        ),
        "?",
        "#ec8bca",
    ),
    "contradicted": Look(
        Text("contradicted", "記録と矛盾"),
        Text("contradicted by the record", "記録と矛盾"),
        "✕",
        "#981f77",
    ),
}
WORDINGS: Mapping[str, Text] = {
    "near": Text("near words on record", "近い文言あり"),
    "not_found": Text("quotation not found", "引用の文言は見当たらず"),
}
CONFIDENCES: Mapping[str, Text] = {
    "several sources": Text("several sources", "複数の典拠"),
    "opened source": Text("one source, opened", "開いて確かめた典拠1件"),
    "full transcript read and targeted searches": Text(
        "full transcript read, and targeted searches", "書き起こし全文の通読と対象を絞った検索"
    ),
    "targeted searches only": Text("targeted searches only", "対象を絞った検索のみ"),
    "not checked": Text("not checked", "未確認"),
    "third-party relay only, treat as unverified": Text(
        "a relay only, unverified", "転載のみ、未確認"
    ),
}
TIMINGS: Mapping[str, Text] = {
    "before": Text("before that day", "当日より前"),
    "same day": Text("that day", "当日"),
    "after": Text("after that day", "当日より後"),
}
CLAIM_KINDS: Mapping[str, Text] = {
    "event": Text("event", "出来事"),
    "fact": Text("fact", "事実"),
    "framing": Text("framing", "描き方"),
    "opinion": Text("opinion", "世論・見方"),
    "outlook": Text("outlook", "見通し"),
    "policy": Text("policy", "政策"),
    "reaction": Text("reaction", "反応"),
    "sequence": Text("order of events", "出来事の順序"),
    "statement": Text("statement", "発言"),
    "summary": Text("summary", "まとめ"),
    "table cell": Text("cell of the comparison table", "比較表のセル"),
    "table row": Text("row of the impact table", "影響表の行"),
}
#: The two marks that stand on any unit drawn. Of the first, the worst status gives the glyph.
NOT_BORNE_OUT = Text("substance not borne out", "内容の裏づけなし")
QUOTATION_NOT_FOUND = WORDINGS["not_found"]
QUOTATION_GLYPH = "“?”"
ONE_SOURCE = Text("rests on one source", "典拠は1件のみ")


def status(kind: str, lang: Lang) -> str:
    """The name of a status."""
    return STATUSES[kind].name(lang) if kind in STATUSES else kind


def worded(words: Mapping[str, Text], kind: object, lang: Lang) -> str | None:
    """A key in words, itself where the words do not know it; None where there is no key.

    >>> worded(TIMINGS, "after", "en"), worded(TIMINGS, "never", "en"), worded(TIMINGS, None, "en")
    ('after that day', 'never', None)
    """
    if not isinstance(kind, str):
        return None
    return words[kind](lang) if kind in words else kind
