"""A trial shows what the commands really do, in a folder of its own, and can tell a difference."""

from __future__ import annotations

import gc
from dataclasses import replace
from shutil import copytree

import pytest

from analysis.case import read_case
from analysis.publish.trial import Told, Trial

NAME = "invented-ferry-talks"
ALL = [
    "datapackage.json",
    "actors.csv",
    "issues.csv",
    "anchors.csv",
    "comparison.csv",
    "impact.csv",
]


@pytest.fixture(scope="module")
def talks():
    return read_case(NAME)


@pytest.fixture(scope="module")
def drafted(talks):
    trial = Trial(talks)
    trial.run(f"draft article.md --out {NAME}")
    return trial


def test_a_command_is_shown_with_what_it_prints_and_its_exit_code_is_kept(talks):
    trial = Trial(talks)
    told = trial.run("check nowhere", "--help")
    assert told.lines[0] == "$ python -m analysis check nowhere"
    assert "nowhere" in told.lines[1]
    assert told.lines[2:4] == ("", "$ python -m analysis --help")
    assert trial.ran == [("check nowhere", 1), ("--help", 0)]


def test_a_trial_begins_with_the_article_alone_and_touches_nothing_else(talks):
    before = {path: path.read_bytes() for path in talks.folder.iterdir()}
    trial = Trial(talks)
    assert [path.name for path in trial._folder.iterdir()] == ["article.md"]
    trial.run(f"draft article.md --out {NAME}")
    trial.completes("issues.csv")
    assert {path: path.read_bytes() for path in talks.folder.iterdir()} == before


def test_the_file_is_shown_by_the_columns_that_are_named(drafted):
    shown = drafted.reads(f"{NAME}/comparison.csv", "line text_en")
    assert shown.head == ("line", "text_en")
    assert shown.rows[0] == ("11", "Wants a boat on every day of the year")
    assert len(shown.rows) == 15
    assert drafted.reads("article.md").lines[2].startswith("*An invented example")


def test_what_was_written_is_counted_by_column(talks):
    trial = Trial(talks)
    trial.run(f"draft article.md --out {NAME}")
    counts = {row[:2]: row[2] for row in trial.completes("issues.csv", "actors.csv").rows}
    assert counts["issues.csv", "objective_en"] == "5 cells"
    assert counts["actors.csv", "short_en"] == "1 cell"
    assert ("issues.csv", "name_en") not in counts, "the draft had it"
    assert trial.wrote == ["issues.csv", "actors.csv"]
    assert "issues.csv" not in trial.unlike()
    assert {"anchors.csv", "stance_codes.csv", "datapackage.json"} <= {*trial.unlike()}


def test_of_a_declaration_the_words_are_shown(drafted):
    said = {row[1]: row[2] for row in drafted.completes("datapackage.json").rows}
    assert said["title"] == "Talks on the Sel ferry (an invented example)"
    assert '"headline": "Talks on the Sel ferry end without a signature"' in said["sources"]
    assert "resources" not in said, "they are as drafted"


def test_a_sheet_is_filled_with_the_codes_of_the_coder_and_the_slip(talks):
    trial = Trial(talks)
    trial.run(f"draft article.md --out {NAME}")
    trial.completes(*ALL)
    trial.run(f"sheet {NAME} --coder ann")
    filled = trial.fills("ann", "unit stance low", H4=3)
    assert [row[1] for row in filled.rows[:3]] == ["2", "1", "3"]
    assert filled.rows[-1] == ("c-new_harbour-ISLANDSCOUNC", "", "")
    refused = trial.run(f"collect {NAME}/coding/ann.xlsx")
    assert "stances!H4" in refused.lines[1]
    assert trial.fills("ann", "stance").rows[2] == ("2",)
    assert trial.unlike() == ["stance_codes.csv"]


def test_a_case_without_its_article_has_no_trial(talks, tmp_path):
    copytree(talks.folder, tmp_path / NAME)
    (tmp_path / NAME / "article.md").unlink()
    with pytest.raises(ValueError, match=f"{NAME}: 0 files named article; one is needed"):
        Trial(replace(talks, folder=tmp_path / NAME))


def test_the_folder_goes_with_the_trial(talks):
    trial = Trial(talks)
    folder = trial._folder
    assert folder.is_dir()
    del trial
    gc.collect()
    assert not folder.exists()


def test_what_is_told_is_text_and_no_markup():
    page = Told(("$ python -m analysis check <b>", "a & b")).html()
    assert "<b>$ python -m analysis check &lt;b&gt;</b><br>a &amp; b</pre>" in page
