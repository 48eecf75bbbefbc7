"""A case of nothing but counted statements: made, filled in, counted, drawn, and what it lacks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import charts
from analysis.case import read_case
from analysis.charts.view import View
from analysis.cli import main

ACTORS = [["City Council", "Council"], ["Port Ltd.", "Port"]]
SPOKEN = [
    ("Port Ltd.", "port fee", -2, "2023-01-05"), ("Port Ltd.", "port fee", -1, "2023-01-09"),
    ("Port Ltd.", "port fee", 1, "2024-03-01"), ("City Council", "port fee", 2, "2023-01-31"),
    ("Mayor", "port fee", 1, "2023-01-05"),
]  # fmt: skip
KINDS = ("organisation", "person")
COLUMNS = "actor=speaker,issue=topic,stance=code,date=published"


def run(*words: str):
    done = CliRunner().invoke(main, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def written(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def clips(tmp_path, monkeypatch) -> Path:
    """A new case, filled in, and a file of statements whose columns have other names."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "clips", "--of-statements", "--title", "Clippings").exit_code == 0
    heads = {name: Path(f"clips/{name}.csv").read_text("utf-8").split("\r\n")[0].strip().split(",")
             for name in ("actors", "issues")}  # fmt: skip
    for name, rows in (
        ("actors", [{"actor": a, "name_en": a, "short_en": s, "kind": KINDS[n],
                     "colour": f"#1f5a9{n}"} for n, (a, s) in enumerate(ACTORS)]),
        ("issues", [{"issue": "port fee", "name_en": "Port fee", "in_comparison": "true",
                     "objective_en": "The port fee rises"}]),
    ):  # fmt: skip
        filled = [[row.get(column, "") for column in heads[name]] for row in rows]
        written(tmp_path / "clips" / f"{name}.csv", [heads[name], *filled])
    head = ["speaker", "topic", "code", "published"]
    written(tmp_path / "said.csv", [head, *map(list, SPOKEN)])
    return tmp_path


def counted(by: str):
    words = ["--statements", "said.csv", "--columns", COLUMNS, "--by", by]
    kept = ["--counts", "clips/statement_counts.csv"]
    return run("matrix", "--case", "clips", *words, *kept)


def test_a_new_one_has_three_tables_and_says_what_to_write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "clips", "--of-statements").exit_code == 0
    declared = json.loads(Path("clips/datapackage.json").read_text("utf-8"))
    named = [each["name"] for each in declared["resources"]]
    assert named == ["actors", "issues", "statement_counts"]
    assert run("check", "clips").stdout.splitlines() == [
        "clips/actors.csv: the table has no rows; at least one row",
        "clips/issues.csv: the table has no rows; at least one row",
    ]
    told = Path("clips/CODEBOOK.md").read_text("utf-8")
    assert "`actors.csv`" in told and "--counts DIR/statement_counts.csv" in told


@pytest.mark.parametrize(("by", "periods"), [("month", ["2023-01", "2024-03"]),
                                             ("year", ["2023", "2024"])])  # fmt: skip
def test_counts_of_either_period_hold_and_are_drawn(clips, by, periods):
    done = counted(by)
    assert done.exit_code == 0, done.stderr
    assert "1 rejected statement, with the reason: rejects.csv" in done.stderr
    assert run("check", "clips").stdout == "clips 0.1.0: 3 tables, 7 rows\n"
    case = read_case(Path("clips"))
    assert sorted(set(case["statement_counts"]["period"])) == periods
    frame = charts.stance_over_time.frame(case)
    port = frame[frame["actor"].eq("Port Ltd.") & frame["n"].gt(0)]
    assert port[["period", "lower", "upper", "n"]].to_numpy().tolist() == [
        [periods[0], -2, -1, 2], [periods[1], 1, 1, 1],
    ]  # fmt: skip
    assert "Median" in charts.stance_over_time.caption(case, "en").subtitle


def test_an_actor_without_a_short_name_is_called_by_its_name_in_the_reader_s_language(clips):
    counted("month")
    path = Path("clips/actors.csv")
    text = path.read_text("utf-8").replace("Port Ltd.,Port Ltd.,,Port", "Port Ltd.,Port Ltd.,港湾,")
    assert "港湾" in text
    path.write_text(text, "utf-8")
    case = read_case(Path("clips"))
    assert View.of(case, "ja").actors["Port Ltd."] == "港湾"
    assert View.of(case, "en").actors["Port Ltd."] == "Port Ltd."
    assert View.of(case, "ja").actors["City Council"] == "Council"
    frame = charts.stance_over_time.frame(case)
    assert set(frame.loc[frame["actor"].eq("Port Ltd."), "actor_ja"]) == {"港湾"}


def test_the_one_chart_that_it_bears_is_drawn_cited_and_verified(clips):
    counted("month")
    drawn = run("figures", "--case", "clips", "--out", "f", "--jobs", "1")
    assert drawn.exit_code == 0, drawn.stderr
    kept = [line.split(":")[0] for line in drawn.stdout.splitlines() if ": drawn" in line]
    assert kept == ["stance_over_time"]
    assert "stance_matrix: skipped, the case has no table comparison, stance_codes" in drawn.stdout
    assert "In Clippings" in run("cite", "stance_over_time", "--case", "clips").stdout
    image = "f/clips/en/stance_over_time.png"
    assert ": current: " in run("verify", image, "--figures", "f/clips").stdout


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["matrix", "--case", "clips"], "matrix --statements FILES, or figures stance_over_time"),
        (["compare", "--case", "clips"], "matrix --statements FILES, or figures stance_over_time"),
        (["compare", "--case", "clips", "--measure", "all"], "matrix --statements FILES"),
        (["sheet", "clips", "--coder", "ann"], "no comparison to code; a case with one"),
        (["cite", "agreement", "--case", "clips"], "the case has no table comparison"),
    ],
)
def test_what_compares_says_in_a_line_that_there_is_no_comparison(clips, words, what):
    counted("month")
    done = run(*words)
    assert done.exit_code in (1, 2) and done.stdout == ""
    (line,) = done.stderr.splitlines()[-1:]
    assert what in line


def test_half_a_comparison_is_no_case(clips):
    path = Path("clips/datapackage.json")
    declared = json.loads(path.read_text("utf-8"))
    shipped = json.loads((read_case().folder / "datapackage.json").read_text("utf-8"))
    declared["resources"].append(
        next(each for each in shipped["resources"] if each["name"] == "comparison")
    )
    path.write_text(json.dumps(declared), "utf-8")
    found = run("check", "clips").stdout
    assert "the table stance_codes is not declared" in found
