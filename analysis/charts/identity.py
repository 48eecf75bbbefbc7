"""Which chart of which data this is.

The identity of a chart is its case and key, the version of the case's data, and a hash of the
very frame that is drawn. Anyone who has the CSV beside an image can compute the hash and hold
it against the one printed on the image.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from analysis.case.spreadsheet import guarded
from analysis.charts.rights import licence

if TYPE_CHECKING:
    from analysis.case import Case


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV: UTF-8, LF, no index, missing = empty, no cell a formula."""
    return guarded(frame.to_csv(index=False, lineterminator="\n").encode())


def fingerprint(frame: pd.DataFrame) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of :func:`csv_bytes`."""
    return hashlib.sha256(csv_bytes(frame)).hexdigest()[:8]


def identity(case: Case, key: str, frame: pd.DataFrame) -> str:
    """``case/key · data version · fingerprint · licence``, the same in every language."""
    version = f"{case.version}+what-if" if case.changes else case.version
    version += f"+record-{case.demand}" if case.demand else ""
    return f"{case.name}/{key} · data {version} · {fingerprint(frame)} · {licence(case)}"
