"""What several commands share: which case, held to which record, and how a faulty case ends.

A command reads its case inside ``faulty_case_ends``, so that every command says the same of a
case that does not hold: each problem on a line of standard error, exit code 1, no traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.case import CaseError
from analysis.places import DEFAULT_CASE

if TYPE_CHECKING:
    from analysis.case import Case

case_option = click.option(
    "--case",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=DEFAULT_CASE,
    show_default="the case of 28 February 2025",
    help="The folder of the case.",
)

record_option = click.option(
    "--record",
    "demand",
    type=click.Choice(["borne-out", "wording"]),
    help="Leave out what the public record does not bear out: borne-out, units with a claim "
    "that is contradicted or not found; wording, also those with words that were not found.",
)


def held_to_record(case: Case, demand: str | None) -> Case:
    """The case without what a demand leaves out, which is said in a line of standard error."""
    if demand is None:
        return case
    from analysis.stance import on_record, record_sentence

    click.echo(record_sentence(case, demand), err=True)
    return on_record(case, demand)


@contextmanager
def faulty_case_ends() -> Iterator[None]:
    """Turn a CaseError into its lines on standard error and exit code 1."""
    try:
        yield
    except CaseError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
