"""A folder of figures from somebody else: nothing outside it is read, named or taken away."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.publish import atomic, identities, manifest, regular
from analysis.publish.inputs import UNREADABLE, Surroundings
from analysis.publish.notebooks import NotebookFails, read

EMPTY = {"tables": {}, "sources": {}, "fonts": {}, "libraries": {}}


def told(place: Path, **more: object) -> None:
    content = {"form": 1, "figures": {}, "folder": {}, "record": "", **more}
    (place / "manifest.json").write_text(json.dumps(content), "utf-8")


def figure(
    path: str = "en/a.svg", table: str = "case/a.csv", source: str = "analysis/a.py"
) -> object:
    inputs = {**EMPTY, "tables": {table: None}, "sources": {source: None}}
    written = {"sha256": "x", "inputs": "x", "identity": ""}
    return {"a": {"inputs": inputs, "outputs": {path: written}, "lacking": []}}


def test_a_manifest_that_names_files_below_its_folders_is_read(tmp_path):
    told(tmp_path, figures=figure())
    assert set(manifest.read(tmp_path).outputs) == {"en/a.svg"}


@pytest.mark.parametrize("which", ["path", "table", "source"])
@pytest.mark.parametrize("away", ["../a.csv", "/etc/passwd", "a/../../b", "", "a\\..\\b", "a\0b"])
def test_a_manifest_that_leads_elsewhere_is_none(tmp_path, which, away):
    told(tmp_path, figures=figure(**{which: away}))
    with pytest.raises(manifest.Unreadable):
        manifest.read(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["[" * 200_000, "NaN", "[1]", '{"form": 1, "figures": 3}',
     '{"form": 1, "figures": {}, "record": 7}',
     '{"form": 1, "figures": {"a": {"inputs": {"tables": 3}, "outputs": {}, "lacking": []}}}',
     '{"form": 1, "figures": {"a": {"inputs": {}, "outputs": {}, "lacking": [3]}}}'],
)  # fmt: skip
def test_a_manifest_of_another_shape_is_none(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(manifest.Unreadable):
        manifest.read(tmp_path)


def test_no_file_outside_is_taken_away_however_a_manifest_claims_it(tmp_path, root):
    kept = tmp_path / "kept.txt"
    kept.write_text("of somebody")
    out = tmp_path / "figures" / "toy"
    out.mkdir(parents=True)
    found = hashlib.sha256(kept.read_bytes()).hexdigest()
    made = {"gone": {"inputs": EMPTY, "figures": "", "outputs": {"../../kept.txt": found}}}
    told(out, folder=made)
    words = [
        "figures",
        "--check",
        "--case",
        str(root / "tests/cases/toy"),
        "--out",
        str(out.parent),
    ]
    result = CliRunner().invoke(main, words)
    assert kept.exists()
    assert "kept.txt" not in result.output
    assert "manifest.json: cannot be read" in result.output


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_never_ends_is_not_waited_for(tmp_path, kind):
    path = tmp_path / "identities.csv"
    os.mkfifo(path) if kind == "pipe" else path.symlink_to("/dev/zero")
    assert Surroundings(tmp_path).hash(path) == UNREADABLE
    with pytest.raises(identities.Broken, match="not a regular file"):
        identities.of_folder(tmp_path)
    path.rename(tmp_path / "manifest.json")
    with pytest.raises(manifest.Unreadable):
        manifest.read(tmp_path)


def test_a_file_is_read_up_to_what_it_may_hold(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert regular.content(path, 5) == b"12345"
    with pytest.raises(OSError, match="larger than"):
        regular.content(path, 4)
    assert regular.sha256(path) == hashlib.sha256(b"12345").hexdigest()


@pytest.mark.parametrize(
    "content", ["[" * 200_000, "", "{}", "[]", '{"cells": [null], "nbformat": 4}']
)
def test_a_notebook_that_is_none_is_refused_in_a_line(tmp_path, content):
    path = tmp_path / "x.ipynb"
    path.write_text(content)
    with pytest.raises(NotebookFails) as refused:
        read(path)
    assert str(refused.value).startswith("x.ipynb: not a notebook that can be read (")
    assert str(refused.value).isprintable()


def test_the_folder_of_a_case_is_not_drawn_into(tmp_path, root):
    import shutil

    case = tmp_path / "toy"
    shutil.copytree(root / "tests/cases/toy", case)
    before = sorted(case.rglob("*"))
    for out in (case, case / "x", tmp_path):
        result = CliRunner().invoke(main, ["figures", "--case", str(case), "--out", str(out)])
        assert result.exit_code == 2
        assert "in the case's own folder" in result.output
    assert sorted(case.rglob("*")) == before


def test_what_a_killed_run_left_beside_a_file_is_gone_with_the_next(tmp_path):
    dead, alive = tmp_path / ".a.csv.999999999.tmp", tmp_path / f".a.csv.{os.getppid()}.tmp"
    other = tmp_path / ".b.csv.999999999.tmp"
    for path in (dead, alive, other):
        path.write_text("half")
    atomic.write(tmp_path / "a.csv", b"whole")
    assert not dead.exists()
    assert alive.exists()
    assert other.exists()
