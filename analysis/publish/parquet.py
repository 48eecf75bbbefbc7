"""Statements as Parquet: one file, written piece by piece, whole or not there.

Statements by the million never stand in memory at once, so their file grows on the disk, under
a name of its own, and takes its name when the last of them is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.publish import atomic

if TYPE_CHECKING:
    from pyarrow import Table


def write(path: Path, tables: Iterable[Table]) -> int:
    """Put Arrow tables of the same columns into one file, a row group each; how many rows.

    Raises
    ------
    ValueError
        There is no table, so that nobody could know the columns.
    CannotWrite
        The folder is read-only, the disk is full, a folder has the name.
    """
    import pyarrow.parquet as pq

    rows, file = 0, None
    temporary = atomic.beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in atomic.left_beside(path):
            left.unlink(missing_ok=True)
        try:
            for table in tables:
                file = file or pq.ParquetWriter(temporary, table.schema)
                file.write_table(table)
                rows += len(table)
            if file is None:
                raise ValueError("no table to write; one at least")
            file.close()
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise atomic.CannotWrite(path, error) from error
    return rows
