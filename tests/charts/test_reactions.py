"""Reactions: one tile an effect, in the row of the other actor and the column of the issue."""

from dataclasses import replace

import pytest
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts.effects import DIRECTIONS
from analysis.charts.palette import tint
from analysis.charts.words import modality


def with_table(case, table, frame):
    return replace(case, tables={**case.tables, table: frame})


def tiles(figure):
    """Left edge, top and fill of each tile; swatches of the key are narrower."""
    (ax,) = figure.axes
    wide = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_width() > 10]
    filled = [p for p in wide if p.get_fill() and p.get_linewidth() > 0]
    return [(round(p.get_x(), 2), round(p.get_y(), 2), to_hex(p.get_facecolor())) for p in filled]


def frames(figure):
    (ax,) = figure.axes
    return [
        p
        for p in ax.patches
        if isinstance(p, Rectangle) and not p.get_fill() and p.get_linewidth() == 0.8
    ]


def test_the_frame_has_each_effect_once_and_its_end_of_the_hub(case):
    frame = charts.reactions.frame(case)
    assert frame["unit"].tolist() == case["effects"]["unit"].tolist()
    assert set(frame["hub"]) == {"UKR"}
    assert (frame["group"] == "from").tolist() == (case["effects"]["from_actor"] == "UKR").tolist()
    assert (frame["group"] == "towards").tolist() == (case["effects"]["to_actor"] == "UKR").tolist()
    assert frame["in_table"].sum() == 6


def test_effects_that_pass_the_hub_by_are_a_group_of_their_own(toy):
    frame = charts.reactions.frame(toy).set_index("unit")
    assert frame["hub"].unique().tolist() == ["ALD"]  # each actor is on two: first in order
    assert frame["group"].tolist() == ["towards", "towards", "aside", "aside"]
    assert frame.loc["u4", ["kind", "lower", "upper"]].tolist() == ["split", 0, 1]
    assert "▲ / ◇ considered" in words(charts.reactions(toy))


def test_every_effect_is_a_tile_of_its_direction_and_nothing_else_is(case):
    medians = case["effect_codes"].groupby("unit")["direction"].median()
    drawn = tiles(charts.reactions(case))
    assert sorted(fill for *_, fill in drawn) == sorted(tint(d, DIRECTIONS) for d in medians)
    assert len({(x, y) for x, y, _ in drawn}) == 23


def test_tiles_of_one_issue_stand_in_one_column(case):
    figure = charts.reactions(case)
    columns = sorted({x for x, *_ in tiles(figure)})
    counts = [sum(x == column for x, *_ in tiles(figure)) for column in columns]
    present = [i for i in case["issues"]["issue"] if i in set(case["effects"]["issue"])]
    assert counts == [(case["effects"]["issue"] == issue).sum() for issue in present]


def test_only_effects_of_the_table_are_framed(case):
    assert len(frames(charts.reactions(case))) == case["effects"]["scope"].notna().sum() + 1  # key
    narrative = with_table(case, "effects", case["effects"].query("scope.isna()"))
    assert frames(charts.reactions(narrative)) == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_each_tile_says_how_the_source_puts_it(case, lang):
    kinds = case["effect_codes"].groupby("unit")["modality"].first()  # the coders agree on all
    assert case["effect_codes"].groupby("unit")["modality"].nunique().eq(1).all()
    drawn = words(charts.reactions(case, lang))
    said = sorted(text[2:] for text in drawn if text[:2] in ("▲ ", "◇ ", "▼ "))
    assert said == sorted(modality(kind, lang) for kind in kinds)


def test_the_title_counts_the_effects_with_a_direction_all_of_them_hedged(case):
    codes = case["effect_codes"].groupby("unit").agg({"direction": "median", "modality": "first"})
    signed = codes[codes["direction"] != 0]
    assert len(signed) == 15
    assert not signed["modality"].isin(["asserted", "demanded"]).any()
    assert (
        charts.reactions.caption(case, "en").title
        == "All 15 effects that point either way are hedged"
    )
    assert (
        charts.reactions.caption(case, "ja").title
        == "方向性のある影響15件は、いずれも断定されていない"
    )


def test_one_assertion_among_them_drops_the_finding(case):
    codes = case["effect_codes"]
    codes.loc[codes["unit"] == "e16", "modality"] = "asserted"
    changed = with_table(case, "effect_codes", codes)
    assert charts.reactions.caption(changed, "en").title == charts.reactions.topic("en")


def test_one_direction_less_lowers_the_count(case):
    codes = case["effect_codes"]
    codes.loc[codes["unit"] == "e16", "direction"] = 0
    title = charts.reactions.caption(with_table(case, "effect_codes", codes), "en").title
    assert title == "All 14 effects that point either way are hedged"


def test_a_split_direction_that_is_asserted_drops_the_finding(toy):
    codes = toy["effect_codes"]
    hedged = codes["unit"].isin(["u1", "u2"])
    codes.loc[hedged, "modality"] = "possible"
    assert (
        "3 effects" in charts.reactions.caption(with_table(toy, "effect_codes", codes), "en").title
    )
    codes.loc[codes["unit"] == "u4", "modality"] = "asserted"
    changed = with_table(toy, "effect_codes", codes)
    assert charts.reactions.caption(changed, "en").title == charts.reactions.topic("en")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_tables_without_rows_give_an_empty_plot_or_hatched_tiles(case, lang):
    none = with_table(case, "effects", case["effects"].iloc[:0])
    assert tiles(charts.reactions(none, lang)) == []
    uncoded = with_table(case, "effect_codes", case["effect_codes"].iloc[:0])
    assert {fill for *_, fill in tiles(charts.reactions(uncoded, lang))} <= {"#ffffff"}
