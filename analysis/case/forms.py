"""Whether a cell has the form that its column declares, in time that grows with the cell alone.

A form is a regular expression, and it comes from whoever wrote the case. Matched by trying, as
Python does, ``(a+)+b`` takes years on a cell of forty letters. So the form is taken apart by
Python's own parser and followed in all its branches at once (Thompson 1968, Communications of
the ACM 11(6), 419-422); what has been worked out for one character is kept for the next. What
cannot be followed so, looking back or ahead, is no form.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

MAX_LENGTH = 500
MAX_STATES = 1000
#: States looked at for one case; a sound one needs some thousands.
FUEL = 2_000_000
_KINDS = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_BEGIN, _END = ("AT_BEGINNING", "AT_BEGINNING_STRING"), ("AT_END", "AT_END_STRING")

Accepts = Callable[[str], bool]


class NoForm(ValueError):
    """A pattern that is none, or that looks back or ahead, or is too large."""


class TooSlow(Exception):
    """The forms of a case cost more than any sound one's."""


class Fuel:
    """What the forms of one case may cost together."""

    def __init__(self, states: int = FUEL) -> None:
        self._left = states

    def burn(self, states: int) -> None:
        """Pay for looking at so many states; TooSlow where nothing is left."""
        self._left -= states
        if self._left < 0:
            raise TooSlow


@dataclass
class _State:
    """Where one may stand in a form; ``accepts`` is None where no character is read."""

    accepts: Accepts | None = None
    only: str = ""
    after: list[int] = field(default_factory=list)


class Form:
    r"""A pattern that whole cells fit.

    >>> form = Form("^([A-Z]+;?)+$")
    >>> form.fits("USA;EU"), form.fits("USA "), form.fits("A" * 5000 + "!")
    (True, False, False)
    """

    def __init__(self, pattern: str) -> None:
        if len(pattern) > MAX_LENGTH:
            raise NoForm(f"{len(pattern)} characters")
        if re.search(r"\(\?(?!:)", pattern):
            raise NoForm("a group with a question mark")
        try:
            parsed = importlib.import_module("re._parser").parse(pattern)
            self._states = [_State()]
            self._last = self._add(parsed, 0)
        except (re.error, RecursionError, OverflowError) as error:
            raise NoForm(str(error)) from error
        self._first: frozenset[int] | None = None
        self._kept: dict[tuple[frozenset[int], str], frozenset[int]] = {}
        self._ends: dict[frozenset[int], bool] = {}

    def fits(self, text: str, fuel: Fuel | None = None) -> bool:
        """Whether the whole text has this form; TooSlow where ``fuel`` is at an end."""
        fuel = fuel or Fuel()
        if self._first is None:
            self._first = self._reached([0], "begin", fuel=fuel)
        now = self._first
        for character in text:
            after = self._kept.get((now, character))
            if after is None:
                after = self._after(now, character, fuel)
            now = after
            if not now:
                return False
        if not text:
            return self._last in self._reached(now, "begin", "end", fuel=fuel)
        if now not in self._ends:
            self._ends[now] = self._last in self._reached(now, "end", fuel=fuel)
        return self._ends[now]

    def _after(self, now: frozenset[int], character: str, fuel: Fuel) -> frozenset[int]:
        fuel.burn(len(now))
        states = (self._states[each] for each in now)
        read = [s for s in states if s.accepts is not None and s.accepts(character)]
        after = self._reached([to for state in read for to in state.after], fuel=fuel)
        self._kept[now, character] = after
        return after

    def _reached(self, start: Iterable[int], *where: str, fuel: Fuel) -> frozenset[int]:
        """Every state that is reached without reading, at the beginning or end of the text."""
        found: set[int] = set()
        left = list(start)
        while left:
            number = left.pop()
            if number in found:
                continue
            found.add(number)
            state = self._states[number]
            if state.accepts is None and (not state.only or state.only in where):
                left += state.after
        fuel.burn(len(found))
        return frozenset(found)

    def _state(self, before: int, accepts: Accepts | None = None, only: str = "") -> int:
        """A new state behind another; its number."""
        if len(self._states) >= MAX_STATES:
            raise NoForm(f"more than {MAX_STATES} states")
        self._states.append(_State(accepts, only))
        self._states[before].after.append(len(self._states) - 1)
        return len(self._states) - 1

    def _add(self, parts: Iterable[tuple[Any, Any]], at: int) -> int:
        """The states of a pattern's parts, behind the state ``at``; the last of them."""
        for what, given in parts:
            kind = str(what)
            if kind == "BRANCH":
                ends = [self._add(way, self._state(at)) for way in given[1]]
                at = self._state(ends[0])
                for end in ends[1:]:
                    self._states[end].after.append(at)
            elif kind == "SUBPATTERN":
                at = self._add(given[3], at)
            elif kind in ("MAX_REPEAT", "MIN_REPEAT"):
                least, most, repeated = given
                at = self._repeated(repeated, least, most, at)
            elif kind == "AT" and str(given) in (*_BEGIN, *_END):
                only = "begin" if str(given) in _BEGIN else "end"
                at = self._state(self._state(at, only=only))
            else:
                at = self._state(self._state(at, _reads(kind, given)))
        return at

    def _repeated(self, parts: Any, least: int, most: Any, at: int) -> int:
        unbounded = str(most) == "MAXREPEAT"
        if least > MAX_STATES or (not unbounded and most > MAX_STATES):
            raise NoForm(f"a repeat of more than {MAX_STATES}")
        for _ in range(least):
            at = self._add(parts, at)
        if unbounded:
            at = self._state(at)
            self._states[self._add(parts, at)].after.append(at)
            return at
        ends = [at]
        for _ in range(most - least):
            at = self._add(parts, at)
            ends.append(at)
        at = self._state(ends[0])
        for end in ends[1:]:
            self._states[end].after.append(at)
        return at


def _reads(kind: str, given: Any) -> Accepts:
    """Which characters one part of a pattern reads."""
    if kind == "LITERAL":
        return chr(given).__eq__
    if kind == "NOT_LITERAL":
        return chr(given).__ne__
    if kind == "ANY":
        return "\n".__ne__
    if kind == "RANGE":
        return lambda character: given[0] <= ord(character) <= given[1]
    if kind == "CATEGORY":
        word = _KINDS.get(str(given).removeprefix("CATEGORY_").removeprefix("NOT_"))
        if word:
            return _of(word.upper() if "_NOT_" in str(given) else word)
    if kind == "IN":
        negated = bool(given) and str(given[0][0]) == "NEGATE"
        each = [_reads(str(what), of) for what, of in given[negated:]]
        return lambda character: any(accepts(character) for accepts in each) != negated
    raise NoForm(f"looks back or ahead ({kind.lower()})")


def _of(word: str) -> Accepts:
    compiled = re.compile(word)
    return lambda character: compiled.match(character) is not None
