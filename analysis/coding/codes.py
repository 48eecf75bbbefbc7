"""The codes of one coder put beside those of the others.

Nothing that somebody coded is lost: the rows of other coders stay as they are and where they
are, and rows of the same coder are only replaced when that is asked for. A rationale that begins
like a formula is written as text, as in every table that a spreadsheet opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.case.spreadsheet import harmless, written

Row = Mapping[str, str]


class CodedAlready(Exception):
    """The coder's codes are there, and say otherwise: in how many rows."""

    def __init__(self, rows: int) -> None:
        super().__init__(f"{rows} rows")
        self.rows = rows


def merged(
    header: Sequence[str], there: Sequence[Row], given: Sequence[Row], *, replace: bool
) -> bytes:
    r"""The table of codes, as CSV, with the rows of one coder in it.

    Parameters
    ----------
    header : the columns of the table
    there : its rows so far
    given : the rows of one coder, one a unit
    replace : whether rows of this coder that are there may be replaced

    Raises
    ------
    CodedAlready
        Rows of this coder are there, others than these, and are not to be replaced.

    Examples
    --------
    >>> merged(["coder", "unit"], [{"coder": "a", "unit": "x"}], [{"coder": "b", "unit": "x"}],
    ...        replace=False)
    b'coder,unit\na,x\nb,x\n'
    """
    coders = {row["coder"] for row in given}
    before = [_cells(header, row) for row in there if row["coder"] in coders]
    after = [_cells(header, row) for row in given]
    differ = [row for row in before if row not in after]
    if differ and not replace:
        raise CodedAlready(len(differ))
    at = next((place for place, row in enumerate(there) if row["coder"] in coders), len(there))
    rows = [_cells(header, row) for row in there[:at]]
    rows += after
    rows += [_cells(header, row) for row in there[at:] if row["coder"] not in coders]
    return written([list(header), *(list(map(harmless, row)) for row in rows)])


def _cells(header: Sequence[str], row: Row) -> list[str]:
    return [row.get(column, "") for column in header]
