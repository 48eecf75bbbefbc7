"""The gallery in a browser: seen, heard, switched, copied, opened, printed; with hostile words."""

from __future__ import annotations

import io

import pytest
from audit import WIDTHS, sideways, violations
from gallery import OPEN_ALL, go, rest
from paged import HOSTILE, hostile, titled

from analysis.publish.citation import cite
from analysis.publish.gallery import PAGE, make
from analysis.publish.inputs import Inputs
from analysis.publish.manifest import Entry, Manifest, Written

both_languages = pytest.mark.parametrize("lang", ["en", "ja"])
every_width = pytest.mark.parametrize("width", WIDTHS)
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
OPEN_ONE = """(id) => {
    const chart = document.getElementById(id);
    chart.querySelectorAll(".part").forEach((part) => { part.open = true; });
    [...chart.querySelectorAll(".cell")].slice(3, 6).forEach((cell) => { cell.open = true; });
}"""
# ---- seen


@both_schemes
@both_languages
@every_width
def test_the_page_bars_nobody_and_asks_nobody(opened, heard, site, width, lang, scheme):
    page = opened(width=width, color_scheme=scheme, reduced_motion="reduce")
    go(page, site, lang)
    rest(page)
    # One chart open shows every kind of part that any has; all of them take an audit minutes.
    page.evaluate(OPEN_ONE, "stance_matrix" if lang == "en" else "ja-stance_matrix")
    assert violations(page) == []
    page.evaluate(OPEN_ALL, lang)
    assert sideways(page) == []
    assert (heard.errors, heard.requests) == ([], [])


@both_languages
def test_every_image_loads_with_its_alt_text(page, heard, site, lang):
    go(page, site, lang)
    rest(page)
    images = page.evaluate(
        "[...document.images].filter((i) => i.offsetParent)"
        ".map((i) => [i.naturalWidth, i.alt, i.getAttribute('src')])"
    )
    assert images
    assert all(width and alt and src.startswith(f"{lang}/") for width, alt, src in images)
    assert heard.errors == []


@every_width
def test_only_the_plot_of_an_image_is_shown_and_all_of_its_width(opened, site, width):
    page = opened(width=width)
    go(page, site, "en", "stance_matrix")
    rest(page)
    crop = page.locator("#stance_matrix .crop").bounding_box()
    whole = page.locator("#stance_matrix img").bounding_box()
    assert crop["width"] == pytest.approx(whole["width"])
    assert whole["y"] < crop["y"]
    assert whole["y"] + whole["height"] > crop["y"] + crop["height"]


# ---- languages


def test_the_switch_shows_one_language_and_names_it(page, site):
    page.goto(site)
    assert page.locator("#en h1").is_visible()
    assert not page.locator("#ja h1").is_visible()
    page.locator("#en .switch a[hreflang=ja]").click()
    page.locator("#ja h1").wait_for()
    assert not page.locator("#en h1").is_visible()
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.title() == page.locator("#ja h1").inner_text()
    page.go_back()
    page.locator("#en h1").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_switch_keeps_the_readers_place(page, site):
    page.goto(f"{site}#positions")
    page.locator("#positions .part summary").first.click()
    page.evaluate("document.querySelector('#en .switch a[hreflang=ja]').click()")
    page.locator("#ja-positions h2").wait_for()
    assert page.url.endswith("#ja-positions")
    assert page.locator("#ja-positions details").first.evaluate("d => d.open")


def test_a_japanese_browser_is_answered_in_japanese(opened, site):
    page = opened(locale="ja-JP")
    page.goto(site)
    page.locator("#ja h1").wait_for()


# ---- copying and opening


@both_languages
def test_a_button_copies_the_citation_and_says_so(opened, heard, site, case, lang):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    go(page, site, lang, "stance_matrix")
    key = "stance_matrix" if lang == "en" else "ja-stance_matrix"
    page.evaluate(OPEN_ALL, lang)
    for style in ("apa", "bibtex"):
        page.locator(f'.citation [data-copy="{key}-{style}"]').click()
        page.locator("#said:not(:empty)").wait_for(state="attached")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == str(cite("stance_matrix", case, style, lang))
        page.locator("#said:empty").wait_for(state="attached")
    assert heard.errors == []


def test_a_cell_opens_to_its_line_its_words_and_its_coders(page, site):
    go(page, site, "en", "stance_matrix")
    part = page.locator("#stance_matrix .cells-part")
    part.locator("summary").first.click()
    cell = page.locator("#stance_matrix-minerals-USA")
    assert not cell.locator("blockquote").is_visible()
    cell.locator("summary").click()
    assert cell.locator("blockquote").inner_text() == "開発参入を希望(米企業主導)"
    assert "Line 77 of the source" in cell.inner_text()
    assert cell.locator(".coders li").count() == 4
    assert cell.locator(".rationale").first.is_visible()


def test_the_address_of_a_cell_opens_it(page, site):
    page.goto(f"{site}#stance_matrix-minerals-USA")
    cell = page.locator("#stance_matrix-minerals-USA")
    cell.locator("blockquote").wait_for()
    assert cell.evaluate("c => c.getBoundingClientRect().top < innerHeight")


# ---- keyboard, no script, paper


def focused(page) -> str:
    return page.evaluate("document.activeElement.className || document.activeElement.tagName")


def test_the_keyboard_alone_reaches_and_opens_everything(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    assert page.locator("#en .skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "en-charts"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.part > summary')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_a_wide_table_scrolls_by_keyboard_inside_its_own_box(opened, site):
    page = opened(width=360, reduced_motion="reduce")
    go(page, site, "en", "agreement")
    page.evaluate(OPEN_ALL, "en")
    box = page.locator("#agreement .scroll")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert box.evaluate("box => box.scrollLeft") > 0
    assert page.evaluate("scrollX") == 0


@both_languages
def test_the_page_is_whole_without_a_script(opened, heard, site, lang):
    page = opened(java_script_enabled=False)
    page.goto(site)
    if lang == "ja":
        page.locator("#en .switch a[hreflang=ja]").click()
    shown, hidden = ("ja", "en") if lang == "ja" else ("en", "ja")
    assert page.locator(f"#{shown} h1").is_visible()
    assert not page.locator(f"#{hidden} h1").is_visible()
    key = "stance_matrix" if lang == "en" else "ja-stance_matrix"
    parts = page.locator(f"[id={key}] > .part > summary")
    for n in range(parts.count()):
        parts.nth(n).click()
    assert page.locator(f"[id={key}-apa]").is_visible()
    assert page.locator(f"[id={key}] table").is_visible()
    assert not page.locator("button:visible").count()
    page.locator(f"[id={key}-minerals-USA] summary").click()
    assert page.locator(f"[id={key}-minerals-USA] blockquote").is_visible()
    assert heard.errors == []


def test_paper_holds_the_language_and_the_parts_that_are_open(page, site):
    from pypdf import PdfReader

    go(page, site, "en")
    rest(page)
    page.locator("#positions .part summary").last.click()
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in pages)
    titles = page.locator("#en .chart h2").all_inner_texts()
    assert all(title in text for title in titles)
    assert text.count("APA, 7th edition") == 1
    assert "論点ごとの立場" not in text
    assert "Copy" not in text


def test_paper_is_white_where_the_screen_is_dark(opened, site):
    page = opened(color_scheme="dark")
    go(page, site, "en")
    page.emulate_media(media="print", color_scheme="dark")
    grounds = page.evaluate(
        "['body', '.citation pre', 'thead th'].map((part) => document.querySelector(part))"
        ".map((part) => getComputedStyle(part).backgroundColor)"
    )
    assert set(grounds) == {"rgb(255, 255, 255)"}


# ---- hostile words


@pytest.fixture(scope="module")
def hostile_site(toy, tmp_path_factory):
    """A page of the invented case in which every text is hostile and overlong."""
    words = HOSTILE + "<img src=x onerror=alert(2)>" + "長" * 2000
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "en").mkdir()
    image = "en/stance_matrix.svg"
    (folder / image).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 453.5 9000"/>', "utf-8"
    )
    known = Manifest({"stance_matrix": Entry(Inputs(), {image: Written("0", "0")})})
    made = make(titled(hostile(toy, words), words), folder, known)
    (folder / PAGE).write_bytes(made[PAGE])
    return (folder / PAGE).as_uri()


@every_width
def test_hostile_words_are_read_and_never_run(opened, heard, hostile_site, width):
    page = opened(width=width)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(hostile_site)
    rest(page)
    page.evaluate(OPEN_ALL, "en")
    told = page.locator("#en main").inner_text()
    assert "<script>alert(1)</script>" in told
    assert "<img src=x" in told
    assert sideways(page) == []
    assert violations(page) == []
    assert (dialogs, heard.errors, heard.requests) == ([], [], [])


def test_a_script_that_somebody_plants_does_not_run(opened, heard, hostile_site):
    page = opened()
    page.goto(hostile_site)
    page.evaluate(
        """() => {
            const planted = document.createElement("script");
            planted.textContent = "window.ran = true";
            document.body.append(planted);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in error for error in heard.errors)


@every_width
def test_overlong_words_leave_the_page_short_until_they_are_opened(opened, hostile_site, width):
    page = opened(width=width)
    page.goto(hostile_site)
    rest(page)
    # The image of this page alone is twenty times as high as it is wide.
    image = page.locator("#stance_matrix .plate").bounding_box()["height"]
    assert page.evaluate("document.body.scrollHeight") - image < 6000
    whole = page.locator("#en .masthead .whole")
    closed = whole.bounding_box()["height"]
    whole.locator("summary").click()
    assert whole.bounding_box()["height"] > 2 * closed
