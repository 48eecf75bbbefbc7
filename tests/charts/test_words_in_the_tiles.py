"""A matrix says of the words in its tiles what was done to them: shortened, translated, neither."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from drawn import words

from analysis import charts, read_case


def said(case, lang):
    return charts.stance_matrix.caption(case, lang).note


def with_words(case, **columns):
    cells = case["comparison"].assign(**columns)
    return replace(case, tables={**case.tables, "comparison": cells})


@pytest.fixture(scope="module")
def talks():
    return read_case("invented-ferry-talks")


def test_words_of_the_source_s_own_language_are_shortened_alone(case, talks):
    assert "Words: the table, shortened and translated. " in said(case, "en")
    assert "文言は比較表の記述を短縮したもの。" in said(case, "ja")
    assert "Words: the table, shortened. " in said(talks, "en")
    assert "文言は比較表の記述を短く訳したもの。" in said(talks, "ja")


def test_words_taken_over_whole_are_as_in_the_table(talks):
    cells = talks["comparison"]
    whole = with_words(talks, short_en=cells["text_en"], short_ja=cells["text_ja"])
    assert "Words: as in the table. " in said(whole, "en")
    assert "文言は比較表の記述を訳したもの。" in said(whole, "ja")


def test_a_text_that_was_not_shortened_stands_in_the_tile_whole(talks):
    cells = talks["comparison"]
    one = cells["text_en"].iloc[0]
    none = pd.Series(pd.NA, index=cells.index, dtype="str")
    whole = with_words(talks, short_en=none)
    assert " ".join(one.split()) in " ".join(words(charts.stance_matrix(whole, "en")))
    assert "Words: as in the table. " in said(whole, "en")
    neither = with_words(talks, short_en=none, short_ja=none, text_ja=none)
    for lang in ("en", "ja"):
        assert " ".join(one.split()) in " ".join(words(charts.stance_matrix(neither, lang)))


def test_the_names_above_the_tiles_are_whole_on_several_lines(talks):
    actors = talks["actors"].copy()
    actors.loc[actors.index[0], "short_en"] = long = "Alliance of the northern ports and islands"
    named = replace(talks, tables={**talks.tables, "actors": actors})
    assert long in " ".join(words(charts.stance_matrix(named, "en")))


def test_a_case_of_one_language_was_not_translated(talks):
    none = pd.Series(pd.NA, index=talks["comparison"].index, dtype="str")
    english = with_words(talks, short_ja=none, text_ja=none)
    assert "文言は比較表の記述を短縮したもの。" in said(english, "ja")
