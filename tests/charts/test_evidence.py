"""Claims against the record: every claim one mark, under its key, in its part, with its status."""

from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from colorspacious import deltaE
from matplotlib.colors import to_hex, to_rgb
from test_palette import lightness, seen

from analysis import charts
from analysis.case.contract import STATUSES as ALLOWED
from analysis.case.contract import WORDINGS as ALLOWED_WORDINGS
from analysis.charts.palette import GROUND, OUTLINE, contrast, ink_on
from analysis.charts.record_words import (
    CLAIM_KINDS,
    CONFIDENCES,
    STATUSES,
    TIMINGS,
    WORDINGS,
    status,
)

KINDS = ("protan", "deuteran", "tritan")
WITH_STATUS = {(look.glyph, look.colour): key for key, look in STATUSES.items()}


def chips(figure):
    """Each mark of a claim: its label, and the status that its glyph and ground say together."""
    (ax,) = figure.axes
    tiles = [p for p in ax.patches if p.get_width() > 7.5 or p.get_height() > 5]
    found = {}
    for tile in tiles:
        x, y, w, h = tile.get_x(), tile.get_y(), tile.get_width(), tile.get_height()
        inside = [
            t.get_text()
            for t in ax.texts
            if x < t.get_position()[0] < x + w and y < t.get_position()[1] < y + h
        ]
        glyph, label = inside
        found[label] = (WITH_STATUS[glyph, to_hex(tile.get_facecolor())], y)
    return found


def said(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def with_claims(case, **changes):
    """The case with one column of its claims changed by key: ``status={"C01": "partly"}``."""
    rows = case["evidence"]
    for column, values in changes.items():
        rows[column] = rows["claim"].map(values).fillna(rows[column]).astype("str")
    return replace(case, tables={**case.tables, "evidence": rows})


def without_claims(case):
    empty = {name: case[name].head(0) for name in ("evidence", "evidence_units")}
    return replace(case, tables={**case.tables, **empty})


def test_the_toy_claims_stand_in_their_parts_as_by_hand(toy):
    rows = charts.evidence.frame(toy)
    assert list(zip(rows["part_en"], rows["key"], rows["status"], strict=True)) == [
        ("Section 1, opening", "R2", "corroborated"),
        ("Chain of events", "R1", "corroborated"),
        ("Chain of events", "R5", "contradicted"),
        ("Section 2, factors", "R3", "partly"),
        ("Section 2, factors", "R4", "not_found"),
        ("Section 3", "R7", "outlook"),
        ("Comparison table", "R6", "not_found"),
        ("Impact table", "R8", "borne_out_later"),
    ]


def test_a_section_whose_claims_all_sum_up_is_the_summary(case):
    rows = charts.evidence.frame(case).set_index("key")
    assert rows.loc["Z1", ["part_en", "part_ja"]].tolist() == [
        "Section 6, summary",
        "第6節（まとめ）",
    ]
    assert rows.loc["I1", "part_en"] == "Section 4"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_claim_is_one_mark_with_the_glyph_and_colour_of_its_status(case, lang):
    drawn = chips(charts.evidence(case, lang))
    table = case["evidence"]
    assert len(drawn) == len(table) == 66
    assert {label.split()[0].rstrip("¹"): kind for label, (kind, _) in drawn.items()} == dict(
        zip(table["claim"], table["status"], strict=True)
    )


def test_the_marks_of_a_part_stand_beside_its_name(case):
    figure = charts.evidence(case)
    (ax,) = figure.axes
    rows = charts.evidence.frame(case)
    names = {t.get_text(): t.get_position()[1] for t in ax.texts if t.get_position()[0] == 0}
    places = {label.split()[0].rstrip("¹"): y for label, (_, y) in chips(figure).items()}
    order = sorted(names[name] for name in rows["part_en"].unique())
    for key, name in zip(rows["key"], rows["part_en"], strict=True):
        assert min(order, key=lambda y: abs(y - places[key] - 2)) == names[name], key


def test_a_claim_whose_quotation_was_not_found_bears_the_sign(case):
    table = case["evidence"]
    lacking = set(table.loc[table["wording"] == "not_found", "claim"])
    drawn = {label for label in chips(charts.evidence(case)) if label.endswith("“?”")}
    assert {label.split()[0].rstrip("¹") for label in drawn} == lacking
    assert len(lacking) == 8


def test_a_finding_that_rests_on_one_source_bears_the_sign(toy):
    # R3 cites three prints of one report; R4 and R7 one source each; R6 cites none
    drawn = {label.split()[0] for label in chips(charts.evidence(toy))}
    assert drawn == {"R1", "R2", "R3¹", "R4¹", "R5", "R6", "R7¹", "R8"}


@pytest.mark.parametrize(
    ("lang", "totals"),
    [
        (
            "en",
            "corroborated: 20|borne out later: 7|partly: 20|outlook: 9|not found: 7|"
            "contradicted: 3|quotation not found: 8|rests on one source: 13",
        ),
        (
            "ja",
            "裏づけあり：20|のちに裏づけ：7|一部のみ：20|見通し：9|見当たらず：7|記録と矛盾：3|"
            "引用の文言は見当たらず：8|典拠は1件のみ：13",
        ),
    ],
)
def test_the_totals_are_printed(case, lang, totals):
    assert set(totals.split("|")) <= set(said(charts.evidence(case, lang)))


def test_a_status_that_no_claim_has_is_printed_as_none(toy):
    assert "contradicted: 0" in said(charts.evidence(with_claims(toy, status={"R5": "partly"})))


def test_the_title_counts_what_is_borne_out(case):
    caption = charts.evidence.caption
    assert caption(case, "en").title == "Sources bear out 27 of 66 claims, 20 more only in part"
    assert caption(case, "ja").title == "主張66件のうち裏づけは27件、一部のみが20件"
    fewer = with_claims(case, status={"V01": "partly", "P1": "not_found"})
    assert caption(fewer, "en").title == "Sources bear out 25 of 66 claims, 21 more only in part"


def test_without_a_claim_borne_out_or_one_in_part_there_is_no_finding(toy):
    none = dict.fromkeys(["R1", "R2", "R8"], "outlook")
    for changed in (
        with_claims(toy, status=none),
        with_claims(toy, status={"R3": "not_found"}),
        without_claims(toy),
    ):
        assert charts.evidence.caption(changed, "en").title == charts.evidence.topic.en


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_case_without_claims_is_drawn(toy, lang):
    figure = charts.evidence(without_claims(toy), lang)
    assert chips(figure) == {}


def test_not_found_is_said_to_disprove_nothing(case):
    assert "never disproved" in charts.evidence.caption(case, "en").note
    assert "否定ではない" in charts.evidence.caption(case, "ja").note
    assert "not disproved" in STATUSES["not_found"].meaning.en


def test_every_key_of_the_data_has_words_in_both_languages(case):
    rows = charts.evidence.frame(case)
    for column, words in {
        "kind": CLAIM_KINDS,
        "wording": WORDINGS,
        "timing": TIMINGS,
        "confidence": CONFIDENCES,
    }.items():
        assert set(rows[column].dropna()) <= set(words)
        for lang in ("en", "ja"):
            assert rows[f"{column}_{lang}"].isna().equals(rows[column].isna())
    assert set(STATUSES) == set(ALLOWED)
    assert set(WORDINGS) == set(ALLOWED_WORDINGS)
    assert status("outlook", "ja") == "見通し"


def test_units_are_named_and_a_claim_without_one_has_none(case):
    units = charts.evidence.frame(case).set_index("key")["units"]
    listed = case["evidence_units"].groupby("claim")["unit"].agg(";".join)
    assert units.dropna().to_dict() == listed.to_dict()
    assert units.isna().sum() == 66 - len(listed)


@pytest.mark.parametrize("pair", list(combinations(STATUSES, 2)))
def test_two_statuses_never_become_one_colour(pair):
    first, second = (STATUSES[key].colour for key in pair)
    views = [(to_rgb(first), to_rgb(second))]
    views += [(seen(first, kind), seen(second, kind)) for kind in KINDS]
    for a, b in views:
        assert deltaE(a, b, input_space="sRGB1", uniform_space="CAM02-UCS") >= 15


def test_status_tiles_can_be_read_and_stand_off_the_ground():
    for look in STATUSES.values():
        assert contrast(look.colour, ink_on(look.colour)) >= 4.5
        assert max(contrast(look.colour, GROUND), contrast(OUTLINE, GROUND)) >= 3
    grounds = [lightness(STATUSES[key].colour) for key in ("corroborated", "not_found")]
    assert abs(grounds[0] - grounds[1]) >= 20


def test_each_status_has_a_glyph_of_its_own():
    assert len({look.glyph for look in STATUSES.values()}) == len(STATUSES)


def test_a_long_key_is_cut_and_stays_on_the_page(toy):
    rows = toy["evidence"].assign(claim=[f"{n}-{'x' * 60}" for n in range(8)])
    long = replace(
        toy,
        tables={**toy.tables, "evidence": rows, "evidence_units": toy["evidence_units"].head(0)},
    )
    labels = chips(charts.evidence(long))
    assert len(labels) == 8
    assert all("…" in label for label in labels)
    assert isinstance(charts.evidence.frame(long), pd.DataFrame)
