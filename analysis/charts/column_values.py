"""What the keys in the columns of drawn frames are called, in both languages.

A frame keeps the keys that code needs, such as a kind of modality; here each that a reader may
meet has its words. A value that is not listed is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.charts.record import Text
from analysis.charts.record_words import STATUSES
from analysis.charts.words import CHANGES, MODALITIES, NOT_STATED, ROLES

STATUS = {key: look.name for key, look in STATUSES.items()}
YES, NO = Text("yes", "あり"), Text("no", "なし")

#: Values that are keys, by column.
VALUES: Mapping[str, Mapping[str, Text]] = {
    "modality": MODALITIES,
    "text_modality": MODALITIES,
    "change": CHANGES,
    "role": ROLES,
    "text_role": ROLES,
    "status": STATUS,
    "text_status": STATUS,
    "kind": {
        "stated": Text("stated", "記述あり"),
        "not stated": NOT_STATED,
        "split": Text("split, both codes given", "不一致（両方のコードを表示）"),
        "codes given": Text("codes given", "与えたコード"),
        "coding within the bounds": Text(
            "codings within the coders' bounds", "許容範囲のコーディング"
        ),
        "scenario": Text("another reading", "別の読み方"),
        "all scenarios": Text("other readings together", "別の読み方をすべて同時に"),
        "votes": Text("votes", "票"),
        "not read": Text("vote not read here", "票は未確認"),
        "no seat": Text("no seat in the body", "機関に議席なし"),
        "whole body": Text("votes of the whole body", "機関全体の票"),
        "issue left out": Text("without one issue", "論点を1つ除く"),
        "cell left out": Text("without one cell", "セルを1つ除く"),
        "code moved a step": Text("one code moved a step", "コードを1段階ずらす"),
        "without doubted cells": Text(
            "without the cells that the record leaves in doubt", "公的記録の裏づけを欠くセルを除く"
        ),
        "overlapping issues merged": Text("overlapping issues merged", "重なる論点を統合"),
    },
    "chain": {
        "source": Text("of the source", "原典による"),
        "record": Text("on the public record", "公的記録による"),
        "line": Text("a claim on another line", "他の行の記述"),
    },
    "qualifier": {"about": Text("about", "約"), "over": Text("over", "超")},
    "origin": {"table": Text("table", "表"), "text": Text("text", "本文")},
    "group": {
        "towards": Text("towards the centre", "中心へ"),
        "from": Text("from the centre", "中心から"),
        "aside": Text("among others", "その他の間"),
    },
    "body": {
        "UNGA": Text("UN General Assembly", "国連総会"),
        "UNSC": Text("UN Security Council", "国連安全保障理事会"),
    },
    "result": {
        "adopted": Text("adopted", "採択"),
        "adopted as amended": Text("adopted as amended", "修正のうえ採択"),
        "rejected": Text("rejected", "否決"),
    },
    "relation": {
        "same side": Text("same side", "同じ側"),
        "opposite side": Text("opposite side", "反対の側"),
        "neither": Text("neither side", "どちらでもない"),
    },
}
