"""A case of many actors: the votes of 24 February 2025, 65 states on three resolutions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from drawn import words
from test_all_charts import both_languages, mishaps

from analysis import charts, read_case
from analysis.charts import roll
from analysis.charts.view import View
from analysis.compare.variants import GIVEN

DRAWN = ("agreement", "positions", "stance_matrix", "votes")
SIGNS = {1: "+", 0: "0", -1: "\u2212"}


@pytest.fixture(scope="module")
def un(root):
    return read_case(root / "data" / "un-votes-2025-02-24")


def test_the_charts_of_a_record_are_those_whose_tables_it_has(un):
    there = [k for k in charts.KEYS if all(un.has(t) for t in getattr(charts, k).tables)]
    assert set(DRAWN) <= set(there)
    assert not {"certainty", "wide_matrix", "table_vs_text"} & set(there)


@both_languages
@pytest.mark.parametrize("key", DRAWN)
def test_no_caption_of_a_record_speaks_of_an_article(un, key, lang):
    caption = getattr(charts, key).caption(un, lang)
    said = " ".join((caption.title, caption.subtitle, caption.note, caption.alt, caption.source))
    assert "article" not in said.lower()
    assert "記事" not in said
    named = ("voting record", "Recorded votes") if lang == "en" else ("投票記録",)
    assert any(words_ in caption.subtitle for words_ in named)


@both_languages
def test_every_state_is_named_once_and_every_vote_has_its_sign(un, lang):
    shown = Counter(words(charts.stance_matrix(un, lang)))
    votes = Counter(un.matrix().stack().dropna().map(SIGNS))
    assert votes.total() == 134
    for sign, n in votes.items():
        assert shown[sign] == n + 1, "and once in the key"
    names = un["actors"].loc[lambda rows: rows["kind"] == "state", f"short_{lang}"]
    assert len(names) == 65
    assert all(shown[name] == 1 for name in names)


@both_languages
def test_the_matrix_of_many_fits_its_page_and_says_nothing_of_words(un, lang):
    figure = charts.stance_matrix(un, lang)
    assert mishaps(figure) == ([], [])
    assert figure.get_size_inches()[1] * 25.4 < 240
    note = charts.stance_matrix.caption(un, lang).note
    assert not [said for said in ("Words:", "“or”", "文言", "も可") if said in note]


def test_issues_are_numbered_over_each_column_and_named_above(un):
    shown = Counter(words(charts.stance_matrix(un)))
    columns, _ = roll.columns_of(21.0, 3 * roll.TILE)
    assert all(shown[str(n)] == columns for n in (1, 2, 3))
    for n, name in enumerate(un["issues"]["name_en"], start=1):
        assert any(word.startswith(f"{n} {name}") for word in shown)


def test_eight_actors_still_have_words_and_nine_have_signs_alone(un):
    frame = charts.stance_matrix.frame(un)
    for many, there in ((roll.MANY, True), (roll.MANY + 1, False)):
        cells = frame[frame["actor"].isin(frame["actor"].unique()[:many])]
        terms = charts.stance_matrix.terms(cells, View.of(un, "en"))
        assert bool(terms["words"]) == there


def test_pairs_without_a_distance_are_neither_closest_nor_farthest(un):
    frame = charts.agreement.frame(un)
    stated = un.matrix().notna()
    shared = [int((stated.loc[a] & stated.loc[b]).sum()) for a, b in combinations(stated.index, 2)]
    measured = sum(n >= 3 for n in shared)
    assert (measured, len(shared)) == (45, 2080)
    assert set(frame["pairs"]) == {45}
    assert set(frame["few"]) == {2080 - 45}
    given = frame[frame["kind"] == GIVEN]
    assert len(given) == 8
    assert given["mean_distance"].notna().all()
    shown = words(charts.agreement(un))
    assert "Pairs left out because both voted on fewer than 3 texts: 2035." in shown


@both_languages
def test_a_vote_that_the_record_does_not_bear_out_bears_its_mark_in_the_roll_too(un, lang):
    unit = un["comparison"]["unit"].iloc[0]
    claim = {"claim": "X1", "status": "not_found", "wording": "not_found"}
    evidence = pd.DataFrame([claim]).reindex(columns=un["evidence"].columns)
    bears = pd.DataFrame([{"claim": "X1", "unit": unit}])
    doubted = replace(un, tables={**un.tables, "evidence": evidence, "evidence_units": bears})
    figure = charts.stance_matrix(doubted, lang)
    assert mishaps(figure) == ([], [])
    assert words(figure).count("? “?”") == 1
    assert "? “?”" not in words(charts.stance_matrix(un, lang))
