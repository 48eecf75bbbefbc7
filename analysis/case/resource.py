"""One table as ``datapackage.json`` declares it.

Only what is understood is taken over: a table is a CSV inside the folder, its fields have one
of four types, its constraints are those that can be explained to an author in a sentence. What
is not understood is refused, so that a typing error in a constraint's name cannot quietly switch
a check off, and so that no declaration can make a reader fetch anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.case.contract import DTYPES
from analysis.case.forms import Form, NoForm
from analysis.case.problem import choices, shown

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PATH = re.compile(r"[\w.-]+(/[\w.-]+)*\.csv")
#: More columns than any table has, and numbers beyond what a cell may hold.
MAX_FIELDS, MOST = 1000, 10**15
_FLAGS = ("required", "unique")
_LENGTHS = ("minLength", "maxLength")
_BOUNDS = ("minimum", "maximum")
_VALUES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_BOOLEANS = {
    "trueValues": ["true", "True", "TRUE", "1"],
    "falseValues": ["false", "False", "FALSE", "0"],
}

Faults = list[tuple[str, str]]


@dataclass(frozen=True)
class Field:
    """A column: its name, its type, its constraints; of a boolean one, how it is written."""

    name: str
    type: str
    constraints: Mapping[str, Any]
    truths: tuple[str, ...] = ()
    falsehoods: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Resource:
    """A table: where it is, whether it may be absent, its columns and keys."""

    name: str
    path: str
    optional: bool
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def types(self) -> dict[str, str]:
        """The type of each column, in the order declared."""
        return {field.name: field.type for field in self.fields}

    def constraints(self, column: str) -> Mapping[str, Any]:
        """What is declared of a column's values."""
        return next(field.constraints for field in self.fields if field.name == column)


def name_of(declared: object) -> str | None:
    """The name of a declared table, or None where there is no usable one."""
    name = declared.get("name") if isinstance(declared, Mapping) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


def read_resource(
    declared: Mapping[str, Any], name: str, folder: Path
) -> tuple[Resource | None, Faults]:
    """The table declared, or None, and what is wrong and allowed, pair by pair."""
    faults: Faults = []
    path = declared.get("path")
    if not isinstance(path, str) or not _inside(path, folder):
        faults.append((f"the path of {name} is {shown(path)}", "a .csv file inside the folder"))
    if not isinstance(optional := declared.get("optional", False), bool):
        faults.append((f"optional of {name} is {shown(optional)}", "true or false"))
    encoding = declared.get("encoding", "utf-8")
    if not isinstance(encoding, str) or encoding.lower() not in ("utf-8", "utf8"):
        faults.append((f"the encoding of {name} is {shown(encoding)}", "utf-8"))
    if "dialect" in declared:
        faults.append((f"{name} declares a dialect", "none: commas, one header row"))
    schema = declared.get("schema")
    if not isinstance(schema, Mapping):
        return None, [*faults, (f"the schema of {name} is {shown(schema)}", "an object, {…}")]
    if schema.get("missingValues", [""]) != [""]:
        wrong = f"missingValues of {name} is {shown(schema['missingValues'])}"
        faults.append((wrong, '[""]: an empty cell alone means missing'))
    fields = _fields(schema.get("fields"), name, faults)
    columns = _names(schema.get("fields"))
    primary_key = _columns(schema.get("primaryKey", []), columns)
    if primary_key is None:
        wrong = f"the primaryKey of {name} is {shown(schema['primaryKey'])}"
        faults.append((wrong, "one or more of its columns: " + choices(columns)))
    keys = _foreign_keys(schema.get("foreignKeys", []), name, columns, faults)
    if faults:
        return None, faults
    assert isinstance(path, str)
    assert primary_key is not None
    return Resource(name, path, optional, tuple(fields), primary_key, tuple(keys)), []


def _inside(path: str, folder: Path) -> bool:
    if not _PATH.fullmatch(path) or ".." in path.split("/"):
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _fields(declared: object, name: str, faults: Faults) -> list[Field]:
    if not isinstance(declared, list) or not 0 < len(declared) <= MAX_FIELDS:
        allowed = f"a list of 1 to {MAX_FIELDS} objects"
        faults.append((f"the fields of {name} are {shown(declared)}", allowed))
        return []
    fields = []
    for position, entry in enumerate(declared, start=1):
        column = entry.get("name") if isinstance(entry, Mapping) else None
        if not isinstance(column, str) or not column.strip() or "\n" in column:
            wrong = f"field {position} of {name} is {shown(column or entry)}"
            faults.append((wrong, "an object with a name"))
            continue
        kind = entry.get("type", "string")
        if kind not in DTYPES if isinstance(kind, str) else True:
            faults.append((f"{name}.{column} is declared {shown(kind)}", choices(list(DTYPES))))
            continue
        constraints = entry.get("constraints", {})
        unclear = _constraint_fault(constraints, kind)
        if unclear:
            faults.append((f"{name}.{column}: {unclear}", _known(kind)))
            continue
        truths, falsehoods = _words(entry, "trueValues"), _words(entry, "falseValues")
        if not truths or not falsehoods or set(truths) & set(falsehoods):
            wrong = f"trueValues and falseValues of {name}.{column} are not apart"
            faults.append((wrong, "two lists of texts"))
            continue
        fields.append(Field(column, kind, constraints, truths, falsehoods))
    names = _names(declared)
    for column in {column for column in names if names.count(column) > 1}:
        faults.append((f"{name} declares {shown(column)} twice", "each column once"))
    return fields


def _names(declared: object) -> list[str]:
    """The names of the fields declared, whatever else is wrong with them."""
    fields = declared if isinstance(declared, list) else []
    names = [entry.get("name") for entry in fields if isinstance(entry, Mapping)]
    return [name for name in names if isinstance(name, str)]


def _words(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts for true or false; empty where what is declared is no list of texts."""
    words = entry.get(key, _BOOLEANS[key])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        return ()
    return tuple(words)


def _constraint_fault(constraints: object, kind: str) -> str | None:
    """What is wrong with a field's constraints, or None."""
    if not isinstance(constraints, Mapping):
        return f"constraints are {shown(constraints)}"
    for key, value in constraints.items():
        if key in _FLAGS:
            sound = isinstance(value, bool)
        elif key in _LENGTHS:
            sound = kind == "string" and type(value) is int and abs(value) < MOST
        elif key in _BOUNDS:
            sound = kind in ("integer", "number") and type(value) in (int, float)
            sound = sound and abs(value) < MOST
        elif key == "enum":
            sound = isinstance(value, list) and bool(value)
            sound = sound and all(isinstance(choice, _VALUES[kind]) for choice in value)
        else:
            sound = key == "pattern" and kind == "string" and _is_pattern(value)
        if not sound:
            return f"the constraint {shown(key)} is {shown(value)}"
    return None


def _known(kind: str) -> str:
    known = [*_FLAGS, "enum"]
    known += {"string": [*_LENGTHS, "pattern"], "boolean": []}.get(kind, _BOUNDS)
    return f"for a field of type {kind}: {choices(known)}"


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and Form(value) is not None
    except NoForm:
        return False


def _columns(declared: object, columns: list[str]) -> tuple[str, ...] | None:
    """The columns a key names, one or a list of them; None where it names no column."""
    named = [declared] if isinstance(declared, str) else declared
    if not isinstance(named, list) or not all(column in columns for column in named):
        return None
    return tuple(named)


def _foreign_keys(
    declared: object, name: str, columns: list[str], faults: Faults
) -> list[ForeignKey]:
    keys = []
    for entry in declared if isinstance(declared, list) else [declared]:
        key = _foreign_key(entry, name, columns)
        if key is None:
            allowed = "one column, and a reference with its resource and one of its fields"
            faults.append((f"a foreign key of {name} is {shown(entry)}", allowed))
        else:
            keys.append(key)
    return keys


def _foreign_key(entry: object, name: str, columns: list[str]) -> ForeignKey | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("reference"), Mapping):
        return None
    column = _columns(entry.get("fields"), columns)
    table, target = entry["reference"].get("resource"), entry["reference"].get("fields")
    if isinstance(target, list) and len(target) == 1:
        target = target[0]
    if not column or len(column) > 1 or not isinstance(table, str) or not isinstance(target, str):
        return None
    return ForeignKey(column[0], table or name, target)
