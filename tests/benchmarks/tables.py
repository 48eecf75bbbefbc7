"""Tables of all pairs of 2,000 actors, their index against one built pair by pair.

Two million rows: what a table costs beside its sums is its index. The ratio is to the index
alone, made from a list of pairs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare import pair_index, pair_table
from analysis.compare.discourse import edges
from analysis.compare.mactor import convergence_table
from analysis.compare.similarity import pairs
from figures import line

ACTORS, ISSUES, STATEMENTS = 2_000, 20, 100_000
GOAL = 5.0


def took(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def bench_tables() -> None:
    """Measure and print."""
    rng = np.random.default_rng(0)
    codes = rng.integers(-2, 3, (ACTORS, ISSUES)).astype(float)
    codes[rng.random(codes.shape) < 0.25] = np.nan
    matrix = pd.DataFrame(codes, index=[f"actor {n}" for n in range(ACTORS)])
    said = pd.DataFrame(
        {
            "actor": matrix.index.to_numpy()[rng.integers(0, ACTORS, STATEMENTS)],
            "concept": rng.integers(0, ISSUES, STATEMENTS),
            "stance": rng.integers(-2, 3, STATEMENTS),
        }
    )
    tables = {
        "pair_table": lambda: pair_table(matrix),
        "convergence_table": lambda: convergence_table(matrix),
        "pairs, s_absolute and kappa": lambda: pairs(matrix, (-2, 2), ["s_absolute", "kappa"]),
        "edges": lambda: edges(said, levels=(-2, 2)),
    }
    for name, call in tables.items():
        seconds = took(call)
        line(f"{name}, {ACTORS:,} actors", f"{seconds:.2f} s", f"{GOAL:g} s", seconds <= GOAL)
    ours = min(took(lambda: pair_index(matrix.index)) for _ in range(3))
    names = ["a", "b"]
    looped = took(lambda: pd.MultiIndex.from_tuples([*combinations(matrix.index, 2)], names=names))
    print(f"  index pair by pair: {looped:.2f} s, {looped / ours:,.0f} times ours ({ours:.3f} s)")


if __name__ == "__main__":
    bench_tables()
