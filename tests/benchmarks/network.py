"""How long a congruence network takes.

One million statements of 2,000 actors on 500 concepts and five levels. A plain loop over pairs
would take hours at that size, so the comparison is made on a smaller one, said beside it, and
the loop's result is held against ours. networkx's projection of a bipartite graph is timed on
the smaller size too; it counts shared concepts and weighs nothing, which is less work than a
congruence network asks for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
from results import Result

from analysis.compare.discourse import network

LEVELS = (-2, 2)
GOAL = 5.0
LARGE = (1_000_000, 2_000, 500)
SMALL = (20_000, 100, 50)


def statements(n: int, actors: int, concepts: int) -> pd.DataFrame:
    """Seeded statements, names as text, dates over two years."""
    draw = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "actor": np.char.add("actor ", draw.integers(0, actors, n).astype(str)),
            "concept": np.char.add("concept ", draw.integers(0, concepts, n).astype(str)),
            "stance": draw.integers(LEVELS[0], LEVELS[1] + 1, n),
            "document": draw.integers(0, n // 20, n),
            "date": pd.Timestamp("2024-01-01") + pd.to_timedelta(draw.integers(0, 730, n), "D"),
        }
    )


def seconds(run: Callable[[], object], rounds: int = 3) -> tuple[float, object]:
    """The shortest of some runs, and what the last gave."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - began)
    return min(times), result


def loop(frame: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Congruence of each pair over the counts, in plain Python."""
    counts: dict[str, dict[str, dict[int, int]]] = {}
    for actor, concept, stance in zip(
        frame["actor"], frame["concept"], frame["stance"], strict=True
    ):
        levels = counts.setdefault(actor, {}).setdefault(concept, {})
        levels[stance] = levels.get(stance, 0) + 1
    reach = LEVELS[1] - LEVELS[0]
    return {
        (a, b): sum(
            n * m * (1 - abs(k - level) / reach)
            for concept in counts[a].keys() & counts[b].keys()
            for k, n in counts[a][concept].items()
            for level, m in counts[b][concept].items()
        )
        for a, b in combinations(counts, 2)
    }


def projection(frame: pd.DataFrame) -> nx.Graph:
    """Actors tied by the number of concepts they share."""
    graph = nx.Graph()
    graph.add_edges_from(zip(frame["actor"], frame["concept"], strict=True))
    return nx.bipartite.weighted_projected_graph(graph, set(frame["actor"]))


def size(n: int, actors: int, concepts: int) -> str:
    """A size in words."""
    return f"{n:,} statements, {actors:,} actors, {concepts:,} concepts"


def ties() -> Iterator[Result]:
    """Ours in five kinds, and on a smaller size a loop and a projection."""
    frame = statements(*LARGE)
    for options in (
        {},
        {"normalization": "average_activity"},
        {"normalization": "jaccard"},
        {"duplicates": "document"},
        {"duplicates": "week", "normalization": "average_activity"},
    ):
        took, _ = seconds(lambda options=options: network(frame, levels=LEVELS, **options))
        name = ", ".join(options.values()) or size(*LARGE)
        yield Result(f"congruence, {name}", took, "s", GOAL)

    frame = statements(*SMALL)
    ours, found = seconds(lambda: network(frame, levels=LEVELS))
    plain, expected = seconds(lambda: loop(frame), rounds=1)
    assert all(np.isclose(found.loc[pair], value) for pair, value in expected.items())
    projected, _ = seconds(lambda: projection(frame))
    made_of = f"{plain:.2f} s : {ours:.3f} s, {size(*SMALL)}"
    yield Result("a plain loop : ours", plain / ours, "×", None, made_of)
    made_of = f"{projected:.2f} s : {ours:.3f} s"
    yield Result("networkx, shared concepts only : ours", projected / ours, "×", None, made_of)
