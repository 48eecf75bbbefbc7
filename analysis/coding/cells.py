"""What a cell of a filled sheet says, whatever a spreadsheet program made of it.

Programs save numbers as text, Japanese keyboards type wide digits, and a minus sign comes as any
of a dozen dashes: these mean one thing only, and are read. A formula, a date, an error or a truth
value is nothing that a coder typed for an answer, and is never turned into one.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

_DASHES = re.compile("[‐‑‒–—―−﹣－]")
#: Marks without a width, which copying from a page leaves behind.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WHOLE = re.compile(r"([+-]?)0*([0-9]+)(?:\.0*)?")
_TIMES = (datetime.date, datetime.time, datetime.timedelta)


def text_of(cell: Any) -> str:
    """The words of a cell without the blanks around them; empty where there is none."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        value = value.date()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def strange(cell: Any) -> str | None:
    """What a cell is that holds neither a text nor a number; None where it holds one."""
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", None) == "f":
        return "a formula"
    if isinstance(value, _TIMES):
        return f"{text_of(cell)!r} is a date or a time"
    if isinstance(value, bool):
        return f"{str(value)!r} is a truth value"
    return "an error value" if getattr(cell, "data_type", None) == "e" else None


def digits(text: str) -> str:
    """A whole number in plain digits; any other text as it is.

    >>> [digits(text) for text in ("−1", "＋２", "-1.0", "–0", "1.5", "x")]
    ['-1', '2', '-1', '0', '1.5', 'x']
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", _UNSEEN.sub("", text))).strip()
    found = _WHOLE.fullmatch(plain)
    if found is None:
        return text
    sign, number = found.groups()
    return f"-{number}" if sign == "-" and number != "0" else number


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks and line ends, which programs change."""
    return one == other or one.split() == other.split()


def letter(place: int) -> str:
    """The letters of a column counted from 0, as spreadsheets write them.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
