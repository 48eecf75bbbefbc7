"""``--record`` on matrix and compare: what goes is said, and what is left is printed."""

import io

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.commands.options import record_option
from analysis.stance import DEMANDS


def printed(*options):
    ran = CliRunner().invoke(main, options)
    assert ran.exit_code == 0, ran.output
    return ran


@pytest.fixture
def lake(root):
    return ["--case", str(root / "tests" / "cases" / "toy")]


def test_the_matrix_loses_the_cell_that_the_record_does_not_bear_out(lake):
    whole = printed("matrix", *lake).stdout
    held = printed("matrix", *lake, "--record", "borne-out").stdout
    assert whole.splitlines()[3] == "CER,0/2,,-1"
    assert held.splitlines()[3] == "CER,0/2,,"
    assert held.splitlines()[:3] == whole.splitlines()[:3]


@pytest.mark.parametrize(("demand", "n"), [("borne-out", 3), ("wording", 2)])
def test_the_wide_matrix_loses_the_claims_that_the_demand_leaves_out(lake, demand, n):
    ran = printed("matrix", *lake, "--wide", "--values", "n", "--record", demand)
    counts = pd.read_csv(io.StringIO(ran.stdout), index_col="actor")
    assert counts.at["ALD", "water"] == n
    assert counts.at["BOR", "apology"] == 0


def test_what_goes_is_said_on_standard_error_and_only_there(lake):
    ran = printed("matrix", *lake, "--record", "borne-out")
    assert ran.stderr == (
        "Left out by the record: 1 of 9 cells (tolls × CER); 6 units were not checked and stay.\n"
    )
    assert "Left out" not in ran.stdout


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        (["matrix"], "1 of 9 cells (tolls × CER); 6 units"),
        (["matrix", "--wide"], "1 of 9 cells (tolls × CER), 3 of 9 statements; 12 units"),
        (["compare", "--least", "1"], "1 of 9 cells (tolls × CER); 6 units"),
        (["compare", "--graphml", "ignore"], "3 of 9 statements; 6 units"),
    ],
)
def test_only_what_is_printed_is_counted_among_what_goes(lake, options, counted):
    # 9 of 12 statements are coded positions or acts: t06, t09 and t12 are not
    ran = printed(*options, *lake, "--record", "wording")
    assert ran.stderr.startswith(f"Left out by the record: {counted} were not checked and stay.\n")


DOUBTED = (
    "{} on claims that the public record does not bear out: --record borne-out leaves these out."
)


@pytest.mark.parametrize(
    ("options", "doubted"),
    [
        (["matrix"], DOUBTED.format("1 of 8 cells rests")),
        (["matrix", "--values", "n"], DOUBTED.format("1 of 8 cells rests")),
        (["matrix", "--wide"], DOUBTED.format("2 of 11 cells rest")),
        (["compare", "--least", "1"], DOUBTED.format("1 of 8 cells rests")),
        (["compare", "--wide"], DOUBTED.format("2 of 11 cells rest")),
        (
            ["compare", "--graphml", "ignore"],
            DOUBTED.format("1 of 9 statements rests")
            + " Behind 2 more, quoted words were not found: --record wording leaves those out too.",
        ),
    ],
)
def test_doubted_cells_are_told_of_on_standard_error_where_nothing_was_asked(
    lake, options, doubted
):
    # tolls × CER in the table; BOR × apology, on t08 alone, in the text; t01 and t04 are quoted
    ran = printed(*options, *lake)
    assert ran.stderr.splitlines()[0] == doubted
    assert "public record" not in ran.stdout


def test_nothing_is_told_where_nothing_printed_is_in_doubt(root):
    where = ["--case", str(root / "tests" / "cases" / "votes")]
    assert printed("matrix", *where).stderr == ""
    assert printed("matrix", "--wide", *where).stderr == ""


def test_pairs_are_measured_without_what_goes(lake):
    ran = printed("compare", *lake, "--least", "1", "--record", "borne-out")
    pairs = pd.read_csv(io.StringIO(ran.stdout), index_col=["a", "b"])
    assert pairs["n"].tolist() == [3, 0, 0]


def test_the_sentence_of_what_survives_is_that_of_the_cells_left():
    whole, held = printed("compare"), printed("compare", "--record", "borne-out")
    assert "15 of 15 with a cell left out" in whole.stderr
    sentences = held.stderr.splitlines()
    assert sentences[0].startswith("Left out by the record: 1 of 15 cells (economic_cooperation × ")
    assert sentences[1].startswith("Ukraine and EU are the closest pair in 64 of 64 codings")
    assert "14 of 14 with a cell left out" in sentences[1]


def test_the_network_of_statements_loses_those_that_go(lake):
    options = ["compare", *lake, "--graphml", "ignore"]
    # Alda and Borsk: water 3 × 1 statements, apology 2 × 1 while t08 is there
    for more, shared in (([], 5.0), (["--record", "borne-out"], 3.0)):
        network = nx.parse_graphml(printed(*options, *more).stdout)
        weights = [value for *_, data in network.edges(data=True) for value in data.values()]
        assert shared in weights
        assert len(network.edges) == 1


@pytest.mark.parametrize("command", ["matrix", "compare"])
def test_a_case_without_evidence_is_printed_whole_with_a_word(root, command):
    where = ["--case", str(root / "tests" / "cases" / "votes")]
    held = printed(command, *where, "--record", "wording")
    assert held.stdout == printed(command, *where).stdout
    assert held.stderr.startswith("This case was not held against the record: nothing is left out.")


def test_an_unknown_demand_is_refused():
    ran = CliRunner().invoke(main, ["matrix", "--record", "true"])
    assert ran.exit_code == 2
    assert "'borne-out', 'wording'" in ran.output


def test_the_option_offers_the_demands_that_there_are():
    import click

    command = record_option(click.Command("any"))
    [option] = [param for param in command.params if param.name == "demand"]
    assert list(option.type.choices) == list(DEMANDS)
