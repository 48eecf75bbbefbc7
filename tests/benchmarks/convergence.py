"""Convergence and divergence of 2,000 actors on 500 objectives, against a plain loop.

The loop takes one pair and one objective at a time. At the full size it would run for minutes,
so it runs on 200 actors and the same objectives, where both must give the same numbers; its cost
is one constant a pair, so its time at the full size is that times the ratio of the pairs.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from results import Result

from analysis.compare.mactor import convergence, divergence

ACTORS, OBJECTIVES, FEW = 2_000, 500, 200
GOAL = 3.0


def positions(actors: int) -> pd.DataFrame:
    """Seeded positions −4…4, three in ten not stated."""
    rng = np.random.default_rng(0)
    codes = rng.integers(-4, 5, (actors, OBJECTIVES)).astype(float)
    codes[rng.random(codes.shape) < 0.3] = np.nan
    return pd.DataFrame(codes).astype("Int64")


def by_loop(rows: list[list[float]]) -> tuple[np.ndarray, np.ndarray]:
    """Both measures, one pair and one objective at a time."""
    alike, apart = np.zeros((len(rows), len(rows))), np.zeros((len(rows), len(rows)))
    for i, j in combinations(range(len(rows)), 2):
        together = against = 0.0
        for x, y in zip(rows[i], rows[j], strict=True):
            if x * y > 0:
                together += (abs(x) + abs(y)) / 2
            elif x * y < 0:
                against += (abs(x) + abs(y)) / 2
        alike[i, j] = alike[j, i] = together
        apart[i, j] = apart[j, i] = against
    return alike, apart


def both(given: pd.DataFrame) -> tuple[float, pd.DataFrame, pd.DataFrame]:
    """Seconds that the two measures take, and what they give."""
    began = time.perf_counter()
    made = convergence(given), divergence(given)
    return time.perf_counter() - began, *made


def converges() -> Iterator[Result]:
    """Ours, and how much longer the loop takes."""
    few = positions(FEW)
    rows = few.to_numpy(dtype=float, na_value=np.nan).tolist()
    began = time.perf_counter()
    alike, apart = by_loop(rows)
    looped = time.perf_counter() - began
    small, *made = both(few)
    for found, expected in zip(made, (alike, apart), strict=True):
        np.testing.assert_allclose(found, expected)

    many = positions(ACTORS)
    large = min(both(many)[0] for _ in range(3))
    tracemalloc.start()
    both(many)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()

    scaled = looped * (ACTORS * (ACTORS - 1)) / (FEW * (FEW - 1))
    size = f"{ACTORS:,} × {OBJECTIVES}"
    yield Result(f"convergence + divergence, {size}", large, "s", GOAL)
    yield Result("convergence + divergence, most memory of arrays", peak, "MiB")
    made_of = f"{looped:.1f} s : {small:.3f} s, {FEW} × {OBJECTIVES}"
    yield Result("a plain loop : ours", looped / small, "×", None, made_of)
    made_of = f"{scaled:.0f} s, from {FEW} × {OBJECTIVES} by pairs"
    yield Result(f"a plain loop : ours, {size}", scaled / large, "×", None, made_of)
