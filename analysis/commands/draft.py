"""``draft``: a case to begin with, from an article's tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from analysis.case.problem import escaped
from analysis.commands.options import faulty_case_ends, new_case, new_folder


@click.command(name="draft")
@click.argument("article", metavar="ARTICLE", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "target",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to make, data/my-case for one; it must not be there yet.",
)
@click.option("--title", metavar="TEXT", help="The title of the case.  [default: DIR's name]")
@click.option(
    "--table",
    "line",
    metavar="LINE",
    type=click.IntRange(min=1),
    help="The line on which the comparison table begins.  [default: the likeliest table]",
)
@click.option(
    "--actors",
    "sides",
    type=click.Choice(["rows", "columns"]),
    help="Where its actors stand.  [default: where names are known]",
)
def command(
    article: Path, target: Path, title: str | None, line: int | None, sides: str | None
) -> None:
    """Draft a case from the tables of ARTICLE: text, Markdown, HTML or DOCX.

    The comparison table (issues by actors) and the impact table (scope, content) are taken over,
    each cell verbatim with its line. Names, objectives, anchors and codes are yours to fill in:
    CODEBOOK.md in the new folder says how. Nothing is overwritten.
    """
    with faulty_case_ends():
        name, said = new_case(target, title)
        from analysis.draft import draft_case, read_article

        read = read_article(article)
        sha256 = hashlib.sha256(article.read_bytes()).hexdigest()
        draft = draft_case(read, sha256, name, said, line=line, sides=sides)
        new_folder(target, draft.files)
    for note in draft.notes:
        click.echo(escaped(note))
    click.echo(escaped(f"drafted: {target}; next: the steps in {target}/CODEBOOK.md"))
