"""A fault in a case, said so that its author can mend it.

Bytes, tables, keys and our own rules are checked by different means, and people should not have
to know which one spoke: every check returns the same ``Problem``. It names the file, the row
and the column, quotes what stands there and says what may stand there. A problem is one line,
so whatever a file holds is shown with its control characters escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LONGEST_VALUE = 60
_LONGEST_PHRASE = 800
_MOST_CHOICES = 12


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, and what is allowed there.

    ``row`` counts the rows of the file, the header being row 1; ``None`` where the fault lies
    in no single row. ``column`` likewise.

    >>> str(Problem("stance_codes.csv", 7, "stance", "'3' is too large", "-2 to 2"))
    "stance_codes.csv:7:stance: '3' is too large; -2 to 2"
    """

    file: str
    row: int | None
    column: str | None
    wrong: str
    allowed: str

    def __str__(self) -> str:
        place = [self.file, self.row, self.column]
        where = ":".join(_short(str(part)) for part in place if part is not None)
        allowed = _short(self.allowed, _LONGEST_PHRASE)
        return escaped(f"{where}: {_short(self.wrong, _LONGEST_PHRASE)}; {allowed}")


class CaseError(ValueError):
    """A case that cannot be relied on, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The distinct problems by file, row and column; those of a whole file come first."""
    return sorted(
        dict.fromkeys(problems), key=lambda p: (p.file, p.row or 0, p.column or "", p.wrong)
    )


def escaped(text: str) -> str:
    r"""The text with control characters and lone surrogates written as escapes.

    >>> escaped("a\nb")
    'a\\nb'
    """
    return "".join(
        character
        if character == " " or character.isprintable()
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def shown(value: object) -> str:
    """A value in quotes, shortened, on one line.

    >>> shown("USA ")
    "'USA '"
    """
    return "'" + escaped(_short(str(value))) + "'"


def _short(text: str, longest: int = _LONGEST_VALUE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def choices(values: Sequence[object]) -> str:
    """The values in a row, shortened after a dozen.

    >>> choices([1, 2])
    '1, 2'
    """
    listed = [escaped(_short(str(value))) for value in values[:_MOST_CHOICES]]
    more = len(values) - _MOST_CHOICES
    return ", ".join(listed) + (f" … and {more} more" if more > 0 else "")
