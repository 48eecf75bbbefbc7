"""Statements as a frame of whatever library, and what is asked of its columns.

Nothing after this knows which library holds the rows: pandas, Polars, PyArrow, DuckDB, Dask and
Spark all answer the same expressions of narwhals. A frame of the latter three, and a lazy one of
Polars, has no order of rows; the others have one, and what is said of them may name a row.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import narwhals as nw
import pandas as pd

#: Anything that narwhals can read: a frame of pandas, Polars, PyArrow, DuckDB, Dask or Spark.
IntoStatements: TypeAlias = Any

#: What narwhals says of Dask and PySpark of pandas 3 at every call. The package that the first
#: names is not published yet; what is asked of the second is tested with pandas 3.
SAID = ("Dask support is moving out of Narwhals", "PySpark does not yet fully support pandas >= 3")


def opened(statements: IntoStatements, columns: tuple[str, ...]) -> nw.LazyFrame[Any]:
    """The statements as a lazy frame with the columns named, no others, nothing computed yet.

    Raises
    ------
    TypeError
        It is no frame that narwhals knows.
    ValueError
        A column is missing or occurs twice.
    """
    with quiet():
        try:
            frame = nw.from_native(statements)
        except TypeError:
            raise TypeError(
                f"statements are {type(statements).__name__}; allowed: a frame of pandas, Polars, "
                "PyArrow, DuckDB, Dask or PySpark"
            ) from None
        except nw.exceptions.DuplicateError:
            names = list(map(str, statements.columns))
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(
                f"the column {twice!r} occurs twice in the statements; allowed: once"
            ) from None
        there = frame.collect_schema().names()
        for name in columns:
            if name not in there:
                shown = ", ".join(there) or "none"
                raise ValueError(f"no column {name!r} in the statements; the columns are {shown}")
        return frame.lazy().select(*columns)


def renamed(statements: IntoStatements, columns: Mapping[str, str]) -> nw.LazyFrame[Any]:
    """The statements with columns under the names that are looked for.

    Parameters
    ----------
    columns : name looked for → name there

    Raises
    ------
    ValueError
        A name looked for is that of another column.
    """
    with quiet():
        frame = nw.from_native(statements).lazy()
        there = frame.collect_schema().names()
        for name, theirs in columns.items():
            if name != theirs and name in there:
                raise ValueError(
                    f"the statements have a column {name!r} beside {theirs!r}; allowed: one of them"
                )
        return frame.rename({theirs: name for name, theirs in columns.items()})


def has_order(statements: IntoStatements) -> bool:
    """Whether the rows of a frame stand in an order that its library keeps.

    >>> import pandas as pd
    >>> has_order(pd.DataFrame({"actor": ["US"]}))
    True
    """
    with quiet():
        return isinstance(nw.from_native(statements), nw.DataFrame)


def grouped(frame: nw.LazyFrame[Any], *by: str) -> nw.LazyFrame[Any]:
    """How many rows have each combination of values; missing is a value like any other.

    Returns
    -------
    lazy frame, the columns ``by`` and ``n`` (Int64), in no order
    """
    counted = frame.group_by(*by, drop_null_keys=False).agg(nw.len().alias("n"))
    return regroupable(counted).with_columns(nw.col("n").cast(nw.Int64))


def regroupable(groups: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What was grouped, so that it can be grouped again.

    Of many partitions Dask makes groups in several, remembers by which columns, and is led astray
    by that where these groups are grouped anew. What went through a function it knows nothing of.
    """
    if not groups.implementation.is_dask():
        return groups
    native = groups.to_native()
    # Sent as it is: this package need not be where a worker runs.
    return nw.from_native(native.map_partitions(lambda part: part, meta=native._meta)).lazy()


def collected(lazy: nw.LazyFrame[Any]) -> pd.DataFrame:
    """A lazy frame computed by its own library, as a frame of pandas; to be called in `quiet`."""
    if lazy.implementation.is_pyspark():
        # By way of Arrow, since PySpark's own way calls what pandas 3 means to remove.
        return lazy.collect("pyarrow").to_native().to_pandas()
    return lazy.collect("pandas").to_native()


@contextmanager
def quiet() -> Iterator[None]:
    """Within this, no library announces what will become of its support of another."""
    with warnings.catch_warnings():
        for said in SAID:
            warnings.filterwarnings("ignore", message=said, category=FutureWarning)
        yield
