"""What the public record adds to the case: dated, counted, each row with its sources.

Dates, counts and totals are literals from the record; the flagship repeats what two packages
beside it hold, and is held equal to them.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

WITH_SOURCES = (
    "resolutions",
    "votes",
    "timeline",
    "agreement_terms",
    "minerals",
    "responses",
    "allocations",
)
DATED = {
    "Bessent brings first minerals draft": "2025-02-12",
    "UNGA adopts ES-11/7 (93-18-65) and ES-11/8 (93-8-73)": "2025-02-24",
    "Open Oval Office session": "2025-02-28",
    "Zelensky leaves; press conference and signing cancelled": "2025-02-28",
    "London summit": "2025-03-02",
    "US pauses and reviews military aid": "2025-03-03",
    "CIA director confirms intelligence pause": "2025-03-05",
    "US lifts both pauses": "2025-03-11",
    "Reconstruction Investment Fund agreement signed": "2025-04-30",
    "Rada ratifies, 338 votes": "2025-05-08",
}
TOTALS = {  # yes, no, abstentions, not voting
    "A/RES/ES-11/7": (93, 18, 65, 17),
    "A/RES/ES-11/8": (93, 8, 73, 19),
    "S/RES/2774": (10, 0, 5, 0),
    "A/RES/ES-11/6": (141, 7, 32, 13),
}
AMENDED = {  # yes, no, abstentions; who did not vote is not reported
    "ES-11/8 amendment 1 (order as reported)": (60, 18, 81),
    "ES-11/8 amendment 2 (order as reported)": (79, 16, 67),
    "ES-11/8 amendment 3 (order as reported)": (83, 16, 61),
    "ES-11/8 Russian amendment": (31, 71, 59),
}
RESULTS = ["adopted", "adopted as amended", *["adopted"] * 4, "rejected", "adopted"]
COUNTS = ("yes", "no", "abstain", "not_voting")


def counts(row: dict[str, str]) -> tuple[int, ...]:
    return tuple(int(row[count]) for count in COUNTS)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("resolutions", 8),
        ("votes", 25),
        ("timeline", 38),
        ("agreement_terms", 8),
        ("minerals", 22),
        ("responses", 25),
        ("allocations", 24),
    ],
)
def test_each_table_of_the_record_holds_as_many_rows_as_were_found(tables, table, rows):
    assert len(tables[table]) == rows


@pytest.mark.parametrize("table", WITH_SOURCES)
def test_every_source_that_a_row_names_is_listed(tables, table):
    listed = {row["source_id"] for row in tables["sources"]}
    named = {each for row in tables[table] for each in row["source_ids"].split(";") if each}
    assert named
    assert named <= listed


def test_only_one_row_has_no_source_and_it_says_to_treat_it_as_unverified(tables):
    bare = [row for name in WITH_SOURCES for row in tables[name] if not row["source_ids"]]
    assert [row["confidence"] for row in bare] == ["third-party relay only, treat as unverified"]


def test_a_row_that_says_several_sources_names_more_than_one(tables):
    several = [
        (name, (row.get("sources") or row["source_ids"]).split(";"))
        for name, rows in tables.items()
        for row in rows
        if row.get("confidence") == "several sources"
    ]
    assert Counter(name for name, _ in several) == {"evidence": 49, "timeline": 16, "minerals": 6}
    assert min(len(set(cited)) for _, cited in several) == 2


def test_the_amendments_have_the_titles_under_which_they_were_found(tables):
    titles = [r["title_en"] for r in tables["resolutions"] if "amendment" in r["resolution"]]
    assert titles == [*["European amendment"] * 3, "Root causes"]


def test_what_rests_on_one_report_says_so_in_both_languages(tables):
    single = {
        row["resolution"]: row for row in tables["resolutions"] if "amendment" in row["resolution"]
    }
    assert len(single) == 4
    for row in single.values():
        assert (row["note"], row["note_ja"]) == ("single source", "典拠は1件のみ")
        assert row["source_ids"] == "S-U05"
        assert row["not_voting"] == ""


@pytest.mark.parametrize("resolution", TOTALS)
def test_each_resolution_has_the_totals_of_the_record(tables, resolution):
    [row] = [row for row in tables["resolutions"] if row["resolution"] == resolution]
    assert counts(row) == TOTALS[resolution]
    assert sum(counts(row)) == (15 if row["body"] == "UNSC" else 193)


def test_each_amendment_has_the_votes_that_the_one_source_reports(tables):
    told = {
        row["resolution"]: tuple(int(row[count]) for count in COUNTS[:3])
        for row in tables["resolutions"]
        if row["source_ids"] == "S-U05"
    }
    assert told == AMENDED


def test_every_vote_has_its_day_and_its_result(tables):
    days = {row["resolution"]: row["date"] for row in tables["resolutions"]}
    assert days.pop("A/RES/ES-11/6") == "2023-02-23"
    assert set(days.values()) == {"2025-02-24"}
    assert [row["result"] for row in tables["resolutions"]] == RESULTS


@pytest.mark.parametrize("name", ["tables", "un"])
def test_ukraine_abstained_on_the_us_text_and_the_other_report_is_kept_beside_it(request, name):
    [row] = [
        row
        for row in request.getfixturevalue(name)["resolutions"]
        if row["resolution"] == "A/RES/ES-11/8"
    ]
    assert "Ukraine abstain (AP reported Ukraine yes)" in row["note"]
    assert "AP通信はウクライナを賛成と報道" in row["note_ja"]


def test_the_union_casts_no_vote_its_states_do_and_26_of_27_voted_yes(tables):
    union = {row["resolution"]: counts(row) for row in tables["votes"] if row["actor"] == "EU"}
    assert union == {
        "A/RES/ES-11/7": (26, 1, 0, 0),
        "A/RES/ES-11/8": (26, 0, 1, 0),
        "S/RES/2774": (0, 0, 4, 0),
    }


def test_a_state_votes_once_and_only_actors_with_a_state_have_a_vote(tables):
    kinds = {row["actor"]: row["kind"] for row in tables["actors"]}
    for row in tables["votes"]:
        assert row["actor"] == "EU" or kinds[row["actor"]] == "state"
        assert sum(counts(row)) == 1 or row["actor"] == "EU"


def test_the_two_texts_parted_the_states_of_the_summit(tables):
    vote = {
        (row["actor"], row["resolution"]): COUNTS[counts(row).index(1)]
        for row in tables["votes"]
        if row["actor"] in ("USA", "UKR")
    }
    assert vote == {
        ("USA", "A/RES/ES-11/7"): "no",
        ("USA", "A/RES/ES-11/8"): "abstain",
        ("USA", "S/RES/2774"): "yes",
        ("UKR", "A/RES/ES-11/7"): "yes",
        ("UKR", "A/RES/ES-11/8"): "abstain",
    }


@pytest.mark.parametrize("event", DATED)
def test_each_event_stands_on_its_day(tables, event):
    [row] = [row for row in tables["timeline"] if event in row["event_en"]]
    assert row["date"] == DATED[event]


def test_the_timeline_runs_in_order_from_12_february_to_12_may(tables):
    days = [row["date"] for row in tables["timeline"]]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2025-02-12", "2025-05-12")
    assert len({row["event"] for row in tables["timeline"]}) == len(days)


def test_a_time_is_given_in_both_languages_or_in_none(tables):
    timed = [row for row in tables["timeline"] if row["time"] or row["time_ja"]]
    assert len(timed) == 6
    for row in timed:
        assert re.findall(r"\d+", row["time"]) == re.findall(r"\d+", row["time_ja"])


def test_the_terms_moved_from_future_resource_revenue_to_new_licences(tables):
    terms = {row["item"]: row for row in tables["agreement_terms"]}
    share = terms["Ukraine contribution"]
    assert share["february_en"].startswith("50 percent of future state resource revenue")
    assert share["signed_en"].startswith("50 percent of revenue from new licences")
    assert terms["Security guarantee"]["signed_en"] == "none in the text"


def test_numbers_of_english_stand_in_japanese_too(tables):
    pairs = [
        (r["item"], r[f"{c}_en"], r[f"{c}_ja"])
        for r in tables["agreement_terms"]
        for c in ("february", "signed")
    ]
    pairs += [(r["measure"], r["note"], r["note_ja"]) for r in tables["minerals"]]
    pairs += [(r["resolution"], r["note"], r["note_ja"]) for r in tables["resolutions"]]
    for name, english, japanese in pairs:
        if {"May", "USD", "Mt", "top"} & set(re.split(r"\W", english)):
            continue
        found = [re.findall(r"\d+", text) for text in (english, japanese)]
        assert set(found[0]) <= set(found[1]), name


def test_reactions_are_gists_and_name_no_words_where_none_were_found(tables):
    sides = Counter(row["side"] for row in tables["responses"])
    assert sides["not_found"] == 1
    [putin] = [row for row in tables["responses"] if row["side"] == "not_found"]
    assert "no own quote found" in putin["gist_en"]
    assert "見つからず" in putin["gist_ja"]


def test_the_case_repeats_the_resolutions_and_votes_of_their_package(tables, un):
    assert tables["resolutions"] == un["resolutions"]
    word = {"1": "yes", "0": "abstain", "-1": "no"}
    name = {"es_11_7": "A/RES/ES-11/7", "es_11_8": "A/RES/ES-11/8", "s_res_2774": "S/RES/2774"}
    codes = {row["unit"]: row["stance"] for row in un["stance_codes"]}
    votes: Counter[tuple[str, str, str]] = Counter()
    for cell in un["comparison"]:
        absent = "not_voting" if cell["text_en"] == "Did not vote" else ""
        groups = [row["group"] for row in un["memberships"] if row["actor"] == cell["actor"]]
        for actor in (cell["actor"], *groups):
            votes[name[cell["issue"]], actor, word.get(codes[cell["unit"]], absent)] += 1
    expected = {
        key: tuple(votes[*key, kind] for kind in COUNTS)
        for key in ((r, a["actor"]) for r in name.values() for a in tables["actors"])
    }
    expected = {key: cast for key, cast in expected.items() if any(cast)}
    assert {(r["resolution"], r["actor"]): counts(r) for r in tables["votes"]} == expected


def test_the_case_repeats_the_allocations_of_their_package(tables, aid):
    assert tables["allocations"] == aid["allocations"]


def test_sources_are_the_same_in_every_package(tables, un, aid):
    known = {row["source_id"]: row for row in tables["sources"]}
    for other in (un, aid):
        for row in other["sources"]:
            assert known.get(row["source_id"], row) == row
