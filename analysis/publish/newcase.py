"""A new folder that stands whole or not at all.

A half-written case would pass for a case. So its files are written beside the place, forced to
the disk, and take the folder's name in one step, which fails where something stands already:
nothing is ever overwritten. What a killed run left beside it is taken away by the next.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

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
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target)
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


def _clear(target: Path) -> None:
    """Remove what runs that are no more left beside the target."""
    left = re.compile(rf"\.{re.escape(target.name)}\.([0-9]+)\.tmp")
    for path in target.parent.iterdir():
        found = left.fullmatch(path.name)
        if found and not _runs(int(found.group(1))):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
