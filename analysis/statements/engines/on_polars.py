"""Polars, lazy and streaming on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

from analysis.statements.engines.csv_by_arrow import scanned
from analysis.statements.engines.engine import CannotRun, Engine, Progress


class Polars(Engine):
    """Lazy scans, computed by the streaming engine."""

    name = "polars"

    def parquet(self, files: Sequence[str]) -> Any:
        return pl.scan_parquet(list(files), hive_partitioning=False)

    def csv(self, files: Sequence[str]) -> Any:
        for file in files:
            if "://" in file:
                raise CannotRun(f"{file}: polars reads CSV from here; allowed: Parquet, or duckdb")
        return pl.scan_pyarrow_dataset(scanned(files))

    def compute(self, lazy: nw.LazyFrame[Any], progress: Progress | None = None) -> pd.DataFrame:
        return lazy.to_native().collect(engine="streaming").to_pandas()

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        for batch in lazy.to_native().collect_batches():
            yield batch.rows()

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (pl.exceptions.PolarsError, OSError, pa.ArrowException)


ENGINE = Polars
