"""Factors: demand and reply side by side, each statement with its code, role, hedge and line."""

from dataclasses import replace

import pytest
from drawn import recoded, words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts.figures.breakdown_factors import PAD, SIGN
from analysis.charts.palette import GROUND, tint


def with_table(case, table, frame):
    return replace(case, tables={**case.tables, table: frame})


def tiles(figure):
    """Left edge and fill of the tiles of statements, hatched ones white; without the key."""
    (ax,) = figure.axes
    drawn = [
        p
        for p in ax.patches
        if isinstance(p, Rectangle)
        and round(p.get_width(), 2) == round(SIGN - PAD, 2)
        and p.get_fill()
    ]
    return [(round(p.get_x(), 2), to_hex(p.get_facecolor())) for p in drawn]


def test_the_frame_is_the_statements_of_each_factor_in_two_columns_and_the_rest(toy):
    frame = charts.breakdown_factors.frame(toy)
    assert frame["unit"].tolist() == ["t04", "t05", "t06", "t07", "t08", "t09"]
    assert frame["side"].tolist() == ["ALD", "BOR", "others", "ALD", "BOR", "BOR"]
    assert frame["factor_line"].tolist() == [14, 14, 14, 18, 18, 18]
    assert frame["stance"].astype("object").where(frame["stance"].notna(), None).tolist() == [
        2, 1, -1, 2, -2, None,
    ]  # fmt: skip
    assert frame["kind"].tolist() == ["stated"] * 5 + ["not stated"]


def test_every_statement_is_a_tile_of_its_stance_and_silence_is_hatched(case):
    statements = case["statements"].dropna(subset="factor")
    medians = case["stance_codes"].groupby("unit")["stance"].median()
    expected = [tint(medians[unit], case.scale) for unit in statements["unit"]]
    silent = 4  # security for the US; aid, minerals for Ukraine; diplomacy for the US
    drawn = [fill for _, fill in tiles(charts.breakdown_factors(case))]
    assert sorted(drawn) == sorted(expected + [GROUND] * silent)


def test_the_two_sides_stand_in_two_columns(case):
    drawn = tiles(charts.breakdown_factors(case))
    left, right = sorted({x for x, _ in drawn})
    statements = case["statements"].dropna(subset="factor")
    stated = [x for x, fill in drawn if fill != GROUND]
    assert stated.count(left) == (statements["actor"] == "USA").sum() == 5
    assert stated.count(right) == (statements["actor"] == "UKR").sum() == 6


def test_a_statement_names_its_role_its_hedge_and_its_line(case):
    drawn = words(charts.breakdown_factors(case))
    assert "act / asserted / line 50" in drawn
    assert "position / coders differ / line 49" in drawn
    assert "行動 / 断定 / 50行目" in words(charts.breakdown_factors(case, "ja"))


def test_other_actors_are_named_in_their_column(toy):
    drawn = words(charts.breakdown_factors(toy))
    assert "Others" in drawn
    assert any(text.startswith("Cera / ") for text in drawn)
    assert "Others" not in words(charts.breakdown_factors(with_table(
        toy, "statements", toy["statements"].query("unit != 't06'")
    )))  # fmt: skip


def test_the_title_counts_the_factors_in_which_both_meet_on_an_issue(case):
    assert (
        charts.breakdown_factors.caption(case, "en").title
        == "Article sets US and Ukraine head-on in 2 of 3 factors"
    )
    assert (
        charts.breakdown_factors.caption(case, "ja").title
        == "記事の3要因中2要因で、米国とウクライナが正面対立"
    )
    assert words(charts.breakdown_factors(case)).count("head-on") == 2


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"s11": 1}, "Article sets US and Ukraine head-on in 1 of 3 factors"),
        ({"s11": 0}, "Article sets US and Ukraine head-on in 1 of 3 factors"),
        ({"s11": 1, "s07": 2}, "What each side said, factor by factor"),
    ],
)
def test_the_title_follows_the_codes(case, changes, title):
    changed = recoded(case, "stance_codes", **changes)
    assert charts.breakdown_factors.caption(changed, "en").title == title


def test_an_outlook_or_context_makes_no_clash(toy):
    assert charts.breakdown_factors.caption(toy, "en").title.endswith("head-on in 1 of 2 factors")
    statements = toy["statements"]
    statements.loc[statements["unit"] == "t08", "role"] = "outlook"
    changed = with_table(toy, "statements", statements)
    topic = charts.breakdown_factors.topic("en")
    assert charts.breakdown_factors.caption(changed, "en").title == topic


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_factor_without_statements_keeps_its_heading(case, lang):
    empty = with_table(case, "statements", case["statements"].iloc[:0])
    figure = charts.breakdown_factors(empty, lang)
    assert tiles(figure) == []
    names = case["factors"][f"name_{lang}"]
    assert [text for text in words(figure) if text[:3] in ("1. ", "2. ", "3. ")] == [
        f"{n}. {name}" for n, name in enumerate(names, start=1)
    ]


def test_no_factors_at_all_give_an_empty_plot(case):
    assert (
        tiles(charts.breakdown_factors(with_table(case, "factors", case["factors"].iloc[:0]))) == []
    )
