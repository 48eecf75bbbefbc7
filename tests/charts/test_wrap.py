"""Lines that fit, in two languages, with nothing lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.fonts import missing, width
from analysis.charts.wrap import NOT_FIRST, NOT_LAST, wrap

WORDS = st.text(st.sampled_from("abc EU米国はウクライナの。、（）支援ー$_%\\"), max_size=60)


@given(WORDS, st.floats(15, 60), st.booleans())
def test_no_line_is_wider_than_the_room_but_for_characters_that_may_not_move(text, room, even):
    for line in wrap(text, room, 9, even=even):
        hanging = sum(width(c, 9) for c in line if c in NOT_FIRST + NOT_LAST)
        assert width(line, 9) <= room + hanging + 0.01


@given(WORDS, st.floats(15, 60), st.booleans())
def test_no_character_is_lost_between_the_lines(text, room, even):
    kept = "".join(wrap(text, room, 9, even=even))
    assert kept.replace(" ", "") == "".join(text.split())


def test_japanese_breaks_between_phrases():
    assert wrap("ウクライナ支援の縮小を検討", 30, 9) == ["ウクライナ支援の", "縮小を検討"]


def test_a_zero_width_space_breaks_by_hand():
    assert wrap("鉱物資源を\u200bめぐり\u200b中国が接近", 32, 9) == [
        "鉱物資源をめぐり",
        "中国が接近",
    ]


def test_a_bracket_does_not_end_a_line_nor_a_full_stop_begin_one():
    for line in wrap("継続支援を表明（和平交渉が必要）。経済制裁を維持。", 24, 9):
        assert line[0] not in "）。"
        assert line[-1] not in "（"


def test_a_number_stays_in_one_line():
    text = "記事の比較表に基づく当事者の組。米ウクライナ首脳会談（ワシントン、2025年2月28日）。"
    for room in range(40, 150, 3):
        assert sum("2025" in line for line in wrap(text, room, 9)) == 1


def test_what_does_not_fit_ends_in_an_ellipsis():
    (first, second) = wrap("one two three four five six seven eight nine ten", 20, 9, most=2)
    assert second.endswith("…")
    assert width(second, 9) <= 20
    assert first == wrap("one two three four five six seven eight nine ten", 20, 9)[0]


def test_a_cut_line_keeps_its_spaces():
    assert wrap("Middle East", 18, 9, most=1) == ["Middle E…"]


def test_a_word_wider_than_the_room_is_cut():
    assert len(wrap("x" * 100, 20, 9)) > 1


def test_even_lines_are_as_few_and_more_alike():
    text = "Turns from reliance on the US to multilateral diplomacy"
    full, even = wrap(text, 40, 9), wrap(text, 40, 9, even=True)
    assert len(even) == len(full)
    spread = [max(map(len, lines)) - min(map(len, lines)) for lines in (full, even)]
    assert spread[1] <= spread[0]


@pytest.mark.parametrize(
    "name", ["Ґданськ Їжак Зеленський", "米ウクライナ首脳会談", "−−/++ · “EU”"]
)
def test_ukrainian_and_japanese_names_have_all_their_glyphs(name):
    assert missing(name) == ""


def test_a_glyph_that_no_face_has_is_named():
    assert missing("a\U0001f600b") == "\U0001f600" or missing("a\U0001f9ffb") == "\U0001f9ff"


def test_a_width_is_the_sum_of_its_parts():
    assert width("EU米国", 9) == pytest.approx(width("EU", 9) + width("米国", 9))
    assert width("米国", 9) == pytest.approx(2 * 9 * 25.4 / 72)
