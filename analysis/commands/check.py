"""``check``: is a case what it says it is?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from analysis.case import (
    CaseError,
    lines_of,
    quotations,
    read_case,
    source_problems,
    unlisted_lines,
)
from analysis.case.problem import escaped
from analysis.places import ROOT


@click.command(name="check")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--source",
    "article",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The article the case was made from: check every cited line and quoted cell in it.",
)
def command(folder: Path | None, article: Path | None) -> None:
    """Validate the case in DIR, or every case in data/.

    Prints every problem on a line of its own, file:row:column: what is wrong; what is allowed,
    and ends with 1. Prints a line for each sound case.
    """
    folders = [folder] if folder else cases(ROOT / "data")
    if article and len(folders) != 1:
        raise click.UsageError("--source needs the folder of the case that was made from it.")
    if not folders:
        raise click.UsageError("There is no case in data/. Name a folder.")
    sound = [_report(each, article) for each in folders]
    sys.exit(0 if all(sound) else 1)


def cases(data: Path) -> list[Path]:
    """The folders in ``data`` that hold a data package, by name."""
    return sorted(package.parent for package in data.glob("*/datapackage.json"))


def _report(folder: Path, article: Path | None) -> bool:
    """Print what is wrong with a case, or that it is sound; whether it is."""
    try:
        case = read_case(folder)
        problems = tuple(source_problems(case, _lines(article), article.name)) if article else ()
    except CaseError as error:
        problems = error.problems
    for problem in problems:
        click.echo(f"{_place(folder)}{problem}")
    if problems:
        for said in _to_list(folder, article) if article else ():
            click.echo(_place(folder) + escaped(said))
        return False
    rows = sum(map(len, case.tables.values()))
    line = f"{case.name} {case.version}: {len(case.tables)} tables, {rows} rows"
    line += "; background data, no comparison" if case.background else ""
    if article:
        cited, quoted = len(case["lines"]), len(quotations(case))
        line += f"; {cited} cited lines and {quoted} quoted cells found in {article.name}"
    click.echo(line)
    return True


def _lines(article: Path) -> Sequence[str]:
    """The lines of the article, as ``draft`` counts them in a file of its kind."""
    if article.suffix.lower() in (".html", ".htm", ".xhtml", ".docx"):
        from analysis.draft import read_article

        return read_article(article).lines
    return lines_of(article)


def _to_list(folder: Path, article: Path) -> Sequence[str]:
    """The rows that lines.csv lacks, which nobody can work out by hand."""
    try:
        rows = unlisted_lines(folder, _lines(article))
        return [f"lines.csv: a row to add, of {article.name}: {row}" for row in rows]
    except CaseError:
        return []  # the article cannot be read, which is said where the case is sound


def _place(folder: Path) -> str:
    """The folder as one would type it from here, ending in a slash."""
    here = Path.cwd()
    named = folder.relative_to(here) if folder.is_relative_to(here) else folder
    return escaped(str(named)) + "/"
