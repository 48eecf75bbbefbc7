"""How many marks of the record a chart bears is said in its alt text and long description."""

from dataclasses import replace

import pandas as pd
import pytest
from test_evidence import with_claims

from analysis import charts
from analysis.charts.describe import describe, description
from analysis.charts.doubts import in_alt, in_words, marked
from analysis.charts.record_words import STATUSES

LANGS = ("en", "ja")
#: Of each chart that bears marks, the column that names what bears them.
BEARERS = {
    "stance_matrix": "unit",
    "positions": "unit",
    "wide_matrix": "units",
    "votes": "given_by",
    "breakdown_factors": "unit",
    "impact_table": "unit",
    "reactions": "unit",
}


def bearing(case):
    """The units with a mark of either kind, from the two tables alone."""
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    doubted = claims["status"].isin(["not_found", "contradicted"])
    unquoted = claims["wording"].eq("not_found").fillna(False)
    return set(claims.loc[doubted, "unit"]), set(claims.loc[unquoted, "unit"])


def numbers(case, named):
    """How many of the names, each of one or more units, hold a marked unit."""
    return tuple(sum(bool(units & set(name.split())) for name in named) for units in bearing(case))


@pytest.mark.parametrize("key", BEARERS)
def test_each_that_bears_a_mark_is_counted_once(case, key):
    frame = getattr(charts, key).frame(case)
    names = set(frame[BEARERS[key]].dropna())
    assert tuple(marked(frame)) == numbers(case, names)
    assert sum(marked(frame))


def test_a_cell_beside_several_statements_is_counted_once(case):
    frame = charts.table_vs_text.frame(case)
    sides = [numbers(case, set(frame[side].dropna())) for side in ("unit", "text_unit")]
    assert not frame["unit"].is_unique
    assert tuple(marked(frame)) == tuple(map(sum, zip(*sides, strict=True))) == (4, 5)
    cell = frame.loc[frame["unit"].duplicated(), "unit"].iloc[0]
    claim = case["evidence_units"].set_index("unit").at[cell, "claim"]
    doubted = with_claims(case, status={claim: "contradicted"})
    again = charts.table_vs_text.frame(doubted)
    assert again.loc[again["unit"] == cell, "not_borne_out"].sum() > 1
    assert marked(again).substance == 4 + 1


def test_claims_without_a_unit_count_as_what_they_are(case):
    units = numbers(case, case["events"]["event"])
    assert units == (1, 1)
    alone = case["evidence"][~case["evidence"]["claim"].isin(case["evidence_units"]["claim"])]
    contradicted = int(alone["status"].eq("contradicted").sum())
    assert tuple(marked(charts.event_chain.frame(case))) == (1 + contradicted, 1) == (3, 1)
    absent = case["evidence"].set_index("claim")["status"].eq("not_found")
    ahead = charts.outlook_scorecard.frame(case)["key"]
    assert tuple(marked(charts.outlook_scorecard.frame(case))) == (absent[ahead].sum(), 0) == (2, 0)


def test_counted_units_and_pairs_are_summed_up(case):
    units = [*case["comparison"]["unit"], *case["statements"]["unit"]]
    units += case["effects"].dropna(subset="scope")["unit"].tolist()
    assert tuple(marked(charts.certainty.frame(case))) == numbers(case, units) == (8, 10)
    assert tuple(marked(charts.agreement.frame(case))) == (2, 0)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", charts.KEYS)
def test_alt_text_and_long_description_tell_of_the_marks_that_are_drawn(case, key, lang):
    chart = getattr(charts, key)
    frame = chart.frame(case)
    caption, said = chart.caption(case, lang, frame), description(chart, case, lang, frame)
    words = {
        "en": ("{} not borne out by the record", "{} quotation", "substance not borne out, {} "),
        "ja": ("公的記録の裏づけなし{}件", "引用の文言見当たらず{}件", "内容の裏づけなし{}件"),
    }[lang]
    substance, quotation = marked(frame)
    assert (words[0].format(substance) in caption.alt) == (substance > 0)
    assert (words[1].format(quotation) in caption.alt) == (quotation > 0)
    opening = " ".join(said.opening)
    assert (words[2].format(substance) in opening) == (substance > 0)
    assert ("disproves nothing" in opening or "否定ではない" in opening) == (substance > 0)
    drawn = {"not_borne_out", "quotation_not_found", "contradicted"} & set(frame)
    assert bool(drawn) == bool(substance or quotation), "each chart with the columns bears a mark"


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_without_marks_says_nothing_of_them(case, votes, lang):
    sound = case["evidence"].assign(status="corroborated")
    sound["wording"] = pd.array([pd.NA] * len(sound), dtype="str")
    clean = replace(case, tables={**case.tables, "evidence": sound})
    for other in (clean, votes):
        for key in ("stance_matrix", "agreement", "certainty"):
            frame = getattr(charts, key).frame(other)
            assert in_alt(frame, lang) == in_words(frame, lang) == ""
            assert "Marks" not in describe(getattr(charts, key), other, lang)


def test_one_quotation_and_several_are_worded_apart():
    rows = pd.DataFrame({"unit": ["a", "b"], "quotation_not_found": [True, False]})
    assert in_alt(rows, "en") == "Marks: 1 quotation not found."
    both = rows.assign(quotation_not_found=True, not_borne_out=[pd.NA, True])
    assert in_alt(both, "en") == "Marks: 1 not borne out by the record, 2 quotations not found."


@pytest.mark.parametrize("key", ["stance_matrix", "table_vs_text", "reactions"])
def test_a_status_is_said_in_the_language_asked_for(case, key):
    said = " ".join(description(getattr(charts, key), case, "ja").rows)
    for status, look in STATUSES.items():
        assert f"照合結果：{status.replace('_', ' ')}" not in said
        assert look.name.en not in said
