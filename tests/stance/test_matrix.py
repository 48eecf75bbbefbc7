"""Stance matrices, against the toy case worked by hand and against the shipped table."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.stance import EMPTY, SPLIT, labelled_matrix, stance_matrix, table_cells, wide_cells

# (actor, issue): kind, lower, upper, n, min, max, conflict
WIDE = {
    ("ALD", "water"): ("stated", 2, 2, 3, 2, 2, False),
    ("ALD", "ferry"): ("stated", 1, 1, 1, 1, 1, False),
    ("ALD", "tolls"): ("stated", 2, 2, 1, 2, 2, False),
    ("ALD", "apology"): ("split", 1, 2, 2, 1, 2, False),
    ("BOR", "water"): ("stated", -1, -1, 2, -1, 1, True),
    ("BOR", "ferry"): ("stated", 0, 0, 1, 0, 0, False),
    ("BOR", "tolls"): ("stated", -2, -2, 1, -2, -2, False),
    ("BOR", "apology"): ("stated", -2, -2, 1, -2, -2, False),
    ("CER", "water"): ("split", 0, 2, 1, 0, 2, False),
    ("CER", "ferry"): ("not stated", None, None, 0, None, None, False),
    ("CER", "tolls"): ("stated", -1, -1, 1, -1, -1, False),
    ("CER", "apology"): ("not stated", None, None, 0, None, None, False),
    ("DUN", "water"): ("not stated", None, None, 0, None, None, False),
    ("DUN", "ferry"): ("stated", 2, 2, 2, 2, 2, False),
    ("DUN", "tolls"): ("not stated", None, None, 0, None, None, False),
    ("DUN", "apology"): ("not stated", None, None, 0, None, None, False),
}


def test_the_table_matrix_is_the_one_worked_by_hand(toy):
    assert labelled_matrix(toy).to_csv(lineterminator="\n") == (
        "actor,water,ferry,tolls\nALD,2,1,2\nBOR,-1,0,-2\nCER,0/2,,-1\n"
    )


def test_the_wide_cells_are_those_worked_by_hand(toy):
    cells = wide_cells(toy).set_index(["actor", "issue"])
    columns = ["kind", "lower", "upper", "n", "min", "max", "conflict"]
    found = cells[columns].astype("object")
    found = found.where(found.notna(), None)
    assert {place: tuple(row) for place, row in found.iterrows()} == WIDE


def test_the_modalities_of_a_wide_cell_are_counts_of_kinds(toy):
    cells = wide_cells(toy).set_index(["actor", "issue"])
    assert cells.at[("ALD", "water"), "modalities"] == "demanded 3; conditional 1"
    assert cells.at[("DUN", "ferry"), "modalities"] == "asserted 1; mixed 1"


def test_outlooks_and_contexts_enter_no_matrix(toy):
    named = " ".join(wide_cells(toy)["units"].dropna()).split()
    statements = toy["statements"].set_index("unit")["role"]
    assert set(statements.reindex(named).dropna()) <= {"position", "act"}


def test_the_wide_matrix_equals_the_table_on_its_cells(case):
    table, wide = stance_matrix(case), stance_matrix(case, wide=True)
    assert table.notna().to_numpy().sum() == 15
    pd.testing.assert_frame_equal(wide.loc[table.index, table.columns], table)


def test_the_shipped_wide_matrix_has_nine_actors_and_seven_issues(case):
    assert stance_matrix(case, wide=True).shape == (9, 7)


def test_a_split_or_silent_cell_is_never_zero(toy):
    cells = table_cells(toy)
    assert set(cells["kind"]) == {"stated", SPLIT, EMPTY}
    assert cells.loc[cells["kind"] != "stated", "stance"].isna().all()
    assert (cells["stance"] == 0).sum() == 1  # BOR × ferry, which a coder coded 0


def test_rows_and_columns_stand_in_display_order_whatever_the_order_of_the_file(toy):
    upside_down = toy["comparison"].iloc[::-1].reset_index(drop=True)
    turned = replace(toy, tables={**toy.tables, "comparison": upside_down})
    pd.testing.assert_frame_equal(stance_matrix(turned), stance_matrix(toy))


def test_no_cell_is_lost_or_doubled(case, toy):
    for each in (case, toy):
        cells = wide_cells(each)
        assert not cells.duplicated(["actor", "issue"]).any()
        assert len(cells) == cells["actor"].nunique() * len(each["issues"])


def test_the_bounds_hold_the_stance(case):
    cells = wide_cells(case)
    stated = cells[cells["kind"] != EMPTY]
    assert (stated["low"] <= stated["lower"]).all()
    assert (stated["upper"] <= stated["high"]).all()


def test_a_case_of_the_four_needed_tables_and_another_scale_has_its_matrices(votes):
    assert labelled_matrix(votes).to_csv(lineterminator="\n") == (
        "actor,first,second\nARD,1,1\nBRI,1,0\nCOR,-1,\nDEL,0,-1\n"
    )
    pd.testing.assert_frame_equal(stance_matrix(votes, wide=True), stance_matrix(votes))


def test_an_unknown_value_is_refused_by_name(toy):
    with pytest.raises(ValueError, match="values is 'mean'; allowed are stance, low, high, n"):
        stance_matrix(toy, values="mean")
