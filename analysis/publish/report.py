"""What a run says: a line a figure, and a bar while there is someone to watch it.

Lines go to standard output; what is out of order, and the bar, go to standard error. The bar is
drawn on a terminal only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tqdm import tqdm

    from analysis.publish.plan import Stale

MOST = 3


class Report:
    """Where lines go, and how many figures came out how."""

    def __init__(self) -> None:
        self.failed = 0
        self._bar: tqdm | None = None

    def line(self, text: str) -> None:
        """A line of the result."""
        self._say(text, aside=False)

    def aside(self, text: str) -> None:
        """A line for whoever runs the command."""
        self._say(text, aside=True)

    def fault(self, text: str) -> None:
        """A line on what failed; a run with one of them ends with 1."""
        self.failed += 1
        self._say(f"error: {text}", aside=True)

    def problems(self, problems: Iterable[object]) -> None:
        """What is wrong with a case, each on a line as every command says it."""
        self.failed += 1
        for problem in problems:
            self._say(str(problem), aside=True)

    def step(self) -> None:
        """One more image is done."""
        if self._bar is not None:
            self._bar.update()

    @contextmanager
    def progress(self, images: int) -> Iterator[None]:
        """A bar for as long as the ``with`` lasts, if standard error is a terminal."""
        if not sys.stderr.isatty():
            yield
            return
        from tqdm import tqdm

        tqdm.monitor_interval = 0
        with tqdm(total=images, unit="image", leave=False, dynamic_ncols=True) as self._bar:
            yield
        self._bar = None

    def _say(self, text: str, aside: bool) -> None:
        if self._bar is None:
            click.echo(text, err=aside)
        else:
            self._bar.write(text, file=sys.stderr if aside else sys.stdout)


def reasons(files: Iterable[Stale]) -> str:
    """Why files are stale, each reason once, the first few in words."""
    return listed(list(dict.fromkeys(why for stale in files for why in stale.why)))


def listed(names: Sequence[str]) -> str:
    """Some names in a row.

    >>> listed(["a", "b", "c", "d", "e"])
    'a; b; c; and 2 more'
    """
    more = len(names) - MOST
    return "; ".join([*names[:MOST], *([f"and {more} more"] if more > 0 else [])])
