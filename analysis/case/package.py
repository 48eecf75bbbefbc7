"""The case's own declaration, ``datapackage.json``, read and held against the contract.

A case says which tables it has, which of them may be absent, what their columns hold and on
which scale its stances lie. Everything later trusts that declaration, so it is checked first and
on its own: the shape of the JSON, the paths (none may lead out of the folder), the columns that
code relies on and their types, and that the bounds of every stance column are the scale's.

A package that declares neither a scale nor any of the tables that every case has is *background
data*, figures beside the cases: its tables are checked like any others, and nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.case.contract import (
    COUNTED,
    FOR,
    KEYS,
    MAY_BE_EMPTY,
    REFERENCES,
    REQUIRED,
    STANCES,
    TABLES,
)
from analysis.case.descriptor import FILE, read_descriptor
from analysis.case.naming import ALLOWED, names_a_file
from analysis.case.origin import origin_faults
from analysis.case.problem import Problem, choices, shown
from analysis.case.resource import ForeignKey, Resource, name_of, read_resource
from analysis.case.scale import Scale, read_scale

#: More tables than any case has.
MAX_TABLES = 200
#: A version stands within an identity, whose parts are told apart by blanks and a middle dot.
_VERSION = re.compile(r"(?=.{1,40}\Z)[0-9]+(\.[0-9]+)*([-+][A-Za-z0-9.-]+)?")


@dataclass(frozen=True)
class Package:
    """What ``datapackage.json`` declares; ``descriptor`` is all of it, as it stands there.

    ``scale`` is None for background data.
    """

    name: str
    version: str
    titles: Mapping[str, str]
    scale: Scale | None
    resources: Mapping[str, Resource]
    descriptor: Mapping[str, Any]


@dataclass(frozen=True)
class Declaration:
    """All that could be made of the declaration.

    ``package`` is None where it is not usable as a whole. ``resources`` are the tables soundly
    declared, which can be checked all the same; ``names`` are all that are declared.
    """

    package: Package | None
    resources: Mapping[str, Resource]
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


class _Faults(list[Problem]):
    """Problems of the declaration; ``say`` adds one."""

    def say(self, wrong: str, allowed: str) -> None:
        self.append(Problem(FILE, None, None, wrong, allowed))


def read_package(folder: Path) -> Declaration:
    """The declaration of the case in a folder, with every fault in it."""
    declared = read_descriptor(folder)
    if isinstance(declared, Problem):
        return Declaration(None, {}, (), (declared,))
    faults = _Faults()
    words = {key: _word(declared, key, faults) for key in ("name", "version", "title")}
    if words["name"] and not names_a_file(words["name"]):
        faults.say(f"name is {shown(words['name'])}", ALLOWED)
    if words["version"] and not _VERSION.fullmatch(words["version"]):
        faults.say(f"version is {shown(words['version'])}", "numbers joined by dots, like 1.2.0")
    titles = {"en": words["title"], "ja": words["title"]}
    if "title_ja" in declared:
        titles["ja"] = _word(declared, "title_ja", faults)
        if words["title"] == words["name"]:  # as a draft has it, for want of a better
            titles["en"] = titles["ja"]
    for wrong, allowed in origin_faults(declared):
        faults.say(wrong, allowed)
    background = is_background(declared)
    scale, wrongs = (None, []) if background else read_scale(declared.get("stance_scale"))
    for wrong, allowed in wrongs:
        faults.say(wrong, allowed)
    resources, names = _resources(declared.get("resources"), folder, faults)
    _check_contract(resources, names, () if background else _required(names), faults)
    _check_references(resources, names, faults)
    package = None
    if scale is not None:
        _check_bounds(resources, scale, faults)
    if scale is not None or background:
        package = Package(words["name"], words["version"], titles, scale, resources, declared)
    return Declaration(package, resources, tuple(names), tuple(faults))


def is_background(declared: Mapping[str, Any]) -> bool:
    """Whether a declaration is of background data: tables, but neither scale nor comparison.

    Examples
    --------
    >>> is_background({"resources": [{"name": "allocations"}]})
    True
    >>> is_background({"resources": [{"name": "allocations"}, {"name": "actors"}]})
    False
    """
    resources = declared.get("resources")
    if "stance_scale" in declared or not isinstance(resources, list) or not resources:
        return False
    return not {name_of(each) for each in resources} & set(REQUIRED)


def _required(names: Sequence[str]) -> tuple[str, ...]:
    """The tables that a case must have: where statements are counted, no comparison."""
    if COUNTED not in names or set(FOR) & set(names):
        return REQUIRED
    return tuple(name for name in REQUIRED if name not in FOR)


def _word(declared: Mapping[str, Any], key: str, faults: _Faults) -> str:
    value = declared.get(key)
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value
    faults.say(
        f"{key} is {shown(value)}" if key in declared else f"{key} is missing", "a text on one line"
    )
    return ""


def _resources(
    declared: object, folder: Path, faults: _Faults
) -> tuple[dict[str, Resource], list[str]]:
    """The tables soundly declared, by name, and the names of all that are declared."""
    if not isinstance(declared, list) or not declared:
        faults.say("resources is no list of tables", "a list of objects, one a table")
        return {}, []
    if len(declared) > MAX_TABLES:
        faults.say(f"{len(declared)} tables are declared", f"at most {MAX_TABLES}")
        return {}, []
    resources: dict[str, Resource] = {}
    names: list[str] = []
    for position, entry in enumerate(declared, start=1):
        name = name_of(entry)
        if name is None:
            allowed = "an object with a name in small letters, digits, _ or -"
            faults.say(f"resource {position} is {shown(entry)}", allowed)
            continue
        if name in names:
            faults.say(f"the table {name} is declared twice", "each table once")
            continue
        names.append(name)
        resource, wrongs = read_resource(entry, name, folder)
        for wrong, allowed in wrongs:
            faults.say(wrong, allowed)
        if resource is not None:
            resources[name] = resource
    return resources, names


def _check_contract(
    resources: Mapping[str, Resource],
    named: Sequence[str],
    required: Sequence[str],
    faults: _Faults,
) -> None:
    for name in required:
        if name not in named:
            faults.say(f"the table {name} is not declared", "required: " + choices(REQUIRED))
        elif name in resources and resources[name].optional:
            faults.say(f"the table {name} is declared optional", "optional: false")
    for name, resource in resources.items():
        if name not in TABLES:
            continue
        for column, kind in TABLES[name].columns.items():
            declared = resource.types.get(column)
            if declared is None:
                faults.say(f"the table {name} lacks the column {column}", f"a field, {kind}")
            elif declared != kind:
                faults.say(f"{name}.{column} is declared {declared}", f"the type {kind}")
        _check_keys(resource, faults)


def _check_keys(resource: Resource, faults: _Faults) -> None:
    name = resource.name
    references = REFERENCES.get(name, {})
    if resource.primary_key != KEYS[name]:
        wrong = f"the primaryKey of {name} is {shown(', '.join(resource.primary_key))}"
        faults.say(wrong, ", ".join(KEYS[name]))
    for column, target in references.items():
        key = ForeignKey(column, target, KEYS[target][0])
        if column in resource.types and key not in resource.foreign_keys:
            wrong = f"{name}.{column} has no foreign key"
            faults.say(wrong, f"a foreign key to {target}.{key.target}")
    for column in dict.fromkeys([*KEYS[name], *references]):
        if column not in resource.types or (name, column) in MAY_BE_EMPTY:
            continue
        if not resource.constraints(column).get("required"):
            faults.say(f"{name}.{column} is not declared required", "required: true")


def _check_references(
    resources: Mapping[str, Resource], named: Sequence[str], faults: _Faults
) -> None:
    for name, resource in resources.items():
        for key in resource.foreign_keys:
            target = resources.get(key.table)
            if key.table not in named:
                wrong = f"a foreign key of {name} leads to {shown(key.table)}"
                faults.say(wrong, "a table of this package: " + choices(named))
            elif target is not None and key.target not in target.types:
                wrong = f"a foreign key of {name} leads to {shown(f'{key.table}.{key.target}')}"
                faults.say(wrong, "a column of it: " + choices(list(target.types)))


def _check_bounds(resources: Mapping[str, Resource], scale: Scale, faults: _Faults) -> None:
    for table, columns in STANCES.items():
        for column in columns:
            if table not in resources or column not in resources[table].types:
                continue
            constraints = resources[table].constraints(column)
            bounds = constraints.get("minimum"), constraints.get("maximum")
            if bounds != (scale.low, scale.high):
                faults.say(
                    f"{table}.{column} is bounded by minimum {bounds[0]}, maximum {bounds[1]}",
                    f"the bounds of stance_scale: {scale.low}, {scale.high}",
                )
