"""A file that cannot be read, an engine that is not there: one line, and nothing is written."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from pyarrow import parquet

from analysis.cli import main
from analysis.statements.engines import on_dask

# Dask itself still calls what pandas means to remove.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")

ENGINES = ["duckdb", "polars", "dask"]
HEAD = "actor,issue,stance\n"
ROW = "ALD,water,1\n"
TEXTS = {
    "sound.csv": HEAD + ROW,
    "turned.csv": "issue,actor,stance\nwater,ALD,1\n",
    "bare.csv": "actor,issue\nALD,water\n",
    "twice.csv": "actor,actor,issue,stance\nALD,ALD,water,1\n",
    "long.csv": HEAD + ROW + "ALD,water,1,2,3\n",
    "late.csv": HEAD + ROW * 40_000 + "ALD,water,1,2,3\n",
    "short.csv": HEAD + ROW + "ALD,water\n",
    "open.csv": HEAD + ROW + '"ALD,water,1\n',
    "empty.csv": "",
    "not.parquet": HEAD,
}
REFUSED = [
    (["none.csv"], "none.csv: no such file; allowed: files or patterns of Parquet or CSV"),
    (["none-*.parquet"], "none-*.parquet: no such file; allowed: files or patterns of"),
    (["not.parquet"], "not.parquet: no Parquet that can be read; allowed: Parquet files"),
    (["empty.csv"], "empty.csv: empty; allowed: CSV with a head"),
    (["latin.csv"], "latin.csv: not in UTF-8; allowed: CSV in UTF-8"),
    (["cut.csv.gz"], "cut.csv.gz: no CSV that can be read: Compressed file ended"),
    (["twice.csv"], "twice.csv: the column 'actor' occurs twice; allowed: once"),
    (["bare.csv"], "bare.csv: no column 'stance' in the statements; the columns are actor, issue"),
    (["sound.csv", "bare.csv"], "bare.csv: no column 'stance' in the statements; the columns"),
    (["sound.csv", "turned.csv"], "turned.csv: the columns are issue, actor, stance, those of "),
    (["sound.csv", "sound.parquet"], "sound.parquet: not of the kind of sound.csv; allowed"),
    (["sound.parquet", "bare.parquet"], "bare.parquet: no column 'stance' in the statements"),
    (["sound.parquet", "text.parquet"], "text.parquet: the column stance is text, in sound.parq"),
    (["sound.parquet", "more.parquet"], "more.parquet: the columns are actor, issue, stance, no"),
    (
        ["half.parquet"],
        "half.parquet: the column stance is halffloat; allowed: text, num",
    ),
    (["bytes.parquet"], "bytes.parquet: the column actor is binary; allowed: text, numbers"),
    (["wide.parquet"], "wide.parquet: the column stance is decimal256(50, 0); allowed: text, num"),
    (["truth.parquet"], "truth.parquet: the column stance is bool; allowed: text, numbers, dates"),
    (["sound.parquet", "--by", "month"], "sound.parquet: no column 'date' in the statements"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
    (made / "latin.csv").write_bytes((HEAD + "Malmö,water,1\n").encode("latin-1"))
    (made / "cut.csv.gz").write_bytes(gzip.compress((HEAD + ROW * 99).encode())[:-12])
    sound = pd.DataFrame({"actor": ["ALD"], "issue": ["water"], "stance": [1]})
    sound.to_parquet(made / "sound.parquet")
    sound.drop(columns="stance").to_parquet(made / "bare.parquet")
    sound.astype({"stance": "str"}).to_parquet(made / "text.parquet")
    sound.assign(note="x").to_parquet(made / "more.parquet")
    table = pa.Table.from_pandas(sound)
    for name, column, values in (
        ("half", "stance", pa.array([1.0], pa.float16())),
        ("bytes", "actor", pa.array([b"ALD"])),
        ("wide", "stance", pa.array([Decimal(1)], pa.decimal256(50, 0))),
        ("truth", "stance", pa.array([True])),
    ):
        place = table.column_names.index(column)
        parquet.write_table(table.set_column(place, column, values), made / f"{name}.parquet")
    sound[["stance", "issue", "actor"]].to_parquet(made / "turned.parquet")
    return made


@pytest.fixture
def run(root, folder, monkeypatch, tmp_path):
    monkeypatch.chdir(folder)

    def run_with(*words: str):
        kept = ["--case", str(root / "tests/cases/toy"), "--rejects", str(tmp_path / "rejects.csv")]
        done = CliRunner().invoke(main, ["matrix", *kept, *words])
        assert not list(tmp_path.iterdir())
        return done

    return run_with


def in_a_line(done) -> str:
    assert (done.exit_code, done.stdout) == (1, "")
    assert isinstance(done.exception, SystemExit)
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("files", "message"), REFUSED, ids=[" ".join(case[0]) for case in REFUSED])
def test_every_engine_refuses_the_same_files_in_the_same_words(run, engine, files, message):
    assert in_a_line(run("--engine", engine, "--statements", *files)).startswith(message)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["long.csv", "late.csv", "short.csv", "open.csv"])
def test_a_broken_row_ends_the_run_wherever_it_stands(run, engine, name):
    line = in_a_line(run("--engine", engine, "--statements", name))
    assert line.startswith(f"{engine} cannot read the statements: ")
    assert "method registered" not in line
    # Each library says of some faults where they are.
    where = {("duckdb", "late.csv"): "late.csv: line 40002: Expected Number of Columns: 3 Found: ",
             ("duckdb", "long.csv"): "long.csv: a row has more or fewer cells than the head",
             ("dask", "long.csv"): "long.csv: CSV parse error: Row #3: Expected 3 columns, got 5",
             ("dask", "late.csv"): "late.csv: CSV parse error: Row #40002: Expected 3 columns",
             ("dask", "short.csv"): "short.csv: CSV parse error: Row #3: Expected 3 columns, got 2",
             ("polars", "long.csv"): "long.csv': Invalid: CSV parse error: Row #3: "}  # fmt: skip
    assert where.get((engine, name), "") in line


@pytest.mark.parametrize("engine", ENGINES)
def test_a_quotation_mark_within_a_cell_loses_no_row(run, tmp_path_factory, engine):
    file = tmp_path_factory.mktemp("quoted") / "quoted.csv"
    marked = 'BOR,water,1,6" pipe\n'
    rows = "ALD,water,1,ok\n" * 30_000 + marked + "CER,water,1,ok\n" * 20_000 + marked
    file.write_text("actor,issue,stance,note\n" + rows + "ALD,water,1,ok\n" * 1000, "utf-8")
    done = run("--engine", engine, "--values", "n", "--statements", str(file))
    assert "51,002 statements in 1 file: 51,002 counted" in done.stderr, done.stderr
    n = {row.split(",")[0]: row.split(",")[1] for row in done.stdout.splitlines()[1:]}
    assert n == {"ALD": "31000", "BOR": "2", "CER": "20000"}


@pytest.mark.parametrize("engine", ENGINES)
def test_names_that_a_pattern_would_find_are_read_once_or_refused(run, tmp_path_factory, engine):
    folder = tmp_path_factory.mktemp("names")
    (folder / "part1.csv").write_text(HEAD + ROW, "utf-8")
    twice = [str(folder / "part1.csv"), f"{folder}/../{folder.name}/part1.csv"]
    assert run("--engine", engine, "--statements", *twice).stderr.startswith(
        "1 statement in 1 file: "
    )
    (folder / "part[1].csv").write_text(HEAD + ROW * 2, "utf-8")
    line = in_a_line(run("--engine", engine, "--statements", f"{folder}/part*.csv"))
    assert (
        line
        == f"{folder}/part[1].csv: an engine takes this for a pattern; allowed: none of *?[]{{}}"
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_named_as_a_column_is_a_folder(run, tmp_path_factory, engine, kind):
    folder = tmp_path_factory.mktemp("hive") / "issue=ferry"
    folder.mkdir()
    rows = pd.DataFrame({"actor": ["ALD"], "issue": ["water"], "stance": [1]})
    write = {"csv": rows.to_csv, "parquet": rows.to_parquet}[kind]
    write(folder / f"x.{kind}", index=False)
    done = run("--engine", engine, "--statements", str(folder / f"x.{kind}"))
    assert done.stdout.splitlines()[:2] == ["actor,water,ferry,tolls,apology", "ALD,1,,,"], (
        done.stderr
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_place_where_it_runs_does_not_change_a_month(
    run, tmp_path_factory, engine, monkeypatch
):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    moment = pd.Series(pd.to_datetime(["2025-03-01 00:30"])).dt.tz_localize("Asia/Tokyo")
    file = tmp_path_factory.mktemp("zones") / "zoned.parquet"
    pd.DataFrame({"actor": "ALD", "issue": "water", "stance": 1, "date": moment}).to_parquet(file)
    done = run("--engine", engine, "--by", "month", "--statements", str(file))
    assert [line[:11] for line in done.stdout.splitlines()[1:]] == ["2025-02,ALD"], done.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_parquet_may_stand_in_any_order(run, engine):
    files = ["sound.parquet", "turned.parquet"]
    done = run("--engine", engine, "--values", "n", "--statements", *files)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[1] == "ALD,2,,,"
    assert done.stderr == "2 statements in 2 files: 2 counted, 0 without a stance\n"


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_an_engine_that_runs_here_takes_no_address(run, engine):
    line = in_a_line(run("--engine", engine, "--address", "tcp://x:1", "--statements", "sound.csv"))
    assert line == f"--address tcp://x:1: {engine} runs here; allowed with dask, spark"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "127.0.0.1:{port}", "nonsense"])
def test_a_scheduler_that_does_not_answer_is_said_in_a_line(run, monkeypatch, address):
    monkeypatch.setattr(on_dask, "SECONDS", 1)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = address.format(port=bound.getsockname()[1])
        line = in_a_line(run("--engine", "dask", "--address", address, "--statements", "sound.csv"))
    assert line == f"--address {address}: no Dask scheduler answers"


def test_a_scheduler_without_a_worker_is_said_in_a_line(run, monkeypatch):
    monkeypatch.setattr(on_dask, "SECONDS", 1)
    with LocalCluster(
        n_workers=0,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as made:
        address = made.scheduler_address
        line = in_a_line(run("--engine", "dask", "--address", address, "--statements", "sound.csv"))
    assert line == f"--address {address}: the Dask scheduler has no worker"


# ---- without the extras

MISSING = """
import sys
for name in {missing}:
    sys.modules[name] = None
from analysis.cli import main
main()
"""


@pytest.mark.parametrize(
    ("engine", "package", "extra"),
    [
        ("duckdb", "duckdb", "scale"),
        ("polars", "polars", "scale"),
        ("dask", "dask", "scale"),
        ("spark", "pyspark", "spark"),
    ],
)
def test_an_engine_that_is_not_installed_is_named_with_what_to_install(
    root, folder, engine, package, extra
):
    program = MISSING.format(missing=["duckdb", "polars", "pyarrow", "dask", "distributed", "py4j",
                                      "pyspark"])  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program, "matrix", "--case", str(root / "tests/cases/toy"),
         "--engine", engine, "--statements", "sound.csv"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{engine} needs the package {package}; install stancebook[{extra}]\n"


def test_the_core_alone_prints_a_matrix_and_tallies_frames_of_pandas(root):
    program = MISSING.format(missing=["duckdb", "polars", "pyarrow", "dask", "distributed"])
    program = program.replace(
        "main()\n",
        "import pandas as pd\n"
        "from analysis.statements import tally\n"
        "said = pd.DataFrame({'actor': ['a'], 'issue': 'i', 'stance': 1})\n"
        "assert tally(said, range(-2, 3)).counted == 1\n"
        "main()\n",
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "matrix", "--case", str(root / "tests/cases/toy")],
        env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("actor,water,")
