"""A coding sheet goes out, is filled, and comes back without loss; a slip is named by its cell."""

from __future__ import annotations

import csv
import io
import shutil

import openpyxl
import pytest
from click.testing import CliRunner

from analysis.cli import main

ANSWERS = {
    "stances": ("stance", "low", "high", "modality", "rationale"),
    "effects": ("change", "direction", "modality", "rationale"),
}
TABLES = {"stances": "stance_codes.csv", "effects": "effect_codes.csv"}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(rows):
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def run(*words):
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def folder(root, tmp_path):
    """The shipped case, whose codes by pass-1 have been taken out and set aside."""
    target = tmp_path / "case"
    shutil.copytree(root / "data" / "us-ukraine-2025-02-28", target)
    for name in TABLES.values():
        path = target / name
        path.write_bytes(written([r for r in rows_of(path) if r["coder"] != "pass-1"]))
    assert run("sheet", target, "--coder", "pass-1")[0] == 0
    return target


@pytest.fixture
def shipped(root):
    home = root / "data" / "us-ukraine-2025-02-28"
    return {page: home / name for page, name in TABLES.items()}


def fill(sheet, shipped, change=None):
    """Type the codes of pass-1 into the sheet; ``change`` may then spoil the workbook."""
    book = openpyxl.load_workbook(sheet)
    for page, answers in ANSWERS.items():
        codes = {row["unit"]: row for row in rows_of(shipped[page]) if row["coder"] == "pass-1"}
        header = [cell.value for cell in book[page][1]]
        for row in book[page].iter_rows(min_row=2):
            for answer in answers:
                value = codes[row[0].value]["rationale_en" if answer == "rationale" else answer]
                number = answer in ("stance", "low", "high", "direction")
                row[header.index(answer)].value = int(value) if number and value else value or None
    if change:
        change(book)
    book.save(sheet)


def test_what_goes_out_comes_back_byte_for_byte(folder, shipped):
    fill(folder / "coding" / "pass-1.xlsx", shipped)
    code, said = run("collect", folder / "coding" / "pass-1.xlsx")
    assert code == 0, said
    assert said.splitlines()[-1] == "the case is sound"
    for page, name in TABLES.items():
        theirs = rows_of(shipped[page])
        others = [row for row in theirs if row["coder"] != "pass-1"]
        ours = [row for row in theirs if row["coder"] == "pass-1"]
        assert (folder / name).read_bytes() == written([*others, *ours])


def test_a_second_collecting_changes_nothing(folder, shipped):
    sheet = folder / "coding" / "pass-1.xlsx"
    fill(sheet, shipped)
    run("collect", sheet)
    before = [(folder / name).read_bytes() for name in TABLES.values()]
    assert run("collect", sheet)[0] == 0
    assert [(folder / name).read_bytes() for name in TABLES.values()] == before


def test_no_other_coder_s_code_stands_in_a_sheet(folder, shipped):
    book = openpyxl.load_workbook(folder / "coding" / "pass-1.xlsx")
    texts = {
        str(cell.value)
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }
    reasons = {row["rationale_en"] for page in shipped.values() for row in rows_of(page)}
    assert not texts & reasons
    assert not any("pass-2" in text for text in texts)
    for page, answers in ANSWERS.items():
        header = [cell.value for cell in book[page][1]]
        for answer in answers:
            at = header.index(answer) + 1
            assert all(book[page].cell(r, at).value is None for r in range(2, book[page].max_row))


def test_choices_are_lists_and_the_anchors_stand_beside_them(folder, root):
    page = openpyxl.load_workbook(folder / "coding" / "pass-1.xlsx")["stances"]
    lists = {rule.promptTitle: rule.formula1 for rule in page.data_validations.dataValidation}
    assert lists["stance"] == '"2,1,0,-1,-2"'
    assert lists["modality"] == '"asserted,demanded,conditional,considered,possible"'
    anchors = rows_of(root / "data" / "us-ukraine-2025-02-28" / "anchors.csv")
    wanted = [f"{a['stance']}: {a['anchor_en']}" for a in anchors if a["issue"] == "military_aid"]
    header = [cell.value for cell in page[1]]
    assert page.cell(2, header.index("codes") + 1).value.split("\n") == wanted


SLIPS = {
    "off the scale": (lambda b: put(b, "stances", 3, "stance", 3), "stances!H3: '3' is no stance"),
    "a word": (lambda b: put(b, "stances", 3, "low", "x"), "stances!I3: 'x' is no low"),
    "half filled": (lambda b: put(b, "stances", 2, "high", None), "stances!J2: high is empty"),
    "crossed": (lambda b: put(b, "stances", 2, "low", 2), "stances!H2: low 2, stance -1, high -1"),
    "a formula": (lambda b: put(b, "stances", 4, "stance", "=1+1"), "stances!H4: a formula"),
    "a date": (lambda b: put(b, "stances", 4, "stance", __import__("datetime").date(2025, 1, 2)),
               "stances!H4: '2025-01-02' is a date"),
    "a fraction": (lambda b: put(b, "stances", 4, "stance", 1.5), "stances!H4: '1.5' is no stance"),
    "no modality": (lambda b: put(b, "stances", 5, "modality", None), "stances!K5: modality is"),
    "no reason": (lambda b: put(b, "effects", 5, "rationale", " "), "effects!L5: rationale is"),
    "strange unit": (lambda b: put(b, "stances", 2, "unit", "zz"), "stances!A2: 'zz' is no unit"),
    "a row twice": (lambda b: put(b, "stances", 3, "unit", "c-military_aid-USA"),
                    "stances!A3: 'c-military_aid-USA' stands twice"),
    "a row gone": (lambda b: b["stances"].delete_rows(2),
                   "stances: there is no row for 'c-military_aid-USA'"),
    "a column gone": (lambda b: b["stances"].delete_cols(8), "0 columns are headed 'stance'"),
    "a page gone": (lambda b: b.remove(b["effects"]), "there is no page 'effects'"),
    "untouched": (lambda b: [put(b, "effects", 6, a, None) for a in ANSWERS["effects"]],
                  "effects!I6: the row is not filled in"),
}  # fmt: skip


def put(book, page, row, column, value):
    header = [cell.value for cell in book[page][1]]
    book[page].cell(row, header.index(column) + 1).value = value


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_by_its_cell_and_nothing_is_taken(folder, shipped, slip):
    change, wanted = SLIPS[slip]
    before = [(folder / name).read_bytes() for name in TABLES.values()]
    sheet = folder / "coding" / "pass-1.xlsx"
    fill(sheet, shipped, change)
    code, said = run("collect", sheet)
    assert code == 1
    assert any(line.startswith("pass-1.xlsx") and wanted in line for line in said.splitlines()), (
        said
    )
    assert [(folder / name).read_bytes() for name in TABLES.values()] == before


def test_not_stated_is_an_empty_stance_with_its_reason(folder, shipped):
    def silent(book):
        for column in ("stance", "low", "high"):
            put(book, "stances", 2, column, None)

    sheet = folder / "coding" / "pass-1.xlsx"
    fill(sheet, shipped, silent)
    assert run("collect", sheet)[0] == 0
    row = next(
        r
        for r in rows_of(folder / "stance_codes.csv")
        if r["coder"] == "pass-1" and r["unit"] == "c-military_aid-USA"
    )
    assert (row["stance"], row["low"], row["high"]) == ("", "", "")


def test_numbers_saved_as_text_are_read(folder, shipped):
    def typed(book):
        put(book, "stances", 2, "stance", "−1")
        put(book, "stances", 2, "low", "-1.0")
        put(book, "stances", 3, "high", "+2")

    sheet = folder / "coding" / "pass-1.xlsx"
    fill(sheet, shipped, typed)
    code, said = run("collect", sheet)
    assert code == 0, said


def test_codes_that_are_there_are_replaced_only_when_asked(folder, shipped):
    sheet = folder / "coding" / "pass-1.xlsx"
    fill(sheet, shipped)
    run("collect", sheet)
    before = (folder / "stance_codes.csv").read_bytes()
    fill(sheet, shipped, lambda book: put(book, "stances", 2, "rationale", "another reason"))
    code, said = run("collect", sheet)
    assert code == 1
    assert "pass-1 has coded 1 rows otherwise already; --replace" in said
    assert (folder / "stance_codes.csv").read_bytes() == before
    assert run("collect", sheet, "--replace")[0] == 0
    assert b"another reason" in (folder / "stance_codes.csv").read_bytes()


def test_a_sheet_that_is_there_is_not_overwritten(folder):
    before = (folder / "coding" / "pass-1.xlsx").read_bytes()
    code, said = run("sheet", folder, "--coder", "pass-1")
    assert code == 1
    assert "is there already" in said
    assert (folder / "coding" / "pass-1.xlsx").read_bytes() == before


@pytest.mark.parametrize("coder", ["a b", "../x", "=x", "é", "", "花子", "a" * 300, "CON", "-x"])
def test_a_coder_s_name_cannot_lead_elsewhere(folder, coder):
    code, said = run("sheet", folder, "--coder", coder)
    assert code == 1
    assert "--coder: " in said


def test_text_that_begins_like_a_formula_stays_text(folder, root):
    path = folder / "comparison.csv"
    path.write_text(path.read_text("utf-8").replace("追加支援を強く希望,S", "=1+1,S"), "utf-8")
    assert run("sheet", folder, "--coder", "x")[0] == 0
    page = openpyxl.load_workbook(folder / "coding" / "x.xlsx")["stances"]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_what_is_no_sheet_is_refused(folder, data):
    path = folder / "coding" / "bad.xlsx"
    path.write_bytes(data)
    code, said = run("collect", path)
    assert code == 1
    assert said.startswith("bad.xlsx: ")
    assert said.count("\n") == 1
