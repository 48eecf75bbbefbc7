"""Statements by the million, reduced to counts by actor, issue and code.

Any frame that narwhals knows goes in, of pandas, Polars, PyArrow, DuckDB, Dask or Spark; its own
engine groups and counts; whole numbers come out, and pandas does the rest.
"""

from analysis.statements.cells import cells, wide
from analysis.statements.tally import Tally, tally

__all__ = ["Tally", "cells", "tally", "wide"]
