"""The chain: each event a box in its actor's lane, each step one link from the step before."""

from dataclasses import replace
from itertools import pairwise

import pytest
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, Rectangle

from analysis import charts
from analysis.charts.figures.event_chain import lanes
from analysis.charts.palette import ALERT
from analysis.charts.view import View


def with_events(case, events):
    return replace(case, tables={**case.tables, "events": events})


def boxes(figure):
    (ax,) = figure.axes
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [patch for patch in found if to_hex(patch.get_edgecolor()) != ALERT]


def arrows(figure):
    (ax,) = figure.axes
    return [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]


def test_the_frame_is_the_events_in_the_order_of_their_steps(toy):
    shuffled = with_events(toy, toy["events"].iloc[[3, 0, 2, 1]])
    frame = charts.event_chain.frame(shuffled)
    assert frame["event"].tolist() == ["k1", "k2", "k4", "k3"]
    assert frame["actor_en"].fillna("").tolist() == ["", "", "", "Borsk"]


def test_both_sides_stand_between_two_actors(case):
    frame = charts.event_chain.frame(case)
    assert list(lanes(frame, View.of(case, "en")).values()) == ["US", "Both sides", "Ukraine"]
    assert list(lanes(frame, View.of(case, "ja")).values()) == ["米国", "双方", "ウクライナ"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_event_is_a_box_in_its_lane_and_there_is_no_other(case, lang):
    drawn = boxes(charts.event_chain(case, lang))
    events = case["events"]
    assert len(drawn) == len(events) == 8
    columns = sorted({round(box.get_x(), 3) for box in drawn})
    lane = events["actor"].fillna("").map({"USA": 0, "": 1, "UKR": 2})
    assert [columns.index(round(box.get_x(), 3)) for box in drawn] == lane.tolist()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_event_names_its_line(case, lang):
    said = "line {}" if lang == "en" else "{}行目"
    drawn = words(charts.event_chain(case, lang))
    assert [t for t in drawn if t in {said.format(n) for n in range(200)}] == [
        said.format(line) for line in case["events"]["line"]
    ]


def test_steps_stand_at_equal_distances(case):
    tops = sorted({round(box.get_y(), 3) for box in boxes(charts.event_chain(case))})
    gaps = [after - before for before, after in pairwise(tops)]
    assert gaps == pytest.approx([gaps[0]] * 6, abs=0.01)


def test_an_arrow_leads_to_each_event_after_the_first_step_and_starts_nowhere_else(case):
    figure = charts.event_chain(case)
    ends = {tuple(round(v, 2) for v in arrow._posA_posB[1]) for arrow in arrows(figure)}
    tops = {
        (round(box.get_x() + box.get_width() / 2, 2), round(box.get_y(), 2))
        for box in boxes(figure)[1:]
    }
    assert ends == tops


def test_two_events_of_one_step_in_one_lane_are_stacked_and_get_one_arrow(toy):
    events = toy["events"].assign(actor=None)
    figure = charts.event_chain(with_events(toy, events.astype({"actor": "str"})))
    tops = [round(box.get_y(), 2) for box in boxes(figure)]
    assert len(set(tops)) == 4
    assert [round(arrow._posA_posB[1][1], 2) for arrow in arrows(figure)] == tops[1:3]


def test_the_title_counts_the_events_of_one_side(case):
    assert (
        charts.event_chain.caption(case, "en").title
        == "Chain puts only 3 of 8 events down to one side"
    )
    assert (
        charts.event_chain.caption(case, "ja").title
        == "経過のうち一方の行為とされるのは、8件中3件のみ"
    )


def test_the_title_drops_the_finding_when_half_of_the_events_are_one_sided(case):
    events = case["events"]
    events.loc[events["event"] == "v6", "actor"] = "USA"
    changed = with_events(case, events)
    assert charts.event_chain.caption(changed, "en").title == charts.event_chain.topic("en")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_chain_without_events_is_an_empty_plot_under_its_topic(case, votes, lang):
    for empty in (votes, with_events(case, case["events"].iloc[:0])):
        assert boxes(charts.event_chain(empty, lang)) == []
        assert charts.event_chain.caption(empty, lang).title == charts.event_chain.topic(lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_order_on_record_stands_below_and_is_not_in_the_chain(case, lang):
    steps = case["recorded_steps"]
    said = "".join("".join(words(charts.event_chain(case, lang))).split())
    for event in steps[f"event_{lang}"]:
        assert "".join(event.split()) in said
    assert len(boxes(charts.event_chain(case, lang))) == len(case["events"])
    opened = steps.sort_values("step")["event_en"].str.contains("opens the dispute")
    assert opened.tolist().index(True) < steps["event_en"].str.contains("leaves").tolist().index(
        True
    )
    assert "Vance" in steps.loc[opened, "event_en"].item()


def test_without_a_record_there_is_no_list_and_no_word_of_one(case):
    bare = replace(case, tables={k: v for k, v in case.tables.items() if k != "recorded_steps"})
    assert "foot" in charts.event_chain.caption(case, "en").note
    assert "foot" not in charts.event_chain.caption(bare, "en").note
    assert len(words(charts.event_chain(bare))) < len(words(charts.event_chain(case)))
