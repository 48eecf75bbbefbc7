"""Stances by month: each cell is drawn as what it is, at its place, and nothing is cut unseen."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest
from cases_of_any_shape import TEN, case_of
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon, Rectangle
from test_all_charts import both_languages, mishaps

from analysis import charts
from analysis.charts import period_tiles, periods
from analysis.charts.describe import description
from analysis.charts.palette import tint
from analysis.charts.view import View

TALL = 242


def counted(case, rows):
    """The case with these counts: rows of period, actor, issue, stance, n."""
    table = pd.DataFrame(rows, columns=["period", "actor", "issue", "stance", "n"])
    integers = dict.fromkeys(["stance", "n"], "Int64")
    table = table.astype({**dict.fromkeys(["period", "actor", "issue"], "str"), **integers})
    return replace(case, tables={**case.tables, "statement_counts": table})


def noisy(case, months):
    """The case with one to three codes counted in most cells of these months."""
    chance = random.Random(1)
    codes = [code.stance for code in case.scale.codes]
    return counted(
        case,
        [
            (month, actor, issue, code, chance.choice([1, 2, 9, 400]))
            for month in months
            for issue in case["issues"]["issue"]
            for actor in case["actors"]["actor"]
            if chance.random() < 0.8
            for code in chance.sample(codes, chance.randint(1, min(3, len(codes))))
        ],
    )


def months(first, last):
    return periods.every_period(pd.Series([first, last]))


def plot(figure):
    (ax,) = figure.axes
    return ax


def hatched(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle) and p.get_hatch()]


def tinted(ax, case):
    """Tiles by the code whose tint they have, with the places where they stand."""
    names = {tint(code.stance, case.scale): code.stance for code in case.scale.codes}
    found = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_fill()]
    return [(names[c], p) for p in found if (c := to_hex(p.get_facecolor())) in names]


def bars(ax):
    """The bars in tiles, line by line; the rules before years are thinner."""
    return [line for line in ax.lines if line.get_linewidth() == 1.4]


def test_the_toy_case_is_drawn_as_it_was_worked_by_hand(toy):
    frame = charts.stance_over_time.frame(toy)
    cells = frame.set_index(["actor", "issue", "period"])
    expected = {
        ("ALD", "water", "2019-11"): ("stated", 2, 2, 4, 0.0),
        ("BOR", "water", "2019-11"): ("split", -2, 2, 2, 1.0),
        ("ALD", "water", "2020-01"): ("split", -1, 2, 10, 1.0),
        ("BOR", "ferry", "2020-01"): ("stated", 0, 0, 2, 0.0),
        ("BOR", "water", "2020-02"): ("stated", -1, -1, 9, 2 / 3),
        ("DUN", "ferry", "2020-02"): ("stated", 1, 1, 1, 0.0),
    }
    columns = ["kind", "lower", "upper", "n", "ambivalence"]
    stated = cells[cells["kind"].ne("not stated")]
    assert {key: tuple(row) for key, row in stated[columns].iterrows()} == {
        key: (*values[:4], pytest.approx(values[4])) for key, values in expected.items()
    }
    empty = cells[cells["kind"].eq("not stated")]
    assert len(frame) == 2 * 3 * 4
    assert empty["n"].eq(0).all() and empty[["lower", "upper", "ambivalence"]].isna().all(axis=None)


def test_each_tile_of_the_toy_case_bears_the_sign_of_its_code(toy):
    figure = charts.stance_over_time(toy, "en", bare=True)
    shown = words(figure)
    panel = shown[: shown.index("2020")]
    signs = [word for word in panel if word in {"++", "+", "0", "−", "−−"}]
    assert signs == ["++", "−", "++", "−−", "++", "−", "0", "+"]
    # one more stands in the key
    assert len(hatched(plot(figure))) == 2 * 3 * 4 - 6 + 1


def test_a_month_in_which_nobody_spoke_stands_as_an_empty_column(toy):
    frame = charts.stance_over_time.frame(toy)
    assert frame["period"].unique().tolist() == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert frame.loc[frame["period"].eq("2019-12"), "kind"].eq("not stated").all()


def test_every_stated_cell_has_its_bar_at_the_height_of_its_code_and_no_other_has(generated):
    frame = charts.stance_over_time.frame(generated)
    ax = plot(charts.stance_over_time(generated, "en", bare=True))
    stated = frame[frame["kind"].ne("not stated")]
    codes = [
        code
        for _, cell in stated.iterrows()
        for code in dict.fromkeys([int(cell["lower"]), int(cell["upper"])])
    ]
    drawn = bars(ax)[: len(codes)]
    tiles = tinted(ax, generated)[: len(codes)]
    assert [code for code, _ in tiles] == codes
    for code, line, (_, tile) in zip(codes, drawn, tiles, strict=True):
        share = (tile.get_y() + tile.get_height() - line.get_ydata()[0]) / tile.get_height()
        edge = period_tiles.EDGE / tile.get_height()
        assert share == pytest.approx(edge + (1 - 2 * edge) * (code + 2) / 4)
    assert len(hatched(ax)) == len(frame) - len(stated) + 1


def test_a_tile_of_few_statements_is_small_and_one_of_two_minds_has_wedges(generated):
    frame = charts.stance_over_time.frame(generated)
    ax = plot(charts.stance_over_time(generated, "en", bare=True))
    stated = frame[frame["kind"].ne("not stated")]
    few = stated["n"].lt(5)
    one = stated["kind"].eq("stated")
    whole = hatched(ax)[0].get_width()
    widths = [
        whole * (0.45 if small else 1) / parts
        for small, parts in zip(few, one.map({True: 1, False: 2}), strict=True)
        for _ in range(parts)
    ]
    drawn = [tile.get_width() for _, tile in tinted(ax, generated)]
    assert drawn[: len(widths)] == pytest.approx(widths)
    assert few.any() and not one.all()
    wedges = [p for p in ax.patches if isinstance(p, Polygon)]
    torn = one & ~few & stated["ambivalence"].ge(0.5)
    assert len(wedges) == 2 * (int(torn.sum()) + 1)
    assert set(stated.loc[torn, "actor"]) == {"FARMERS"}


def test_the_finding_is_the_farthest_move(generated):
    caption = charts.stance_over_time.caption(generated, "en")
    assert caption.title == "Lower Vell moves from −− to + on Reservoir"
    ja = charts.stance_over_time.caption(generated, "ja").title
    assert ja == "下ヴェル、貯水池で「−−」から「+」へ"


MOVE = [("2024-01", -2), ("2024-02", -2), ("2024-03", 1), ("2024-04", 1)]


def moved(actor, issue, codes, n=9):
    return [(month, actor, issue, code, n) for month, code in codes]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (moved("ALD", "water", MOVE), "Alda moves from −− to + on Water shares"),
        (moved("ALD", "water", MOVE, n=4), "Who stood where, and when"),
        (moved("ALD", "water", [*MOVE[:3], ("2024-04", -2)]), "Who stood where, and when"),
        (moved("ALD", "water", [("2023-09", -2), *MOVE[1:]]), "Who stood where, and when"),
        (moved("ALD", "water", [*MOVE[:3], ("2024-09", 1)]), "Who stood where, and when"),
        (moved("ALD", "water", MOVE) + moved("BOR", "ferry", MOVE), "Who stood where, and when"),
        (
            moved("ALD", "water", MOVE) + moved("BOR", "ferry", [*MOVE[:2], *MOVE[:0]]),
            "Alda moves from −− to + on Water shares",
        ),
        (
            moved("ALD", "water", [(month, max(code, 0)) for month, code in MOVE]),
            "Who stood where, and when",
        ),
    ],
    ids=[
        "moves",
        "of few statements",
        "and back",
        "not held at first",
        "nor at last",
        "as far as another",
        "farther",
        "one step",
    ],
)
def test_a_move_is_a_finding_only_where_it_is_held_and_the_only_one_so_far(toy, rows, title):
    assert charts.stance_over_time.caption(counted(toy, rows), "en").title == title


def test_statements_on_both_sides_are_no_position_that_one_moves_from(toy):
    torn = [(month, "ALD", "water", -code, 4) for month, code in MOVE]
    last = [("2024-05", "ALD", "water", code, 6) for code in (2, -2)]
    case = counted(toy, moved("ALD", "water", MOVE) + last)
    assert charts.stance_over_time.caption(case, "en").title == "Who stood where, and when"
    case = counted(toy, moved("ALD", "water", MOVE) + torn)
    assert charts.stance_over_time.caption(case, "en").title == "Who stood where, and when"


@both_languages
def test_generated_statements_are_called_so_in_the_subtitle_and_the_source(generated, lang):
    caption = charts.stance_over_time.caption(generated, lang)
    word = {"en": "generated statements", "ja": "生成"}[lang]
    assert word in caption.subtitle
    assert word in caption.source.lower()
    assert "1,000,000" in caption.subtitle


SHAPES = {
    "forty actors": ({"actors": 40, "issues": 4}, months("2020-01", "2021-12")),
    "twelve issues, twelve years": ({"actors": 6, "issues": 12}, months("2014-01", "2025-12")),
    "years": ({"actors": 5, "issues": 3}, months("1999", "2012")),
    "one month": ({"actors": 2, "issues": 1}, ["2024-05"]),
    "a hundred by forty": ({"actors": 100, "issues": 40}, months("2024-01", "2024-06")),
    "from 0 to 10": (
        {"actors": 12, "issues": 5, "glyphs": TEN, "midpoint": 5},
        months("2024-01", "2025-06"),
    ),
    "English alone": ({"actors": 3, "issues": 2, "langs": ("en",)}, months("2024-01", "2024-03")),
}


@pytest.fixture(scope="module")
def made(toy):
    return {name: noisy(case_of(toy, **shape), of) for name, (shape, of) in SHAPES.items()}


@both_languages
@pytest.mark.parametrize("name", SHAPES)
def test_counts_of_any_shape_fit_a_page_and_their_texts_keep_apart(made, name, lang):
    figure = charts.stance_over_time(made[name], lang)
    assert mishaps(figure) == ([], [])
    assert figure.get_size_inches()[1] * 25.4 <= TALL


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("forty actors", "the first 3 of 4 issues, the first 9 of 40 actors"),
        ("twelve issues, twelve years", "the first 4 of 12 issues, the last 60 of 144 months"),
        ("a hundred by forty", "the first 3 of 40 issues, the first 9 of 100 actors"),
        ("years", None),
    ],
)
def test_what_finds_no_room_is_said_and_what_is_drawn_is_the_frame(made, name, told):
    case = made[name]
    said = words(charts.stance_over_time(case, "en"))
    found = [word for word in said if word.startswith("Shown:")]
    assert found == ([f"Shown: {told}. All are in statement_counts.csv."] if told else [])
    frame = charts.stance_over_time.frame(case)
    counts = case["statement_counts"]
    for key, column in (("issue", "of_issues"), ("actor", "of_actors")):
        assert frame[column].unique().tolist() == [counts[key].nunique()]
        names = View.of(case, "en")
        shown = (names.issues if key == "issue" else names.actors)[frame[key].iloc[-1]]
        assert shown in said
    assert frame["period"].max() == counts["period"].max()
    there = counts.merge(frame[["issue", "actor", "period"]].drop_duplicates())
    assert int(frame["n"].sum()) == int(there["n"].sum())


def test_years_are_columns_where_counts_are_by_year(toy):
    rows = moved("ALD", "water", [("2019", 1), ("2022", 2)])
    frame = charts.stance_over_time.frame(counted(toy, rows))
    assert frame["period"].tolist() == ["2019", "2020", "2021", "2022"]
    caption = charts.stance_over_time.caption(counted(toy, rows), "en")
    assert "year by year, 2019 to 2022; 18 statements" in caption.subtitle


@both_languages
def test_a_table_of_counts_without_a_row_is_drawn_as_nothing_counted(toy, lang):
    case = counted(toy, [])
    assert mishaps(charts.stance_over_time(case, lang)) == ([], [])
    said = charts.stance_over_time.caption(case, lang).subtitle
    assert {"en": "nothing counted; 0 statements", "ja": "集計なし、発言0件"}[lang] in said


def test_a_median_between_two_codes_is_called_that_and_no_difference_of_coders(toy):
    rows = description(charts.stance_over_time, toy, "en").rows
    assert [row for row in rows if "median between" in row] == [rows[2], rows[4]]
    assert not [row for row in rows if "coders" in row]


@pytest.mark.parametrize(
    ("issues", "actors", "shown"),
    [
        (4, 6, (4, 6)),
        (9, 6, (4, 6)),
        (1, 40, (1, 31)),
        (2, 20, (2, 14)),
        (10, 20, (3, 9)),
        (1, 1, (1, 1)),
    ],
)
def test_actors_give_way_only_where_fewer_than_three_issues_would_be_left(issues, actors, shown):
    found = periods._room(issues, actors)
    assert (min(found[0], issues), min(found[1], actors)) == shown
