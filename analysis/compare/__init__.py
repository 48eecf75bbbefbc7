"""Measures on stance matrices: pairs of actors, and what other codings would say of them.

What a case is asked most stands here. The measures of the field are pure functions on frames and
stand each in the module that bears its tradition's name:

- ``mactor``, ``power``, ``valence`` (MACTOR): ``midi``, ``influence``, ``convergence`` …
- ``discourse``, ``polarisation``, ``graphml`` (discourse networks): ``affiliation``, ``network``
- ``similarity``: ``s_score``, ``scott_pi``, ``cohen_kappa``, ``tau_b``, ``agreement_score`` …
- ``ordinal``: van der Eijk's ``agreement``, ``leik``, ``consensus``
- ``alpha``, ``reliability``: Krippendorff's ``alpha``, ``percent_agreement``, ``disagreements``
"""

from analysis.compare.gaps import divided_issues, issue_gaps, widest, widest_gap, with_readings
from analysis.compare.membership import nested_pairs
from analysis.compare.order import flips, order_under
from analysis.compare.pairs import mean_distances, pair_distances, pair_index, pair_table
from analysis.compare.readings import (
    counted_pairs,
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
    "flips",
    "issue_gaps",
    "mean_distances",
    "measured_pairs",
    "nested_pairs",
    "order_under",
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
    "widest_gap",
    "with_readings",
    "without_each_issue",
]
