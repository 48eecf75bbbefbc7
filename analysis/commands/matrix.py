"""``matrix``: print a stance matrix."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.commands.options import case_option, faulty_case_ends, held_to_record, record_option

if TYPE_CHECKING:
    from analysis.case import Case

VALUES = ("stance", "low", "high", "n")


@click.command()
@case_option
@click.option("--wide", is_flag=True, help="The table and the narrative, not the table alone.")
@click.option(
    "--values",
    type=click.Choice(VALUES),
    default="stance",
    show_default=True,
    help="n: coders of a table cell, claims behind a wide one.",
)
@record_option
def command(case: Path, wide: bool, values: str, demand: str | None) -> None:
    """Print a stance matrix: rows actors, columns issues.

    Empty means that the source does not say, or in a roll call that no vote stands here; 0 is a
    code that coders gave. A cell on which they split keeps both codes, as in 0/2. CSV where the
    output is not a terminal, else a table.
    """
    with faulty_case_ends():
        from analysis.case import read_case
        from analysis.stance import labelled_matrix

        read = held_to_record(read_case(case), demand, "wide" if wide else "table")
        matrix = labelled_matrix(read, wide) if values == "stance" else read.matrix(wide, values)
    if sys.stdout.isatty():
        click.echo(matrix.astype("str").fillna("·").to_string())
        click.echo(_absent(read), err=True)
    else:
        from analysis.case.spreadsheet import guarded

        click.echo(guarded(matrix.to_csv(lineterminator="\n").encode()), nl=False)


def _absent(case: Case) -> str:
    """What a dot stands for: of a roll call no vote, else that the source does not say."""
    from analysis.charts.roll_call import said
    from analysis.charts.view import View
    from analysis.charts.words import NOT_STATED

    return f"· {said(NOT_STATED, View.of(case, 'en'))}"
