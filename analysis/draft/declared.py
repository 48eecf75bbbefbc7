"""What a new case declares: the tables of the shipped case, less what is that case's own.

A case's declaration is long, and writing it by hand is where newcomers give up. The shipped one
is sound and says of every column what it holds, so a new one is made from it: the same tables,
types and keys, with the texts of one language optional and nothing of its contents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from analysis.case.contract import COUNTED
from analysis.places import DATA, DEFAULT_CASE

#: The shipped case of which the table of counts is declared as here.
OF_COUNTS = DATA / "generated-statements"
#: What charts call the source of counted statements, and how these came to a position.
SAID = {
    "source_en": "statements",
    "source_ja": "発言",
    "coding_en": "Median of all statements.",
    "coding_ja": "全発言の中央値。",
}

#: The tables of a new case, in the order of its declaration; the rest can be added later.
TABLES = (
    "actors",
    "memberships",
    "issues",
    "anchors",
    "comparison",
    "impact",
    "effects",
    "statements",
    "factors",
    "events",
    "stance_codes",
    "effect_codes",
    "scenarios",
    "lines",
    "evidence",
    "evidence_units",
    "sources",
)
#: What a draft proposes; no code and no measure reads it.
PROPOSALS = {
    "unit": "The cell, or the scope, that the proposal is for",
    "line": "The line of the article",
    "modality": "How the words suggest it is put",
    "cues": "The words that suggest it, joined by ;",
    "status": "That it is a proposal",
}


def declaration(name: str, title: str, source: Mapping[str, str] | None) -> dict[str, Any]:
    """The declaration of a new case, as ``datapackage.json`` holds it.

    Parameters
    ----------
    name : small letters, digits, hyphens
    title : a text on one line
    source : what is known of the article; None where there is none yet
    """
    shipped = json.loads((DEFAULT_CASE / "datapackage.json").read_text("utf-8"))
    resources = {each["name"]: each for each in shipped["resources"]}
    tables = [_freed(resources[table]) for table in TABLES]
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "version": "0.1.0",
        "licenses": [],
        "sources": [dict(source)] if source else [],
        "contributors": [],
        "stance_scale": {
            key: value
            for key, value in shipped["stance_scale"].items()
            if key in ("midpoint", "codes")
        },
        "resources": [*tables, _proposals()] if source else tables,
    }


def declaration_of_counts(name: str, title: str) -> dict[str, Any]:
    """The declaration of a case of nothing but counted statements.

    Keys of actors and issues are what the files of statements have for them, in whatever form;
    periods are months or years, which a rule holds. Those who speak may be persons.
    """
    whole = declaration(name, title, None)
    shipped = json.loads((OF_COUNTS / "datapackage.json").read_text("utf-8"))
    counts = next(each for each in shipped["resources"] if each["name"] == COUNTED)
    named = [each for each in whole["resources"] if each["name"] in ("actors", "issues")]
    tables = [*named, {**counts, "optional": True}]
    for table in tables:
        for field in table["schema"]["fields"]:
            if field["name"] in ("actor", "issue", "period"):
                field["constraints"].pop("pattern", None)
            if field["name"] == "kind":
                field["constraints"]["enum"].append("person")
    return {**whole, **SAID, "resources": tables}


def columns(declared: Mapping[str, Any]) -> dict[str, list[str]]:
    """The columns of each table declared, in order."""
    return {
        each["name"]: [field["name"] for field in each["schema"]["fields"]]
        for each in declared["resources"]
    }


def _freed(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A table's declaration, with the texts of either language and its sections left open.

    Truth values may be in capitals too: spreadsheets write them so when they save a CSV.
    """
    freed: dict[str, Any] = json.loads(json.dumps(resource))
    for field in freed["schema"]["fields"]:
        bilingual = field["name"].endswith(("_en", "_ja")) and field["name"] != "rationale_en"
        if bilingual or field["name"] == "section":
            field.pop("constraints", None)
        if field["type"] == "boolean":
            field |= {"trueValues": ["true", "TRUE"], "falseValues": ["false", "FALSE"]}
    return freed


def _proposals() -> dict[str, Any]:
    types = {"line": "integer"}
    return {
        "name": "proposals",
        "path": "proposals.csv",
        "profile": "tabular-data-resource",
        "title": "Proposals",
        "description": "One row is a modality that a list of words proposes; a coder decides.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "optional": True,
        "schema": {
            "fields": [
                {
                    "name": name,
                    "type": types.get(name, "string"),
                    "title": name.capitalize(),
                    "description": description,
                }
                for name, description in PROPOSALS.items()
            ],
            "missingValues": [""],
            "primaryKey": "unit",
        },
    }
