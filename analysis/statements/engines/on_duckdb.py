"""DuckDB, embedded and out of core: what does not fit in its memory goes to a temporary folder."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from tempfile import mkdtemp
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from analysis.statements.engines.engine import Engine, Progress

#: Well below a gigabyte, with room for what the library holds beside it.
MEMORY = "512MB"
SECONDS = 0.1
ROWS = 10_000


class DuckDB(Engine):
    """One connection to a database in memory, with a folder to spill to."""

    name = "duckdb"

    def __init__(self, address: str | None = None) -> None:
        super().__init__(address)
        self._folder = mkdtemp(prefix="stancebook-")
        self._connection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "temp_directory": self._folder,
                "preserve_insertion_order": False,
            }
        )
        # Else the month of a moment would be that of the place where this runs.
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET enable_progress_bar = true")
        self._connection.execute("SET enable_progress_bar_print = false")

    def close(self) -> None:
        """Close the connection and remove the folder."""
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def parquet(self, files: Sequence[str]) -> Any:
        return self._connection.read_parquet(
            list(files), union_by_name=True, hive_partitioning=False
        )

    def csv(self, files: Sequence[str]) -> Any:
        return self._connection.read_csv(
            list(files),  # type: ignore[arg-type]  # several files are documented
            header=True,
            all_varchar=True,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            comment="",
            # Else lines are passed over until one looks like a head.
            skiprows=0,
            strict_mode=True,
            union_by_name=True,
            # Folders named month=1 would take the place of a column of that name.
            hive_partitioning=False,
        )

    def compute(self, lazy: nw.LazyFrame[Any], progress: Progress | None = None) -> pd.DataFrame:
        """A small result; another thread computes it, while this one asks how far it is."""
        done: list[pd.DataFrame] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(_frame(lazy.to_native()))
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(SECONDS)
                if progress is not None:
                    progress(max(0.0, self._connection.query_progress()) / 100)
        except BaseException:
            self._connection.interrupt()
            thread.join()
            raise
        if failed:
            raise failed[0]
        return done[0]

    def batches(self, lazy: nw.LazyFrame[Any]) -> Iterator[list[tuple[Any, ...]]]:
        rows = self._connection.execute(lazy.to_native().sql_query())
        while batch := rows.fetchmany(ROWS):
            yield batch

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (duckdb.Error,)

    def said(self, error: Exception) -> str:
        """Of a CSV the line, what is wrong there, and the file, which stand far apart."""
        text = str(error)
        if sniffed := re.search(r'sniffing file "(.+?)"', text):
            wrong = (
                "a row has more or fewer cells than the head, a quote is open, or line ends differ"
            )
            return f"{sniffed[1]}: {wrong}"
        if broken := re.search(r"CSV Error on Line: (\d+)\nOriginal Line:[^\n]*\n+([^\n]+)", text):
            file = re.search(r"\n  file = (.+)\n", text)
            return f"{file[1] if file else 'CSV'}: line {broken[1]}: {broken[2]}"
        return super().said(error)


def _frame(rows: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """The rows as a frame of pandas, in which a text that many rows have is there once."""
    table = rows.to_arrow_table()
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(place, field.name, table[field.name].dictionary_encode())
    return table.to_pandas(self_destruct=True, split_blocks=True)


ENGINE = DuckDB
