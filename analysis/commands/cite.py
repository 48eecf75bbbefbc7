"""``cite``: how to cite a chart, with the analysis behind it."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.charts import KEYS
from analysis.commands.figures import chosen
from analysis.commands.options import case_option, faulty_case_ends
from analysis.publish.citation import STYLES, CannotCite, cite


@click.command()
@click.argument("key", metavar="KEY")
@click.option(
    "--style",
    type=click.Choice(STYLES),
    default="apa",
    show_default=True,
    help="A style to paste into a text, or a format for a reference manager.",
)
@click.option(
    "--lang",
    type=click.Choice(("en", "ja")),
    default="en",
    show_default=True,
    help="Of the chart's title and the words around it.",
)
@click.option("--html", "as_html", is_flag=True, help="HTML, which keeps the italics.")
@case_option
def command(key: str, style: str, lang: str, as_html: bool, case: Path) -> None:
    """Print the citation of the chart KEY and of what its source line names.

    Both are cited, since the chart shows what others say. What is not stated, such as the
    author of an unsigned article, is said to be so; nothing is invented.
    """
    from analysis.case import read_case

    chosen("chart", [key], KEYS)
    with faulty_case_ends():
        read = read_case(case)
    try:
        with faulty_case_ends():
            cited = cite(key, read, style, "ja" if lang == "ja" else "en")
    except CannotCite as error:
        raise click.ClickException(str(error)) from None
    click.echo(cited.html() if as_html else cited.text)
