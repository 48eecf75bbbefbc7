"""Measures on stance matrices: pairs of actors, and what other codings would say of them."""

from analysis.compare.pairs import mean_distances, pair_distances, pair_index, pair_table
from analysis.compare.robustness import (
    Recodings,
    closest_share,
    distance_under,
    recodings,
    scenario_matrices,
    table_recodings,
    without_each_issue,
)

__all__ = [
    "Recodings",
    "closest_share",
    "distance_under",
    "mean_distances",
    "pair_distances",
    "pair_index",
    "pair_table",
    "recodings",
    "scenario_matrices",
    "table_recodings",
    "without_each_issue",
]
