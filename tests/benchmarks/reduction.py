"""Statements reduced to 200 actors × 500 issues × 5 codes: against what one would write by hand.

Every side reads the same Parquet file and must find the same counts. The hand-written SQL makes
the same checks (known actor, known issue, code on the scale) and counts what it leaves out; the
bare one makes none, and pivot_table keeps whatever it finds. Beside the time by the clock stands
that of the processors, which a busy machine lengthens less.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from measured import Run, in_turn, most, python, shortest
from results import Result

HERE = Path(__file__).parent
FEW, MIDDLE, LARGE = 100, 10_000_000, 100_000_000
OTHERS = {
    "polars": "ours on Polars, lazy",
    "dask": "ours on Dask, threads",
    "pyarrow": "ours on a PyArrow table",
    "pandas": "ours on a frame of pandas",
}


def by_hand(rows: int) -> Iterator[Result]:
    """Our reduction on DuckDB, against DuckDB and pandas by hand and ours on other engines."""
    rows = min(rows, MIDDLE)
    with tempfile.TemporaryDirectory() as folder:
        python(str(HERE / "made.py"), folder, str(FEW), str(rows))
        runs = in_turn(_sides(folder, rows, "duckdb", "sql", "bare", "pivot_table", *OTHERS))
    _alike(runs)
    time = {side: shortest(found) for side, found in runs.items()}
    processor = {s: min(run.told["processor"] for run in found) for s, found in runs.items()}
    memory = {side: most(found) for side, found in runs.items()}
    of = time["duckdb"]

    def against(side: str, words: str, goal: float | None = None) -> Result:
        used = f"processors {processor['duckdb']:.2f} s : {processor[side]:.2f} s"
        made_of = f"{of:.2f} s : {time[side]:.2f} s, {used}"
        return Result(f"ours on DuckDB : {words}", of / time[side], "×", goal, made_of)

    yield against("sql", f"SQL by hand, {rows:,} statements", 1.1)
    yield against("bare", "SQL by hand without checks")
    yield against("pivot_table", "pandas pivot_table, time", 0.6)
    held, bare = memory["duckdb"], memory["pivot_table"]
    made_of = f"{held:.0f} MiB : {bare:.0f} MiB"
    yield Result("ours on DuckDB : pandas pivot_table, memory", held / bare, "×", 0.3, made_of)
    for side, words in OTHERS.items():
        made_of = f"{time[side]:.2f} s : {of:.2f} s; {memory[side]:.0f} MiB"
        yield Result(f"{words} : on DuckDB", time[side] / of, "×", None, made_of)


def growth(rows: int) -> Iterator[Result]:
    """Our reduction on DuckDB of one, ten and a hundred million statements."""
    sizes = [rows // 100, rows // 10, rows]
    with tempfile.TemporaryDirectory() as folder:
        python(str(HERE / "made.py"), folder, *map(str, [FEW, *sizes]))
        runs = in_turn({str(size): _words(folder, size, "duckdb") for size in sizes})
    time = [shortest(runs[str(size)]) for size in sizes]
    for n in (1, 2):
        what = f"ours on DuckDB, {sizes[n]:,} : {sizes[n - 1]:,} statements"
        made_of = f"{time[n]:.2f} s : {time[n - 1]:.2f} s"
        yield Result(what, time[n] / time[n - 1], "×", 11, made_of)
    for size in sizes:
        goal = 1024 if size == LARGE else None
        yield Result(
            f"ours on DuckDB, {size:,} statements, most memory", most(runs[str(size)]), "MiB", goal
        )


def _sides(folder: str, rows: int, *sides: str) -> dict[str, list[str]]:
    return {side: _words(folder, rows, side) for side in sides}


def _words(folder: str, rows: int, side: str) -> list[str]:
    return [str(HERE / "sides.py"), side, f"{folder}/{rows}.parquet", f"{folder}/{FEW}.parquet"]


def _alike(runs: dict[str, list[Run]]) -> None:
    """Every side found the same counts."""
    found = {side: run.told["digest"] for side, sides in runs.items() for run in sides}
    if len(set(found.values())) > 1:
        raise RuntimeError(f"the sides differ: {found}")
