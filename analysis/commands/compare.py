"""``compare``: print how near each pair of actors stands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from analysis.commands.options import case_option, faulty_case_ends


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
@click.option("--csv", "as_csv", is_flag=True, help="CSV on a terminal too.")
def command(case: Path, wide: bool, names: tuple[str, ...], least: int, as_csv: bool) -> None:
    """Print each pair of actors: issues shared, counts of sides, distance, or measures by name.

    n: issues on which both take a position, in all. agree: on the same side of the midpoint;
    differ: on opposite sides; open: one of the two at it. Distances are in code steps; least and
    greatest are over all codings within the coders' bounds. Empty: not measured or undefined.
    Pairs of which one contains the other are left out.
    """
    with faulty_case_ends():
        from analysis.case import read_case
        from analysis.compare import counted_pairs
        from analysis.compare.measures import NAMES, measures

        read = read_case(case)
        for name in names:
            if name not in (*NAMES, "all"):
                allowed = ", ".join([*NAMES, "all"])
                raise click.BadParameter(f"no measure {name!r}; there are {allowed}.")
        chosen = NAMES if "all" in names else names
        pairs = measures(read, chosen, wide, least) if chosen else counted_pairs(read, wide, least)
    if sys.stdout.isatty() and not as_csv:
        click.echo(pairs.round(3).astype("object").where(pairs.notna(), "·").to_string())
        if not names and not wide:
            from analysis.charts.sentences import survives

            click.echo(survives(read), err=True)
    else:
        click.echo(pairs.to_csv(lineterminator="\n"), nl=False)
