"""Words that several charts use, in both languages."""

from __future__ import annotations

from analysis.charts.record import Text
from analysis.charts.view import Lang

MODALITIES = {
    "asserted": Text("asserted", "断定"),
    "demanded": Text("demanded", "要求・希望"),
    "conditional": Text("conditional", "条件つき"),
    "considered": Text("considered", "検討・動き"),
    "possible": Text("possible", "可能性"),
    "mixed": Text("coders differ", "コーダー不一致"),
}
CHANGES = {
    "stronger": Text("stronger", "強まる"),
    "weaker": Text("weaker", "弱まる"),
    "unchanged": Text("as before", "従来どおり"),
    "shifted": Text("recast or put off", "見直し・\u200b先送り"),
    "mixed": Text("coders differ", "コーダー不一致"),
}
ROLES = {
    "position": Text("position", "立場"),
    "act": Text("act", "行動"),
    "outlook": Text("outlook", "見通し"),
    "context": Text("context", "背景"),
}
LINE = Text("line {line}", "{line}行目")
NOT_STATED = Text("not stated", "記述なし")
SPLIT = Text("coders differ: both codes", "コーダー不一致（両方を表示）")
DIFFER = Text("coders or statements differ: both codes", "コーダーか発言の不一致（両方を表示）")
IN_TABLE = Text("in the comparison table", "比較表にある")
IN_IMPACT = Text("in the impact table", "影響表にある")
OR = Text("or {glyph}", "{glyph} も可")


def modality(kind: str, lang: Lang) -> str:
    """The name of a kind of modality; an unknown kind is its own name."""
    return MODALITIES[kind](lang) if kind in MODALITIES else kind


def change(kind: str, lang: Lang) -> str:
    """The name of a kind of change of a tie; an unknown kind is its own name."""
    return CHANGES[kind](lang) if kind in CHANGES else kind


def role(kind: str, lang: Lang) -> str:
    """The name of a statement's role; an unknown role is its own name."""
    return ROLES[kind](lang) if kind in ROLES else kind
