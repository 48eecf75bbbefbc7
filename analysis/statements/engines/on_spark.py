"""Spark, on a cluster that is there already, or on this machine's cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import narwhals as nw
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from analysis.statements.engines.engine import Engine

ROWS = 10_000


class Spark(Engine):
    """A session at the master ``address``, or at one that runs already."""

    name = "spark"

    def __init__(self, address: str | None = None) -> None:
        super().__init__(address)
        self._own = SparkSession.getActiveSession() is None
        builder = SparkSession.builder.appName("stancebook").master(address or "local[*]")
        self._session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")

    def close(self) -> None:
        """End the session, if it was begun here."""
        if self._own:
            self._session.stop()

    def parquet(self, files: Sequence[str]) -> Any:
        return self._session.read.parquet(*files)

    def csv(self, files: Sequence[str]) -> Any:
        # A quoted line break must not end a row, nor may columns be taken by their place.
        reader = self._session.read.option("header", True).option("enforceSchema", False)
        return reader.option("escape", '"').option("multiLine", True).csv(list(files))

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        rows = lazy.to_native().toLocalIterator(prefetchPartitions=True)
        while batch := [tuple(row) for row in islice(rows, ROWS)]:
            yield batch

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (PySparkException,)


ENGINE = Spark
