"""Tables of all pairs of 700 actors, their index against one built pair by pair.

A quarter of a million rows: what a table costs beside its sums is its index. The ratio is to the
index alone, made from a list of pairs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from results import Result

from analysis.compare import pair_index, pair_table
from analysis.compare.discourse import edges
from analysis.compare.mactor import convergence_table
from analysis.compare.similarity import pairs

ACTORS, ISSUES, STATEMENTS = 700, 20, 100_000
GOAL = 5.0


def took(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def tabulates() -> Iterator[Result]:
    """Ours, and how much longer an index takes that is built pair by pair."""
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
        yield Result(f"{name}, {ACTORS:,} actors", seconds, "s", GOAL)
    ours = min(took(lambda: pair_index(matrix.index)) for _ in range(3))
    names = ["a", "b"]
    looped = took(lambda: pd.MultiIndex.from_tuples([*combinations(matrix.index, 2)], names=names))
    made_of = f"{looped:.2f} s : {ours:.3f} s"
    yield Result("an index pair by pair : ours", looped / ours, "×", None, made_of)
