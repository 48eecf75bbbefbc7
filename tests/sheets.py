"""A coding sheet that is to be filled in: a case without a coder, and that coder's codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

TABLES = {"stances": "stance_codes.csv", "effects": "effect_codes.csv"}
#: Page of a sheet → unit → column → cell.
Codes = dict[str, dict[str, dict[str, str]]]


def without_first_coder(case: Path) -> tuple[str, Codes]:
    """Take the first coder's rows out of the tables of ``case``; the coder, and the codes."""
    codes, coder = {}, ""
    for page, name in TABLES.items():
        rows = list(csv.DictReader(io.StringIO((case / name).read_text("utf-8"), newline="")))
        coder = coder or rows[0]["coder"]
        codes[page] = {row["unit"]: row for row in rows if row["coder"] == coder}
        target = io.StringIO(newline="")
        writer = csv.DictWriter(target, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["coder"] != coder)
        (case / name).write_text(target.getvalue(), "utf-8")
    return coder, codes


def fill(sheet: Path, codes: Codes) -> None:
    """Write the codes into the cells of ``sheet`` that are theirs."""
    import openpyxl

    book = openpyxl.load_workbook(sheet)
    for page, given in codes.items():
        head = [cell.value for cell in book[page][1]]
        own = {*next(iter(given.values())), "rationale"} & set(head) - {"unit", "coder"}
        for row in book[page].iter_rows(min_row=2):
            for column in own:
                wanted = "rationale_en" if column == "rationale" else column
                row[head.index(column)].value = given[row[0].value][wanted] or None
    book.save(sheet)
