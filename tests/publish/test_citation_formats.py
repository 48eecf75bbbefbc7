"""What reference managers get, read back by programs that are not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema
import pytest
import rispy
from cited import HOSTILE, KEY, LAKE, LANGUAGES, READ, declaring, fingerprint, hostile
from pybtex.database import parse_string

from analysis import charts, cite
from analysis.charts.record import Text
from analysis.publish.citation.folder import citations
from analysis.publish.compose import compose
from analysis.publish.manifest import Manifest
from analysis.publish.registered import FOLDER_FILES

# What the commands print, from the LaTeX companion's table of text symbols.
SYMBOLS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciigrave": "`",
}
TOKEN = re.compile(
    r"\\(?P<name>[a-zA-Z]+)\{\}|\\(?P<sign>[#$%&_])|(?P<gap>(?<=[-'])\{\}(?=[-']))|(?P<plain>.)"
)


def typeset(latex: str) -> str:
    """The text that LaTeX prints; an error where a character would not print as itself."""
    printed = ""
    for token in TOKEN.finditer(latex):
        if token["name"]:
            printed += SYMBOLS[token["name"]]
        elif token["plain"]:
            assert token["plain"] not in "\\{}#$%&_~^", token["plain"]
            assert token["plain"] not in "-'" or not latex[: token.start()].endswith(token["plain"])
            printed += token["plain"]
        else:
            printed += token["sign"] or ""
    return printed


def bibtex(text: str) -> dict[str, dict[str, str]]:
    """Entries by key as a reader sees them, the outer braces taken off."""
    entries = parse_string(text, "bibtex").entries
    found = {}
    for key, entry in entries.items():
        assert entry.type == "misc"
        fields = {name.lower(): value for name, value in entry.fields.items()}
        for name in fields:
            if name == "title":
                assert fields[name].startswith("{") and fields[name].endswith("}")
                fields[name] = fields[name][1:-1]
            fields[name] = typeset(fields[name])
        # A name in braces is one piece: a last name and nothing else.
        for person in entry.persons["author"]:
            assert person.first_names == person.middle_names == person.prelast_names == []
        names = [" ".join(person.last_names) for person in entry.persons["author"]]
        fields["author"] = [typeset(name[1:-1]) for name in names]
        found[key] = fields
    return found


def ris(text: str) -> list[dict]:
    return rispy.loads(text)


@pytest.fixture(scope="module")
def lake(toy):
    return declaring(toy, **LAKE)


@pytest.fixture(scope="module")
def schema(root):
    return json.loads((root / "tests/publish/data/csl-data.json").read_text("utf-8"))


def test_bibtex_is_read_back_field_by_field(lake):
    assert bibtex(str(cite(KEY, lake, "bibtex"))) == {
        "toy.stance_matrix.en": {
            "author": ["Stancebook contributors"],
            "title": "Who stands where, issue by issue",
            "year": "2026",
            "howpublished": "Chart. In Invented case: the lake talks, data version 1.0.0",
            "version": "1.0.0",
            "note": f"Figure toy/stance_matrix, {fingerprint(lake)}. CC BY 4.0",
            "langid": "english",
        },
        "toy.source-1.en": {
            "author": ["Author not stated"],
            "title": "湖畔会談が決裂",
            "howpublished": "Web article in Japanese. Outlet not stated",
            "note": "Lake talks break down. Undated",
            "langid": "japanese",
        },
        "toy.record.en": {
            "author": ["Stancebook contributors"],
            "title": "Public record: 5 sources, listed in sources.csv of the data package",
            "year": "2026",
            "howpublished": "Data set. In Invented case: the lake talks, data version 1.0.0",
            "version": "1.0.0",
            "note": "CC BY 4.0",
            "langid": "english",
        },
    }


@pytest.mark.parametrize("role", [{"role": "author"}, {"roles": ["author", "coder"]}])
def test_of_several_who_made_it_the_authors_are_named(toy, role):
    people = [{"title": "Ada", **role}, {"title": "Press House", "roles": ["publisher"]}]
    entry = bibtex(str(cite(KEY, declaring(toy, contributors=people), "bibtex")))
    assert entry["toy.stance_matrix.en"]["author"] == ["Ada"]


def test_where_no_licence_is_declared_a_note_ends_with_what_there_is(toy):
    entry = bibtex(str(cite(KEY, declaring(toy, licenses=[]), "bibtex")))["toy.stance_matrix.en"]
    assert re.fullmatch(r"Figure toy/stance_matrix, [0-9a-f]{8}", entry["note"])


def test_ris_is_read_back_field_by_field(lake):
    assert ris(str(cite(KEY, lake, "ris", "ja"))) == [
        {
            "type_of_reference": "CHART",
            "id": "toy.stance_matrix.ja",
            "authors": ["Stancebook contributors,"],
            "title": "論点ごとに見る各当事者の立場",
            "secondary_title": "架空の例：湖畔会談",
            "year": "2026",
            "date": "2026/03/04",
            "edition": "1.0.0",
            "type_of_work": "図",
            "notes": [f"toy/stance_matrix · data 1.0.0 · {fingerprint(lake)} · CC BY 4.0"],
            "language": "ja",
        },
        {
            "type_of_reference": "ELEC",
            "id": "toy.source-1.ja",
            "authors": ["著者不明,"],
            "title": "湖畔会談が決裂",
            "type_of_work": "日本語のウェブ記事",
            "publisher": "掲載媒体不明",
            "notes": ["日付不明"],
            "language": "ja",
        },
        {
            "type_of_reference": "DATA",
            "id": "toy.record.ja",
            "authors": ["Stancebook contributors,"],
            "title": "公的記録：データパッケージのsources.csvに挙げた5件の典拠",
            "secondary_title": "架空の例：湖畔会談",
            "year": "2026",
            "date": "2026/03/04",
            "edition": "1.0.0",
            "type_of_work": "データセット",
            "language": "ja",
        },
    ]


def test_csl_json_is_read_back_field_by_field(lake):
    assert json.loads(str(cite(KEY, lake, "csl-json"))) == [
        {
            "id": "toy.stance_matrix.en",
            "type": "graphic",
            "author": [{"literal": "Stancebook contributors"}],
            "title": "Who stands where, issue by issue",
            "container-title": "Invented case: the lake talks",
            "issued": {"date-parts": [[2026, 3, 4]]},
            "version": "1.0.0",
            "medium": "Chart",
            "note": f"toy/stance_matrix · data 1.0.0 · {fingerprint(lake)} · CC BY 4.0",
            "language": "en",
        },
        {
            "id": "toy.source-1.en",
            "type": "webpage",
            "author": [{"literal": "Author not stated"}],
            "title": "湖畔会談が決裂",
            "translated-title": "Lake talks break down",
            "medium": "Web article in Japanese",
            "publisher": "Outlet not stated",
            "language": "ja",
        },
        {
            "id": "toy.record.en",
            "type": "dataset",
            "author": [{"literal": "Stancebook contributors"}],
            "title": "Public record: 5 sources, listed in sources.csv of the data package",
            "container-title": "Invented case: the lake talks",
            "issued": {"date-parts": [[2026, 3, 4]]},
            "version": "1.0.0",
            "medium": "Data set",
            "language": "en",
        },
    ]


@pytest.fixture(scope="module")
def spoilt(toy):
    """A chart and a case all of whose words are hostile."""
    return replace(charts.stance_matrix, topic=Text(HOSTILE, HOSTILE)), hostile(toy)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_words_are_typeset_as_they_were_written(spoilt, lang):
    chart, source, record = bibtex(str(cite(*spoilt, "bibtex", lang))).values()
    assert chart["title"] == source["title"] == READ
    assert chart["author"] == source["author"] == [READ]
    assert READ in chart["howpublished"] and READ in record["howpublished"]
    assert source["howpublished"] == f"{READ}. {READ}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_words_make_no_other_entry_of_ris(spoilt, lang):
    chart, source, record = ris(str(cite(*spoilt, "ris", lang)))
    assert chart["title"] == source["title"] == chart["secondary_title"] == READ
    assert record["secondary_title"] == READ
    assert chart["authors"] == source["authors"] == record["authors"] == [f"{READ},"]
    assert source["type_of_work"] == source["publisher"] == source["language"] == READ


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_words_are_the_same_in_csl_json(spoilt, schema, lang):
    chart, source, record = items = json.loads(str(cite(*spoilt, "csl-json", lang)))
    jsonschema.validate(items, schema)
    assert chart["title"] == source["title"] == record["container-title"] == READ
    assert chart["author"] == source["author"] == [{"literal": READ}]


def test_a_body_with_commas_and_an_and_in_its_name_stays_one_author(toy):
    name = "Ministry of Lakes, Rivers and Sons, Inc."
    known = declaring(toy, contributors=[{"title": name}, {"title": "Smith and Sons"}])
    first, *_ = bibtex(str(cite(KEY, known, "bibtex"))).values()
    assert first["author"] == [name, "Smith and Sons"]
    (read, *_) = ris(str(cite(KEY, known, "ris")))
    assert read["authors"] == [f"{name},", "Smith and Sons,"]
    (item, *_) = json.loads(str(cite(KEY, known, "csl-json")))
    assert item["author"] == [{"literal": name}, {"literal": "Smith and Sons"}]


@pytest.mark.parametrize("text", ["a--b", "a---b", "it''s", "--", "'", "``x''", "-{}-", "?`"])
def test_no_two_signs_are_typeset_as_one(toy, text):
    chart = replace(charts.stance_matrix, topic=Text(text, text))
    first, *_ = bibtex(str(cite(chart, toy, "bibtex"))).values()
    assert first["title"] == text


def test_an_address_is_kept_and_cannot_end_its_field(toy):
    source = {"title": "Minutes", "path": "https://lake.example/a_b%20c#d{e}", "published": "2024"}
    known = declaring(toy, sources=[source])
    entries = parse_string(str(cite(KEY, known, "bibtex")), "bibtex").entries
    assert entries["toy.source-1.en"].fields["url"] == "https://lake.example/a_b%20c#d%7Be%7D"
    assert ris(str(cite(KEY, known, "ris")))[1]["urls"] == [source["path"]]
    assert json.loads(str(cite(KEY, known, "csl-json")))[1]["URL"] == source["path"]


# The files of the folder.


@pytest.fixture(scope="module", params=["shipped", "toy", "votes"])
def files(request):
    case = request.getfixturevalue("case" if request.param == "shipped" else request.param)
    made = citations(case, None, None)
    return case, {name: content.decode() for name, content in made.items()}


def expected_keys(case) -> set[str]:
    drawable = [k for k in charts.KEYS if all(case.has(t) for t in getattr(charts, k).tables)]
    sources = [f"source-{n + 1}" for n in range(len(case.package.descriptor["sources"]))]
    kept = drawable + sources + records(case, drawable)
    return {f"{case.name}.{key}.{lang}" for key in kept for lang in LANGUAGES}


def records(case, drawable) -> list[str]:
    """Of the public record: parts by the charts that cite them, the whole, rows for figures."""
    if not case.has("sources"):
        return []
    cites = ["event_chain", "evidence", "outlook_scorecard", "timeline", "votes"]
    rows = ["listed-S-K06"] if "aid" in drawable else []
    return [
        "record",
        *(f"record-of-{key}" for key in cites if key in drawable and cites_any(case, key)),
        *rows,
    ]


def cites_any(case, key) -> bool:
    frame = getattr(charts, key).frame(case)
    return bool(frame.filter(items=["sources", "source_ids"]).notna().any(axis=None))


def test_the_three_files_hold_every_chart_and_source_once_in_each_language(files):
    case, texts = files
    assert set(texts) == {"citations.bib", "citations.ris", "citations.json"}
    keys = [
        list(parse_string(texts["citations.bib"], "bibtex").entries),
        [entry["id"] for entry in ris(texts["citations.ris"])],
        [item["id"] for item in json.loads(texts["citations.json"])],
    ]
    for found in keys:
        assert len(found) == len(set(found))
        assert set(found) == expected_keys(case)


def test_the_three_files_say_the_same(files):
    _, texts = files
    entries = bibtex(texts["citations.bib"])
    items = {item["id"]: item for item in json.loads(texts["citations.json"])}
    for record in ris(texts["citations.ris"]):
        entry, item = entries[record["id"]], items[record["id"]]
        assert record["title"] == entry["title"] == item["title"]
        names = [name["literal"] for name in item["author"]]
        assert [name.removesuffix(",") for name in record["authors"]] == entry["author"] == names
        assert record.get("year") == entry.get("year")
        dates = item.get("issued", {"date-parts": [[None]]})["date-parts"][0]
        assert str(dates[0] or "") == entry.get("year", "")


def test_every_reference_has_an_author(files):
    _, texts = files
    assert all(entry["author"] for entry in bibtex(texts["citations.bib"]).values())
    assert all(all(record["authors"]) for record in ris(texts["citations.ris"]))
    assert all(item["author"][0]["literal"] for item in json.loads(texts["citations.json"]))


def test_the_items_have_what_the_schema_requires(files, schema):
    jsonschema.validate(json.loads(files[1]["citations.json"]), schema)


def test_the_schema_refuses_what_is_no_item(schema):
    for broken in (
        {"id": "a"},
        {"id": "a", "type": "chart"},
        {"id": "a", "type": "graphic", "x": 1},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([broken], schema)


def test_the_titles_are_those_of_the_images(files):
    case, texts = files
    titles = {item["id"]: item["title"] for item in json.loads(texts["citations.json"])}
    for lang in LANGUAGES:
        caption = charts.stance_matrix.caption(case, lang)
        assert titles[f"{case.name}.{KEY}.{lang}"] == caption.title


def test_a_single_citation_is_that_of_the_files(files):
    case, texts = files
    single = json.loads(str(cite(KEY, case, "csl-json", "ja")))
    items = json.loads(texts["citations.json"])
    assert all(item in items for item in single)


def test_a_run_makes_these_files_from_the_figures_as_it_is_told_to(votes, tmp_path):
    (files,) = [files for files in FOLDER_FILES if files.name == "citations"]
    drawing = compose(files, votes, tmp_path, Manifest())
    assert drawing.fault is None
    assert drawing.files == citations(votes, tmp_path, Manifest())
    assert list(tmp_path.iterdir()) == []
