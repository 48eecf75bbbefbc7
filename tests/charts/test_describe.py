"""The long description says every row of the frame that is drawn, and nothing of how it looks."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis import charts
from analysis.charts.column_names import base_of, column_of, known
from analysis.charts.describe import describe, description
from analysis.charts.spoken import spoken

LANGS = ("en", "ja")
every_chart = pytest.mark.parametrize("key", charts.KEYS)
both_languages = pytest.mark.parametrize("lang", LANGS)
LOOKS = {"darker", "lighter", "higher", "left", "right", "upper-left"}
HOSTILE = '<script>&amp; "$x_1$" 50% {brace} \u202eabc\u202c ' + "長い" * 1000


def words_of(case, table, column):
    return case[table][column].dropna()


@every_chart
def test_each_column_of_the_frame_has_a_name_in_both_languages(case, key):
    frame = getattr(charts, key).frame(case)
    assert [column for column in frame if not known(key, column, case)] == []
    for column in frame:
        name = column_of(key, base_of(column), case).name
        assert name.en.isascii() and not name.ja.isascii(), column


@both_languages
@every_chart
def test_each_row_of_the_frame_is_one_sentence(case, key, lang):
    frame = getattr(charts, key).frame(case)
    assert len(description(getattr(charts, key), case, lang).rows) == len(frame)


@both_languages
@every_chart
def test_every_word_of_the_frame_in_the_language_is_said_in_its_row(case, key, lang):
    chart = getattr(charts, key)
    frame, said = chart.frame(case), description(chart, case, lang)
    together = " ".join(said.opening)
    columns = [column for column in frame if column.endswith(f"_{lang}")]
    assert columns
    for sentence, (_, row) in zip(said.rows, frame.iterrows(), strict=True):
        for words in row[columns].dropna():
            words = words.replace("\u200b", "")
            assert words in sentence or words in together


@both_languages
@every_chart
def test_no_key_of_a_column_an_issue_or_a_kind_shows(case, key, lang):
    chart = getattr(charts, key)
    said = describe(chart, case, lang)
    keys = {column for column in chart.frame(case) if "_" in column}
    keys |= {issue for issue in case["issues"]["issue"] if "_" in issue}
    assert {name for name in keys if re.search(rf"\b{re.escape(name)}\b", said)} == set()
    # as a whole cell: "None found" is a sentence of the data
    cells = re.split(r"[;／.。]\s*|[:：]\s*", said)
    assert not {"nan", "<NA>", "None", "True", "False"} & set(cells)


@both_languages
@every_chart
def test_nothing_is_said_of_shades_or_places_on_the_page(case, key, lang):
    chart = getattr(charts, key)
    frame = chart.frame(case)
    # the data's own sentences may say that somebody left
    own = {column for table in case.tables.values() for column in table} & set(frame)
    sentences = [column for column in own if column.endswith(("_en", "_ja"))]
    sentences += [column for column in ("note", "outcome") if column in frame]
    frame = frame.assign(**dict.fromkeys(sentences, ""))
    names = [column.name + " " + column.absent for column in spoken(key, frame, case, lang)]
    said = " ".join([*names, *description(chart, case, lang, frame).opening])
    said += " ".join(
        word for column in spoken(key, frame, case, lang) for word in column.words if word
    )
    assert not LOOKS & set(re.findall(r"[a-z-]+", said.lower()))


def test_an_empty_cell_is_not_stated_and_has_no_code(toy):
    said = description(charts.stance_matrix, toy, "en").rows
    empty = [row for row in said if "Issue: Ferry" in row and "Kind: not stated" in row]
    assert len(empty) == 1
    assert "Not stated: Code, Codes that the coders would defend" in empty[0]
    assert "Code: " not in empty[0]


def test_a_midpoint_is_a_code_and_a_split_gives_both_codes(toy):
    frame = charts.stance_matrix.frame(toy).set_index("unit")
    said = dict(zip(frame.index, description(charts.stance_matrix, toy, "en").rows, strict=True))
    labels = {code.stance: f"{code.glyph} ({code.label_en})" for code in toy.scale.codes}
    assert f"Code: {labels[0]};" in said["c-ferry-BOR"]
    assert f"Code: {labels[0]} and {labels[2]}, coders differ" in said["c-water-CER"]


def test_bounds_beyond_the_code_are_said_as_a_range(case):
    said = description(charts.stance_matrix, case, "ja").rows
    minerals = next(row for row in said if "論点：鉱物資源／" in row and "当事者：EU／" in row)
    labels = {code.stance: f"{code.glyph}（{code.label_ja}）" for code in case.scale.codes}
    assert f"コード：{labels[0]}／" in minerals
    assert f"許容できるコード：{labels[-1]}～{labels[0]}／" in minerals


def test_what_is_the_same_in_every_row_is_said_once(case):
    said = description(charts.reactions, case, "en")
    assert said.opening[-1].startswith("The same in every row: Actor at the centre: Ukraine;")
    assert not any("Actor at the centre" in row for row in said.rows)


def test_a_column_that_nobody_named_comes_out_readable(case):
    chart = charts.event_chain
    wider = replace(
        chart, frame=lambda case: chart.frame(case).assign(days_later=[pd.NA, *range(17)])
    )
    rows = description(wider, case, "en").rows
    assert (
        "Days later" in rows[0].partition("Not stated: ")[2] or "Days later: not stated" in rows[0]
    )
    assert "Days later: 0" in rows[1]


@pytest.mark.parametrize(("lang", "said"), [("en", "Days later: soon"), ("ja", "Days later：すぐ")])
def test_a_plain_column_beside_a_japanese_one_is_english(case, lang, said):
    chart = charts.event_chain
    words = {"days_later": "soon", "days_later_ja": ["すぐ"] * 17 + [pd.NA]}
    wider = replace(chart, frame=lambda case: chart.frame(case).assign(**words))
    told = description(wider, case, lang)
    assert said in told.rows[0] or said in told.opening[-1]


def test_a_column_that_only_the_case_names_takes_its_title(case):
    assert column_of("event_chain", "colour", case).name.ja == next(
        field["title_ja"]
        for resource in case.package.descriptor["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] == "colour"
    )


@both_languages
def test_hostile_and_overlong_words_stand_whole(case, lang):
    cells = case["comparison"]
    cells[f"text_{lang}"] = HOSTILE
    hostile = replace(case, tables={**case.tables, "comparison": cells})
    assert HOSTILE in describe(charts.stance_matrix, hostile, lang)


@both_languages
@every_chart
def test_the_invented_case_is_described_too(toy, key, lang):
    said = description(getattr(charts, key), toy, lang)
    assert len(said.rows) == len(getattr(charts, key).frame(toy))


def test_a_case_of_four_tables_and_three_codes_is_described(votes):
    rows = description(charts.stance_matrix, votes, "en").rows
    assert len(rows) == len(votes["comparison"])
    stated = int(votes.matrix().notna().to_numpy().sum())
    assert 0 < stated < len(rows)
    assert sum(bool(re.search(r"\bCode: (?!not stated)", row)) for row in rows) == stated


@both_languages
def test_a_cell_that_leaves_its_direction_open_does_not_turn_the_next_one_round(toy, lang):
    chart = charts.stance_matrix
    frame = chart.frame(toy)
    name = f"short_{lang}"
    frame[name] = [f"\u2067\u202e{words}" for words in frame[name].astype("str")]
    rows = description(chart, toy, lang, frame).rows
    for row, words in zip(rows, frame[name], strict=True):
        seen = words.replace("\u200b", "")
        assert f"{seen}\u202c\u2069" in row
