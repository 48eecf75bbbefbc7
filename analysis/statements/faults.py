"""What is wrong with a statement: asked the same way of a group of rows and of one row.

A statement counts under the first of its faults, in the order of REASONS, so that what was
counted and what was rejected add up to all. A stance that is missing is no fault: somebody was
heard on an issue, and no coder gave a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

ACTOR, ISSUE, STANCE, DATE = "unknown actor", "unknown issue", "stance off the scale", "broken date"
REASONS = (ACTOR, ISSUE, STANCE, DATE)


@dataclass(frozen=True)
class Allowed:
    """What a statement may hold.

    Attributes
    ----------
    codes : the codes of the scale
    actors, issues : those that may speak and be spoken of; None = all that are named
    """

    codes: tuple[int, ...]
    actors: tuple[str, ...] | None = None
    issues: tuple[str, ...] | None = None

    def reason(self, schema: nw.Schema, dated: nw.Expr | None = None) -> nw.Expr:
        """The first fault of a row, empty where it has none.

        Parameters
        ----------
        schema : that of the frame, with ``actor``, ``issue`` and ``stance``
        dated : whether the row's date is a day; None where no date is asked for
        """
        said = nw.lit("")
        if dated is not None:
            said = _unless(dated, said, DATE)
        stance = uncoded(schema["stance"]) | _given(schema["stance"], self.codes)
        said = _unless(stance, said, STANCE)
        said = _unless(_named("issue", self.issues), said, ISSUE)
        return _unless(_named("actor", self.actors), said, ACTOR)


def uncoded(dtype: Any) -> nw.Expr:
    """Whether a row has no stance: none, not a number, or the empty text."""
    column, missing = nw.col("stance"), nw.col("stance").is_null()
    if dtype.is_float():
        return missing | column.is_nan()
    return missing if dtype.is_numeric() else missing | (_text("stance") == "")


def code_of(stance: object) -> int:
    """A code as a whole number, from a number or from one of the ways to write it.

    >>> [code_of(stance) for stance in (2.0, "+1", "−2", "0.0")]
    [2, 1, -2, 0]
    """
    return int(float(str(stance).replace("−", "-")))


def _given(dtype: Any, codes: Sequence[int]) -> nw.Expr:
    if dtype.is_integer():
        return _among(nw.col("stance"), list(codes))
    if dtype.is_numeric():
        return _among(nw.col("stance").cast(nw.Float64), [float(code) for code in codes])
    written = {form for code in codes for form in (f"{code}", f"{code:+}", f"{code}.0")}
    written |= {form.replace("-", "−") for form in written}
    return _among(_text("stance"), sorted(written))


def _named(name: str, known: Sequence[str] | None) -> nw.Expr:
    if known is None:
        return ~nw.col(name).is_null()
    return _among(_text(name), list(known))


def _among(column: nw.Expr, values: list[Any]) -> nw.Expr:
    # A database answers for a missing value neither yes nor no.
    return nw.when(column.is_null()).then(nw.lit(False)).otherwise(column.is_in(values))


def _unless(right: nw.Expr, said: nw.Expr, reason: str) -> nw.Expr:
    return nw.when(right).then(said).otherwise(nw.lit(reason))


def _text(name: str) -> nw.Expr:
    return nw.col(name).cast(nw.String)
