"""The words of the command: what they choose, and the one line that answers a wrong one."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import termios

import pytest


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["delta"], "Error: no chart 'delta'; there are: alpha, beta, gamma\n"),
        (["--lang", "de"], "Error: no language 'de'; there are: en, ja\n"),
        (["--lang", ""], "Error: no language ''; there are: en, ja\n"),
        (["--formats", "png,jpg"], "Error: no format 'jpg'; there are: png, svg, pdf\n"),
        (["--jobs", "0"], "Error: --jobs is '0'; a whole number from 1 on\n"),
        (["--jobs", "many"], "Error: --jobs is 'many'; a whole number from 1 on\n"),
    ],
)
def test_a_wrong_word_is_answered_in_one_line_with_the_right_ones(finished, words, answer):
    done = finished.run(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", answer)


def test_keys_and_languages_choose_what_is_drawn(fresh):
    done = fresh.run("beta", "--lang", "ja", "--formats", "png")
    assert done.stdout.splitlines()[0] == "beta: drawn (not drawn yet)"
    assert set(fresh.drawn()) == {
        "data/beta.csv", "ja/beta.png", "manifest.json", "identities.csv",
    }  # fmt: skip


def test_another_place_takes_the_whole_and_leaves_figures_alone(fresh, finished, tmp_path):
    assert set(fresh.redrawn("--out", str(tmp_path / "a"))) == {"alpha", "beta", "gamma"}
    assert not fresh.figures.exists()
    there = {
        path.relative_to(tmp_path / "a").as_posix(): path.read_bytes()
        for path in (tmp_path / "a").rglob("[!.]*.*")
    }
    assert there == finished.drawn()


def test_another_case_is_drawn_to_a_folder_of_its_name(checkout, root, tmp_path):
    before = checkout.drawn()
    shutil.copytree(root / "tests" / "cases" / "votes", tmp_path / "elsewhere")
    done = checkout.run("--formats", "png", "--case", str(tmp_path / "elsewhere"))
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == [
        "alpha: drawn (not drawn yet)",
        "beta: skipped, the case has no table events",
        "gamma: skipped, the case has no table effects",
        "list: made (not made yet)",
    ]
    (name,) = {path.split("/")[0] for path in set(checkout.drawn()) - set(before)}
    drawn = ("manifest.json", "data/alpha.csv", "en/alpha.png", "ja/alpha.png",
             "identities.csv", "list.txt", "pages/first.txt")  # fmt: skip
    assert {p for p in checkout.drawn() if p.startswith(name)} == {f"{name}/{p}" for p in drawn}
    assert str(tmp_path) not in (checkout.figures / name / "manifest.json").read_text("utf-8")
    assert checkout.run("--check", "--formats", "png").returncode == 0
    again = checkout.run("--check", "--formats", "png", "--case", str(tmp_path / "elsewhere"))
    assert again.returncode == 0


@pytest.mark.parametrize("name", ["en", "data", "../up", ""])
def test_a_case_whose_name_cannot_be_a_folder_is_refused(checkout, tmp_path, root, name):
    other = tmp_path / "other"
    shutil.copytree(root / "tests" / "cases" / "votes", other)
    declared = (other / "datapackage.json").read_text("utf-8")
    known = declared.partition('"name": "')[2].partition('"')[0]
    (other / "datapackage.json").write_text(
        declared.replace(f'"name": "{known}"', f'"name": "{name}"', 1), "utf-8"
    )
    before = checkout.drawn()
    done = checkout.run("--case", str(other))
    assert done.returncode == 1
    assert "name" in done.stderr
    assert "Traceback" not in done.stderr
    assert checkout.drawn() == before


def test_a_case_that_does_not_hold_is_told_by_its_problems_and_draws_nothing(checkout):
    before = checkout.drawn()
    with (checkout.case / "comparison.csv").open("a", encoding="utf-8") as table:
        table.write("too,few\n")
    done = checkout.run("--formats", "png")
    assert done.returncode == 1
    assert done.stderr.startswith("comparison.csv:")
    assert "Traceback" not in done.stderr
    assert checkout.drawn() == before


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda c: None, ""),
        (lambda c: (c.figures / "en" / "beta.png").write_bytes(b""),
         "beta: stale (en png): en/beta.png was changed by hand\n"),
        (lambda c: (c.figures / "data" / "beta.csv").unlink(),
         "beta: stale (data): data/beta.csv is missing\n"),
        (lambda c: c.edit(c.chart("beta"), "one table", "a table"),
         "beta: stale (data; en png; ja png): analysis/charts/figures/beta.py changed\n"
         "list: stale (list.txt pages/first.txt): analysis/charts/figures/beta.py changed\n"),
        (lambda c: (c.figures / "en" / "mine.png").write_bytes(b""),
         "figures/en/mine.png: no chart draws this file; move it elsewhere\n"),
        (lambda c: (c.figures / "en" / ".beta.png.1.tmp").write_bytes(b""),
         "figures/en/.beta.png.1.tmp: left by a run that was stopped\n"),
    ],
    ids=["nothing", "by hand", "missing", "source", "unlisted", "leftover"],
)  # fmt: skip
def test_check_names_what_is_wrong_and_writes_nothing(checkout, change, finding):
    change(checkout)
    before = checkout.snapshot()
    done = checkout.run("--check", "--formats", "png")
    assert done.stdout == (finding or "figures: up to date\n")
    assert done.returncode == (1 if finding else 0)
    assert checkout.snapshot() == before


def test_check_makes_not_even_the_folder(fresh):
    done = fresh.run("--check")
    assert done.returncode == 1
    named = ["alpha", "beta", "gamma", "list"]
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == named
    assert not fresh.figures.exists()


def test_a_run_with_nothing_to_do_imports_the_standard_library_and_click_only(finished):
    code = "import sys; before = set(sys.modules)\nfrom analysis.cli import main\n{}\n" + (
        "print('\\n'.join(set(sys.modules) - before), file=sys.stderr)"
    )
    for words in (["figures", "--formats", "png"], ["figures", "--check", "--formats", "png"]):
        call = f"main({words!r}, standalone_mode=False)"
        done = subprocess.run(
            [sys.executable, "-c", code.format(call)],
            cwd=finished.root, capture_output=True, text=True, check=True,
        )  # fmt: skip
        loaded = {name.split(".")[0] for name in done.stderr.split()}
        assert "analysis" in loaded
        assert loaded - set(sys.stdlib_module_names) == {"analysis", "click"}


def test_a_bar_is_drawn_on_a_terminal_only(fresh):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    os.set_blocking(ours, False)
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "figures", "--formats", "png"],
        cwd=fresh.root, stdout=subprocess.PIPE, stderr=theirs, text=True,
    )  # fmt: skip
    bar = os.read(ours, 100_000)
    os.close(theirs)
    os.close(ours)
    assert done.stdout.count(": drawn (") == 3
    assert b"/6 [" in bar
    assert fresh.run("--formats", "svg").stderr == ""
