"""Spark, on a cluster that is there already, or on this machine's cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from socket import create_connection
from typing import Any
from urllib.parse import urlsplit

import narwhals as nw

from analysis.statements.engines.engine import CannotRun, Engine, anywhere
from analysis.statements.frames import quiet

with quiet():
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

# Not in its place by name: where Spark is not installed, what is missing is Spark.
from py4j.protocol import Py4JError

ROWS = 10_000
#: As long as a master may take to answer.
SECONDS = 10
#: How the address of a master begins.
MASTERS = ("spark://", "k8s://", "yarn", "local")
CONFIGURED = {
    # What goes wrong is raised as well.
    "spark.log.level": "OFF",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Else the month of a moment would be that of the place where this runs.
    "spark.sql.session.timeZone": "UTC",
    # Of a row that is too long nothing is seen while only some of its cells are looked at.
    "spark.sql.csv.parser.columnPruning.enabled": "false",
}


class Spark(Engine):
    """A session at the master ``address``, or at one that runs already."""

    name = "spark"

    def __init__(self, address: str | None = None) -> None:
        super().__init__(address)
        if address is not None:
            _refuse_silent(address)
        self._own = SparkSession.getActiveSession() is None
        builder = SparkSession.builder.appName("stancebook").master(address or "local[*]")
        try:
            with quiet():
                self._session = builder.config(map=CONFIGURED).getOrCreate()
        except (PySparkException, Py4JError) as error:
            where = f"--address {address}: " if address else ""
            raise CannotRun(f"{where}Spark does not start: {self.said(error)}") from error

    def close(self) -> None:
        """End the session, if it was begun here."""
        if self._own:
            self._session.stop()

    def parquet(self, files: Sequence[str]) -> Any:
        return self._session.read.parquet(*_local(files))

    def csv(self, files: Sequence[str]) -> Any:
        # A quoted line break must not end a row, nor may columns be taken by their place.
        reader = self._session.read.option("header", True).option("enforceSchema", False)
        reader = reader.option("mode", "FAILFAST")
        return reader.option("escape", '"').option("multiLine", True).csv(_local(files))

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        rows = lazy.to_native().toLocalIterator(prefetchPartitions=True)
        while batch := [tuple(row) for row in islice(rows, ROWS)]:
            yield batch

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (PySparkException, Py4JError)

    def said(self, error: Exception) -> str:
        """Of what went wrong in Java what named a file, and what came first of all."""
        told, java = [], getattr(error, "java_exception", None)
        while java is not None:
            told.append(str(java.getMessage()).partition("\n")[0])
            java = java.getCause()
        if not told:
            return super().said(error)
        named = next((line for line in told if "file" in line), told[0])
        return named if named == told[-1] else f"{named} {told[-1]}"


def _local(files: Sequence[str]) -> list[str]:
    """What was found here is read from here, whatever a cluster takes for its own folder."""
    for file in files:
        if Path(file).name.startswith(("_", ".")):
            raise CannotRun(
                f"{file}: Spark passes over such names; allowed: none with _ or . first"
            )
    return [file if "://" in file else f"file://{file}" for file in anywhere(files)]


def _refuse_silent(address: str) -> None:
    """Nothing, or what is wrong with an address; Spark itself would ask for a minute."""
    if not address.startswith(MASTERS):
        raise CannotRun(f"--address {address}: no Spark master; allowed: {', '.join(MASTERS)}")
    if not address.startswith("spark://"):
        return
    for place in address.removeprefix("spark://").split(","):
        try:
            parts = urlsplit(f"spark://{place}")
            with closing(create_connection((parts.hostname or "", parts.port or 0), SECONDS)):
                return
        except (OSError, ValueError):
            continue
    raise CannotRun(f"--address {address}: no Spark master answers")


ENGINE = Spark
