"""Polars, lazy and streaming on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl

from analysis.statements.engines.engine import Engine, Progress


class Polars(Engine):
    """Lazy scans, computed by the streaming engine."""

    name = "polars"

    def parquet(self, files: Sequence[str]) -> Any:
        return pl.scan_parquet(list(files))

    def csv(self, files: Sequence[str]) -> Any:
        return pl.scan_csv(list(files), infer_schema=False)

    def compute(self, lazy: nw.LazyFrame[Any], progress: Progress | None = None) -> pd.DataFrame:
        return lazy.to_native().collect(engine="streaming").to_pandas()

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        for batch in lazy.to_native().collect_batches():
            yield batch.rows()

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (pl.exceptions.PolarsError, OSError)


ENGINE = Polars
