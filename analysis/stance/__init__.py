"""From codes to stance matrices: consensus, table and wide matrix, and what is on record."""

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
from analysis.stance.record import DEMANDS, left_out, on_record, unit_record
from analysis.stance.record_sentences import doubt_sentence, record_sentence, units_shown
from analysis.stance.support import support

__all__ = [
    "DEMANDS",
    "EMPTY",
    "SPLIT",
    "STATED",
    "doubt_sentence",
    "labelled_matrix",
    "left_out",
    "middle_codes",
    "narrative_units",
    "on_record",
    "record_sentence",
    "stance_matrix",
    "support",
    "table_cells",
    "unit_effects",
    "unit_record",
    "unit_stances",
    "units_shown",
    "voices",
    "wide_cells",
]
