"""What spreadsheet programs and their users make of a sheet is read right, or refused by cell."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import shutil
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner

from analysis.cli import main

SHEET = "ann.xlsx"
ANSWERS = {
    "stances": ("stance", "low", "high", "modality", "rationale"),
    "effects": ("change", "direction", "modality", "rationale"),
}


def run(*words):
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """The toy case, none of its units coded, and a sheet for ann."""
    target = tmp_path_factory.mktemp("made") / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", target)
    for name in ("stance_codes.csv", "effect_codes.csv"):
        header = (target / name).read_text("utf-8").split("\n")[0]
        (target / name).write_text(header + "\n", "utf-8")
    assert run("sheet", target, "--coder", "ann")[0] == 0
    return target


@pytest.fixture
def folder(made, tmp_path):
    """A copy of it, for a test to change."""
    return shutil.copytree(made, tmp_path / "toy")


@pytest.fixture
def codes(root):
    """The codes of reader-1 by unit, to be typed in by ann."""
    home = root / "tests" / "cases" / "toy"
    rows = [*rows_of(home / "stance_codes.csv"), *rows_of(home / "effect_codes.csv")]
    return {row["unit"]: row for row in rows if row["coder"] == "reader-1"}


def columns(page):
    return {cell.value: cell.column for cell in page[1]}


def filled(folder, codes, change=None):
    """The sheet of ann, filled in, and then changed as a program or its user would."""
    path = folder / "coding" / SHEET
    book = openpyxl.load_workbook(path)
    for name, answers in ANSWERS.items():
        page, at = book[name], columns(book[name])
        for row in range(2, page.max_row + 1):
            given = codes[page.cell(row, 1).value]
            for answer in answers:
                value = given["rationale_en" if answer == "rationale" else answer]
                number = answer in ("stance", "low", "high", "direction") and value
                page.cell(row, at[answer]).value = int(value) if number else value or None
    if change:
        change(book["stances"])
    book.save(path)
    return path


def taken(folder):
    return [
        tuple(row[name] for name in ("unit", "stance", "low", "high", "modality"))
        for row in rows_of(folder / "stance_codes.csv")
    ]


def wanted(codes, folder):
    units = [row["unit"] for row in rows_of(folder / "comparison.csv")]
    units += [row["unit"] for row in rows_of(folder / "statements.csv")]
    return [
        (unit, *(codes[unit][name] for name in ("stance", "low", "high", "modality")))
        for unit in units
    ]


def put(page, row, column, value):
    page.cell(row, columns(page)[column]).value = value


def retyped(write):
    def change(page):
        at = columns(page)
        for row in range(2, page.max_row + 1):
            for name in ("stance", "low", "high"):
                cell = page.cell(row, at[name])
                cell.value = None if cell.value is None else write(cell.value)

    return change


def mirrored(page, width):
    """The rows in reverse, in the first columns only: a table sorted in part."""
    rows = [[cell.value for cell in row[:width]] for row in page.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for place, value in enumerate(row, start=1):
            page.cell(number, place).value = value


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
READ = {
    "as text": retyped(str),
    "with blanks around": retyped(lambda code: f" {code}　"),
    "with a mark of no width": retyped(lambda code: f"{code}\u200b"),
    "in wide digits": retyped(lambda code: str(code).translate(WIDE)),
    "with a minus sign": retyped(lambda code: str(code).replace("-", "−")),
    "with a dash": retyped(lambda code: str(code).replace("-", "–")),
    "as a fraction": retyped(float),
    "with a plus": retyped(lambda code: f"{code:+}"),
    "with decimals": retyped(lambda code: f"{code}.00"),
    "sorted as a whole": lambda page: mirrored(page, 20),
    "with an empty row": lambda page: page.insert_rows(4),
    "with a column of notes": lambda page: (page.insert_cols(3), page.cell(1, 3, "mine")),
    "with a note below": lambda page: page.cell(40, 3, "ask Ben about this"),
    "with a filter": lambda page: page.auto_filter.add_filter_column(0, ["x"]),
    "with hidden rows": lambda page: setattr(page.row_dimensions[3], "hidden", True),
    "with a capital": lambda page: put(page, 2, "modality", "Demanded"),
}


@pytest.mark.parametrize("way", READ)
def test_what_means_one_thing_only_is_read(folder, codes, way):
    code, said = run("collect", filled(folder, codes, READ[way]))
    assert code == 0, said
    assert taken(folder) == wanted(codes, folder)


DATE = datetime.datetime(2026, 1, 2)
REFUSED = {
    "sorted in part": (lambda page: mirrored(page, 6), "stances!G2: '"),
    "units sorted alone": (lambda page: mirrored(page, 1), "stances!C2: 'Water"),
    "words changed": (lambda page: put(page, 2, "text_ja", "別"), "stances!E2: '別' is not"),
    "a date": (lambda page: put(page, 2, "rationale", DATE), "stances!L2: '2026-01-02' is a da"),
    "an error": (lambda page: put(page, 2, "rationale", "#REF!"), "stances!L2: an error value"),
    "a truth value": (lambda page: put(page, 2, "stance", True), "stances!H2: 'True' is a tr"),
    "a heading mangled": (lambda page: put(page, 1, "low", "L"), "stances!1: 0 columns are"),
    "a tab renamed": (lambda page: setattr(page, "title", "X"), "there is no page 'stances'"),
    "a unit lost": (lambda page: put(page, 2, "unit", None), "stances!A2: a row without a unit"),
}  # fmt: skip


@pytest.mark.parametrize("way", REFUSED)
def test_what_could_mean_another_unit_or_nothing_is_refused(folder, codes, way):
    change, said = REFUSED[way]
    before = (folder / "stance_codes.csv").read_bytes()
    code, answer = run("collect", filled(folder, codes, change))
    assert code == 1
    assert any(line.startswith("ann.xlsx") and said in line for line in answer.splitlines()), answer
    assert (folder / "stance_codes.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("comparison.csv", "等分を要求", "等分を希望"),
        ("issues.csv", "objective", None),
        ("anchors.csv", "anchor", None),
    ],
)
def test_a_sheet_of_an_older_state_of_the_case_is_refused(folder, codes, table, old, new):
    path = filled(folder, codes)
    rows = rows_of(folder / table)
    column = "text_ja" if new else f"{old}_en"
    rows[0][column] = new or rows[0][column] + ", reworded"
    rewrite(folder / table, rows)
    code, said = run("collect", path)
    assert code == 1
    assert "as in the case; undo the sorting; if the case was changed since, undo" in said
    assert taken(folder) == []


TRANSLATED = {
    "issues.csv": ("name", "objective"), "actors.csv": ("name",), "anchors.csv": ("anchor",),
    "comparison.csv": ("text",),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    ("table", "name"), [(table, name) for table, names in TRANSLATED.items() for name in names]
)
def test_a_case_may_be_translated_while_a_sheet_is_out(root, tmp_path, codes, table, name, lang):
    folder = tmp_path / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    freed(folder / "datapackage.json")
    column, whole = f"{name}_{lang}", rows_of(folder / table)
    rewrite(folder / table, [{**row, column: ""} for row in whole])
    assert run("sheet", folder, "--coder", "ann")[0] == 0
    path = filled(folder, codes)
    rewrite(folder / table, whole)
    code, said = run("collect", path)
    assert (code, said.splitlines()[-1]) == (0, "the case is sound")
    shown = f"{name}_{'ja' if lang == 'en' else 'en'}"
    for more in ("!", "\n増減なし"):
        for place in ("{0}{1}", "{1}{0}"):
            other = [{**row, shown: place.format(row[shown], more)} for row in whole]
            rewrite(folder / table, other)
            code, said = run("collect", path, "--replace")
            assert code == 1 and "if the case was changed since" in said


def test_an_anchor_that_came_later_than_a_sheet_is_no_translation(root, tmp_path, codes):
    folder = tmp_path / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    freed(folder / "datapackage.json")
    whole = rows_of(folder / "anchors.csv")
    none = {"anchor_en": "", "anchor_ja": ""}
    before = [{**row, **(none if row["stance"] == "0" else {})} for row in whole]
    rewrite(folder / "anchors.csv", before)
    assert run("sheet", folder, "--coder", "ann")[0] == 0
    path = filled(folder, codes)
    later = [{**row, "anchor_ja": ""} if row["stance"] == "0" else row for row in whole]
    for since in (whole, later):
        rewrite(folder / "anchors.csv", since)
        code, said = run("collect", path)
        assert code == 1 and "is not the codes of" in said


def rewrite(table, rows):
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def freed(path):
    """Let the words of either language be missing, as in a new case."""
    declared = json.loads(path.read_text("utf-8"))
    for resource in declared["resources"]:
        for field in resource["schema"]["fields"]:
            if field["name"].endswith(("_en", "_ja")):
                field.pop("constraints", None)
    path.write_text(json.dumps(declared), "utf-8")


def test_a_sheet_that_came_by_mail_is_asked_for_its_case(folder, codes, tmp_path):
    elsewhere = tmp_path / "inbox" / "mail" / SHEET
    elsewhere.parent.mkdir(parents=True)
    shutil.move(filled(folder, codes), elsewhere)
    code, said = run("collect", elsewhere)
    assert code == 1
    assert said.startswith("ann.xlsx: does not lie in a folder of its case; --case DIR, ")
    assert run("collect", elsewhere, "--case", folder)[0] == 0
    assert taken(folder) == wanted(codes, folder)


def test_a_sheet_made_elsewhere_names_its_case_for_the_way_back(folder, tmp_path):
    out = tmp_path / "ann.xlsx"
    code, said = run("sheet", folder, "--coder", "ben", "--out", out)
    assert (code, said.splitlines()[-1].partition("; ")[2]) == (
        0, f"when filled: collect {out} --case {folder}",
    )  # fmt: skip
    code, said = run("sheet", folder, "--coder", "ben")
    assert said.splitlines()[-1].endswith(f"collect {folder / 'coding' / 'ben.xlsx'}")


def test_one_fault_of_a_cell_is_said_once(folder, codes):
    code, said = run("collect", filled(folder, codes, lambda page: put(page, 2, "stance", 7)))
    assert code == 1
    assert said.splitlines() == ["ann.xlsx:stances!H2: '7' is no stance; one of 2, 1, 0, -1, -2"]


def test_of_many_faults_the_first_are_named_and_the_rest_counted(folder, codes):
    stances = len(rows_of(folder / "comparison.csv")) + len(rows_of(folder / "statements.csv"))
    code, said = run("collect", folder / "coding" / SHEET)
    assert code == 1
    lines = said.splitlines()
    assert lines[0].startswith("ann.xlsx:stances!H2: the row is not filled in; ")
    assert sum("the row is not filled in" in line for line in lines if "stances" in line) == 20
    assert lines[20].startswith(f"ann.xlsx:stances: {stances - 20} more such cells and rows; ")


def test_a_sheet_saved_by_another_program_comes_back_without_loss(root, tmp_path):
    """That of the toy case, filled in and saved by LibreOffice; each reason quotes the words."""
    folder = tmp_path / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    sheet = root / "tests" / "fixtures" / "toy-filled-in-libreoffice.xlsx"
    before = {table: rows_of(folder / f"{table}.csv") for table in ("stance_codes", "effect_codes")}
    words = {row["unit"]: row["text_ja"] for row in rows_of(folder / "comparison.csv")}
    words |= {row["unit"]: row["paraphrase_ja"] for row in rows_of(folder / "statements.csv")}
    words |= {row["unit"]: row["effect_ja"] for row in rows_of(folder / "effects.csv")}
    code, said = run("collect", sheet, "--case", folder, "--replace")
    assert code == 0, said
    for table, rows in before.items():
        after = {(r["coder"], r["unit"]): r for r in rows_of(folder / f"{table}.csv")}
        assert len(after) == len(rows)
        for row in rows:
            if row["coder"] == "reader-1":
                row["rationale_en"] = f"「{words[row['unit']]}」による\n2行目"
            assert after[row["coder"], row["unit"]] == row


def tags(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(packed.read(name).count(b"<") for name in packed.namelist())


def test_a_sheet_as_large_as_may_be_made_can_be_read_again(folder, codes):
    """By the tags that a filled row takes, since a sheet of that size takes half a minute."""
    from analysis.case import read_uncoded
    from analysis.coding import book_of, read_sheet, sheet_of
    from analysis.coding.form import MAX_TAGS, MAX_UNITS, pages

    package, sheets = read_uncoded(folder)
    page = pages(sheets, package.scale.values)[0]
    answer = dict.fromkeys(("stance", "low", "high"), "2")
    answer |= {"modality": "asserted", "rationale": "it says so"}
    row = {**page.rows[0], **answer}
    made = {
        number: dataclasses.replace(page, rows=[{**row, "unit": f"u{n}"} for n in range(number)])
        for number in (100, 300)
    }
    about = {"case": package.name, "coder": "ann"}
    data = {number: sheet_of([each], about) for number, each in made.items()}
    a_row = (tags(data[300]) - tags(data[100])) / 200
    assert a_row * MAX_UNITS < 0.8 * MAX_TAGS
    read = read_sheet(book_of(data[300], "x.xlsx"), "x.xlsx", [made[300]])
    assert len(read.rows["stance_codes"]) == 300


def test_more_units_than_a_sheet_holds_make_none(folder, monkeypatch):
    from analysis.coding import sheet

    monkeypatch.setattr(sheet, "MAX_UNITS", 7)
    code, said = run("sheet", folder, "--coder", "ben")
    assert code == 1
    assert said == "toy: 25 units to code; at most 7 on a sheet\n"
    assert not (folder / "coding" / "ben.xlsx").exists()


def test_a_sheet_can_be_read_as_it_opens(folder):
    page = openpyxl.load_workbook(folder / "coding" / SHEET)["stances"]
    at = columns(page)
    hidden = {name for name, place in at.items() if page.column_dimensions[letter(place)].hidden}
    assert hidden == {"proposed_modality"}
    meant = page.cell(2, at["codes"]).value
    assert page.row_dimensions[2].height >= 15 * len(meant.split("\n"))
    assert page.freeze_panes == "B2"
    assert page.cell(2, at["rationale"]).number_format == "@"
    japanese = page.cell(2, at["codes_ja"]).value.split("\n")
    assert len(japanese) == 5
    assert all(any("぀" <= sign <= "鿿" for sign in line) for line in japanese)


def letter(place):
    return openpyxl.utils.get_column_letter(place)


def test_who_makes_a_sheet_too_early_is_told(root, tmp_path):
    article = tmp_path / "a.md"
    article.write_text("Issue | US | EU\n--|--|--\naid | less | more\n", "utf-8")
    assert run("draft", article, "--out", tmp_path / "mine")[0] == 0
    code, said = run("sheet", tmp_path / "mine", "--coder", "ann")
    assert code == 0
    assert "issues.csv: no objective for aid: " in said
    assert "anchors.csv: not every code has its anchor for aid" in said


def test_a_name_that_has_codes_already_is_said(folder, codes):
    sheet = filled(folder, codes)
    assert run("collect", sheet)[0] == 0
    sheet.unlink()
    assert "ann has codes in this case already" in run("sheet", folder, "--coder", "ann")[1]
    said = run("sheet", folder, "--coder", "Ann", "--out", folder / "b.xlsx")[1]
    assert "ann has codes in this case already; Ann will count as another coder" in said


def test_a_cell_in_the_farthest_corner_costs_neither_time_nor_memory(folder, tmp_path):
    """Its only row is its last; the million empty ones before it are not gone through."""
    import resource
    import subprocess
    import sys

    path = tmp_path / "corner.xlsx"
    corner = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(folder / "coding" / SHEET) as made, zipfile.ZipFile(path, "w") as packed:
        for name in made.namelist():
            content = made.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                content = content.split("<sheetData>")[0] + corner + "</worksheet>"
            packed.writestr(name, content)
    limit = 600 * 1024**2
    ended = subprocess.run(
        [sys.executable, "-m", "analysis", "collect", path, "--case", folder],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("corner.xlsx:stances!1: 0 columns are headed 'unit'; ")
