"""A million statements held by Spark on two workers give the numbers worked out by hand."""

from __future__ import annotations

import million
import pytest
from pyspark.sql import SparkSession

from analysis.compare.discourse import affiliation, edges, network
from analysis.statements import tally
from analysis.statements.engines import start

DUPLICATES = ["include", "document", "week", "month", "year", "acrossrange"]


@pytest.fixture(scope="module")
def spark(cluster):
    with start("spark", cluster.address) as engine:
        # Of two hundred, as is the default, nearly all would be empty.
        SparkSession.getActiveSession().conf.set("spark.sql.shuffle.partitions", 4)
        yield engine


@pytest.fixture(scope="module")
def said():
    return million.numbers()


@pytest.fixture(scope="module")
def held(said, spark, tmp_path_factory):
    """Form → the million statements in Spark; *sound* are those of a network."""
    forms = {"numbers": said, "text": million.text(said), "sound": million.sound(said)}
    return {
        form: spark.parquet(million.in_parts(rows, tmp_path_factory.mktemp(form)))
        for form, rows in forms.items()
    }


@pytest.fixture(scope="module", params=[None, "month", "year"])
def by_hand(request, said):
    """By month, by year or over all: what must be counted."""
    return million.expected(said, request.param)


@pytest.mark.parametrize("form", ["numbers", "text"])
def test_a_tally_is_what_pandas_counts_by_hand(by_hand, held, form):
    names = {"actors": million.DESIGN.actors, "issues": million.DESIGN.issues}
    found = tally(held[form], range(-2, 3), **names, by=by_hand.by)
    assert list(found.counts) == list(by_hand.counts)
    assert found.counts.to_numpy().tolist() == by_hand.counts.to_numpy().tolist()
    assert found.rejected == by_hand.rejected
    assert found.uncoded == by_hand.uncoded
    assert found.total == million.ROWS


@pytest.mark.parametrize("duplicates", DUPLICATES)
def test_networks_are_what_numpy_makes_of_counts_by_hand(held, said, duplicates):
    x = million.spoken(million.sound(said), duplicates)
    actors = list(million.DESIGN.actors)
    ties = network(held["sound"], duplicates=duplicates, levels=million.LEVELS)
    assert ties.loc[actors, actors].to_numpy().tolist() == million.congruence(x).tolist()


def test_an_affiliation_is_what_pandas_counts_by_hand(held, said):
    rows = million.sound(said).dropna(subset="stance")
    expected = rows.groupby(["actor", "concept"]).size().unstack()
    found = affiliation(held["sound"], levels=million.LEVELS)
    assert list(found.index) == list(expected.index)
    assert list(found.columns) == list(expected.columns)
    assert found.to_numpy(int).tolist() == expected.to_numpy(int).tolist()


def test_edges_are_those_of_the_same_statements_in_pandas(held, said):
    rows = million.sound(said).sort_values(["actor", "concept"])
    found = edges(held["sound"], duplicates="week", levels=million.LEVELS)
    assert found.equals(edges(rows, duplicates="week", levels=million.LEVELS))


def test_two_workers_share_the_work(held, spark):
    tally(held["numbers"], range(-2, 3))
    store = held["numbers"].sparkSession.sparkContext._jsc.sc().statusStore()
    listed = store.executorList(False)
    executors = [listed.apply(n) for n in range(listed.size())]
    done = {each.id(): each.completedTasks() for each in executors if each.id() != "driver"}
    assert len(done) == 2
    assert min(done.values()) > 0
