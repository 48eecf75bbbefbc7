"""The bytes of a file that is one, and no larger than it may be.

Folders of figures and of cases come from others. What bears the name of a table may be a pipe
that never ends, or a device; to read it would be to wait for ever, or to fill the memory.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

#: Larger than any record, manifest or notebook of ours becomes.
LARGEST = 64 << 20


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A regular file to read.

    Raises
    ------
    OSError
        There is none, it cannot be read, or what bears the name is no regular file.
    """
    # Without O_NONBLOCK opening a pipe waits until somebody writes into it.
    held = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(held, "rb") as file:
        kind = os.fstat(held).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield file


def content(path: Path, most: int = LARGEST) -> bytes:
    """All bytes of a regular file; an OSError, too, where it has more than ``most``."""
    with opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most >> 20} MB", str(path))
    return data


def sha256(path: Path) -> str:
    """The hash of a regular file, read piece by piece."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
