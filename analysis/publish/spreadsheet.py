"""A CSV that spreadsheets read as it was meant.

Spreadsheets read UTF-8, and with it Japanese, only behind a byte-order mark. And they run a cell
that begins like a formula: a label in somebody's table could then fetch an address or call a
program. Such a cell gets an apostrophe in front, which makes it text. So does a cell that begins
with an apostrophe itself: whoever takes the first one away then has every cell as it was.
Numbers, negative ones too, stay numbers.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

# What begins a formula; spreadsheets take the full-width forms for them too.
OPENERS = tuple("=+-@＝＋－＠'")
CONTROLS = ("\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def for_spreadsheets(data: bytes) -> bytes:
    r"""A CSV in UTF-8 with a byte-order mark, its cells made safe; else byte for byte.

    >>> for_spreadsheets("記号,n\n=1+1,-2\n".encode()).decode("utf-8-sig")
    "記号,n\n'=1+1,-2\n"
    """
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows([list(map(harmless, row)) for row in rows])
    return codecs.BOM_UTF8 + target.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front if a spreadsheet would not take it as it stands.

    >>> harmless("++"), harmless("-2"), harmless("US")
    ("'++", '-2', 'US')
    """
    begins = cell.lstrip().startswith(OPENERS) or cell.startswith(CONTROLS)
    return f"'{cell}" if begins and not NUMBER.fullmatch(cell) else cell
