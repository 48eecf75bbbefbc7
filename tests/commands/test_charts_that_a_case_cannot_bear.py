"""A chart whose tables a case lacks is named as skipped, and never called stale."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from analysis import charts, read_case
from analysis.cli import main


def run(*arguments):
    ran = CliRunner().invoke(main, [str(each) for each in arguments])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    return ran


@pytest.fixture(scope="module")
def folder(root):
    return root / "data" / "un-votes-2025-02-24"


@pytest.fixture(scope="module")
def without(folder):
    """The charts that the case cannot bear, with the tables that it lacks for each."""
    case = read_case(folder)
    needed = {key: getattr(charts, key).tables for key in charts.KEYS}
    lacks = {key: [t for t in tables if not case.has(t)] for key, tables in needed.items()}
    return {key: ", ".join(tables) for key, tables in lacks.items() if tables}


def test_the_check_names_what_is_skipped_with_its_tables_and_judges_the_rest(
    folder, without, tmp_path
):
    ran = run("figures", "--check", "--case", folder, "--out", tmp_path)
    lines = ran.stdout.splitlines()
    skipped = [line for line in lines if ": skipped" in line]
    assert skipped == [f"{k}: skipped, the case has no table {t}" for k, t in without.items()]
    stale = {line.partition(":")[0] for line in lines if ": stale" in line}
    assert stale - {"citations", "gallery"} == set(charts.KEYS) - set(without)
    assert ran.exit_code == 1
    assert not list(tmp_path.iterdir())


def test_nothing_is_out_of_order_where_all_that_is_asked_for_is_skipped(folder, tmp_path):
    ran = run("figures", "event_chain", "--check", "--case", folder, "--out", tmp_path)
    first, last = ran.stdout.splitlines()
    assert first == "event_chain: skipped, the case has no table events"
    assert last.endswith("up to date")
    assert ran.exit_code == 0


def test_a_figure_left_from_when_the_case_had_the_table_is_obsolete_before_a_run_finds_out(
    root, tmp_path
):
    """The manifest still knows the file; the table went since."""
    shutil.copytree(root / "tests" / "cases" / "toy", tmp_path / "toy")
    asked = ("figures", "event_chain", "--case", tmp_path / "toy", "--out", tmp_path / "out")
    drawn = run(*asked, "--lang", "en", "--formats", "svg")
    assert drawn.exit_code == 0, drawn.output
    for table in ("events", "evidence", "evidence_units"):
        (tmp_path / "toy" / f"{table}.csv").unlink()
    ran = run(*asked, "--check")
    assert "event_chain.svg: obsolete, the case has no table events" in ran.stdout
    assert "stale" not in ran.stdout
    assert ran.exit_code == 1


def test_a_bundle_of_such_a_chart_is_refused_with_the_table_that_is_missing(folder, tmp_path):
    figures = ("--figures", tmp_path / "figures", "--out", tmp_path / "zip")
    ran = run("bundle", "event_chain", "--case", folder, *figures)
    assert (ran.exit_code, ran.stderr) == (1, "Error: event_chain: the case has no table events\n")
    other = run("bundle", "agreement", "--case", folder, *figures)
    assert other.stderr.startswith("Error: agreement: stale, not drawn yet; run: ")


def test_the_check_of_a_faulty_case_names_its_faults(root, tmp_path):
    shutil.copytree(root / "tests" / "cases" / "votes", tmp_path / "votes")
    (tmp_path / "votes" / "actors.csv").unlink()
    ran = run("figures", "--check", "--case", tmp_path / "votes", "--out", tmp_path / "out")
    assert ran.exit_code == 1
    assert any(line.startswith("actors.csv:") for line in ran.stdout.splitlines())
