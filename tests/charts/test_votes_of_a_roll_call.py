"""The chart of votes drawn of a roll call: its own tables, the groups counted, each state found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from drawn import words
from test_all_charts import both_languages, mishaps

from analysis import charts, read_case
from analysis.charts.vote_marks import LOOKS

TEXTS = {"es_11_7": "A/RES/ES-11/7", "es_11_8": "A/RES/ES-11/8", "s_res_2774": "S/RES/2774"}
WORD = {"Yes": "yes", "No": "no", "Abstention": "abstain", "Did not vote": "not_voting"}


@pytest.fixture(scope="module")
def un(root):
    return read_case(root / "data" / "un-votes-2025-02-24")


@pytest.fixture(scope="module")
def frame(un):
    return charts.votes.frame(un)


def said_in_words(un):
    """What the table says in words of each state on each text."""
    table = un["comparison"]
    return {(TEXTS[i], a): w for i, a, w in table[["issue", "actor", "text_en"]].to_numpy()}


def test_each_vote_is_the_one_that_the_table_has_in_words(un, frame):
    states = frame[frame["actor"].notna() & frame["of"].eq(1)].set_index(["resolution", "actor"])
    told = {place: word for place, word in said_in_words(un).items() if word in WORD}
    cast = states[states["kind"] == "votes"]
    assert set(cast.index) == set(told)
    for place, word in told.items():
        counts = cast.loc[place, list(LOOKS)].to_dict()
        assert counts == {kind: int(kind == WORD[word]) for kind in LOOKS}, place


def test_no_seat_and_not_read_are_no_votes_and_two_things(un, frame):
    told = said_in_words(un)
    for kind, word in (("no seat", "Not on the Council"), ("not read", "Vote not read here")):
        rows = frame[frame["kind"] == kind]
        states = rows[rows["actor"].isin(un["comparison"]["actor"])]
        places = set(zip(states["resolution"], states["actor"], strict=True))
        assert places == {place for place, words_ in told.items() if words_ == word}
        assert rows[list(LOOKS)].isna().all(axis=None)


def test_a_group_is_the_count_of_its_members_with_a_seat(un, frame):
    members = un["memberships"].query("group == 'EU'")["actor"]
    told = said_in_words(un)
    for text in TEXTS.values():
        counted = Counter(told[text, state] for state in members)
        [row] = frame[frame["actor"].eq("EU") & frame["resolution"].eq(text)].to_dict("records")
        assert {kind: row[kind] for kind in LOOKS} == {k: counted[w] for w, k in WORD.items()}
        assert row["of"] == len(members) - counted["Not on the Council"]


def test_the_two_cases_that_tell_of_these_votes_tell_the_same(case, frame):
    ours = frame[frame["kind"] == "votes"].set_index(["resolution", "actor"])[list(LOOKS)]
    for row in case["votes"].to_dict("records"):
        here = ours.loc[(row["resolution"], row["actor"])].to_dict()
        assert here == {kind: row[kind] for kind in LOOKS}


@both_languages
def test_the_union_stands_as_26_of_27_and_the_note_says_that_it_casts_no_vote(un, lang):
    shown = Counter(words(charts.votes(un, lang)))
    assert shown["26 of 27 yes" if lang == "en" else "賛成26／27"] == 2
    assert shown["4 of 4 abstained" if lang == "en" else "棄権4／4"] == 1
    note = charts.votes.caption(un, lang).note
    assert (
        "EU, G7 and P5 cast no vote"
        if lang == "en"
        else "EU、G7、常任理事国は集団としては投票しない"
    ) in note
    assert not [w for w in ("stance", "our reading", "立場", "当方の読み") if w in note]


@both_languages
def test_every_state_is_found_once_with_a_mark_a_text_and_all_fits_a_page(un, frame, lang):
    figure = charts.votes(un, lang)
    assert mishaps(figure) == ([], [])
    assert figure.get_size_inches()[1] * 25.4 < 257, "A4 with margins of 2 cm"
    shown = Counter(words(figure))
    names = un["actors"].loc[lambda rows: rows["kind"] == "state", f"short_{lang}"]
    assert len(names) == 65
    assert all(shown[name] == 1 for name in names)
    states = frame[frame["of"].eq(1)]
    for kind, look in LOOKS.items():
        groups = frame[frame["of"].gt(1) & frame[kind].gt(0)]
        zero = int((frame["kind"].eq("whole body") & frame[kind].eq(0)).sum()) * (
            kind != "not_voting"
        )
        assert shown[look.glyph] == states[kind].sum() + len(groups) + zero + 1, "and in the key"


def test_the_title_counts_the_noes_of_the_whole_body(un):
    title = charts.votes.caption(un, "en").title
    assert title == "24 February: Russia, US and 16 more voted no on Ukraine's text"
    [total] = un["resolutions"].query("resolution == 'A/RES/ES-11/7'")["no"]
    assert total == 16 + 2


def test_a_case_of_few_states_has_a_row_for_each(un):
    few = ["UKR", "CHN", "FRA", "RUS", "GBR", "USA"]
    table = un["comparison"][un["comparison"]["actor"].isin(few)]
    codes = un["stance_codes"][un["stance_codes"]["unit"].isin(table["unit"])]
    members = un["memberships"][un["memberships"]["actor"].isin(few)]
    tables = {"comparison": table, "stance_codes": codes, "memberships": members}
    small = replace(un, tables={**un.tables, **tables})
    shown = words(charts.votes(small))
    assert shown.count("▼ no") == 1 + 1 + 1, "Russia twice, the US once"
    assert "1" not in shown
    assert mishaps(charts.votes(small)) == ([], [])
