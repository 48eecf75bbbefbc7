"""A trial of statements makes what is asked, keeps what is printed, and can tell a difference."""

from __future__ import annotations

import pytest

from analysis.case import read_case
from analysis.publish.trial import StatementTrial
from analysis.statements import tally

NAME = "generated-statements"


@pytest.fixture(scope="module")
def valley():
    return read_case(NAME)


@pytest.fixture(scope="module")
def trial(valley):
    trial = StatementTrial(valley)
    trial.makes("sound.parquet")
    return trial


def test_it_begins_with_the_case_and_no_statement(valley):
    trial = StatementTrial(valley)
    folder = trial._folder
    assert [path.name for path in folder.iterdir()] == [NAME]
    copied = {path.name: path.read_bytes() for path in (folder / NAME).iterdir()}
    assert copied == {path.name: path.read_bytes() for path in valley.folder.iterdir()}


def test_what_is_shown_is_what_the_file_begins_with(trial):
    shown = trial.makes("broken.parquet", flaws=0.5)
    first = trial.frame("broken.parquet").head(5)
    assert shown.head == tuple(first.columns)
    assert shown.numeric == (False, False, True, False, True)
    read = first.astype("str").mask(first.isna(), "")
    codes = first["stance"].map("{:.0f}".format, na_action="ignore").fillna("")
    assert shown.rows == tuple(map(tuple, read.assign(stance=codes).to_numpy().tolist()))


def test_half_of_the_rows_are_broken_where_half_are_asked_for(trial, valley):
    trial.makes("half.parquet", flaws=0.5)
    known = {key: valley[key][key[:-1]] for key in ("actors", "issues")}
    found = tally(trial.frame("half.parquet"), valley.scale.values, **known)
    assert found.total == 1_000_000
    assert 0.499 < found.counted / found.total < 0.501


def test_the_counts_of_the_command_are_told_from_others(trial):
    asked = f"matrix --case {NAME} --statements sound.parquet --counts"
    trial.run(f"{asked} months.csv --by month", f"{asked} years.csv --by year")
    assert trial.same("months.csv", "statement_counts.csv")
    assert not trial.same("years.csv", "statement_counts.csv")


def test_of_a_long_print_the_first_lines_are_shown_and_all_is_kept(trial):
    told = trial.run(f"matrix --case {NAME} --statements sound.parquet --by month", first=3)
    whole = trial.printed[-1].rstrip("\n").split("\n")
    assert len(whole) == 1 + 1 + 24 * 6
    assert told.lines[1:] == (*whole[:3], f"… and {len(whole) - 3} more lines")
    short = trial.run(f"matrix --case {NAME} --statements sound.parquet", first=8)
    assert len(short.lines) == 1 + 8


def test_of_a_table_the_first_rows_are_shown(trial):
    file = f"{NAME}/issues.csv"
    assert trial.reads(file, "issue", first=2).rows == (("reservoir",), ("water_price",))
    assert len(trial.reads(file).rows) == 4


def test_a_case_that_declares_no_statements_has_no_trial():
    with pytest.raises(ValueError, match="us-ukraine-2025-02-28 declares no generated statements"):
        StatementTrial(read_case())
