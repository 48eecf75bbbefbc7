"""``sheet``: a coding sheet for a coder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from analysis.case import CaseError, Problem, read_uncoded
from analysis.case.problem import escaped, shown
from analysis.commands.options import faulty_case_ends


@click.command(name="sheet")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--coder", metavar="NAME", required=True, help="Who will fill it in.")
@click.option(
    "--out",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to make.  [default: DIR/coding/NAME.xlsx]",
)
def command(folder: Path, coder: str, target: Path | None) -> None:
    """Make a coding sheet (XLSX) for the case in DIR: a row a unit, the codes as lists.

    What other coders answered does not stand in it. A sheet that is there is not overwritten.
    """
    with faulty_case_ends():
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", coder):
            allowed = "letters, digits, _ and -"
            raise CaseError([Problem("--coder", None, None, f"{shown(coder)} is no name", allowed)])
        package, sheets = read_uncoded(folder)
        if package.scale is None:
            wrong = f"{package.name} is background data and is not coded"
            raise CaseError([Problem("datapackage.json", None, None, wrong, "a case")])
        target = target or folder / "coding" / f"{coder}.xlsx"
        if os.path.lexists(target):
            wrong = "is there already, and nothing is overwritten"
            raise CaseError([Problem(str(target), None, None, wrong, "another --out")])
        from analysis.coding import sheet_of
        from analysis.coding.form import pages
        from analysis.publish.atomic import CannotWrite, write

        asked = pages(sheets, package.scale.values)
        about = {"case": package.name, "version": package.version, "coder": coder}
        try:
            write(target, sheet_of(asked, about))
        except CannotWrite as error:
            raise click.ClickException(str(error)) from None
    rows = " and ".join(f"{len(page.rows)} {page.name}" for page in asked)
    click.echo(escaped(f"made: {target}, {rows} to code; when filled: collect {target}"))
