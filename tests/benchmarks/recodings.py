"""100,000 recodings of a 9 × 7 matrix with all pair distances, against a plain loop.

The matrix is of the shape of the shipped wide matrix, each cell with room for three codes. The
loop recodes and measures one matrix at a time, for a hundredth of the draws; its time at the
full number is that times a hundred.
"""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare import distance_under, recodings
from figures import line

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


def bench_recodings() -> None:
    """Measure and print."""
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
    line(size, f"{min(times):.2f} s", f"{GOAL:g} s", min(times) <= GOAL)
    print(f"  plain loop, from {FEW:,}: {looped:.1f} s, {looped / min(times):,.0f} times ours")


if __name__ == "__main__":
    bench_recodings()
