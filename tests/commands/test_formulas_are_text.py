"""What spreadsheets open holds no formula, and comes back as it was."""

from __future__ import annotations

import csv
import io
import shutil
import time

import pytest
from click.testing import CliRunner

from analysis.case import read_case
from analysis.case.spreadsheet import harmless, restored
from analysis.cli import main

ACTS = ["=1+1", "+a", "-a b", "@SUM(1)", "＝1", "－a", "＠a"]


def run(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("cell", ACTS)
def test_a_drafted_cell_is_guarded_in_the_file_and_plain_in_the_case(tmp_path, cell):
    article = tmp_path / "a.txt"
    article.write_text(f"issue | X | Y\naid | {cell} | -1\npeace | no | 'tis\n", "utf-8")
    target = tmp_path / "drafted"
    run("draft", article, "--out", target)
    text = (target / "comparison.csv").read_text("utf-8")
    stored = {row[4] or row[5] for row in rows(text)[1:]}
    assert stored == {f"'{cell}", "-1", "no", "'tis"}
    header = rows(text)[0]
    code = rows((target / "stance_codes.csv").read_text("utf-8"))[0]
    assert {"text_ja", "text_en"} == set(header[4:6])
    units = [row[0] for row in rows(text)[1:]]
    with (target / "stance_codes.csv").open("a", encoding="utf-8", newline="") as file:
        given = {"coder": "ann", "modality": "asserted", "rationale_en": "not stated"}
        csv.writer(file, lineterminator="\n").writerows(
            [given.get(column, unit if column == "unit" else "") for column in code]
            for unit in units
        )
    case = read_case(target)
    read = case["comparison"]
    assert set(read["text_ja"].fillna(read["text_en"])) == {cell, "-1", "no", "'tis"}


def test_a_rationale_like_a_formula_is_collected_guarded_and_read_plain(tmp_path, root):
    import openpyxl

    case, sheet = tmp_path / "toy", tmp_path / "ann.xlsx"
    shutil.copytree(root / "tests/cases/toy", case)
    run("sheet", case, "--coder", "ann", "--out", sheet)
    book = openpyxl.load_workbook(sheet)
    for page in book.worksheets[:2]:
        head = [cell.value for cell in page[1]]
        for number, row in enumerate(page.iter_rows(min_row=2)):
            answers = {"modality": "asserted", "change": "closer", "direction": "1"}
            for column in set(head) & set(answers):
                row[head.index(column)].value = answers[column]
            place = row[head.index("rationale")]
            place.value = ACTS[number % len(ACTS)]
            place.data_type = "s"
    book.save(sheet)
    changes = rows((case / "effect_codes.csv").read_text("utf-8"))
    book = openpyxl.load_workbook(sheet)
    if "effects" in book.sheetnames:
        head = [cell.value for cell in book["effects"][1]]
        known = changes[1][changes[0].index("change")]
        for row in book["effects"].iter_rows(min_row=2):
            row[head.index("change")].value = known
        book.save(sheet)
    run("collect", sheet, "--case", case)
    stored = rows((case / "stance_codes.csv").read_text("utf-8"))
    place = stored[0].index("rationale_en")
    ours = [row[place] for row in stored[1:] if row[0] == "ann"]
    assert ours
    assert all(cell.startswith("'") for cell in ours)
    codes = read_case(case)["stance_codes"]
    assert set(codes[codes["coder"] == "ann"]["rationale_en"]) <= set(ACTS)


def test_what_matrix_and_compare_print_holds_no_formula_and_keeps_its_numbers(tmp_path, root):
    case = tmp_path / "toy"
    shutil.copytree(root / "tests/cases/toy", case)
    printed = {words: rows(run(*words, "--case", case)) for words in (("matrix",), ("compare",))}
    cells = [cell for table in printed.values() for row in table[1:] for cell in row]
    assert "-2" in cells
    assert not [
        c for c in cells if (c[:1] in "=+@" and c) or (c[:1] == "-" and not c[1:2].isdigit())
    ]


def test_a_split_cell_that_begins_with_a_minus_is_no_sum(monkeypatch):
    import pandas as pd

    from analysis import stance

    frame = pd.DataFrame({"aid": ["-1/1", "-2", "0/2"]}, index=["A", "B", "=C"])
    monkeypatch.setattr(stance, "labelled_matrix", lambda case, wide: frame)
    assert rows(run("matrix")) == [["", "aid"], ["A", "'-1/1"], ["B", "-2"], ["'=C", "0/2"]]


@pytest.mark.parametrize(
    "cell", ["-" + "1" * 40_000 + "x", "-" + "1" * 40_000, "+1." + "1" * 40_000]
)
def test_a_long_row_of_digits_is_told_from_a_formula_at_once(cell):
    begun = time.process_time()
    assert restored(harmless(cell)) == cell
    assert (harmless(cell) == cell) == (not cell.endswith("x"))
    assert time.process_time() - begun < 1
