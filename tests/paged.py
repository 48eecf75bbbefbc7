"""Pages of the gallery for its tests: made from stand-ins for the drawn files, and read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup

from analysis import charts
from analysis.charts.identity import csv_bytes
from analysis.publish.inputs import Inputs
from analysis.publish.manifest import Entry, Manifest, Written

LANGS = ("en", "ja")
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


def article(soup, key, lang):
    return soup.find("article", id=key if lang == "en" else f"ja-{key}")


def words(element) -> str:
    return " ".join(element.get_text().split())


def graph(page: bytes):
    text = re.search(rb'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    return json.loads(text)["@graph"]


def rendered(text: bytes) -> BeautifulSoup:
    import mistune

    return BeautifulSoup(mistune.html(text.decode()), "html.parser")


def text_columns(case) -> dict[str, list[str]]:
    """Table → its columns of free words, as the case declares them: no keys, no fixed values."""
    found = {}
    for resource in case.package.descriptor["resources"]:
        schema = resource["schema"]
        keys = {name for key in schema.get("foreignKeys", []) for name in listed(key["fields"])}
        free = [
            field["name"]
            for field in schema["fields"]
            if field["type"] == "string"
            and field["name"] not in keys
            and not {"enum", "pattern", "unique"} & field.get("constraints", {}).keys()
        ]
        if free and case.has(resource["name"]):
            found[resource["name"]] = free
    return found


def listed(names) -> list[str]:
    return [names] if isinstance(names, str) else names


def hostile(case, words=HOSTILE, marked="{table}.{column}"):
    """The case with hostile words in every text column, those of each known by a mark."""
    tables = dict(case.tables)
    for table, columns in text_columns(case).items():
        said = {column: marked.format(table=table, column=column) + words for column in columns}
        tables[table] = tables[table].assign(**said)
    return replace(case, tables=tables)


def titled(case, words):
    """The case as if its own title, description and notes were these words."""
    declared = dict.fromkeys(
        ("title", "title_ja", "description", "description_ja", "licence_note", "licence_note_ja"),
        words,
    )
    licences = [{**licence, "title": words} for licence in case.package.descriptor["licenses"]]
    descriptor = {**case.package.descriptor, **declared, "licenses": licences}
    titles = dict.fromkeys(LANGS, words)
    return replace(case, package=replace(case.package, descriptor=descriptor, titles=titles))
