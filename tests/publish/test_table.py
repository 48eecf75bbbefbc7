"""Frames as readers see them: names, whole words, blanks, numbers set alike."""

import re

import pandas as pd
import pytest

from analysis.compare import pair_table, survival
from analysis.publish.table import counts, table
from analysis.stance.trace import trace


def test_keys_become_names_in_rows_and_columns(case):
    shown = table(case.matrix(), case)
    assert shown.head == ("actor", "Military aid", "Minerals", "Russia policy",
                          "Diplomatic strategy", "Economic cooperation")  # fmt: skip
    assert shown.rows[0] == ("US", "−1", "−2", "−2", "−1", "−1")


def test_names_are_japanese_where_that_is_asked_for(case):
    shown = table(case.matrix(), case, "ja")
    assert shown.head[1] == "軍事支援"
    assert [row[0] for row in shown.rows] == ["米国", "ウクライナ", "EU"]


def test_heads_and_kinds_of_reading_are_japanese_too(case):
    shown = table(survival(case), case, "ja")
    assert shown.head[:4] == ("種別", "当事者1", "当事者2", "最も近い組となる読みの数")
    assert "論点を1つ除く" in {row[0] for row in shown.rows}
    english = table(survival(case), case)
    assert english.head[0] == "kind" and "issue left out" in {row[0] for row in english.rows}


def test_a_pair_has_the_names_of_both(case):
    assert table(pair_table(case.matrix()), case).rows[0][:2] == ("US", "Ukraine")


def test_not_stated_is_blank_and_zero_is_zero(case):
    rows = {row[0]: row[1:] for row in table(case.matrix(wide=True), case).rows}
    assert rows["EU"] == ("2", "0", "2", "2", "2", "", "")


def test_missing_text_is_blank_too(case):
    frame = pd.DataFrame({"words": ["a", None]}, dtype="str")
    assert table(frame, case).rows == (("a",), ("",))


def test_words_are_whole_however_long(case):
    longest = max(case["stance_codes"]["rationale_en"], key=len)
    assert len(longest) > 80
    unit = case["stance_codes"].set_index("rationale_en").loc[longest, "unit"]
    shown = table(trace(case, unit), case)
    assert longest in shown.text()


@pytest.mark.parametrize(("lang", "words"), [("en", "Military aid"), ("ja", "軍事支援")])
def test_a_column_is_found_in_the_language_of_the_reader(case, lang, words):
    frame = pd.DataFrame({"issue_en": ["Military aid"], "issue_ja": ["軍事支援"], "n": [3]})
    shown = table(frame, case, lang, "n issue")
    assert shown.head == {"en": ("n", "issue"), "ja": ("数", "論点")}[lang]
    assert shown.rows == (("3", words),)


def test_a_column_that_is_there_in_one_language_only_is_shown_in_that(case):
    frame = pd.DataFrame({"reason_en": ["a share is silence"]})
    assert table(frame, case, "ja", "reason").rows == (("a share is silence",),)


def test_a_column_asked_for_in_one_language_says_which(case):
    shown = table(case["comparison"], case, "en", "line text_ja text_en")
    assert shown.head == ("line", "text (Japanese)", "text (English)", "record")


def test_an_unknown_column_is_an_error(case):
    with pytest.raises(KeyError, match="nothing"):
        table(pd.DataFrame({"n": [1]}), case, "en", "nothing")


@pytest.mark.parametrize(("lang", "word"), [("en", "coders differ"), ("ja", "コーダー不一致")])
def test_kinds_have_the_names_that_the_charts_give_them(case, lang, word):
    shown = table(pd.DataFrame({"modality": ["mixed"]}), case, lang)
    assert shown.rows == ((word,),)


def test_counts_are_those_of_a_loop_with_zero_where_there_is_none():
    pairs = [(1, "possible"), (-1, "asserted"), (1, "possible"), (0, "asserted"), (1, "asserted")]
    frame = pd.DataFrame(pairs, columns=["direction", "modality"])
    found = counts(frame, "direction", "modality")
    assert found.index.tolist() == [1, 0, -1]
    assert found.columns.tolist() == ["asserted", "possible"]
    for row in (1, 0, -1):
        for column in ("asserted", "possible"):
            assert found.at[row, column] == sum(pair == (row, column) for pair in pairs)


def test_values_without_a_known_order_keep_their_own(case):
    frame = pd.DataFrame({"part": ["b", "a", "b"], "modality": ["new", "possible", "asserted"]})
    found = counts(frame, "part", "modality")
    assert found.index.tolist() == ["b", "a"]
    assert found.columns.tolist() == ["asserted", "possible", "new"]


def test_a_row_without_a_value_is_not_counted():
    frame = pd.DataFrame({"n": [1, 1], "modality": ["asserted", None]}, dtype="object")
    assert counts(frame.astype({"modality": "str"}), "n", "modality").to_numpy().sum() == 1


def test_floats_of_a_column_have_the_same_decimals(case):
    frame = pd.DataFrame({"a": [3.0, 3.4], "b": [0.25, 3.0], "c": [1 / 3, float("nan")]})
    shown = table(frame, case)
    assert shown.rows == (("3.0", "0.25", "0.33"), ("3.4", "3.00", ""))


def test_what_rounds_to_nothing_bears_no_sign(case):
    rows = table(pd.DataFrame({"gap": [-0.0014, -1.25]}), case).rows
    assert rows == (("0.00",), ("−1.25",))


def test_hostile_words_are_escaped(case):
    frame = pd.DataFrame({"<b>": ["<script>alert(1)</script>", "a & b"]})
    page = table(frame, case).html()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "a &amp; b" in page


def test_numbers_stand_to_the_right_and_words_to_the_left(case):
    page = table(pd.DataFrame({"n": [1], "words": ["a"]}), case).html()
    assert '<td style="text-align:right">1</td>' in page
    assert '<td style="text-align:left">a</td>' in page


def test_the_frame_is_left_as_it_was(case):
    matrix = case.matrix()
    before = matrix.copy()
    table(matrix, case)
    pd.testing.assert_frame_equal(matrix, before)


def test_a_doubted_unit_says_so_whichever_columns_are_wanted(case):
    told = table(case["statements"], case, "en", "line paraphrase")
    assert told.head == ("line", "paraphrase", "record")
    by_line = dict(zip(case["statements"]["unit"], told.rows, strict=True))
    assert by_line["s45"][-1] == "contradicted"
    assert by_line["s11"][-1] == "not found, quotation not found"
    assert by_line["s02"][-1] == "quotation not found"
    assert by_line["s01"][-1] == ""
    japanese = table(case["comparison"], case, "ja", "issue actor short")
    assert [row[-1] for row in japanese.rows].count("見当たらず") == 1
    assert table(case["comparison"].head(1), case, "en", "line").head == ("line",)


def test_what_the_record_says_and_rests_on_is_put_in_the_words_of_the_charts(case):
    claims = case["evidence"]
    shown = table(claims[claims["claim"] == "V05"], case, "en", "status wording confidence")
    words = ("not found", "quotation not found", "full transcript read, and targeted searches")
    assert shown.rows == (words,)
    crossed = table(counts(claims.dropna(subset="wording"), "status", "wording"), case)
    assert crossed.head == ("status", "near words on record", "quotation not found")
    relayed = table(case["minerals"].tail(1), case, "en", "confidence source_ids")
    assert relayed.rows == (("a relay only, unverified", ""),)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("agreement_terms", "item february signed"),
        ("minerals", "mineral measure qualifier value unit confidence"),
        ("responses", "date speaker gist"),
        ("evidence", "claim status wording confidence finding"),
    ],
)
def test_what_the_record_adds_is_japanese_in_a_japanese_table(case, name, columns):
    shown = table(case[name], case, "ja", columns)
    assert [head for head in shown.head if head.isascii()] == []
    words = [cell for row in shown.rows for cell in row if re.search("[A-Za-z]{4}", cell)]
    assert [cell for cell in words if not re.search("[ぁ-んァ-ヶ一-龥]", cell)] == []
