"""``new``: an empty case to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.case.problem import escaped
from analysis.commands.options import faulty_case_ends, new_case, new_folder


@click.command(name="new")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The title of the case.  [default: DIR's name]")
@click.option("--of-statements", is_flag=True,
              help="A case in which statements are counted: actors and issues.")  # fmt: skip
def command(target: Path, title: str | None, of_statements: bool) -> None:
    """Make DIR, an empty case: tables with their headers, declaration, codebook to fill in."""
    with faulty_case_ends():
        name, said = new_case(target, title)
        from analysis.draft import empty_case, empty_case_of_counts

        new_folder(target, (empty_case_of_counts if of_statements else empty_case)(name, said))
    click.echo(escaped(f"made: {target}; next: the steps in {target}/CODEBOOK.md"))
