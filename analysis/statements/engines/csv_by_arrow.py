"""CSV as Arrow reads it, for engines whose own readers lose rows or take them by guess.

One library takes a quotation mark within a cell for the beginning of one and passes over what
follows; another takes the first cells of a row that is too long for an index. Arrow refuses a row
with more or fewer cells than the head, wherever it stands, and reads every cell as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import csv, dataset

from analysis.statements.heads import head

if TYPE_CHECKING:
    from pandas import DataFrame


def settings(names: Sequence[str]) -> dict[str, Any]:
    """How a file with these columns is read: as text, with line breaks in quoted cells."""
    return {
        "parse_options": csv.ParseOptions(newlines_in_values=True),
        "convert_options": csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    }


def scanned(files: Sequence[str]) -> dataset.Dataset:
    """Files with one head as one data set, of which nothing is read yet."""
    names = head(files[0])
    return dataset.dataset(
        [str(Path(file).absolute()) for file in files],
        format=dataset.CsvFileFormat(**settings(names)),
        schema=pa.schema([(name, pa.string()) for name in names]),
    )


def empty(file: str) -> DataFrame:
    """The columns of a file, without its rows."""
    names = head(file)
    return pa.table({name: pa.array([], pa.string()) for name in names}).to_pandas()
