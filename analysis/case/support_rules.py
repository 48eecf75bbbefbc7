"""What a row may say of the sources behind it.

A row that says it rests on several sources and names one cannot be followed further than that
one, and a reader who counts what is named finds less than was promised. Such a row has to name
more, or to say what can be seen: one source, opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.case.problem import Problem, shown
from analysis.case.sheets import Sheets

SEVERAL = "several sources"
LISTS = ("sources", "source_ids")


def several_sources_are_named(sheets: Sheets) -> Iterator[Problem]:
    """12. A row whose support is several sources cites more than one.

    A row that cites what is no source is passed over, since that is reported already.
    """
    known = sheets.values("sources", "source_id")
    allowed = "two or more sources cited, or another word for the support"
    for name in sheets.tables:
        for number, row in sheets.rows(name):
            if row.get("confidence") != SEVERAL:
                continue
            cells = [row[column] for column in LISTS if row.get(column)]
            cited = {key for cell in cells for key in cell.split(";")}
            if len(cited) < 2 and cited <= known:
                wrong = f"{shown(SEVERAL)}, but {len(cited)} cited"
                yield Problem(sheets.file(name), number, "confidence", wrong, allowed)
