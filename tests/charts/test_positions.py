"""Points on the scale: each stated code once, its bounds, its other readings, the gaps."""

from dataclasses import replace

import pandas as pd
import pytest
from drawn import recoded, words

from analysis import charts, read_case
from analysis.charts.lanes import lanes
from analysis.charts.view import View
from analysis.compare import issue_gaps, widest


def points(figure, case):
    """What is drawn in actors' colours: (actor, fill, x in mm) of each marker."""
    colours = dict(zip(case["actors"]["colour"], case["actors"]["actor"], strict=True))
    (ax,) = figure.axes
    drawn = []
    for line in ax.lines:
        if line.get_marker() in ("None", None, ""):
            continue
        face, edge = line.get_markerfacecolor(), line.get_markeredgecolor()
        actor = colours.get(face, colours.get(edge))
        fill = "open" if face not in colours else line.get_fillstyle()
        if actor:
            drawn.append((actor, fill, round(float(line.get_xdata()[0]), 3)))
    return drawn


def test_the_frame_is_the_table_with_its_bounds_and_scenarios(toy):
    frame = charts.positions.frame(toy).set_index("unit")
    assert len(frame) == len(toy["comparison"])
    assert frame.loc["c-water-CER", ["kind", "lower", "upper", "low", "high"]].tolist() == [
        "split", 0, 2, 0, 2,
    ]  # fmt: skip
    assert frame.loc["c-tolls-CER", ["reading_low", "reading_high"]].tolist() == [-2, -2]
    assert frame.index[frame["reading_silent"]].tolist() == ["c-tolls-CER"]
    assert frame.index[frame["reading_low"].notna()].tolist() == [
        "c-water-CER", "c-ferry-BOR", "c-tolls-CER",
    ]  # fmt: skip
    assert frame.index[frame["kind"] == "not stated"].tolist() == ["c-ferry-CER"]


def test_every_stated_code_is_a_point_and_nothing_else(case):
    drawn = points(charts.positions(case), case)
    full = [(actor, x) for actor, fill, x in drawn if fill == "full"]
    assert len(full) == case.matrix().notna().to_numpy().sum() == 15
    stances = sorted(set(case.matrix().stack()))
    places = dict(zip(sorted({x for _, x in full}), stances, strict=True))
    for actor, row in case.matrix().iterrows():
        assert sorted(places[x] for a, x in full if a == actor) == sorted(row)


def test_every_other_reading_is_an_open_point(case):
    drawn = [actor for actor, fill, _ in points(charts.positions(case), case) if fill == "open"]
    readings = case["scenarios"].dropna(subset=["stance"])["unit"].str.rsplit("-").str[-1]
    assert sorted(drawn) == sorted(readings)


def test_a_split_code_is_two_half_points_and_silence_is_none(toy):
    drawn = points(charts.positions(toy), toy)
    assert [actor for actor, fill, _ in drawn if fill == "bottom"] == ["CER", "CER"]
    assert [actor for actor, fill, _ in drawn if fill == "full"].count("CER") == 1
    assert sum(fill == "full" for _, fill, _ in drawn) == 7


def test_points_of_one_code_lie_on_lanes_of_their_own(case):
    (ax,) = charts.positions(case).axes
    places = [
        (round(float(line.get_xdata()[0]), 2), round(float(line.get_ydata()[0]), 2))
        for line in ax.lines
        if line.get_marker() not in ("None", None, "")
    ]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_gaps_are_printed_with_their_ranges(case, lang):
    us, ukraine, eu = (View.of(case, lang).actors[actor] for actor in ("USA", "UKR", "EU"))
    drawn = words(charts.positions(case, lang))
    for gap in (
        f"{us}–{ukraine} 4 (3–4)", f"{us}–{eu} 4 (3–4)", f"{ukraine}–{eu} 2 (1–3)",
        f"{us}–{eu} 3 (2–3)",
    ):  # fmt: skip
        assert gap in drawn


def test_the_gaps_of_the_toy_case_are_those_worked_by_hand(toy):
    frame = charts.positions.frame(toy)
    gaps = {
        issue: [str(gap) for gap in issue_gaps(cells).values()]
        for issue, cells in frame.groupby("issue", sort=False)
    }
    assert gaps == {
        "water": ["3 (2–4)", "0–2", "1–4"],
        "ferry": ["1 (1–2)"],
        "tolls": ["4 (3–4)", "3 (2–3)", "1"],
    }
    water = issue_gaps(frame[frame["issue"] == "water"])
    assert str(widest(water)) == "2–4"


def test_many_actors_have_the_widest_gap_alone(votes):
    assert words(charts.positions(votes)).count("widest 2") == 2


def test_the_title_names_the_one_gap_that_no_coding_closes(case):
    assert charts.positions.caption(case, "en").title == "No coding closes the gap on Russia policy"
    assert (
        charts.positions.caption(case, "ja").title
        == "対ロシア政策の溝は、どのコーディングでも埋まらない"
    )


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("stance_codes", {"c-russia_policy-USA": 0}),
        ("stance_codes", {"c-russia_policy-EU": 1}),  # a step from the midpoint
        ("stance_codes", {"c-russia_policy-USA": pd.NA}),
        ("scenarios", {"c-russia_policy-EU": 0}),
        ("scenarios", {"c-russia_policy-UKR": pd.NA}),
    ],
)
def test_the_finding_falls_when_one_reading_closes_the_gap(case, table, changes):
    changed = recoded(case, table, **changes)
    assert charts.positions.caption(changed, "en").title == charts.positions.topic.en


def test_a_bound_on_the_other_side_closes_the_gap(case):
    codes = case["stance_codes"]
    codes.loc[codes["unit"].eq("c-russia_policy-USA") & codes["coder"].eq("pass-3"), "high"] = 0
    changed = replace(case, tables={**case.tables, "stance_codes": codes})
    assert charts.positions.caption(changed, "en").title == charts.positions.topic.en


@pytest.mark.parametrize("stances", [[-2, 1], [-1, 0]])
def test_a_second_reading_of_one_cell_counts_like_the_first(case, stances):
    two = pd.DataFrame({"scenario": ["one", "two"], "unit": "c-russia_policy-USA"})
    two = two.assign(stance=pd.array(stances, dtype="Int64"), reason_en="a test")
    scenarios = pd.concat([case["scenarios"], two], ignore_index=True)
    changed = replace(case, tables={**case.tables, "scenarios": scenarios})
    assert charts.positions.caption(changed, "en").title == charts.positions.topic.en


def test_two_issues_are_named_and_more_are_counted(case):
    wider = recoded(case, "stance_codes", **{"c-diplomatic_strategy-USA": -2})
    title = charts.positions.caption(wider, "en").title
    assert title == "No coding closes the gap on Russia policy and Diplomatic strategy"
    wider = recoded(wider, "stance_codes", **{"c-economic_cooperation-USA": -2})
    wider = recoded(wider, "scenarios", **{"c-economic_cooperation-USA": -1})
    assert charts.positions.caption(wider, "ja").title.startswith("5論点中3論点の溝は")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_other_cases_are_drawn(toy, votes, lang):
    for other, stated in ((toy, 7), (votes, 7)):
        drawn = points(charts.positions(other, lang), other)
        assert sum(fill == "full" for _, fill, _ in drawn) == stated


def test_spans_that_touch_take_two_lanes():
    assert lanes([(0, 1), (1, 2), (2.1, 3), (0, 9)]) == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "A gap stays open"), ("ja", "「埋まらない」とは")]
)
def test_what_a_gap_that_stays_is_stands_only_where_one_is_found(case, lang, said):
    agreed = recoded(case, "stance_codes", **dict.fromkeys(case["comparison"]["unit"], 1))
    assert said in charts.positions.caption(case, lang).note
    assert said not in charts.positions.caption(agreed, lang).note


def test_names_are_whole_where_there_is_room():
    figure = charts.positions(read_case("invented-ferry-talks"), "en")
    assert {"Norhaven", "Sudhaven", "Islands"} <= {*words(figure)}
