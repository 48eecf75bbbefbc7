"""Measures by name on a case, and the command that prints them."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.case.scale import Scale
from analysis.compare import counted_pairs, pair_table
from analysis.compare.measures import NAMES, measures


def printed(root, *words):
    from analysis.commands.compare import command

    return CliRunner().invoke(command, [*words])


def test_three_traditions_agree_where_signs_and_one_statement_a_cell_leave_no_difference(votes):
    table = measures(votes, ["caa1", "daa1", "congruence", "conflict", "mean_distance"], least=1)
    lone = table.loc[("ARD", "COR")]
    # One shared issue, 1 against −1 on a scale from −1 to 1.
    assert lone.drop("reason").tolist() == [1, 0, 1, 0, 1, 2]


def test_the_shipped_pairs_by_hand(case):
    table = measures(case, ["s_absolute", "caa2", "daa2", "congruence"])
    # Ukraine and the EU: gaps 0, 2, 0, 0, 0 of 4 steps.
    both = table.loc[("UKR", "EU")]
    assert both["s_absolute"] == pytest.approx(1 - 2 * 2 / (4 * 5))
    assert (both["caa2"], both["daa2"]) == (8, 0)
    assert both["congruence"] == pytest.approx(4 + 1 - 2 / 4)


def test_ukraines_constant_row_leaves_tau_undefined_and_chance_is_not_corrected_on_five_issues(
    case,
):
    table = measures(case, ["tau_b", "kappa"])
    assert table["kappa"].isna().all()
    assert table["tau_b"].isna().to_dict() == {
        ("USA", "UKR"): True, ("USA", "EU"): False, ("UKR", "EU"): True,
    }  # fmt: skip
    assert "no variation: tau_b" in table.at[("UKR", "EU"), "reason"]
    assert "fewer than 10 shared: kappa" in table.at[("USA", "EU"), "reason"]


def test_a_pair_that_may_not_be_measured_has_its_reason_and_no_number(case, toy):
    wide = measures(case, NAMES, wide=True)
    nested = wide.loc[("EU", "DEU")]
    assert nested["reason"] == "one contains the other"
    few = measures(toy, NAMES).loc[("ALD", "CER")]
    assert few["reason"] == "fewer than 3 shared"
    for row in (nested, few):
        assert row.drop(["n", "reason"]).isna().all()


def test_an_unknown_measure_is_refused_by_name(case):
    with pytest.raises(ValueError, match="no measure 'rho'; there are mean_distance, "):
        measures(case, ["rho"])


@pytest.fixture
def one_to_five(case):
    """The shipped case with every code three higher, on a scale from 1 to 5 about 3."""
    codes = case["stance_codes"]
    for column in ("stance", "low", "high"):
        codes[column] += 3
    scale = Scale(tuple(replace(code, stance=code.stance + 3) for code in case.scale.codes), 3)
    tables = {**case.tables, "stance_codes": codes}
    return replace(case, tables=tables, package=replace(case.package, scale=scale))


def test_no_measure_and_no_count_of_sides_depends_on_where_the_midpoint_lies(case, one_to_five):
    assert one_to_five.matrix().equals(case.matrix() + 3)
    shifted = measures(one_to_five, NAMES, least_corrected=1)
    pd.testing.assert_frame_equal(shifted, measures(case, NAMES, least_corrected=1))
    pd.testing.assert_frame_equal(counted_pairs(one_to_five), counted_pairs(case))
    pd.testing.assert_frame_equal(
        pair_table(case.matrix() + 3, midpoint=3), pair_table(case.matrix())
    )


def test_a_midpoint_off_the_middle_of_the_scale_divides_the_sides(case):
    """About 1, codes 2 alone are for: the US and the EU differ wherever they are not at 1."""
    scale = replace(case.scale, midpoint=1)
    lopsided = replace(case, package=replace(case.package, scale=scale))
    matrix = case.matrix().astype(int) - 1
    product = matrix.loc["USA"] * matrix.loc["EU"]
    counts = counted_pairs(lopsided).loc[("USA", "EU")]
    assert counts["agree"] == (product > 0).sum()
    assert counts["differ"] == (product < 0).sum()
    table = measures(lopsided, ["caa1", "daa1", "daa2"]).loc[("USA", "EU")]
    assert table[["caa1", "daa1"]].tolist() == [(product > 0).sum(), (product < 0).sum()]
    apart = (matrix.loc["USA"].abs() + matrix.loc["EU"].abs())[product < 0].sum() / 2
    assert table["daa2"] == apart


def test_a_measure_may_be_asked_for_by_its_name_and_twice_gives_it_once(case):
    one = measures(case, "caa1")
    assert one.columns.tolist() == ["n", "caa1", "reason"]
    pd.testing.assert_frame_equal(measures(case, ["caa1", "caa1"]), one)


def test_counted_pairs_bar_members_and_their_groups_in_the_wide_matrix(case):
    pairs = counted_pairs(case, wide=True)
    assert ("EU", "DEU") not in pairs.index
    assert ("USA", "NATO") not in pairs.index
    assert ("UKR", "NATO") in pairs.index
    assert pd.isna(pairs.at[("UKR", "NATO"), "mean_distance"]), "one issue is no distance"
    assert pairs.at[("UKR", "NATO"), "n"] == 1


def test_the_command_prints_csv_alone_when_piped(root, case):
    result = printed(root, "--measure", "caa1")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 0
    assert [(row["a"], row["b"], row["n"], row["caa1"]) for row in rows] == [
        ("USA", "UKR", "5", "0.0"), ("USA", "EU", "5", "0.0"), ("UKR", "EU", "5", "4.0"),
    ]  # fmt: skip


def test_the_command_names_the_measures_that_there_are(root):
    result = printed(root, "--measure", "rho")
    assert result.exit_code == 2
    assert "no measure 'rho'; there are mean_distance, s_absolute" in result.stderr


def test_all_gives_every_measure(root):
    header = printed(root, "--measure", "all", "--csv").stdout.splitlines()[0]
    assert header == ",".join(["a", "b", "n", *NAMES, "reason"])
