"""Positions of many: each issue's actors by name at their code, on one page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from drawn import words
from test_all_charts import both_languages, mishaps

from analysis import charts, read_case
from analysis.charts.view import View

LABELS = {
    "en": {"Yes": 1, "Abstention": 0, "No": -1, "no vote here": None},
    "ja": {"賛成": 1, "棄権": 0, "反対": -1, "票なし": None},
}


@pytest.fixture(scope="module")
def un(root):
    return read_case(root / "data" / "un-votes-2025-02-24")


def read(figure, lang, names):
    """What is drawn, from top to bottom: a list of (code, number told, names below it)."""
    groups = []
    for word in words(figure):
        label, _, n = word.rpartition(": " if lang == "en" else "：")
        if label in LABELS[lang]:
            groups.append((LABELS[lang][label], int(n), []))
        elif word in names:
            groups[-1][2].append(word)
    return groups


@both_languages
def test_every_actor_stands_once_an_issue_at_its_code_in_display_order(un, lang):
    names = un["actors"].set_index("actor")[f"short_{lang}"]
    matrix = un.matrix()
    groups = read(charts.positions(un, lang), lang, set(names))
    expected = []
    for issue in matrix:
        for code in (1, 0, -1, None):
            at = matrix[issue].isna() if code is None else matrix[issue].eq(code).fillna(False)
            if at.any():
                expected.append((code, int(at.sum()), list(names[matrix.index[at]])))
    assert groups == expected


@both_languages
def test_sixty_five_actors_fit_a_page(un, lang):
    figure = charts.positions(un, lang)
    assert mishaps(figure) == ([], [])
    assert figure.get_size_inches()[1] * 25.4 <= 240


@both_languages
def test_what_else_coders_would_defend_stands_behind_the_name_and_in_the_key(un, lang):
    codes = un["stance_codes"]
    codes.loc[codes["unit"] == "v-es_11_7-FRA", "low"] = 0
    wider = replace(un, tables={**un.tables, "stance_codes": codes})
    name = "France" if lang == "en" else "フランス"
    shown = words(charts.positions(wider, lang))
    assert shown.count(f"{name} (0…+)") == 1
    assert shown.count(name) == 2
    assert "( )" in shown
    assert "( )" not in words(charts.positions(un, lang))


def test_a_name_that_the_record_does_not_bear_out_bears_its_mark(un):
    unit = un["comparison"]["unit"].iloc[0]
    claim = {"claim": "X1", "status": "not_found", "wording": "not_found"}
    evidence = pd.DataFrame([claim]).reindex(columns=un["evidence"].columns)
    bears = pd.DataFrame([{"claim": "X1", "unit": unit}])
    doubted = replace(un, tables={**un.tables, "evidence": evidence, "evidence_units": bears})
    assert words(charts.positions(doubted)).count("? “?”") == 1
    assert mishaps(charts.positions(doubted)) == ([], [])


def test_the_alt_text_names_the_form_that_is_drawn(un, case):
    assert "Names by vote, text by text" in charts.positions.caption(un, "en").alt
    assert "Dot plot" in charts.positions.caption(case, "en").alt
    frame = charts.positions.frame(un)
    eight = frame[frame["actor"].isin(frame["actor"].unique()[:8])]
    assert charts.positions.terms(eight, View.of(un, "en"))["form"].startswith("Dot plot")
