"""Write generated statements to Parquet, a program of its own: FOLDER ROWS…

One file ROWS.parquet each, of the same seed, so that a smaller one is the beginning of a larger.
One in a thousand statements is broken in one of four ways, as they are in what people collect.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.publish import parquet
from analysis.statements.design import uniform
from analysis.statements.generated import tables

FLAWS = 0.001


def main(folder: str, *sizes: str) -> None:
    """Write the files."""
    for rows in map(int, sizes):
        parquet.write(Path(folder) / f"{rows}.parquet", tables(uniform(), rows, flaws=FLAWS))


if __name__ == "__main__":
    main(*sys.argv[1:])
