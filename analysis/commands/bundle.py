"""``bundle``: a chart with its data, words and citations, as one zip."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.commands.figures import chosen, folder_of, near
from analysis.commands.options import case_option, faulty_case_ends
from analysis.places import DEFAULT_CASE, ROOT
from analysis.publish.outputs import LANGUAGES, Request
from analysis.publish.outputs import keys as all_keys

if TYPE_CHECKING:
    from analysis.publish.bundle import Bundle

FIGURES = ROOT / "figures"


@click.command()
@click.argument("key", metavar="KEY")
@click.option("--out", default=Path(), metavar="FILE-or-DIR", type=click.Path(path_type=Path),
              help="A name that ends in .zip, or a folder; by default this one.")  # fmt: skip
@click.option("--lang", default=",".join(LANGUAGES), show_default=True, metavar="LANG,...",
              help="Languages of the images and the words.")  # fmt: skip
@click.option("--figures", default=FIGURES, metavar="DIR", type=click.Path(path_type=Path),
              help="Where the charts were drawn to; by default figures/.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that is not an unchanged bundle.")
@case_option
def command(key: str, out: Path, lang: str, figures: Path, force: bool, case: Path) -> None:
    """Pack the chart KEY into one zip: images, rows, description, citations, readme.

    The images are taken as they stand in figures/, so they must be up to date. A bundle that
    stands there already is replaced, any other file only with --force.
    """
    from analysis.publish import atomic, lock

    (key,) = chosen("chart", [key], all_keys())
    langs = chosen("language", lang.split(","), LANGUAGES)
    folder = folder_of(case, near(figures))
    request = Request(case=case, folder=folder, keys=(key,), langs=langs)
    waiting = partial(click.echo, f"{folder}: a run is at work, waiting for it", err=True)
    with lock.at_rest(folder, waiting):
        _must_be_fresh(request, figures)
        made = _made(request)
    path = out if out.suffix == ".zip" and not out.is_dir() else out / f"{made.stem}.zip"
    content = made.zipped
    if path.exists() and not force:
        from analysis.publish.bundle import is_ours

        if not is_ours(path):
            raise click.ClickException(
                f"{path}: not a bundle, or one that was changed by hand; --force replaces it"
            )
    try:
        atomic.write(path, content)
    except atomic.CannotWrite as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{path}: {len(made.files)} files, {len(content) / 1e6:.1f} MB")


def _must_be_fresh(request: Request, figures: Path) -> None:
    """End in one line, with what to run, unless the chart's figures are up to date."""
    from analysis.publish.drawable import lacking
    from analysis.publish.inputs import Surroundings
    from analysis.publish.plan import lacks, plan
    from analysis.publish.report import reasons

    (key,) = request.keys
    found = plan(request, Surroundings(request.case))
    stale = found.stale[key]
    tables = found.lacking.get(key, ())
    if stale:
        with faulty_case_ends():
            from analysis.case import read_case

            tables = lacking(key, read_case(request.case))
    if tables:
        raise click.ClickException(f"{key}: {lacks(tables)}")
    if stale:
        words = ["python -m analysis figures", key]
        words += ["--case", str(request.case)] if request.case.resolve() != DEFAULT_CASE else []
        words += ["--out", str(figures)] if figures != FIGURES else []
        raise click.ClickException(f"{key}: stale, {reasons(stale)}; run: {' '.join(words)}")


def _made(request: Request) -> Bundle:
    with faulty_case_ends():
        from analysis import charts
        from analysis.case import read_case
        from analysis.publish.bundle import bundle

        case = read_case(request.case)
    chart = getattr(charts, request.keys[0])
    langs = tuple(lang for lang in ("en", "ja") if lang in request.langs)
    return bundle(chart, case, request.folder, langs)
