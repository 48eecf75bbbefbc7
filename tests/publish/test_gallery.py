"""The gallery's files, read as a browser and a Markdown reader read them, against the charts."""

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from analysis import charts
from analysis.charts.describe import description
from analysis.charts.identity import csv_bytes
from analysis.publish import manifest
from analysis.publish.citation import STYLES, cite
from analysis.publish.gallery import INDEX, PAGE, make
from analysis.publish.gallery.index import escaped
from analysis.publish.gallery.notebooks import notebooks
from analysis.publish.inputs import Inputs
from analysis.publish.manifest import Entry, Manifest, Written
from analysis.publish.registered import FOLDER_FILES

LANGS = ("en", "ja")
both_languages = pytest.mark.parametrize("lang", LANGS)
HOSTILE = "<script>alert(1)</script> & \"q\" 'p' {{7*7}} $x_1$ `c` [a](b) \u202eabc\u202c | 😀 "
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 453.5 600" width="453.5pt" '
    'height="600pt"><rect width="453" height="600" fill="#ddd"/></svg>'
)


def drawn(case, folder: Path) -> Manifest:
    """A folder with a stand-in for each file that a run would draw, and its manifest."""
    entries = {}
    for key in charts.KEYS:
        chart = getattr(charts, key)
        if not all(case.has(table) for table in chart.tables):
            entries[key] = Entry(Inputs(), {}, chart.tables)
            continue
        paths = [f"{lang}/{key}.{form}" for lang in LANGS for form in ("png", "svg", "pdf")]
        for path in paths:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(SVG)
        paths.append(f"data/{key}.csv")
        (folder / paths[-1]).parent.mkdir(exist_ok=True)
        (folder / paths[-1]).write_bytes(csv_bytes(chart.frame(case)))
        entries[key] = Entry(Inputs(), {path: Written("0", "0") for path in paths})
    return Manifest(entries)


@pytest.fixture(scope="module")
def chart_of(case):
    """A chart by its key, its frame worked out once."""

    @cache
    def fixed(key):
        frame = getattr(charts, key).frame(case)
        return replace(getattr(charts, key), frame=lambda _: frame)

    return fixed


@pytest.fixture(scope="module")
def shipped(case, root):
    """The files of the shipped case, made from its figures."""
    folder = root / "figures"
    return make(case, folder, manifest.read(folder))


@pytest.fixture(scope="module")
def keys(root):
    """The charts that are drawn of the shipped case."""
    return [key for key, entry in manifest.read(root / "figures").entries.items() if entry.outputs]


@pytest.fixture(scope="module")
def soup(shipped):
    return BeautifulSoup(shipped[PAGE], "html.parser")


@pytest.fixture(scope="module")
def toy_folder(toy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("toy")
    return folder, drawn(toy, folder)


@pytest.fixture(scope="module")
def toy_page(toy, toy_folder):
    return make(toy, *toy_folder)


def article(soup, key, lang):
    return soup.find("article", id=key if lang == "en" else f"ja-{key}")


def words(element) -> str:
    return " ".join(element.get_text().split())


# ---- what is on the page


@both_languages
def test_every_chart_that_is_drawn_has_its_words_on_the_page(case, soup, keys, chart_of, lang):
    shown = [a["id"] for a in soup.find(id=lang).find_all("article")]
    assert sorted(shown) == sorted(keys if lang == "en" else [f"ja-{key}" for key in keys])
    for key in keys:
        part, caption = article(soup, key, lang), chart_of(key).caption(case, lang)
        assert words(part.h2) == caption.title
        assert part.img["alt"] == caption.alt
        told = words(part)
        for text in (caption.subtitle, caption.note, caption.source, caption.identity):
            assert " ".join(text.split()) in told


@both_languages
def test_every_row_is_described_and_stands_in_the_table(case, soup, keys, chart_of, lang):
    for key in keys:
        chart, part = chart_of(key), article(soup, key, lang)
        rows = [words(row) for row in part.select(".described li")]
        assert rows == [" ".join(r.split()) for r in description(chart, case, lang).rows]
        assert len(part.select("tbody tr")) == len(chart.frame(case))


@both_languages
def test_a_table_has_a_caption_and_a_heading_for_each_column_and_row(soup, lang):
    for table in soup.find(id=lang).find_all("table"):
        heads = table.select("thead th[scope=col]")
        assert words(table.caption)
        assert all(words(head) for head in heads)
        for row in table.select("tbody tr"):
            assert len(row.find_all(["th", "td"])) == len(heads)
            assert [cell.name for cell in row.find_all(["th", "td"])][:2] == ["th", "td"]
            assert row.th["scope"] == "row"
            assert all(words(cell) for cell in row.find_all(["th", "td"]))


@both_languages
def test_each_citation_on_the_page_is_that_of_cite(case, soup, keys, chart_of, lang):
    for key in keys:
        part = article(soup, key, lang)
        for style in STYLES:
            assert part.find(id=f"{part['id']}-{style}").get_text() == str(
                cite(chart_of(key), case, style, lang)
            )


def test_every_local_link_leads_to_a_file_or_a_place(soup, root):
    ids = {part["id"] for part in soup.find_all(id=True)}
    beside = {path for files in FOLDER_FILES for path in files.paths}
    assert len(ids) == len(soup.find_all(id=True)), "an id is there twice"
    for element in soup.select("[href], [src]"):
        link = urlsplit(element.get("href") or element["src"])
        if link.scheme:
            assert element.get("rel") in (["license"], ["icon"])
        elif link.path in beside:
            continue
        elif link.path:
            assert (root / "figures" / unquote(link.path)).is_file(), link.path
        else:
            assert unquote(link.fragment) in ids


def test_every_file_of_a_chart_is_offered_in_both_languages(soup, root):
    known = manifest.read(root / "figures")
    for key, entry in known.entries.items():
        for lang in LANGS:
            links = {a["href"] for a in article(soup, key, lang).select(".files a[download]")}
            assert links == {path for path in entry.outputs if ".bare." not in path}


def test_headings_come_in_order_and_ids_name_what_they_label(soup):
    for lang in LANGS:
        levels = [int(h.name[1]) for h in soup.find(id=lang).find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    for name in ("aria-labelledby", "aria-describedby"):
        for element in soup.find_all(attrs={name: True}):
            assert soup.find(id=element[name]), element[name]


def test_the_page_asks_nobody_for_anything(shipped):
    found = []

    class Asked(HTMLParser):
        def handle_starttag(self, tag, attrs):
            for name, value in attrs:
                if name in ("src", "srcset", "data", "poster") or (name, tag) == ("href", "link"):
                    found.append(value)
                assert not name.startswith("on"), "a script in an attribute"
                assert name != "style"

    parser = Asked()
    parser.feed(shipped[PAGE].decode())
    assert not [link for link in found if re.match(r"(https?:)?//", link)]
    style = re.search("<style>(.*?)</style>", shipped[PAGE].decode(), re.S)[1]
    assert "url(" not in style
    assert "@import" not in style


# ---- cells


@both_languages
def test_each_cell_of_the_stance_matrix_opens_to_all_that_is_behind_it(case, soup, lang):
    part = article(soup, "stance_matrix", lang)
    cells = case["comparison"].set_index(["issue", "actor"])
    codes = case["stance_codes"]
    shown = part.select("details.cell")
    assert len(shown) == len(cells)
    for (issue, actor), cell in cells.iterrows():
        opened = part.find("details", id=f"{part['id']}-{issue}-{actor}")
        told = words(opened)
        assert re.search(rf"\b{cell['line']}\b|{cell['line']}行目", words(opened.h5))
        assert words(opened.blockquote) == cell["text_ja"]
        assert opened.blockquote["lang"] == "ja"
        given = codes[codes["unit"] == cell["unit"]]
        for _, code in given.iterrows():
            assert code["coder"] in told
            assert " ".join(code["rationale_en"].split()) in told
        anchors = case["anchors"][case["anchors"]["issue"] == issue].set_index("stance")
        for stance in given["stance"].dropna().unique():
            assert anchors.at[stance, f"anchor_{lang}"] in told


def test_each_unit_of_the_wide_matrix_is_shown_in_its_cell(soup, case):
    part = article(soup, "wide_matrix", "en")
    frame = charts.wide_matrix.frame(case)
    units = {u for cell in frame["units"].dropna() for u in cell.split(" ")}
    shown = [words(p).removeprefix("Unit ") for p in part.select(".behind .identity")]
    assert sorted(shown) == sorted(units)
    assert len(part.select("details.cell")) == int(frame["units"].notna().sum())


def test_a_split_cell_shows_both_codes_and_an_empty_one_none(toy_page):
    soup = BeautifulSoup(toy_page[PAGE], "html.parser")
    both = soup.find(id="stance_matrix-water-CER").summary
    assert [c.contents[0] for c in both.select(".code")] == ["0", "++"]
    assert "coders differ" in words(both)
    empty = soup.find(id="stance_matrix-ferry-CER").summary
    assert words(empty.select_one(".code")) == "not stated"
    assert empty.select_one(".code-none") is not None


@both_languages
def test_a_cell_shows_each_claim_on_it_and_what_the_record_says(case, soup, lang):
    part = article(soup, "stance_matrix", lang)
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    cells = case["comparison"].merge(claims, on="unit", suffixes=("", "_of_claim"))
    assert len(cells)
    for _, cell in cells.iterrows():
        opened = part.find("details", id=f"{part['id']}-{cell['issue']}-{cell['actor']}")
        assert cell[f"claim_{lang}"] in words(opened.select_one(".record"))
        assert cell[f"finding_{lang}"] in words(opened.select_one(".record"))
    for unit in set(case["comparison"]["unit"]) - set(cells["unit"]):
        row = case["comparison"].set_index("unit").loc[unit]
        opened = part.find("details", id=f"{part['id']}-{row['issue']}-{row['actor']}")
        assert opened.select_one(".record") is None


def test_a_unit_that_no_claim_covers_is_said_to_be_unchecked(toy_page):
    soup = BeautifulSoup(toy_page[PAGE], "html.parser")
    unchecked = "Not checked: no claim covers this unit."
    assert unchecked in words(soup.find(id="stance_matrix-water-BOR"))
    assert unchecked not in words(soup.find(id="stance_matrix-water-ALD"))
    assert "R2" in words(soup.find(id="stance_matrix-water-ALD").select_one(".record"))


# ---- notebooks


def test_a_chart_links_to_the_notebooks_that_show_it(soup, root):
    for notebook in notebooks():
        source = [
            "".join(cell["source"])
            for cell in json.loads(notebook.path.read_text("utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]
        called = set(re.findall(r"\bshow\(\s*charts\.(\w+)", "\n".join(source)))
        assert called == set(notebook.keys)
        for part in soup.find(id="en").find_all("article"):
            links = [a["href"] for a in part.select(".notebooks a")]
            assert (f"../notebooks/{notebook.path.name}" in links) == (part["id"] in called)


def test_a_cell_that_is_no_python_shows_nothing(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": ["# A question?\n", "Text"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "show(charts.a, case)"]},
        {"cell_type": "code", "source": "show(charts.b, case, lang)\nshow(other.c)"},
    ]
    (tmp_path / "01_x.ipynb").write_text(json.dumps({"cells": cells}))
    (found,) = notebooks(tmp_path)
    assert (found.title, found.keys) == ("A question?", ("b",))


def test_the_page_of_another_case_names_no_notebook(toy_page):
    assert b"ipynb" not in toy_page[PAGE] + toy_page[INDEX]


# ---- for machines


def graph(page: bytes):
    text = re.search(rb'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    return json.loads(text)["@graph"]


def test_the_linked_data_hold_the_data_set_and_every_image(case, shipped, keys, chart_of, root):
    dataset, *images = graph(shipped[PAGE])
    assert dataset["@type"] == "Dataset"
    assert (dataset["name"], dataset["version"]) == (case.title("en"), case.version)
    assert {(i["name"], i["inLanguage"]) for i in images} == {
        (chart_of(key).caption(case, lang).title, lang) for key in keys for lang in LANGS
    }
    files = [i["contentUrl"] for i in images] + [d["contentUrl"] for d in dataset["distribution"]]
    assert all((root / "figures" / file).is_file() for file in files)


def test_no_identifier_or_address_is_invented(case, shipped):
    text = json.dumps(graph(shipped[PAGE]))
    allowed = {licence["path"] for licence in case.package.descriptor["licenses"]}
    allowed |= {source.get("path") for source in case.package.descriptor["sources"]}
    assert set(re.findall(r"https?://[^\"]+", text)) <= allowed
    assert "doi" not in text.lower()


# ---- sameness and hostile words


def test_the_same_figures_give_the_same_bytes(toy, toy_folder, toy_page):
    assert make(toy, *toy_folder) == toy_page


def hostile(case):
    """The case with a hostile and overlong text in every column of words."""
    starts = (
        "name_",
        "short_",
        "text_",
        "paraphrase_",
        "event_",
        "effect_",
        "scope_",
        "objective_",
    )
    starts += ("anchor_", "rationale_")
    tables = {
        name: table.assign(
            **{column: HOSTILE + "長" * 2000 for column in table if column.startswith(starts)}
        )
        for name, table in case.tables.items()
    }
    return replace(case, tables=tables)


def test_hostile_and_overlong_words_come_out_as_text(toy, toy_folder):
    made = make(hostile(toy), *toy_folder)
    soup = BeautifulSoup(made[PAGE], "html.parser")
    assert len(soup.find_all("script")) == 2
    assert not [script for script in soup.find_all("script") if "alert" in script.text[:50]]
    opened = soup.find(id="stance_matrix-water-ALD")
    assert HOSTILE + "長" * 2000 in opened.blockquote.get_text()
    assert b"<script>alert" not in made[PAGE]
    assert b"{{7*7}}" in made[PAGE]
    assert graph(made[PAGE])


# ---- the index


def rendered(text: bytes) -> BeautifulSoup:
    import mistune

    return BeautifulSoup(mistune.html(text.decode()), "html.parser")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_index_shows_every_chart_with_image_words_and_credit(case, shipped, keys, chart_of):
    read = rendered(shipped[INDEX])
    told = words(read)
    assert len(read.find_all("img")) == 2 * len(keys)
    for key in keys:
        for lang in LANGS:
            caption = chart_of(key).caption(case, lang)
            image = read.find("img", src=f"{lang}/{key}.svg")
            assert image["alt"] == caption.alt
            assert read.find("h3", string=caption.title)
            assert " ".join(caption.alt.split()) in told
            assert " ".join(str(cite(chart_of(key), case, "credit", lang)).split()) in told


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_hostile_words_stay_text_in_the_index(toy, toy_folder):
    read = rendered(make(hostile(toy), *toy_folder)[INDEX])
    assert read.find("script") is None
    assert not [a for a in read.find_all("a") if a.get("href") == "b"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("text", [HOSTILE, "a\n# b", "*a* _b_ ~~c~~", "a | b", "&lt;", r"\d"])
def test_escaped_text_is_read_as_it_was(text):
    import mistune

    shown = BeautifulSoup(mistune.html(f"Text: {escaped(text)}"), "html.parser")
    assert [tag.name for tag in shown.find_all()] == ["p"]
    assert words(shown) == "Text: " + " ".join(text.split())


def test_charts_that_are_not_drawn_are_left_out(votes, tmp_path):
    made = make(votes, tmp_path, drawn(votes, tmp_path))
    soup = BeautifulSoup(made[PAGE], "html.parser")
    lacking = [k for k in charts.KEYS if not all(votes.has(t) for t in getattr(charts, k).tables)]
    shown = {part["id"] for part in soup.find(id="en").find_all("article")}
    assert lacking
    assert shown == set(charts.KEYS) - set(lacking)
