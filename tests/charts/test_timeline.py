"""The timeline: every event under its date, its kind and support told by its mark."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts.event_kinds import KINDS
from analysis.charts.figures.timeline import PER_DAY
from analysis.charts.palette import GROUND, contrast

EVENTS = [
    # key, date, actors, kind, sources
    ("t01", "2031-05-01", "MIR", "statement", "S-L01"),
    ("t02", "2031-05-04", "MIR;OTO", "meeting", "S-L01;S-L05"),
    ("t03", "2031-05-04", "OTO", "meeting", "S-L02;S-L03;S-L04"),
    ("t04", "2031-05-14", "OTO;MIR;XYZ", "aid", "S-L01;S-L02"),
    ("t05", "2031-05-20", "OTO;MIR", "aid", "S-L05"),
    ("t06", "2031-07-03", "MIR;OTO", "a_fair", "S-L05"),
]


@pytest.fixture
def lake(toy):
    """The toy case with a timeline of its own."""
    rows = pd.DataFrame(EVENTS, columns=["event", "date", "actors", "kind", "source_ids"])
    rows = rows.assign(confidence="opened source", time=pd.NA, time_ja=pd.NA)
    rows["event_en"] = "Event " + rows["event"]
    rows["event_ja"] = "出来事" + rows["event"]
    rows = rows.astype({"time": "str", "time_ja": "str", "confidence": "str"})
    return replace(toy, tables={**toy.tables, "timeline": rows})


def with_events(case, rows):
    return replace(case, tables={**case.tables, "timeline": rows.reset_index(drop=True)})


def said(figure):
    (ax,) = figure.axes
    return [text.get_text() for text in ax.texts]


def dots(figure):
    """Each mark below the key: place from the top, shape, and whether it is open."""
    (ax,) = figure.axes
    drawn = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    return [
        (line.get_ydata()[0], line.get_marker(), to_hex(line.get_markerfacecolor()) == GROUND)
        for line in drawn
        if 13 < line.get_xdata()[0] < 17 and line.get_ydata()[0] > min(rules(figure))
    ]


def rules(figure):
    """Places of the rules above the dates."""
    (ax,) = figure.axes
    return [line.get_ydata()[0] for line in ax.lines if line.get_marker() == "None"]


def test_days_are_counted_from_the_first_meeting(lake):
    assert charts.timeline.frame(lake)["days"].tolist() == [-3, 0, 0, 10, 16, 60]


def test_relays_of_one_text_are_one_source(lake):
    rows = charts.timeline.frame(lake).set_index("key")
    assert rows["independent"].to_dict() == {
        "t01": 1, "t02": 2, "t03": 1, "t04": 2, "t05": 1, "t06": 1,
    }  # fmt: skip
    assert rows["one_source"].tolist() == (rows["independent"] == 1).tolist()


def test_the_events_from_12_february_to_30_april_are_rows_by_date(case):
    rows = charts.timeline.frame(case)
    assert len(rows) == 36
    assert (rows["date"].iloc[0], rows["date"].iloc[-1]) == ("2025-02-12", "2025-04-30")
    assert set(case["timeline"]["event"]) - set(rows["key"]) == {"t37", "t38"}
    assert rows["date"].is_monotonic_increasing
    dated = rows.groupby("date")["key"].agg(";".join)
    assert dated["2025-03-11"] == "t32"
    assert dated["2025-04-30"] == "t36"
    assert "t28" in dated["2025-03-03"]
    assert rows.loc[rows["key"] == "t36", "days"].tolist() == [61]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_event_has_the_mark_of_its_kind_and_is_open_where_it_cites_one_source(case, lang):
    rows = charts.timeline.frame(case)
    drawn = dots(charts.timeline(case, lang))
    assert [(shape, open_) for _, shape, open_ in sorted(drawn)] == [
        (KINDS[kind].shape, one) for kind, one in zip(rows["kind"], rows["one_source"], strict=True)
    ]
    assert 0 < rows["one_source"].sum() < len(rows)


def test_a_case_has_its_own_last_day_drawn_and_all_days_where_it_names_none(lake):
    package = replace(
        lake.package, descriptor={**lake.package.descriptor, "timeline_until": "2031-05-14"}
    )
    until = replace(lake, package=package)
    assert charts.timeline.frame(until)["key"].tolist() == ["t01", "t02", "t03", "t04"]
    assert len(charts.timeline.frame(lake)) == len(EVENTS)
    assert ", 1 May to 14 May 2031. " in charts.timeline.caption(until, "en").subtitle


@pytest.mark.parametrize(
    ("lang", "span"),
    [("en", ", 12 February to 30 April 2025"), ("ja", "、2025年2月12日～4月30日")],
)
def test_the_days_shown_are_said_below_the_title_and_in_the_alt_text(case, lang, span):
    caption = charts.timeline.caption(case, lang)
    assert span in caption.subtitle
    assert span in caption.alt


def test_a_row_that_says_several_sources_bears_a_full_mark_and_one_opened_an_open_one(case):
    rows = charts.timeline.frame(case)
    assert rows["one_source"].tolist() == rows["confidence"].eq("opened source").tolist()
    assert (rows["one_source"].sum(), len(rows)) == (20, 36)


@pytest.mark.parametrize(
    ("lang", "record", "article"),
    [
        ("en", "Public record: 51 sources, listed in sources.csv.", "article"),
        ("ja", "公的記録：sources.csvに挙げた51件の典拠。", "記事"),
    ],
)
def test_the_source_line_names_the_record_and_not_the_source_analysis(case, lang, record, article):
    source = charts.timeline.caption(case, lang).source
    assert source.startswith(record)
    assert article not in source
    cited = charts.timeline.frame(case)["source_ids"].str.split(";").explode()
    assert cited.nunique() == 51


def test_each_date_is_written_once_beside_its_first_event(case):
    figure = charts.timeline(case)
    (ax,) = figure.axes
    rows = charts.timeline.frame(case)
    written = [t for t in ax.texts if t.get_position()[0] == 0]
    assert len(written) == rows["date"].nunique()
    firsts = rows.drop_duplicates("date").index
    marks = sorted(dots(figure))
    for text, n in zip(written, firsts, strict=True):
        assert abs(text.get_position()[1] - marks[n][0]) < 2


def test_the_space_above_a_date_is_proportional_to_the_days_since_the_last(lake):
    # one line an event; four of the five rules have an event or two above them
    places = rules(charts.timeline(lake))
    steps = [b - a for a, b in pairwise(places)]
    days, lines = [3, 10, 6, 44], [1, 2, 1, 1]
    plain = steps[0] - (days[0] - 1) * PER_DAY  # one line and no day between
    line = steps[1] - (days[1] - 1) * PER_DAY - plain
    for step, day, n in zip(steps, days, lines, strict=True):
        assert step == pytest.approx(plain + (n - 1) * line + (day - 1) * PER_DAY)


def test_only_the_days_of_meetings_stand_on_a_band(case):
    figure = charts.timeline(case)
    (ax,) = figure.axes
    (band,) = ax.patches
    rows = charts.timeline.frame(case)
    inside = [band.get_y() < y < band.get_y() + band.get_height() for y, *_ in sorted(dots(figure))]
    assert inside == rows["date"].eq("2025-02-28").tolist()


def test_actors_that_the_words_do_not_name_stand_beside_them(case):
    (ax,) = charts.timeline(case).axes
    beside = {t.get_text(): t for t in ax.texts if t.get_ha() == "right"}
    assert "UK, EU, Canada" in beside
    assert "Russia" in beside
    words = [t.get_text() for t in ax.texts]
    place = next(t.get_position()[1] for t in ax.texts if t.get_text().startswith("US pauses"))
    here = [t.get_text() for t in ax.texts if abs(t.get_position()[1] - place) < 0.2]
    assert here == ["US pauses and reviews military aid"]
    assert "USA" not in " ".join(words)


def test_an_actor_that_nobody_names_stays_a_code(lake):
    rows = charts.timeline.frame(lake).set_index("key")
    assert rows.loc["t04", "actors_en"].endswith(", XYZ")


def test_a_kind_that_is_not_known_is_drawn_under_its_own_name(lake):
    assert "a fair" in said(charts.timeline(lake))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_fits_a_page(case, lang):
    assert charts.timeline(case, lang).get_size_inches()[1] * 25.4 <= 245


def test_the_title_says_when_both_sides_act_together_again(case, lake):
    caption = charts.timeline.caption
    assert (
        caption(case, "en").title
        == "First joint US–Ukraine steps: aid after 11 days, minerals after 61"
    )
    assert caption(case, "ja").title == "会談後、双方共同の動きは支援が11日後、鉱物協定が61日後"
    assert (
        caption(lake, "en").title == "First joint MIR–OTO steps: aid after 10 days, a fair after 60"
    )


def test_the_title_follows_the_dates(case):
    rows = case["timeline"]
    rows.loc[rows["event"] == "t32", "date"] = "2025-03-15"
    assert "aid after 15 days" in charts.timeline.caption(with_events(case, rows), "en").title
    one = rows[~rows["event"].eq("t36")]
    title = charts.timeline.caption(with_events(case, one), "en").title
    assert title == "First joint US–Ukraine step: aid after 15 days"


def test_there_is_no_finding_without_a_meeting_of_two_or_a_joint_act_after_it(lake):
    rows = lake["timeline"]
    for left in (
        rows[rows["kind"] != "meeting"],
        rows[rows["event"].isin(["t01", "t02", "t03"])],
        rows[rows["event"] != "t02"],
        rows.head(0),
    ):
        changed = with_events(lake, left)
        assert charts.timeline.caption(changed, "en").title == charts.timeline.topic.en
        assert charts.timeline(changed, "ja")


def test_kinds_are_told_apart_by_shape_and_stand_off_the_ground():
    assert len({kind.shape for kind in KINDS.values()}) == len(KINDS)
    assert all(contrast(kind.colour, GROUND) >= 3 for kind in KINDS.values())


def test_every_kind_of_the_data_is_named(case):
    assert set(case["timeline"]["kind"]) <= set(KINDS)
