"""Types, required cells, choices, ranges, patterns and keys, each broken once."""

from __future__ import annotations

import pytest
from frictionless import Package


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "wrong", "allowed"),
    [
        (
            "stance_codes.csv", 5, "stance", "one",
            "'one' is not a whole number", "a whole number from -2 to 2",
        ),
        (
            "stance_codes.csv", 5, "stance", "−1",
            "'−1' is not a whole number", "a whole number from -2 to 2",
        ),
        (
            "stance_codes.csv", 5, "low", "1.0",
            "'1.0' is not a whole number", "a whole number from -2 to 2",
        ),
        (
            "stance_codes.csv", 5, "low", "-3",
            "'-3' is out of range", "a whole number from -2 to 2",
        ),
        (
            "stance_codes.csv", 5, "high", "3",
            "'3' is out of range", "a whole number from -2 to 2",
        ),
        (
            "stance_codes.csv", 5, "modality", "certain",
            "'certain' is none of the choices",
            "one of asserted, demanded, conditional, considered, possible",
        ),
        (
            "issues.csv", 5, "in_comparison", "yes",
            "'yes' is not one of the two truth values", "true or false",
        ),
        (
            "actors.csv", 2, "colour", "red",
            "'red' has another form", "text of the form ^#[0-9a-f]{6}$",
        ),
        ("actors.csv", 2, "name_ja", "", "the cell is empty", "text, never empty"),
        (
            "issues.csv", 5, "in_comparison", "",
            "the cell is empty", "true or false, never empty",
        ),
        (
            "comparison.csv", 2, "actor", "XYZ",
            "'XYZ' is not listed", "one of actors.actor: ALD, BOR, CER, DUN",
        ),
        (
            "comparison.csv", 2, "issue", "wine",
            "'wine' is not listed", "one of issues.issue: water, ferry, tolls, apology",
        ),
        (
            "comparison.csv", 2, "line", "999", "'999' is not listed",
            "one of lines.line: 3, 4, 5, 8, 10, 12, 14, 15, 16, 17, 18, 19 … and 11 more",
        ),
        (
            "effects.csv", 2, "scope", "moon",
            "'moon' is not listed", "one of impact.scope: lake, region",
        ),
        (
            "statements.csv", 5, "factor", "9",
            "'9' is not listed", "one of factors.factor: 1, 2",
        ),
        (
            "actors.csv", 3, "colour", "#2b2b2b",
            None, "each value once",
        ),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_as_declared_is_named(spoilt, file, row, column, value, wrong, allowed):
    if wrong is None:
        value = spoilt.rows(file)[1][spoilt.rows(file)[0].index(column)]
        wrong = f"'{value}' stands in row 2 already"
    spoilt.cell(file, row, column, value)
    assert spoilt.found() == [f"{file}:{row}:{column}: {wrong}; {allowed}"]


def test_a_key_that_stands_twice_is_named_with_its_columns(spoilt):
    spoilt.append("scenarios.csv", *spoilt.rows("scenarios.csv")[2])
    scenario, unit = spoilt.rows("scenarios.csv")[2][:2]
    assert spoilt.found() == [
        f"scenarios.csv:6:scenario,unit: '{scenario}, {unit}' stands in row 3 already; "
        "each scenario × unit once"
    ]


def test_an_unknown_actor_is_named_wherever_it_stands(spoilt):
    spoilt.cell("effects.csv", 2, "to_actor", "XYZ")
    spoilt.cell("events.csv", 2, "actor", "XYZ")
    spoilt.cell("memberships.csv", 2, "group", "XYZ")
    spoilt.cell("statements.csv", 2, "actor", "XYZ")
    allowed = "one of actors.actor: ALD, BOR, CER, DUN"
    assert spoilt.found() == [
        f"{place}: 'XYZ' is not listed; {allowed}"
        for place in (
            "effects.csv:2:to_actor",
            "events.csv:2:actor",
            "memberships.csv:2:group",
            "statements.csv:2:actor",
        )
    ]


def test_every_problem_of_every_stage_is_reported_at_once_and_in_order(spoilt):
    spoilt.write("events.csv", b"\xff\xfe")
    spoilt.cell("stance_codes.csv", 9, "modality", "certain")
    spoilt.cell("stance_codes.csv", 2, "high", "1")
    spoilt.cell("actors.csv", 3, "colour", "red")
    spoilt.cell("comparison.csv", 3, "line", "２８")
    spoilt.declare(lambda declared: declared.pop("title"))
    assert [line.split(": ")[0] for line in spoilt.found()] == [
        "actors.csv:3:colour",
        "comparison.csv:3:line",
        "datapackage.json",
        "events.csv",
        "stance_codes.csv:2:stance",
        "stance_codes.csv:9:modality",
    ]


def test_a_hostile_value_stays_on_one_line(spoilt):
    spoilt.cell("actors.csv", 2, "colour", "a\nb\u2028c\u202e" + "x" * 500)
    (line,) = spoilt.found()
    shown = "a\\nb\\u2028c\\u202e" + "x" * 53 + "…"
    assert line == (
        f"actors.csv:2:colour: '{shown}' has another form; text of the form ^#[0-9a-f]{{6}}$"
    )


def test_a_column_and_a_table_of_ones_own_are_checked_too(spoilt):
    own = {
        "name": "notes",
        "path": "notes.csv",
        "schema": {"fields": [{"name": "score", "type": "number", "constraints": {"minimum": 0}}]},
    }
    spoilt.declare(lambda declared: declared["resources"].append(own))
    spoilt.write("notes.csv", b"score\n1.5\nx\n-1\n")
    assert spoilt.found() == [
        "notes.csv:3:score: 'x' is not a number; a number from 0 up",
        "notes.csv:4:score: '-1' is out of range; a number from 0 up",
    ]


def test_names_in_any_script_are_checked_like_others(spoilt):
    own = {
        "name": "actors.actor",
        "path": "名簿.csv",
        "schema": {
            "fields": [{"name": "主体 Ä"}, {"name": "上位"}],
            "foreignKeys": [
                {"fields": "上位", "reference": {"resource": "", "fields": "主体 Ä"}},
                {"fields": "上位", "reference": {"resource": "actors", "fields": "name_ja"}},
            ],
        },
    }
    spoilt.declare(lambda declared: declared["resources"].append(own))
    names = [row[2] for row in spoilt.rows("actors.csv")[1:]]
    spoilt.put("名簿.csv", [["主体 Ä", "上位"], [names[0], "甲"], ["甲", names[0]], ["乙", ""]])
    assert spoilt.found() == [
        f"名簿.csv:2:上位: '甲' is not listed; one of actors.name_ja: {', '.join(names)}"
    ]


def test_the_rows_named_are_those_frictionless_names_in_the_file_itself(spoilt):
    spoilt.cell("stance_codes.csv", 5, "modality", "certain")
    spoilt.cell("stance_codes.csv", 40, "high", "7")
    report = Package(str(spoilt.folder / "datapackage.json")).validate()
    theirs = {
        (f"{task.name}.csv:{error.row_number}:{error.field_name}")
        for task in report.tasks
        for error in task.errors
    }
    assert {line.split(": ")[0] for line in spoilt.found()} == theirs
    assert len(theirs) == 2
