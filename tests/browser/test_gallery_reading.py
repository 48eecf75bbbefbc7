"""The gallery as its readers take it in: in the dark, on a telephone, on paper, by keyboard."""

from __future__ import annotations

import io

import pytest
from audit import WIDTHS, sideways
from gallery import anchor, go, rest

from analysis.publish.citation import cite

both_languages = pytest.mark.parametrize("lang", ["en", "ja"])
every_width = pytest.mark.parametrize("width", WIDTHS)
WHITE = (255, 255, 255)
#: The table of a chart and the cells of a matrix are the second and the first from the end.
TABLE, CELLS = ".part:has(table)", ".cells-part"


def seen(locator):
    """What is painted of an element, as an image of its pixels."""
    from PIL import Image

    return Image.open(io.BytesIO(locator.screenshot())).convert("RGB")


def luminance(colour) -> float:
    parts = [channel / 255 for channel in colour]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def opened_part(page, site, lang, key, part):
    go(page, site, lang, key)
    found = page.locator(f"#{anchor(key, lang)} {part}")
    found.locator("summary").first.click()
    return found


# ---- in the dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_lies_on_a_sheet_of_its_own_ground(opened, site, scheme):
    page = opened(color_scheme=scheme, reduced_motion="reduce")
    go(page, site, "en", "stance_matrix")
    rest(page)
    image = seen(page.locator("#stance_matrix .plate"))
    rim, ground = image.getpixel((6, image.height // 2)), image.getpixel((30, 30))
    assert max(abs(a - b) for a, b in zip(rim, ground, strict=True)) <= 1, "no seam"
    if scheme == "light":
        assert ground == WHITE
    else:
        assert luminance(ground) < 0.8, "no glaring white"
        # Grey words of the chart, #555555, as they are dimmed with it.
        assert (luminance(ground) + 0.05) / (luminance([0x55 * 0.88] * 3) + 0.05) >= 4.5


# ---- tables and marks


@both_languages
def test_a_table_on_a_telephone_scrolls_in_its_own_labelled_box(opened, site, lang):
    page = opened(width=360, reduced_motion="reduce")
    part = opened_part(page, site, lang, "stance_matrix", TABLE)
    box = part.get_by_role("region")
    title = page.locator(f"#{anchor('stance_matrix', lang)} h2").inner_text()
    assert page.get_by_role("region", name=title).count() >= 1
    assert box.evaluate("b => b.scrollWidth > b.clientWidth && b.tabIndex === 0")
    caption = box.locator("caption span").bounding_box()
    assert caption["x"] + caption["width"] <= 360, "its caption can be read without scrolling"
    assert sideways(page) == []
    head = box.locator("thead th").first
    assert head.inner_text() == {"en": "Issue", "ja": "論点"}[lang]
    assert head.bounding_box()["x"] >= 0


def test_the_names_of_rows_stay_while_a_wide_table_is_scrolled(page, site):
    box = opened_part(page, site, "en", "agreement", TABLE).get_by_role("region")
    name = box.locator("tbody th").first
    before = name.bounding_box()["x"]
    box.evaluate("b => { b.scrollLeft = 400; b.scrollTop = 400; }")
    assert name.bounding_box()["x"] == pytest.approx(before, abs=1)
    head = box.locator("thead th").nth(3).bounding_box()
    assert head["y"] == pytest.approx(box.bounding_box()["y"], abs=2)


@both_languages
@every_width
def test_a_closed_cell_shows_its_mark_with_words_inside_its_tile(opened, site, width, lang):
    page = opened(width=width, reduced_motion="reduce")
    part = opened_part(page, site, lang, "wide_matrix", CELLS)
    marked = part.locator(".cell:has(.mark)")
    assert marked.count() >= 3
    for tile in marked.all():
        outer = tile.bounding_box()
        for inner in (tile.locator(".mark"), tile.locator("b").first, tile.locator(".code").first):
            box = inner.bounding_box()
            assert outer["x"] <= box["x"]
            assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 0.5
        assert len(tile.locator(".mark").inner_text()) > 8
        assert not tile.locator(".behind").first.is_visible()
    # No name is broken within a word: each word of it fits on one line.
    assert part.locator(".cell-words").evaluate_all(
        "all => all.every((words) => words.scrollWidth <= words.clientWidth)"
    )


# ---- finding and taking


@both_languages
def test_one_button_beside_the_files_copies_the_citation(opened, heard, site, case, lang):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    go(page, site, lang, "votes")
    button = page.locator(f"#{anchor('votes', lang)} .take button")
    assert button.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    page.locator("#said:not(:empty)").wait_for(state="attached")
    style = {"en": "apa", "ja": "sist02"}[lang]
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == str(cite("votes", case, style, lang))
    assert heard.errors == []


def test_the_list_tells_which_chart_is_read(page, site):
    page.goto(site)
    current = page.locator("#en .contents a[aria-current]")
    assert current.count() == 0
    page.locator("#en .contents a[href='#reactions']").click()
    page.locator("#en .contents a[href='#reactions'][aria-current]").wait_for()
    assert current.count() == 1
    page.evaluate("document.getElementById('votes').scrollIntoView()")
    page.locator("#en .contents a[href='#votes'][aria-current]").wait_for()
    assert current.count() == 1


def test_a_download_saves_the_file_itself(opened, site, root):
    page = opened(accept_downloads=True)
    go(page, site, "en", "votes")
    links = page.locator("#votes .files a[download]")
    assert links.count() == 7
    with page.expect_download() as saved:
        links.filter(has_text="CSV").click()
    found = saved.value.path().read_bytes()
    assert found == (root / "figures" / "data" / "votes.csv").read_bytes()


# ---- by keyboard


def test_tab_alone_walks_from_files_to_citation_table_and_cell(page, site):
    go(page, site, "en", "stance_matrix")
    page.locator("#stance_matrix .plate").focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
                const e = document.activeElement;
                const kinds = {"[download]": "file", ".take button": "citation",
                    ".cells-part > summary": "cells", ".cell > summary": "cell",
                    ".scroll": "table", ".citation button": "copy", ".notebooks a": "notebook",
                    ".across a": "across",
                    ".part > summary": "part"};
                const kind = Object.keys(kinds).find((name) => e.matches(name));
                return e.closest("#stance_matrix") ? kinds[kind] : "out";
            }"""
        )
        if here == "out":
            break
        if here in ("cells", "part"):
            page.keyboard.press("Enter")
        reached.append(here)
    assert list(dict.fromkeys(reached)) == [
        *("file", "citation", "cells", "cell", "part", "table", "copy", "notebook", "across")
    ]


# ---- on paper


@both_languages
def test_paper_holds_each_chart_whole_with_its_words(opened, site, lang):
    from pypdf import PdfReader

    page = opened()
    go(page, site, lang)
    rest(page)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        """(lang) => [".switch", ".take", ".contents", ".across", ".skip", ".enlarge"]
            .filter((name) => document.querySelector(`#${lang} ${name}`).offsetParent)""",
        lang,
    )
    assert hidden == []
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    charts = page.locator(f"#{lang} .chart").count()
    told = ["".join(sheet.extract_text().split()) for sheet in sheets]
    for part in page.locator(f"#{lang} .chart").all():
        identity = "".join(part.locator(".identity").first.inner_text().split())
        assert sum(identity in sheet for sheet in told) == 1
    assert charts <= len(sheets) <= 2 * charts + 2


def test_open_tables_lie_whole_on_paper_and_open_parts_show_their_cells(opened, site):
    from pypdf import PdfReader

    # A lying sheet of A4 within its margins of 12 mm.
    page = opened(width=1032)
    go(page, site, "en")
    page.evaluate(
        "document.querySelectorAll('#en .part:has(table)').forEach((part) => part.open = true)"
    )
    page.locator("#wide_matrix .cells-part > summary").click()
    page.emulate_media(media="print")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("#en .scroll")]
            .filter((box) => box.scrollWidth > box.clientWidth + 1
                || box.scrollHeight > box.clientHeight + 1)
            .map((box) => box.closest("article").id)"""
    )
    assert wide == []
    assert page.locator("#wide_matrix .cell").first.is_visible()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    lying = [sheet for sheet in sheets if sheet.mediabox.width > sheet.mediabox.height]
    assert len(lying) >= page.locator("#en table").count()
