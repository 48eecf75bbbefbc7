"""Every command runs on the case of the votes and on the background data, and says what is so.

In one process, since a start costs more than the work; one image a chart, since what is asked
here is whether the command does its part and in which words.
"""

from __future__ import annotations

import io

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.cli import main

UN, AID = "un-votes-2025-02-24", "aid-to-ukraine"
#: A chart that each of them draws, and one that it cannot.
DRAWN = {UN: "stance_matrix", AID: "aid"}
LACKING = {UN: "event_chain", AID: "stance_matrix"}
LANGS = ("en", "ja")
OF_READING = {"en": ("our reading", "coders", "article"), "ja": ("当方の読み", "コーダー", "記事")}
both_cases = pytest.mark.parametrize("name", [UN, AID])
both_languages = pytest.mark.parametrize("lang", LANGS)


def run(*arguments):
    ran = CliRunner().invoke(main, [str(each) for each in arguments])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    return ran


@pytest.fixture(scope="module")
def drawn(root, tmp_path_factory):
    """Per case a folder in which one chart is drawn, in all that a bundle needs."""
    folder = tmp_path_factory.mktemp("figures")
    said = {}
    for name, key in DRAWN.items():
        ran = run("figures", key, "--case", root / "data" / name, "--out", folder, "--jobs", 1)
        assert ran.exit_code == 0, ran.output
        said[name] = ran.output
    return folder, said


@both_cases
def test_figures_draws_a_chart_in_both_languages_and_then_has_nothing_to_do(root, drawn, name):
    folder, said = drawn
    key = DRAWN[name]
    drew, rest = said[name].splitlines()
    assert drew == f"{key}: drawn (not drawn yet)"
    assert rest.endswith(
        "index.html, README.md: not made; a run of all in both languages makes them"
    )
    there = {path.name for path in (folder / name).glob("*/*")}
    assert {f"{key}.{form}" for form in ("png", "svg", "pdf", "csv")} <= there
    asked = ("figures", key, LACKING[name], "--case", root / "data" / name, "--out", folder)
    again = run(*asked, "--check")
    assert again.exit_code == 0, again.output
    assert f"{LACKING[name]}: skipped, the case has no table" in again.stdout
    assert again.stdout.splitlines()[-1].endswith("up to date")


@both_cases
def test_check_finds_it_sound(root, name):
    ran = run("check", root / "data" / name)
    assert ran.exit_code == 0
    assert ran.stdout.startswith(f"{name} ")
    assert ("background data" in ran.stdout) == (name == AID)


def test_matrix_prints_the_votes(root):
    for words in ([], ["--wide"], ["--values", "low"], ["--record", "borne-out"]):
        ran = run("matrix", "--case", root / "data" / UN, *words)
        assert ran.exit_code == 0, ran.output
        matrix = pd.read_csv(io.StringIO(ran.stdout), index_col="actor")
        assert matrix.shape == (65, 3)
        assert matrix["s_res_2774"].count() == 15
        assert ran.stderr == "" if "--record" not in words else ran.stderr.count("\n") == 1


def test_compare_measures_the_pairs_of_the_council(root):
    ran = run("compare", "--case", root / "data" / UN)
    pairs = pd.read_csv(io.StringIO(ran.stdout))
    assert ran.exit_code == 0
    assert len(pairs) == 65 * 64 // 2
    assert pairs["mean_distance"].count() == 45, "ten states have a vote on all three texts"
    assert not [w for w in OF_READING["en"] if w in ran.stderr]
    scores = run("compare", "--case", root / "data" / UN, "--measure", "agreement")
    table = pd.read_csv(io.StringIO(scores.stdout), index_col=["a", "b"])
    assert table.loc[("FRA", "GBR"), "agreement"] == 1


@pytest.mark.parametrize("command", ["matrix", "compare"])
def test_what_compares_says_in_one_line_that_background_data_compare_nothing(root, command):
    ran = run(command, "--case", root / "data" / AID)
    assert (ran.exit_code, ran.stdout) == (1, "")
    [line] = ran.stderr.splitlines()
    assert line.startswith(f"datapackage.json: {AID} is background data and compares no stances")


@both_cases
@both_languages
def test_cite_names_the_case_and_its_source_in_every_style(root, name, lang):
    place = ("--case", root / "data" / name, "--lang", lang)
    for style in ("apa", "chicago", "sist02", "credit", "bibtex", "ris", "csl-json"):
        ran = run("cite", DRAWN[name], "--style", style, *place)
        assert (ran.exit_code, ran.stderr) == (0, ""), style
        assert f"{name}/{DRAWN[name]}" in ran.stdout.replace("\\_", "_"), style
        assert not [word for word in OF_READING[lang] if word in ran.stdout], style
    refused = run("cite", LACKING[name], *place)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"Error: {LACKING[name]}: the case has no table ")


@both_cases
@both_languages
def test_verify_finds_what_was_drawn_current_and_a_spoilt_copy_not(drawn, tmp_path, name, lang):
    folder, _ = drawn
    image = folder / name / lang / f"{DRAWN[name]}.svg"
    ran = run("verify", image, "--figures", folder / name)
    assert ran.exit_code == 0, ran.output
    assert ": current: " in ran.stdout
    spoilt = tmp_path / image.name
    spoilt.write_bytes(image.read_bytes().replace(b"<path", b"<path ", 1))
    assert run("verify", spoilt, "--figures", folder / name).exit_code == 1


@both_cases
def test_bundle_packs_the_chart_and_refuses_one_that_the_case_cannot_bear(
    root, drawn, tmp_path, name
):
    folder, _ = drawn
    place = ("--case", root / "data" / name, "--figures", folder, "--out", tmp_path)
    ran = run("bundle", DRAWN[name], *place)
    assert ran.exit_code == 0, ran.output
    assert [path.name.startswith(f"{name}_{DRAWN[name]}_") for path in tmp_path.iterdir()] == [True]
    refused = run("bundle", LACKING[name], *place)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"Error: {LACKING[name]}: the case has no table ")
