"""What several commands share: the option that names a case, and how a faulty case ends a run.

A command reads its case inside ``faulty_case_ends``, so that every command says the same of a
case that does not hold: each problem on a line of standard error, exit code 1, no traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from analysis.case import CaseError
from analysis.places import DEFAULT_CASE

case_option = click.option(
    "--case",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=DEFAULT_CASE,
    show_default="the case of 28 February 2025",
    help="The folder of the case.",
)


@contextmanager
def faulty_case_ends() -> Iterator[None]:
    """Turn a CaseError into its lines on standard error and exit code 1."""
    try:
        yield
    except CaseError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
