"""A trial of the way from statements by the million to their matrix.

The folder begins with a case that declares generated statements, and without one of them. They
are made as asked, sound or with a share of them broken, so that what the commands count, reject
and write can be held against what was put in.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd

from analysis.publish import parquet
from analysis.publish.trial.folder import Folder, shown
from analysis.statements.designed import declared
from analysis.statements.generated import statements, tables

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.table import Table

SHOWN = 5


class StatementTrial(Folder):
    """A folder with a case of generated statements.

    Parameters
    ----------
    case : declares its generated statements

    Raises
    ------
    ValueError : it declares none
    """

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case, self._declared = case, declared(case)
        shutil.copytree(case.folder, self._folder / case.name)

    def makes(self, file: str, flaws: float = 0.0) -> Table:
        """Write the statements to a Parquet file, a share of them broken; show the first ones.

        Parameters
        ----------
        file : its name, as ``statements.parquet``
        flaws : share of rows that are broken, 0 to 1
        """
        design, rows, seed = self._declared
        parquet.write(self._folder / file, tables(design, rows, seed, flaws=flaws))
        first = next(statements(design, SHOWN, seed, flaws=flaws))
        words = first.astype("str").where(first.notna(), "")
        names = [str(name) for name in first]
        records = [dict(zip(names, row, strict=True)) for row in words.to_numpy().tolist()]
        return shown(records, names)

    def frame(self, file: str) -> pd.DataFrame:
        """The statements of a file as a frame."""
        return pd.read_parquet(self._folder / file)

    def same(self, file: str, table: str) -> bool:
        """Whether a file in the folder is, byte for byte, a table of the case as shipped."""
        shipped = self._case.folder / table
        return (self._folder / file).read_bytes() == shipped.read_bytes()
