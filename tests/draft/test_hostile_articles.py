"""Files made to hurt end in one line, soon, and leave nothing behind."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile

import pytest
from articles import docx, paragraph

from analysis.case import CaseError
from analysis.draft import read_article

GIB = 1024**3


def bomb(part: str, size: int) -> bytes:
    import io

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, b" " * size)
    return target.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)


def with_entities() -> bytes:
    import io

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(""))) as made, zipfile.ZipFile(target, "w") as packed:
        for name in made.namelist():
            content = ENTITIES if name == "word/document.xml" else made.read(name)
            packed.writestr(name, content)
    return target.getvalue()


HOSTILE = {
    "empty.txt": b"",
    "blank.md": b"\n \n",
    "nul.txt": b"a\0b",
    "sjis.txt": "表の中".encode("cp932") * 20,
    "kind.pdf": b"%PDF-1.7",
    "wide.txt": b"|".join([b"x"] * 200_000) + b"\n" + b"|".join([b"y"] * 200_000),
    "tall.txt": b"a | b | c\n" * 5000,
    "deep.html": b"<div>" * 50_000 + b"x",
    "deep-ok-tags.html": b"<b>" * 3000 + b"x",
    "many.html": b"<p>" * 1_000_000,
    "span.html": b"<table><tr><td colspan=999999999>x<td>y<tr><td>z<td>w</table>",
    "spans.html": b"<table>" + b"<tr><td rowspan=60000 colspan=200>x" * 1100 + b"</table>",
    "not.docx": b"PK\x03\x04 nothing",
    "bomb.docx": bomb("word/document.xml", 64 * 1024 * 1024),
    "deep.docx": docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000),
    "broken.docx": docx("<w:p><w:r>"),
    "entities.docx": with_entities(),
    "many.docx": docx(paragraph("x") * 100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    with pytest.raises(CaseError) as refused:
        read_article(path)
    assert len(refused.value.problems) == 1
    line = str(refused.value)
    assert line.startswith(name)
    assert "; " in line
    assert line.isprintable()


@pytest.mark.parametrize("name", ["bomb.docx", "many.html", "entities.docx", "many.docx"])
def test_it_is_refused_within_a_gibibyte_and_soon(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    ended = subprocess.run(
        [sys.executable, "-m", "analysis", "draft", path, "--out", tmp_path / "case"],
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (GIB, GIB)),
    )
    assert ended.returncode == 1
    assert ended.stderr.decode().count("\n") == 1
    assert not (tmp_path / "case").exists()


def test_an_article_in_another_encoding_is_told_what_to_do(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes("<p>協議は物別れに終わった。これからどうなるのか。</p>".encode("cp932"))
    with pytest.raises(
        CaseError, match=r"looks like Shift_JIS or CP932; an article saved in UTF-8"
    ):
        read_article(path)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path, kind):
    import os

    path = tmp_path / "a.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(CaseError, match=r"^a\.txt: "):
        read_article(path)


def test_a_pipe_for_an_article_is_refused_in_plain_words(tmp_path):
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with pytest.raises(CaseError) as refused:
        read_article(path)
    assert str(refused.value).startswith("a.txt: is no regular file; a file ending in .txt")
