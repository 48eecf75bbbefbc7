"""Other readings of the table, against the toy case worked by hand and matrices made one by one."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis.compare import (
    flips,
    measured_pairs,
    nested_pairs,
    order_under,
    pair_readings,
    pair_table,
    survival,
    variants,
    wide_recodings,
)
from analysis.compare.readings import CODINGS, ORDER
from analysis.compare.variants import GIVEN, MERGED, SCENARIO, SILENT, STEP, TOGETHER, WITHOUT
from analysis.stance import voices


def measured(case, matrix):
    """Mean distances of a matrix, by pair."""
    return pair_table(matrix.astype("Int64"))["mean_distance"].to_dict()


def rows_of(case, kind):
    rows = pair_readings(case)
    return rows[rows["kind"] == kind]


def test_every_stated_cell_is_left_out_once(case):
    matrix = case.matrix()
    rows = rows_of(case, SILENT)
    assert len(rows) == 15 * 3
    for issue, actor in product(matrix.columns, matrix.index):
        silent = matrix.copy()
        silent.loc[actor, issue] = pd.NA
        mine = rows[rows["of"] == f"{issue} × {actor}"].set_index(["a", "b"])["mean_distance"]
        assert mine.to_dict() == pytest.approx(measured(case, silent))


def test_a_code_moves_a_step_each_way_within_the_scale(case):
    matrix = case.matrix()
    made = variants(case)[STEP]
    room = (matrix > -2).sum(axis=None) + (matrix < 2).sum(axis=None)
    assert len(made.names) == room == 19
    changed = made.stances - matrix.to_numpy(dtype=float)
    assert (np.abs(changed).sum(axis=(1, 2)) == 1).all()
    assert np.abs(made.stances).max() == 2
    assert len(np.unique(made.stances.reshape(room, -1), axis=0)) == room


def test_all_scenarios_together_are_the_table_with_each_of_their_cells_changed(case):
    (together,) = variants(case)[TOGETHER].stances
    matrix = case.matrix()
    units = case["comparison"].set_index("unit")
    for row in case["scenarios"].itertuples():
        actor, issue = units.loc[row.unit, ["actor", "issue"]]
        matrix.loc[actor, issue] = row.stance
    np.testing.assert_array_equal(together, matrix.to_numpy(dtype=float, na_value=np.nan))


def test_the_overlapping_issues_become_one_and_the_others_stay(case):
    (merged,) = variants(case)[MERGED].stances
    matrix = case.matrix()
    three = ["military_aid", "diplomatic_strategy", "economic_cooperation"]
    assert merged[:, 0].tolist() == matrix[three].median(axis=1).tolist() == [-1, 2, 2]
    assert np.isnan(merged[:, [3, 4]]).all()
    assert merged[:, [1, 2]].tolist() == matrix[["minerals", "russia_policy"]].to_numpy().tolist()


def test_merging_never_makes_a_code_that_no_issue_has(case):
    two = {**case.package.descriptor, "overlapping_issues": ["military_aid", "minerals"]}
    other = replace(case, package=replace(case.package, descriptor=two))
    (merged,) = variants(other)[MERGED].stances
    assert np.isnan(merged[0, 0]), "US: −1 and −2"
    assert merged[1, 0] == 2
    assert np.isnan(merged[2, 0]), "EU: 2 and 0"


def merged_of(case, codes):
    """The US's overlapping issues merged, its cells coded so."""
    issues = ["military_aid", "minerals", "diplomatic_strategy", "economic_cooperation"]
    issues = issues[: len(codes)]
    cells = {(issue, "USA"): code for issue, code in zip(issues, codes, strict=True)}
    declared = {**case.package.descriptor, "overlapping_issues": issues}
    recoded = case.recode(cells)
    recoded = replace(recoded, package=replace(case.package, descriptor=declared))
    (merged,) = variants(recoded)[MERGED].stances
    matrix = recoded.matrix()
    return merged[matrix.index.get_loc("USA")][matrix.columns.isin(issues)][0]


@pytest.mark.parametrize(
    ("codes", "median"),
    [
        ([-2, 0, 1], 0),
        ([2, -1, -1], -1),
        ([-2, 1, 1, 2], 1),
        ([-2, -1, 1, 2], None),
        ([-2, None, 2], None),
        ([-2, None, 2, 2], 2),
        ([None, None, 1], 1),
        ([None, None, None], None),
    ],
)
def test_three_or_more_issues_merge_to_the_code_in_the_middle_or_to_none(case, codes, median):
    merged = merged_of(case, codes)
    assert np.isnan(merged) if median is None else merged == median


def test_a_single_scenario_has_no_reading_of_all_together(case):
    first = case["scenarios"]["scenario"].iloc[0]
    lone = case["scenarios"][case["scenarios"]["scenario"] == first]
    made = variants(replace(case, tables={**case.tables, "scenarios": lone}))
    assert made[SCENARIO].names == [first]
    assert made[TOGETHER].names == []


def test_a_split_cell_counts_among_the_issues_that_its_codings_share(toy):
    """CER × water is split: left out at the codes given, a code in every recoding."""
    codings = rows_of(toy, CODINGS).set_index(["a", "b"])["n"]
    assert codings.to_dict() == {("ALD", "BOR"): 3, ("ALD", "CER"): 2, ("BOR", "CER"): 2}
    given = rows_of(toy, GIVEN).set_index(["a", "b"])["n"]
    assert given.to_dict() == {("ALD", "BOR"): 3, ("ALD", "CER"): 1, ("BOR", "CER"): 1}


def test_a_code_moves_up_to_the_top_of_the_scale_and_down_to_its_bottom(case):
    top = case.recode({("minerals", "USA"): 1, ("minerals", "EU"): -1})
    made = variants(top)[STEP]
    matrix = top.matrix()
    for actor, step, code in [("USA", "+1", 2), ("EU", "-1", -2)]:
        stances = made.stances[made.names.index(f"minerals × {actor} {step}")]
        place = matrix.index.get_loc(actor), matrix.columns.get_loc("minerals")
        assert stances[place] == code


def test_a_case_that_declares_no_overlap_and_no_scenario_has_no_such_reading(votes):
    made = variants(votes)
    assert [len(made[kind].names) for kind in (MERGED, SCENARIO, TOGETHER)] == [0, 0, 0]
    assert len(made[WITHOUT].names) == 2


def test_survival_counts_the_readings_in_which_a_pair_is_the_single_closest(case):
    table = survival(case).set_index(["kind", "a", "b"])
    counts = table.xs(("UKR", "EU"), level=["a", "b"])[["closest", "readings"]]
    assert counts.T.to_dict("list") == {
        GIVEN: [1, 1], CODINGS: [64, 64], SCENARIO: [3, 3], TOGETHER: [1, 1], WITHOUT: [5, 5],
        SILENT: [15, 15], STEP: [19, 19], MERGED: [1, 1],
    }  # fmt: skip
    assert table.xs(("USA", "EU"), level=["a", "b"])["closest"].sum() == 0
    assert set(table.index.get_level_values("kind")) == set(ORDER)


def test_the_range_of_survival_is_that_of_the_readings(case):
    rows = rows_of(case, SILENT).groupby(["a", "b"])["mean_distance"].agg(["min", "max"])
    table = survival(case)
    table = table[table["kind"] == SILENT].set_index(["a", "b"])
    assert table["least"].to_dict() == rows["min"].to_dict()
    assert table["greatest"].to_dict() == rows["max"].to_dict()


def test_a_pair_with_few_issues_in_common_has_counts_and_no_distance(toy):
    assert list(measured_pairs(toy)) == [("ALD", "BOR")]
    assert set(measured_pairs(toy, least=1)) == set(pair_table(toy.matrix()).index)
    given = rows_of(toy, GIVEN).set_index(["a", "b"])
    assert given["n"].to_dict() == {("ALD", "BOR"): 3, ("ALD", "CER"): 1, ("BOR", "CER"): 1}
    assert given["mean_distance"].notna().tolist() == [True, False, False]


def test_the_order_of_the_pairs_is_kept_where_every_coding_keeps_it(case, toy):
    codings = pair_readings(case)
    assert codings["kind"].eq(CODINGS).sum() == 3
    low, high = case.matrix(values="low"), case.matrix(values="high")
    kept = flipped = 0
    spans = [
        range(a, b + 1) for a, b in zip(low.to_numpy().flat, high.to_numpy().flat, strict=True)
    ]
    for codes in product(*spans):
        us, ukraine, eu = np.array(codes).reshape(low.shape)
        near, middle, far = (
            np.abs(x - y).mean() for x, y in ((ukraine, eu), (us, eu), (us, ukraine))
        )
        kept += near < middle < far
        flipped += near > middle or middle > far or near > far
    counted = order_under(case).loc[CODINGS]
    assert counted.to_dict() == {
        "kept": kept,
        "tied": 64 - kept - flipped,
        "flipped": flipped,
        "readings": 64,
    }
    assert order_under(toy).empty


def test_pairs_that_tie_at_the_codes_given_have_no_order_to_keep(case):
    tied = case.recode({("minerals", "EU"): 2})
    assert tied.matrix().loc["EU"].equals(tied.matrix().loc["UKR"])
    us_pairs = {("USA", "UKR"), ("USA", "EU")}
    found = flips(tied, least=1)
    assert not [row for row in found.itertuples() if {row.nearer, row.farther} == us_pairs]
    assert (order_under(tied)["flipped"] == 0).all()


def test_a_single_change_that_ties_or_flips_two_pairs_is_named(case):
    named = flips(case).set_index(["kind", "of"])
    assert named.index.tolist() == [(WITHOUT, "minerals"), (SILENT, "minerals × USA")]
    assert named["nearer"].tolist() == [("USA", "EU")] * 2
    assert named["farther"].tolist() == [("USA", "UKR")] * 2
    assert named["now"].tolist() == ["tied", "tied"]
    near = case.recode({("minerals", "EU"): 1})
    flipped = flips(near).query("now == 'flipped'")
    matrix = near.matrix()
    for row in flipped.itertuples():
        cell, _, step = row.of.rpartition(" ")
        issue, actor = cell.split(" × ")
        moved = matrix.copy()
        moved.loc[actor, issue] += int(step)
        now = measured(near, moved)
        assert now[row.nearer] > now[row.farther]


def test_the_order_is_counted_in_the_wide_matrix_too(case):
    wide = order_under(case, wide=True)
    assert wide.loc[CODINGS, "readings"] == len(wide_recodings(case))
    assert wide.loc[SILENT, "readings"] == case.matrix(wide=True).notna().sum(axis=None)
    assert (wide[["kept", "tied", "flipped"]].sum(axis=1) == wide["readings"]).all()


def test_members_and_their_groups_are_nested_through_any_number_of_groups():
    table = pd.DataFrame({"actor": ["A", "B", "C", "A"], "group": ["B", "C", "D", "X"]})
    pairs = {"".join(sorted(pair)) for pair in nested_pairs(table)}
    assert pairs == {"AB", "BC", "CD", "AX", "AC", "BD", "AD"}


def test_a_nested_pair_has_no_row(case):
    table = pd.DataFrame({"actor": ["UKR"], "group": ["EU"]}, dtype="str")
    nested = replace(case, tables={**case.tables, "memberships": table})
    pairs = set(zip(pair_readings(nested)["a"], pair_readings(nested)["b"], strict=True))
    assert pairs == {("USA", "UKR"), ("USA", "EU")}


def test_wide_recodings_are_every_recoding_of_the_units_with_their_medians(toy):
    units = voices(toy, wide=True)
    recoded = wide_recodings(toy)
    spans = [range(a, b + 1) for a, b in zip(units["low"], units["high"], strict=True)]
    combinations = {codes: n for n, codes in enumerate(product(*reversed(spans)))}
    assert recoded.exact
    assert len(recoded) == len(combinations)
    assert len(np.unique(np.nan_to_num(recoded.stances, nan=9), axis=0)) > 1
    for codes in list(combinations)[:: len(combinations) // 40]:
        matrix = pd.DataFrame(np.nan, index=recoded.actors, columns=recoded.issues)
        for place, group in units.assign(code=codes[::-1]).groupby(["actor", "issue"]):
            ranked = sorted(group["code"])
            middles = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
            matrix.loc[place] = middles[0] if middles[0] == middles[1] else np.nan
        np.testing.assert_array_equal(recoded.stances[combinations[codes]], matrix)


def test_the_codes_given_are_among_the_recodings_of_the_wide_matrix(case):
    given = np.nan_to_num(case.matrix(wide=True).to_numpy(dtype=float, na_value=np.nan), nan=9)
    stances = np.nan_to_num(wide_recodings(case).stances, nan=9)
    assert (stances == given).all(axis=(1, 2)).any()


def test_the_wide_matrix_has_the_same_kinds_of_readings_over_its_own_cells(case):
    matrix = case.matrix(wide=True)
    made = variants(case, wide=True)
    assert made[SILENT].stances.shape == (matrix.notna().sum(axis=None), *matrix.shape)
    assert made[WITHOUT].names == list(matrix.columns)
    silent = matrix.copy()
    silent.loc["EU", "minerals"] = pd.NA
    rows = pair_readings(case, wide=True)
    mine = rows[rows["of"] == "minerals × EU"].dropna(subset="mean_distance")
    expected = measured(case, silent)
    assert mine.set_index(["a", "b"])["mean_distance"].to_dict() == pytest.approx(
        {pair: expected[pair] for pair in zip(mine["a"], mine["b"], strict=True)}
    )
    codings = rows[(rows["kind"] == CODINGS) & rows["least"].notna()]
    assert (codings["readings"] == len(wide_recodings(case))).all()
    assert len(codings) == len(measured_pairs(case, wide=True)) == 3
