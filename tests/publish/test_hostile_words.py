"""Markup, reversed text and endless labels in any text column: on the page, in image and citation.

A column is of text if the case declares it so: every one of them is tried, and those that no
chart shows are named here, so that a new one is not forgotten.
"""

import json
import re
from xml.dom import minidom

import pytest
from bs4 import BeautifulSoup
from paged import HOSTILE, LANGS, drawn, graph, hostile, rendered, text_columns, titled

from analysis import charts
from analysis.publish.citation import STYLES, cite
from analysis.publish.gallery import INDEX, PAGE, make
from analysis.publish.gallery.bounded import CELL, CITATION, NAME, PASSAGE, bounded
from analysis.publish.outputs import Output, Task
from analysis.publish.render import render

LONG = HOSTILE + "長" * 2000
#: Text columns that no chart draws and no page shows.
UNSHOWN = {
    "effect_codes": {"rationale_en"},
    "scenarios": {"reason_en"},
    "sources": {"relay_of"},
    "resolutions": {"note", "note_ja"},
    "agreement_terms": {"item_ja", "february_en", "february_ja", "signed_en", "signed_ja"},
    "minerals": {"mineral", "mineral_ja", "measure", "measure_ja", "unit_ja", "scope_ja"}
    | {"note", "note_ja"},
    "responses": {"speaker_en", "speaker_ja", "gist_en", "gist_ja"},
}


def made(case, folder):
    return make(case, folder, drawn(case, folder))


@pytest.fixture(scope="module")
def shipped_soup(case, tmp_path_factory):
    """The page of the shipped case with a hostile text in every text column of every table."""
    page = make(hostile(case), folder := tmp_path_factory.mktemp("shipped"), drawn(case, folder))
    return BeautifulSoup(page[PAGE], "html.parser")


@pytest.fixture(scope="module")
def overlong(toy, tmp_path_factory):
    """The files of the toy case with two thousand characters in each text, its own included."""
    folder = tmp_path_factory.mktemp("overlong")
    return make(titled(hostile(toy, LONG), LONG), folder, drawn(toy, folder))


@pytest.fixture(scope="module")
def overlong_soup(overlong):
    return BeautifulSoup(overlong[PAGE], "html.parser")


def sound(soup) -> None:
    """Nothing on a page but what the templates put there."""
    assert len(soup.find_all("script")) == 2
    assert not soup.find_all("a", href="b")
    for element in soup.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]


# ---- on the page


def test_every_text_column_comes_out_as_text_on_the_page(case, shipped_soup):
    told = shipped_soup.body.get_text()
    unshown = {
        table: missing
        for table, columns in text_columns(case).items()
        if (missing := {c for c in columns if f"{table}.{c}{HOSTILE.strip()}" not in told})
    }
    assert unshown == UNSHOWN
    sound(shipped_soup)


def test_the_words_of_the_case_itself_come_out_as_text(overlong_soup):
    sound(overlong_soup)
    for lang in LANGS:
        part = overlong_soup.find(id=lang)
        assert part.h1.get_text().startswith(HOSTILE)
        assert part.h1.find(title=True)["title"] == LONG
        assert LONG in part.header.get_text()
        assert part.footer.get_text().count(LONG) == 1
    assert overlong_soup.title.get_text().startswith(HOSTILE)
    assert len(overlong_soup.title.get_text()) <= NAME


def test_what_turns_the_direction_of_a_name_turns_no_neighbour(overlong_soup, shipped_soup):
    for soup in (overlong_soup, shipped_soup):
        for place in (".cell-words b", ".coders b", "h2", "h4", ".finding"):
            for element in soup.select(place):
                if "\u202e" in element.get_text():
                    assert "\u202e" in element.bdi.get_text(), place
                    assert "\u202e" not in "".join(element.find_all(string=True, recursive=False))


# ---- how much is shown


def test_no_place_shows_more_than_its_bound_until_it_is_opened(overlong):
    soup = BeautifulSoup(overlong[PAGE], "html.parser")
    closed = soup.select("details.whole > :not(summary)")
    assert closed
    for part in closed:
        part.decompose()
    bounds = {
        "h1": NAME,
        "h2": NAME,
        "h4": NAME,
        "b": NAME,
        "th": NAME,
        "td": CELL,
        "pre": CITATION,
    }
    longest = dict.fromkeys(bounds, 0)
    for text in soup.body.find_all(string=True):
        if text.parent.name in ("script", "style"):
            continue
        for name in bounds:
            if text.find_parent(name):
                longest[name] = max(longest[name], len(text))
        assert len(text) <= (CITATION if text.find_parent("pre") else PASSAGE)
    for name, bound in bounds.items():
        # A cell that names its row is a cell.
        assert longest[name] <= (CELL if name == "th" else bound), name
        assert longest[name] > 100, "the test tries nothing"


def test_the_whole_is_one_step_away(overlong_soup):
    opened = overlong_soup.find(id="stance_matrix-water-ALD")
    assert "comparison.text_ja" + LONG in opened.blockquote.get_text()
    assert opened.blockquote.summary.get_text().endswith("…")
    name = opened.summary.b.find(title=True)
    assert name["title"] == "actors.short_en" + LONG
    row = overlong_soup.find(id="stance_matrix").select_one("tbody tr")
    whole = [cell.details.div.get_text() for cell in row.find_all(["td", "th"]) if cell.details]
    assert "comparison.text_en" + LONG in whole
    assert "issues.name_en" + LONG in whole


def test_words_of_the_usual_length_are_not_cut(case, root):
    page = (root / "figures" / PAGE).read_text("utf-8")
    assert 'class="whole"' not in page
    assert "<bdi" not in page


def test_each_citation_is_whole_for_copying(toy, overlong, overlong_soup):
    hostile_toy = titled(hostile(toy, LONG), LONG)
    for style in STYLES:
        shown = overlong_soup.find(id=f"stance_matrix-{style}").get_text()
        assert shown == str(cite("stance_matrix", hostile_toy, style, "en"))


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("ae\u0301\u0302x", 3, "a…"),
        ("a👩🏽\u200d🚀bc", 5, "a…"),
        ("", 3, ""),
    ],
)
def test_a_text_is_cut_between_signs(text, most, shown):
    assert bounded(text, most) == shown


# ---- the index, machines, citations, images


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_hostile_words_stay_text_in_the_index_and_within_bounds(overlong):
    read = rendered(overlong[INDEX])
    assert read.find("script") is None
    assert not [a for a in read.find_all("a") if a.get("href") == "b"]
    assert HOSTILE.strip()[:25] in read.h1.get_text()
    for place in read.find_all(["h1", "h2", "h3", "p"]):
        assert all(len(text) <= PASSAGE for text in place.find_all(string=True))
    assert all(len(head.get_text()) <= 2 * NAME + 3 for head in read.find_all(["h1", "h3"]))


def test_machines_read_the_hostile_words_whole(overlong):
    dataset, *images = graph(overlong[PAGE])
    assert dataset["name"] == dataset["description"] == LONG
    assert any(LONG[:1000] in image["description"] + image["caption"] for image in images)
    script = re.search(rb'ld\+json">(.*?)</script>', overlong[PAGE], re.S)[1]
    assert not re.search(rb"[<>&]", script)


@pytest.mark.parametrize("key", charts.KEYS)
def test_a_chart_of_hostile_words_is_drawn_described_and_cited_as_text(toy, key):
    case = titled(hostile(toy), LONG)
    chart = getattr(charts, key)
    if not all(case.has(table) for table in chart.tables):
        pytest.skip("the toy case has no table for it")
    lang = LANGS[charts.KEYS.index(key) % 2]
    (svg,) = render(Task(key, lang, (Output(key, lang, "svg"),)), case).files.values()
    document = minidom.parseString(svg)
    tags = {node.tagName for node in document.getElementsByTagName("*")}
    assert {"svg", "title", "desc"} <= tags
    assert not {"script", "a", "foreignObject"} & tags
    (described,) = document.getElementsByTagName("desc")[:1]
    said = "".join(node.data for node in described.childNodes)
    assert said == chart.caption(case, lang).alt
    assert HOSTILE.strip() in said
    ours = json.loads(str(cite(chart, case, "csl-json", lang)))[0]
    assert HOSTILE.strip() in " ".join(str(value) for value in ours.values())
