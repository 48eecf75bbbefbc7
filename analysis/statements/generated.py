"""Statements of nobody: as many as are asked for, the same ones for the same seed.

What is true of a hundred million statements can only be tried where there are so many, and where
it is known beforehand what must come out. So they are made. They come in blocks, each with a
random stream of its own, so that a run needs the memory of one block and a row is the same
whether few or many are asked for, and in pieces of whatever size. A share of them can be broken,
in the four ways in which real ones are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.statements.design import NO_ACTOR, NO_ISSUE, OFF, Design

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyarrow import Table

#: Rows that are drawn at once. Of another size they would be other rows.
BLOCK = 1_000_000
#: Statements that stand in one document, and so bear one date.
TOGETHER = 5
#: In this order they follow one another among broken rows.
FLAWS = ("actor", "issue", "code", "empty")
#: Steps in which a share can differ; their sums with a month's number are exact.
_FINE = 2.0**40


def statements(
    design: Design, rows: int, seed: int = 0, *, flaws: float = 0.0, chunk: int = BLOCK
) -> Iterator[pd.DataFrame]:
    """Statements in frames of at most ``chunk`` rows.

    Parameters
    ----------
    rows : how many statements in all
    seed : a whole number; the same one gives the same rows, whatever ``rows`` and ``chunk``
    flaws : share of rows that are broken, 0 to 1. The others are the same for every share
    chunk : rows of a frame, at most; never more than a block

    Yields
    ------
    frame : actor, issue (str), stance (Int8), date (datetime64), document (int64)
        Broken rows name an actor or an issue that the design has not, have a code above the
        scale, or none; each of the four as often as the others. Statements of one document
        follow one another and bear one date; dates are in no order.

    Raises
    ------
    ValueError
        ``rows``, ``flaws`` or ``chunk`` is out of range.

    Examples
    --------
    >>> from analysis.statements.design import uniform
    >>> first, second = statements(uniform(2, 2), 10, chunk=6)
    >>> len(first), len(second), sorted(first)
    (6, 4, ['actor', 'date', 'document', 'issue', 'stance'])
    """
    who = pd.array([*design.actors, NO_ACTOR], dtype="str")
    what = pd.array([*design.issues, NO_ISSUE], dtype="str")
    for piece in _pieces(design, rows, seed, flaws, chunk):
        yield pd.DataFrame(
            {
                "actor": who.take(piece.actor),
                "issue": what.take(piece.issue),
                "stance": pd.arrays.IntegerArray(piece.stance, piece.empty),
                "date": piece.date.astype("datetime64[s]"),
                "document": piece.document,
            }
        )


def tables(
    design: Design, rows: int, seed: int = 0, *, flaws: float = 0.0, chunk: int = BLOCK
) -> Iterator[Table]:
    """The rows of :func:`statements` as Arrow tables; dates are ``date32``, codes ``int8``."""
    import pyarrow as pa

    for piece in _pieces(design, rows, seed, flaws, chunk):
        names = {
            "actor": (piece.actor, (*design.actors, NO_ACTOR)),
            "issue": (piece.issue, (*design.issues, NO_ISSUE)),
        }
        columns = {
            column: pa.DictionaryArray.from_arrays(places, pa.array(known)).cast(pa.string())
            for column, (places, known) in names.items()
        }
        columns["stance"] = pa.array(piece.stance, mask=piece.empty)
        columns["date"] = pa.array(piece.date)
        columns["document"] = pa.array(piece.document)
        yield pa.table(columns)


class _Piece(NamedTuple):
    """Rows by column: actors and issues as places in the design, one more for the unknown."""

    actor: NDArray[np.int32]
    issue: NDArray[np.int32]
    stance: NDArray[np.int8]
    empty: NDArray[np.bool_]
    date: NDArray[np.datetime64]
    document: NDArray[np.int64]


def _pieces(design: Design, rows: int, seed: int, flaws: float, chunk: int) -> Iterator[_Piece]:
    """All rows, block by block, cut into pieces."""
    if rows < 0 or chunk < 1 or not 0 <= flaws <= 1:
        found = f"rows {rows}, chunk {chunk}, flaws {flaws}"
        raise ValueError(f"{found}; rows 0 or more, chunk 1 or more, flaws 0 to 1")
    for number in range(-(-rows // BLOCK)):
        block = _broken(_block(design, number, seed), design, number, seed, flaws)
        there = min(BLOCK, rows - number * BLOCK)
        for start in range(0, there, min(chunk, BLOCK)):
            end = min(start + chunk, there)
            yield _Piece._make(column[start:end] for column in block)


def _block(design: Design, number: int, seed: int) -> _Piece:
    """A block of sound rows: a day for each document, then who says what in each statement."""
    random = np.random.default_rng([seed, number])
    days, month_of_day = _calendar(design)
    of_document = (random.random(BLOCK // TOGETHER) * len(days)).astype(np.int64)
    day = np.repeat(of_document, TOGETHER)
    cell = _cells(design, month_of_day[day], random.random(BLOCK))
    _, _, issues, codes = design.shape
    said, code = np.divmod(cell, codes)
    actor, issue = np.divmod(said, issues)
    return _Piece(
        actor.astype(np.int32),
        issue.astype(np.int32),
        (code + design.levels[0]).astype(np.int8),
        np.zeros(BLOCK, dtype=bool),
        days[day],
        number * (BLOCK // TOGETHER) + np.arange(BLOCK) // TOGETHER,
    )


def _calendar(design: Design) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
    """Every day of the design, and the number of its month."""
    edges = np.datetime64(design.first, "M") + np.arange(design.months + 1)
    starts = edges.astype("datetime64[D]")
    long = np.diff(starts).astype(np.int64)
    return np.arange(starts[0], starts[-1]), np.repeat(np.arange(design.months), long)


def _cells(
    design: Design, month: NDArray[np.int64], draws: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Actor × issue × code as one number, for draws from 0 to below 1."""
    cells = int(np.prod(design.shape[1:]))
    if design.shares is None:
        return (draws * cells).astype(np.int64)
    reached = design.shares.reshape(design.months, cells).cumsum(axis=1)
    reached /= reached[:, -1:]
    ladder = (reached + np.arange(design.months)[:, None]).ravel()
    drawn = month + np.floor(draws * _FINE) / _FINE
    return np.searchsorted(ladder, drawn, side="right") - month * cells


def _broken(block: _Piece, design: Design, number: int, seed: int, flaws: float) -> _Piece:
    """The block with its share of broken rows, drawn from a stream beside the rows' own."""
    if flaws == 0:
        return block
    drawn = np.floor(np.random.default_rng([seed, number, 1]).random(BLOCK) * len(FLAWS) / flaws)
    actor, issue, code, empty = (drawn == n for n in range(len(FLAWS)))
    return block._replace(
        actor=np.where(actor, np.int32(len(design.actors)), block.actor),
        issue=np.where(issue, np.int32(len(design.issues)), block.issue),
        stance=np.where(code, np.int8(design.levels[1] + OFF), block.stance),
        empty=empty,
    )
