"""The same numbers from every library that holds a million statements, and from the command.

Dask computes on two processes of a cluster on this machine, which is reached by its address.
"""

from __future__ import annotations

import os
from collections import Counter
from types import SimpleNamespace

import duckdb
import million
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from dask import dataframe as dd
from distributed import Client, LocalCluster
from distributed.diagnostics.plugin import SchedulerPlugin

from analysis.cli import main
from analysis.compare.discourse import affiliation, edges, network
from analysis.statements import tally
from analysis.statements.design import Design

# Dask itself, where it computes in this process, still calls what pandas means to remove.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")
DUPLICATES = ["include", "document", "week", "month", "year", "acrossrange"]


def in_pandas(files: list[str]) -> pd.DataFrame:
    """The rows in pandas, whose own reader leaves days as objects of Python."""
    rows = pd.read_parquet(files)
    if rows["date"].dtype == object:
        rows["date"] = pd.to_datetime(rows["date"])
    return rows


HELD = {
    "pandas": in_pandas,
    "Polars": pl.read_parquet,
    "lazy Polars": pl.scan_parquet,
    "PyArrow": lambda files: pq.ParquetDataset(files).read(),
    "DuckDB": duckdb.read_parquet,
    "Dask": dd.read_parquet,
}


class Work(SchedulerPlugin):
    """How many tasks each worker has done."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def transition(self, key, start, finish, *args, worker=None, **kwargs) -> None:
        if (start, finish) == ("processing", "memory") and worker:
            self.done[worker] += 1


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes on loopback, and what each of them has done."""
    with (
        LocalCluster(
            n_workers=2, processes=True, threads_per_worker=1, host="127.0.0.1",
            dashboard_address="127.0.0.1:0", memory_limit=None,
        ) as made,
        Client(made, set_as_default=False) as client,
    ):  # fmt: skip
        work = Work()
        made.scheduler.add_plugin(work)
        yield SimpleNamespace(address=made.scheduler_address, client=client, work=work)


@pytest.fixture
def work(cluster):
    """What each worker does in a test."""
    cluster.work.done.clear()
    return cluster.work.done


@pytest.fixture(scope="module")
def said():
    return million.numbers()


@pytest.fixture(scope="module")
def files(said, tmp_path_factory):
    """Form → the files of the million statements; *sound* are those of a network."""
    forms = {"numbers": said, "text": million.text(said), "sound": million.sound(said)}
    return {
        form: million.in_parts(rows, tmp_path_factory.mktemp(form)) for form, rows in forms.items()
    }


@pytest.fixture
def held(files, cluster):
    """The statements of a form in a library; Dask's on the cluster."""
    with cluster.client.as_current():
        yield lambda library, form: HELD[library](files[form])


@pytest.fixture(scope="module", params=[None, "month", "year"])
def by_hand(request, said):
    """By month, by year or over all: what must be counted."""
    return million.expected(said, request.param)


@pytest.mark.parametrize("form", ["numbers", "text"])
@pytest.mark.parametrize("library", HELD)
def test_a_tally_is_what_pandas_counts_by_hand(by_hand, held, library, form):
    names = {"actors": million.DESIGN.actors, "issues": million.DESIGN.issues}
    found = tally(held(library, form), range(-2, 3), **names, by=by_hand.by)
    assert list(found.counts) == list(by_hand.counts)
    assert found.counts.to_numpy().tolist() == by_hand.counts.to_numpy().tolist()
    assert found.rejected == by_hand.rejected
    assert list(found.rejected) == million.REASONS[: 4 if by_hand.by else 3]
    assert found.uncoded == by_hand.uncoded
    assert found.total == million.ROWS


@pytest.fixture(scope="module", params=DUPLICATES)
def counted(request, said):
    """Duplicates by a window, and how often each says what, worked out by hand."""
    return request.param, million.spoken(million.sound(said), request.param)


@pytest.fixture(scope="module")
def by_month(said):
    """How often each says what, once a month."""
    return million.spoken(million.sound(said), "month")


@pytest.mark.parametrize("library", HELD)
def test_networks_are_what_numpy_makes_of_counts_by_hand(held, counted, library):
    duplicates, x = counted
    actors = list(million.DESIGN.actors)
    ties = network(held(library, "sound"), duplicates=duplicates, levels=million.LEVELS)
    expected = million.congruence(x)
    assert ties.loc[actors, actors].to_numpy().tolist() == expected.tolist()


@pytest.mark.parametrize("library", HELD)
def test_affiliations_are_what_is_counted_by_hand(held, by_month, library):
    actors, concepts = list(million.DESIGN.actors), list(million.DESIGN.issues)
    found = affiliation(held(library, "sound"), duplicates="month", levels=million.LEVELS)
    assert found.loc[actors, concepts].to_numpy(int).tolist() == by_month.sum(axis=2).tolist()


@pytest.mark.parametrize("library", HELD)
def test_edges_are_the_pairs_of_the_network(held, by_month, library):
    expected = million.congruence(by_month)
    found = edges(held(library, "sound"), duplicates="month", levels=million.LEVELS)
    assert len(found) == 12 * 11 // 2
    place = {actor: n for n, actor in enumerate(million.DESIGN.actors)}
    for (a, b), row in found.iterrows():
        assert row["congruence"] == expected[place[a], place[b]]
        assert row["congruence"] + row["conflict"] == row["ignore"]
        assert row["n"] == len(million.DESIGN.issues)


def test_two_processes_share_the_work_of_dask(cluster, held, work):
    processes = cluster.client.run(os.getpid)
    assert len(set(processes.values()) - {os.getpid()}) == 2
    tally(held("Dask", "numbers"), range(-2, 3))
    assert set(work) == set(processes)
    assert min(work.values()) > 0


# ---- the command

AT_ADDRESS = "dask at an address"
ENGINES = ["duckdb", "polars", "dask", AT_ADDRESS]
FORMS = {
    "a Parquet file": (["all.parquet"], 1),
    "a pattern of Parquet files": (["part-*.parquet"], million.PARTS),
    "a CSV": (["all.csv"], 1),
    "CSVs": ([f"part-{n}.csv" for n in range(million.PARTS)], million.PARTS),
}
#: One file is no work for two processes.
RUNS = [
    (form, engine)
    for form, (_, files) in FORMS.items()
    for engine in ENGINES
    if files > 1 or engine != AT_ADDRESS
]


@pytest.fixture(scope="module")
def filed(toy, tmp_path_factory):
    """A folder of the statements of a case in Parquet and CSV, and the statements."""
    folder = tmp_path_factory.mktemp("filed")
    design = Design(tuple(toy["actors"]["actor"]), tuple(toy["issues"]["issue"]), months=12)
    said = million.numbers(design)
    written = million.text(said)
    for kind, rows in (("parquet", said), ("csv", written)):
        million.in_parts(rows, folder, kind)
    said.assign(date=said["date"].dt.date).to_parquet(folder / "all.parquet", index=False)
    written.to_csv(folder / "all.csv", index=False)
    return SimpleNamespace(folder=folder, said=said, design=design)


@pytest.fixture
def printed(root, filed, cluster, monkeypatch, tmp_path):
    """What the command prints and what it rejects, of a form, by an engine."""
    monkeypatch.chdir(filed.folder)

    def run(form: str, engine: str) -> SimpleNamespace:
        rejects = tmp_path / f"{engine}.csv"
        name, _, address = engine.partition(" at ")
        where = ["--address", cluster.address] if address else []
        done = CliRunner().invoke(
            main,
            ["matrix", "--case", str(root / "tests/cases/toy"), "--by", "month", "--values", "mean",
             "--engine", name, *where, "--rejects", str(rejects), "--statements", *FORMS[form][0]],
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        head, *rows = rejects.read_text("utf-8").splitlines()
        return SimpleNamespace(
            matrix=done.stdout_bytes, said=done.stderr.splitlines()[0], rejects=(head, sorted(rows))
        )

    return run


@pytest.fixture(scope="module")
def first():
    """Form → what the first engine printed of it."""
    return {}


@pytest.mark.parametrize(("form", "engine"), RUNS)
def test_the_command_says_the_same_by_every_engine(printed, first, work, form, engine):
    found = printed(form, engine)
    if form not in first:
        first[form] = found if engine == ENGINES[0] else printed(form, ENGINES[0])
    assert found.matrix == first[form].matrix
    assert found.said == first[form].said
    assert found.rejects == first[form].rejects
    assert len(work) == (2 if engine == AT_ADDRESS else 0)


@pytest.mark.parametrize("form", FORMS)
def test_the_command_prints_what_pandas_finds_by_hand(printed, filed, first, form):
    if form not in first:
        first[form] = printed(form, ENGINES[0])
    found = first[form]
    reason = million.reasons(filed.said, filed.design, dated=True)
    coded = filed.said[(reason == "") & filed.said["stance"].notna()]
    period = coded["date"].dt.strftime("%Y-%m").rename("period")
    mean = coded["stance"].astype(float).groupby([period, coded["actor"], coded["issue"]]).mean()
    lines = found.matrix.decode().splitlines()
    issues = lines[0].split(",")[2:]
    for line in lines[1:]:
        month, actor, *cells = line.split(",")
        for issue, cell in zip(issues, cells, strict=True):
            assert float(cell.lstrip("'")) == pytest.approx(mean[month, actor, issue], abs=1e-12)
    assert len(lines) == 1 + 12 * len(filed.design.actors)
    counts = Counter(reason.tolist())
    parts = [f"{len(coded):,} counted", f"{counts[''] - len(coded):,} without a stance"]
    parts += [f"{counts[name]:,} {name}" for name in million.REASONS]
    noun = "file" if FORMS[form][1] == 1 else "files"
    assert found.said == f"1,000,000 statements in {FORMS[form][1]} {noun}: {', '.join(parts)}"
    _, rejects = found.rejects
    assert Counter(row.split(",")[0] for row in rejects) == {
        name: counts[name] for name in million.REASONS
    }
    assert np.isfinite(mean).all()
