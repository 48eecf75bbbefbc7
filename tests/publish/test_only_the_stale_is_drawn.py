"""A figure is redrawn when one of its inputs or outputs is not what it was, and only then."""

from __future__ import annotations

import json
import os
import shutil

import pytest


def test_a_first_run_draws_everything_and_says_so(finished):
    assert set(finished.drawn()) == {
        "manifest.json",
        "identities.csv",
        "list.txt",
        "pages/first.txt",
        *(f"data/{key}.csv" for key in ("alpha", "beta", "gamma")),
        *(f"{lang}/{key}.png" for lang in ("en", "ja") for key in ("alpha", "beta", "gamma")),
    }


def test_a_second_run_draws_nothing_and_names_every_figure(checkout):
    before = checkout.snapshot()
    done = checkout.run("--formats", "png")
    assert done.stdout.splitlines() == [f"{k}: up to date" for k in ("alpha", "beta", "gamma")]
    assert (done.stderr, checkout.snapshot()) == ("", before)


def test_a_changed_cell_redraws_only_the_charts_that_read_its_table(checkout):
    events = checkout.case / "events.csv"
    lines = events.read_text("utf-8").splitlines()
    events.write_text("\n".join([*lines[:-1], lines[-1] + "。"]) + "\n", "utf-8")
    assert checkout.redrawn() == {"beta": f"data/{checkout.case.name}/events.csv changed"}
    assert checkout.redrawn() == {}


def test_a_table_that_no_chart_reads_redraws_nothing(checkout):
    (checkout.case / "lines.csv").unlink()
    assert checkout.redrawn() == {}


def test_a_table_that_one_language_alone_reads_decides_for_both(checkout):
    checkout.chart("beta").write_text(
        "from analysis.charts.small import Small, small\n\n\n"
        "class Own(Small):\n"
        "    def __call__(self, case, lang='en', bare=False):\n"
        "        case['factors' if lang == 'ja' else 'events']\n"
        "        return super().__call__(case, lang, bare)\n\n\n"
        "beta = small('beta', ('events',), Own)\n"
    )
    assert set(checkout.redrawn("--lang", "en")) == {"beta"}
    assert set(checkout.redrawn()) == {"beta"}
    assert checkout.redrawn() == {}
    (checkout.figures / "en" / "beta.png").unlink()
    assert set(checkout.redrawn()) == {"beta"}
    assert checkout.redrawn() == {}
    factors = checkout.case / "factors.csv"
    factors.write_text(factors.read_text("utf-8").rstrip("\n") + "。\n", "utf-8")
    assert checkout.redrawn() == {"beta": f"data/{checkout.case.name}/factors.csv changed"}


def test_a_changed_declaration_of_the_case_redraws_all(checkout):
    path = checkout.case / "datapackage.json"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    assert set(checkout.redrawn()) == {"alpha", "beta", "gamma"}


def test_a_changed_chart_redraws_only_itself(checkout):
    checkout.edit(checkout.chart("alpha"), "one table", "a table")
    assert checkout.redrawn() == {"alpha": "analysis/charts/figures/alpha.py changed"}


def test_a_changed_module_redraws_the_charts_that_import_it(checkout):
    small = checkout.root / "analysis" / "charts" / "small.py"
    beta = checkout.chart("beta")
    beta.write_text(small.read_text("utf-8") + '\n\nbeta = small("beta", ("events",))\n', "utf-8")
    assert set(checkout.redrawn()) == {"beta"}
    checkout.edit(small, "one word", "a word")
    assert set(checkout.redrawn()) == {"alpha", "gamma"}


def test_another_version_of_a_library_redraws_all_and_is_named(checkout):
    manifest = checkout.figures / "manifest.json"
    content = json.loads(manifest.read_bytes())
    content["figures"]["beta"]["inputs"]["libraries"]["matplotlib"] = "1.0"
    manifest.write_text(json.dumps(content))
    assert checkout.redrawn()["beta"].endswith(", was 1.0")


def test_times_alone_make_nothing_stale(checkout):
    for path in checkout.root.rglob("*"):
        os.utime(path, (1, 1))
    assert checkout.redrawn() == {}


def test_a_deleted_image_is_redrawn_as_it_was(checkout):
    image = checkout.figures / "ja" / "beta.png"
    before = image.read_bytes()
    image.unlink()
    assert checkout.redrawn() == {"beta": "ja/beta.png is missing"}
    assert image.read_bytes() == before


def test_an_image_changed_by_hand_is_found_and_redrawn(checkout):
    image = checkout.figures / "en" / "alpha.png"
    before = image.read_bytes()
    image.write_bytes(before + b"\0")
    assert checkout.redrawn() == {"alpha": "en/alpha.png was changed by hand"}
    assert image.read_bytes() == before


def test_a_part_of_the_figures_leaves_the_others_stale(checkout):
    checkout.edit(checkout.root / "analysis" / "charts" / "small.py", "one word", "a word")
    assert set(checkout.redrawn("alpha", "--lang", "en")) == {"alpha"}
    done = checkout.run("--check", "--formats", "png")
    lines = done.stdout.splitlines()
    assert lines[0] == "alpha: stale (ja png): drawn from earlier inputs"
    assert [line.split(":")[0] for line in lines] == ["alpha", "beta", "gamma", "list"]


def test_another_format_joins_those_that_are_there(checkout):
    before = checkout.drawn()
    done = checkout.run("alpha", "--lang", "en", "--formats", "svg,pdf")
    assert done.returncode == 0, done.stderr
    after = checkout.drawn()
    assert set(after) - set(before) == {"en/alpha.svg", "en/alpha.pdf"}
    assert checkout.redrawn() == {}


def test_bare_images_stand_beside_the_full_ones_and_are_kept_up_with_them(checkout):
    full = checkout.drawn()["en/alpha.png"]
    assert set(checkout.redrawn("alpha", "--bare", "--lang", "en")) == {"alpha"}
    bare = checkout.drawn()
    assert bare["en/alpha.png"] == full != bare["en/alpha.bare.png"]
    (checkout.figures / "en" / "alpha.bare.png").unlink()
    assert checkout.redrawn() == {"alpha": "en/alpha.bare.png is missing"}


def test_a_chart_that_is_gone_takes_its_files_with_it(checkout):
    checkout.chart("beta").unlink()
    done = checkout.run("--check")
    assert "en/beta.png: obsolete, there is no chart beta" in done.stdout
    assert checkout.redrawn() == {}
    assert [path for path in checkout.drawn() if "beta" in path] == []
    assert "beta" not in json.loads((checkout.figures / "manifest.json").read_bytes())["figures"]


def test_an_obsolete_image_that_was_changed_by_hand_is_kept(checkout):
    (checkout.figures / "ja" / "beta.png").write_bytes(b"mine")
    checkout.chart("beta").unlink()
    done = checkout.run("--formats", "png")
    assert "changed by hand" in done.stderr
    assert [path for path in checkout.drawn() if "beta" in path] == ["ja/beta.png"]


def test_a_table_that_goes_takes_its_chart_with_it_and_brings_it_back(checkout):
    before = checkout.drawn()
    tables = (
        "effects.csv",
        "effect_codes.csv",
        "evidence.csv",
        "evidence_units.csv",
        "sources.csv",
    )
    for table in tables:
        shutil.move(checkout.case / table, checkout.root / table)
    done = checkout.run("--formats", "png")
    assert "gamma: skipped, the case has no table effects" in done.stdout.splitlines()
    assert [path for path in checkout.drawn() if "gamma" in path] == []
    assert checkout.run("--check", "--formats", "png").returncode == 0
    assert checkout.redrawn() == {}
    for table in tables:
        shutil.move(checkout.root / table, checkout.case / table)
    assert set(checkout.redrawn()) == {"gamma"}
    assert checkout.drawn() == before


def test_a_manifest_that_is_broken_is_made_anew(checkout):
    before = checkout.drawn()
    (checkout.figures / "manifest.json").write_text("<<<<<<< ours")
    assert "cannot be read" in checkout.run("--check", "--formats", "png").stdout
    assert set(checkout.redrawn()) == {"alpha", "beta", "gamma"}
    assert checkout.drawn() == before


@pytest.mark.parametrize("form", ["1", "[]", '{"form": 1}', '{"form": 1, "figures": {"alpha": 1}}'])
def test_json_that_is_no_manifest_is_told_from_one(tmp_path, form):
    from analysis.publish.manifest import Unreadable, read

    (tmp_path / "manifest.json").write_text(form)
    with pytest.raises(Unreadable):
        read(tmp_path)
