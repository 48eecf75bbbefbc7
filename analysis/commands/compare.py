"""``compare``: print how near each pair of actors stands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from analysis.commands.options import case_option, faulty_case_ends


@click.command()
@case_option
@click.option("--wide", is_flag=True, help="The table and the narrative, not the table alone.")
def command(case: Path, wide: bool) -> None:
    """Print each pair of actors: issues shared, counts of sides, distance.

    agree: on the same side of the midpoint; differ: on opposite sides; open: one of the two at
    it; n: issues on which both take a position, in all. Distances are in code steps, empty where
    a pair shares no issue; least and greatest are over all codings within the coders' bounds.
    """
    with faulty_case_ends():
        from analysis.case import read_case
        from analysis.compare import distance_under, pair_table, recodings

        read = read_case(case)
        pairs = pair_table(read.matrix(wide), read.scale.midpoint)
        recoded = recodings(read.matrix(wide, "low"), read.matrix(wide, "high"))
        pairs[["least_distance", "greatest_distance"]] = (
            distance_under(recoded).agg(["min", "max"]).T
        )
        pairs["codings"] = len(recoded)
    if sys.stdout.isatty():
        click.echo(pairs.astype("object").where(pairs.notna(), "·").to_string())
    else:
        click.echo(pairs.to_csv(lineterminator="\n"), nl=False)
