"""What an engine does, and how one is started."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import narwhals as nw
import pandas as pd

from analysis.statements.frames import collected

#: Told from time to time how much of a computation is done, from 0 to 1.
Progress: TypeAlias = Callable[[float], None]

#: Engine → the extra that installs it; the first is the default.
ENGINES = {"duckdb": "scale", "polars": "scale", "dask": "scale", "spark": "spark"}
#: Engines that a cluster can run.
REMOTE = ("dask", "spark")


class CannotRun(Exception):
    """An engine is not there, cannot be reached or cannot read a file: which and why."""


class Engine(ABC):
    """A library that reads files of statements and computes what is asked of them.

    Used as a context: what it started, it ends. All text is read as text; a missing cell of a
    text file is an empty one. A row of a text file with more or fewer cells than the head is
    refused.
    """

    name: ClassVar[str]

    def __init__(self, address: str | None = None) -> None:
        self.address = address

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """End what was started; nothing, where nothing was."""
        return

    @abstractmethod
    def parquet(self, files: Sequence[str]) -> Any:
        """The rows of Parquet files, as the library's own lazy frame."""

    @abstractmethod
    def csv(self, files: Sequence[str]) -> Any:
        """The rows of CSV files in UTF-8 with a head, every column as text."""

    def compute(self, lazy: nw.LazyFrame[Any], progress: Progress | None = None) -> pd.DataFrame:
        """A small result, as a frame of pandas."""
        return collected(lazy)

    @abstractmethod
    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a result of any size, some at a time; missing = None."""

    @property
    @abstractmethod
    def errors(self) -> tuple[type[Exception], ...]:
        """What the library raises when it cannot read or reach something."""

    def said(self, error: Exception) -> str:
        """The line of what the library raised that says what is wrong."""
        return next((line for line in str(error).splitlines() if line.strip()), "")


def anywhere(files: Sequence[str]) -> list[str]:
    """Files by names that hold in whatever folder a process of a cluster runs."""
    return [file if "://" in file else str(Path(file).absolute()) for file in files]


def start(name: str, address: str | None = None) -> Engine:
    """An engine by its name.

    Parameters
    ----------
    name : one of ENGINES
    address : of a cluster's scheduler, for dask and spark; None computes on this machine

    Raises
    ------
    CannotRun
        Its library is not installed, or it takes no address.
    """
    if address is not None and name not in REMOTE:
        raise CannotRun(f"--address {address}: {name} runs here; allowed with {', '.join(REMOTE)}")
    try:
        module = import_module(f"analysis.statements.engines.on_{name}")
    except ImportError as error:
        package = str(error.name).partition(".")[0]
        raise CannotRun(
            f"{name} needs the package {package}; install stancebook[{ENGINES[name]}]"
        ) from error
    return module.ENGINE(address)
