"""What an issue must say before it can be coded.

A stance is one on an objective. Where no language has it, a sign on a chart says nothing, and
coders who fill in a sheet code different things.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case.problem import Problem
from analysis.case.sheets import Sheets

NAMES = ("objective_en", "objective_ja")


def coded_issues_have_objectives(sheets: Sheets) -> Iterator[Problem]:
    """13. An issue on which somebody took a stance has its objective, in one language at least."""
    coded = {row["unit"] for _, row in sheets.rows("stance_codes") if row["stance"]}
    issues = {
        row["issue"]
        for home in ("comparison", "statements")
        for _, row in sheets.rows(home)
        if row["unit"] in coded
    }
    for number, row in sheets.rows("issues"):
        if row["issue"] in issues and not any(row.get(name, "").strip() for name in NAMES):
            allowed = "a sentence one can be for or against, in one language at least"
            yield Problem(sheets.file("issues"), number, NAMES[0], "the cell is empty", allowed)
