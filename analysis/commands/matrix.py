"""``matrix``: print a stance matrix."""

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
from analysis.commands.tallied import REJECTS, Asked

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case import Case

VALUES = ("stance", "low", "high", "n")
OF_STATEMENTS = ("mean", "ambivalence")
COLUMNS = ("actor", "issue", "stance", "date")
FILE = click.Path(path_type=Path, dir_okay=False)


def _columns(context: object, option: object, given: str | None) -> dict[str, str]:
    """Name → what it is called in the files."""
    pairs = [part.partition("=") for part in given.split(",")] if given else []
    found = {name.strip(): theirs.strip() for name, _, theirs in pairs}
    if not all(found.values()) or set(found) - set(COLUMNS) or len(found) < len(pairs):
        raise click.BadParameter(f"{given}; allowed: {', '.join(COLUMNS)}, each once, as actor=who")
    if len(set(found.values())) < len(found):
        raise click.BadParameter(f"{given}; allowed: a column for one name")
    return found


@click.command()
@case_option
@click.option("--wide", is_flag=True, help="The table and the narrative, not the table alone.")
@click.option(
    "--values",
    type=click.Choice([*VALUES, *OF_STATEMENTS]),
    default="stance",
    show_default=True,
    help="n: coders of a table cell, claims behind a wide one, statements. Mean and ambivalence "
    "are of statements alone.",
)
@record_option
@click.option("--statements", "first", metavar="FILE...", multiple=True,
              help="Of statements in Parquet or CSV files or patterns, with columns actor, issue, "
              "stance: those of the actors, issues and codes of the case.")  # fmt: skip
@click.argument("more", nargs=-1, metavar="")
@click.option("--columns", metavar="NAME=COLUMN,...", callback=_columns,
              help="What the columns are called in the files, where it is otherwise: "
              "actor=speaker,issue=topic,stance=code,date=published.")  # fmt: skip
@click.option("--by", type=click.Choice(["month", "year"]),
              help="A matrix for each month or year of the column date: that of a text as it is "
              "written, of a moment with a time zone in UTC.")  # fmt: skip
@click.option("--engine", type=click.Choice(["duckdb", "polars", "dask", "spark"]),
              default="duckdb", show_default=True, help="What reduces the statements.")  # fmt: skip
@click.option("--address", metavar="ADDRESS",
              help="A cluster that is there: tcp://HOST:PORT of a Dask scheduler, "
              "spark://HOST:PORT of a Spark master.")  # fmt: skip
@click.option("--rejects", type=FILE, default=REJECTS, show_default=True, metavar="FILE",
              help="Where statements go that cannot be counted, with the reason: unknown actor "
              "or issue, stance off the scale, a date not as 2025-02-28. An apostrophe stands "
              "before what a spreadsheet would take for a formula.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Refuse statements of which one is rejected.")
@click.option("--counts", type=FILE, metavar="FILE",
              help="Write the counts by period, actor, issue and code too, as the table "
              "statement_counts that a case can hold.")  # fmt: skip
def command(
    case: Path, wide: bool, values: str, demand: str | None, first: tuple[str, ...],
    more: tuple[str, ...], columns: dict[str, str], by: str | None, engine: str,
    address: str | None, rejects: Path, strict: bool, counts: Path | None,
) -> None:  # fmt: skip
    """Print a stance matrix: rows actors, columns issues.

    Empty means that the source does not say, or in a roll call that no vote stands here; 0 is a
    code that coders gave. A cell on which they split keeps both codes, as in 0/2. CSV where the
    output is not a terminal, else a table.
    """
    if not first:
        _only_of_statements(more, values)
        matrix, read = _coded(case, wide, values, demand)
    else:
        if wide or demand:
            given = "--wide" if wide else "--record"
            raise click.UsageError(f"{given} is of the case's own units, not of --statements.")
        if counts and not by:
            raise click.UsageError("--counts is by period; allowed with --by month or --by year.")
        files = (*first, *more)
        asked = Asked(files, columns, values, by, engine, address, rejects, counts, strict)
        matrix, read = _of_statements(case, asked)
    if sys.stdout.isatty():
        click.echo(matrix.astype("str").fillna("·").to_string())
        if not first:
            click.echo(_absent(read), err=True)
        elif matrix.isna().to_numpy().any():
            click.echo("· no statement", err=True)
    else:
        from analysis.case.spreadsheet import guarded

        click.echo(guarded(matrix.to_csv(lineterminator="\n").encode()), nl=False)


def _coded(case: Path, wide: bool, values: str, demand: str | None) -> tuple[pd.DataFrame, Case]:
    with faulty_case_ends():
        from analysis.case import read_case
        from analysis.stance import labelled_matrix

        read = held_to_record(comparing(read_case(case)), demand, "wide" if wide else "table")
        matrix = labelled_matrix(read, wide) if values == "stance" else read.matrix(wide, values)
    return matrix, read


def _of_statements(case: Path, asked: Asked) -> tuple[pd.DataFrame, Case]:
    with faulty_case_ends():
        from analysis.case import read_case

        read = read_case(case)
    from analysis.commands.tallied import matrix

    return matrix(read, asked), read


def _only_of_statements(more: tuple[str, ...], values: str) -> None:
    if more:
        raise click.UsageError(f"Got unexpected extra argument ({more[0]}).")
    if values in OF_STATEMENTS:
        raise click.UsageError(f"--values {values} is of --statements FILE alone.")
    context = click.get_current_context()
    for option in ("columns", "by", "engine", "address", "rejects", "strict", "counts"):
        if context.get_parameter_source(option) == click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{option} is of --statements FILE alone.")


def _absent(case: Case) -> str:
    """What a dot stands for: of a roll call no vote, else that the source does not say."""
    from analysis.charts.roll_call import said
    from analysis.charts.view import View
    from analysis.charts.words import NOT_STATED

    return f"· {said(NOT_STATED, View.of(case, 'en'))}"
