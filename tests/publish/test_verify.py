"""A published file is known again whatever its name; a changed one is told from it, and why."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import shutil
import struct
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from analysis.publish import budget
from analysis.publish.claims import found, line
from analysis.publish.identities import Broken, row
from analysis.publish.outputs import Output
from analysis.publish.published import Records
from analysis.publish.verify import Unreadable, of_bytes, verify

FORMATS = "png,svg,pdf"


@dataclass
class Published:
    """A folder of figures with two versions of alpha; ``before`` holds the files of the first."""

    checkout: object
    before: dict[str, bytes]

    @property
    def now(self) -> dict[str, bytes]:
        return self.checkout.drawn()

    @property
    def records(self) -> Records:
        return Records.of(self.checkout.figures)

    def ask(self, content: bytes) -> tuple[str, str]:
        verdict = of_bytes(content, self.records)
        return verdict.status, verdict.why


@pytest.fixture(scope="module")
def published(finished, tmp_path_factory) -> Published:
    checkout = type(finished)(tmp_path_factory.mktemp("published") / "checkout")
    shutil.copytree(finished.root, checkout.root)

    def draw(*words: str) -> None:
        done = checkout.run("alpha", "--formats", FORMATS, *words)
        assert done.returncode == 0, done.stderr

    draw()
    before = checkout.drawn()
    comparison = checkout.case / "comparison.csv"
    head, first, *rest = comparison.read_text("utf-8").splitlines()
    comparison.write_text("\n".join([head, *rest, first]) + "\n", "utf-8")
    descriptor = checkout.case / "datapackage.json"
    declared = json.loads(descriptor.read_bytes())
    descriptor.write_text(json.dumps({**declared, "version": "9.9.9"}), "utf-8")
    checkout.edit(
        checkout.root / "analysis/charts/small.py", 'f"{self.key} {lang}', 'f"{lang} {self.key}'
    )
    draw()
    return Published(checkout, before)


def old_identity(published) -> str:
    return str(Image.open(io.BytesIO(published.before["en/alpha.png"])).text["Identifier"])


def new_identity(published) -> str:
    return str(Image.open(io.BytesIO(published.now["en/alpha.png"])).text["Identifier"])


def saved(image: Image.Image, **words: str) -> bytes:
    """A PNG saved anew, with these text keys and no others."""
    info = PngInfo()
    for name, text in words.items():
        info.add_itxt(name, text)
    target = io.BytesIO()
    image.save(target, "png", pnginfo=info)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def words_of(content: bytes) -> dict[str, str]:
    return {name: str(text) for name, text in opened(content).text.items()}


def bare_copy(content: bytes) -> Image.Image:
    """The picture alone."""
    image = opened(content)
    return Image.frombytes(image.mode, image.size, image.tobytes())


@pytest.mark.parametrize("path", ["en/alpha.png", "ja/alpha.svg", "en/alpha.pdf", "data/alpha.csv"])
def test_what_stands_today_is_current_under_any_name(published, path, tmp_path):
    copy = tmp_path / "from a mail.bin"
    copy.write_bytes(published.now[path])
    verdict = verify(str(copy), published.records)
    assert (verdict.status, verdict.ours) == ("current", True)
    assert verdict.why.startswith(new_identity(published))
    assert path in verdict.why


@pytest.mark.parametrize("path", ["en/alpha.png", "ja/alpha.svg", "en/alpha.pdf", "data/alpha.csv"])
def test_what_stood_before_is_an_older_version_and_the_answer_names_the_new_one(published, path):
    status, why = published.ask(published.before[path])
    assert status == "older version"
    assert why.startswith(old_identity(published))
    assert "now it is data 9.9.9 · " in why


def test_the_same_data_drawn_otherwise_are_the_same_version(finished, tmp_path_factory):
    checkout = type(finished)(tmp_path_factory.mktemp("redrawn") / "checkout")
    shutil.copytree(finished.root, checkout.root)
    before = checkout.drawn()["en/beta.png"]
    checkout.edit(
        checkout.root / "analysis/charts/small.py", 'f"{self.key} {lang}', 'f"{lang} {self.key}'
    )
    assert checkout.run("beta", "--formats", "png").returncode == 0
    assert checkout.drawn()["en/beta.png"] != before
    assert of_bytes(before, Records.of(checkout.figures)).status == "current"


def test_a_picture_saved_anew_is_known_by_its_pixels(published):
    content = published.now["en/alpha.png"]
    again = saved(opened(content), **words_of(content))
    assert again != content
    status, why = published.ask(again)
    assert status == "current"
    assert "saved anew, the same pixels" in why


@pytest.mark.parametrize(("when", "status"), [("now", "current"), ("before", "older version")])
def test_a_picture_without_its_metadata_is_known_by_its_pixels(published, when, status):
    content = getattr(published, when)["ja/alpha.png"]
    found, why = published.ask(saved(bare_copy(content)))
    assert found == status
    assert "recognised by its pixels, its metadata are missing" in why


def test_a_doctored_copy_is_altered_down_to_one_pixel(published):
    content = published.now["en/alpha.png"]
    image = opened(content)
    red, *rest = image.getpixel((0, 0))
    image.putpixel((0, 0), (red ^ 1, *rest))
    status, why = published.ask(saved(image, **words_of(content)))
    assert status == "altered"
    assert new_identity(published).rpartition(" · ")[0] in why
    assert "pixels are not those that were published" in why


def test_a_cropped_copy_that_kept_its_metadata_is_altered(published):
    content = published.now["en/alpha.png"]
    image = opened(content)
    part = image.crop((0, 0, image.width - 1, image.height))
    assert published.ask(saved(part, **words_of(content)))[0] == "altered"


def test_a_doctored_copy_without_metadata_is_nothing_that_is_known(published):
    image = bare_copy(published.now["en/alpha.png"])
    image.putpixel((0, 0), (1, 2, 3, 255)[: len(image.getbands())])
    status, why = published.ask(saved(image))
    assert status == "not ours"
    assert "it may still be a copy that was changed: give the identity printed on it" in why


def test_a_drawing_that_lost_its_metadata_but_spells_its_identity_is_altered(published):
    said = new_identity(published).rpartition(" · ")[0]
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {said} · CC BY 4.0 --></svg>'
    status, why = published.ask(drawing.encode())
    assert (status, f"it claims {said}" in why) == ("altered", True)
    assert "changed, or saved anew by another program" in why


@pytest.mark.parametrize(
    ("begins", "why"), [(b"\xff\xd8\xff\xe0", "JPEG"), (b"PK\3\4", "unpack it")]
)
def test_other_formats_are_not_ours_and_the_answer_says_what_to_do(published, begins, why):
    status, said = published.ask(begins + b"\0" * 50)
    assert (status, why in said) == ("not ours", True)


def test_our_picture_under_another_name_of_ours_is_altered(published):
    words = {**words_of(published.now["en/alpha.png"]), "Identifier": old_identity(published)}
    status, why = published.ask(saved(opened(published.now["en/alpha.png"]), **words))
    assert status == "altered"
    assert f"it shows {new_identity(published)}, but its metadata claim" in why


@pytest.mark.parametrize("name", ["Title", "Description", "Source"])
def test_our_picture_with_other_words_is_altered(published, name):
    content = published.now["en/alpha.png"]
    words = {**words_of(content), name: "Everyone agreed"}
    status, why = published.ask(saved(opened(content), **words))
    assert (status, why.endswith(f"not its {name}")) == ("altered", True)


def test_our_picture_with_others_behind_it_is_altered(published):
    content = published.now["en/alpha.png"]
    second = Image.new("RGBA", opened(content).size, "red")
    target = io.BytesIO()
    opened(content).save(target, "png", save_all=True, append_images=[second])
    status, why = published.ask(target.getvalue())
    assert status == "altered"
    assert "acTL" in why


def with_chunk(content: bytes, name: bytes, data: bytes, before: bytes = b"IDAT") -> bytes:
    at = content.index(before) - 4
    return content[:at] + chunk(name, data) + content[at:]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda c: with_chunk(c, b"acTL", struct.pack(">II", 2, 0)), "a chunk 'acTL'"),
        (lambda c: with_chunk(c, b"eXIf", b"MM"), "a chunk 'eXIf'"),
        (lambda c: with_chunk(c, b"cICP", b"\1\1\0\1"), "a chunk 'cICP'"),
        (lambda c: with_chunk(c, b"tEXt", b"Title\0Forged"), "2 texts under 'Title'"),
        (lambda c: with_chunk(c, b"tEXt", b"Title\0Forged", b"IEND"), "2 texts under 'Title'"),
        (lambda c: with_chunk(c, b"tEXt", b"Comment\0Retracted"), "words of its own"),
        (lambda c: c + b"PK\3\4", "goes on behind the end"),
    ],
)
def test_what_is_smuggled_into_our_picture_makes_it_altered(published, spoil, why):
    status, said = published.ask(spoil(published.now["en/alpha.png"]))
    assert status == "altered"
    assert why in said


@pytest.mark.parametrize("name", ["Author", "Copyright", "Title"])
def test_a_picture_without_identity_but_with_words_is_altered(published, name):
    image = bare_copy(published.now["en/alpha.png"])
    assert published.ask(saved(image, **{name: "Agency X"}))[0] == "altered"
    assert published.ask(saved(image, Software="Mailer"))[0] == "current"


def test_a_file_that_is_cut_short_is_altered_if_it_still_says_whose_it_is(published):
    content = published.now["en/alpha.png"]
    assert published.ask(content[:-200])[0] == "altered"
    assert published.ask(content[:40])[0] == "not ours"
    for form in ("svg", "pdf"):
        whole = published.now[f"en/alpha.{form}"]
        assert published.ask(whole[: len(whole) // 3])[0] in ("altered", "not ours")


def test_an_svg_that_was_edited_is_altered(published):
    content = published.now["en/alpha.svg"]
    assert b"#ffffff" in content
    status, why = published.ask(content.replace(b"#ffffff", b"#fffffe", 1))
    assert status == "altered"
    assert "its bytes are not those that were published" in why
    without = re.sub(rb"<metadata>.*</metadata>", b"", content, flags=re.DOTALL)
    assert published.ask(without)[0] == "not ours"


def test_a_pdf_that_was_written_anew_is_altered(published):
    reader = PdfReader(io.BytesIO(published.now["ja/alpha.pdf"]))
    writer = PdfWriter(clone_from=reader)
    target = io.BytesIO()
    writer.write(target)
    assert target.getvalue() != published.now["ja/alpha.pdf"]
    status, why = published.ask(target.getvalue())
    assert (status, new_identity(published).rpartition(" · ")[0] in why) == ("altered", True)


def test_a_pdf_whose_objects_were_packed_is_altered(published):
    said = published.now["ja/alpha.pdf"]
    subject = PdfReader(io.BytesIO(said)).metadata["/Subject"]
    packed = zlib.compress(b"<< /Subject (\xfe\xff" + subject.encode("utf-16-be") + b") >>")
    status, _ = published.ask(b"%PDF-1.7\n1 0 obj\nstream\n" + packed + b"\nendstream\n")
    assert status == "altered"
    hexed = b"%PDF-1.7\n<FEFF" + subject.encode("utf-16-be").hex().encode() + b">"
    assert published.ask(hexed)[0] == "altered"


def test_a_table_for_spreadsheets_is_the_published_data(published):
    content = published.now["data/alpha.csv"]
    status, why = published.ask(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert (status, "saved with other marks or line ends" in why) == ("current", True)
    quoted = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    csv.writer(quoted, quoting=csv.QUOTE_ALL).writerows(rows)
    assert published.ask(quoted.getvalue().encode())[0] == "current"


@pytest.mark.parametrize("name", ["alpha.csv", "alpha (2).csv", "mine.csv"])
def test_a_table_with_other_cells_is_altered_by_its_name_or_by_its_columns(published, name):
    content = published.now["data/alpha.csv"]
    head, first, *_ = content.decode().splitlines()
    assert len(head.split(",")) > 4
    cell = first.split(",")[0]
    verdict = of_bytes(content.replace(cell.encode(), b"x", 1), published.records, name)
    assert verdict.status == "altered"
    assert new_identity(published) in verdict.why
    if name != "mine.csv":
        other = of_bytes(b"a,b\n1,2\n", published.records, name)
        assert (other.status, "it has the name of" in other.why) == ("altered", True)
    assert of_bytes(b"a,b\n1,2\n", published.records, "mine.csv").status == "not ours"


def test_the_guards_of_cells_may_be_lost_and_the_data_are_still_known():
    drawn = b"a,b\n'=1,'tis\n"
    identity = f"toy/alpha \u00b7 data 1 \u00b7 {sha256(drawn).hexdigest()[:8]} \u00b7 CC BY 4.0"
    rows = (row(identity, Output("alpha", "", "csv"), sha256(drawn).hexdigest()),)
    records = Records(rows, {("toy", "alpha"): identity})
    assert of_bytes(b"\xef\xbb\xbf" + drawn, records).status == "current"
    assert of_bytes(b"a,b\n'=2,'tis\n", records).status == "not ours"
    raw = b"a,b\n=1,'tis\n"
    early = identity.replace(rows[0].fingerprint, sha256(raw).hexdigest()[:8])
    before = (row(early, Output("alpha", "", "csv"), sha256(raw).hexdigest()),)
    assert of_bytes(drawn, Records(before)).status == "older version"
    assert of_bytes(b"a,b\n'=1,''tis\n", Records(before)).status == "older version"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xff\xd8\xff\xe0 a photo",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-",
    ],
)
def test_what_nobody_knows_is_not_ours(published, content):
    status, why = published.ask(content)
    assert (status, "\n" in why) == ("not ours", False)


def test_a_claim_that_the_record_does_not_hold_is_not_ours(published):
    image = Image.new("RGB", (3, 3))
    for said in ("toy/alpha · data 77.0 · 0123abcd · CC BY 4.0", "x/y · data 1 · 00000000 · z"):
        status, why = published.ask(saved(image, Identifier=said))
        assert (status, "which is not in the record" in why) == ("not ours", True)


@pytest.mark.parametrize("reading", ["+what-if", "+record-wording", "+what-if+record-borne-out"])
def test_a_what_if_is_never_ours(published, reading):
    said = re.sub(r"data (\S+)", rf"data \1{reading}", new_identity(published))
    status, why = published.ask(saved(Image.new("RGB", (3, 3)), Identifier=said))
    assert (status, "reader's own version" in why) == ("not ours", True)
    assert verify(said, published.records).status == "not ours"


def test_an_identity_is_known_however_it_is_typed(published):
    said = new_identity(published)
    case, key, version, mark = re.fullmatch(
        r"(.+)/(.+) · data (.+) · (.+) · CC BY 4.0", said
    ).groups()
    for typed in (
        said,
        said.upper(),
        f"  {case} / {key}  ·data {version}·{mark}",
        f"{case}/{key} - data {version} - {mark}",
        f"{key} {mark}",
        f"{key}, {mark.upper()}",
        f"{mark}",
        f"data {version} {mark}",
        f"{mark} {key}",
        said.replace("-", "–"),
        f"“{said}”",
        f"Stancebook · {said}",
        f"Figure {case}/{key}, {mark}.",
    ):
        verdict = verify(typed, published.records)
        assert (verdict.status, said in verdict.why) == ("current", True), typed


def test_an_identity_of_before_is_an_older_version(published):
    verdict = verify(old_identity(published), published.records)
    assert verdict.status == "older version"
    assert "now it is data 9.9.9" in verdict.why


def test_an_identity_whose_parts_do_not_agree_is_altered(published):
    said = new_identity(published)
    for wrong, why in (
        (said.replace("9.9.9", "9.9.8"), "9.9.8"),
        (said.replace("/alpha", "/beta"), "beta"),
        (said.replace("/alpha", "x/alpha"), "toyx"),
        (said.replace("/alpha", ""), ""),
        (said.replace("BY 4.0", "BY 3.0"), "cc by 3.0"),
        (f"not {said}", "not"),
        (f"28 February 2025, everyone agreed: {said}", "28 february 2025 everyone agreed"),
        (f"{said} 12345678", "12345678"),
        (said.replace("toy", "t oy"), "t oy"),
    ):
        verdict = verify(wrong, published.records)
        if why:
            assert (verdict.status, f"“{why}” is no part" in verdict.why) == ("altered", True), (
                wrong
            )
        else:
            assert verdict.status == "current", wrong


def test_letters_that_only_look_alike_are_no_identity_of_ours_and_are_named(published):
    said = new_identity(published)
    mark = said.split(" · ")[2]
    wide = said.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789abcdef"})
    strange = {
        said.replace("alpha", "\u0430lpha"): ("altered", "cyrillic small letter a"),
        said.replace("toy", "t\u03bfy"): ("altered", "greek small letter omicron"),
        said.replace("data", "dat\uff41"): ("altered", "fullwidth latin small letter a"),
        f"alp\u200bha {mark}": ("altered", "“alp ha”"),
        f"alpha\u0338 {mark}": ("altered", "no part"),
        wide: ("not ours", "fullwidth"),
    }
    for typed, (status, why) in strange.items():
        verdict = verify(typed, published.records)
        assert (verdict.status, why in verdict.why) == (status, True), ascii(typed)


@pytest.mark.parametrize("typed", ["alpha 00000000", "alpha data 9.9.9", f"00000000{' x' * 800}"])
def test_what_is_no_identity_of_ours_is_answered_in_one_line(published, typed):
    verdict = verify(typed, published.records)
    assert (verdict.status, "\n" in verdict.why) == ("not ours", False)


@pytest.mark.parametrize("word", ["alpha", "", "a\0b", "x" * 9999, "gone/alpha-00000000.png"])
def test_a_word_that_is_neither_file_nor_identity_is_no_answer_but_an_error(published, word):
    with pytest.raises(Unreadable, match="no such file, and no identity"):
        verify(word, published.records)


def test_the_record_alone_is_enough(published, tmp_path):
    alone = tmp_path / "identities.csv"
    alone.write_bytes(published.now["identities.csv"])
    records = Records.of(alone)
    assert of_bytes(published.now["en/alpha.png"], records).status == "current"
    assert of_bytes(published.before["en/alpha.png"], records).status == "older version"


def test_data_that_went_back_to_an_earlier_version_stand_again(published, tmp_path):
    """The last line of the record is not what stands; the manifest says what does."""
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "identities.csv").write_bytes(published.now["identities.csv"])
    (folder / "manifest.json").write_bytes(published.before["manifest.json"])
    records = Records.of(folder)
    assert of_bytes(published.before["en/alpha.png"], records).status == "current"


def test_a_language_that_was_not_redrawn_with_the_other_is_an_older_version(checkout):
    """Both languages are in the manifest, but only one of them shows the data of today."""
    comparison = checkout.case / "comparison.csv"
    head, first, *rest = comparison.read_text("utf-8").splitlines()
    comparison.write_text("\n".join([head, *rest, first]) + "\n", "utf-8")
    assert checkout.run("alpha", "--formats", "png", "--lang", "en").returncode == 0
    records, drawn = Records.of(checkout.figures), checkout.drawn()
    assert of_bytes(drawn["en/alpha.png"], records).status == "current"
    assert of_bytes(drawn["ja/alpha.png"], records).status == "older version"


def test_a_chart_that_is_no_longer_drawn_is_an_older_version(published, tmp_path):
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "identities.csv").write_bytes(published.now["identities.csv"])
    known = json.loads(published.now["manifest.json"])
    del known["figures"]["alpha"]
    (folder / "manifest.json").write_text(json.dumps(known))
    verdict = of_bytes(published.now["en/alpha.png"], Records.of(folder))
    assert (verdict.status, "no longer drawn" in verdict.why) == ("older version", True)


def chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def hostile() -> dict[str, bytes]:
    zeros = zlib.compress(bytes(200_000_000), 9)
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    return {
        "wide.png": png(100_000, 100_000, chunk(b"IDAT", zeros)),
        "text.png": png(1, 1, chunk(b"zTXt", b"Identifier\0\0" + zeros), chunk(b"IDAT", b"")),
        "empty.png": png(0, 0),
        "broken.png": png(50, 50, chunk(b"IDAT", b"no stream")),
        "head.png": b"\x89PNG\r\n\x1a\n",
        "laughs.svg": (
            f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg xmlns:dc="d"><dc:identifier>&l9;'
            "</dc:identifier></svg>"
        ).encode(),
        "deep.svg": b"<svg>" + b"<g>" * 1_000_000,
        "streams.pdf": b"%PDF-1.7\n" + b"stream\n" * 2_000_000,
        "packed.pdf": b"%PDF-1.7\n" + (b"stream\n" + zeros) * 50,
        "marks.pdf": b"%PDF-1.7\n" + " · data ".encode() * 1_000_000,
        "strings.pdf": b"%PDF-1.7\n" + b"(\xfe\xff\\" * 4_000_000,
        "parentheses.pdf": b"%PDF-1.7\n" + b"(\\267" * 4_000_000,
        "digits.pdf": b"%PDF-1.7\n" + b"<feff" * 4_000_000,
        "text.csv": b"a,b\n" * 5_000_000,
        "chunks.png": png(1, 1, chunk(b"tEXt", b"") * 2_000_000),
        **{f"unfolding-{n}.pdf": unfolding(part) for n, part in enumerate(PARTS)},
    }


# Each costs a little wherever it is read, and a PDF of 120 KB can say it a hundred million times.
MARK = f"{'a' * 150} \u00b7 data "
PARTS = (
    b"(\xfe\xff" + 2 * MARK.encode("utf-16-be") + b")",
    b"(\\267 \xb7 data )",
    b"<feff" + MARK.encode("utf-16-be").hex().encode() + b">",
    ("a/" * 45 + "y" * 99 + " \u00b7 data 1" + "z" * 200).encode(),
)


def unfolding(part: bytes) -> bytes:
    stream = b"stream\n" + zlib.compress(part * ((1 << 20) // len(part)), 9) + b"\nendstream\n"
    return b"%PDF-1.7\n" + stream * (120_000 // len(stream))


@pytest.mark.parametrize("part", PARTS)
def test_a_small_pdf_that_unfolds_is_given_up_in_seconds(published, part):
    began = time.process_time()
    status, why = published.ask(unfolding(part))
    assert time.process_time() - began < 15
    assert (status, "\n" in why) == ("not ours", False)


def test_what_is_given_up_says_so_and_a_chart_is_far_from_it(published, monkeypatch):
    monkeypatch.setattr("analysis.publish.budget.Budget.spend", spent := Spent())
    published.ask(published.now["en/alpha.pdf"].replace(b"%%EOF", b"%%EOF "))
    assert 0 < spent.characters < budget.CHARACTERS / 20
    monkeypatch.undo()
    status, why = published.ask(unfolding(b"(\\267)"))
    assert (status, "made to be slow, not read to its end" in why) == ("not ours", True)


class Spent:
    """Counts what is paid and never refuses."""

    characters = 0

    def __call__(self, characters: int) -> None:
        self.characters += characters


@pytest.fixture(scope="module")
def hostile_files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    for name, content in hostile().items():
        (folder / name).write_bytes(content)
    with (folder / "huge.png").open("wb") as file:
        file.truncate(1 << 40)
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    return sorted(folder.iterdir())


def test_hostile_files_end_in_a_line_each_and_in_bounded_memory(root, published, hostile_files):
    limit = 1_500_000_000
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "verify", "--figures", published.checkout.figures,
         *hostile_files],
        cwd=root, capture_output=True, text=True, timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )  # fmt: skip
    refused = dict(said.split(": ") for said in done.stderr.splitlines())
    assert {Path(name).name: why for name, why in refused.items()} == {
        "pipe.png": "not a file",
        "folder.png": "a folder; name the files in it",
    }
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (2, len(hostile_files) - 2)
    assert len(hostile_files) == len(hostile()) + 3
    assert [re.search(r"\.\w+: (.+?): ", said)[1] for said in lines] == ["not ours"] * len(lines)
    by_name = {Path(said.split(": ")[0]).name: said for said in lines}
    assert "100000 × 100000 pixels" in by_name["wide.png"]
    assert "it declares entities" in by_name["laughs.svg"]
    assert "larger than any chart" in by_name["huge.png"]
    assert "more than 5,000 chunks" in by_name["chunks.png"]


def test_what_a_stranger_wrote_cannot_take_over_the_terminal(published, tmp_path):
    said = "x\x1b[2J\u202ey/y · data 1 · 00000000"
    _, why = published.ask(saved(Image.new("RGB", (3, 3)), Identifier=said))
    assert not re.search(r"[\x00-\x1f\u202e]", why)
    assert line("a\nb\x1b\u202ec" + "d" * 500) == "a b c" + "d" * 154 + "…"


def test_an_identity_is_found_in_any_text():
    assert (
        found("é · data  · x a/b · data 1.0 rc 1 · 0123abcd.") == "a/b · data 1.0 rc 1 · 0123abcd"
    )
    assert found(" · data " * 3000 + "a/b · data 1 · 0123abcd") is None
    assert found("a/b · data 1.0 · 0123abc") is None


def command(root, *words: object) -> subprocess.CompletedProcess:
    call = [sys.executable, "-m", "analysis", "verify", *map(str, words)]
    return subprocess.run(call, cwd=root, capture_output=True, text=True)


def test_the_command_says_a_line_each_and_ends_with_1_if_one_is_not_ours(root, published, tmp_path):
    figures = published.checkout.figures
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    good = command(
        root, "--figures", figures, figures / "en" / "alpha.png", old_identity(published)
    )
    assert good.returncode == 0, good.stderr
    statuses = [said.split(": ")[1] for said in good.stdout.splitlines()]
    assert statuses == ["current", "older version"]
    bad = command(root, "--figures", figures, figures / "en" / "alpha.png", mine)
    assert bad.returncode == 1
    assert bad.stdout.splitlines()[1].startswith(f"{mine}: not ours: ")


def test_a_file_that_is_not_there_is_an_error_of_usage_and_the_others_are_answered(
    root, published, tmp_path
):
    figures, gone = published.checkout.figures, tmp_path / "missing.png"
    done = command(root, "--figures", figures, gone, figures / "en" / "alpha.png", tmp_path)
    assert done.returncode == 2
    assert done.stdout.split(": ")[1] == "current"
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{gone}: no such file")
    assert second == f"{tmp_path}: a folder; name the files in it"


def test_a_file_that_may_not_be_read_is_said_in_a_line(published, tmp_path, monkeypatch):
    file = tmp_path / "locked.png"
    file.write_bytes(published.now["en/alpha.png"])

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    records = published.records
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(Unreadable, match="cannot be read: Permission denied"):
        verify(str(file), records)


def test_a_place_without_a_record_and_a_broken_record_are_said_in_a_line(root, tmp_path):
    done = command(root, "--figures", tmp_path, "x")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "no record of identities" in done.stderr
    (tmp_path / "identities.csv").write_text("x")
    assert "line 1" in command(root, "--figures", tmp_path, "x").stderr
    with pytest.raises(Broken):
        Records.of(tmp_path)


def test_records_of_other_cases_are_looked_into_too(checkout, root):
    done = checkout.run("--formats", "png", "--case", str(root / "tests" / "cases" / "votes"))
    assert done.returncode == 0, done.stderr
    (image,) = checkout.figures.glob("*/en/alpha.png")
    records = Records.of(checkout.figures)
    assert verify(str(image), records).status == "current"
    for table in (checkout.figures / "data/alpha.csv", *checkout.figures.glob("*/data/alpha.csv")):
        head, first, *rest = table.read_bytes().split(b"\n")
        of_case = [r for r in records.rows if records.folders[r.case] == table.parents[1]]
        own = next(r.identity for r in of_case if r.path == "data/alpha.csv")
        for name in ("alpha.csv", "mine.csv"):
            doctored = of_bytes(b"\n".join([head, b"x" + first, *rest]), records, name)
            assert doctored.status == "altered"
            assert own in doctored.why, "that of the case that it is like"


# ---- colours, polyglots and lines that no run wrote


def profile(swapped: bool) -> bytes:
    """The usual colour profile; ``swapped``: with red and blue in each other's place."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if swapped:
        places = {bytes(made[at : at + 4]): at for at in range(132, 132 + 12 * made[131], 12)}
        red, blue = places[b"rXYZ"], places[b"bXYZ"]
        made[red + 4 : red + 12], made[blue + 4 : blue + 12] = (
            made[blue + 4 : blue + 12],
            made[red + 4 : red + 12],
        )
    return bytes(made)


def test_a_colour_profile_that_shows_other_colours_makes_a_picture_altered(published):
    content = published.now["en/alpha.png"]
    coloured = Image.open(io.BytesIO(content)).convert("RGB")
    coloured.putpixel((0, 0), (200, 20, 20))
    for swapped, status in ((False, "current"), (True, "current")):
        # The toy chart is black on white, which every profile leaves so.
        icc = b"icc\0\0" + zlib.compress(profile(swapped))
        answer = of_bytes(with_chunk(content, b"iCCP", icc), published.records)
        assert answer.status == status
    from analysis.publish.pixels import true_colours

    for swapped, true in ((False, True), (True, False)):
        target = io.BytesIO()
        coloured.save(target, "PNG", icc_profile=profile(swapped))
        assert true_colours(Image.open(io.BytesIO(target.getvalue()))) is true


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        (b"gAMA", struct.pack(">I", 10), "that changes its colours"),
        (b"cHRM", struct.pack(">8I", *[31270, 32900, 15000, 6000, 30000, 60000, 64000, 33000]),
         "that changes its colours"),
        (b"pHYs", struct.pack(">IIB", 1, 9, 1), "declared not to be square"),
        (b"tEXt", b"Creation Time\0" + b"RETRACTED " * 12, "words of its own"),
        (b"tEXt", b"date:create\0" + b"x" * 100, "words of its own"),
    ],
)  # fmt: skip
def test_what_would_show_our_pixels_otherwise_makes_them_altered(published, name, data, why):
    spoilt = with_chunk(published.now["en/alpha.png"], name, data)
    answer = of_bytes(spoilt, published.records)
    assert answer.status == "altered"
    assert why in answer.why


def test_the_usual_colours_said_aloud_change_nothing(published):
    said = with_chunk(published.now["en/alpha.png"], b"gAMA", struct.pack(">I", 45455))
    assert of_bytes(said, published.records).status == "current"


def test_a_file_hidden_behind_the_compressed_picture_makes_it_altered(published):
    content = published.now["en/alpha.png"]
    at = content.index(b"IDAT")
    (size,) = struct.unpack(">I", content[at - 4 : at])
    hidden = chunk(b"IDAT", content[at + 4 : at + 4 + size] + b"PK\x03\x04 evil.html")
    rest = content[at + 8 + size :]
    answer = of_bytes(content[: at - 4] + hidden + rest, published.records)
    assert answer.status == "altered"
    assert "behind its picture" in answer.why


def test_a_line_that_no_finished_run_wrote_is_not_believed(published, tmp_path):
    shutil.copytree(published.checkout.figures, tmp_path / "figures")
    record = tmp_path / "figures" / "identities.csv"
    painted = Image.open(io.BytesIO(published.now["en/alpha.png"])).convert("RGB")
    painted.putpixel((0, 0), (255, 0, 0))
    doctored = saved(painted)
    ours = next(r for r in published.records.rows if r.path == "en/alpha.png")
    lines = record.read_bytes().splitlines(keepends=True)
    last = next(each for each in reversed(lines) if ours.sha256.encode() in each)
    forged = last.replace(ours.sha256.encode(), sha256(doctored).hexdigest().encode())
    record.write_bytes(b"".join([*lines, forged]))
    answer = of_bytes(doctored, Records.of(tmp_path / "figures"))
    assert answer.status == "not ours"
