"""The heads of files, read before an engine reads the rest.

What a library makes of files that do not fit together is its own: one fills up a column that a
file lacks, as if nobody had given a code; one takes columns by their place; one compares text
with numbers and finds nothing equal. Nor does each say which file was wrong. So it is asked first
whether all have the columns that are needed, and the same ones, which costs a few bytes of each.
Addresses as ``s3://`` are left to the engine.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from analysis.statements.engines import CannotRun

#: Characters of a CSV within which its head ends.
LONGEST = 1 << 20
#: What a column that is needed may hold.
HELD = ("text", "numbers", "dates")


def hold(files: Sequence[str], kind: str, needed: Sequence[str]) -> None:
    """Nothing, or what is wrong with the head of a file.

    Parameters
    ----------
    files : of one kind, ``parquet`` or ``csv``
    needed : the columns that every one must have

    Raises
    ------
    CannotRun
        A file is not of its kind, lacks a column, has one twice, or has others than the first:
        in CSV the same in the same order, in Parquet the same names, and needed columns of one
        type throughout, all text, all numbers or all dates.
    """
    first: tuple[str, list[str], list[str]] | None = None
    for file in files:
        if "://" in file:
            continue
        names, types = _parquet(file, needed) if kind == "parquet" else _csv(file)
        for name in names:
            if names.count(name) > 1:
                raise CannotRun(f"{file}: the column {name!r} occurs twice; allowed: once")
        for name in needed:
            if name not in names:
                there = ", ".join(names)
                raise CannotRun(
                    f"{file}: no column {name!r} in the statements; the columns are {there}; "
                    "allowed: one of them for it, by --columns"
                )
        for name, held in zip(needed, types, strict=False):
            if held not in HELD:
                raise CannotRun(f"{file}: the column {name} is {held}; allowed: {', '.join(HELD)}")
        of_first = first or (file, names, types)
        first = of_first
        _same(file, names, of_first[:2], kind)
        if types != of_first[2]:
            column, here, before = next(
                each for each in zip(needed, types, of_first[2], strict=True) if each[1] != each[2]
            )
            raise CannotRun(
                f"{file}: the column {column} is {here}, in {of_first[0]} {before}; allowed: one "
                "type in every file"
            )


def head(file: str) -> list[str]:
    """The names of the columns of a CSV.

    Raises
    ------
    CannotRun
        It is empty, not in UTF-8, or cannot be read.
    """
    return _csv(file)[0]


def _same(file: str, names: list[str], first: tuple[str, list[str]], kind: str) -> None:
    same = names == first[1] if kind == "csv" else set(names) == set(first[1])
    if not same:
        order = " in the same order" if kind == "csv" else ""
        raise CannotRun(
            f"{file}: the columns are {', '.join(names)}, those of {first[0]} "
            f"{', '.join(first[1])}; allowed: the same{order} in every file"
        )


def _csv(file: str) -> tuple[list[str], list[str]]:
    """The names of columns; they are all text."""
    try:
        with Path(file).open("rb") as raw, ExitStack() as stack:
            plain = stack.enter_context(gzip.open(raw)) if file.lower().endswith(".gz") else raw
            text = stack.enter_context(io.TextIOWrapper(plain, "utf-8-sig", newline=""))
            return next(csv.reader(io.StringIO(text.read(LONGEST), newline=""), strict=True)), []
    except StopIteration:
        raise CannotRun(f"{file}: empty; allowed: CSV with a head") from None
    except UnicodeDecodeError:
        raise CannotRun(f"{file}: not in UTF-8; allowed: CSV in UTF-8") from None
    except (csv.Error, EOFError, OSError) as error:
        raise CannotRun(f"{file}: no CSV that can be read: {error}") from error


def _parquet(file: str, needed: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of all columns, and what those that are needed hold."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(file)
    except (pa.ArrowException, OSError) as error:
        raise CannotRun(f"{file}: no Parquet that can be read; allowed: Parquet files") from error
    names = list(schema.names)
    return names, [_held(schema.field(name).type) for name in needed if names.count(name) == 1]


def _held(type_: object) -> str:
    """Text, numbers or dates; any other type by its name."""
    from pyarrow import types

    while types.is_dictionary(type_):
        type_ = type_.value_type  # type: ignore[attr-defined]
    if types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_):
        return "text"
    # Of numbers half as wide or twice as wide engines make what they can.
    if types.is_integer(type_) or types.is_float32(type_) or types.is_float64(type_):
        return "numbers"
    if types.is_decimal128(type_):
        return "numbers"
    return "dates" if types.is_date(type_) or types.is_timestamp(type_) else str(type_)
