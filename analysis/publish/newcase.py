"""A new folder that stands whole or not at all.

A half-written case would pass for a case. So its files are written beside the place, forced to
the disk, and take the folder's name in one step, which fails where something stands already:
nothing is ever overwritten. What a killed run left beside it is taken away by the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from analysis.publish import atomic
from analysis.publish.atomic import CannotWrite


class AlreadyThere(Exception):
    """Something stands where the new folder should."""


def make_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make ``target`` with these files in it.

    Raises
    ------
    AlreadyThere : the path exists, be it an empty folder
    CannotWrite : the folder above is read-only, the disk is full
    """
    if os.path.lexists(target):
        raise AlreadyThere(target)
    beside = atomic.beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in atomic.left_beside(target):
            shutil.rmtree(left, ignore_errors=True)
        try:
            beside.mkdir()
            for name, content in files.items():
                with (beside / name).open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            if os.path.lexists(target):
                raise AlreadyThere(target)
            beside.rename(target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        raise CannotWrite(target, error) from error
