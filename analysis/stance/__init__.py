"""From codes to stance matrices: consensus of the coders, table matrix, wide matrix."""

from analysis.stance.consensus import middle_codes, unit_effects, unit_stances
from analysis.stance.matrix import (
    EMPTY,
    SPLIT,
    STATED,
    labelled_matrix,
    narrative_units,
    stance_matrix,
    table_cells,
    voices,
    wide_cells,
)

__all__ = [
    "EMPTY",
    "SPLIT",
    "STATED",
    "labelled_matrix",
    "middle_codes",
    "narrative_units",
    "stance_matrix",
    "table_cells",
    "unit_effects",
    "unit_stances",
    "voices",
    "wide_cells",
]
