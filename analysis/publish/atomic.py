"""Files that are either whole or not there.

A figure may be looked at, committed or cited at any moment, also while a run is at work or
after one was killed. Hence bytes go to a temporary file in the same folder, are forced to the
disk, and take their name in one step. What a killed run leaves behind carries a name of its
own, so that the next run can tell it from a figure and remove it.
"""

from __future__ import annotations

import os
from pathlib import Path


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
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(path, error) from error


def remove(path: Path) -> None:
    """Take ``path`` away, if it is there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, error) from error


def leftovers(folder: Path) -> list[Path]:
    """The temporary files that stopped runs left in ``folder`` and below."""
    return sorted(folder.rglob(".*.tmp"))
