"""How long ``read_case`` takes, with all its checks, against pandas reading the same files bare."""

from __future__ import annotations

from collections.abc import Iterator

from measured import in_turn, shortest
from results import Result

OURS = """
import json, time
import pandas
from analysis import read_case
began = time.perf_counter()
case = read_case()
print(json.dumps({"seconds": time.perf_counter() - began, "tables": len(case.tables)}))
"""
BARE = """
import json, time
import pandas
from analysis.places import DEFAULT_CASE
began = time.perf_counter()
tables = [pandas.read_csv(path) for path in DEFAULT_CASE.glob("*.csv")]
print(json.dumps({"seconds": time.perf_counter() - began, "tables": len(tables)}))
"""


def reads() -> Iterator[Result]:
    """The shipped case, read and checked, against its files read alone."""
    runs = in_turn({"ours": ["-c", OURS], "bare": ["-c", BARE]})
    ours, bare = shortest(runs["ours"]), shortest(runs["bare"])
    tables = runs["ours"][0].told["tables"]
    what = f"read_case, {tables} tables with all checks : read_csv without"
    yield Result(what, ours / bare, "×", None, f"{ours:.3f} s : {bare:.3f} s")
