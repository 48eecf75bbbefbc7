"""The two marks of the record: on whom they stand, wherever a unit is drawn, and on nobody else."""

from dataclasses import replace

import pandas as pd
import pytest
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts.palette import ALERT
from analysis.charts.record_marks import UNQUOTED, UNSUPPORTED, glyphs, with_record
from analysis.stance.record import on_record

#: Charts that draw units, with the number of units that a unit's row may stand for.
DRAWING = {
    "stance_matrix": ("",),
    "positions": ("",),
    "wide_matrix": ("",),
    "table_vs_text": ("", "text_"),
    "event_chain": ("",),
    "breakdown_factors": ("",),
    "impact_table": ("",),
    "reactions": ("",),
}


def claims_on(case, units):
    """The claims on any of the units, from the two tables alone."""
    bears = case["evidence_units"]
    claims = bears.loc[bears["unit"].isin(units), "claim"]
    return case["evidence"][case["evidence"]["claim"].isin(claims)]


def expected(case, units):
    claims = claims_on(case, units)
    if claims.empty:  # a claim that no unit stands for bears its mark itself
        claims = case["evidence"][case["evidence"]["claim"].isin(units)]
    signs = []
    if claims["status"].eq("contradicted").any():
        signs.append("✕")
    elif claims["status"].eq("not_found").any():
        signs.append("?")
    if claims["wording"].eq("not_found").any():
        signs.append("“?”")
    return " ".join(signs)


def badges(figure):
    """The tags in the colour of an alert that hold a sign of the record, key included."""
    (ax,) = figure.axes
    tags = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_zorder() == 2.5]
    assert all(to_hex(p.get_edgecolor()) == ALERT for p in tags)
    return tags


@pytest.mark.parametrize("key", DRAWING)
def test_every_unit_drawn_bears_the_marks_of_its_claims_and_no_other(case, key):
    chart = getattr(charts, key)
    frame = chart.frame(case)
    want = []
    for prefix in DRAWING[key]:
        column = {"wide_matrix": "units", "event_chain": "event"}.get(key, f"{prefix}unit")
        rows = frame.dropna(subset=[column])
        if not prefix and key == "table_vs_text":
            rows = rows.drop_duplicates("unit")
        for _, row in rows.iterrows():
            signs = expected(case, str(row[column]).split())
            assert glyphs(row, prefix) == signs, (key, row[column])
            want += [signs] if signs else []
    assert want, "the chart draws a unit with a mark"
    figure = chart(case, "en")
    drawn = [text for text in words(figure) if text in {"?", "✕", "“?”", "? “?”", "✕ “?”"}]
    in_key = [sign for sign in ("?", "“?”") if any(sign in signs.split() for signs in want)]
    if not any("?" in s.split() for s in want) and any("✕" in s for s in want):
        in_key.insert(0, "?")
    assert sorted(drawn) == sorted(want + in_key)
    assert len(badges(figure)) == len(want) + len(in_key)


@pytest.mark.parametrize("key", DRAWING)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_key_of_the_marks_is_printed_only_where_they_occur(case, key, lang):
    chart = getattr(charts, key)
    sound = case["evidence"].assign(status="corroborated", wording=pd.NA)
    sound["wording"] = sound["wording"].astype("str")
    clean = replace(case, tables={**case.tables, "evidence": sound})
    said = "".join("".join(words(chart(clean, lang))).split())
    for text in (UNSUPPORTED, UNQUOTED):
        assert "".join(text(lang).split()) not in said
    assert not badges(chart(clean, lang))


def test_a_unit_that_no_claim_covers_is_not_checked_and_bears_no_mark(case):
    rows = pd.DataFrame({"unit": ["s46", "c-minerals-USA"]})
    covered = set(case["evidence_units"]["unit"])
    found = with_record(case, rows)
    for _, row in found.iterrows():
        assert pd.isna(row["status"]) == (row["unit"] not in covered)
        if row["unit"] not in covered:
            assert pd.isna(row["not_borne_out"]) and not glyphs(row)


def test_of_several_units_the_worst_counts(case):
    rows = pd.DataFrame({"unit": ["s02 s45", "s02", "s45"]})
    found = with_record(case, rows)
    assert [glyphs(row) for _, row in found.iterrows()] == ["✕ “?”", "“?”", "✕"]


@pytest.mark.parametrize(
    ("demand", "said"), [("borne-out", "does not bear out."), ("wording", "in wording.")]
)
def test_a_chart_of_the_case_on_record_says_what_it_leaves_out(case, demand, said):
    held = on_record(case, demand)
    assert charts.stance_matrix.caption(held, "en").subtitle.endswith(said)
    assert "除く" in charts.stance_matrix.caption(held, "ja").subtitle
    assert "除く" not in charts.stance_matrix.caption(case, "ja").subtitle
