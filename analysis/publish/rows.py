"""A CSV of any number of rows: written as they come, and whole or not there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from analysis.case.spreadsheet import harmless
from analysis.publish import atomic


def write(path: Path, head: Sequence[str], batches: Iterable[Iterable[Sequence[Any]]]) -> int:
    """Write rows that come in batches, cells as text that no spreadsheet runs; None is empty.

    Returns
    -------
    the number of rows

    Raises
    ------
    CannotWrite : as of :func:`analysis.publish.atomic.write`
    """
    rows = 0
    with atomic.writing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        written = csv.writer(text, lineterminator="\n")
        written.writerow(map(harmless, head))
        for batch in batches:
            for row in batch:
                written.writerow("" if cell is None else harmless(str(cell)) for cell in row)
                rows += 1
        text.detach()
    return rows
