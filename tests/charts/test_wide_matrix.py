"""The wide matrix: every actor by every issue, each stated cell one tile, the rest hatched."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from drawn import words
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon, Rectangle

from analysis import charts
from analysis.charts.figures.wide_matrix import GAP, TALL, _columns
from analysis.charts.fonts import width
from analysis.charts.marks import EDGE
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import GROUND, tint

#: Of a row of tiles without and with a line of record marks.
HEIGHTS = (TALL, TALL + line_height(TEXT))


def tall(figure):
    """The patches of the size of a tile; the key's are lower."""
    (ax,) = figure.axes
    found = [p for p in ax.patches if isinstance(p, Rectangle)]
    return [p for p in found if any(p.get_height() == pytest.approx(h) for h in HEIGHTS)]


def hatched(figure):
    return [p for p in tall(figure) if p.get_hatch()]


def splits(figure):
    (ax,) = figure.axes
    triangles = [p for p in ax.patches if isinstance(p, Polygon)]
    heights = [p.get_path().get_extents().height for p in triangles]
    return [
        p
        for p, height in zip(triangles, heights, strict=True)
        if any(height == pytest.approx(h) for h in HEIGHTS)
    ]


def frames(figure):
    (ax,) = figure.axes
    inner = [p for p in ax.patches if isinstance(p, Rectangle) and not p.get_fill()]
    return [p for p in inner if p.get_linewidth() == 0.8 and p.get_height() > 8]


def test_the_frame_is_the_cells_worked_by_hand(toy):
    cells = charts.wide_matrix.frame(toy).set_index(["actor", "issue"])
    assert len(cells) == 4 * 4
    assert cells.loc[("ALD", "apology"), ["kind", "lower", "upper", "n"]].tolist() == [
        "split", 1, 2, 2,
    ]  # fmt: skip
    assert cells.loc[("BOR", "water"), ["stance", "n", "min", "max"]].tolist() == [-1, 2, -1, 1]
    assert cells.index[cells["conflict"]].tolist() == [("BOR", "water")]
    assert (cells["kind"] == "not stated").sum() == 5


def test_every_stated_cell_is_a_tile_of_its_stance_and_the_rest_is_hatched(case):
    figure, matrix = charts.wide_matrix(case), case.matrix(wide=True)
    filled = [p for p in tall(figure) if p.get_fill() and not p.get_hatch()]
    codes = [int(code) for code in matrix.stack().dropna()]
    fills = Counter(to_hex(p.get_facecolor()) for p in filled)
    stated = Counter(tint(code, case.scale) for code in codes)
    stated.update([tint(1, case.scale)] * 2)  # the lower codes of the two split cells
    assert fills == stated
    assert len(splits(figure)) == 2
    assert len(hatched(figure)) == 63 - len(codes) - 2 == 38


def test_the_words_of_a_split_cell_stand_on_the_ground(case):
    (ax,) = charts.wide_matrix(case).axes
    inside = [p for p in ax.patches if p.get_linewidth() == 0 and isinstance(p, Rectangle)]
    plates = [
        p for p in inside if any(p.get_height() == pytest.approx(h - 2 * EDGE) for h in HEIGHTS)
    ]
    assert [to_hex(p.get_facecolor()) for p in plates] == [GROUND] * 2
    signs = [t for t in ax.texts if t.get_text() == "++ / +"]
    for plate, sign in zip(plates, signs, strict=True):
        assert plate.get_bbox().contains(*sign.get_position())


def test_the_cells_of_the_table_are_framed_and_no_others(case, toy):
    assert len(frames(charts.wide_matrix(case))) == len(case["comparison"]) == 15
    assert len(frames(charts.wide_matrix(toy))) == 8  # the ninth is not stated


def test_every_stated_cell_says_its_n(case):
    drawn = [text for text in words(charts.wide_matrix(case)) if text.startswith("n ")]
    n = charts.wide_matrix.frame(case)["n"]
    assert drawn == [f"n {count}" for count in n if count] + ["n "]


def test_a_code_that_a_claim_reaches_beyond_the_cell_is_printed(toy):
    drawn = words(charts.wide_matrix(toy))
    assert [text for text in drawn if text.startswith("… ")] == ["… +", "… "]
    assert drawn.count("≠") == 2  # the cell and the key


def in_doubt(case):
    """Per cell with a coded unit, whether any claim on any of its units bears either mark.

    From the tables as they are filed; a cell without a checked unit is not in doubt.
    """
    coded = case["stance_codes"].dropna(subset="stance")["unit"]
    statements = case["statements"].query("role in ['position', 'act']")
    units = pd.concat([case["comparison"], statements])[["actor", "issue", "unit"]]
    units = units[units["unit"].isin(coded)].dropna()
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    claims = claims.assign(
        substance=claims["status"].isin(["contradicted", "not_found"]),
        quotation=claims["wording"].eq("not_found").fillna(False).astype(bool),
        against=claims["status"].eq("contradicted"),
    )
    flags = ["substance", "quotation", "against"]
    found = units.merge(claims[["unit", *flags]], on="unit", how="left")
    found[flags] = found[flags].eq(True).fillna(False)
    return found.groupby(["actor", "issue"])[flags].any()


def test_a_cell_bears_the_marks_of_any_unit_that_it_draws(case):
    doubt = in_doubt(case)
    frame = charts.wide_matrix.frame(case).set_index(["actor", "issue"])
    assert set(frame.index[frame["n"].gt(0)]) == set(doubt.index)
    for column, mark in (("not_borne_out", "substance"), ("quotation_not_found", "quotation")):
        marked = set(frame.index[frame[column].eq(True).fillna(False)])
        assert marked == set(doubt.index[doubt[mark]])
    against = frame.loc[("UKR", "diplomatic_strategy")]
    assert against["conflict"] and against["status"] == "contradicted"
    alt = charts.wide_matrix.caption(case, "en").alt
    assert f"Marks: {doubt['substance'].sum()} not borne out" in alt
    assert f"{doubt['quotation'].sum()} quotations not found" in alt


def test_the_marks_stand_in_the_tiles_of_the_cells_in_doubt(case):
    doubt, drawn = in_doubt(case), words(charts.wide_matrix(case))
    signs = (
        doubt["substance"]
        .map({True: "? ", False: ""})
        .mask(doubt["against"], "✕ ")
        .add(doubt["quotation"].map({True: "“?”", False: ""}))
        .str.strip()
    )
    want = Counter(signs[signs.ne("")]) + Counter(["?", "“?”"])  # the key
    assert Counter(text for text in drawn if text in {"?", "✕", "“?”", "? “?”", "✕ “?”"}) == want


@pytest.mark.parametrize(("lang", "said"), [("en", "A mark of the"), ("ja", "公的記録による印")])
def test_the_note_says_what_a_mark_means_only_where_a_cell_bears_one(case, lang, said):
    sound = case["evidence"].assign(status="corroborated")
    sound["wording"] = pd.array([pd.NA] * len(sound), dtype="str")
    clean = replace(case, tables={**case.tables, "evidence": sound})
    assert said in charts.wide_matrix.caption(case, lang).note
    assert said not in charts.wide_matrix.caption(clean, lang).note


def test_marks_that_do_not_occur_have_no_key(votes):
    drawn = words(charts.wide_matrix(votes))
    assert "≠" not in drawn
    assert not any(text.startswith("…") for text in drawn)


def test_the_title_counts_the_stated_cells(case):
    assert (
        charts.wide_matrix.caption(case, "en").title == "Article states 25 of 63 possible positions"
    )
    assert (
        charts.wide_matrix.caption(case, "ja").title == "ありうる63の立場のうち、記事が示すのは25"
    )


def test_a_statement_less_is_a_position_less(case):
    statements = case["statements"].query("unit != 's29'")
    changed = replace(case, tables={**case.tables, "statements": statements})
    title = charts.wide_matrix.caption(changed, "en").title
    assert title == "Article states 24 of 63 possible positions"


def test_a_full_matrix_drops_the_finding(votes):
    codes = votes["stance_codes"]
    for column in ("stance", "low", "high"):
        codes[column] = codes[column].fillna(0)
    full = replace(votes, tables={**votes.tables, "stance_codes": codes})
    assert charts.wide_matrix.caption(full, "en").title == charts.wide_matrix.topic("en")
    assert hatched(charts.wide_matrix(full)) == []


WORDS = ["Military", "Minerals", "Russia", "Diplomatic", "cooperation", "guarantees", "Gratitude"]


@pytest.mark.parametrize("names", [["Aid"] * 7, WORDS, ["cooperation"] * 20])
def test_columns_fill_the_page_without_overlap(names):
    columns = _columns(names)
    ends = [x + w for x, w in columns]
    assert all(end < x for end, (x, _) in zip(ends, columns[1:], strict=False))
    assert ends[-1] == pytest.approx(WIDTH - GAP)


def test_each_column_holds_its_heading_where_the_page_is_wide_enough():
    assert all(width(word, 9) < w for word, (_, w) in zip(WORDS, _columns(WORDS), strict=True))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_codes_at_all_give_no_rows(case, lang):
    silent = replace(case, tables={**case.tables, "stance_codes": case["stance_codes"].iloc[:0]})
    assert tall(charts.wide_matrix(silent, lang)) == []
