"""The impact table: one row an effect, its direction, its change, how it is put."""

from dataclasses import replace
from itertools import pairwise

import pytest
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts.effects import DIRECTIONS
from analysis.charts.figures.impact_table import COLUMNS
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.palette import tint


def directed(case, **directions):
    codes = case["effect_codes"]
    for unit, direction in directions.items():
        codes.loc[codes["unit"] == unit, "direction"] = direction
    return replace(case, tables={**case.tables, "effect_codes": codes})


def without(case, table):
    return replace(case, tables={**case.tables, table: case[table].iloc[:0]})


def tiles(figure):
    """Fills of the direction tiles, without the three of the key."""
    (ax,) = figure.axes
    drawn = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_width() == 12]
    return [to_hex(p.get_facecolor()) for p in drawn if p.get_fill()]


def test_the_frame_is_the_effects_of_the_table_in_the_order_of_its_scopes(toy):
    frame = charts.impact_table.frame(toy)
    assert frame["unit"].tolist() == ["u1", "u2", "u3"]
    assert frame["scope"].tolist() == ["lake", "lake", "region"]
    assert frame["direction"].tolist() == [1, -1, 0]
    assert frame["change"].tolist() == ["stronger", "weaker", "mixed"]
    assert frame["modality"].tolist() == ["asserted", "asserted", "mixed"]


def test_every_effect_of_the_table_has_a_tile_of_its_direction_and_nothing_else_has(case):
    codes = case["effect_codes"]
    effects = case["effects"].dropna(subset="scope")
    medians = codes.groupby("unit")["direction"].median()
    expected = [tint(medians[unit], DIRECTIONS) for unit in effects["unit"]]
    assert tiles(charts.impact_table(case)) == expected
    assert len(expected) == 6


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_scope_is_named_once_with_its_line(case, lang):
    drawn = words(charts.impact_table(case, lang))
    line = "line 90" if lang == "en" else "90行目"
    assert drawn.count(line) == 1


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_headings_have_room_between_them(lang):
    headings = [(x, x + width(text(lang), TEXT)) for x, text in COLUMNS.values()]
    assert all(after[0] - before[1] > 2 for before, after in pairwise([*headings, (WIDTH + 2, 0)]))


def test_a_split_direction_shows_both_triangles(toy):
    codes = toy["effect_codes"]
    codes.loc[(codes["unit"] == "u1") & (codes["coder"] == "reader-3"), "direction"] = None
    codes.loc[(codes["unit"] == "u1") & (codes["coder"] == "reader-2"), "direction"] = -1
    changed = replace(toy, tables={**toy.tables, "effect_codes": codes})
    assert "▲ / ▼" in words(charts.impact_table(changed))


def test_a_deal_put_off_points_neither_way(case):
    frame = charts.impact_table.frame(case).set_index("unit")
    assert frame.loc["e02", ["direction", "change"]].tolist() == [0, "shifted"]


def test_the_title_counts_the_effects_that_point_neither_way(case):
    assert (
        charts.impact_table.caption(case, "en").title
        == "4 of 6 effects in impact table point neither way"
    )
    assert (
        charts.impact_table.caption(case, "ja").title == "影響表の6件中4件は、方向性を示していない"
    )


def test_the_title_drops_the_finding_when_half_of_the_effects_have_a_direction(case):
    changed = directed(case, e01=-1)
    assert charts.impact_table.caption(changed, "en").title == charts.impact_table.topic("en")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_scopes_without_effects_stay_and_effects_without_codes_are_not_stated(case, lang):
    bare = without(case, "effects")
    assert charts.impact_table.frame(bare)["scope"].tolist() == case["impact"]["scope"].tolist()
    assert tiles(charts.impact_table(bare, lang)) == ["#ffffff"] * 5
    uncoded = without(case, "effect_codes")
    assert tiles(charts.impact_table(uncoded, lang)) == ["#ffffff"] * 6
    said = "not stated" if lang == "en" else "記述なし"
    assert words(charts.impact_table(uncoded, lang)).count(said) == 2 * 6 + 1  # 1 in the key


def test_no_impact_at_all_is_an_empty_table(case):
    assert tiles(charts.impact_table(without(case, "impact"))) == []


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "no effect of one actor on another"), ("ja", "主体間の影響なし")]
)
def test_a_scope_without_an_effect_is_not_called_not_stated(case, lang, said):
    scope = case["effects"]["scope"].dropna().iloc[0]
    kept = case["effects"][case["effects"]["scope"] != scope]
    codes = case["effect_codes"]
    codes = codes[codes["unit"].isin(kept["unit"])]
    fewer = replace(case, tables={**case.tables, "effects": kept, "effect_codes": codes})
    assert said in words(charts.impact_table(fewer, lang))
    assert said not in words(charts.impact_table(case, lang))
