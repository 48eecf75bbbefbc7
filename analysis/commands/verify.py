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
    One line each; ends with 1 if any is altered or not ours. Nothing is sent anywhere.
    """
    from analysis.publish.claims import line
    from analysis.publish.identities import Broken
    from analysis.publish.verify import Records, verify

    try:
        records = Records.of(figures)
    except Broken as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"no record of identities in {figures}: {error.strerror}"
        ) from None
    answers = [(word, verify(word, records)) for word in words]
    for word, answer in answers:
        click.echo(f"{line(word)}: {answer.status}: {answer.why}")
    sys.exit(0 if all(answer.ours for _, answer in answers) else 1)
