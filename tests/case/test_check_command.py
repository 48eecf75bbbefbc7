"""``check`` prints a line per problem and ends with 1, or a line per sound case."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from analysis.commands import check
from analysis.commands.options import case_option, faulty_case_ends


def run(*arguments, command=check.command):
    result = CliRunner().invoke(command, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_sound_case_is_one_line(spoilt):
    result = run(spoilt.folder)
    assert (result.exit_code, result.output) == (0, "toy 1.0.0: 18 tables, 198 rows\n")


def test_without_a_folder_every_package_in_data_is_checked(root):
    result = run()
    assert result.exit_code == 0
    expected = []
    background = {"aid-to-ukraine": "; background data, no comparison"}
    for folder in sorted(each.parent for each in (root / "data").glob("*/datapackage.json")):
        version = json.loads((folder / "datapackage.json").read_text("utf-8"))["version"]
        texts = [each.read_text("utf-8") for each in folder.glob("*.csv")]
        rows = sum(len(list(csv.DictReader(io.StringIO(text)))) for text in texts)
        line = f"{folder.name} {version}: {len(texts)} tables, {rows} rows"
        expected.append(line + background.get(folder.name, ""))
    assert [line.split()[0] for line in expected] == [
        "aid-to-ukraine",
        "generated-statements",
        "invented-ferry-talks",
        "un-votes-2025-02-24",
        "us-ukraine-2025-02-28",
    ]
    assert result.output.splitlines() == expected


def test_one_faulty_case_among_several_ends_with_1(spoilt, monkeypatch, tmp_path, root):
    (tmp_path / "data").mkdir()
    spoilt.folder.rename(tmp_path / "data" / "toy")
    (tmp_path / "data" / "votes").symlink_to(root / "tests" / "cases" / "votes")
    (tmp_path / "data" / "no-case").mkdir()
    (tmp_path / "data" / "toy" / "actors.csv").unlink()
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "data/toy/actors.csv: the file is missing; a file in UTF-8",
        "votes 1.0.0: 4 tables, 22 rows",
    ]


def test_problems_are_printed_with_the_path_that_was_typed(spoilt, monkeypatch):
    monkeypatch.chdir(spoilt.folder.parent)
    spoilt.cell("actors.csv", 2, "colour", "re\x85d")
    spoilt.cell("actors.csv", 3, "name_en", "")
    result = run("toy")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "toy/actors.csv:2:colour: 're\\x85d' has another form; text of the form ^#[0-9a-f]{6}$",
        "toy/actors.csv:3:name_en: the cell is empty; text, never empty",
    ]
    assert result.stderr == ""


def test_a_source_that_bears_the_case_out_is_counted(spoilt):
    result = run(spoilt.folder, "--source", spoilt.folder / "article.ja.txt")
    assert (result.exit_code, result.output) == (
        0,
        "toy 1.0.0: 18 tables, 198 rows; "
        "23 cited lines and 11 quoted cells found in article.ja.txt\n",
    )


def test_a_source_that_does_not_ends_with_1(spoilt):
    spoilt.cell("comparison.csv", 2, "text_ja", "等分を希望")
    result = run(spoilt.folder, "--source", spoilt.folder / "article.ja.txt")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "comparison.csv:2:text_ja: '等分を希望' is not on line 28; " in result.output


@pytest.mark.parametrize("folder", ["nowhere", "actors.csv", "a\nb"])
def test_a_folder_that_is_none_is_one_line(spoilt, folder):
    result = run(spoilt.folder / folder)
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert result.output.endswith("is no folder; a folder with this file\n")


def test_a_table_one_may_not_read_is_one_line(spoilt, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert spoilt.found() == [
        "datapackage.json: cannot be read (Permission denied); a file in UTF-8"
    ]


def test_another_command_ends_a_faulty_case_with_its_lines_on_stderr(spoilt):
    import click

    from analysis.case import read_case

    @click.command()
    @case_option
    def command(case):
        with faulty_case_ends():
            click.echo(read_case(case).name)

    assert run(command=command).output == "us-ukraine-2025-02-28\n"
    assert run("--case", spoilt.folder, command=command).output == "toy\n"
    spoilt.cell("actors.csv", 2, "colour", "red")
    result = run("--case", spoilt.folder, command=command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == spoilt.found()


def test_a_case_meant_by_its_name_is_named_with_its_folder():
    result = run("us-ukraine-2025-02-28x")
    assert result.output.endswith("is no folder; a folder with this file\n")
    result = run("us-ukraine-2025-02-28")
    assert result.output.endswith(
        "is no folder; a folder with this file, such as data/us-ukraine-2025-02-28\n"
    )
