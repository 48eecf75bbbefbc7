"""A chart in a notebook: its words stand beside it, and nothing in them becomes markup."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from analysis import charts
from analysis.charts.view import Caption
from analysis.publish.display import Shown, show
from analysis.publish.outputs import Output, Task
from analysis.publish.render import render

HOSTILE = "\"'><script>alert(1)</script>&amp;<img src=x onerror=alert(2)>"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def attributes(self, wanted: str) -> dict:
        (found,) = [attrs for tag, attrs in self.elements if tag == wanted]
        return found


@pytest.fixture(scope="module", params=["en", "ja"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def shown(case, lang):
    return show(charts.stance_matrix, case, lang)


def hostile() -> Shown:
    words = Caption(*[HOSTILE] * 6)
    return Shown(words, HOSTILE, b"png")


def test_hostile_words_make_no_element_and_no_attribute():
    page = Page(hostile().html())
    assert [tag for tag, _ in page.elements] == ["figure", "img", "figcaption"]
    assert set(page.attributes("figure")) == {"id", "style"}
    assert set(page.attributes("img")) == {"src", "alt", "style"}


def test_hostile_words_are_read_as_they_were_written():
    page = Page(hostile().html())
    assert page.attributes("img")["alt"] == HOSTILE
    assert page.attributes("figure")["id"] == HOSTILE
    assert page.words == f"{HOSTILE} — {HOSTILE}"


def test_the_alt_text_and_the_caption_are_those_of_the_chart(shown, case, lang):
    page, caption = Page(shown.html()), charts.stance_matrix.caption(case, lang)
    assert page.attributes("img")["alt"] == caption.alt
    assert caption.alt.strip()
    assert page.words == f"{caption.title} — {caption.identity}"


def test_the_html_the_png_and_the_text_are_all_given(shown):
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert bundle["text/plain"] == shown.caption.alt


def test_the_png_is_an_image_of_the_width_of_the_page(shown):
    with Image.open(io.BytesIO(shown.png)) as image:
        image.load()
        assert image.format == "PNG"
        assert image.width == pytest.approx(160 / 25.4 * 110, abs=2)
        assert len(image.convert("RGB").getcolors(1_000_000)) > 5


def test_the_png_says_of_itself_what_a_published_one_says(shown, case, lang):
    output = Output("stance_matrix", lang, "png")
    drawn = render(Task("stance_matrix", lang, (output,)), case)
    published = Image.open(io.BytesIO(drawn.files[output.path])).text
    own = Image.open(io.BytesIO(shown.png)).text
    assert own == published
    assert own["Identifier"] == shown.caption.identity
    assert {text.lang for text in own.values()} == {lang}


def test_the_html_holds_the_same_image_as_the_fallback(shown):
    kind, _, data = Page(shown.html()).attributes("img")["src"].partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == shown.png


def test_the_same_chart_gives_the_same_bytes_twice(shown, case, lang):
    assert show(charts.stance_matrix, case, lang).png == shown.png


def test_a_chart_is_found_by_its_key(shown):
    assert Page(shown.html()).attributes("figure")["id"] == "stance_matrix"
    other = replace(shown, key="positions")
    assert Page(other.html()).attributes("figure")["id"] == "positions"
