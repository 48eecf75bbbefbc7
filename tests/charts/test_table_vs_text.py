"""Cells beside their statements: what supports a cell, what opposes it, which hedge is lost."""

from dataclasses import replace

import pandas as pd
import pytest
from drawn import recoded, words
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts.palette import ALERT
from analysis.stance import EMPTY


def cells(case):
    return charts.table_vs_text.frame(case).drop_duplicates("unit").set_index("unit")


def support(case, cell):
    frame = charts.table_vs_text.frame(case)
    rows = frame[frame["unit"] == cell]
    return dict(zip(rows["text_unit"].dropna(), rows["relation"].dropna(), strict=True))


def put(case, kind, *units):
    """The case with some units coded as one kind by every coder."""
    codes = case["stance_codes"]
    codes.loc[codes["unit"].isin(units), "modality"] = kind
    return replace(case, tables={**case.tables, "stance_codes": codes})


def title(case):
    return charts.table_vs_text.caption(case, "en").title


def test_the_toy_case_is_as_worked_by_hand(toy):
    assert support(toy, "c-water-ALD") == dict.fromkeys(["t01", "t02", "t04"], "same side")
    assert support(toy, "c-water-BOR") == {"t05": "opposite side"}
    assert not support(toy, "c-ferry-CER")  # t06 is a context
    supported = cells(toy)["supported"]
    assert supported.index[supported].tolist() == ["c-water-ALD"]
    assert not cells(toy)["drops_hedge"].any()


def test_each_statement_stands_once_beside_the_cell_of_its_actor_and_issue(case):
    frame = charts.table_vs_text.frame(case)
    told = frame.dropna(subset=["text_unit"])
    assert told["text_unit"].is_unique
    statements = case["statements"].query("role in ['position', 'act']")
    table = set(zip(case["comparison"]["actor"], case["comparison"]["issue"], strict=True))
    codes = case["stance_codes"].groupby("unit")["stance"].count()
    expected = {
        unit
        for unit, actor, issue in statements[["unit", "actor", "issue"]].itertuples(index=False)
        if (actor, issue) in table and codes[unit] >= 2
    }
    assert set(told["text_unit"]) == expected
    assert set(frame["unit"]) == set(case["comparison"]["unit"])


def test_the_cells_without_support_are_seven(case):
    bare = cells(case)["supported"].eq(False)
    assert sorted(bare.index[bare]) == [
        "c-diplomatic_strategy-EU",
        "c-diplomatic_strategy-USA",
        "c-economic_cooperation-EU",
        "c-economic_cooperation-USA",
        "c-military_aid-UKR",
        "c-minerals-EU",
        "c-russia_policy-EU",
    ]


def test_the_table_drops_two_hedges(case):
    dropped = cells(case)["drops_hedge"]
    assert dropped.index[dropped].tolist() == ["c-military_aid-USA", "c-diplomatic_strategy-UKR"]


@pytest.mark.parametrize(
    ("kind", "units"),
    [
        ("asserted", ["s13"]),  # one statement is flat
        ("demanded", ["s13", "s16"]),  # a demand is no hedge
        ("possible", ["c-military_aid-USA"]),  # the table hedges too
    ],
)
def test_no_hedge_is_dropped_where(case, kind, units):
    assert not cells(put(case, kind, *units)).at["c-military_aid-USA", "drops_hedge"]


def test_a_hedge_on_the_other_side_is_not_one_that_the_table_drops(case):
    turned = recoded(case, "stance_codes", s13=2, s16=2)
    cell = cells(turned).loc["c-military_aid-USA"]
    assert not cell["supported"]
    assert not cell["drops_hedge"]
    assert title(turned) == "No position or act in narrative behind 8 of 15 cells"


def test_a_statement_at_the_midpoint_is_on_neither_side(case):
    assert support(recoded(case, "stance_codes", s05=0), "c-minerals-UKR") == {"s05": "neither"}
    both = recoded(case, "stance_codes", **{"s05": 0, "c-minerals-UKR": 0})
    assert support(both, "c-minerals-UKR") == {"s05": "same side"}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_cell_and_statement_is_a_tile_with_its_line_and_nothing_else(case, lang):
    figure = charts.table_vs_text(case, lang)
    frame = charts.table_vs_text.frame(case)
    drawn = words(figure)
    mark = "line " if lang == "en" else "行目"
    assert sum(mark in text for text in drawn) == frame["text_unit"].notna().sum() == 15
    none = charts.table_vs_text.frame(case)["text_unit"].isna().sum()
    silent = "no position or act in the narrative" if lang == "en" else "本文に立場・行動の記述なし"
    assert drawn.count(silent) == none == 7
    (ax,) = figure.axes
    glyphs = {code.glyph for code in case.scale.codes}
    stated = len(case["comparison"]) + frame["text_unit"].notna().sum() + len(glyphs)
    assert sum(text in glyphs for text in drawn) == stated
    alert = [p for p in ax.patches if to_hex(p.get_edgecolor()) == ALERT]
    framed = [p for p in alert if not p.get_fill()]  # the record's badges are filled
    assert len(framed) == 1 + 1  # the statement of line 50, and the key
    assert sum(text.startswith("≠") for text in drawn) == 1


@pytest.mark.parametrize(("lang", "mark"), [("en", "hedge dropped"), ("ja", "留保が脱落")])
def test_a_dropped_hedge_is_said_beside_its_cell(case, lang, mark):
    assert words(charts.table_vs_text(case, lang)).count(mark) == 2


def test_the_title_counts_the_cells_without_support(case):
    assert title(case) == "No position or act in narrative behind 7 of 15 cells"
    assert (
        charts.table_vs_text.caption(case, "ja").title
        == "表の15件中7件は、本文に立場・行動の記述がない"
    )


def test_the_title_follows_the_statements(case):
    statements = case["statements"]
    statements.loc[statements["unit"] == "s19", "role"] = "position"
    changed = replace(case, tables={**case.tables, "statements": statements})
    assert title(changed) == "No position or act in narrative behind 6 of 15 cells"
    silent = recoded(case, "stance_codes", **{"c-minerals-EU": pd.NA})
    assert cells(silent).at["c-minerals-EU", "kind"] == EMPTY
    assert title(silent) == "No position or act in narrative behind 6 of 14 cells"


def test_there_is_no_finding_where_all_have_support_or_nothing_is_told(case):
    statements = case["statements"]
    silent = replace(case, tables={**case.tables, "statements": statements.head(0)})
    assert title(silent) == charts.table_vs_text.topic.en
    bare = cells(case)
    bare = bare[~bare["supported"]]
    extra = statements.head(len(bare)).assign(
        unit=[f"x-{unit}" for unit in bare.index],
        role="position",
        actor=bare["actor"].tolist(),
        issue=bare["issue"].tolist(),
    )
    codes = case["stance_codes"]
    more = codes[codes["unit"].isin(bare.index)]
    more = more.assign(unit="x-" + more["unit"])
    full = {
        "statements": pd.concat([statements, extra], ignore_index=True),
        "stance_codes": pd.concat([codes, more], ignore_index=True),
    }
    assert title(replace(case, tables={**case.tables, **full})) == charts.table_vs_text.topic.en


def test_the_page_is_no_higher_than_a_page(case):
    for lang in ("en", "ja"):
        assert charts.table_vs_text(case, lang).get_figheight() * 25.4 <= 250


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_other_cases_are_drawn(toy, votes, lang):
    assert "++ / 0" in " ".join(words(charts.table_vs_text(toy, lang)))
    assert charts.table_vs_text.caption(votes, lang).title == charts.table_vs_text.topic(lang)
    assert words(charts.table_vs_text(votes, lang))
