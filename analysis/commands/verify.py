"""``verify``: is this chart ours, and does it stand today?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from analysis.places import ROOT


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="FILE-or-ID...")
@click.option("--figures", default=ROOT / "figures", metavar="DIR-or-FILE",
              type=click.Path(path_type=Path),
              help="A folder of figures, or its identities.csv; by default figures/.")  # fmt: skip
def command(words: tuple[str, ...], figures: Path) -> None:
    """Say if a chart is current, an older version, altered, or not ours.

    It may be given as an image file, as its CSV file, or as the identity that is printed on it.
    One line each; ends with 1 if any is altered or not ours, with 2 if there is no such file or
    it cannot be read. Nothing is sent anywhere.
    """
    from analysis.publish.claims import line
    from analysis.publish.identities import Broken
    from analysis.publish.published import Records
    from analysis.publish.verify import Unreadable, verify

    try:
        records = Records.of(figures)
    except Broken as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"no record of identities in {figures}: {error.strerror}"
        ) from None
    ours, unreadable = True, False
    for word in words:
        try:
            answer = verify(word, records)
        except Unreadable as error:
            click.echo(f"{line(word)}: {error}", err=True)
            unreadable = True
        else:
            click.echo(f"{line(word)}: {answer.status}: {answer.why}")
            ours = ours and answer.ours
    sys.exit(2 if unreadable else 0 if ours else 1)
