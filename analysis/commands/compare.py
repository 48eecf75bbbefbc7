"""``compare``: print how near each pair of actors stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.commands.options import (
    case_option,
    comparing,
    faulty_case_ends,
    held_to_record,
    record_option,
)

if TYPE_CHECKING:
    from analysis.case import Case


@click.command()
@case_option
@click.option("--wide", is_flag=True, help="The table and the narrative, not the table alone.")
@click.option(
    "--measure",
    "names",
    multiple=True,
    metavar="NAME",
    help="A measure of pairs, may be given more than once; all: every one. Without it: counts "
    "of sides and the mean distance with its range over other codings.",
)
@click.option(
    "--least",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="Pairs that share fewer issues are not measured.",
)
@click.option(
    "--least-corrected",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="Measures that correct for chance are hidden for pairs that share fewer issues.",
)
@click.option("--nested", is_flag=True, help="Measure a group against its own members too.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV on a terminal too.")
@click.option(
    "--graphml",
    "kind",
    type=click.Choice(["congruence", "conflict", "subtract", "ignore"]),
    help="Print instead the network of the narrative's statements, as GraphML.",
)
@record_option
def command(
    case: Path,
    wide: bool,
    names: tuple[str, ...],
    least: int,
    least_corrected: int,
    nested: bool,
    as_csv: bool,
    kind: str | None,
    demand: str | None,
) -> None:
    """Print each pair of actors: issues shared, counts of sides, distance, or measures by name.

    n: issues on which both have one code, in all. agree: on the same side of the midpoint;
    differ: on opposite sides; open: one of the two at it. Distances are in code steps; least and
    greatest are over all codings within the coders' bounds, and a cell on which coders split
    counts in these alone. Empty: not measured or undefined.

    Pairs of which one contains the other are left out of the counts, and refused with their
    reason by the measures.

    Measures: mean_distance, s_absolute (S), s_squared, pi_nominal, pi_haege, kappa, tau_b,
    agreement (the UN score), alignment; caa1, caa2, daa1, daa2 (MACTOR's convergence and
    divergence, from 1MAO and 2MAO); congruence, conflict, subtract (a discourse network in
    which each cell of the matrix is one statement; that of the narrative's statements:
    --graphml).
    """
    with faulty_case_ends():
        from analysis.case import read_case
        from analysis.compare import counted_pairs
        from analysis.compare.measures import NAMES, measures, named

        shown = "narrative" if kind else "wide" if wide else "table"
        read = held_to_record(comparing(read_case(case)), demand, shown)
        if kind is not None:
            click.echo(_network(read, kind), nl=False)
            return
        chosen = [*NAMES] if "all" in names else [named(name) for name in names]
        for name, asked in zip(chosen, names, strict=False):
            if name not in NAMES:
                allowed = ", ".join([*NAMES, "all"])
                raise click.BadParameter(f"no measure {asked!r}; there are {allowed}.")
        chosen = list(dict.fromkeys(chosen))
        pairs = (
            measures(read, chosen, wide, least, least_corrected, nested)
            if chosen
            else counted_pairs(read, wide, least, nested)
        )
    if sys.stdout.isatty() and not as_csv:
        click.echo(pairs.round(3).astype("object").where(pairs.notna(), "·").to_string())
    else:
        from analysis.case.spreadsheet import guarded

        click.echo(guarded(pairs.to_csv(lineterminator="\n").encode()), nl=False)
    if not chosen:
        from analysis.charts.sentences import survives

        click.echo(survives(read, wide=wide), err=True)


def _network(case: Case, kind: str) -> str:
    from analysis.compare.discourse import network, statements_of
    from analysis.compare.graphml import graphml

    statements = statements_of(case)
    if statements.empty:
        why = "no statement takes a position" if case.has("statements") else "no table statements"
        click.echo(f"{case.name}: {why}, so the network is empty", err=True)
    levels = (case.scale.low, case.scale.high)
    return graphml(network(statements, kind, levels=levels))
