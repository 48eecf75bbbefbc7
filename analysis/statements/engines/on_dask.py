"""Dask, on the processes of a cluster that is there already, or on this machine's threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import dask.dataframe as dd
import narwhals as nw
import pandas as pd
import pyarrow as pa

from analysis.statements.engines.csv_by_arrow import empty, settings
from analysis.statements.engines.engine import CannotRun, Engine, anywhere
from analysis.statements.heads import head

#: As long as a scheduler may take to answer.
SECONDS = 10


class Dask(Engine):
    """Partitions of pandas, computed by the scheduler at ``address``."""

    name = "dask"

    def __init__(self, address: str | None = None) -> None:
        super().__init__(address)
        self._client = None
        if address is not None:
            from distributed import Client

            try:
                self._client = Client(address, timeout=SECONDS)
            except (OSError, ValueError) as error:
                raise CannotRun(f"--address {address}: no Dask scheduler answers") from error
            try:
                self._client.wait_for_workers(1, timeout=SECONDS)
            except TimeoutError as error:
                self.close()
                raise CannotRun(f"--address {address}: the Dask scheduler has no worker") from error

    def close(self) -> None:
        """Leave the cluster as it is, and the connection to it."""
        if self._client is not None:
            self._client.close()

    def parquet(self, files: Sequence[str]) -> Any:
        unpartitioned = {"partitioning": None}
        return dd.read_parquet(anywhere(files), dtype_backend="pyarrow", dataset=unpartitioned)

    def csv(self, files: Sequence[str]) -> Any:
        """A file a partition: a quoted line break must not end one."""
        if any("://" in file for file in files):
            return dd.read_csv(list(files), dtype=str, blocksize=None, keep_default_na=False)
        how = settings(head(files[0]))

        # Within, so that it is sent as it is: this package need not be where a worker runs.
        def read(file: str) -> pd.DataFrame:
            from pyarrow import ArrowInvalid, csv

            # Several threads know no number of a row.
            alone = csv.ReadOptions(use_threads=False)
            try:
                return csv.read_csv(file, read_options=alone, **how).to_pandas()
            except ArrowInvalid as error:
                raise ValueError(f"{file}: {error}") from error

        return dd.from_map(read, anywhere(files), meta=empty(files[0]))

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        rows = lazy.to_native()
        for place in range(rows.npartitions):
            part = rows.partitions[place].compute().astype(object)
            part = part.where(pd.notna(part), None)
            yield list(part.itertuples(index=False, name=None))

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (OSError, ValueError, RuntimeError, ImportError, pa.ArrowException)

    def said(self, error: Exception) -> str:
        """What a reader said, which Dask tells last, else what Dask says."""
        original = str(error).partition("Original Message:")[2]
        return original.strip().partition("\n")[0] or super().said(error)


ENGINE = Dask
