"""``figures``: draw what is stale, or say what is.

A word that names nothing is answered with the words that do, in one line. Everything that
draws is imported by the run itself, once it knows that there is something to draw.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.places import DEFAULT_CASE, ROOT
from analysis.publish.manifest import NAME as MANIFEST
from analysis.publish.outputs import FORMATS, LANGUAGES, Request
from analysis.publish.outputs import keys as all_keys

if TYPE_CHECKING:
    from analysis.publish.report import Report

# Folders that figures/ already has.
TAKEN = {*LANGUAGES, "data"}


class Misused(click.ClickException):
    """A word on the command line that means nothing here; the message says what does."""

    exit_code = 2


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--case", default=DEFAULT_CASE, metavar="DIR", type=click.Path(path_type=Path),
              help="The case to draw; by default the one that is shipped.")  # fmt: skip
@click.option("--lang", default=",".join(LANGUAGES), show_default=True, metavar="LANG,...",
              help="Languages of the images.")  # fmt: skip
@click.option("--formats", default=",".join(FORMATS), show_default=True, metavar="FORMAT,...",
              help="Formats of the images.")  # fmt: skip
@click.option("--bare", is_flag=True,
              help="Draw the plots alone, without captions, to KEY.bare.FORMAT.")  # fmt: skip
@click.option("--out", default=ROOT / "figures", metavar="DIR", type=click.Path(path_type=Path),
              help="Where to draw to; by default figures/.")  # fmt: skip
@click.option("--check", is_flag=True,
              help="Write nothing; name what is stale or changed by hand, and exit 1.")  # fmt: skip
@click.option("--jobs", default=None, metavar="N",
              help="How many images to draw at once; by default one a core.")  # fmt: skip
def command(
    keys: tuple[str, ...], case: Path, lang: str, formats: str, bare: bool, out: Path,
    check: bool, jobs: str | None,
) -> None:  # fmt: skip
    """Draw the charts that are stale, all or those of the KEYs given."""
    from analysis.publish.atomic import CannotWrite
    from analysis.publish.draw import bring_up_to_date, cores
    from analysis.publish.report import Report

    request = Request(
        case=case,
        folder=folder_of(case, near(out)),
        keys=chosen("chart", keys, all_keys()),
        langs=chosen("language", lang.split(","), LANGUAGES),
        formats=chosen("format", formats.split(","), FORMATS),
        bare=bare,
    )
    _stands_apart(request)
    workers = cores() if jobs is None else _count(jobs)
    report = Report()
    try:
        if check:
            _check(request, report)
        else:
            bring_up_to_date(request, workers, report)
    except CannotWrite as error:
        report.fault(str(error))
    except KeyboardInterrupt:
        report.aside("stopped; what was drawn is kept")
        sys.exit(130)
    if report.failed:
        sys.exit(1)


def _check(request: Request, report: Report) -> None:
    from analysis.publish.check import findings

    found = findings(request, report)
    for finding in found:
        report.line(finding)
    if found:
        sys.exit(1)
    report.line(f"{request.folder}: up to date")


def chosen(what: str, words: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    """The words that were given, in their own order; all there are if none was."""
    for word in words:
        if word not in allowed:
            raise Misused(f"no {what} {word!r}; there are: {', '.join(allowed)}")
    return tuple(word for word in allowed if word in words or not words)


def _count(jobs: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", jobs):
        raise Misused(f"--jobs is {jobs!r}; a whole number from 1 on")
    return int(jobs)


def folder_of(case: Path, out: Path) -> Path:
    """Where a case's figures go: ``out``, or for a case of one's own the folder of its name."""
    if case.resolve() == DEFAULT_CASE:
        return out
    from analysis.case.descriptor import read_descriptor
    from analysis.case.naming import names_a_file
    from analysis.case.package import is_background

    declared = read_descriptor(case)
    name = declared.get("name") if isinstance(declared, dict) else None
    if not isinstance(declared, dict) or not isinstance(name, str) or not names_a_file(name):
        from analysis.case import check_case

        raise click.ClickException("\n".join(map(str, check_case(case))) or f"{case} has no name")

    if is_background(declared) and not (out / name / MANIFEST).exists() and not _bears(declared):
        raise click.ClickException(
            f"{name} is background data and compares no stances, and no chart draws its tables"
        )
    if name in TAKEN:
        raise click.ClickException(f"datapackage.json: a case cannot be named {name!r}")
    return out / name


def _stands_apart(request: Request) -> None:
    """Refuse to draw into the folder of the case, whose tables could be in the way."""
    case, folder = request.case.resolve(), request.folder.resolve()
    if folder.is_relative_to(case):
        raise Misused(f"--out leads to {folder}, in the case's own folder; a folder beside it")


def _bears(declared: Mapping[str, Any]) -> bool:
    """Whether any chart needs no more than the tables declared."""
    from analysis import charts
    from analysis.case.resource import name_of

    tables = {name_of(resource) for resource in declared["resources"]}
    return any(set(getattr(charts, key).tables) <= tables for key in charts.KEYS)


def near(folder: Path) -> Path:
    """A folder as one would name it from where one stands."""
    near = Path(os.path.relpath(folder))
    return folder if near.parts[:1] == ("..",) else near
