"""Files that are either whole or not there.

A figure may be looked at, committed or cited at any moment, also while a run is at work or
after one was killed. Hence bytes go to a temporary file in the same folder, are forced to the
disk, and take their name in one step. What a killed run leaves behind carries a name of its
own, so that the next run can tell it from a figure and remove it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class CannotWrite(Exception):
    """A file could not be written: which, and the system's own word for why."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"cannot write {path}: {error.strerror or error}")


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step, or leave what was there.

    Raises
    ------
    CannotWrite : the folder is read-only, the disk is full, a file stands where a folder must
    """
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of ``path`` when the block ends without error.

    Raises
    ------
    CannotWrite : as of :func:`write`
    """
    temporary = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in left_beside(path):
            left.unlink(missing_ok=True)
        try:
            with temporary.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(path, error) from error


def beside(path: Path) -> Path:
    """Where this process puts what shall bear the name ``path``."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def left_beside(path: Path) -> list[Path]:
    """What processes that are no more left where they would have put ``path``."""
    left = re.compile(rf"\.{re.escape(path.name)}\.([0-9]+)\.tmp")
    with os.scandir(path.parent) as there:
        found = [(left.fullmatch(entry.name), entry.name) for entry in there]
    return [path.with_name(name) for match, name in found if match and not _runs(int(match[1]))]


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True  # there the question would be a signal
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def remove(path: Path) -> None:
    """Take ``path`` away, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, error) from error


def leftovers(folder: Path) -> list[Path]:
    """The temporary files that stopped runs left in ``folder`` and below."""
    return sorted(folder.rglob(".*.tmp"))
