"""The case of generated statements: made again it is the same, and it shows what was put in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import read_case
from analysis.charts.identity import csv_bytes
from analysis.cli import main
from analysis.publish import parquet
from analysis.statements import cells
from analysis.statements.designed import declared
from analysis.statements.generated import tables

NAME = "generated-statements"


@pytest.fixture(scope="module")
def generated():
    return read_case(NAME)


@pytest.fixture(scope="module")
def by_month(generated):
    found = cells(generated["statement_counts"], generated.scale.midpoint)
    return found.set_index(["actor", "issue", "period"]).sort_index()


def test_the_statements_made_again_and_counted_by_the_command_are_the_table_shipped(
    generated, root, tmp_path
):
    made, counts = declared(generated), tmp_path / "counts.csv"
    statements = tmp_path / "statements.parquet"
    assert parquet.write(statements, tables(made.design, made.rows, made.seed)) == 1_000_000
    folder = root / "data" / NAME
    ran = CliRunner().invoke(
        main,
        [
            *("matrix", "--case", str(folder), "--statements", str(statements)),
            *("--by", "month", "--counts", str(counts), "--rejects", str(tmp_path / "rejects.csv")),
        ],
    )
    assert ran.exit_code == 0, ran.output
    assert counts.read_bytes() == (folder / "statement_counts.csv").read_bytes()


def test_the_counts_add_up_to_all_statements(generated):
    made = generated.package.descriptor["generated"]
    counts = generated["statement_counts"]
    assert int(counts["n"].sum()) == made["rows"]
    assert counts["period"].nunique() == made["months"]
    assert csv_bytes(counts) == (generated.folder / "statement_counts.csv").read_bytes()


def test_the_codes_of_the_comparison_are_medians_of_all_statements(generated):
    said = generated["statement_counts"].groupby(["actor", "issue"])
    medians = {
        pair: float(np.median(np.repeat(rows["stance"].to_numpy(int), rows["n"].to_numpy(int))))
        for pair, rows in said
    }
    codes = generated["comparison"].merge(generated["stance_codes"], on="unit")
    for row in codes.itertuples():
        expected = medians.get((row.actor, row.issue))
        assert pd.isna(row.stance) if expected is None else row.stance == expected == row.low
    assert int(codes["stance"].notna().sum()) == len(generated["design"]) == len(medians)


def test_lower_vell_moves_step_by_step_from_one_side_to_the_other(by_month):
    codes = by_month.loc[("LOWER", "reservoir"), "stance"]
    assert codes.is_monotonic_increasing
    assert codes.unique().tolist() == [-2, -1, 0, 1]


def test_the_farmers_are_of_two_minds_on_the_water_price_and_nobody_else_is_on_anything(by_month):
    told = by_month[by_month["n"].ge(5) & by_month["ambivalence"].ge(0.5)]
    assert set(told.reset_index()[["actor", "issue"]].itertuples(index=False, name=None)) == {
        ("FARMERS", "water_price")
    }
    assert len(told) == 24


def test_the_railway_is_silent_for_four_months_and_all_are_on_the_forest_for_five(by_month):
    months = set(by_month.index.get_level_values("period"))
    railway = by_month.loc["RAIL"].index.get_level_values("period")
    assert months - {*railway} == {"2024-02", "2024-03", "2024-04", "2024-05"}
    forest = by_month.xs("forest_reserve", level="issue").index.get_level_values("period")
    assert months - {*forest} == {f"2023-0{n}" for n in range(1, 6)}


def test_months_of_the_anglers_are_of_few_statements(by_month):
    assert by_month.loc["ANGLERS", "n"].median() < 5
    assert by_month.drop("ANGLERS", level="actor")["n"].min() > 100


def test_shares_are_those_of_the_design(generated):
    design = declared(generated).design
    codes = design.shares.sum(axis=(0, 1, 2)) / design.shares.sum()
    found = generated["statement_counts"].groupby("stance")["n"].sum() / 1_000_000
    assert np.abs(found.to_numpy(float) - codes).max() < 0.002
    assert design.shares.sum(axis=(1, 2, 3)) == pytest.approx(1)


def test_a_position_between_two_codes_shares_its_statements_between_them(generated):
    """Half way between −1 and 0: 2/3 and 2/3 of a whole nearness, none beyond but noise."""
    row = {"actor": "UPPER", "issue": "reservoir", "share": 3.0, "first": -0.5, "last": -0.5}
    nothing = {"other": pd.NA, "silent_from": pd.NA, "silent_to": pd.NA}
    case = replace(generated, tables={**generated.tables, "design": pd.DataFrame([row | nothing])})
    shares = declared(case).design.shares[0, 0, 0]
    near = 1 - 0.5 / 1.5 + 0.02
    expected = np.array([0.02, near, near, 0.02, 0.02])
    assert shares == pytest.approx(expected / expected.sum())


def test_a_case_that_declares_none_and_a_design_in_which_nobody_speaks_are_refused(generated):
    with pytest.raises(ValueError, match="un-votes-2025-02-24 declares no generated statements"):
        declared(read_case("un-votes-2025-02-24"))
    silent = generated["design"].assign(silent_from="2023-03", silent_to="2023-04")
    with pytest.raises(ValueError, match="nobody speaks in 2023-03"):
        declared(replace(generated, tables={**generated.tables, "design": silent}))
