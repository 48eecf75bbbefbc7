"""Expectations against the record: all that look ahead, whatever became of them."""

from dataclasses import replace

import pandas as pd
import pytest
from test_evidence import with_claims, without_claims

from analysis import charts
from analysis.charts.figures.outlook_scorecard import MARKS


def said(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def became(case):
    rows = charts.outlook_scorecard.frame(case)
    return dict(zip(rows["key"], rows["became"], strict=True))


def test_the_toy_expectations_are_as_by_hand(toy):
    # R7 an outlook, R8 in the impact table; R6 is a cell with an outcome that looks at no future
    assert became(toy) == {"R7": "came_about", "R8": "came_about"}
    assert charts.outlook_scorecard.frame(toy)["until"].tolist() == ["2031-06", "2031-06"]


def test_every_expectation_of_the_article_is_a_row_whatever_became_of_it(case):
    assert became(case) == {
        **dict.fromkeys(["I4b", "P5", "T11c", "P1", "T53c", "P2"], "came_about"),
        **dict.fromkeys(["I1", "T41c", "Z1"], "reversed"),
        **dict.fromkeys(["N3", "N2"], "otherwise"),
        **dict.fromkeys(["N4", "I4g", "P4"], "not_seen"),
        **dict.fromkeys(["I2b", "T23c", "P3", "I4e"], "not_checked"),
    }


def test_no_outlook_and_no_row_of_the_impact_table_is_left_out(case):
    table = case["evidence"]
    ahead = table["status"].eq("outlook") | table["kind"].isin(["outlook", "table row"])
    assert set(table.loc[ahead, "claim"]) <= set(became(case))


def test_what_is_stated_as_a_fact_is_no_expectation(case):
    table = case["evidence"].set_index("claim")
    assert table.loc["N1", "status"] == "borne_out_later"
    assert "N1" not in became(case)


@pytest.mark.parametrize(
    ("outcome", "status", "kind"),
    [
        ("occurred for one of three", "outlook", "came_about"),
        ("occurred, then reversed", "borne_out_later", "reversed"),
        ("mixed", "outlook", "otherwise"),
        ("another took its place", "outlook", "otherwise"),
        ("another took its place", "borne_out_later", "came_about"),
        ("not observed in sources read", "outlook", "not_seen"),
        ("not checked", "outlook", "not_checked"),
    ],
)
def test_an_outcome_tells_what_became_of_a_claim(toy, outcome, status, kind):
    changed = with_claims(toy, outcome={"R7": outcome}, status={"R7": status})
    assert became(changed)["R7"] == kind


def test_the_title_counts_what_came_about_by_the_last_date_on_record(case):
    caption = charts.outlook_scorecard.caption
    assert caption(case, "en").title == "9 of 18 outlook rows came about by 30 April, 3 reversed"
    assert caption(case, "ja").title == "見通し18行中9行が4月30日までに実現、3件は撤回"
    lasting = dict.fromkeys(["I1", "T41c", "Z1"], "occurred")
    changed = with_claims(case, outcome=lasting, record_date={"V01": "2025-07-02"})
    assert caption(changed, "en").title == "9 of 18 outlook rows came about by 2 July"


def test_where_nothing_came_about_there_is_no_finding(toy):
    none = with_claims(
        toy, outcome=dict.fromkeys(["R7", "R8"], "not checked"), status={"R8": "outlook"}
    )
    for changed in (none, without_claims(toy)):
        title = charts.outlook_scorecard.caption(changed, "en").title
        assert title == charts.outlook_scorecard.topic.en


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_claim_finding_date_and_mark_of_each_row_stand_on_one_line(case, lang):
    figure = charts.outlook_scorecard(case, lang)
    (ax,) = figure.axes
    rows = charts.outlook_scorecard.frame(case)
    places = {t.get_text(): t.get_position()[1] for t in ax.texts}
    for _, row in rows.iterrows():
        y = places[row["key"]]
        here = [t.get_text() for t in ax.texts if abs(t.get_position()[1] - y) < 0.2]
        assert MARKS[row["became"]].glyph in here
        begins = row["about_" + lang] if pd.notna(row["about_" + lang]) else row["claim_" + lang]
        assert [t for t in here if begins[:5] == t[:5]], row["key"]
        assert [t for t in here if row["finding_" + lang][:5] == t[:5]], row["key"]
    assert ("3 Mar" if lang == "en" else "3月3日") in places


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_end_of_the_record_and_the_totals_are_printed(case, lang):
    words = said(charts.outlook_scorecard(case, lang))
    expected = {
        "en": {"On record, up to 30 April 2025", "came about: 6", "not checked: 4", "2025"},
        "ja": {"記録（2025年4月30日まで）", "実現：6", "未確認：4", "2025年"},
    }
    assert expected[lang] <= set(words)


def test_dates_of_several_years_bear_their_years(toy):
    words = said(charts.outlook_scorecard(with_claims(toy, record_date={"R8": "2030-12-31"})))
    assert {"Jun 2031", "31 Dec 2030", "Date"} <= set(words)


def test_an_outcome_in_words_of_its_own_is_shown_with_the_finding(case):
    words = " ".join(said(charts.outlook_scorecard(case)))
    assert "aid resumed 03-11" in words
    assert "not observed" not in words


def test_a_claim_on_a_cell_names_its_actor_and_issue(case):
    rows = charts.outlook_scorecard.frame(case).set_index("key")
    assert rows.loc["T11c", ["about_en", "about_ja"]].tolist() == [
        "US, Military aid",
        "米国、軍事支援",
    ]
    assert rows["about_en"].notna().sum() == 4


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_case_without_claims_is_drawn(toy, lang):
    assert charts.outlook_scorecard(without_claims(toy), lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_without_a_date_there_is_no_finding_and_all_is_drawn(toy, lang):
    rows = toy["evidence"]
    rows["record_date"] = pd.array([pd.NA] * len(rows), dtype="str")
    undated = replace(toy, tables={**toy.tables, "evidence": rows})
    chart = charts.outlook_scorecard
    assert chart.caption(undated, lang).title == chart.topic(lang)
    assert "R7" in said(chart(undated, lang))


def test_every_mark_has_a_glyph_and_a_ground_of_its_own():
    assert len({mark.glyph for mark in MARKS.values()}) == len(MARKS)
    assert len({mark.colour for mark in MARKS.values()}) == len(MARKS)
