"""What several commands share: which case, held to which record, and how a faulty case ends.

A command reads its case inside ``faulty_case_ends``, so that every command says the same of a
case that does not hold: each problem on a line of standard error, exit code 1, no traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.case import CaseError, Problem
from analysis.case.naming import ALLOWED, names_a_file
from analysis.case.problem import shown
from analysis.places import DEFAULT_CASE

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.case.package import Package
    from analysis.case.scale import Scale

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


def comparing(case: Case) -> Case:
    """The case, if it compares anything.

    Raises
    ------
    CaseError
        It holds counts of statements and no comparison.
    """
    if case.background or case.has("comparison"):
        return case
    wrong = f"{case.name} holds counts of statements and no comparison"
    allowed = "matrix --statements FILES, or figures stance_over_time"
    raise CaseError([Problem("datapackage.json", None, None, wrong, allowed)])


def coding_scale(package: Package) -> Scale:
    """The scale on which coders code a case.

    Raises
    ------
    CaseError
        There is nothing to code: it is background data, or holds counts of statements alone.
    """
    if package.scale is None:
        wrong, allowed = f"{package.name} is background data and is not coded", "a case"
    elif "comparison" not in package.resources:
        wrong = f"{package.name} holds counts of statements and no comparison to code"
        allowed = "a case with one"
    else:
        return package.scale
    raise CaseError([Problem("datapackage.json", None, None, wrong, allowed)])


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


def new_case(target: Path, title: str | None) -> tuple[str, str]:
    """The name and title of a case to be made in a folder, whose name they come from.

    Raises
    ------
    CaseError
        The folder's name is no name for a case, or the title is not a text on one line.
    """
    name = target.resolve().name
    if not names_a_file(name):
        allowed = f"a folder like data/my-case, named in {ALLOWED}"
        raise CaseError([Problem("--out", None, None, f"{shown(name)} names no case", allowed)])
    said = name if title is None else title
    if not said.strip() or not said.isprintable():
        wrong = f"{shown(said)} is no title"
        raise CaseError([Problem("--title", None, None, wrong, "a text on one line")])
    return name, said


def new_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder of a new case, or say in one line why not and end with 1."""
    from analysis.publish.atomic import CannotWrite
    from analysis.publish.newcase import AlreadyThere, make_folder

    try:
        make_folder(target, files)
    except AlreadyThere:
        wrong = "is there already, and nothing is overwritten"
        raise CaseError(
            [Problem(str(target), None, None, wrong, "a folder that is not there yet")]
        ) from None
    except CannotWrite as error:
        raise click.ClickException(str(error)) from None
