"""What is made from all figures follows them: a whole run makes it, a part leaves it alone."""

from __future__ import annotations

import json
import shutil

import pytest

LIST = ("list.txt", "pages/first.txt")


def listing(checkout) -> dict[str, bytes]:
    return {path: content for path, content in checkout.drawn().items() if path in LIST}


def made(checkout, *words: str) -> str:
    """Why a run makes the list; empty where it does not. The run must succeed."""
    done = checkout.run("--formats", "png", *words)
    assert done.returncode == 0, done.stderr
    (why,) = [
        w for line in done.stdout.splitlines() if (w := line.partition("list: made (")[2])
    ] or [""]
    return why.rstrip(")")


def turn_around(table) -> None:
    """Put a table's rows in the reverse order."""
    head, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")


def test_they_are_made_after_the_last_figure_and_name_all(finished):
    lines = listing(finished)["list.txt"].decode().splitlines()
    images = [f"{lang}/{key}.png" for lang in ("en", "ja") for key in ("alpha", "beta", "gamma")]
    assert lines[0] == "All figures"
    assert lines[-9:] == [f"data/{key}.csv" for key in ("alpha", "beta", "gamma")] + images


def test_the_manifest_names_what_they_were_made_from(finished):
    text = (finished.figures / "manifest.json").read_text("utf-8")
    inputs = json.loads(text)["folder"]["list"]["inputs"]
    tables = {label.rpartition("/")[2] for label in inputs["tables"]}
    assert tables == {"actors.csv", "datapackage.json"}
    assert {
        "analysis/publish/listing.py", "analysis/publish/listing.j2",
        *(f"analysis/charts/figures/{key}.py" for key in ("alpha", "beta", "gamma")),
    } <= set(inputs["sources"])  # fmt: skip
    assert set(inputs["libraries"]) >= {"click", "matplotlib"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda c: (c.figures / "list.txt").unlink(), "list.txt is missing"),
        (lambda c: (c.figures / "pages" / "first.txt").write_bytes(b"mine"),
         "pages/first.txt was changed by hand"),
        (lambda c: c.edit(c.root / "analysis/publish/listing.py", "toy", "small"),
         "analysis/publish/listing.py changed"),
        (lambda c: c.edit(c.root / "analysis/publish/listing.j2", "All", "The"),
         "analysis/publish/listing.j2 changed"),
        (lambda c: (c.root / "analysis/publish/listing2.j2").write_text(""),
         "analysis/publish/listing2.j2 is new"),
        (lambda c: (c.root / "analysis/publish/listing.j2").unlink(),
         "analysis/publish/listing.j2 is gone"),
        (lambda c: turn_around(c.case / "actors.csv"), "data/{case}/actors.csv changed"),
    ],
    ids=["missing", "by hand", "module", "template", "new template", "no template", "table"],
)  # fmt: skip
def test_they_are_made_anew_when_what_they_are_made_from_is_not_what_it_was(checkout, change, why):
    change(checkout)
    why = why.format(case=checkout.case.name)
    done = checkout.run("--check", "--formats", "png")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"list: stale (list.txt pages/first.txt): {why}"
    assert made(checkout) == why
    assert made(checkout) == ""
    assert checkout.run("--check", "--formats", "png").returncode == 0


def test_another_version_of_a_library_of_theirs_makes_them_anew(checkout):
    path = checkout.figures / "manifest.json"
    content = json.loads(path.read_bytes())
    content["folder"]["list"]["inputs"]["libraries"]["click"] = "1.0"
    path.write_text(json.dumps(content))
    assert made(checkout).endswith(", was 1.0")


def test_a_redrawn_figure_makes_them_anew(checkout):
    checkout.edit(checkout.root / "analysis/charts/small.py", 'f"{self.key} {lang}', 'f"{lang}')
    assert "the figures changed" in made(checkout)


def test_a_figure_that_goes_is_gone_from_them_after_the_same_run(checkout):
    checkout.chart("beta").unlink()
    assert "the figures changed" in made(checkout)
    assert b"beta" not in listing(checkout)["list.txt"]
    assert checkout.run("--check", "--formats", "png").stdout == "figures: up to date\n"


PARTS = (["beta"], ["--lang", "en"], ["--bare"])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_figures_leaves_them_as_they_are(checkout, part):
    before = listing(checkout)
    checkout.edit(checkout.root / "analysis/charts/small.py", 'f"{self.key} {lang}', 'f"{lang}')
    assert made(checkout, *part) == ""
    assert listing(checkout) == before
    assert "list: stale" in checkout.run("--check", "--formats", "png").stdout
    assert "the figures changed" in made(checkout)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_figures_does_not_ask_for_them(fresh, part):
    assert made(fresh, *part) == ""
    assert listing(fresh) == {}
    assert fresh.run("--check", "--formats", "png", *part).stdout == "figures: up to date\n"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_draws_says_that_they_are_left(fresh, part):
    told = f"{', '.join(LIST)}: not made; a run of all in both languages makes them"
    for runs in (1, 0):  # the second finds nothing to draw
        said = fresh.run("--formats", "png", *part).stdout.splitlines()
        assert said.count(told) == runs


def test_a_part_that_the_case_does_not_bear_says_no_more_than_that(fresh, root):
    votes = root / "tests" / "cases" / "votes"
    said = fresh.run("beta", "--formats", "png", "--case", str(votes))
    assert said.stdout == "beta: skipped, the case has no table events\n"


def test_another_place_and_another_case_have_their_own(checkout, root, tmp_path):
    before = listing(checkout)
    shutil.copytree(root / "tests" / "cases" / "votes", tmp_path / "votes")
    assert made(checkout, "--case", str(tmp_path / "votes")) == "not made yet"
    assert made(checkout, "--out", str(tmp_path / "other")) == "not made yet"
    assert listing(checkout) == before
    assert (tmp_path / "other" / "list.txt").read_bytes() == before["list.txt"]
    name = json.loads((tmp_path / "votes" / "datapackage.json").read_bytes())["name"]
    own = (checkout.figures / name / "list.txt").read_text("utf-8")
    assert own.splitlines()[-3:] == ["data/alpha.csv", "en/alpha.png", "ja/alpha.png"]


def test_a_figure_that_fails_leaves_them_as_they_are(checkout):
    before = listing(checkout)
    checkout.edit(checkout.chart("beta"), "one table", "a table")
    done = checkout.run("--formats", "png", FAULTY="beta")
    assert done.returncode == 1
    assert "list" not in done.stdout
    assert listing(checkout) == before


def test_a_maker_that_fails_is_named_in_one_line_and_asked_again(fresh):
    done = fresh.run("--formats", "png", FAULTY="list")
    assert (done.returncode, done.stderr) == (1, "error: list: ValueError: no such list\n")
    assert done.stdout.count(": drawn (") == 3
    assert made(fresh) == "not made yet"


def test_files_that_nothing_makes_any_more_are_taken_away(checkout):
    registered = checkout.root / "analysis/publish/registered.py"
    checkout.edit(registered, '"list.txt", "pages/first.txt"', '"list.txt",')
    checkout.edit(
        checkout.root / "analysis/publish/listing.py", ', "pages/first.txt": case.name.encode()', ""
    )
    done = checkout.run("--check", "--formats", "png")
    assert "figures/pages/first.txt: obsolete, nothing makes this file\n" in done.stdout
    assert made(checkout) != ""
    assert set(listing(checkout)) == {"list.txt"}
    assert checkout.run("--check", "--formats", "png").returncode == 0


def test_a_maker_must_make_the_files_that_it_is_registered_for(checkout):
    checkout.edit(
        checkout.root / "analysis/publish/listing.py", '"pages/first.txt"', '"../first.txt"'
    )
    done = checkout.run("--formats", "png")
    assert done.returncode == 1
    assert "made ['../first.txt', 'list.txt'], not ['list.txt', 'pages/first.txt']" in done.stderr
    assert not (checkout.root / "first.txt").exists()
