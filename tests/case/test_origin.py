"""Who made a case, when and from what: a reference can be made of every word let through."""

from __future__ import annotations

import pytest

from analysis.case import read_case


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"released": "soon"}, "released is 'soon'; a day, YYYY-MM-DD"),
        ({"released": "2026-02-30"}, "released is '2026-02-30'; a day, YYYY-MM-DD"),
        ({"released": "20260228"}, "released is '20260228'; a day, YYYY-MM-DD"),
        ({"released": 2026}, "released is '2026'; a day, YYYY-MM-DD"),
        ({"sources": "an article"}, "sources is 'an article'; a list of objects"),
        (
            {"contributors": ["Ada"]},
            "contributors is '['Ada']'; "
            'a list of objects, as [{"title": "NAME", "role": "author"}]',
        ),
        (
            {"contributors": [{"name": "Ada"}]},
            "contributors, entry 1: no title, by which it is stated; "
            'as in {"title": "NAME", "role": "author"}',
        ),
        (
            {"licenses": [{"title": "mine"}, {"path": "LICENSE"}]},
            "licenses, entry 2: no name and no title, by which it is stated; "
            'as in {"name": "CC-BY-4.0"}',
        ),
        (
            {"licenses": [{"name": ["CC-BY-4.0"]}]},
            "licenses, entry 1: name is '['CC-BY-4.0']'; a text",
        ),
        (
            {"contributors": [{"title": " "}]},
            "contributors, entry 1: no title, by which it is stated; "
            'as in {"title": "NAME", "role": "author"}',
        ),
        (
            {"licences": [{"name": "CC-BY-4.0"}]},
            "'licences' is not read; licenses, if that is meant; else another word",
        ),
        ({"Sources": []}, "'Sources' is not read; sources, if that is meant; else another word"),
        (
            {"contributors": [{"title": 7}]},
            "contributors, entry 1: title is '7'; a text",
        ),
        (
            {"sources": [{"title": "a"}, {"headline_en": ["b"]}]},
            "sources, entry 2: headline_en is '['b']'; a text",
        ),
        (
            {"sources": [{"title": "a", "published": "last May"}]},
            "sources, entry 1: published is 'last May'; YYYY, YYYY-MM or YYYY-MM-DD",
        ),
    ],
)
def test_an_origin_that_no_reference_can_be_made_of_is_refused(spoilt, change, line):
    spoilt.declare(lambda declared: declared.update(change))
    assert spoilt.found() == [f"datapackage.json: {line}"]


@pytest.mark.parametrize("key", ["url", "date", "title_fr", "Author"])
def test_a_word_that_no_reference_reads_is_named(spoilt, key):
    spoilt.declare(lambda declared: declared.update(sources=[{"title": "a", key: "b"}]))
    (line,) = spoilt.found()
    assert line.startswith(f"datapackage.json: sources, entry 1: '{key}' is not read; one of title")
    assert "published" in line


def test_a_title_in_one_language_stands_for_both(spoilt):
    spoilt.declare(lambda declared: declared.update(title=declared["name"], title_ja="湖の協議"))
    case = read_case(spoilt.folder)
    assert case.title("en") == case.title("ja") == "湖の協議"
    spoilt.declare(lambda declared: declared.update(title="Talks"))
    assert read_case(spoilt.folder).title("en") == "Talks"


def test_a_type_of_source_that_managers_do_not_know_is_refused(spoilt):
    spoilt.declare(lambda declared: declared.update(sources=[{"title": "a", "type": "blog"}]))
    (line,) = spoilt.found()
    assert line.startswith("datapackage.json: sources, entry 1: type is 'blog'; one of article, ")


@pytest.mark.parametrize("key", ["released", "sources", "contributors", "licenses"])
def test_each_part_of_the_origin_may_be_missing(spoilt, key):
    spoilt.declare(lambda declared: declared.pop(key, None))
    assert spoilt.found() == []
    assert key not in read_case(spoilt.folder).package.descriptor


@pytest.mark.parametrize("published", ["2024", "2024-05", "2024-05-06"])
def test_a_source_may_be_dated_as_far_as_is_known(spoilt, published):
    source = {"title": "a", "published": published}
    spoilt.declare(lambda declared: declared.update(sources=[source], released="2024-02-29"))
    assert spoilt.found() == []


@pytest.mark.parametrize("key", ["licenses", "sources"])
def test_an_address_that_is_a_script_is_refused(spoilt, key):
    entry = {"title": "a", "path": "javascript:alert(1)"}
    spoilt.declare(lambda declared: declared.update({key: [entry]}))
    (line,) = spoilt.found()
    assert "path is 'javascript:alert(1)'; an address that begins with https:// or http://" in line
