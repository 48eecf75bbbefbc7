"""Whether a row of a sheet still shows what its case holds.

An answer is one to the words that the coder saw. A translation that the case was given since is
no change to them: everything that the sheet shows is there still, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.coding.cells import same

CODES, CODES_JA = "codes", "codes_ja"


def changed(sheet: Mapping[str, str], case: Mapping[str, str]) -> str | None:
    """The column in which the case has other words than the sheet, or None.

    Parameters
    ----------
    sheet : column → words; a text stands in two, ending in _ja and _en
    case : the same columns, and for each that shows both languages ``column:en`` and
        ``column:ja`` with the words of one

    Examples
    --------
    >>> case = {"actor": "Ferry line 渡船会社", "actor:en": "Ferry line", "actor:ja": "渡船会社"}
    >>> changed({"actor": "渡船会社"}, case) is None
    True
    >>> changed({"actor": "渡船組合"}, case)
    'actor'
    """
    other = [
        column
        for column, words in sheet.items()
        if not same(words, case.get(column, "")) and not _translated(column, sheet, case)
    ]
    # Of a text that is new in one language and was changed in the other, the latter.
    return next((column for column in other if sheet[column]), other[0] if other else None)


def _translated(column: str, sheet: Mapping[str, str], case: Mapping[str, str]) -> bool:
    """Whether the sheet shows what the case holds, as it was before a translation."""
    if column in (CODES, CODES_JA):
        return _codes_translated(sheet, case)
    columns = [each for each in sheet if _stem(each) == _stem(column)]
    if len(columns) > 1:
        there = [each for each in columns if sheet[each]]
        return bool(there) and all(same(sheet[each], case[each]) for each in there)
    held = [case.get(f"{column}:{lang}", "") for lang in ("en", "ja")]
    return any(words and same(words, sheet[column]) for words in held)


def _codes_translated(sheet: Mapping[str, str], case: Mapping[str, str]) -> bool:
    """Whether each code has a meaning that the case holds; it has none only where the case has."""
    english, japanese = (_lines(case[f"{CODES}:{lang}"]) for lang in ("en", "ja"))
    if len(english) != len(japanese):  # a meaning of several lines
        return False
    either = [
        {line for line in lines if not line.endswith(":")} or set(lines)
        for lines in zip(english, japanese, strict=True)
    ]
    there = _lines(sheet.get(CODES, case[CODES]))
    in_japanese = _lines(sheet.get(CODES_JA, ""))
    return (
        len(there) == len(either)
        and all(line in lines for line, lines in zip(there, either, strict=True))
        and len(in_japanese) in (0, len(japanese))
        and all(
            line in (held, f"{held.partition(':')[0]}:")
            for line, held in zip(in_japanese, japanese, strict=False)
        )
    )


def _stem(column: str) -> str:
    return column.removesuffix("_ja").removesuffix("_en")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]
