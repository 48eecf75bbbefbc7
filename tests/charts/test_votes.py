"""Votes on record beside stances: each vote as cast, each kind of nothing its own mark."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from colorspacious import deltaE
from drawn import words
from matplotlib.colors import to_rgb
from test_all_charts import HOSTILE, both_languages, mishaps
from test_palette import TINTS, seen

from analysis import charts
from analysis.charts.palette import contrast, ink_on
from analysis.charts.vote_marks import LOOKS

COUNTS = list(LOOKS)


def cast(case, resolution, actor):
    votes = case["votes"].set_index(["resolution", "actor"])
    return votes.loc[(resolution, actor), COUNTS].tolist()


def changed(case, resolution, actor, **counts):
    """The case with one actor's votes on a resolution put otherwise."""
    votes = case["votes"]
    at = votes["resolution"].eq(resolution) & votes["actor"].eq(actor)
    assert at.sum() == 1
    for column in COUNTS:
        votes.loc[at, column] = counts.get(column, 0)
    return replace(case, tables={**case.tables, "votes": votes})


def toys(toy, resolutions, votes):
    """The invented case with invented votes."""
    about = pd.DataFrame(resolutions, columns=["resolution", "title_en", "drafted_by"])
    about = about.assign(body="COUNCIL", date="2001-05-04", result="adopted")
    about = about.assign(title_ja=about["title_en"], drafted_by_ja=pd.NA).astype("str")
    rows = pd.DataFrame(votes, columns=["resolution", "actor", *COUNTS])
    totals = rows.groupby("resolution")[COUNTS].sum().astype("Int64").reset_index()
    about = about.merge(totals, on="resolution").assign(
        source_ids="S-X01", note=pd.NA, note_ja=pd.NA
    )
    rows[COUNTS] = rows[COUNTS].astype("Int64")
    tables = {"resolutions": about, "votes": rows.assign(source_ids="S-X01")}
    return replace(toy, tables={**toy.tables, **tables})


def test_every_vote_stance_and_total_is_one_row(case):
    frame = charts.votes.frame(case)
    assert frame["kind"].value_counts().to_dict() == {
        "votes": len(case["votes"]),
        "no seat": 5,
        "whole body": 3,
        "stated": 7,
        "not stated": 13,
    }
    drawn = frame[frame["kind"] == "votes"].set_index(["resolution", "actor"])
    given = case["votes"].set_index(["resolution", "actor"])[COUNTS]
    pd.testing.assert_frame_equal(drawn.loc[given.index, COUNTS], given)


def test_totals_are_those_of_the_resolution_and_sum_to_its_members(case):
    totals = charts.votes.frame(case).query("kind == 'whole body'").set_index("resolution")
    assert totals[COUNTS].to_numpy().tolist() == [[93, 18, 65, 17], [93, 8, 73, 19], [10, 0, 5, 0]]
    assert totals["of"].tolist() == [193, 193, 15]
    shown = words(charts.votes(case))
    assert {"93 yes", "18 no", "65 abstained", "17 not voting", "10 yes", "0 no"} <= set(shown)


def test_the_stances_are_those_of_the_wide_matrix(case):
    frame = charts.votes.frame(case)
    stances = frame[frame["issue"].notna()].set_index(["actor", "issue"])
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    unquoted = set(claims.loc[claims["wording"].eq("not_found").fillna(False), "unit"])
    wide = charts.wide_matrix.frame(case).set_index(["actor", "issue"])
    assert list(stances.index.unique("issue")) == ["russia_policy", "diplomatic_strategy"]
    for place, row in stances.iterrows():
        expected = wide.loc[place] if place in wide.index else None
        if expected is None or pd.isna(expected["lower"]):
            assert row["kind"] == "not stated"
        else:
            assert (row["lower"], row["upper"]) == (expected["lower"], expected["upper"])
            units = str(expected["units"]).split()
            giving = units[:1] if expected["origin"] == "table" else units
            assert row["quotation_not_found"] == bool(unquoted & set(giving))


@both_languages
def test_each_state_s_vote_and_each_count_of_the_union_is_drawn(case, lang):
    shown = Counter(words(charts.votes(case, lang)))
    states = case["votes"][case["votes"]["actor"] != "EU"]
    for kind in COUNTS[:3]:
        look = LOOKS[kind]
        assert shown[f"{look.glyph} {look.word(lang)}"] == int(states[kind].sum()) > 0
    assert cast(case, "A/RES/ES-11/7", "EU") == [26, 1, 0, 0]
    assert shown["26 of 27 yes" if lang == "en" else "賛成26／27"] == 2
    assert shown["4 of 4" if lang == "en" else "棄権4／4"] == 1
    if lang == "en":
        drawn = words(charts.votes(case, lang))
        assert drawn[drawn.index("4 of 4") + 1] == "abstained", "the word stands below its count"
    assert shown["—"] == 5 + 1, "no seat in the Council, and once in the key"


@both_languages
def test_what_is_our_reading_and_what_is_on_record_stand_over_their_columns(case, lang):
    (ax,) = charts.votes(case, lang).axes
    x = {text.get_text(): text.get_position()[0] for text in ax.texts}
    reading = x["Stance, our reading" if lang == "en" else "立場（当方の読み）"]
    record = x["Votes, on record" if lang == "en" else "投票（記録）"]
    assert reading < record == x["A/RES/ES-11/7"]
    note = charts.votes.caption(case, lang).note
    assert ("A vote is no stance" if lang == "en" else "投票は立場ではなく") in note
    assert ("UN Digital Library" if lang == "en" else "投票の出典：S-U01（sources.csv）") in note


def test_the_title_names_who_voted_no_on_whose_text(case):
    assert charts.votes.caption(case, "en").title == (
        "24 February: US and Russia voted no on Ukraine's text"
    )
    assert charts.votes.caption(case, "ja").title == "2月24日、米国とロシアがウクライナの案に反対"
    china = changed(case, "A/RES/ES-11/7", "CHN", no=1)
    assert "US, Russia and 16 more voted no" in charts.votes.caption(china, "en").title, (
        "18 in all: states that are not shown count too"
    )


def test_the_title_follows_the_votes_and_falls_without_a_no(case):
    other = changed(case, "A/RES/ES-11/7", "USA", abstain=1)
    assert (
        charts.votes.caption(other, "en").title == "24 February: Russia voted no on Ukraine's text"
    )
    none = changed(changed(other, "A/RES/ES-11/7", "RUS", yes=1), "A/RES/ES-11/8", "RUS", yes=1)
    assert charts.votes.caption(none, "en").title == charts.votes.topic.en


def test_a_group_of_states_that_votes_no_is_no_state_of_the_title(case):
    other = changed(case, "A/RES/ES-11/7", "EU", no=27)
    assert "US and Russia voted no" in charts.votes.caption(other, "en").title


def test_a_state_that_did_not_vote_is_no_abstention_and_no_empty_seat(case):
    absent = changed(case, "A/RES/ES-11/7", "CHN", not_voting=1)
    shown, before = (Counter(words(charts.votes(each))) for each in (absent, case))
    assert shown["– not voting"] == before["– not voting"] + 1 == 1
    assert shown["○ abstained"] == before["○ abstained"] - 1
    assert shown["—"] == before["—"]


@both_languages
def test_another_case_with_more_resolutions_and_undeclared_issues_is_drawn(toy, lang):
    texts = [(f"R/{n}", f"Motion number {n} of the lake", "A stranger") for n in range(6)]
    votes = [(f"R/{n}", "ALD", 1, 0, 0, 0) for n in range(6)] + [("R/0", "BOR", 0, 1, 0, 0)]
    other = toys(toy, texts, votes)
    frame = charts.votes.frame(other)
    assert frame["issue"].dropna().unique().tolist() == ["water", "ferry", "tolls"]
    assert mishaps(charts.votes(other, lang)) == ([], [])
    assert charts.votes.caption(other, lang).title == charts.votes.topic(lang), "no drafter known"


@both_languages
def test_hostile_titles_stay_within_their_columns(case, lang):
    resolutions = case["resolutions"]
    for column in ("title_en", "title_ja", "drafted_by", "drafted_by_ja"):
        resolutions[column] = HOSTILE
    hostile = replace(case, tables={**case.tables, "resolutions": resolutions})
    assert mishaps(charts.votes(hostile, lang)) == ([], [])


@pytest.mark.parametrize("kind", ["protan", "deuteran", "tritan"])
def test_kinds_of_vote_are_told_apart_by_everyone(kind):
    colours = [look.colour for look in LOOKS.values()]
    for a, b in combinations(colours, 2):
        apart = deltaE(seen(a, kind), seen(b, kind), input_space="sRGB1", uniform_space="CAM02-UCS")
        assert apart >= 15


def test_no_colour_of_a_vote_is_one_of_a_stance_and_text_reads_on_each():
    for look in list(LOOKS.values())[:3]:
        assert contrast(look.colour, ink_on(look.colour)) >= 4.5
        assert all(
            deltaE(to_rgb(look.colour), to_rgb(tint), input_space="sRGB1") >= 10
            for tint in TINTS.values()
        )
    assert len({look.glyph for look in LOOKS.values()}) == len(LOOKS)
