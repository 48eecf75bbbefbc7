"""The parts of a source in which something is put: its two tables, and the sections of its text."""

from __future__ import annotations

import pandas as pd

from analysis.charts import marks
from analysis.charts.record import Text
from analysis.charts.view import Lang, View

TABLE, IMPACT, SECTION = "comparison table", "impact table", "section"
NAMES = {
    TABLE: Text("Comparison table", "比較表"),
    IMPACT: Text("Impact table", "影響表"),
    "commentary": Text("Commentary", "論評"),
}
NARRATIVE = Text("Narrative, by section", "本文（節ごと）")
NUMBERED = Text("Section {number}", "第{number}節")


def rows_of(counts: pd.DataFrame, view: View, room: float) -> dict[str, tuple[str, int]]:
    """Name and number of units of each part, and of the narrative before its sections."""
    parts = counts.drop_duplicates("part")
    rows: dict[str, tuple[str, int]] = {}
    for _, part in parts.iterrows():
        if part["place"] == SECTION and SECTION not in rows:
            whole = parts.loc[parts["place"] == SECTION, "of"].sum()
            rows[SECTION] = (NARRATIVE(view.lang), int(whole))
        rows[part["part"]] = (marks.cut(part[f"part_{view.lang}"], room), int(part["of"]))
    return rows


def part_name(part: str, lang: Lang) -> str:
    """A section by its number, a part that is named by its name."""
    if part.isdecimal():
        return NUMBERED(lang, {"number": part})
    return NAMES[part](lang) if part in NAMES else part.capitalize()
