"""``collect``: a filled coding sheet taken into its case."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.case import CaseError, Problem, check_case, read_uncoded
from analysis.case.gate import MAX_BYTES
from analysis.case.problem import escaped, shown
from analysis.commands.options import coding_scale, faulty_case_ends


@click.command(name="collect")
@click.argument("sheet", metavar="SHEET", type=click.Path(path_type=Path))
@click.option(
    "--case",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the case.  [default: the folder above SHEET's]",
)
@click.option("--replace", is_flag=True, help="Replace codes of this coder that are there.")
def command(sheet: Path, folder: Path | None, replace: bool) -> None:
    """Take the codes of a filled SHEET into stance_codes.csv and effect_codes.csv of its case.

    A cell that holds no code, and a row half filled, are named by their address, and then
    nothing is taken. The codes of other coders stay as they are.
    """
    with faulty_case_ends():
        data = _bytes(sheet)
        if folder is None:
            folder = sheet.resolve().parent.parent
            if not (folder / "datapackage.json").is_file():
                wrong = "does not lie in a folder of its case"
                allowed = "--case DIR, the case that it is of"
                raise CaseError([Problem(sheet.name, None, None, wrong, allowed)])
        package, sheets = read_uncoded(folder)
        scale = coding_scale(package)
        from analysis.coding import about_sheet, book_of, read_sheet
        from analysis.coding.form import pages

        book = book_of(data, sheet.name)
        about = about_sheet(book, sheet.name)
        if about["case"] != package.name:
            wrong = f"was made for the case {shown(about['case'])}"
            raise CaseError([Problem(sheet.name, None, None, wrong, f"a sheet of {package.name}")])
        filled = read_sheet(book, sheet.name, pages(sheets, scale.values))
        files = _files(folder, sheets, filled, replace)
        from analysis.publish.atomic import CannotWrite, write

        try:
            for path, content in files.items():
                write(path, content)
        except CannotWrite as error:
            raise click.ClickException(str(error)) from None
    rows = " and ".join(f"{len(given)} rows of {table}" for table, given in filled.rows.items())
    click.echo(escaped(f"collected: {rows} by {about['coder']}"))
    left = len(check_case(folder))
    said = (
        f"{left} problem{'s' * (left != 1)} left: check {folder}" if left else "the case is sound"
    )
    click.echo(escaped(said))


def _files(folder: Path, sheets: object, filled: object, replace: bool) -> dict[Path, bytes]:
    """The tables of codes with the sheet's rows in them, the effects' first."""
    from analysis.case.sheets import Sheets
    from analysis.coding import Filled, merged
    from analysis.coding.codes import CodedAlready

    assert isinstance(sheets, Sheets)
    assert isinstance(filled, Filled)
    files = {}
    for table in reversed(list(filled.rows)):
        resource = sheets.resources.get(table)
        if resource is None:
            wrong = f"the table {table} is not declared"
            raise CaseError([Problem("datapackage.json", None, None, wrong, "its declaration")])
        there = [row for _, row in sheets.rows(table)]
        try:
            content = merged(list(resource.types), there, filled.rows[table], replace=replace)
        except CodedAlready as coded:
            wrong = f"{filled.about['coder']} has coded {coded.rows} rows otherwise already"
            allowed = "--replace, which puts the sheet's codes in their place"
            raise CaseError([Problem(resource.path, None, None, wrong, allowed)]) from None
        files[folder / resource.path] = content
    return files


def _bytes(path: Path) -> bytes:
    allowed = "a filled coding sheet, .xlsx"
    try:
        if not path.is_file():
            wrong = "is no file" if path.exists() else "there is no such file"
            raise CaseError([Problem(str(path), None, None, wrong, allowed)])
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror or error})"
        raise CaseError([Problem(str(path), None, None, wrong, allowed)]) from None
    if len(data) > MAX_BYTES:
        wrong, allowed = "is too large", f"at most {MAX_BYTES // 1024**2} MB"
        raise CaseError([Problem(str(path), None, None, wrong, allowed)])
    return data
