"""Whether a row of a sheet still shows what its case holds.

An answer is one to the words that the coder saw. A translation that the case was given since is
no change to them: everything that the sheet shows is there still.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.coding.cells import same

CODES = "codes"


def changed(sheet: Mapping[str, str], case: Mapping[str, str]) -> str | None:
    r"""The first column in which the case has other words than the sheet, or None.

    Parameters
    ----------
    sheet, case : the same columns → their words; columns in two languages end in _ja and _en,
        or in _ja and nothing, and others have the other language on lines of its own

    Examples
    --------
    >>> changed({"objective": "維持"}, {"objective": "It is kept\n維持"}) is None
    True
    >>> changed({"objective": "維持"}, {"objective": "撤廃"})
    'objective'
    """
    for column, words in sheet.items():
        if not same(words, case[column]) and not _translated(column, sheet, case):
            return column
    return None


def _translated(column: str, sheet: Mapping[str, str], case: Mapping[str, str]) -> bool:
    """Whether all that the sheet shows in ``column`` stands in the case beside a translation.

    A text has its translation in the other column. So has what the codes mean, line by line, and
    there the lines of the sheet may have gone. A name or an objective has it before or after.
    """
    columns = [each for each in sheet if _stem(each) == _stem(column)]
    shown = [_lines(sheet[each]) for each in columns if sheet[each]]
    held = [_lines(case[each]) for each in columns if case[each]]
    lines = {line for text in held for line in text}

    def stands(text: list[str]) -> bool:
        n = len(text)
        if _stem(column) == CODES:
            return n == len(held[0]) and lines.issuperset(text)
        return any(text in (each[:n], each[-n:]) for each in held)

    return bool(shown and held) and all(map(stands, shown))


def _stem(column: str) -> str:
    return column.removesuffix("_ja").removesuffix("_en")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]
