"""What a statement of the narrative is to a cell of the table.

A statement *supports* a cell where it lies on the same side of the midpoint, both at the
midpoint included. The table *drops a hedge* where it asserts what the narrative hedges: the
cell's modality is asserted, the cell has support, and every statement that supports it is
conditional, considered or possible. A demand is no hedge, and where the coders of a statement
differ on its modality no hedge is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import record_marks
from analysis.charts.names import named
from analysis.stance import narrative_units, table_cells

if TYPE_CHECKING:
    from analysis.case import Case, Scale

HEDGES = ("conditional", "considered", "possible")
SAME, OPPOSITE, OTHER = "same side", "opposite side", "neither"


def related(case: Case) -> pd.DataFrame:
    """One row a cell × statement that bears on it; a cell without any has one row, text_… NA.

    ``relation`` of the statement to the cell: *same side*, *opposite side* or *neither* (one of
    the two at the midpoint, or split across it, or the cell not stated). ``supported``: some
    statement lies on the same side. ``drops_hedge``: as in the module's description.
    """
    columns = ["unit", "line", "issue", "actor", "kind", "lower", "upper", "modality"]
    told = narrative_units(case).add_prefix("text_")
    told = told.rename(columns={"text_actor": "actor", "text_issue": "issue"})
    rows = table_cells(case)[columns].merge(told, how="left", on=["issue", "actor"])
    relation = [_relation(row, case.scale) for _, row in rows.iterrows()]
    rows["relation"] = pd.Series(relation, index=rows.index, dtype="str")
    same = rows["relation"] == SAME
    rows["supported"] = same.groupby(rows["unit"]).transform("any")
    plain = same & ~rows["text_modality"].isin(HEDGES)
    rows["drops_hedge"] = (
        (rows["modality"] == "asserted")
        & rows["supported"]
        & ~plain.groupby(rows["unit"]).transform("any")
    )
    text = "unit line section role lower upper modality paraphrase_en paraphrase_ja"
    flags = ["relation", "supported", "drops_hedge"]
    rows = rows[[*columns, *(f"text_{column}" for column in text.split()), *flags]]
    rows = record_marks.with_record(case, rows)
    rows = record_marks.with_record(case, rows, "text_unit", "text_")
    return named(case, rows, issue="issues", actor="actors")


def _relation(row: pd.Series, scale: Scale) -> object:
    """Where a statement lies, seen from its cell; NA where there is no statement."""
    if pd.isna(row["text_unit"]):
        return pd.NA
    if pd.isna(row["lower"]):
        return OTHER
    cell, text = (
        {scale.sign(int(row[code])) for code in codes}
        for codes in (("lower", "upper"), ("text_lower", "text_upper"))
    )
    if cell == text and len(cell) == 1:
        return SAME
    return OPPOSITE if cell | text == {-1, 1} and len(cell) == len(text) == 1 else OTHER
