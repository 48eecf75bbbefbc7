"""The command ``compare``: what it prints, and what it refuses."""

import io

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.compare.discourse import edges, statements_of
from analysis.compare.measures import NAMES


def printed(*options):
    ran = CliRunner().invoke(main, ["compare", *options])
    assert ran.exit_code == 0, ran.output
    return ran


def as_frame(ran):
    return pd.read_csv(io.StringIO(ran.stdout), index_col=["a", "b"])


def test_every_measure_stands_in_the_help_by_its_name():
    words = printed("--help").stdout.replace(",", " ").replace(";", " ").split()
    assert set(NAMES) <= {word.strip("().") for word in words}


def test_a_measure_is_found_under_the_names_that_the_field_gives_it():
    frame = as_frame(printed("--measure", "S", "--measure", "1CAA", "--measure", "tau-b"))
    assert frame.columns.tolist() == ["n", "s_absolute", "caa1", "tau_b", "reason"]


def test_a_measure_asked_for_twice_or_under_two_names_is_printed_once():
    options = ["--measure", "S", "--measure", "s_absolute", "--measure", "caa1"]
    frame = as_frame(printed(*options, *options))
    assert frame.columns.tolist() == ["n", "s_absolute", "caa1", "reason"]


def test_an_unknown_measure_is_named_with_those_there_are():
    ran = CliRunner().invoke(main, ["compare", "--measure", "Gower"])
    assert ran.exit_code == 2
    assert "no measure 'Gower'; there are mean_distance, " in ran.output


def test_measures_corrected_for_chance_are_shown_when_asked_for():
    hidden = as_frame(printed("--measure", "pi_nominal"))
    asked = as_frame(printed("--measure", "pi_nominal", "--least-corrected", "1"))
    assert hidden["pi_nominal"].isna().all()
    assert asked["pi_nominal"].notna().all()


def test_a_group_is_measured_against_its_members_when_asked_for():
    options = ["--wide", "--least", "1", "--measure", "mean_distance"]
    barred, asked = as_frame(printed(*options)), as_frame(printed(*options, "--nested"))
    assert pd.isna(barred.at[("EU", "DEU"), "mean_distance"])
    assert "contains the other" in barred.at[("EU", "DEU"), "reason"]
    assert ("EU", "DEU") not in as_frame(printed("--wide")).index
    assert ("EU", "DEU") in as_frame(printed("--wide", "--nested")).index
    assert asked["n"].equals(barred["n"])


@pytest.mark.parametrize("wide", [[], ["--wide"]])
def test_what_survives_is_said_beside_the_table_and_not_in_it(wide):
    ran = printed(*wide)
    assert "are the closest pair in" in ran.stderr
    assert "closest" not in ran.stdout


def test_the_network_of_the_narrative_is_printed_as_graphml(case):
    graph = nx.parse_graphml(printed("--graphml", "conflict").stdout)
    names = nx.get_node_attributes(graph, "label")
    ties = edges(statements_of(case), levels=(-2, 2))["conflict"]
    drawn = {frozenset((names[a], names[b])): w for a, b, w in graph.edges(data="weight")}
    assert drawn == {frozenset(pair): value for pair, value in ties.items() if value > 0}
    assert len(drawn) > 3
