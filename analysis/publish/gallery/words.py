"""The page's own words, in both languages; all others come from charts, case and citations."""

from __future__ import annotations

from analysis.charts.record import Text

WORDS = {
    "charts": Text("Charts", "図表"),
    "in_gallery": Text("all about it", "詳細"),
    "skip": Text("Skip to the charts", "図表へ移動"),
    "language": Text("Language", "言語"),
    "other_language": Text("日本語で見る", "Read in English"),
    "data_version": Text("Data version", "データの版"),
    "all_citations": Text("All citations:", "引用一式："),
    "in_english": Text("in English", "英語版"),
    "in_japanese": Text("in Japanese", "日本語版"),
    "in_other": Text("In Japanese", "英語版"),
    "download": Text("Download", "ダウンロード"),
    "copy_citation": Text("Copy the citation", "引用をコピー"),
    "open_image": Text("Open the image at full size", "画像を原寸で開く"),
    "not_drawn": Text("Not drawn in this format.", "この形式の画像なし"),
    "notebooks": Text("In its notebook", "ノートブック"),
    "cells": Text("Each cell, back to its line", "セルごとの根拠"),
    "cells_lead": Text(
        "Open a cell for the line of the source, its words, what the public record says, the rule "
        "and each coder's code.",
        "セルを開くと、原典の行と文言、公的記録との照合、基準、各コーダーのコードを表示。",
    ),
    "described": Text("The chart in words", "言葉による説明"),
    "alt": Text("In short", "要約（代替テキスト）"),
    "rows": Text("In full", "詳しい説明"),
    "table": Text("The data as a table", "データの表"),
    "cite": Text("How to cite", "引用のしかた"),
    "cite_lead": Text(
        "The chart and what it is drawn from, as a pair.", "図とその原典を対で示す。"
    ),
    "copy": Text("Copy", "コピー"),
    "copied": Text("Copied", "コピー済み"),
    "not_copied": Text("Select the text to copy it", "文字を選択してコピー"),
    "line": Text("Line {line} of the source", "原典{line}行目"),
    "paraphrase": Text("our paraphrase", "当方の要約"),
    "verbatim": Text("word for word, and translated", "原文のまま"),
    "original": Text("word for word", "原文のまま"),
    "objective": Text("Objective", "目標"),
    "rules": Text("The rule, within the coders' bounds", "基準（コーダーの許容範囲）"),
    "no_rule": Text("No code was given, so no rule applies.", "コードがなく、該当する基準なし"),
    "coders": Text("What each coder said", "各コーダーの判断"),
    "together": Text("Together", "全員"),
    "bounds": Text("Bounds", "許容範囲"),
    "record": Text("What the public record says", "公的記録との照合"),
    "not_checked": Text("Not checked: no claim covers this unit.", "未確認（対応する主張なし）"),
    "sources": Text("Sources", "典拠"),
    "not_stated": Text("not stated", "記述なし"),
    "split": Text("coders differ", "不一致"),
    "silent_on": Text("Not stated on: {names}", "記述なし：{names}"),
    "unit": Text("Unit", "単位"),
    "licence": Text("Licence", "ライセンス"),
    "of_chart": Text("One chart, in English and Japanese", "図表1点（英語・日本語）"),
    "of_charts": Text("{n} charts, in English and Japanese", "図表{n}点（英語・日本語）"),
    "top": Text("Back to the list", "一覧へ戻る"),
}

#: What a style of citation is called.
STYLES = {
    "apa": Text("APA, 7th edition", "APA（第7版）"),
    "chicago": Text("Chicago, author–date", "シカゴ（著者・年方式）"),
    "sist02": Text("SIST 02", "SIST 02"),
    "credit": Text("Credit line", "クレジット（1行）"),
    "bibtex": Text("BibTeX", "BibTeX"),
    "ris": Text("RIS", "RIS"),
    "csl-json": Text("CSL-JSON", "CSL-JSON"),
}
