"""Making the files of the folder, once its figures are drawn.

The case is handed to a maker behind the same watch as to a chart, so that the tables it reads,
and no list kept by hand, decide later whether its files are stale.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.publish.folder import FolderFiles
from analysis.publish.manifest import Manifest
from analysis.publish.render import Drawing, Watched, only_for_users, remarks, said

if TYPE_CHECKING:
    from analysis.case import Case


def compose(files: FolderFiles, case: Case, folder: Path, known: Manifest) -> Drawing:
    """The bytes of ``files``; whatever goes wrong is told, never raised."""
    watched = Watched(case.tables)
    with warnings.catch_warnings(record=True) as caught:
        only_for_users()
        try:
            module, _, name = files.maker.partition(":")
            make = getattr(import_module(module), name)
            made = dict(make(replace(case, tables=watched), folder, known))
            if set(made) != set(files.paths):
                raise ValueError(f"made {sorted(made)}, not {sorted(files.paths)}")
        except Exception as error:
            return Drawing(fault=said(error))
    return Drawing(made, frozenset(watched.seen), remarks(caught))
