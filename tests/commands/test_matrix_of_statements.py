"""``matrix --statements``: what it prints, writes, refuses and says."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main

HEAD = "actor,issue,stance,date,document\n"
ROWS = [
    "USA,military_aid,-2,2025-02-27,a",
    "USA,military_aid,-1,2025-02-28,b",
    "UKR,military_aid,+2,2025-03-01,c",
    "UKR,gratitude,0,2025-03-01,d",
    "UKR,gratitude,,2025-03-02,e",
]
# With an apostrophe, since a spreadsheet would take it for a formula.
SPLIT = "'-2/-1"
FAULTY = [
    'Atlantis,military_aid,1,2025-03-01,"=HYPERLINK(""x"")"',
    "USA,weather,1,2025-03-01,g",
    "USA,gratitude,3,2025-03-01,h",
    "USA,gratitude,1,2025-02-30,i",
]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.csv").write_text(HEAD + "\n".join(ROWS) + "\n", "utf-8")
    (tmp_path / "faulty.csv").write_text(HEAD + "\n".join(FAULTY) + "\n", "utf-8")
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(main, ["matrix", *words])


def table(text: str) -> dict[tuple[str, ...], dict[str, str]]:
    """What stands in a printed matrix where anything does."""
    rows = csv.DictReader(io.StringIO(text))
    keys = [name for name in rows.fieldnames or () if name in ("period", "actor")]
    return {
        tuple(row[key] for key in keys): {k: v for k, v in row.items() if v and k not in keys}
        for row in rows
    }


def test_the_median_is_printed_and_a_split_keeps_both_codes(folder):
    done = run("--statements", "sound.csv")
    assert done.exit_code == 0
    assert table(done.stdout) == {
        ("USA",): {"military_aid": SPLIT},
        ("UKR",): {"military_aid": "2", "gratitude": "0"},
    }
    assert done.stderr == "5 statements in 1 file: 4 counted, 1 without a stance\n"


def test_files_may_be_named_at_once_or_one_by_one(folder):
    at_once = run("--statements", "sound.csv", "faulty.csv", "--rejects", "a.csv")
    one_by_one = run(
        "--statements", "sound.csv", "--statements", "faulty.csv", "--rejects", "b.csv"
    )
    assert at_once.exit_code == 0 and at_once.stdout == one_by_one.stdout
    assert "9 statements in 2 files" in one_by_one.stderr


@pytest.mark.parametrize(
    ("values", "usa", "ukr"),
    [("n", "2", "1"), ("mean", "-1.5", "2.0"), ("low", "-2", "2"), ("high", "-1", "2"),
     ("ambivalence", "0.0", "0.0")],
)  # fmt: skip
def test_each_value_is_printed(folder, values, usa, ukr):
    found = table(run("--statements", "sound.csv", "--values", values).stdout)
    assert (found["USA",]["military_aid"], found["UKR",]["military_aid"]) == (usa, ukr)


def test_a_matrix_for_each_month_comes_from_one_pass(folder):
    found = table(run("--statements", "sound.csv", "--by", "month").stdout)
    assert list(found) == [
        ("2025-02", "USA"), ("2025-02", "UKR"), ("2025-03", "USA"), ("2025-03", "UKR"),
    ]  # fmt: skip
    assert found["2025-02", "UKR"] == {} and found["2025-03", "UKR"]["gratitude"] == "0"
    assert found["2025-02", "USA"]["military_aid"] == SPLIT


def test_what_cannot_be_counted_is_written_with_the_reason(folder):
    done = run("--statements", "*.csv", "--by", "year")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "9 statements in 2 files: 4 counted, 1 without a stance, 1 unknown actor, "
        "1 unknown issue, 1 stance off the scale, 1 broken date",
        "4 rejected statements, with the reason: rejects.csv",
    ]
    rejects = pd.read_csv("rejects.csv", dtype="str", keep_default_na=False)
    given = pd.read_csv("faulty.csv", dtype="str", keep_default_na=False)
    given["document"] = given["document"].replace('=HYPERLINK("x")', '\'=HYPERLINK("x")')
    reasons = ["unknown actor", "unknown issue", "stance off the scale", "broken date"]
    expected = given.assign(rejected_for=reasons).sort_values("document")
    found = rejects.sort_values("document")
    assert found[list(expected)].to_numpy().tolist() == expected.to_numpy().tolist()


@pytest.mark.parametrize("name", ["rejected_for", "Rejected_For"])
@pytest.mark.parametrize("engine", ["duckdb", "polars", "dask"])
def test_a_column_called_like_the_reason_is_kept(folder, engine, name):
    rows = pd.DataFrame({"actor": ["Atlantis"], "issue": ["aid"], "stance": [1], name: ["old"]})
    rows.to_parquet("again.parquet")
    done = run("--engine", engine, "--statements", "again.parquet")
    assert "1 rejected statement, with the reason: rejects.csv" in done.stderr
    found = pd.read_csv("rejects.csv").to_dict("records")
    assert found[0]["rejected_for_"] == "unknown actor" and found[0][name] == "old"


def test_without_periods_no_date_is_asked_for(folder):
    done = run("--statements", "faulty.csv")
    assert "broken date" not in done.stderr
    assert table(done.stdout) == {("USA",): {"gratitude": "1"}}


def test_strict_refuses_and_writes_nothing(folder):
    done = run("--statements", "faulty.csv", "--strict", "--by", "month", "--counts", "counts.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("rejected statements; --strict allows none\n")
    assert sorted(path.name for path in folder.iterdir()) == ["faulty.csv", "sound.csv"]
    assert run("--statements", "sound.csv", "--strict").exit_code == 0


@pytest.mark.parametrize(("option", "name"), [("--rejects", "mine.csv"), ("--counts", "mine.csv")])
def test_a_file_that_is_there_is_not_overwritten(folder, option, name):
    (folder / name).write_text("mine")
    done = run("--statements", "faulty.csv", "--by", "month", option, name)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("mine.csv: is there already; allowed: a new file"), "and nothing is read"
    assert (folder / name).read_text() == "mine"


def test_columns_of_other_names_are_read_and_rejected_under_ours(folder):
    head = "speaker,topic,code,published,stance_of_editor\n"
    rows = ["USA,military_aid,-2,2025-02-27,x", "Atlantis,gratitude,1,2025-02-27,y"]
    (folder / "other.csv").write_text(head + "\n".join(rows) + "\n", "utf-8")
    names = "actor=speaker,issue=topic, stance=code,date=published"
    for engine in ("duckdb", "polars", "dask"):
        words = ["--engine", engine, "--rejects", f"{engine}.csv", "--by", "month"]
        done = run("--statements", "other.csv", "--columns", names, *words)
        assert table(done.stdout) == {("2025-02", "USA"): {"military_aid": "-2"}}, done.stderr
        rejects = pd.read_csv(f"{engine}.csv").to_dict("records")
        assert rejects == [
            {"rejected_for": "unknown actor", "actor": "Atlantis", "issue": "gratitude",
             "stance": 1, "date": "2025-02-27", "stance_of_editor": "y"}
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "code", "message"),
    [
        ("actor=document", 1, "the statements have a column 'actor' beside 'document'; allowed"),
        ("actor=who", 1, "sound.csv: no column 'who' in the statements; the columns are actor, "),
        ("actor", 2, "actor; allowed: actor, issue, stance, date, each once, as actor=who"),
        ("speaker=actor", 2, "allowed: actor, issue, stance, date, each once, as actor=who"),
        ("actor=a,actor=b", 2, "each once, as actor=who"),
        ("actor=a,issue=a", 2, "actor=a,issue=a; allowed: a column for one name"),
    ],
)
def test_columns_that_cannot_be_taken_are_said(folder, names, code, message):
    done = run("--statements", "sound.csv", "--columns", names)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr.splitlines()[-1]


def test_where_nothing_is_counted_it_is_said_what_could_be(folder):
    (folder / "foreign.csv").write_text(HEAD + "Atlantis,weather,1,2025-03-01,f\n", "utf-8")
    done = run("--statements", "foreign.csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "no statement is counted; allowed in us-ukraine-2025-02-28: actor USA, UKR, EU, NATO, "
        "DEU, FRA, …; issue military_aid, minerals, russia_policy, diplomatic_strategy, "
        "economic_cooperation, security_guarantees, …; stance -2 to 2"
    )
    assert (folder / "rejects.csv").exists()


def test_the_counts_are_a_table_that_gives_the_matrix_again(folder):
    from analysis.statements import cells, wide

    done = run("--statements", "sound.csv", "--by", "month", "--counts", "counts.csv")
    assert "4 counts by period, actor, issue and code: counts.csv" in done.stderr
    counts = pd.read_csv("counts.csv", dtype={"period": "str"})
    assert list(counts) == ["period", "actor", "issue", "stance", "n"]
    assert counts["n"].sum() == 4 and len(counts) == 4
    again = wide(cells(counts, 0), "stance")
    assert again.loc[("2025-03", "UKR"), "gratitude"] == "0"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--statements", "none.csv"], 1, "none.csv: no such file; allowed: files or patterns of"),
        (["--statements", "*.parquet"], 1, "*.parquet: no such file; allowed: files or patterns"),
        (["--statements", "notes.txt"], 1, "notes.txt: of no kind that is read; allowed: .parquet"),
        (["--statements", "sound.csv", "--by", "week"], 2, "'week' is not one of 'month', 'year'"),
        (["--statements", "sound.csv", "--wide"], 2, "--wide is of the case's own units"),
        (["--statements", "sound.csv", "--record", "wording"], 2, "--record is of the case's own"),
        (["--statements", "sound.csv", "--address", "tcp://x:1"], 1, "duckdb runs here; allowed"),
        (["sound.csv"], 2, "unexpected extra argument (sound.csv)"),
        (["--by", "month"], 2, "--by is of --statements FILE alone"),
        (["--statements", "sound.csv", "--counts", "c.csv"], 2, "allowed with --by month or --by"),
        (
            [
                "--statements",
                "faulty.csv",
                "--by",
                "month",
                "--counts",
                "c.csv",
                "--rejects",
                "./c.csv",
            ],
            1,
            "c.csv: for counts and rejects; allowed: a file for each",
        ),
        (["--columns", "actor=who"], 2, "--columns is of --statements FILE alone"),
        (["--strict"], 2, "--strict is of --statements FILE alone"),
        (["--values", "mean"], 2, "--values mean is of --statements FILE alone"),
        (["--statements", "bare.csv"], 1, "no column 'actor' in the statements; the columns are"),
        (["--statements", "sound.csv", "bare.parquet"], 1, "bare.parquet: no such file"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_nothing_is_written(folder, words, code, message):
    (folder / "notes.txt").write_text("notes")
    (folder / "bare.csv").write_text("who,what\na,b\n")
    before = sorted(path.name for path in folder.iterdir())
    done = run(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    said = done.stderr.replace("Error: ", "").splitlines()[-1]
    assert message in said
    assert sorted(path.name for path in folder.iterdir()) == before


def test_how_far_a_count_is_is_told_while_it_runs(folder, monkeypatch):
    from analysis.statements import tally
    from analysis.statements.engines import on_duckdb, start
    from analysis.statements.files import read

    monkeypatch.setattr(on_duckdb, "SECONDS", 0.001)
    n = 3_000_000
    pd.DataFrame({"actor": "USA", "issue": "aid", "stance": [1, -1, 0] * (n // 3)}).to_parquet(
        "many.parquet", row_group_size=50_000
    )
    told: list[float] = []
    with start("duckdb") as engine:
        rows = read(engine, ["many.parquet"])
        found = tally(rows, (-1, 0, 1), collect=lambda lazy: engine.compute(lazy, told.append))
    assert found.counted == n
    assert all(0 <= share <= 1 for share in told)
    assert any(0 < share < 1 for share in told)


def test_a_terminal_shows_a_bar_and_a_table(root, folder):
    """In a real terminal: the bar goes to it, and is gone in the end."""
    pd.DataFrame(
        {"actor": ["USA", "UKR"] * 500_000, "issue": "minerals", "stance": [1, -1] * 500_000}
    ).to_parquet("many.parquet")
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    words = ["matrix", "--statements", "many.parquet"]
    with subprocess.Popen(
        [sys.executable, "-m", "analysis", *words],
        stdout=follower, stderr=follower, stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as child:  # fmt: skip
        os.close(follower)
        seen = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part
    os.close(leader)
    text = seen.decode()
    assert child.returncode == 0
    assert "% |" in text
    assert "1,000,000 statements in 1 file: 1,000,000 counted" in text
    assert "· no statement" in text
