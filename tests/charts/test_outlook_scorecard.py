"""Expectations against the record: all that look ahead, whatever became of them."""

import re
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from test_evidence import with_claims, without_claims

from analysis import charts
from analysis.charts.dates import MONTHS
from analysis.charts.figures.outlook_scorecard import BAR, ONE_EVENT
from analysis.charts.outlooks import MARKS

PAUSE = ["I1", "T11c", "T41c", "P1", "Z1"]


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
        **dict.fromkeys(["I4b", "P5", "T53c", "P2"], "came_about"),
        **dict.fromkeys(["I1", "T11c", "T41c", "P1", "Z1"], "reversed"),
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
    assert caption(case, "en").title == "9 of 18 outlook rows came about by 30 April, 5 reversed"
    assert caption(case, "ja").title == "見通し18行中9行が4月30日までに実現、うち5行は撤回"
    lasting = dict.fromkeys(PAUSE, "occurred")
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
    assert ("3 March" if lang == "en" else "3月3日") in places


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_dates_stand_once_an_event_and_beside_no_absence(case, lang):
    rows = charts.outlook_scorecard.frame(case)
    absent = rows["became"].isin(["not_seen", "not_checked"])
    assert rows.loc[absent, ["record_date", "event", "rows_on_event"]].isna().all(axis=None)
    assert rows.loc[~absent, "record_date"].notna().all()
    days = {
        "en": ["2 March", "3 March", "6 March", "17 February", "30 April"],
        "ja": ["3月2日", "3月3日", "3月6日", "2月17日", "4月30日"],
    }[lang]
    drawn = said(charts.outlook_scorecard(case, lang))
    assert [drawn.count(day) for day in days] == [1] * 5
    months = "|".join(m[:3] for m in MONTHS)
    short = re.compile(rf"\b({months})\b|\d-\d")
    assert not [words for words in drawn if short.search(words.replace("May ", ""))]


def test_rows_on_one_event_are_those_of_one_day_with_a_source_in_common(case):
    rows = charts.outlook_scorecard.frame(case).set_index("key")
    together = rows["event"].dropna().groupby(rows["event"]).groups
    assert {frozenset(keys) for keys in together.values() if len(keys) > 1} == {
        frozenset({"I4b", "P5"}),
        frozenset({"T53c", "P2"}),
        frozenset(PAUSE),
    }
    assert rows.loc[PAUSE, "rows_on_event"].tolist() == [5] * 5
    apart = with_claims(case, sources={"P1": "S-T08"})
    assert charts.outlook_scorecard.frame(apart).set_index("key").at["P1", "rows_on_event"] == 1


def test_two_rows_are_joined_by_a_third_that_cites_a_source_of_each(case):
    chained = with_claims(
        case, sources={"I1": "S-A01", "T11c": "S-A02", "T41c": "S-A01;S-A02", "Z1": "S-A03"}
    )
    rows = charts.outlook_scorecard.frame(chained).set_index("key")
    assert rows.loc[["I1", "T11c", "T41c", "P1"], "event"].tolist() == ["I1"] * 4
    assert rows.at["Z1", "event"] == "Z1"


def test_claims_on_one_event_have_one_outcome(case):
    rows = charts.outlook_scorecard.frame(case).dropna(subset="event")
    assert rows.groupby("event")["became"].nunique().eq(1).all()


def brackets(figure):
    """Ends of the bars beside rows on one event, the key left out."""
    (ax,) = figure.axes
    bars = [line for line in ax.lines if line.get_linewidth() == BAR]
    return sorted(tuple(bar.get_ydata()) for bar in bars if bar.get_xdata()[0] == 0.5)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_bracket_holds_the_rows_on_one_event_together(case, toy, lang):
    figure = charts.outlook_scorecard(case, lang)
    ends, rows = brackets(figure), charts.outlook_scorecard.frame(case)
    assert len(ends) == 2 + 2 + 5
    assert sum(abs(a[1] - b[0]) < 0.01 for a, b in pairwise(ends)) == 1 + 1 + 4
    places = {t.get_text(): t.get_position()[1] for t in figure.axes[0].texts}
    for key, n in zip(rows["key"], rows["rows_on_event"].fillna(1), strict=True):
        assert any(top < places[key] < end for top, end in ends) == (n > 1), key
    assert not brackets(charts.outlook_scorecard(toy, lang))
    assert ONE_EVENT(lang) not in said(charts.outlook_scorecard(toy, lang))


def test_the_note_counts_the_events_behind_the_rows(case, toy):
    note = charts.outlook_scorecard.caption(case, "en").note
    assert "The 9 that came about rest on 3 events, 5 of them on that of 3 March." in note
    note = charts.outlook_scorecard.caption(case, "ja").note
    assert "実現した9行のもとになる出来事は3件で、うち5行は3月3日の出来事による。" in note
    assert "rest on" not in charts.outlook_scorecard.caption(toy, "en").note
    day = with_claims(toy, record_date={"R8": "2031-06"})
    assert "The 2 that came about rest on one event." in (
        charts.outlook_scorecard.caption(day, "en").note
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_page_is_no_taller_than_a_report_page(case, lang):
    assert charts.outlook_scorecard(case, lang).get_size_inches()[1] * 25.4 <= 240


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_claim_bears_the_marks_of_its_own_status_and_wording_and_no_others(case, lang):
    rows = charts.outlook_scorecard.frame(case).set_index("key")
    assert rows.index[rows["not_borne_out"]].tolist() == ["N4", "P4"]
    assert not rows["quotation_not_found"].any()
    changed = with_claims(
        case, wording={"Z1": "not_found"}, status={"P2": "contradicted", "N4": "partly"}
    )
    figure = charts.outlook_scorecard(changed, lang)
    places = {t.get_text(): t.get_position()[1] for t in figure.axes[0].texts}
    tags = [p for p in figure.axes[0].patches if p.get_zorder() == 2.5]
    assert len(tags) == 3 + 2  # 2 in the key
    for key, sign in (("P4", "?"), ("P2", "✕"), ("Z1", "“?”")):
        at = [t for t in figure.axes[0].texts if t.get_text() == sign]
        assert any(abs(t.get_position()[1] - places[key]) < 0.2 for t in at), key


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_end_of_the_record_and_the_totals_are_printed(case, lang):
    words = said(charts.outlook_scorecard(case, lang))
    expected = {
        "en": {"On record, up to 30 April 2025", "came about: 4", "not checked: 4", "2025"},
        "ja": {"記録（2025年4月30日まで）", "実現：4", "未確認：4", "2025年"},
    }
    assert expected[lang] <= set(words)


def test_dates_of_several_years_bear_their_years(toy):
    words = said(charts.outlook_scorecard(with_claims(toy, record_date={"R8": "2030-12-31"})))
    assert {"June 2031", "31 December", "2030", "Date"} <= set(words)


def test_an_outcome_in_words_of_its_own_is_shown_with_the_finding(case):
    words = " ".join(said(charts.outlook_scorecard(case)))
    assert "Kyiv kept ownership" in words
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
