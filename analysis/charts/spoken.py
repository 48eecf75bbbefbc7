"""A drawn frame as a reader takes it in: columns with names, cells in words.

The long description, the table beside an image and any other place that tells in words what a
chart shows take it from here, so that they say the same. Of a name in two languages the one
that is asked for stays, or the other where that is empty; a code is written with its sign and
its label; columns that repeat one another are joined. An empty cell stays empty here: what it
means is said by the column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts.column_names import base_of, column_of
from analysis.charts.column_values import NO, VALUES, YES
from analysis.charts.columns import (
    ACTOR,
    CODE,
    ENDS,
    ISSUE,
    KEY,
    PARTS,
    REPEATED,
    SCOPE,
    TALLY,
    Column,
)
from analysis.charts.effects import DIRECTIONS
from analysis.charts.one_language import in_one_language
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.charts.view import Lang, View
from analysis.charts.words import MODALITIES

if TYPE_CHECKING:
    from analysis.case import Case, Scale

Words = tuple[str | None, ...]

LABELLED = Text("{glyph} ({label})", "{glyph}（{label}）")
BOTH = Text("{first} and {second}, coders differ", "{first}と{second}（不一致）")
BETWEEN = Text("{first} and {second}, median between", "{first}と{second}（中央値はその間）")
RANGE = Text("{first} to {second}", "{first}～{second}")
NO_OTHER = Text("no other code", "ほかになし")
IN_BRACKETS = Text("{section} (table)", "{section}（表）")
SENTENCE = 24
KEY_LIKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


@dataclass(frozen=True)
class Spoken:
    """A column in words.

    Attributes
    ----------
    column : its name in the frame, without the ending of a language
    name, absent : what it is called, what an empty cell of it says
    words : one a row, None where the cell is empty
    numeric : its cells are numbers
    key : it holds names that only tables use
    """

    column: str
    name: str
    absent: str
    words: Words
    numeric: bool
    key: bool

    @property
    def long(self) -> bool:
        """Whether its cells hold sentences rather than names."""
        return any(len(words) > SENTENCE for words in self.words if words is not None)


def spoken(key: str, frame: pd.DataFrame, case: Case, lang: Lang) -> tuple[Spoken, ...]:
    """The columns of a chart's frame, in words and in the frame's order.

    Parameters
    ----------
    key : of the chart
    frame : its frame, one row a row of the result

    Returns
    -------
    tuple of columns; those in two languages and those that say one thing are one
    """
    reader = _Reader(key, frame, case, lang)
    return tuple(reader.column(base) for base in reader.bases())


class _Reader:
    """Reads the cells of one frame in one language."""

    def __init__(self, key: str, frame: pd.DataFrame, case: Case, lang: Lang) -> None:
        self.key, self.frame, self.case, self.lang = key, frame, case, lang
        self.view = View.of(case, lang)
        self.scale: Scale = DIRECTIONS if "direction" in frame else self.view.scale

    def bases(self) -> list[str]:
        """The columns to read, those that another one says left aside."""
        found = dict.fromkeys(base_of(str(column)) for column in self.frame.columns)
        ends = {last for first, last in ENDS.items() if first in found}
        said = {column for column, first in REPEATED.items() if first in found and column in found}
        return [base for base in found if base not in ends | said]

    def column(self, base: str) -> Spoken:
        of_effects = base == "lower" and "direction" in self.frame
        column = column_of(self.key, "direction" if of_effects else base, self.case)
        values = self._translated(base)
        if ENDS.get(base) in self.frame:
            words = self._ends(base, column)
        else:
            words = tuple(map(self._reading(base, column, values), values))
        numeric = values is not None and pd.api.types.is_numeric_dtype(values)
        plain = numeric and column.kind != CODE and not pd.api.types.is_bool_dtype(values)
        return Spoken(
            column=base,
            name=said(column.name, self.view),
            absent=said(column.absent, self.view),
            words=words,
            numeric=plain and ENDS.get(base) not in self.frame,
            key=column.kind == KEY,
        )

    def _translated(self, base: str) -> pd.Series:
        """The column in the language asked for; else in the other; else its key.

        Where only the Japanese words have a column of their own, the plain one is English.
        """
        endings = [f"{base}_{self.lang}", *(f"{base}_{lang}" for lang in ("en", "ja")), base]
        if self.lang == "en" and f"{base}_en" not in self.frame:
            endings = [base, f"{base}_ja"]
        found = [column for column in dict.fromkeys(endings) if column in self.frame]
        values = self.frame[found[0]]
        for column in found[1:]:
            values = values.fillna(self.frame[column])
        return values

    def _reading(self, base: str, column: Column, values: pd.Series) -> Callable[[Any], str | None]:
        read = self._kinds(base).get(column.kind, self._value(base))
        if pd.api.types.is_bool_dtype(values):
            read = lambda value: (YES if value else NO)(self.lang)  # noqa: E731
        return lambda value: None if pd.isna(value) else read(value).replace("\u200b", "") or None

    def _kinds(self, base: str) -> dict[int, Callable[[Any], str]]:
        return {
            CODE: self._code,
            ACTOR: lambda keys: self._each(str(keys), self.view.actors),
            ISSUE: lambda key: self.view.issues.get(key, str(key)),
            SCOPE: lambda key: self._scopes().get(key, str(key)),
            PARTS: self._parts,
            TALLY: lambda text: self._tally(str(text)),
        }

    def _value(self, base: str) -> Callable[[Any], str]:
        names = VALUES.get(base, {})

        def read(value: Any) -> str:
            if isinstance(value, str):
                if value in names:
                    return said(names[value], self.view)
                if base.endswith("section") and value.endswith("-table"):
                    return IN_BRACKETS(self.lang, {"section": value.removesuffix("-table")})
                return value.replace("_", " ") if KEY_LIKE.fullmatch(value) else value
            return number(value)

        return read

    def _ends(self, base: str, column: Column) -> Words:
        """Two columns as one: a code and its split, or a range from one end to the other."""
        both = BETWEEN if "ambivalence" in self.frame else BOTH
        rows = zip(self.frame[base], self.frame[ENDS[base]], strict=True)
        if column.kind != CODE:
            return tuple(self._range(first, last, number, RANGE) for first, last in rows)
        words = tuple(
            self._range(first, last, self._code, both if base.endswith("lower") else RANGE)
            for first, last in rows
        )
        if base != "low" or "lower" not in self.frame:
            return words
        columns = [self.frame[name] for name in ("low", "high", "lower", "upper")]
        one = [
            not any(pd.isna(code) for code in codes) and len(set(codes)) == 1
            for codes in zip(*columns, strict=True)
        ]
        return tuple(
            said(NO_OTHER, self.view) if alone else word
            for alone, word in zip(one, words, strict=True)
        )

    def _range(self, first: Any, last: Any, read: Callable[[Any], str], joined: Text) -> str | None:
        if pd.isna(first) or pd.isna(last):
            return None
        if first == last:
            return read(first)
        return joined(self.lang, {"first": read(first), "second": read(last)})

    def _code(self, value: Any) -> str:
        try:
            code = self.scale[int(value)]
        except KeyError:
            return number(value)
        label = code.label_en if self.lang == "en" else code.label_ja
        return LABELLED(self.lang, {"glyph": code.glyph, "label": label})

    def _each(self, keys: str, names: Mapping[str, str]) -> str:
        found = [names.get(key.strip(), key.strip()) for key in keys.split(";")]
        return (", " if self.lang == "en" else "、").join(found)

    def _scopes(self) -> dict[str, str]:
        rows = in_one_language(self.case["impact"], self.lang).set_index("scope")
        return {str(key): str(name) for key, name in rows[f"scope_{self.lang}"].dropna().items()}

    def _parts(self, text: str) -> str:
        names = {**self.view.actors, **self.view.issues}
        parts = re.split(r"( × | \+ | [+-]\d+$)", text)
        return "".join(names.get(part, _value_words(part)) for part in parts)

    def _tally(self, text: str) -> str:
        counted = (part.rsplit(" ", 1) for part in text.split("; "))
        named = [f"{MODALITIES[k](self.lang) if k in MODALITIES else k} {n}" for k, n in counted]
        return (", " if self.lang == "en" else "、").join(named)


def number(value: Any) -> str:
    """A number with as few decimals as it needs, and a true minus sign.

    At most two decimals, unless it would then pass for 0.

    >>> number(-0.4), number(64), number(3.0), number(0.002)
    ('−0.4', '64', '3', '0.002')
    """
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        if text in ("0", "-0"):
            text = f"{value:.1g}" if value else "0"
        return text.replace("-", "−")
    return str(value).replace("-", "−")


def _value_words(part: str) -> str:
    if re.fullmatch(r" [+-]\d+", part):
        return part.replace("-", "−")
    return part.replace("_", " ") if KEY_LIKE.fullmatch(part) else part
