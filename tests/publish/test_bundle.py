"""A bundle, unzipped, holds what was published, and makes no file that is not asked for."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analysis import charts, cite, read_case
from analysis.case.spreadsheet import guarded, harmless, restored
from analysis.charts.describe import describe
from analysis.charts.record import Text
from analysis.publish.bundle import Bundle, bundle, is_ours
from analysis.publish.citation.reference import references
from analysis.publish.insert import figure_html, figure_tex

KEY = "stance_matrix"
FORMULA = '=HYPERLINK("https://lake.example","a")'
LANGUAGES = ("en", "ja")
FORMATS = ("png", "svg", "pdf")


class Place:
    """A case with a formula for a label, its one chart drawn."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder
        self.case = folder / "lake"
        self.figures = folder / "figures"

    def run(self, *words):
        case = () if "--case" in words else ("--case", str(self.case))
        return subprocess.run(
            [sys.executable, "-m", "analysis", *words, *case],
            cwd=self.root, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    def pack(self, *words, key=KEY, out="out"):
        place = ("--figures", str(self.figures), "--out", str(self.folder / out))
        return self.run("bundle", key, *place, *words)

    @property
    def drawn(self):
        return self.figures / "toy"


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    place = Place(root, tmp_path_factory.mktemp("bundle"))
    shutil.copytree(root / "tests" / "cases" / "toy", place.case)
    path = place.case / "comparison.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    rows[0]["short_en"], rows[1]["short_en"] = FORMULA, "'tis"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    done = place.run("figures", KEY, "--out", str(place.figures))
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def place(made, tmp_path):
    """A copy of it that a test may spoil."""
    shutil.copytree(made.folder, tmp_path / "copy")
    return Place(made.root, tmp_path / "copy")


@pytest.fixture(scope="module")
def packed(made):
    done = made.pack(out="whole")
    assert done.returncode == 0, done.stderr
    (path,) = (made.folder / "whole").iterdir()
    return path


@pytest.fixture(scope="module")
def files(packed):
    with zipfile.ZipFile(packed) as opened:
        assert opened.testzip() is None
        found = {name: opened.read(name) for name in opened.namelist()}
    assert {name.partition("/")[0] for name in found} == {packed.stem}
    return {name.partition("/")[2]: content for name, content in found.items()}


@pytest.fixture(scope="module")
def lake(made):
    return read_case(made.case)


def test_the_bundle_holds_these_files_and_no_others(files):
    assert set(files) == {
        *(f"{KEY}.{lang}.{form}" for lang in LANGUAGES for form in FORMATS),
        *(f"{what}.{lang}.txt" for what in ("README", "description") for lang in LANGUAGES),
        *(f"figure.{lang}.{form}" for lang in LANGUAGES for form in ("html", "tex")),
        f"{KEY}.csv", "citations.bib", "citations.ris", "citations.json", "metadata.json",
    }  # fmt: skip


def test_the_images_are_those_of_the_folder_byte_for_byte(made, files):
    for lang in LANGUAGES:
        for form in FORMATS:
            assert (
                files[f"{KEY}.{lang}.{form}"] == (made.drawn / lang / f"{KEY}.{form}").read_bytes()
            )


def test_the_csv_is_the_one_drawn_behind_a_byte_order_mark(made, files):
    drawn = (made.drawn / "data" / f"{KEY}.csv").read_bytes()
    assert files[f"{KEY}.csv"] == b"\xef\xbb\xbf" + drawn


def test_the_file_beside_the_image_holds_no_formula_either_and_reads_back(made, lake):
    rows = csv.DictReader(
        io.StringIO((made.drawn / "data" / f"{KEY}.csv").read_text("utf-8"), newline="")
    )
    found = [row["short_en"] for row in rows]
    assert not [cell for cell in found if cell.startswith("=")]
    assert {f"'{FORMULA}", "'tis"} <= set(found)
    assert [restored(cell) for cell in found] == list(charts.stance_matrix.frame(lake)["short_en"])


def test_no_cell_of_the_csv_is_a_formula(files, lake):
    rows = list(csv.DictReader(io.StringIO(files[f"{KEY}.csv"].decode("utf-8-sig"), newline="")))
    short = {row["unit"]: row["short_en"] for row in rows}
    drawn = charts.stance_matrix.frame(lake).set_index("unit")["short_en"]
    assert drawn.eq(FORMULA).sum() == 1
    assert short[drawn.index[drawn == FORMULA][0]] == f"'{FORMULA}"
    assert any(row["stance"].startswith("-") for row in rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_description_is_that_of_the_chart(files, lake, lang):
    text = files[f"description.{lang}.txt"].decode()
    assert text == describe(charts.stance_matrix, lake, lang) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_readme_cites_chart_and_source_in_its_language_and_names_every_file(files, lake, lang):
    text = files[f"README.{lang}.txt"].decode()
    for style in ("apa", "chicago", "sist02", "credit"):
        assert str(cite(KEY, lake, style, lang)) in text
    caption = charts.stance_matrix.caption(lake, lang)
    assert text.startswith(caption.title)
    assert caption.identity in text
    listed = text.replace(", .", f", {KEY}.{{}}.")
    for name in files:
        known = name in text or f".{name.rpartition('.')[2]}" in listed
        assert known or name.startswith("README"), name
    drawn = files[f"{KEY}.csv"].removeprefix(b"\xef\xbb\xbf")
    assert hashlib.sha256(drawn).hexdigest() in text
    assert "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/" in text


def test_the_metadata_hold_against_the_files_and_the_chart(made, files, lake):
    known = json.loads(files["metadata.json"])
    drawn = (made.drawn / "data" / f"{KEY}.csv").read_bytes()
    assert known["data_sha256"] == hashlib.sha256(drawn).hexdigest()
    assert known["fingerprint"] == known["data_sha256"][:8]
    assert (known["case"], known["key"], known["data_version"]) == ("toy", KEY, lake.version)
    assert known["released"] is None
    assert known["licence"]["name"] == "CC BY 4.0"
    assert known["files"] == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "metadata.json"
    }
    for lang in LANGUAGES:
        caption = charts.stance_matrix.caption(lake, lang)
        assert known["captions"][lang] == vars(caption)
        assert known["identity"] == caption.identity
    assert known["citations"] == json.loads(files["citations.json"])


def test_the_references_are_those_of_both_languages(files, lake):
    items = json.loads(files["citations.json"])
    for lang in LANGUAGES:
        own = json.loads(str(cite(KEY, lake, "csl-json", lang)))
        assert own == [item for item in items if item["id"].endswith(lang)]
        assert (
            str(cite(KEY, lake, "bibtex", lang)).split("\n\n")[0] in files["citations.bib"].decode()
        )
        assert str(cite(KEY, lake, "ris", lang)).split("\n\n")[0] in files["citations.ris"].decode()


def test_the_same_figures_give_the_same_bytes(made, packed):
    again = made.pack(out="again.zip")
    assert again.returncode == 0
    assert (made.folder / "again.zip").read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in opened.infolist()} == {zipfile.ZIP_STORED}
        assert opened.namelist() == sorted(opened.namelist())


def test_the_name_says_which_chart_of_which_data(packed, lake):
    digest = charts.stance_matrix.caption(lake, "en").identity.split(" · ")[2]
    assert packed.name == f"toy_{KEY}_1.0.0_{digest}.zip"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_for_a_page_names_its_image_and_carries_its_words(files, lake, lang):
    class Reading(HTMLParser):
        def __init__(self):
            super().__init__()
            self.tags, self.words, self.image = [], [], {}

        def handle_starttag(self, tag, attrs):
            self.tags.append(tag)
            if tag == "img":
                self.image = dict(attrs)

        def handle_data(self, data):
            self.words.append(data)

    page = Reading()
    page.feed(files[f"figure.{lang}.html"].decode())
    caption = charts.stance_matrix.caption(lake, lang)
    assert {"figure", "img", "figcaption"} <= set(page.tags)
    assert page.image["src"] in files
    assert page.image["alt"] == caption.alt
    text = " ".join("".join(page.words).split())
    assert caption.title in text
    assert caption.identity.split(" · ")[2] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_for_latex_names_its_image_and_cites_what_the_bibliography_has(files, lang):
    tex = files[f"figure.{lang}.tex"].decode()
    (image,) = re.findall(r"\\includegraphics\[[^]]*\]\{([^}]*)\}", tex)
    (keys,) = re.findall(r"\\cite\{([^}]*)\}", tex)
    bibliography = files["citations.bib"].decode()
    assert image in files
    assert len(keys.split(",")) >= 2
    for key in keys.split(","):
        assert f"{{{key}," in bibliography


def test_hostile_words_are_text_in_a_figure_for_a_page_and_for_latex(made, lake):
    title = '<script>x</script> & "q" $x_1$ \\input{/etc/passwd} 100 %'
    descriptor = {**lake.package.descriptor, "title": title}
    package = replace(lake.package, descriptor=descriptor, titles={"en": title, "ja": title})
    hostile = replace(lake, package=package)
    chart = replace(charts.stance_matrix, note=Text("{case}", "{case}"))
    caption = chart.caption(hostile, "en")
    page = figure_html(chart, hostile, caption, "en")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    tex = figure_tex(chart, caption, references(chart, hostile, "en"), "en")
    body = "".join(line for line in tex.splitlines(keepends=True) if not line.startswith("%"))
    assert "\\input{" not in body
    assert "$x_1$" not in body
    assert re.search(r"(?<!\\)%", body) is None


def test_a_version_cannot_lead_out_of_the_folder(made, lake):
    elsewhere = replace(lake, package=replace(lake.package, version="../../1 / 0"))
    stem = bundle(charts.stance_matrix, elsewhere, made.drawn, ("en",)).stem
    assert stem.startswith(f"toy_{KEY}_..-..-1-0_")


def test_one_language_alone_is_packed_when_asked_for(made):
    done = made.pack("--lang", "ja", out="ja.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(made.folder / "ja.zip") as opened:
        names = {name.partition("/")[2] for name in opened.namelist()}
        items = json.loads(opened.read(f"{opened.namelist()[0].partition('/')[0]}/citations.json"))
    assert {f"{KEY}.ja.png", "README.ja.txt", "description.ja.txt"} <= names
    assert not [name for name in names if ".en." in name]
    assert {item["id"].rpartition(".")[2] for item in items} == {"ja"}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda p: (p.drawn / "ja" / f"{KEY}.png").unlink(), f"ja/{KEY}.png is missing"),
        (lambda p: (p.drawn / "en" / f"{KEY}.svg").write_bytes(b"x"), "was changed by hand"),
        (lambda p: (p.drawn / "data" / f"{KEY}.csv").write_bytes(b"x"), "was changed by hand"),
        (lambda p: touch_table(p.case / "issues.csv"), "issues.csv changed"),
        (lambda p: shutil.rmtree(p.drawn), "not drawn yet"),
    ],
)
def test_figures_that_are_not_up_to_date_are_refused_with_what_to_run(place, spoil, why):
    spoil(place)
    done = place.pack()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {KEY}: stale, ")
    assert why in done.stderr
    command = f"python -m analysis figures {KEY} --case {place.case} --out {place.figures}"
    assert done.stderr.endswith(f"; run: {command}\n")
    assert done.stderr.count("\n") == 1
    assert not (place.folder / "out").exists()


def test_what_is_said_to_run_mends_it(place):
    (place.drawn / "ja" / f"{KEY}.svg").unlink()
    words = place.pack().stderr.partition("run: python -m analysis ")[2].split()
    assert place.run(*words).returncode == 0
    assert place.pack().returncode == 0


def touch_table(path):
    path.write_text(path.read_text("utf-8").replace("Ferry", "Ferries", 1), "utf-8")


def test_a_bundle_of_ours_is_replaced_and_no_other_file_is(place):
    target = place.folder / "a.zip"
    assert place.pack(out="a.zip").returncode == 0
    whole = target.read_bytes()
    assert place.pack("--lang", "en", out="a.zip").returncode == 0
    assert target.read_bytes() != whole
    target.write_bytes(b"somebody's thesis")
    done = place.pack(out="a.zip")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.endswith(
        "not a bundle, or one that was changed by hand; --force replaces it\n"
    )
    assert target.read_bytes() == b"somebody's thesis"
    assert place.pack("--force", out="a.zip").returncode == 0
    assert target.read_bytes() == whole


@pytest.mark.parametrize("change", ["added", "altered", "lost", "none"])
def test_a_bundle_that_was_changed_by_hand_is_known(packed, tmp_path, change):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            readme = name.endswith("README.en.txt")
            if not (readme and change == "lost"):
                new.writestr(name, old.read(name) + b"x" * (readme and change == "altered"))
        if change == "added":
            new.writestr(f"{packed.stem}/notes.txt", b"mine")
    assert is_ours(path) == (change == "none")


@pytest.mark.parametrize("content", [b"", b"PK", b'{"form": 1}'])
def test_other_files_are_not_taken_for_bundles(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    assert not is_ours(tmp_path / "a.zip")
    assert not is_ours(tmp_path / "none.zip")
    (tmp_path / "b.zip").write_bytes(Bundle("b", {"metadata.json": b"[1]"}).zipped)
    assert not is_ours(tmp_path / "b.zip")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["delta"], "Error: no chart 'delta'; there are: ", 2),
        ([KEY, "--lang", "de"], "Error: no language 'de'; there are: en, ja\n", 2),
    ],
)
def test_a_wrong_word_is_answered_in_one_line(made, words, said, code):
    done = made.run("bundle", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_a_chart_that_the_case_cannot_bear_is_answered_in_one_line(root, tmp_path):
    place = Place(root, tmp_path)
    shutil.copytree(root / "tests" / "cases" / "votes", place.case)
    drawn = place.run("figures", "event_chain", "--out", str(place.figures))
    assert drawn.returncode == 0, drawn.stderr
    done = place.pack(key="event_chain")
    assert (done.returncode, done.stderr) == (
        1, "Error: event_chain: the case has no table events\n"
    )  # fmt: skip


def test_a_place_that_cannot_be_written_is_named(place):
    (place.folder / "file").write_bytes(b"")
    done = place.pack(out="file/below")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Error: cannot write ")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1", "＋a", "－a", "＠a", "\t=1", "\r=1", "\n=1", " =1",
     "++", "-", "--", "+", "-2-3", "'=1", "''+a", "'-2", "' =1", "=", "-0x1f", "1e5;=1"[4:]],
)  # fmt: skip
def test_a_cell_that_could_be_a_formula_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"
    assert restored(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-2",
        "+3",
        "-0.5",
        "1e-3",
        "-1.5E+10",
        "a=b",
        "−2",
        "−−",
        "米国",
        "0",
        "x-y",
        ".5",
        "'tis",
        "''",
        "' a",
    ],
)
def test_numbers_and_words_stay_as_they_are(cell):
    assert harmless(cell) == cell
    assert restored(cell) == cell


def test_a_csv_without_such_cells_is_byte_for_byte_itself():
    data = '記号,n,"a ""b"""\n"x\ny",-2,\n"p,q",,0\n'.encode()
    assert guarded(data) == data
