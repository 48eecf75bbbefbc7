"""The stance scale that a case declares.

Stances are ordinal codes of a position. Which codes there are, which of them is the midpoint
and how each is written is the case's to say, so nothing else in this package assumes −2 to +2.
Measures use the declared scale, never the codes that happen to occur.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.case.problem import shown

#: More steps than anybody could tell apart.
MAX_CODES = 100


@dataclass(frozen=True)
class Code:
    """One code of the scale: its number, the glyph that is drawn, its name in two languages.

    Of a scale named in one language only, both names are in that one.
    """

    stance: int
    glyph: str
    label_en: str
    label_ja: str


@dataclass(frozen=True)
class Scale:
    """The codes in the order declared, and the one that is the midpoint.

    >>> yes_no = Scale((Code(1, "+", "for", "賛成"), Code(0, "0", "open", "保留")), 0)
    >>> yes_no.range, yes_no.sign(1)
    (1, 1)
    """

    codes: tuple[Code, ...]
    midpoint: int

    @property
    def values(self) -> tuple[int, ...]:
        """The codes' numbers, from the lowest to the highest."""
        return tuple(sorted(code.stance for code in self.codes))

    @property
    def low(self) -> int:
        """The lowest code."""
        return self.values[0]

    @property
    def high(self) -> int:
        """The highest code."""
        return self.values[-1]

    @property
    def range(self) -> int:
        """The distance from the lowest code to the highest."""
        return self.high - self.low

    def sign(self, stance: int) -> int:
        """−1, 0 or 1: on which side of the midpoint a stance lies."""
        return (stance > self.midpoint) - (stance < self.midpoint)

    def __getitem__(self, stance: int) -> Code:
        """The code with this number; a KeyError where the scale has none."""
        for code in self.codes:
            if code.stance == stance:
                return code
        raise KeyError(stance)


def read_scale(declared: object) -> tuple[Scale | None, list[tuple[str, str]]]:
    """The scale declared, or None with what is wrong and what is allowed, pair by pair."""
    shape = 'an object such as {"midpoint": 0, "codes": [{"stance": 1, "glyph": "+", …}]}'
    if not isinstance(declared, Mapping) or not isinstance(declared.get("codes"), list):
        return None, [("stance_scale is missing or has no list of codes", shape)]
    if len(declared["codes"]) > MAX_CODES:
        return None, [(f"stance_scale has {len(declared['codes'])} codes", f"at most {MAX_CODES}")]
    faults: list[tuple[str, str]] = []
    codes = []
    for position, entry in enumerate(declared["codes"], start=1):
        code = _code(entry)
        if code is None:
            faults.append(
                (
                    f"code {position} of stance_scale is {shown(entry)}",
                    "a whole number as stance, a glyph, and label_en or label_ja or both as text",
                )
            )
        else:
            codes.append(code)
    if faults:
        return None, faults
    numbers = [code.stance for code in codes]
    if len(set(numbers)) < len(numbers) or len(numbers) < 2:
        faults.append(
            (f"the codes of stance_scale are {numbers}", "at least two codes, each number once")
        )
    midpoint = declared.get("midpoint")
    if not _whole(midpoint) or midpoint not in numbers:
        faults.append((f"the midpoint of stance_scale is {shown(midpoint)}", f"one of {numbers}"))
    if faults:
        return None, faults
    assert isinstance(midpoint, int)
    return Scale(tuple(codes), midpoint), []


def _code(entry: object) -> Code | None:
    if not isinstance(entry, Mapping) or not _whole(entry.get("stance")):
        return None
    en, ja = entry.get("label_en"), entry.get("label_ja")
    words = [entry.get("glyph"), ja if en is None else en, en if ja is None else ja]
    if not all(isinstance(word, str) and word.strip() for word in words):
        return None
    return Code(entry["stance"], *map(str, words))


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**6
