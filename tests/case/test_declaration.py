"""datapackage.json is held to the contract before anything it declares is believed."""

from __future__ import annotations

import json

import pytest

from analysis.case import check_case
from analysis.places import DEFAULT_CASE


def table(declared, name):
    return next(each for each in declared["resources"] if each["name"] == name)


def field(declared, name, column):
    fields = table(declared, name)["schema"]["fields"]
    return next(each for each in fields if each["name"] == column)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "datapackage.json: the file is empty; a header and its rows, in UTF-8"),
        (
            b'{"name":\n]',
            "datapackage.json:2: is not JSON: Expecting value at column 1; "
            "a Frictionless data package",
        ),
        (b"[" * 100_000, "datapackage.json: is not usable JSON; a Frictionless data package"),
        (
            b'{"a":' + b"9" * 9999 + b"}",
            "datapackage.json: is not usable JSON; a Frictionless data package",
        ),
        (b"[]", "datapackage.json: holds '[]'; an object, {…}"),
    ],
)
def test_a_file_that_is_no_json_object_is_named(spoilt, data, line):
    spoilt.write("datapackage.json", data)
    assert spoilt.found() == [line]


def test_a_missing_declaration_and_a_missing_folder_are_named(spoilt):
    (spoilt.folder / "datapackage.json").unlink()
    assert spoilt.found() == ["datapackage.json: the file is missing; a file in UTF-8"]
    (problem,) = check_case(spoilt.folder / "nowhere")
    assert (problem.file, problem.allowed) == ("datapackage.json", "a folder with this file")
    assert problem.wrong.endswith("is no folder")


@pytest.mark.parametrize(
    "path", ["../toy/actors.csv", "/actors.csv", "a/../../actors.csv", "actors.csv\0", "x.txt", 7]
)
def test_a_path_that_leads_elsewhere_is_refused(spoilt, path):
    spoilt.declare(lambda declared: table(declared, "actors").update(path=path))
    (line,) = spoilt.found()
    assert line.startswith("datapackage.json: the path of actors is ")
    assert line.endswith("; a .csv file inside the folder")


def test_a_link_out_of_the_folder_is_refused(spoilt, tmp_path):
    actors = spoilt.folder / "actors.csv"
    actors.rename(tmp_path / "elsewhere.csv")
    actors.symlink_to(tmp_path / "elsewhere.csv")
    assert spoilt.found() == [
        "datapackage.json: the path of actors is 'actors.csv'; a .csv file inside the folder"
    ]


def test_a_required_table_may_not_be_optional(spoilt):
    spoilt.declare(lambda declared: table(declared, "issues").update(optional=True))
    assert spoilt.found() == [
        "datapackage.json: the table issues is declared optional; optional: false"
    ]


def test_a_required_table_may_not_be_undeclared(spoilt):
    spoilt.declare(lambda declared: declared["resources"].remove(table(declared, "stance_codes")))
    assert spoilt.found() == [
        "datapackage.json: the table stance_codes is not declared; "
        "required: actors, issues, comparison, stance_codes"
    ]


def test_a_column_of_the_contract_may_not_be_undeclared(spoilt):
    def change(declared):
        fields = table(declared, "factors")["schema"]["fields"]
        fields.remove(field(declared, "factors", "name_ja"))

    spoilt.declare(change)
    assert spoilt.found()[0] == (
        "datapackage.json: the table factors lacks the column name_ja; a field, string"
    )


def test_a_column_of_the_contract_may_not_have_another_type(spoilt):
    spoilt.declare(lambda d: field(d, "factors", "name_ja").update(type="boolean", constraints={}))
    assert spoilt.found()[0] == (
        "datapackage.json: factors.name_ja is declared boolean; the type string"
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            lambda d: table(d, "stance_codes")["schema"].update(primaryKey="unit"),
            "the primaryKey of stance_codes is 'unit'; coder, unit",
        ),
        (
            lambda d: table(d, "anchors")["schema"].pop("foreignKeys"),
            "anchors.issue has no foreign key; a foreign key to issues.issue",
        ),
        (
            lambda d: field(d, "comparison", "actor")["constraints"].pop("required"),
            "comparison.actor is not declared required; required: true",
        ),
        (
            lambda d: field(d, "actors", "colour")["constraints"].update(patern="x"),
            "actors.colour: the constraint 'patern' is 'x'; for a field of type string: "
            "required, unique, enum, minLength, maxLength, pattern",
        ),
        (
            lambda d: field(d, "actors", "colour")["constraints"].update(pattern="("),
            "actors.colour: the constraint 'pattern' is '('; for a field of type string: "
            "required, unique, enum, minLength, maxLength, pattern",
        ),
        (
            lambda d: table(d, "actors")["schema"].update(missingValues=["", "0"]),
            "missingValues of actors is '['', '0']'; [\"\"]: an empty cell alone means missing",
        ),
        (
            lambda d: table(d, "actors").update(dialect={"delimiter": ";"}),
            "actors declares a dialect; none: commas, one header row",
        ),
        (
            lambda d: table(d, "actors").update(encoding="cp932"),
            "the encoding of actors is 'cp932'; utf-8",
        ),
        (
            lambda d: d["resources"].append(table(d, "lines")),
            "the table lines is declared twice; each table once",
        ),
        (
            lambda d: table(d, "lines").update(schema="https://example.org/schema.json"),
            "the schema of lines is 'https://example.org/schema.json'; an object, {…}",
        ),
        (lambda d: d.pop("version"), "version is missing; a text on one line"),
        *(
            (
                lambda d, version=version: d.update(version=version),
                f"version is '{version}'; numbers joined by dots, like 1.2.0",
            )
            for version in ("9.9 · 936490fa · CC BY 4.0", " · ", "v1", "1.", "1.0+a b", "=1")
        ),
        (
            lambda d: d.update(version="1" * 41),
            f"version is '{'1' * 41}'; numbers joined by dots, like 1.2.0",
        ),
        (
            lambda d: d.update(name="Ö x"),
            "name is 'Ö x'; small letters, digits, _ and -, and no name of a device, such as con",
        ),
    ],
)
def test_a_declaration_that_switches_a_check_off_is_refused(spoilt, change, line):
    spoilt.declare(change)
    assert f"datapackage.json: {line}" in spoilt.found()


CODES = [2, 1, 0, -1, -2]


@pytest.mark.parametrize(
    ("scale", "line"),
    [
        (None, "stance_scale is missing or has no list of codes"),
        ({"midpoint": 7, "codes": CODES}, "the midpoint of stance_scale is '7'; one of"),
        ({"midpoint": True, "codes": CODES}, "the midpoint of stance_scale is 'True'; one of"),
        ({"midpoint": 0, "codes": [0]}, "the codes of stance_scale are [0]; at least two codes"),
        ({"midpoint": 0, "codes": [0, 1, 1]}, "the codes of stance_scale are [0, 1, 1]; at least"),
        ({"midpoint": 0, "codes": [0, 1.5]}, "code 2 of stance_scale is "),
    ],
)
def test_a_scale_that_is_none_is_refused(spoilt, scale, line):
    if scale:
        words = {"glyph": "+", "label_en": "for", "label_ja": "賛成"}
        scale["codes"] = [{"stance": code, **words} for code in scale["codes"]]
    spoilt.declare(lambda declared: declared.update(stance_scale=scale))
    assert [each for each in spoilt.found() if "stance_scale" in each] == spoilt.found()
    assert spoilt.found()[0].startswith(f"datapackage.json: {line}")


def test_the_bounds_of_every_stance_column_are_those_of_the_scale(spoilt):
    spoilt.declare(lambda d: field(d, "scenarios", "stance")["constraints"].update(maximum=3))
    spoilt.declare(lambda d: field(d, "stance_codes", "low")["constraints"].pop("minimum"))
    assert spoilt.found() == [
        "datapackage.json: scenarios.stance is bounded by minimum -2, maximum 3; "
        "the bounds of stance_scale: -2, 2",
        "datapackage.json: stance_codes.low is bounded by minimum None, maximum 2; "
        "the bounds of stance_scale: -2, 2",
    ]


def test_a_faulty_declaration_does_not_hide_a_faulty_table(spoilt):
    spoilt.declare(lambda declared: declared.pop("version"))
    spoilt.cell("actors.csv", 2, "colour", "red")
    assert spoilt.found() == [
        "actors.csv:2:colour: 'red' has another form; text of the form ^#[0-9a-f]{6}$",
        "datapackage.json: version is missing; a text on one line",
    ]


def test_the_shipped_declaration_names_author_and_scale():
    declared = json.loads((DEFAULT_CASE / "datapackage.json").read_text(encoding="utf-8"))
    assert [code["stance"] for code in declared["stance_scale"]["codes"]] == CODES
    assert declared["sources"][0]["author"] == "author not stated"
