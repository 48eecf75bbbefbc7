"""No table of the shipped case lies in its folder unseen: a notebook reads it and shows it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
#: Names and groups stand behind every table and chart, and are shown as words in each.
EVERYWHERE = {"actors", "memberships"}
RECORD = ("agreement_terms", "minerals", "responses")


def cells(kind: str) -> str:
    read = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
    return "\n".join(
        cell.source
        for notebook in read
        for cell in notebook.cells
        if cell.cell_type == kind and cell.get("id") != "asserts"
    )


def test_every_table_is_named_by_a_notebook_that_reads_it(case):
    listed = re.findall(r"(?m)^- \*Reads\*: (.+)\.$", cells("markdown"))
    named = {name for line in listed for name in line.split(", ")}
    assert set(case.tables) - named == EVERYWHERE


@pytest.mark.parametrize("name", RECORD)
def test_a_table_that_no_chart_draws_is_shown_with_its_sources(name):
    shown = re.findall(rf'table\(case\["{name}"\].*?source_ids"\)', cells("code"), re.DOTALL)
    assert len(shown) == 1
