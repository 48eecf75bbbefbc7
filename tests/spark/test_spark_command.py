"""``matrix --statements --engine spark --address``: as DuckDB prints it, or one line."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import million
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.statements.design import Design


@pytest.fixture(scope="module")
def folder(toy, tmp_path_factory):
    """A million statements of a case in Parquet and in CSV."""
    made = tmp_path_factory.mktemp("statements")
    design = Design(tuple(toy["actors"]["actor"]), tuple(toy["issues"]["issue"]), months=12)
    said = million.numbers(design)
    million.in_parts(said, made)
    million.in_parts(million.text(said), made, "csv")
    return made


@pytest.fixture
def run(root, monkeypatch, tmp_path):
    def run_in(place, engine: str, *words: str) -> SimpleNamespace:
        monkeypatch.chdir(place)
        rejects = tmp_path / f"{engine}.csv"
        done = CliRunner().invoke(
            main,
            ["matrix", "--case", str(root / "tests/cases/toy"), "--engine", engine,
             "--rejects", str(rejects), *words],
        )  # fmt: skip
        head, *rows = rejects.read_text("utf-8").splitlines() if rejects.exists() else [""]
        return SimpleNamespace(
            code=done.exit_code,
            matrix=done.stdout_bytes,
            said=done.stderr.splitlines(),
            rejects=(head, sorted(rows)),
        )

    return run_in


@pytest.mark.parametrize("pattern", ["part-*.parquet", "part-*.csv"])
def test_spark_at_an_address_prints_and_rejects_what_duckdb_does(cluster, folder, run, pattern):
    registered = cluster.log.read_text().count("Registered app stancebook")
    words = ["--by", "month", "--values", "mean", "--statements", pattern]
    expected = run(folder, "duckdb", *words)
    found = run(folder, "spark", "--address", cluster.address, *words)
    assert (found.code, expected.code) == (0, 0), found.said
    assert found.matrix == expected.matrix
    assert found.said[0] == expected.said[0]
    assert found.rejects == expected.rejects
    assert len(found.rejects[1]) > 10_000
    assert cluster.log.read_text().count("Registered app stancebook") == registered + 1


HEAD = "actor,issue,stance\n"
FAULTS = {
    "none.parquet": (None, "none.parquet: no such file; allowed: files or patterns of Parquet"),
    "not.parquet": (HEAD, "not.parquet: no Parquet that can be read; allowed: Parquet files"),
    "bare.csv": ("actor,issue\n", "bare.csv: no column 'stance' in the statements; the columns"),
    "_left.csv": (HEAD + "ALD,water,1\n", "_left.csv: Spark passes over such names; allowed: none"),
    ".left.csv": (HEAD + "ALD,water,1\n", ".left.csv: Spark passes over such names; allowed: none"),
    "long.csv": (HEAD + "ALD,water,1\nALD,water,1,2\n", "spark cannot read the statements: "),
    "short.csv": (HEAD + "ALD,water,1\nALD\n", "spark cannot read the statements: "),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_read_is_said_in_a_line(cluster, run, tmp_path, name):
    text, message = FAULTS[name]
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    found = run(tmp_path, "spark", "--address", cluster.address, "--statements", name)
    assert (found.code, found.matrix) == (1, b"")
    (line,) = found.said
    assert line.startswith(message)
    assert name in line


def test_the_month_of_a_moment_in_a_zone_is_that_of_utc(cluster, run, tmp_path):
    moments = pd.to_datetime(["2025-03-01 00:30", "2025-03-01 09:30"])
    said = {"actor": "ALD", "issue": "water", "stance": [1, -1]}
    frame = pd.DataFrame(said | {"date": moments.tz_localize("Asia/Tokyo")})
    frame.to_parquet(tmp_path / "zoned.parquet")
    words = ["--by", "month", "--statements", "zoned.parquet"]
    found = run(tmp_path, "spark", "--address", cluster.address, *words)
    assert found.matrix.decode().splitlines()[1:] == ["2025-02,ALD,1,,,", "2025-03,ALD,-1,,,"]
    assert found.matrix == run(tmp_path, "duckdb", *words).matrix


@pytest.mark.parametrize("address", ["spark://127.0.0.1:{port}", "spark://nowhere", "nonsense"])
def test_an_address_where_nobody_answers_is_said_in_a_line(run, tmp_path, address):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = address.format(port=bound.getsockname()[1])
        (tmp_path / "some.csv").write_text(HEAD, "utf-8")
        found = run(tmp_path, "spark", "--address", address, "--statements", "some.csv")
    assert (found.code, found.matrix) == (1, b"")
    (line,) = found.said
    assert line.startswith(f"--address {address}: ")
