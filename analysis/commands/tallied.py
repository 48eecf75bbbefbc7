"""``matrix --statements``: a matrix of statements by the million.

What is read, counted and left out is said on standard error; the matrix goes to standard output.
Nothing is dropped silently: every statement is counted, has no stance, or stands in the file of
rejects with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import pandas as pd

    from analysis.case import Case
    from analysis.statements import Tally
    from analysis.statements.engines import Engine, Progress
    from analysis.statements.faults import Allowed

REJECTS = "rejects.csv"
#: Actors and issues that a message names.
SOME = 6


@dataclass(frozen=True)
class Asked:
    """What the command line asks of statements."""

    files: tuple[str, ...]
    columns: Mapping[str, str]
    values: str
    by: str | None
    engine: str
    address: str | None
    rejects: Path
    counts: Path | None
    strict: bool


class Faulty(click.ClickException):
    """The statements, or the files of them, do not hold; exit code 1."""

    def show(self, file: Any = None) -> None:
        """The message and no more, as every command says it."""
        click.echo(self.message, err=True)


def matrix(case: Case, asked: Asked) -> pd.DataFrame:
    """The matrix that is asked for, once all that is to be said and written is.

    Raises
    ------
    Faulty
        A file cannot be read, or the statements are held to be without fault and are not.
    """
    from analysis.publish.atomic import CannotWrite
    from analysis.statements import cells, wide
    from analysis.statements.engines import CannotRun, start
    from analysis.statements.files import found

    _refuse_what_is_there(asked)
    try:
        files = found(asked.files)
        with start(asked.engine, asked.address) as engine:
            counted = _count(case, asked, files, engine)
        if asked.counts is not None:
            _write_counts(asked.counts, counted.counts)
    except (CannotRun, CannotWrite, ValueError) as error:
        raise Faulty(str(error)) from error
    spoke = cells(counted.counts, case.scale.midpoint)
    actors = [actor for actor in case["actors"]["actor"] if actor in set(spoke["actor"])]
    return wide(spoke, asked.values, actors, list(case["issues"]["issue"]))


def _refuse_what_is_there(asked: Asked) -> None:
    """Before a hundred million statements are read, not after."""
    if asked.counts is not None and asked.counts.exists():
        raise Faulty(f"{asked.counts}: is there already; allowed: a new file, or delete it")
    if asked.counts is not None and asked.counts.resolve() == asked.rejects.resolve():
        raise Faulty(f"{asked.counts}: for counts and rejects; allowed: a file for each")
    if asked.rejects.exists() and not asked.strict:
        allowed = "a new file, by --rejects FILE, or delete it"
        raise Faulty(f"{asked.rejects}: is there already; allowed: {allowed}")


def _count(case: Case, asked: Asked, files: list[str], engine: Engine) -> Tally:
    from narwhals.exceptions import NarwhalsError

    from analysis.statements import tally
    from analysis.statements.faults import Allowed
    from analysis.statements.files import read, unread
    from analysis.statements.frames import renamed
    from analysis.statements.tally import columns

    allowed = Allowed(
        case.scale.values, tuple(case["actors"]["actor"]), tuple(case["issues"]["issue"])
    )
    needed = [asked.columns.get(name, name) for name in columns(asked.by)]
    statements = renamed(read(engine, files, needed), asked.columns)
    troubles: tuple[type[Exception], ...] = (*engine.errors, NarwhalsError)
    try:
        with _bar() as progress:
            counted = tally(
                statements,
                allowed.codes,
                actors=allowed.actors,
                issues=allowed.issues,
                by=asked.by,
                collect=lambda lazy: engine.compute(lazy, progress),
            )
        click.echo(_said(counted, len(files)), err=True)
        if counted.rejected:
            _reject(statements, allowed, asked, engine, sum(counted.rejected.values()))
    except troubles as error:
        raise unread(engine, error) from error
    if counted.rejected and not counted.counted:
        raise Faulty(_none(case, allowed))
    return counted


def _none(case: Case, allowed: Allowed) -> str:
    """What it takes to be counted, where nothing is."""
    first = {"actor": allowed.actors or (), "issue": allowed.issues or ()}
    told = [
        f"{name} {', '.join(keys[:SOME])}{', …' if len(keys) > SOME else ''}"
        for name, keys in first.items()
    ]
    codes = f"stance {min(allowed.codes)} to {max(allowed.codes)}"
    return f"no statement is counted; allowed in {case.name}: {'; '.join([*told, codes])}"


def _said(counted: Tally, files: int) -> str:
    """What became of all statements, in one line."""
    parts = [f"{counted.counted:,} counted", f"{counted.uncoded:,} without a stance"]
    parts += [f"{n:,} {reason}" for reason, n in counted.rejected.items()]
    return f"{_many(counted.total, 'statement')} in {_many(files, 'file')}: {', '.join(parts)}"


def _many(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _reject(statements: Any, allowed: Allowed, asked: Asked, engine: Engine, counted: int) -> None:
    """Write the rejected statements to their file, or end where none is allowed."""
    from analysis.publish import rows
    from analysis.statements.rejects import rejected

    if asked.strict:
        raise Faulty("rejected statements; --strict allows none")
    faulty = rejected(statements, allowed, asked.by)
    head = faulty.collect_schema().names()
    n = rows.write(asked.rejects, head, engine.batches(faulty))
    if n != counted:
        wrong = f"{n:,} of {counted:,} rejected statements; the files changed while they were read"
        raise Faulty(f"{asked.rejects}: {wrong}")
    click.echo(f"{_many(n, 'rejected statement')}, with the reason: {asked.rejects}", err=True)


def _write_counts(path: Path, counts: pd.DataFrame) -> None:
    from analysis.publish import atomic

    atomic.write(path, counts.to_csv(index=False, lineterminator="\n").encode())
    click.echo(f"{_many(len(counts), 'count')} by period, actor, issue and code: {path}", err=True)


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A bar of the share that is done, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    shape = "{percentage:3.0f}% |{bar}| {elapsed}"
    with tqdm(total=100, leave=False, dynamic_ncols=True, bar_format=shape) as bar:

        def progress(share: float) -> None:
            bar.n = max(bar.n, min(100, round(100 * share)))
            bar.refresh()

        yield progress
