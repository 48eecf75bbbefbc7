"""Measures on stance matrices: pairs of actors, and what other codings would say of them."""

from analysis.compare.gaps import divided_issues, issue_gaps, widest, with_readings
from analysis.compare.membership import nested_pairs
from analysis.compare.pairs import mean_distances, pair_distances, pair_index, pair_table
from analysis.compare.readings import (
    counted_pairs,
    keeps_order,
    measured_pairs,
    pair_readings,
    survival,
    without_each_issue,
)
from analysis.compare.recoding import (
    Recodings,
    closest_share,
    distance_under,
    recodings,
    table_recodings,
    wide_recodings,
)
from analysis.compare.variants import scenario_matrices, variants

__all__ = [
    "Recodings",
    "closest_share",
    "counted_pairs",
    "distance_under",
    "divided_issues",
    "issue_gaps",
    "keeps_order",
    "mean_distances",
    "measured_pairs",
    "nested_pairs",
    "pair_distances",
    "pair_index",
    "pair_readings",
    "pair_table",
    "recodings",
    "scenario_matrices",
    "survival",
    "table_recodings",
    "variants",
    "wide_recodings",
    "widest",
    "with_readings",
    "without_each_issue",
]
