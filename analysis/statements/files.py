"""Files of statements: which there are, of which kind, and how an engine opens them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Any

from analysis.statements.engines import CannotRun, Engine
from analysis.statements.heads import hold

#: How a name ends → what the file holds.
KINDS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".csv.gz": "csv",
}


def found(named: Sequence[str]) -> list[str]:
    """The files that names and patterns stand for, each once, in order.

    Addresses as ``s3://`` are left to the engine.

    Raises
    ------
    CannotRun
        A name or a pattern stands for no file.
    """
    files: dict[str, None] = {}
    for name in named:
        if "://" in name:
            files[name] = None
            continue
        # A pattern may be absolute, which those of pathlib may not.
        there = sorted(glob(name, recursive=True)) if has_magic(name) else [name]  # noqa: PTH207
        there = [path for path in there if Path(path).is_file()]
        if not there:
            raise CannotRun(f"{name}: no such file; allowed: files or patterns of Parquet or CSV")
        files.update(dict.fromkeys(there))
    return _each_once(files)


def _each_once(files: Iterable[str]) -> list[str]:
    """The files, each under the first of its names; whoever reads them takes none for a pattern."""
    known: dict[str, str] = {}
    for file in files:
        if "://" not in file and set(file) & set("*?[]{}"):
            raise CannotRun(
                f"{file}: an engine takes this for a pattern; allowed: none of *?[]{{}}"
            )
        known.setdefault(file if "://" in file else str(Path(file).resolve()), file)
    return list(known.values())


def read(engine: Engine, files: Sequence[str], needed: Sequence[str] = ()) -> Any:
    """The rows of files of one kind, as the engine's own lazy frame.

    Raises
    ------
    CannotRun
        The files are of two kinds, of none, do not fit together, lack a column that is needed,
        or cannot be read.
    """
    kinds = {file: kind_of(file) for file in files}
    if len(set(kinds.values())) > 1:
        other = next(file for file, kind in kinds.items() if kind != kinds[files[0]])
        raise CannotRun(f"{other}: not of the kind of {files[0]}; allowed: one kind at a time")
    hold(files, kinds[files[0]], needed)
    try:
        return engine.parquet(files) if kinds[files[0]] == "parquet" else engine.csv(files)
    except engine.errors as error:
        raise unread(engine, error) from error


def kind_of(file: str) -> str:
    """What a file holds, by the end of its name.

    Raises
    ------
    CannotRun
        It ends as none of KINDS.

    >>> kind_of("statements/2025.csv.gz")
    'csv'
    """
    for end, kind in KINDS.items():
        if file.lower().endswith(end):
            return kind
    raise CannotRun(f"{file}: of no kind that is read; allowed: {', '.join(KINDS)}")


def unread(engine: Engine, error: Exception) -> CannotRun:
    """What a library says of its trouble, in one line."""
    said = " ".join(engine.said(error).split()) or type(error).__name__
    return CannotRun(f"{engine.name} cannot read the statements: {said}")
