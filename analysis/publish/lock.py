"""One run at a time in one folder.

The system holds the lock for as long as the process lives, so a killed run cannot leave it
behind, and no age or process number has to be judged. The file ``.lock`` stays, empty. Where
the system knows no such lock (Windows), two runs at once are not kept apart.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.publish.atomic import CannotWrite

if sys.platform != "win32":
    import fcntl

NAME = ".lock"


@contextmanager
def alone(folder: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """The right to write in ``folder``, as the lock's file descriptor.

    Parameters
    ----------
    folder : made where it is missing
    waiting : called once when another run holds the lock
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CannotWrite(path, error) from error
    try:
        _take(held, waiting)
        yield held
    finally:
        os.close(held)


@contextmanager
def at_rest(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """``folder`` while nobody writes in it; nothing is made for that, not even the lock."""
    try:
        held = os.open(folder / NAME, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _take(held, waiting)
        yield
    finally:
        os.close(held)


def _take(held: int, waiting: Callable[[], None]) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(held, fcntl.LOCK_EX)
