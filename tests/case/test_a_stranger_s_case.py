"""A case from somebody who means no good: it ends in a few lines, soon, within its folder."""

from __future__ import annotations

import os
import random
import shutil
import socket
import time

import pytest

from analysis.case import read_case
from analysis.case.gate import MAX_FAULTS, MAX_ROWS
from analysis.case.naming import names_a_file
from analysis.case.problem import Problem
from analysis.case.spreadsheet import harmless, restored

FILE = "datapackage.json"


def only(spoilt) -> str:
    (line,) = spoilt.found()
    return line


@pytest.mark.parametrize(
    ("put", "said"),
    [
        ('"name": "other", ', "an object has the name 'name' twice; each name once, and numbers"),
        ('"n": NaN, ', "holds NaN, which is no JSON; each name once, and numbers"),
        ('"n": -Infinity, ', "holds -Infinity, which is no JSON; each name once, and numbers"),
        (f'"n": {"9" * 5000}, ', "is not usable JSON; a Frictionless data package"),
        (f'"n": {"[" * 90000}, ', "is not usable JSON; a Frictionless data package"),
        (
            f'"n": {"[" * 40}{"]" * 40}, ',
            "is nested more than 30 deep; a Frictionless data package",
        ),
    ],
)
def test_json_that_does_not_mean_one_thing_is_refused(spoilt, put, said):
    text = spoilt.bytes(FILE).decode()
    spoilt.write(FILE, text.replace('"version"', put + '"version"', 1).encode())
    assert only(spoilt) == f"{FILE}: {said}"


@pytest.mark.parametrize(
    "word", ["../x", "a/b", "ａ", "A", "con", "nul", "com1", "a" * 101, "a.b", ""]
)
def test_a_word_that_would_surprise_as_a_file_names_no_case(spoilt, word):
    assert not names_a_file(word)
    spoilt.declare(lambda declared: declared.update(name=word))
    assert [line for line in spoilt.found() if line.startswith(f"{FILE}: name is ")]


def test_what_declares_more_than_any_case_has_is_refused(spoilt):
    whole = spoilt.bytes(FILE)

    def tables(declared):
        declared["resources"] *= 50

    def fields(declared):
        declared["resources"][0]["schema"]["fields"] += [{"name": f"c{n}"} for n in range(50_000)]

    def codes(declared):
        scale = declared["stance_scale"]
        scale["codes"] += [{**scale["codes"][0], "stance": n} for n in range(10, 9000)]

    for change, word in (
        (tables, "tables are declared"),
        (fields, "the fields of"),
        (codes, "codes"),
    ):
        spoilt.declare(change)
        begun = time.process_time()
        assert any(
            (word in line and "at most" in line) or "1 to 1000" in line for line in spoilt.found()
        )
        assert time.process_time() - begun < 10
        spoilt.write(FILE, whole)


@pytest.mark.parametrize("value", [10**15, -(10**300), 1e300])
def test_a_bound_that_no_cell_can_reach_is_none(spoilt, value):
    text = spoilt.bytes(FILE).decode()
    assert '"minimum": -2' in text
    spoilt.write(FILE, text.replace('"minimum": -2', f'"minimum": {value:.0f}').encode())
    assert any("the constraint 'minimum' is" in line for line in spoilt.found())
    assert all(len(line) < 2000 for line in spoilt.found())


def test_a_pattern_that_looks_back_is_no_constraint(spoilt):
    text = spoilt.bytes(FILE).decode()
    spoilt.write(FILE, text.replace("^[A-Z0-9]+$", r"^([A-Z])\\1$").encode())
    assert any("the constraint 'pattern' is" in line for line in spoilt.found())


def test_forms_of_which_one_takes_too_long_end_in_a_line(spoilt):
    text = spoilt.bytes(FILE).decode()
    spoilt.write(FILE, text.replace("^[A-Z0-9]+$", "^(A|B)*A(A|B){300}$").encode())
    spoilt.cell("actors.csv", 2, "actor", "".join(random.Random(1).choices("AB", k=60_000)))
    begun = time.process_time()
    assert any("takes too long to check; a simpler one" in line for line in spoilt.found())
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("file", [FILE, "actors.csv"])
@pytest.mark.parametrize("kind", ["outside", "itself", "pipe", "socket", "folder", "device"])
def test_what_is_no_file_of_the_folder_is_not_read(spoilt, tmp_path, monkeypatch, file, kind):
    path = spoilt.folder / file
    shutil.copy(path, tmp_path / "outside")
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        monkeypatch.chdir(spoilt.folder)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(file)
    elif kind == "folder":
        path.mkdir()
    else:
        target = {"outside": tmp_path / "outside", "itself": file, "device": "/dev/zero"}[kind]
        path.symlink_to(target)
    line = only(spoilt)
    assert file in line
    assert "; " in line


def test_a_table_of_too_many_rows_is_refused_before_its_rows_are_looked_at(spoilt):
    spoilt.write("actors.csv", spoilt.bytes("actors.csv") + b"\n" * (MAX_ROWS + 5))
    assert only(spoilt) == f"actors.csv: more than {MAX_ROWS} rows; at most {MAX_ROWS}"


def test_of_faults_without_number_the_first_are_named(spoilt):
    rows = spoilt.rows("actors.csv")
    spoilt.put("actors.csv", rows + [rows[1]] * 20_000)
    begun = time.process_time()
    lines = spoilt.found()
    assert time.process_time() - begun < 30
    assert MAX_FAULTS < len(lines) < MAX_FAULTS + 100
    assert any("later rows were not looked at" in line for line in lines)


def test_faults_between_tables_are_counted_where_they_are_many(spoilt):
    rows = spoilt.rows("comparison.csv")
    spoilt.put("comparison.csv", rows + [["u" + str(n), *rows[1][1:]] for n in range(3000)])
    lines = [line for line in spoilt.found() if line.startswith("comparison.csv")]
    assert len(lines) == MAX_FAULTS + 2
    assert lines[-1].endswith(" more faults; none")


def test_a_line_says_its_fault_in_bounds_however_long_the_words_are():
    assert len(str(Problem("a.csv", 1, "b" * 9000, "c" * 9000, "d" * 9000))) < 2000


@pytest.mark.parametrize(
    "cell", ["=1+1", "+x", "-x", "@x", "＝1", "＋1", "－1", "＠x", " =1", "'=1", "\t1"]
)
def test_a_guarded_cell_is_read_as_it_was_before(spoilt, cell):
    assert harmless(cell) == f"'{cell}"
    column = "rationale_en"
    spoilt.cell("stance_codes.csv", 2, column, harmless(cell))
    assert read_case(spoilt.folder)["stance_codes"][column][0] == cell


@pytest.mark.parametrize("cell", ["-1", "+2.5", "'tis", "−2", "a=b", "1-2", "", "-1e3"])
def test_numbers_and_other_words_stay_as_they_are(spoilt, cell):
    assert harmless(cell) == restored(cell) == cell
