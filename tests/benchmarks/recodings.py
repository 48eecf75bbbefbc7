"""100,000 recodings of a 9 × 7 matrix with all pair distances, against a plain loop.

The matrix is of the shape of the shipped wide matrix, each cell with room for three codes. The
loop recodes and measures one matrix at a time, for a hundredth of the draws; its time at the
full number is that times a hundred.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from results import Result

from analysis.compare import distance_under, recodings

ACTORS, ISSUES, DRAWS, FEW = 9, 7, 100_000, 1_000
GOAL = 2.0


def bounds() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lowest and highest codes, a quarter of the cells not stated."""
    rng = np.random.default_rng(0)
    low = rng.integers(-2, 1, (ACTORS, ISSUES)).astype(float)
    low[rng.random(low.shape) < 0.25] = np.nan
    frame = pd.DataFrame(low)
    return frame, frame + 2


def by_loop(stances: np.ndarray) -> list[list[float]]:
    """Mean distance of each pair, one matrix and one cell at a time."""
    rows = []
    for matrix in stances.tolist():
        means = []
        for a, b in combinations(matrix, 2):
            gaps = [abs(x - y) for x, y in zip(a, b, strict=True) if x == x and y == y]
            means.append(sum(gaps) / len(gaps) if gaps else float("nan"))
        rows.append(means)
    return rows


def recodes() -> Iterator[Result]:
    """Ours, and how much longer the loop takes."""
    low, high = bounds()
    times = []
    for _ in range(3):
        began = time.perf_counter()
        recoded = recodings(low, high, draws=DRAWS)
        distances = distance_under(recoded)
        times.append(time.perf_counter() - began)
    assert len(distances) == DRAWS
    began = time.perf_counter()
    expected = by_loop(recoded.stances[:FEW])
    looped = (time.perf_counter() - began) * DRAWS / FEW
    np.testing.assert_allclose(distances.head(FEW), expected)
    size = f"{DRAWS:,} recodings, {ACTORS} × {ISSUES}, all pairs"
    yield Result(size, min(times), "s", GOAL)
    made_of = f"{looped:.1f} s, from {FEW:,}"
    yield Result("a plain loop : ours", looped / min(times), "×", None, made_of)
