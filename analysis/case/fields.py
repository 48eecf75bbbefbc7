"""What each cell and each key of the sound tables must be, checked by frictionless.

frictionless knows types, required cells, enumerations, ranges, patterns, keys and foreign keys.
It is given rows that the gate has passed, as lists in memory, so that the traps of its own CSV
reading do not matter, and a declaration that was checked before, so that it opens nothing. Its
findings are put into our words, with the column that key and foreign-key errors leave out.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.case.gate import MAX_FAULTS, Rows
from analysis.case.problem import Problem, choices, shown
from analysis.case.resource import Field, ForeignKey, Resource

if TYPE_CHECKING:
    from frictionless import Schema
    from frictionless.errors import RowError

_KIND = {
    "string": "text",
    "integer": "a whole number in plain digits, such as 12 or -1",
    "boolean": "one of the two truth values",
    "number": "a number in plain digits, such as 1.5",
}
_WRONG = {
    "enum": "is none of the choices",
    "minimum": "is out of range",
    "maximum": "is out of range",
    "minLength": "is too short",
    "maxLength": "is too long",
}


def check_fields(tables: Mapping[str, Rows], resources: Mapping[str, Resource]) -> list[Problem]:
    """Every cell and key of the tables that is not as declared.

    A foreign key into a table that is not among ``tables`` is not checked: that table is absent
    or has problems of its own.
    """
    _load_jsonschema()
    from frictionless import Package
    from frictionless.resources import TableResource

    columns = [(k.table, k.target) for name in tables for k in _keys(resources[name], tables)]
    names = {column: f"key/{number}" for number, column in enumerate(dict.fromkeys(columns))}
    sources = {name: _schema(resources[name], tables, names) for name in tables}
    data = {name: [list(rows.header), *map(list, rows.rows)] for name, rows in tables.items()}
    for (table, column), name in names.items():
        sources[name] = _column_alone(resources[table], column)
        place = tables[table].header.index(column)
        values = dict.fromkeys(row[place] for row in tables[table].rows)
        data[name] = [[column], *([value] for value in values)]
    package = Package(
        resources=[
            TableResource(name=name, data=data[name], schema=schema)
            for name, schema in sources.items()
        ]
    )
    problems: list[Problem] = []
    for name, rows in tables.items():
        source = package.get_resource(name)
        listed = {
            (key.column, names[key.table, key.target]): _one_of(key, tables)
            for key in _keys(resources[name], tables)
        }
        found: list[Problem] = []
        with source.open():
            for row in source.row_stream:  # type: ignore[attr-defined]
                for error in row.errors:
                    found += _problems(error, rows, resources[name], listed)
                if len(found) > MAX_FAULTS:
                    wrong = f"more than {MAX_FAULTS} faults; later rows were not looked at"
                    found.append(Problem(resources[name].path, None, None, wrong, "sound rows"))
                    break
        problems += found
    return problems


def _load_jsonschema() -> None:
    """Load jsonschema, which frictionless needs, without its grammar of addresses.

    Where rfc3987_syntax happens to be installed, jsonschema imports it, and it compiles a
    grammar for 1.7 s; it serves a format check that nothing here asks for.
    """
    grammar = "rfc3987_syntax"
    if "jsonschema" in sys.modules or grammar in sys.modules:
        return
    sys.modules[grammar] = None  # type: ignore[assignment]
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[grammar]


def _schema(
    resource: Resource, tables: Mapping[str, Rows], names: Mapping[tuple[str, str], str]
) -> Schema:
    from frictionless import Schema

    keys: list[dict[str, Any]] = [
        {
            "fields": [key.column],
            "reference": {"resource": names[key.table, key.target], "fields": [key.target]},
        }
        for key in _keys(resource, tables)
    ]
    fields = [_field(field) for field in resource.fields]
    return Schema(fields=fields, primary_key=list(resource.primary_key), foreign_keys=keys)


def _column_alone(resource: Resource, column: str) -> Schema:
    """The schema of one column, which is all that frictionless need copy for a foreign key.

    Its values are held to what is declared of them in their own table, not here again.
    """
    from frictionless import Schema

    field = next(field for field in resource.fields if field.name == column)
    return Schema(fields=[_field(replace(field, constraints={}))])


def _field(field: Field) -> Any:
    from frictionless import fields

    classes = {
        "string": fields.StringField,
        "integer": fields.IntegerField,
        "number": fields.NumberField,
    }
    constraints = dict(field.constraints)
    constraints.pop("pattern", None)
    if field.type != "boolean":
        return classes[field.type](name=field.name, constraints=constraints)
    return fields.BooleanField(
        name=field.name,
        constraints=constraints,
        true_values=list(field.truths),
        false_values=list(field.falsehoods),
    )


def _keys(resource: Resource, tables: Mapping[str, Rows]) -> list[ForeignKey]:
    """The foreign keys into tables that are there."""
    return [
        key
        for key in resource.foreign_keys
        if key.table in tables and key.target in tables[key.table].header
    ]


def _problems(
    error: RowError, rows: Rows, resource: Resource, listed: Mapping[tuple[str, str], str]
) -> Iterator[Problem]:
    """The error in our words; none where another one has said it already."""
    cells = dict(zip(rows.header, rows.rows[error.row_number - 2], strict=True))

    def problem(column: str, wrong: str, allowed: str) -> Problem:
        return Problem(resource.path, error.row_number, column, wrong, allowed)

    if error.type == "primary-key":
        columns = resource.primary_key
        same = re.search(r"\d+$", error.note)
        if same and not _says_unique(resource):
            values = shown(", ".join(cells[column] for column in columns))
            once = " × ".join(columns)
            yield problem(
                ",".join(columns),
                f"{values} stands in row {same.group()} already",
                f"each {once} once",
            )
    elif error.type == "foreign-key":
        column = error.field_names[0]  # type: ignore[attr-defined]
        allowed = listed[column, error.reference_name]  # type: ignore[attr-defined]
        yield problem(column, f"{shown(cells[column])} is not listed", allowed)
    else:
        column = error.field_name  # type: ignore[attr-defined]
        field = next(field for field in resource.fields if field.name == column)
        value = shown(cells[column])
        if error.type == "unique-error":
            row = error.note.split()[-1]
            yield problem(column, f"{value} stands in row {row} already", "each value once")
        elif error.type == "constraint-error":
            broken = error.note.split('"')[1]
            allowed = _allowed(field, broken)
            if broken == "required":
                yield problem(column, "the cell is empty", f"{allowed}, never empty")
            else:
                yield problem(column, f"{value} {_WRONG[broken]}", allowed)
        else:
            wrong = f"{value} is not {_KIND[field.type].split(' in ')[0]}"
            yield problem(column, wrong, _allowed(field, "type"))


def _says_unique(resource: Resource) -> bool:
    """Whether the key is one column that is declared unique too, and so reported as such."""
    key = resource.primary_key
    return len(key) == 1 and bool(resource.constraints(key[0]).get("unique"))


def _one_of(key: ForeignKey, tables: Mapping[str, Rows]) -> str:
    rows = tables[key.table]
    place = rows.header.index(key.target)
    values = list(dict.fromkeys(row[place] for row in rows.rows if row[place]))
    return f"one of {key.table}.{key.target}: {choices(values)}"


def _allowed(field: Field, broken: str) -> str:
    """What the constraint that was broken allows, else what the field holds."""
    bounds = field.constraints.get("minimum"), field.constraints.get("maximum")
    if broken in ("minLength", "maxLength"):
        word = "at least" if broken == "minLength" else "at most"
        return f"{word} {field.constraints[broken]} characters"
    if "enum" in field.constraints:
        return f"one of {choices(field.constraints['enum'])}"
    if bounds != (None, None):
        return f"{_KIND[field.type].split(' in ')[0]} {_between(*bounds)}"
    if field.type == "boolean":
        return f"{field.truths[0]} or {field.falsehoods[0]}"
    return _KIND[field.type]


def _between(low: object, high: object) -> str:
    if high is None:
        return f"from {low} up"
    return f"up to {high}" if low is None else f"from {low} to {high}"
