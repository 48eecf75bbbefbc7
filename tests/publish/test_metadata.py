"""Every image says what it is, as pillow, an XML parser and a PDF reader find it there."""

from __future__ import annotations

import io
import json
import shutil
from xml.dom import minidom

import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

from analysis import charts
from analysis.case import read_case
from analysis.charts.view import Caption
from analysis.publish import metadata
from analysis.publish.outputs import FORMATS, Output, Task
from analysis.publish.render import image, render

LANGS = ("en", "ja")
HOSTILE = [
    "<script>alert(1)</script>",
    "Tom & Jerry &amp; &lt;",
    "\"double\" 'single' `back`",
    "$x_1$ \\frac{1}{2} %d {name}",
    "\u202eright to left\u202c \u200f\u200e",
    "🕊️ 👩🏽\u200d🚀 Ї ї 会談",
    "]]> --> <!-- <?xml?> <!DOCTYPE x>",
    "(paren\\) \\( endobj",
    "two\nlines\tand a tab",
    "x" * 2000,
]
UNFIT = "\x01\x0b\x1f\x7f\x85\ufffe\uffff"


def xml(content: bytes) -> minidom.Document:
    return minidom.parseString(content)


def words_of(document: minidom.Document, tag: str) -> str:
    """All text below the only element of a name."""
    (element,) = document.getElementsByTagName(tag)
    pieces, waiting = [], [element]
    while waiting:
        node = waiting.pop(0)
        pieces += [node.data] if node.nodeType == node.TEXT_NODE else []
        waiting = [*node.childNodes, *waiting]
    return "".join(pieces).strip()


@pytest.fixture(scope="module", params=LANGS)
def drawn(request, case):
    """The files of one chart in one language, full and bare, and its caption."""
    lang = request.param
    outputs = tuple(Output("stance_matrix", lang, f, b) for f in FORMATS for b in (False, True))
    drawing = render(Task("stance_matrix", lang, outputs), case)
    assert drawing.fault is None
    return lang, charts.stance_matrix.caption(case, lang), drawing.files


def files(drawn, form: str) -> list[bytes]:
    found = [content for path, content in drawn[2].items() if path.endswith(form)]
    assert len(found) == 2
    return found


def test_a_png_says_it_in_text_keys_in_its_language(drawn):
    lang, caption, _ = drawn
    for content in files(drawn, "png"):
        text = Image.open(io.BytesIO(content)).text
        assert {name: str(words) for name, words in text.items() if name != "Copyright"} == {
            "Title": caption.title,
            "Author": "Stancebook contributors",
            "Description": caption.alt,
            "Source": caption.source,
            "Identifier": caption.identity,
            "Software": "Stancebook",
        }
        assert text["Copyright"].startswith("CC BY 4.0 https://creativecommons.org/licenses/by/4.0")
        assert {words.lang for words in text.values()} == {lang}


def test_an_svg_says_it_in_dublin_core(drawn):
    lang, caption, _ = drawn
    for content in files(drawn, "svg"):
        document = xml(content)
        work = document.getElementsByTagName("cc:Work")[0]
        direct = {n.tagName: n for n in work.childNodes if n.nodeType == n.ELEMENT_NODE}
        assert direct["dc:title"].firstChild.data == caption.title
        expected = {
            "dc:description": caption.alt,
            "dc:identifier": caption.identity,
            "dc:source": caption.source,
            "dc:language": lang,
            "dc:creator": "Stancebook contributors",
        }
        assert {tag: words_of(document, tag) for tag in expected} == expected
        assert words_of(document, "dc:rights").startswith("CC BY 4.0 https://")


def test_an_svg_is_one_image_with_a_name_and_a_description_for_those_who_hear_it(drawn):
    lang, caption, _ = drawn
    ids = set()
    for content in files(drawn, "svg"):
        root = xml(content).documentElement
        assert (root.getAttribute("role"), root.getAttribute("lang")) == ("img", lang)
        assert root.getAttribute("xml:lang") == lang
        elements = [node for node in root.childNodes if node.nodeType == node.ELEMENT_NODE]
        assert [e.tagName for e in elements[:2]] == ["title", "desc"]
        assert [e.firstChild.data for e in elements[:2]] == [caption.title, caption.alt]
        named = [e.getAttribute("id") for e in elements[:2]]
        assert root.getAttribute("aria-labelledby").split() == named
        ids |= set(named)
    assert len(ids) == 4


def test_an_svg_names_no_file_of_another_host_that_a_reader_would_fetch(drawn):
    for content in files(drawn, "svg"):
        assert b"<!DOCTYPE" not in content
        assert b"<text" not in content


def test_a_pdf_says_it_in_the_keys_it_has_and_none_is_a_date(drawn):
    lang, caption, _ = drawn
    for content in files(drawn, "pdf"):
        info = PdfReader(io.BytesIO(content)).metadata
        assert set(info) == {"/Title", "/Author", "/Subject", "/Keywords", "/Creator"}
        assert (info["/Title"], info["/Author"]) == (caption.title, "Stancebook contributors")
        assert caption.identity in info["/Subject"]
        assert caption.alt in info["/Subject"]
        assert info["/Keywords"].startswith("CC BY 4.0 https://")
        assert info["/Keywords"].endswith(f"({lang})")


def test_the_rights_say_in_the_language_of_the_image_what_the_licence_leaves_out(case):
    declared = case.package.descriptor
    assert declared["licence_note"] in metadata.rights(case, "en")
    assert declared["licence_note_ja"] in metadata.rights(case, "ja")
    assert declared["licence_note"] not in metadata.rights(case, "ja")


def test_a_case_that_says_nothing_of_its_licence_has_none_put_into_its_files(toy):
    from dataclasses import replace

    package = replace(toy.package, descriptor={"stance_scale": {}})
    assert metadata.rights(replace(toy, package=package), "ja") == "no licence stated"


def embedded(text: str, lang: str = "en") -> metadata.Embedded:
    fields = [metadata.clean(f"{name}: {text}") for name in ("t", "a", "d", "s", "r", "i")]
    return metadata.Embedded(lang, *fields)


def plain(words: metadata.Embedded, form: str, label: str = "") -> bytes:
    figure = Figure(figsize=(1, 1))
    figure.text(0, 0, label)
    return image(figure, Output("toy", "en", form), words)


def test_whatever_is_in_a_text_comes_out_as_text():
    for text in HOSTILE:
        words = embedded(text)
        png = Image.open(io.BytesIO(plain(words, "png"))).text
        assert {name: str(said) for name, said in png.items()} == words.fields
        info = PdfReader(io.BytesIO(plain(words, "pdf"))).metadata
        assert info["/Title"] == f"t: {text}"
        assert f"i: {text}" in info["/Subject"]
        document = xml(plain(words, "svg"))
        tags = {node.tagName for node in document.getElementsByTagName("*")}
        assert "script" not in tags
        assert words_of(document, "dc:description") == words_of(document, "desc") == f"d: {text}"
        assert words_of(document, "dc:identifier") == f"i: {text}"


def test_a_direction_that_a_label_leaves_open_ends_with_its_field():
    words = embedded("\u2067\u202eopen")
    closed = "\u2067\u202eopen\u202c\u2069"
    read = Image.open(io.BytesIO(plain(words, "png"))).text
    assert (str(read["Title"]), str(read["Source"])) == (f"t: {closed}", f"s: {closed}")
    document = xml(plain(words, "svg"))
    assert words_of(document, "desc") == words_of(document, "dc:description") == f"d: {closed}"
    subject = PdfReader(io.BytesIO(plain(words, "pdf"))).metadata["/Subject"]
    assert subject == f"d: {closed} s: {closed} i: {closed}"


def test_what_no_format_can_hold_becomes_a_square():
    words = embedded(f"a{UNFIT}b")
    assert words.title == f"t: a{'□' * len(UNFIT)}b"
    for form in ("png", "pdf"):
        plain(words, form)
    assert words_of(xml(plain(words, "svg")), "desc") == words.description.strip()


@pytest.mark.filterwarnings("ignore:.*missing from font")
def test_a_label_that_xml_cannot_hold_leaves_the_drawing_readable():
    for text in (*HOSTILE[:-1], "a\ufffeb", "a\x0bb"):
        assert xml(plain(embedded("x"), "svg", label=text)).documentElement.tagName == "svg"


def test_the_same_words_give_the_same_bytes():
    for form in FORMATS:
        first, second = (plain(embedded(HOSTILE[0]), form) for _ in range(2))
        assert first == second


@pytest.fixture(scope="module")
def hostile_case(root, tmp_path_factory):
    """The toy case with markup in its names and in its own title."""
    folder = tmp_path_factory.mktemp("hostile") / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    descriptor = folder / "datapackage.json"
    declared = json.loads(descriptor.read_bytes())
    for key in ("title", "title_ja"):
        declared[key] = '<b>A & "B"</b> $x_1$ 🕊'
    descriptor.write_text(json.dumps(declared, ensure_ascii=False), "utf-8")
    return read_case(folder)


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_a_hostile_case_arrive_whole_in_every_format(hostile_case, lang):
    outputs = tuple(Output("stance_matrix", lang, form, True) for form in FORMATS)
    drawing = render(Task("stance_matrix", lang, outputs), hostile_case)
    assert drawing.fault is None
    caption: Caption = charts.stance_matrix.caption(hostile_case, lang)
    assert hostile_case.title("en") in caption.alt
    by_form = {path.rpartition(".")[2]: content for path, content in drawing.files.items()}
    assert str(Image.open(io.BytesIO(by_form["png"])).text["Description"]) == caption.alt
    assert words_of(xml(by_form["svg"]), "dc:description") == caption.alt
    assert caption.alt in PdfReader(io.BytesIO(by_form["pdf"])).metadata["/Subject"]
