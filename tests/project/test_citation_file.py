"""CITATION.cff and what it repeats: held against the format's own schema and the case's words."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

REQUIRED = ("cff-version", "message", "title", "authors")


@pytest.fixture(scope="module")
def citation(root):
    # Dates are text to the schema, as they are in the file.
    return yaml.load((root / "CITATION.cff").read_text("utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def schema(root):
    path = root / "tests" / "project" / "data" / "cff-1.2.0.schema.json"
    return json.loads(path.read_text("utf-8"))


def faults(citation, schema) -> list[str]:
    check = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in check.iter_errors(citation)]


def test_the_citation_file_keeps_to_the_schema_of_its_format(citation, schema):
    assert faults(citation, schema) == []


@pytest.mark.parametrize("key", REQUIRED)
def test_the_schema_misses_what_the_format_requires(citation, schema, key):
    broken = {name: value for name, value in citation.items() if name != key}
    assert faults(broken, schema) == [f"'{key}' is a required property"]


def test_the_schema_refuses_a_reference_without_authors(citation, schema):
    (article,) = citation["references"]
    for authors in ([], None):
        without = {name: value for name, value in article.items() if name != "authors"}
        broken = without if authors is None else {**without, "authors": authors}
        assert faults({**citation, "references": [broken]}, schema)


def test_the_article_is_cited_by_the_headline_that_the_case_declares(citation, case):
    (article,) = citation["references"]
    (source,) = case.package.descriptor["sources"]
    assert article["title"] == source["headline"]
    assert source["headline"] in (case.folder.parents[1] / "README.md").read_text("utf-8")


def test_the_newest_entry_of_each_case_has_its_version_and_day_of_release(root):
    history = (root / "data" / "CHANGES.md").read_text("utf-8")
    newest = dict(re.findall(r"(?m)^## (\S+)\n\n### (.+)$", history))
    declared = {}
    for path in root.glob("data/*/datapackage.json"):
        package = json.loads(path.read_text("utf-8"))
        declared[package["name"]] = f"{package['version']}, {package['released']}"
    assert newest == declared
