"""Every file that was ever drawn has its line in the record, and no line is ever lost."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from hashlib import sha256

import pytest
from PIL import Image

from analysis.publish.identities import HEAD, Broken, Record, read, row
from analysis.publish.outputs import Output
from analysis.publish.pixels import digest
from analysis.publish.published import Records

IDENTITY = "toy/alpha · data 1.0 · 0123abcd · CC BY 4.0"


def record(checkout) -> list[dict[str, str]]:
    text = (checkout.figures / "identities.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def raw(checkout) -> bytes:
    return (checkout.figures / "identities.csv").read_bytes()


def redraw(checkout, *words: str) -> subprocess.CompletedProcess:
    done = checkout.run("--formats", "png", *words)
    assert done.returncode == 0, done.stderr
    return done


def test_every_file_has_a_line_with_its_hash_and_its_chart(finished):
    lines = record(finished)
    drawn = finished.drawn()
    figures = {path for path in drawn if re.search(r"\.(png|csv)$", path)} - {"identities.csv"}
    in_order = sorted(figures, key=lambda path: (path.split("/")[1].split(".")[0], path))
    assert [line["path"] for line in lines] == in_order
    for line in lines:
        assert line["sha256"] == sha256(drawn[line["path"]]).hexdigest()
        case, key, version, fingerprint = (
            line[n] for n in ("case", "key", "version", "fingerprint")
        )
        assert line["identity"] == f"{case}/{key} · data {version} · {fingerprint} · CC BY 4.0"
        assert fingerprint == sha256(drawn[f"data/{key}.csv"]).hexdigest()[:8]
        folder, _, name = line["path"].rpartition("/")
        assert line["lang"] == ("" if folder == "data" else folder)
        assert (line["format"], line["bare"]) == (name.rpartition(".")[2], "false")


def test_an_image_carries_the_identity_that_the_record_has(finished):
    for line in record(finished):
        if line["format"] == "png":
            image = Image.open(finished.figures / line["path"])
            assert str(image.text["Identifier"]) == line["identity"]


def test_pixels_are_hashed_with_their_size_as_red_green_blue_and_opacity(finished):
    for line in record(finished):
        if line["format"] != "png":
            assert line["pixels"] == ""
            continue
        image = Image.open(finished.figures / line["path"]).convert("RGBA")
        size = f"{image.width}x{image.height}\n".encode()
        assert line["pixels"] == sha256(size + image.tobytes()).hexdigest()


def test_the_same_bytes_in_other_rows_are_another_picture():
    found = set()
    for size in ((2, 6), (6, 2), (3, 4)):
        target = io.BytesIO()
        Image.new("RGB", size, "red").save(target, "png")
        found.add(digest(target.getvalue()))
    assert len(found) == 3


def test_the_same_figures_drawn_again_add_no_line(checkout):
    before = raw(checkout)
    for path in checkout.figures.rglob("*.png"):
        path.unlink()
    redraw(checkout)
    assert raw(checkout) == before


def test_new_data_add_lines_and_leave_the_old_ones_as_they_are(checkout):
    before = raw(checkout)
    comparison = checkout.case / "comparison.csv"
    text = comparison.read_text("utf-8")
    head, first, *rest = text.splitlines()
    comparison.write_text("\n".join([head, *rest, first]) + "\n", "utf-8")
    redraw(checkout)
    assert raw(checkout).startswith(before)
    new = read(HEAD + raw(checkout)[len(before) :])
    assert {line.key for line in new} == {"alpha"}
    assert len(new) == 3
    now = raw(checkout)
    comparison.write_text(text, "utf-8")
    redraw(checkout)
    assert raw(checkout) == now


def test_other_bytes_of_the_same_data_are_new_lines_of_the_same_identity(checkout):
    before = raw(checkout)
    checkout.edit(checkout.root / "analysis/charts/small.py", 'f"{self.key} {lang}', 'f"{lang}')
    redraw(checkout)
    assert raw(checkout).startswith(before)
    lines = record(checkout)
    assert len(lines) == 9 + 6
    assert len({line["identity"] for line in lines}) == 3


def test_a_part_of_the_figures_adds_its_own_lines(checkout):
    before = raw(checkout)
    redraw(checkout, "beta", "--lang", "ja", "--bare")
    new = read(HEAD + raw(checkout)[len(before) :])
    assert [(line.path, line.bare) for line in new] == [("ja/beta.bare.png", "true")]
    assert checkout.run("--check", "--formats", "png", "beta").returncode == 0


def test_a_record_that_is_lost_is_asked_for_and_begun_anew_only_with_the_manifest(checkout):
    before = raw(checkout)
    (checkout.figures / "identities.csv").unlink()
    done = checkout.run("--check", "--formats", "png")
    assert (done.returncode, done.stdout) == (1, "identities: identities.csv is missing\n")
    done = checkout.run("--formats", "png")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "identities.csv: missing" in done.stderr
    assert not (checkout.figures / "identities.csv").exists()
    (checkout.figures / "manifest.json").unlink()
    redraw(checkout)
    assert sorted(raw(checkout).splitlines()) == sorted(before.splitlines())
    assert checkout.run("--check", "--formats", "png").returncode == 0


def altered(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"data/alpha", b"data/alphb"), *lines[2:]]


def rehashed(lines: list[bytes]) -> list[bytes]:
    """A line that has the right form and says of another file that it was published."""
    cells = lines[3].split(b",")
    cells[-2] = sha256(b"doctored").hexdigest().encode()
    return [*lines[:3], b",".join(cells), *lines[4:]]


TAMPERED = {
    "changed": rehashed,
    "removed": lambda lines: [*lines[:4], *lines[5:]],
    "the last removed": lambda lines: lines[:-1],
    "put in between": lambda lines: [*lines[:4], rehashed(lines)[3], *lines[4:]],
    "moved": lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_a_record_that_was_tampered_with_is_refused_and_left_alone(checkout, root, tamper):
    file = checkout.figures / "identities.csv"
    file.write_bytes(b"\n".join([*tamper(raw(checkout).splitlines()), b""]))
    (checkout.figures / "en" / "alpha.png").unlink()
    before = checkout.snapshot()
    why = "a line was changed, removed, moved or put in between"
    done = checkout.run("--check", "--formats", "png")
    assert (done.returncode, why in done.stdout) == (1, True)
    done = checkout.run("--formats", "png")
    assert (done.returncode, done.stderr.count("\n"), why in done.stderr) == (1, 1, True)
    assert checkout.snapshot() == before
    with pytest.raises(Broken, match=why):
        Records.of(checkout.figures)


def test_a_line_that_does_not_go_with_itself_is_told_by_its_number(checkout):
    lines = raw(checkout).splitlines()
    for old, new, why in (
        (b"data/alpha", b"data/alphb", "not the path"),
        (b",alpha,", b",beta,", "not the identity"),
        (b",csv,", b",gif,", "not the path"),
        (b",false,", b",no,", "not the path"),
        (b"1.0.0 ", b"1.0.1 ", "not the identity"),
        (b"data/alpha.csv,", b"data/alpha.csv,0", "no hash of a file"),
    ):
        assert old in lines[1]
        spoilt = [lines[0], lines[1].replace(old, new), *lines[2:], b""]
        with pytest.raises(Broken, match=f"line 2: {why}"):
            read(b"\n".join(spoilt))
    cells = lines[1].split(b",")
    for at, new, why in (
        (-1, b"0" * 64, "no hash of pixels"),
        (-2, b"0" * 64, "does not begin with the fingerprint"),
    ):
        spoilt = list(cells)
        spoilt[at] = new
        with pytest.raises(Broken, match=f"line 2: .*{why}"):
            read(b"\n".join([lines[0], b",".join(spoilt), b""]))


def test_the_check_reads_the_record_even_where_the_manifest_agrees_with_it(checkout):
    """Whoever spoils both alike is found by what a line says of itself."""
    spoilt = b"\n".join([*altered(raw(checkout).splitlines()), b""])
    manifest = (checkout.figures / "manifest.json").read_text("utf-8")
    known = json.loads(manifest)["record"]
    (checkout.figures / "identities.csv").write_bytes(spoilt)
    (checkout.figures / "manifest.json").write_text(
        manifest.replace(known, sha256(spoilt).hexdigest()), "utf-8"
    )
    done = checkout.run("--check", "--formats", "png")
    assert (done.returncode, done.stdout.split(": ", 1)[1]) == (
        1,
        "line 2: not the path of its key, language and format\n",
    )


def test_the_record_of_this_project_only_has_what_its_manifest_knows(root):
    content = (root / "figures" / "identities.csv").read_bytes()
    known = json.loads((root / "figures" / "manifest.json").read_bytes())["record"]
    assert len(read(content)) == content.count(b"\n") - 1
    lines = content.splitlines(keepends=True)
    assert known in {sha256(b"".join(lines[:n])).hexdigest() for n in range(1, len(lines) + 1)}


def test_lines_that_another_branch_added_are_kept(checkout):
    before = raw(checkout)
    theirs = before.splitlines()[-1].replace(b"gamma", b"delta") + b"\n"
    (checkout.figures / "identities.csv").write_bytes(before + theirs)
    done = checkout.run("--check", "--formats", "png")
    assert done.stdout == "identities: identities.csv was changed by hand, or a run was stopped\n"
    redraw(checkout)
    assert raw(checkout) == before + theirs
    assert checkout.run("--check", "--formats", "png").returncode == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content + b"<<<<<<< ours\n",
        lambda content: content[:-5],
        lambda content: content[1:],
        lambda content: content + b'"open,,,,,,,,,,\n',
        lambda content: content + b"\xff,,,,,,,,,,\n",
        lambda content: b"",
    ],
    ids=["conflict", "cut short", "head", "quote", "not text", "empty"],
)
def test_a_record_that_cannot_be_read_stops_the_run_and_is_left_alone(checkout, damage):
    file = checkout.figures / "identities.csv"
    file.write_bytes(damage(file.read_bytes()))
    (checkout.figures / "en" / "alpha.png").unlink()
    before = checkout.snapshot()
    done = checkout.run("--formats", "png")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: figures/identities.csv: ")
    assert checkout.snapshot() == before


def test_another_case_has_a_record_of_its_own(checkout, root):
    before = raw(checkout)
    redraw(checkout, "--case", str(root / "tests" / "cases" / "votes"))
    assert raw(checkout) == before
    (own,) = checkout.figures.glob("*/identities.csv")
    assert {line.case for line in read(own.read_bytes())} == {own.parent.name}


def test_what_a_reader_codes_otherwise_never_gets_into_the_record():
    for reading in ("+what-if", "+record-wording", "+what-if+record-borne-out"):
        with pytest.raises(ValueError, match="not the identity of a published chart"):
            row(IDENTITY.replace("1.0", f"1.0{reading}"), Output("alpha", "en", "png"), "0" * 64)
    assert row(IDENTITY, Output("alpha", "en", "png"), "0" * 64).version == "1.0"


def test_the_identity_of_a_what_if_is_one_that_the_record_refuses(case):
    from analysis import charts

    other = case.recode({("minerals", "EU"): 1})
    said = charts.stance_matrix.caption(other, "en").identity
    with pytest.raises(ValueError, match="not the identity"):
        row(said, Output("stance_matrix", "en", "png"), "0" * 64)


def test_a_version_that_holds_a_comma_and_a_quote_is_read_back(tmp_path):
    said = IDENTITY.replace("1.0", '1.0, "new" · β')
    entry = row(said, Output("alpha", "en", "png"), "0" * 64)
    Record(tmp_path).add([entry])
    assert read((tmp_path / "identities.csv").read_bytes()) == [entry]
    assert entry.version == '1.0, "new" · β'


def test_lines_cut_short_are_told_by_their_number():
    with pytest.raises(Broken, match="line 2: 2 cells, not 11"):
        read(HEAD + b"a,b\n")
