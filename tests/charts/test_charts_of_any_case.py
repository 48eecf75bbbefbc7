"""A case of any shape is drawn on a page: any number of actors and issues, any scale, one language.

The cases are invented (cases_of_any_shape). What is asked is what holds of every chart: no text
outside the page or on another, no page taller than a sheet, and no word of a machine for nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from cases_of_any_shape import FIVE, TEN, THREE, WORDS, case_of
from drawn import words
from matplotlib.text import Text
from test_all_charts import both_languages, mishaps

from analysis import charts
from analysis.case.scale import Code, Scale, read_scale
from analysis.charts import roll
from analysis.charts.describe import describe
from analysis.charts.identity import csv_bytes
from analysis.charts.palette import contrast, ink_on, tint
from analysis.charts.view import View
from analysis.publish.drawable import lacking
from analysis.publish.table import table

TALL = 242
NOTHING = re.compile(r"\b(nan|NaN|None|NaT)\b|<NA>")
#: Shape, and the languages that it is drawn in: the large ones in one, since what is in question
#: is room.
SHAPES = {
    "two by two": ({"actors": 2, "issues": 2}, ("en", "ja")),
    "twelve by twelve from 0 to 10": (
        {"actors": 12, "issues": 12, "glyphs": TEN, "midpoint": 5},
        ("en",),
    ),
    "three by forty": ({"actors": 3, "issues": 40}, ("ja",)),
    "forty by three": ({"actors": 40, "issues": 3}, ("en",)),
    "three hundred by six": ({"actors": 300, "issues": 6}, ("ja",)),
    "English alone": ({"actors": 4, "issues": 4, "langs": ("en",)}, ("en", "ja")),
    "Japanese alone": ({"actors": 4, "issues": 4, "langs": ("ja",)}, ("en", "ja")),
    "votes": ({"actors": 6, "issues": 4, "glyphs": THREE}, ("ja",)),
}
KEYS = ("agreement", "certainty", "positions", "stance_matrix", "table_vs_text", "wide_matrix")


#: The pairs of many are tried once, on the largest.
DRAWN = [
    (name, lang, key)
    for name, (_, langs) in SHAPES.items()
    for lang in langs
    for key in KEYS
    if (name, key) != ("forty by three", "agreement")
]


@pytest.fixture(scope="module")
def made(toy):
    """Each shape's case, made once."""
    return {name: case_of(toy, **shape, statements=True) for name, (shape, _) in SHAPES.items()}


def said(figure):
    """Every text of a figure, of whichever of its axes."""
    return [text.get_text() for text in figure.findobj(Text)]


def height(figure):
    return figure.get_size_inches()[1] * 25.4


@pytest.mark.parametrize(("name", "lang", "key"), DRAWN)
def test_a_chart_of_any_shape_fits_a_page_and_its_texts_keep_apart(made, key, name, lang):
    figure = getattr(charts, key)(made[name], lang)
    assert mishaps(figure) == ([], [])
    assert height(figure) <= TALL
    assert not [word for word in said(figure) if NOTHING.search(word)]


def test_the_charts_tried_are_those_that_such_a_case_can_bear(made):
    case = made["two by two"]
    assert [k for k in charts.KEYS if all(case.has(t) for t in getattr(charts, k).tables)] == [
        *KEYS
    ]


@pytest.mark.parametrize("key", KEYS)
def test_no_data_and_no_description_has_a_machines_word_for_nothing(made, key):
    for name in ("English alone", "Japanese alone"):
        case, chart = made[name], getattr(charts, key)
        said = csv_bytes(chart.frame(case)).decode("utf-8-sig"), describe(chart, case, "ja")
        assert not [text for text in said if NOTHING.search(text)]


@both_languages
@pytest.mark.parametrize("has", ["en", "ja"])
def test_the_words_of_a_cell_are_drawn_said_and_listed_in_the_language_that_has_them(
    made, has, lang
):
    case = made["English alone" if has == "en" else "Japanese alone"]
    frame = charts.stance_matrix.frame(case)
    stated = int(frame["lower"].notna().sum())
    drawn = "".join("".join(words(charts.stance_matrix(case, lang))).split())
    assert drawn.count("".join(WORDS[has].split())) == stated > 0
    aim = "The aim of issue 0 is reached" if has == "en" else "論点0の目標を達成する"
    assert "".join(aim.split()) in drawn
    assert WORDS[has] in describe(charts.stance_matrix, case, lang)
    listed = table(frame, case, lang, "actor short").text()
    assert listed.count(WORDS[has]) == len(frame)


def test_many_actors_on_few_issues_stand_down_and_many_issues_of_few_actors_too(made):
    for name, by in (("forty by three", "actor"), ("three by forty", "issue")):
        case = made[name]
        found = roll.layout(charts.stance_matrix.frame(case), View.of(case, "en"))
        assert found.by[0] == by
        shown = words(charts.stance_matrix(case, "en"))
        for key, label in (("actors", "short_en"), ("issues", "name_en")):
            for word in case[key][label]:
                assert [said for said in shown if word in said], word


@pytest.mark.parametrize("key", ["stance_matrix", "positions"])
def test_of_hundreds_the_numbers_at_each_code_are_those_of_the_matrix(made, key):
    case = made["three hundred by six"]
    shown = words(getattr(charts, key)(case, "en"))
    frame = getattr(charts, key).frame(case)
    for issue, rows in frame.groupby("issue", sort=False):
        clear = rows[rows["kind"].eq("stated")]["lower"].value_counts()
        expected = [int(clear.get(code, 0)) for code in sorted(FIVE, reverse=True)]
        expected += [int(rows["kind"].eq(kind).sum()) for kind in ("split", "not stated")]
        assert sum(expected) == 300
        start = shown.index(case["issues"].set_index("issue")["name_en"][issue])
        numbers = [int(word) for word in shown[start:] if re.fullmatch(r"\d+", word)]
        assert numbers[: len(expected)] == expected


def test_what_is_drawn_of_hundreds_is_named_in_the_alternative_text(made):
    case = made["three hundred by six"]
    for key in ("stance_matrix", "wide_matrix"):
        assert "the number of actors at each code" in getattr(charts, key).caption(case, "en").alt
    assert charts.positions.caption(case, "en").alt.count("Number of actors at each code") == 1
    assert "cells of each issue" in charts.table_vs_text.caption(case, "en").alt


def test_more_issues_than_a_page_holds_are_cut_and_the_chart_says_so(toy):
    case = case_of(toy, 60, 45, statements=True)
    for key in ("stance_matrix", "table_vs_text"):
        figure = getattr(charts, key)(case, "en")
        assert mishaps(figure) == ([], [])
        assert height(figure) <= TALL
        told = [word for word in words(figure) if "of 45 issues" in word]
        shown = [word for word in words(figure) if re.fullmatch(r"Issue \d+", word)]
        assert told == [f"The first {len(shown)} of 45 issues; all are in the data of this chart."]


def test_a_mark_of_the_record_on_one_of_hundreds_is_counted(made, toy):
    case = made["three hundred by six"]
    evidence = pd.DataFrame([{"claim": "X1", "status": "not_found", "wording": "not_found"}])
    doubt = {
        "evidence": evidence.reindex(columns=toy["evidence"].columns),
        "evidence_units": pd.DataFrame([{"claim": "X1", "unit": "c-0-7"}]),
    }
    figure = charts.stance_matrix(replace(case, tables={**case.tables, **doubt}), "en")
    assert mishaps(figure) == ([], [])
    shown = words(figure)
    assert {"?", "“?”"} <= set(shown)
    start = shown.index("Issue 0")
    numbers = [int(word) for word in shown[start:] if word.isdecimal()]
    assert numbers[7:9] == [1, 1]
    assert numbers[9 + 7 : 9 + 9] == [0, 0]


OPTIONAL = (
    "anchors", "effect_codes", "effects", "events", "evidence", "evidence_units", "factors",
    "impact", "memberships", "scenarios", "sources", "statements",
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(toy):
    """What each chart draws of the case with all its tables."""
    there = (key for key in charts.KEYS if not lacking(key, toy))
    return {key: csv_bytes(getattr(charts, key).frame(toy)) for key in there}


@pytest.mark.parametrize("missing", OPTIONAL)
def test_without_an_optional_table_each_chart_is_drawn_or_names_the_table(toy, whole, missing):
    """Those are drawn of which the table changes what is drawn."""
    assert toy.has(missing)
    case = replace(toy, tables={n: t for n, t in toy.tables.items() if n != missing})
    for key, before in whole.items():
        chart = getattr(charts, key)
        if missing in chart.tables:
            assert missing in lacking(key, case)
        elif csv_bytes(chart.frame(case)) != before:
            assert not [word for word in said(chart(case, "en")) if NOTHING.search(word)], key


def scale(codes, midpoint):
    return Scale(tuple(Code(code, str(code), "x", "x") for code in codes), midpoint)


SCALES = [
    scale((-1, 0, 1), 0), scale(range(11), 5), scale(range(5), 2), scale(range(-3, 4), 0),
    scale((0, 1), 0), scale((0, 1), 1), scale((1, 2, 5), 2), scale(range(5), 0),
]  # fmt: skip


@pytest.mark.parametrize(
    "made_of", SCALES, ids=lambda each: f"{each.low} to {each.high}, {each.midpoint}"
)
def test_codes_of_any_scale_have_tints_of_their_own_on_which_their_glyphs_are_legible(made_of):
    tints = [tint(code, made_of) for code in sorted(each.stance for each in made_of.codes)]
    assert len(set(tints)) == len(tints)
    assert min(contrast(ink_on(ground), ground) for ground in tints) >= 4.5


@pytest.mark.parametrize("codes", [{0: "no", 1: "yes"}, {n: str(n) for n in range(0, 101, 5)}])
def test_a_scale_of_two_codes_and_one_of_twenty_one_are_drawn(toy, codes):
    case = case_of(toy, 9, 3, glyphs=codes, midpoint=0, statements=True)
    for key in ("stance_matrix", "positions", "wide_matrix"):
        figure = getattr(charts, key)(case, "en")
        assert mishaps(figure) == ([], [])
        assert height(figure) <= TALL


def test_a_label_of_a_code_in_one_language_serves_both():
    codes = [
        {"stance": 1, "glyph": "+", "label_en": "for"},
        {"stance": 0, "glyph": "0", "label_ja": "保留"},
    ]
    read, faults = read_scale({"midpoint": 0, "codes": codes})
    assert not faults
    assert [(code.label_en, code.label_ja) for code in read.codes] == [
        ("for", "for"),
        ("保留", "保留"),
    ]
    nameless, faults = read_scale({"midpoint": 0, "codes": [*codes, {"stance": 2, "glyph": "++"}]})
    assert nameless is None
    assert len(faults) == 1
