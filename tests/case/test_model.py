"""A case that holds: its frames, its scale, its words."""

from __future__ import annotations

from shutil import copytree

import pandas as pd
import pytest

from analysis.case import CaseError, Problem, check_case, read_case
from analysis.case.contract import TABLES
from analysis.places import DATA


def test_the_shipped_case_and_both_invented_ones_hold(case, toy, votes):
    for each in (case, toy, votes):
        assert check_case(each.folder) == []
    assert [each.name for each in (case, toy, votes)] == ["us-ukraine-2025-02-28", "toy", "votes"]


def test_a_shipped_case_is_read_by_its_name_alone():
    assert read_case("un-votes-2025-02-24").folder == DATA / "un-votes-2025-02-24"


def test_a_folder_here_comes_before_a_shipped_case_of_its_name(tmp_path, monkeypatch, toy):
    copytree(toy.folder, tmp_path / "un-votes-2025-02-24")
    monkeypatch.chdir(tmp_path)
    assert read_case("un-votes-2025-02-24").name == "toy"


@pytest.mark.parametrize("name", ["un-votes", "data/un-votes-2025-02-24", "", "..", "."])
def test_what_is_no_shipped_name_stays_a_path(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match=r"datapackage\.json"):
        read_case(name)


def test_the_frames_are_what_pandas_reads_from_the_files(case, toy, votes):
    for each in (case, toy, votes):
        for name, frame in each.tables.items():
            theirs = pd.read_csv(
                each.folder / f"{name}.csv", dtype="str", keep_default_na=False, na_values=[""]
            )
            assert list(frame.columns) == list(theirs.columns)
            for column in frame.columns:
                written = theirs[column].fillna("").to_list()
                if frame[column].dtype == "Float64":
                    written = [str(float(cell)) if cell else "" for cell in written]
                assert as_written(frame[column]) == written


def as_written(values: pd.Series) -> list[str]:
    """The values of a column as they stand in the file."""
    written = ["" if pd.isna(value) else str(value) for value in values]
    return [each.lower() for each in written] if values.dtype == "boolean" else written


def test_text_is_str_and_numbers_are_integers_that_can_be_missing(toy):
    dtypes = toy["stance_codes"].dtypes.astype("str").to_dict()
    assert dtypes == {
        "coder": "str",
        "unit": "str",
        "stance": "Int64",
        "low": "Int64",
        "high": "Int64",
        "modality": "str",
        "rationale_en": "str",
    }
    assert toy["issues"].in_comparison.dtype == "boolean"
    assert toy["stance_codes"].stance.isna().sum() > 0


def test_a_table_the_case_lacks_is_empty_with_the_contract_s_columns(votes):
    for name, table in TABLES.items():
        frame = votes[name]
        assert list(frame.columns) == list(table.columns)
        assert votes.has(name) == (len(frame) > 0)
    assert votes["effects"].line.dtype == "Int64"
    assert votes["effects"].unit.dtype == "str"
    with pytest.raises(KeyError, match="no table 'effect'; one of actors"):
        votes["effect"]


def test_a_frame_that_is_changed_leaves_the_case_as_it_was(toy):
    actors = toy["actors"]
    actors.loc[:, "actor"] = "changed"
    assert list(toy["actors"].actor) == ["ALD", "BOR", "CER", "DUN"]


def test_the_scale_is_the_declared_one(toy, votes):
    assert toy.scale.values == (-2, -1, 0, 1, 2)  # noqa: PD011
    assert (toy.scale.low, toy.scale.high, toy.scale.range, toy.scale.midpoint) == (-2, 2, 4, 0)
    assert (votes.scale.low, votes.scale.high, votes.scale.range) == (-1, 1, 2)
    assert [code.stance for code in toy.scale.codes] == [2, 1, 0, -1, -2]
    assert toy.scale[-2].glyph == "−−"
    with pytest.raises(KeyError):
        votes.scale[2]


def test_the_sign_of_a_stance_is_relative_to_the_midpoint(spoilt):
    words = {"glyph": "+", "label_en": "for", "label_ja": "賛成"}
    codes = [{"stance": code, **words} for code in (-2, 0, 1, 2)]
    spoilt.declare(lambda declared: declared.update(stance_scale={"midpoint": 1, "codes": codes}))
    spoilt.put(
        "stance_codes.csv",
        [[cell.replace("-1", "0") for cell in row] for row in spoilt.rows("stance_codes.csv")],
    )
    for file in ("anchors.csv", "scenarios.csv", "statement_counts.csv"):
        rows = spoilt.rows(file)
        place = rows[0].index("stance")
        spoilt.put(file, [row for row in rows if row[place] != "-1"])
    scale = read_case(spoilt.folder).scale
    assert [scale.sign(stance) for stance in (-2, 0, 1, 2)] == [-1, -1, 0, 1]


def test_title_and_version_are_the_package_s(case):
    assert case.version == "1.2.0"
    assert case.title("en").startswith("US–Ukraine summit")
    assert case.title("ja").startswith("米ウクライナ首脳会談")


def test_a_title_in_one_language_serves_both(spoilt):
    spoilt.declare(lambda declared: declared.pop("title_ja"))
    read = read_case(spoilt.folder)
    assert read.title("ja") == read.title("en")


def test_a_faulty_case_raises_every_problem_as_data_and_as_text(spoilt):
    spoilt.cell("actors.csv", 2, "colour", "red")
    spoilt.cell("actors.csv", 3, "name_en", "")
    with pytest.raises(CaseError) as caught:
        read_case(spoilt.folder)
    form = "text of the form ^#[0-9a-f]{6}$"
    assert caught.value.problems == (
        Problem("actors.csv", 2, "colour", "'red' has another form", form),
        Problem("actors.csv", 3, "name_en", "the cell is empty", "text, never empty"),
    )
    assert str(caught.value).split("\n") == spoilt.found()


def test_reading_changes_no_file_and_opens_no_socket(spoilt, monkeypatch):
    def refuse(*args):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    before = {path.name: path.read_bytes() for path in spoilt.folder.iterdir()}
    spoilt.declare(lambda declared: None)
    before["datapackage.json"] = spoilt.bytes("datapackage.json")
    read_case(spoilt.folder)
    assert {path.name: path.read_bytes() for path in spoilt.folder.iterdir()} == before


def test_a_case_is_shown_in_one_line_with_the_cells_changed(case):
    assert repr(case) == f"<Case {case.name} {case.version}, 12 actors × 7 issues>"
    assert repr(case.recode({("minerals", "EU"): 1})).endswith("7 issues, cells changed: 1>")
