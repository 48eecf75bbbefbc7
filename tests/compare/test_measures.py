"""Measures by name on a case, and the command that prints them."""

import csv
import io

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.compare import counted_pairs
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
