"""A roll call is said to be one: recorded votes, never positions that somebody read or coded."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from drawn import words
from test_all_charts import both_languages, mishaps

from analysis import charts, read_case
from analysis.charts import roll_call
from analysis.charts.describe import describe

DRAWN = ("agreement", "positions", "stance_matrix", "votes")
READ = {
    "en": ("our reading", "not stated", "coder", "coding", "article", "stance", "take a position"),
    "ja": ("当方の読み", "記述なし", "コーダー", "コーディング", "記事", "立場"),
}
every_chart = pytest.mark.parametrize("key", DRAWN)


@pytest.fixture(scope="module")
def un(root):
    return read_case(root / "data" / "un-votes-2025-02-24")


@every_chart
@both_languages
def test_no_word_of_a_chart_is_one_of_reading_a_text(un, key, lang):
    chart = getattr(charts, key)
    caption = chart.caption(un, lang)
    said = [caption.title, caption.subtitle, caption.note, caption.alt, caption.source]
    told = " / ".join([*said, *words(chart(un, lang))])
    edge = r"\b" if lang == "en" else ""
    assert not [word for word in READ[lang] if re.search(f"{edge}{word}s?{edge}", told, re.I)]


@every_chart
@both_languages
def test_its_long_description_gives_the_same_alt_text(un, key, lang):
    chart = getattr(charts, key)
    assert describe(chart, un, lang).startswith(chart.caption(un, lang).alt)


def test_what_makes_a_roll_call_is_the_coder_and_the_lack_of_words_not_the_name(un, case, toy):
    assert un.roll_call
    assert not case.roll_call
    assert not toy.roll_call
    renamed = un["stance_codes"].assign(coder="somebody")
    assert not replace(un, tables={**un.tables, "stance_codes": renamed}).roll_call
    for of_an_article in ({"text_ja": "賛成"}, {"line": 7}):
        quoted = un["comparison"].assign(**of_an_article)
        assert not replace(un, tables={**un.tables, "comparison": quoted}).roll_call


def test_a_chart_of_a_text_keeps_its_words(case):
    chart = charts.stance_matrix
    assert chart.of(case) == chart
    assert "our reading" in chart.caption(case, "en").note


def test_every_word_that_gives_way_is_one_that_a_chart_says():
    folder = Path(charts.__file__).parent
    texts = "".join(p.read_text("utf-8") for p in folder.rglob("*.py") if p.stem != "roll_call")
    joined = re.sub(r'"\s*\n\s*"', "", texts)
    assert not [words_ for words_ in roll_call.VOTES if f'"{words_}"' not in joined]
    assert set(roll_call.WORDS) <= set(charts.KEYS)


def test_a_vote_moves_no_step_and_has_no_other_coding(un):
    frame = charts.agreement.frame(un)
    assert "code moved a step" not in set(frame["kind"])
    assert not [w for w in words(charts.agreement(un)) if "codings" in w or "(0.0" in w]


@every_chart
@both_languages
def test_the_rows_in_words_speak_of_votes_too(un, key, lang):
    told = describe(getattr(charts, key), un, lang)
    edge = r"\b" if lang == "en" else ""
    told = told.replace("Stancebook contributors", "")
    assert not [word for word in READ[lang] if re.search(f"{edge}{word}s?{edge}", told, re.I)]


@both_languages
def test_the_words_of_pairs_of_votes_keep_clear_of_one_another(un, lang):
    assert mishaps(charts.agreement(un, lang)) == ([], [])
