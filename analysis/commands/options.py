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
    "that is contradicted or absent from the sources searched; wording, also those with quoted "
    "words that are absent from them.",
)


def held_to_record(case: Case, demand: str | None, shown: str) -> Case:
    """The case without what a demand leaves out, which is said in a line of standard error.

    Without a demand the case as it is, and that line says what of it is in doubt, if anything.

    Parameters
    ----------
    shown : what will be printed, as in ``analysis.stance.units_shown``
    """
    from analysis.stance import doubt_sentence, on_record, record_sentence, units_shown

    if demand is None:
        if doubted := doubt_sentence(case, shown):
            click.echo(doubted, err=True)
        return case
    click.echo(record_sentence(case, demand, units_shown(case, shown)), err=True)
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
