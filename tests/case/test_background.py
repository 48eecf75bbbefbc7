"""Background data: checked like a case, compared by nothing, one line where that is asked."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from analysis.case import CaseError, read_case
from analysis.case.contract import REQUIRED
from analysis.cli import main

LINE = "compares no stances"
UNDRAWN = ["figures"], ["figures", "--check"], ["bundle", "aid"]


@pytest.fixture
def background(spoilt):
    """The toy case without its scale and all that has to do with it."""
    spoilt.declare(lambda declared: declared.pop("stance_scale"))
    kept = ("sources",)
    spoilt.declare(
        lambda declared: declared.update(
            resources=[each for each in declared["resources"] if each["name"] in kept]
        )
    )
    return spoilt


def run(*arguments):
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_package_without_scale_and_comparison_holds(background):
    assert background.found() == []
    assert read_case(background.folder).background


def test_its_tables_are_checked_like_any_others(background):
    old = background.cell("sources.csv", 2, "source_id", "")
    assert old
    [problem] = background.found()
    assert problem.startswith("sources.csv:2:source_id: the cell is empty")


def test_a_scale_alone_or_one_table_of_a_case_makes_it_a_case_that_lacks_the_rest(background):
    scale = {"midpoint": 0, "codes": []}
    background.declare(lambda declared: declared.update(stance_scale=scale))
    assert sum("is not declared" in line for line in background.found()) == len(REQUIRED)


@pytest.mark.parametrize("table", REQUIRED)
def test_the_tables_of_a_comparison_are_not_empty_but_refused(background, table):
    with pytest.raises(CaseError, match=LINE):
        read_case(background.folder)[table]


@pytest.mark.parametrize(
    "command",
    [
        ["matrix"],
        ["matrix", "--wide"],
        ["matrix", "--values", "n"],
        ["compare"],
        ["compare", "--wide"],
        ["compare", "--measure", "all"],
    ],
    ids=" ".join,
)
def test_what_compares_ends_in_one_line(background, command):
    result = run(*command, "--case", background.folder)
    assert result.exit_code == 1
    [line] = result.output.splitlines()
    assert LINE in line


@pytest.mark.parametrize("command", UNDRAWN, ids=" ".join)
def test_what_no_chart_draws_is_not_drawn_and_leaves_nothing_behind(background, tmp_path, command):
    result = run(*command, "--case", background.folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    [line] = result.output.splitlines()
    assert line.endswith(f"background data and {LINE}, and no chart draws its tables")
    assert not (tmp_path / "out").exists()


def test_check_says_that_it_is_background(background):
    rows = len(background.rows("sources.csv")) - 1
    name = json.loads(background.bytes("datapackage.json"))["name"]
    result = run("check", background.folder)
    expected = f"{name} 1.0.0: 1 tables, {rows} rows; background data, no comparison\n"
    assert (result.exit_code, result.output) == (0, expected)
