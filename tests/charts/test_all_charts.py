"""What every chart must do, whatever it shows. Charts join by being there."""

import warnings
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis import charts
from analysis.charts.fonts import missing
from analysis.charts.identity import csv_bytes, fingerprint
from analysis.charts.style import style

LANGS = ("en", "ja")
every_chart = pytest.mark.parametrize("key", charts.KEYS)
both_languages = pytest.mark.parametrize("lang", LANGS)
HOSTILE = '<script>&amp; "$x_1$" 50% \\frac 警告 ' + "長い名前" * 40


def texts(figure):
    """Each text drawn, with its box in pixels."""
    with style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        drawn = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
        return [(t, t.get_window_extent(renderer)) for t in drawn]


def overlap(a, b):
    """Whether two boxes share more than a hair."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    return wide > 1 and high > 1


def mishaps(figure):
    """Texts outside the canvas or on one another."""
    placed = texts(figure)
    edge = figure.bbox
    outside = [
        t.get_text()
        for t, box in placed
        if box.x0 < edge.x0 or box.x1 > edge.x1 or box.y0 < edge.y0 or box.y1 > edge.y1
    ]
    clashing = [
        (a.get_text(), b.get_text())
        for (a, box), (b, other) in combinations(placed, 2)
        if overlap(box, other)
    ]
    return outside, clashing


def hostile(case):
    """The case with a hostile text in every column of words."""
    tables = {
        name: table.assign(
            **{
                column: HOSTILE
                for column in table
                if column.startswith(
                    (
                        "name_",
                        "short_",
                        "text_",
                        "paraphrase_",
                        "event_e",
                        "event_j",
                        "effect_",
                        "scope_",
                        "objective_",
                    )
                )
            }
        )
        for name, table in case.tables.items()
    }
    return replace(case, tables=tables)


@both_languages
@every_chart
def test_all_text_lies_inside_the_canvas_and_none_overlaps(case, key, lang):
    assert mishaps(getattr(charts, key)(case, lang)) == ([], [])


@both_languages
@every_chart
def test_all_text_is_large_enough_and_has_its_glyphs(case, key, lang):
    figure = getattr(charts, key)(case, lang)
    caption = getattr(charts, key).caption(case, lang)
    for text, _ in texts(figure):
        small = text.get_text() in caption.source or text.get_text() == caption.identity
        assert text.get_fontsize() >= (7 if small else 9), text.get_text()
        assert missing(text.get_text()) == ""


@both_languages
@every_chart
def test_the_title_is_a_short_finding(case, key, lang):
    chart = getattr(charts, key)
    title = chart.caption(case, lang).title
    assert title != chart.topic(lang), "the shipped data must show the chart's finding"
    assert len(title.split()) <= 12 if lang == "en" else len(title) <= 30


@both_languages
@every_chart
def test_the_alt_text_is_short_and_names_no_colour_or_place(case, key, lang):
    alt = getattr(charts, key).caption(case, lang).alt
    assert len(alt) <= (250 if lang == "en" else 120)
    assert not {"darker", "lighter", "higher", "left", "right"} & set(alt.lower().split())


@both_languages
@every_chart
def test_the_words_of_the_caption_are_all_on_the_page(case, key, lang):
    chart = getattr(charts, key)
    caption = chart.caption(case, lang)
    drawn = "".join(t.get_text() for t, _ in texts(chart(case, lang))).replace(" ", "")
    for words in (caption.title, caption.subtitle, caption.note, caption.source):
        assert words.replace(" ", "") in drawn
    assert caption.identity.replace(" ", "") in drawn


@every_chart
def test_a_bare_chart_has_the_plot_and_none_of_the_caption(case, key):
    chart = getattr(charts, key)
    caption = chart.caption(case, "en")
    drawn = {t.get_text() for t, _ in texts(chart(case, "en", bare=True))}
    full = {t.get_text() for t, _ in texts(chart(case, "en"))}
    assert drawn
    assert drawn < full
    assert caption.identity not in drawn


@every_chart
def test_the_identity_holds_the_hash_of_the_frame_drawn(case, key):
    chart = getattr(charts, key)
    frame = chart.frame(case)
    assert fingerprint(frame) in chart.caption(case, "ja").identity
    changed = frame.copy()
    changed.iloc[0, 0] = "changed" if frame.dtypes.iloc[0] == "str" else 99
    assert fingerprint(changed) != fingerprint(frame)


@every_chart
def test_the_frame_is_the_same_twice_and_drawing_leaves_the_case_as_it_was(case, key):
    chart = getattr(charts, key)
    before = {name: table.copy() for name, table in case.tables.items()}
    first = csv_bytes(chart.frame(case))
    chart(case, "en")
    assert csv_bytes(chart.frame(case)) == first
    for name, table in case.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


@both_languages
@every_chart
def test_the_invented_case_is_drawn_within_its_canvas(toy, key, lang):
    assert mishaps(getattr(charts, key)(toy, lang)) == ([], [])


@both_languages
@every_chart
def test_hostile_and_overlong_words_come_out_as_text_within_the_canvas(case, key, lang):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mishaps(getattr(charts, key)(hostile(case), lang)) == ([], [])


def without(case, lang):
    """The case with no word in one language."""
    tables = {
        name: table.assign(
            **{
                column: pd.array([pd.NA] * len(table), "str")
                for column in table
                if column.endswith(f"_{lang}")
            }
        )
        for name, table in case.tables.items()
    }
    return replace(case, tables=tables)


def grown(case, actors, issues):
    """A case with many actors and issues; every third cell is split, every fifth not stated."""
    names = [f"ACTOR{n}" for n in range(actors)]
    columns = [f"issue-{n}" for n in range(issues)]
    cells = pd.DataFrame(
        [(f"c-{a}-{i}", 1, i, a) for i in columns for a in names],
        columns=["unit", "line", "issue", "actor"],
    )
    for column in ("text_ja", "text_en", "short_en", "short_ja"):
        cells[column] = "Keeps to it"
    coded = cells.loc[cells.index % 5 != 0, "unit"].reset_index(drop=True)
    codes = [
        pd.DataFrame({"coder": coder, "unit": coded, "stance": stance, "low": -2, "high": 2})
        for coder, stance in (("one", -1), ("two", -1))
    ]
    codes[1].loc[::3, "stance"] = -2
    tables = {
        "actors": pd.DataFrame({"actor": names, "kind": "state", "colour": "#444444"}),
        "issues": pd.DataFrame({"issue": columns, "in_comparison": True}),
        "comparison": cells,
        "stance_codes": pd.concat(codes, ignore_index=True).assign(
            modality="asserted", rationale_en="made"
        ),
    }
    for key in ("actors", "issues"):
        for lang in LANGS:
            tables[key][f"name_{lang}"] = [f"Name {n}" for n in range(len(tables[key]))]
            tables[key][f"short_{lang}"] = tables[key][f"name_{lang}"]
            tables[key][f"objective_{lang}"] = "An objective"
    for column in ("stance", "low", "high"):
        tables["stance_codes"][column] = tables["stance_codes"][column].astype("Int64")
    return replace(case, tables=tables)


@both_languages
@every_chart
def test_a_case_without_a_word_in_one_language_is_drawn(case, key, lang):
    assert mishaps(getattr(charts, key)(without(case, lang), lang)) == ([], [])


@pytest.mark.parametrize("key", ["agreement", "stance_matrix", "wide_matrix"])
def test_twelve_actors_on_nine_issues_overlap_nowhere(case, key):
    assert mishaps(getattr(charts, key)(grown(case, 12, 9), "en")) == ([], [])


@both_languages
@every_chart
def test_a_case_of_the_four_needed_tables_is_drawn_where_they_suffice(votes, key, lang):
    chart = getattr(charts, key)
    if not all(votes.has(table) for table in chart.tables):
        pytest.skip(f"needs {', '.join(t for t in chart.tables if not votes.has(t))}")
    assert mishaps(chart(votes, lang)) == ([], [])


@every_chart
def test_a_chart_names_only_tables_that_exist(case, key):
    assert set(getattr(charts, key).tables) <= set(case.tables)


def test_key_module_and_chart_bear_one_name():
    assert all(getattr(charts, key).key == key for key in charts.KEYS)


def test_a_clash_would_be_found(case):
    figure = charts.stance_matrix(case)
    caption = charts.stance_matrix.caption(case, "en")
    title = next(t for t, _ in texts(figure) if t.get_text() == caption.title)
    figure.text(*title.get_position(), "upon the title")
    figure.text(0.99, 0.5, "beyond the edge")
    outside, clashing = mishaps(figure)
    assert outside == ["beyond the edge"]
    assert clashing == [(caption.title, "upon the title")]
