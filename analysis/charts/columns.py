"""What the columns of drawn frames are called, and how their cells are read.

A frame keeps the keys that code needs; a reader must see none of them. Here each column that a
chart draws has its name in both languages, what kind of value it holds, and what an empty cell
of it means, because *the source does not say* and *does not apply here* are two things. A
column that is not listed takes the title that the case's ``datapackage.json`` declares for it,
and failing that its own name without underscores.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.charts.record import Text
from analysis.charts.words import NOT_STATED

NONE = Text("does not apply", "該当なし")
UNMEASURED = Text("not measured", "測定なし")
UNCHECKED = Text("not checked", "未確認")
NOBODY = Text("nobody in particular", "特定なし")

PLAIN, KEY, CODE, ACTOR, ISSUE, SCOPE, PARTS, TALLY = range(8)


class Column(NamedTuple):
    """A column: its name, the kind of its values, and what an empty cell says.

    ``kind``: ``PLAIN`` words or numbers; ``KEY``, a name that only tables use; ``CODE`` of the
    scale; ``ACTOR``, ``ISSUE``, ``SCOPE``, keys that have names; ``PARTS``, keys joined by signs;
    ``TALLY``, kinds with counts.
    """

    name: Text
    kind: int = PLAIN
    absent: Text = NOT_STATED


def _column(en: str, ja: str, kind: int = PLAIN, absent: Text = NOT_STATED) -> Column:
    return Column(Text(en, ja), kind, absent)


#: By name; ``<chart>.<name>`` where a chart means something of its own by it.
COLUMNS: Mapping[str, Column] = {
    # what was coded, and where it stands
    "unit": _column("Unit", "単位", KEY),
    "units": _column("Units", "単位の一覧", KEY),
    "given_by": _column("Units that give the position", "立場を決める単位", KEY),
    "line": _column("Source line", "原典の行", PLAIN, Text("no line", "行なし")),
    "section": _column("Section", "節"),
    "place": _column("Place", "箇所", KEY),
    "part": _column("Part", "部分"),
    "issue": _column("Issue", "論点", ISSUE),
    "objective": _column("Objective", "目標"),
    "actor": _column("Actor", "当事者", ACTOR, Text("both sides", "双方")),
    "actors": _column("Actors", "当事者", ACTOR, NOBODY),
    "side": _column("Side", "側", ACTOR),
    "speaker": _column("Speaker", "発言者"),
    "target": _column("About or to", "相手", ACTOR, NOBODY),
    "role": _column("Role", "役割"),
    "paraphrase": _column("What is said", "内容"),
    "short": _column("Position in short", "立場（短縮）"),
    "text": _column("Position in full", "立場（全文）"),
    "impact_table.text": _column("Row of the table", "表の記述"),
    "scope": _column("Scope", "影響範囲", SCOPE, Text("outside the table", "表の外")),
    "factor": _column("Factor", "要因"),
    "factor_line": _column("Source line of the factor", "要因の行"),
    "event": _column("Event", "出来事"),
    "step": _column("Step", "段階"),
    "effect": _column("Effect", "影響"),
    "from_actor": _column("From", "起点", ACTOR),
    "to_actor": _column("To", "対象", ACTOR),
    # what the coders say of it
    "kind": _column("Kind", "種別"),
    "stance": _column("Code", "コード", CODE),
    "direction": _column("Direction, seen from the objective", "目標から見た方向", CODE),
    "lower": _column("Code", "コード", CODE),
    "upper": _column("Upper code", "上側のコード", CODE),
    "low": _column("Codes that the coders would defend", "許容できるコード", CODE),
    "high": _column("Highest code defended", "許容できる最高のコード", CODE),
    "min": _column("Codes of all claims", "全主張のコード", CODE),
    "max": _column("Highest code of a claim", "主張の最高のコード", CODE),
    "reading_low": _column("Code in another reading", "別の読みのコード", CODE, NONE),
    "reading_high": _column(
        "Highest code in another reading", "別の読みの最高のコード", CODE, NONE
    ),
    "reading_silent": _column("Not stated in another reading", "別の読みで記述なし"),
    "modality": _column("How it is put", "述べ方"),
    "modalities": _column("How its units are put", "各単位の述べ方", TALLY),
    "change": _column("Change", "変化"),
    "origin": _column("Taken from", "出どころ"),
    "conflict": _column("A statement opposes the table", "表と逆の発言"),
    "hub": _column("Actor at the centre", "中心の当事者", ACTOR),
    "group": _column("Towards or from the centre", "中心との向き"),
    "in_table": _column("In the comparison table", "比較表への記載"),
    "wide_matrix.n": _column("Claims, a repeat in a section counted once", "主張の数"),
    "certainty.n": _column("Units put this way", "この述べ方の単位数"),
    "certainty.of": _column("Units in this part", "この部分の単位数"),
    "contradicted": _column("Contradicted by the record", "記録と矛盾する数", PLAIN, UNCHECKED),
    "not_found": _column(
        "Not found in the sources searched", "調べた典拠に見当たらない数", PLAIN, UNCHECKED
    ),
    "unquoted": _column("Quotation not found", "引用の文言が見当たらない数", PLAIN, UNCHECKED),
    "unchecked": _column("Not checked", "未確認の数", PLAIN, UNCHECKED),
    # statements counted by month or year
    "period": _column("Month or year", "月・年"),
    "stance_over_time.lower": _column("Median code", "コードの中央値", CODE),
    "stance_over_time.n": _column("Statements", "発言数"),
    "ambivalence": _column("Ambivalence, 0 to 1", "賛否の混在度（0～1）"),
    "of_issues": _column("Issues that were spoken on", "発言のある論点の数"),
    "of_actors": _column("Actors who spoke", "発言のある当事者の数"),
    "of_periods": _column("Months or years, first to last", "最初から最後までの月・年の数"),
    # the narrative beside the table
    "text_unit": _column("Unit in the text", "本文の単位", KEY, NONE),
    "text_line": _column("Line in the text", "本文の行", PLAIN, NONE),
    "text_section": _column("Section in the text", "本文の節", PLAIN, NONE),
    "text_role": _column("Role in the text", "本文での役割", PLAIN, NONE),
    "text_status": _column("Record of the text", "本文の照合結果", PLAIN, UNCHECKED),
    "text_not_borne_out": _column(
        "Substance of the text not borne out", "本文の内容の裏づけの欠如", PLAIN, UNCHECKED
    ),
    "text_quotation_not_found": _column(
        "Quotation in the text not found", "本文の引用の不在", PLAIN, UNCHECKED
    ),
    "chain": _column("Whose order", "順序の出どころ"),
    "text_lower": _column("Code in the text", "本文のコード", CODE, NONE),
    "text_upper": _column("Upper code in the text", "本文の上側のコード", CODE, NONE),
    "text_modality": _column("How the text puts it", "本文の述べ方", PLAIN, NONE),
    "text_paraphrase": _column("What the text says", "本文の内容", PLAIN, NONE),
    "relation": _column("Text against table", "表との関係", PLAIN, NONE),
    "supported": _column("Text on the same side as the table", "表と同じ側の本文"),
    "drops_hedge": _column("Hedge dropped in the table", "表での留保の脱落"),
    # pairs
    "a": _column("First actor", "当事者1", ACTOR),
    "b": _column("Second actor", "当事者2", ACTOR),
    "agreement.kind": _column("Reading", "読み"),
    "of": _column("What is changed", "変えた箇所", PARTS, Text("nothing", "なし")),
    "n": _column("Number", "数"),
    "agreement.n": _column("Issues on which both have one code", "双方のコードが定まる論点数"),
    "mean_distance": _column("Mean distance in code steps", "平均の差（段階）", PLAIN, UNMEASURED),
    "median_distance": _column("Median distance", "差の中央値", PLAIN, NONE),
    "closest": _column("Readings with this pair alone closest", "最も近い組となる読みの数"),
    "readings": _column("Readings", "読みの数"),
    "least": _column("Range of the mean distance", "平均の差の範囲", PLAIN, NONE),
    "greatest": _column("Greatest mean distance", "平均の差の最大", PLAIN, NONE),
    "exact": _column("All codings enumerated", "全コーディングの列挙"),
    "agree": _column("Issues on the same side", "同じ側の論点数", PLAIN, NONE),
    "open": _column("Issues with one of them at the midpoint", "一方が中間の論点数", PLAIN, NONE),
    "differ": _column("Issues on opposite sides", "反対側の論点数", PLAIN, NONE),
    "agreement.status": _column("Worst status of its cells", "セルの照合結果", PLAIN, NONE),
    "agreement.not_borne_out": _column(
        "Rests on a cell whose substance is not borne out", "内容の裏づけを欠くセル", PLAIN, NONE
    ),
    "agreement.quotation_not_found": _column(
        "Rests on a cell whose quotation was not found", "引用が見当たらないセル", PLAIN, NONE
    ),
    "pairs": _column("Pairs of actors", "組の数"),
    "barred": _column("Pairs barred, one containing the other", "一方が他方を含む組の数"),
    "few": _column("Pairs with too few issues in common", "共通の論点が少なすぎる組の数"),
    # the public record
    "claim": _column("Claim", "主張"),
    "record": _column("Public record", "公的記録", PLAIN, UNCHECKED),
    "status": _column("Status", "照合結果", PLAIN, UNCHECKED),
    "wording": _column("Wording", "文言", PLAIN, NONE),
    "finding": _column("What the record says", "公的記録の内容"),
    "record_date": _column("Date of the record", "記録の日付"),
    "timing": _column("When known", "判明の時期"),
    "outcome": _column("Outcome", "結果", PLAIN, NONE),
    "confidence": _column("Support", "典拠の厚み"),
    "about": _column("Cell that the claim is on", "主張に当たるセル", PLAIN, NONE),
    "became": _column("What came of it", "その後"),
    "until": _column("Record up to", "記録の終わり"),
    "outlook_scorecard.record_date": _column("Date of what came about", "実現した日", PLAIN, NONE),
    "outlook_scorecard.event": _column(
        "Event, by the key of its first row", "出来事（最初の行のキー）", PLAIN, NONE
    ),
    "rows_on_event": _column("Rows on this event", "同じ出来事の行数", PLAIN, NONE),
    "days": _column("Days from the first meeting", "最初の会談からの日数", PLAIN, NONE),
    "timeline.key": _column("Key of the event", "出来事のキー"),
    "timeline.independent": _column("Independent sources cited", "挙げた独立の典拠の数"),
    "timeline.one_source": _column("One source cited", "挙げた典拠は1件"),
    "key": _column("Key of the claim", "主張のキー"),
    "independent": _column("Independent sources", "独立した典拠の数"),
    "one_source": _column("Rests on one source", "典拠は1件のみ"),
    "sources": _column("Sources", "典拠", KEY),
    "source_ids": _column("Sources", "典拠", KEY),
    "note": _column("Note", "注", PLAIN, Text("none", "なし")),
    "not_borne_out": _column("Substance not borne out", "内容の裏づけの欠如", PLAIN, UNCHECKED),
    "quotation_not_found": _column("Quotation not found", "引用の不在", PLAIN, UNCHECKED),
    "wide_matrix.status": _column("Worst status of its units", "単位の照合結果", PLAIN, UNCHECKED),
    "wide_matrix.not_borne_out": _column(
        "Substance of any unit not borne out", "裏づけを欠く単位", PLAIN, UNCHECKED
    ),
    "wide_matrix.quotation_not_found": _column(
        "Quotation of any unit not found", "引用が見当たらない単位", PLAIN, UNCHECKED
    ),
    "date": _column("Date", "日付"),
    "time": _column("Time", "時刻"),
    "month": _column("Month", "月"),
    "resolution": _column("Resolution", "決議", PLAIN, NONE),
    "body": _column("Body", "機関", PLAIN, NONE),
    "title": _column("Title", "表題", PLAIN, NONE),
    "drafted_by": _column("Drafted by", "起草", PLAIN, NONE),
    "yes": _column("Yes", "賛成", PLAIN, NONE),
    "no": _column("No", "反対", PLAIN, NONE),
    "abstain": _column("Abstaining", "棄権", PLAIN, NONE),
    "not_voting": _column("Not voting", "不参加", PLAIN, NONE),
    "result": _column("Result", "結果", PLAIN, NONE),
    "votes.kind": _column("What is said", "内容"),
    "votes.actor": _column("Actor", "当事者", ACTOR, Text("the whole body", "機関全体")),
    "votes.lower": _column("Code", "コード", CODE, NONE),
    "votes.low": _column("Codes that the coders would defend", "許容できるコード", CODE, NONE),
    "votes.of": _column("States in the body", "議席のある国の数", PLAIN, NONE),
    "drafter": _column("Drafted by an actor of the case", "起草した当事者", ACTOR, NONE),
    "votes.issue": _column("Issue", "論点", ISSUE, NONE),
    "votes.objective": _column("Objective", "目標", PLAIN, NONE),
    "votes.origin": _column("Taken from", "出どころ", PLAIN, NONE),
    "votes.date": _column("Date", "日付", PLAIN, NONE),
    "votes.source": _column("Source of the votes", "投票の出典", PLAIN, NONE),
    "item": _column("Term of the agreement", "協定の項目"),
    "february": _column("Agreed in February 2025", "2025年2月の案"),
    "signed": _column("Signed on 30 April 2025", "2025年4月30日の署名版"),
    "mineral": _column("Mineral", "鉱物"),
    "measure": _column("Measure", "指標"),
    "qualifier": _column("How exact", "概数の別", PLAIN, Text("the bare number", "数字のみ")),
    "value": _column("Value", "値"),
    "gist": _column("What was said, in short", "発言の要旨"),
    "vintage": _column("Data as of", "データの時点"),
    "source": _column("Source of the figures", "数字の出典"),
    "aid.event": _column("Event", "出来事", PLAIN, NONE),
    "united_states_eur_bn": _column("United States, billion euros", "米国（十億ユーロ）"),
    "europe_eur_bn": _column("Europe, billion euros", "欧州（十億ユーロ）"),
    "other_eur_bn": _column("Other donors, billion euros", "その他（十億ユーロ）"),
}

#: Two columns that say one thing: a code with its split, or a range.
ENDS = {
    "lower": "upper",
    "low": "high",
    "min": "max",
    "reading_low": "reading_high",
    "text_lower": "text_upper",
    "least": "greatest",
}

#: Columns that the ends above repeat.
REPEATED = {"stance": "lower", "direction": "lower", "text_stance": "text_lower"}
