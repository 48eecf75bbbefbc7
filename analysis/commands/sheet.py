"""``sheet``: a coding sheet for a coder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.case import CaseError, Problem, read_uncoded
from analysis.case.problem import escaped, shown
from analysis.commands.options import coding_scale, faulty_case_ends

if TYPE_CHECKING:
    from analysis.case.sheets import Sheets


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
        from analysis.case.naming import ALLOWED, names_a_file
        from analysis.coding.form import CODER, CODERS, pages

        if not CODER.fullmatch(coder) or not names_a_file(coder.casefold()):
            wrong = f"{shown(coder)} is no name for a coder"
            raise CaseError([Problem("--coder", None, None, wrong, CODERS)])
        package, sheets = read_uncoded(folder)
        scale = coding_scale(package)
        if target is None and not names_a_file(coder):
            wrong = f"{shown(coder)} names no file that is the same everywhere"
            raise CaseError([Problem("--coder", None, None, wrong, f"{ALLOWED}; or --out FILE")])
        target = target or folder / "coding" / f"{coder}.xlsx"
        if os.path.lexists(target):
            wrong = "is there already, and nothing is overwritten"
            raise CaseError([Problem(str(target), None, None, wrong, "another --out")])
        from analysis.case.packed import NotPacked
        from analysis.coding import sheet_of
        from analysis.publish.atomic import CannotWrite, write

        asked = pages(sheets, scale.values)
        about = {"case": package.name, "version": package.version, "coder": coder}
        try:
            write(target, sheet_of(asked, about))
        except CannotWrite as error:
            raise click.ClickException(str(error)) from None
        except NotPacked as large:
            raise CaseError(
                [Problem(package.name, None, None, large.wrong, large.allowed)]
            ) from None
    for doubt in _doubts(sheets, scale.values, coder):
        click.echo(escaped(doubt), err=True)
    rows = " and ".join(f"{len(page.rows)} {page.name}" for page in asked)
    its = "" if target.resolve().parent.parent == folder.resolve() else f" --case {folder}"
    click.echo(escaped(f"made: {target}, {rows} to code; when filled: collect {target}{its}"))


def _doubts(sheets: Sheets, codes: Sequence[int], coder: str) -> Iterator[str]:
    """What the author of a sheet should know before somebody spends an afternoon on it."""
    from analysis.case.contract import RECORD

    bare = [
        row["issue"]
        for _, row in sheets.rows("issues")
        if not row["objective_en"] and not row["objective_ja"]
    ]
    if bare:
        yield f"issues.csv: no objective for {_listed(bare)}: a stance is one on an objective"
    said = {
        (row["issue"], row["stance"])
        for _, row in sheets.rows("anchors")
        if row["anchor_en"] or row["anchor_ja"]
    }
    bare = [
        row["issue"]
        for _, row in sheets.rows("issues")
        if any((row["issue"], str(code)) not in said for code in codes)
    ]
    if bare:
        yield f"anchors.csv: not every code has its anchor for {_listed(bare)}"
    if coder == RECORD:
        yield f"{RECORD} alone stands for votes as recorded; a reader needs another name"
    coders = sheets.values("stance_codes", "coder")
    if coder in coders:
        yield f"{coder} has codes in this case already; only collect --replace changes them"
    for other in sorted(coders - {coder}):
        if other.casefold() == coder.casefold():
            yield f"{other} has codes in this case already; {coder} will count as another coder"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
