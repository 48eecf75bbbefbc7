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
NOT_STATED = Text("not stated", "記述なし")
SPLIT = Text("coders differ: both codes", "コーダー不一致（両方を表示）")
OR = Text("or {glyph}", "{glyph} も可")


def modality(kind: str, lang: Lang) -> str:
    """The name of a kind of modality; an unknown kind is its own name."""
    return MODALITIES[kind](lang) if kind in MODALITIES else kind
