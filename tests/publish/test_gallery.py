"""The gallery's files, read as a browser and a Markdown reader read them, against the charts."""

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from paged import HOSTILE, LANGS, article, drawn, graph, rendered, words

from analysis import charts
from analysis.charts.describe import description
from analysis.publish import manifest
from analysis.publish.citation import STYLES, cite
from analysis.publish.gallery import INDEX, PAGE, make
from analysis.publish.gallery.index import escaped
from analysis.publish.gallery.notebooks import notebooks
from analysis.publish.gallery.page import anchor, page
from analysis.publish.gallery.words import WORDS
from analysis.publish.registered import FOLDER_FILES

both_languages = pytest.mark.parametrize("lang", LANGS)


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
        part = table.find_parent("article")
        named = [soup.find(id=name) for name in table.parent["aria-labelledby"].split()]
        assert words(part.h2) in [words(element) for element in named]
        assert table.parent["tabindex"] == "0"
        assert all(words(head) for head in heads)
        for row in table.select("tbody tr"):
            assert len(row.find_all(["th", "td"])) == len(heads)
            tags = [cell.name for cell in row.find_all(["th", "td"])]
            assert tags[0] == "th"
            assert tags == sorted(tags, reverse=True), "a row's names come first"
            assert {head["scope"] for head in row.find_all("th")} == {"row"}
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


def test_every_file_of_a_chart_is_offered_in_both_languages(soup, keys, root):
    entries = manifest.read(root / "figures").entries
    for key in keys:
        for lang in LANGS:
            links = {a["href"] for a in article(soup, key, lang).select(".files a[download]")}
            assert links == {path for path in entries[key].outputs if ".bare." not in path}


def test_headings_come_in_order_and_ids_name_what_they_label(soup):
    for lang in LANGS:
        levels = [int(h.name[1]) for h in soup.find(id=lang).find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    for name in ("aria-labelledby", "aria-describedby"):
        for element in soup.find_all(attrs={name: True}):
            assert all(soup.find(id=each) for each in element[name].split()), element[name]


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


def test_what_split_coders_say_together_is_both_codes_and_not_silence(toy_page):
    soup = BeautifulSoup(toy_page[PAGE], "html.parser")
    for place, codes in (("water-CER", ["0", "++"]), ("ferry-CER", [])):
        cell = soup.find(id=f"stance_matrix-{place}")
        together = next(li for li in cell.select(".coders li") if li.b.string == "Together")
        shown = [code.contents[0] for code in together.select(".code:not(.code-none)")]
        assert shown == codes


def test_a_licence_may_be_declared_by_its_name_alone(toy):
    for licences, said in (
        ([{"name": "CC0-1.0"}], "Licence: CC0-1.0."),
        ([{"title": "As you like"}], "Licence: As you like."),
        ([{"path": "https://example.org/"}], ""),
    ):
        package = replace(toy.package, descriptor={**toy.package.descriptor, "licenses": licences})
        foot = BeautifulSoup(page(replace(toy, package=package), ()), "html.parser").footer
        assert words(foot.p).endswith(said)
        assert ("Licence" in words(foot.p)) == bool(said)


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


@both_languages
def test_a_closed_cell_bears_the_marks_of_its_row_and_says_them(case, soup, chart_of, lang):
    said = {
        "en": ("substance not borne out", "quotation not found"),
        "ja": ("内容の裏づけなし", "引用の文言は見当たらず"),
    }
    for key in ("stance_matrix", "wide_matrix"):
        rows = chart_of(key).frame(case).set_index(["issue", "actor"])
        part, bearing = article(soup, key, lang), set()
        for (issue, actor), row in rows.iterrows():
            flags = [
                pd.notna(row[column]) and bool(row[column])
                for column in ("not_borne_out", "quotation_not_found")
            ]
            opened = part.find("details", id=f"{part['id']}-{issue}-{actor}")
            found = opened.summary.select_one(".mark") if opened else None
            assert (found is not None) == any(flags)
            if not found:
                continue
            bearing.add((issue, actor))
            sign, meaning = found.find_all("span", recursive=False)
            assert sign["aria-hidden"] == "true"
            assert (sign.get_text()[0] in "?✕", "“?”" in sign.get_text()) == tuple(flags)
            assert [text in meaning.get_text() for text in said[lang]] == flags
            assert not found.select(".unseen"), "what a sign means is there for the eye, too"
        assert bearing


def test_a_mark_says_what_kind_of_doubt_it_is(toy_page):
    soup = BeautifulSoup(toy_page[PAGE], "html.parser")
    tolls = soup.find(id="stance_matrix-tolls-CER").summary.select_one(".mark")
    assert words(tolls) == (
        "? substance not borne out: absent from the sources searched, not disproved"
    )
    assert soup.find(id="stance_matrix-water-ALD").summary.select_one(".mark") is None
    assert soup.find(id="stance_matrix-water-BOR").summary.select_one(".mark") is None


@both_languages
def test_the_record_stands_under_the_words_and_before_the_coders(soup, lang):
    record, coders = WORDS["record"](lang), WORDS["coders"](lang)
    opened = soup.find(id=lang).select(".behind")
    assert opened
    for unit in opened:
        heads = [words(head) for head in unit.find_all("h5")]
        assert heads[1] == record
        assert heads.index(record) < heads.index(coders)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_chart_counts_its_marks_on_the_page_in_the_index_and_for_machines(toy_page):
    soup, read = BeautifulSoup(toy_page[PAGE], "html.parser"), rendered(toy_page[INDEX])
    told = {
        "en": "Marks of the public record: substance not borne out, 1 (contradicted by the record, "
        "or not found: absent from the sources searched, which disproves nothing).",
        "ja": "公的記録による印：内容の裏づけなし1件（記録と矛盾、または調べた典拠に見当たらず。"
        "見当たらないことは否定ではない）。",
    }
    images = {image["@id"]: image for image in graph(toy_page[PAGE])}
    for lang in LANGS:
        part = article(soup, "stance_matrix", lang)
        assert words(part.select_one("figcaption .doubt")) == told[lang]
        assert told[lang] in words(read)
        assert images[f"#{part['id']}"]["description"].endswith(told[lang])
        assert article(soup, "impact_table", lang).select_one(".doubt") is None
        description = images[f"#{anchor('impact_table', lang)}"]["description"]
        assert "not found" not in description
        assert "見当たらない" not in description


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_marks_can_be_read_on_every_ground_in_both_modes(shipped):
    style = re.search("<style>(.*?)</style>", shipped[PAGE].decode(), re.S)[1]
    modes = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    assert len(modes) == 2
    for mode in modes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", mode))
        for ground in ("ground", "raised"):
            dark, light = sorted(luminance(colours[c]) for c in ("alert", ground))
            assert (light + 0.05) / (dark + 0.05) >= 4.5
    for name in ("mark", "doubt"):
        assert "color: var(--alert)" in re.search(rf"\n\.{name} \{{(.*?)\}}", style, re.S)[1]


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
        {
            "cell_type": "code",
            "source": "show(charts.b, case, lang)\nshow(other.c)\ncite(charts.d)",
        },
    ]
    (tmp_path / "01_x.ipynb").write_text(json.dumps({"cells": cells}))
    (found,) = notebooks(tmp_path)
    assert (found.title, found.keys) == ("A question?", ("b",))


def test_the_page_of_another_case_names_no_notebook(toy_page):
    assert b"ipynb" not in toy_page[PAGE] + toy_page[INDEX]


# ---- for machines


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


# ---- sameness


def test_the_same_figures_give_the_same_bytes(toy, toy_folder, toy_page):
    assert make(toy, *toy_folder) == toy_page


# ---- the index


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


def test_a_page_of_one_chart_says_one(votes, tmp_path):
    there = drawn(votes, tmp_path)
    one = {k: e for k, e in there.entries.items() if k == "stance_matrix"}
    page = BeautifulSoup(make(votes, tmp_path, replace(there, entries=one))[PAGE], "html.parser")
    told = [words(page.find(id=lang).select_one(".kicker")) for lang in LANGS]
    assert told == ["One chart, in English and Japanese", "図表1点（英語・日本語）"]


def test_where_nothing_is_translated_none_is_promised(case, tmp_path):
    cells = case["comparison"]
    none = cells.assign(text_en=pd.Series(pd.NA, index=cells.index, dtype="str"))
    bare = replace(case, tables={**case.tables, "comparison": none})
    for each, heading in ((case, "word for word, and translated"), (bare, "word for word")):
        soup = BeautifulSoup(make(each, tmp_path, drawn(each, tmp_path))[PAGE], "html.parser")
        heads = [words(h) for h in article(soup, "stance_matrix", "en").select(".behind h5")]
        found = {h.partition(" · ")[2] for h in heads if h.startswith("Line ")}
        assert found == {heading}
