"""New allocations by month: every figure a bar of its height, 0 and no figure told apart."""

from dataclasses import replace

import pandas as pd
import pytest
from drawn import words
from matplotlib.patches import Rectangle
from test_all_charts import both_languages, mishaps

from analysis import charts, read_case
from analysis.charts.figures.aid import DONORS
from analysis.charts.page import GROUND

US, EUROPE, OTHER = DONORS


def given(case, *months):
    """The case with these months alone: (month, United States, Europe, other), NA allowed."""
    rows = pd.DataFrame(months, columns=["month", US, EUROPE, OTHER])
    rows[[US, EUROPE, OTHER]] = rows[[US, EUROPE, OTHER]].astype("Float64")
    rows = rows.assign(vintage="Made up", vintage_ja="架空", source_ids="S-K06")
    return replace(case, tables={**case.tables, "allocations": rows})


def bars(figure, donor):
    """Heights of a donor's bars in millimetres, from the first month on."""
    colour = DONORS[donor][1]
    found = [
        p
        for p in figure.axes[0].patches
        if isinstance(p, Rectangle) and p.get_facecolor() == rgba(colour)
    ]
    return [bar.get_height() for bar in sorted(found, key=lambda bar: bar.get_x())]


def rgba(colour):
    from matplotlib.colors import to_rgba

    return to_rgba(colour)


def boxes(figure):
    """Hatched boxes: one a month without a figure, and one in the key."""
    return [p for p in figure.axes[0].patches if p.get_hatch()]


def test_every_figure_above_zero_is_a_bar_on_one_scale(case):
    figure, table = charts.aid(case), case["allocations"]
    ratios = set()
    for donor in DONORS:
        positive = table[donor][table[donor] > 0]
        drawn = bars(figure, donor)
        assert len(drawn) == len(positive)
        ratios |= {round(h / v, 6) for h, v in zip(drawn, positive, strict=True)}
    assert len(ratios) == 1


@both_languages
def test_every_zero_bears_its_sign_and_the_greatest_figures_their_values(case, lang):
    shown, table = words(charts.aid(case, lang)), case["allocations"]
    zeros = int(table[list(DONORS)].eq(0).sum().sum())
    assert zeros == 13
    assert shown.count("0") == zeros + 1 + len(DONORS), "one in the key, one on each base line"
    assert {"19.4", "11.9", "2.4", "0.5"} <= set(shown)


def test_the_month_of_the_summit_is_marked_and_no_other(case):
    frame = charts.aid.frame(case)
    marked = frame[frame["event_en"].notna()]
    assert marked["month"].tolist() == ["2025-02"]
    assert words(charts.aid(case)).count(case.title()) == 1


def test_a_month_between_without_a_row_has_no_figure_and_is_no_zero(case):
    gap = given(case, ("2024-01", 1.0, 2.0, 1.0), ("2024-03", 3.0, 0.0, pd.NA))
    frame = charts.aid.frame(gap)
    assert frame["month"].tolist() == ["2024-01", "2024-02", "2024-03"]
    assert frame[US].isna().tolist() == [False, True, False]
    figure = charts.aid(gap)
    assert len(boxes(figure)) == 4 + 1
    assert len(bars(figure, EUROPE)) == 1
    assert "no figure" in words(figure)
    assert not boxes(charts.aid(case))
    assert "no figure" not in words(charts.aid(case))


def test_the_title_names_the_months_without_new_allocations(case):
    assert charts.aid.caption(case, "en").title == (
        "No new US allocations from February to December 2025"
    )
    assert charts.aid.caption(case, "ja").title == "米国の新規割り当て、2025年2月～12月は0"
    later = [(f"2025-{m:02}", 1.0, 0.0, 1.0) for m in range(1, 4)]
    europe = given(case, ("2024-12", 1.0, 2.0, 1.0), *later)
    assert charts.aid.caption(europe, "en").title == (
        "No new European allocations from January to March 2025"
    )
    across = given(case, ("2024-10", 1.0, 2.0, 1.0), *[("2024-11", 0.0, 1.0, 1.0)], *[
        (m, 0.0, 1.0, 1.0) for m in ("2024-12", "2025-01")
    ])  # fmt: skip
    assert charts.aid.caption(across, "en").title == (
        "No new US allocations from November 2024 to January 2025"
    )


@pytest.mark.parametrize(
    "last",
    [
        [0.0, 0.0, 0.4],  # allocations come back
        [0.4, 0.0, 0.0],  # two months are too few
        [0.0, pd.NA, 0.0],  # a month without a figure is no month of 0
    ],
)
def test_the_finding_falls_where_the_figures_do_not_bear_it(case, last):
    months = [("2024-12", 3.0, 1.0, 1.0)]
    months += [(f"2025-{n:02}", value, 1.0, 1.0) for n, value in enumerate(last, start=1)]
    assert charts.aid.caption(given(case, *months), "en").title == charts.aid.topic.en


def test_who_never_allocated_anything_is_no_finding(case):
    months = [("2024-12", pd.NA, 1.0, 1.0)]
    months += [(f"2025-{n:02}", 0.0, 1.0, 1.0) for n in range(1, 7)]
    assert charts.aid.caption(given(case, *months), "en").title == charts.aid.topic.en


@both_languages
def test_release_and_source_are_those_of_the_figures_and_not_the_article(case, lang):
    caption = charts.aid.caption(case, lang)
    assert case["allocations"][f"vintage{'_ja' * (lang == 'ja')}"].iloc[0] in caption.note
    titles = case["sources"].set_index("source_id")["title"]
    assert titles["S-K06"] in caption.source
    assert not [w for w in ("article", "記事") if w in caption.source + caption.note]
    said = caption.subtitle + caption.note
    assert ("not deliveries" if lang == "en" else "引き渡しではない") in said


@both_languages
def test_few_months_many_months_and_all_zeros_stay_on_the_page(case, lang):
    one = given(case, ("2025-02", 0.0, 0.0, 0.0))
    many = [(str(m), 0.1, 120.0, 0.0) for m in pd.period_range("2020-01", "2025-12", freq="M")]
    for other in (one, given(case, *many)):
        assert mishaps(charts.aid(other, lang)) == ([], [])
    assert bars(charts.aid(one), US) == []


def test_a_figure_too_small_for_two_decimals_is_not_said_to_be_zero(case):
    from analysis.charts.describe import description

    rows = description(charts.aid, case, "en").rows
    may = next(row for row in rows if "2025-05" in row)
    assert "Other donors, billion euros: 0.002" in may
    assert "United States, billion euros: 0;" in may


def test_the_colours_of_bars_stand_out_from_the_ground():
    from analysis.charts.palette import contrast

    assert all(contrast(colour, GROUND) >= 3 for _, colour in DONORS.values())


@both_languages
def test_the_package_of_the_allocations_draws_the_bars_of_the_case_that_repeats_them(
    case, root, lang
):
    background = read_case(root / "data" / "aid-to-ukraine")
    donors = ["united_states_eur_bn", "europe_eur_bn", "other_eur_bn"]
    frames = [charts.aid.frame(each).set_index("month")[donors] for each in (background, case)]
    pd.testing.assert_frame_equal(*frames)
    assert mishaps(charts.aid(background, lang)) == ([], [])
    caption, other = (charts.aid.caption(each, lang) for each in (background, case))
    assert caption.title == other.title
    assert caption.identity.startswith("aid-to-ukraine/aid · ")


def test_nobody_coded_background_data_so_its_source_line_speaks_of_the_chart_alone(case, root):
    background = read_case(root / "data" / "aid-to-ukraine")
    assert charts.aid.caption(background, "en").source.endswith(". Chart: Stancebook contributors.")
    assert charts.aid.caption(case, "en").source.endswith(
        " Coding and chart: Stancebook contributors."
    )
