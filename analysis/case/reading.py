"""The tables of a case's folder as text, and everything that is wrong with them.

The checks run from the outside in: the declaration, the bytes of each table, each table's
values and keys, then what must hold between tables. A later stage looks only at tables that
passed the earlier ones, so one fault is reported once, and all that can be found is found in
one run.
"""

from __future__ import annotations

from pathlib import Path

from analysis.case.contract import CODED, REQUIRED
from analysis.case.fields import check_fields
from analysis.case.formed import check_forms
from analysis.case.gate import MAX_FAULTS, Rows, read_rows
from analysis.case.package import Declaration, Package, read_package
from analysis.case.problem import CaseError, Problem, in_order
from analysis.case.resource import Resource
from analysis.case.rules import check_rules
from analysis.case.sheets import Sheets


def check_case(folder: Path | str) -> list[Problem]:
    """Every problem of the case in a folder, by file and row; empty where it is sound."""
    return read_tables(Path(folder))[2]


def read_uncoded(folder: Path) -> tuple[Package, Sheets]:
    """The declaration and the tables, as text, of a case that need not be coded yet.

    Raises
    ------
    CaseError
        Where anything is wrong with it but that units are not coded, by some coder or by any.
    """
    declared, tables, problems = read_tables(folder, coded=False)
    if problems or declared.package is None:
        raise CaseError(problems)
    return declared.package, Sheets(tables, declared.resources, ())


def read_tables(
    folder: Path, *, coded: bool = True
) -> tuple[Declaration, dict[str, Rows], list[Problem]]:
    """What a folder holds and every problem with it; ``coded``: whether codes must be there."""
    declared = read_package(folder)
    problems = list(declared.problems)
    tables: dict[str, Rows] = {}
    unread = {name for name in declared.names if name not in declared.resources}
    for name, resource in declared.resources.items():
        rows = _rows(resource, folder, coded)
        if isinstance(rows, Rows):
            tables[name] = rows
        elif rows:
            problems += rows
            unread.add(name)
    problems += check_fields(tables, declared.resources)
    problems += check_forms(tables, declared.resources)
    scale = declared.package.scale if declared.package else None
    named = {(problem.file, problem.row, problem.column) for problem in problems}
    broken = check_rules(Sheets(tables, declared.resources, unread), scale, coded=coded)
    problems += [each for each in broken if (each.file, each.row, each.column) not in named]
    return declared, tables, _not_too_many(in_order(problems))


def _not_too_many(problems: list[Problem]) -> list[Problem]:
    """The problems of each file, or the first of them and how many more there are."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    for file, found in by_file.items():
        more = len(found) - MAX_FAULTS - 1
        if more > 0:
            last = Problem(file, None, None, f"{more} more faults", "none")
            by_file[file] = [*found[: MAX_FAULTS + 1], last]
    return [problem for found in by_file.values() for problem in found]


def _rows(resource: Resource, folder: Path, coded: bool) -> Rows | list[Problem]:
    """The rows of a table, what is wrong with it, or an empty list where it may be absent."""
    path = folder / resource.path
    if resource.optional and not path.exists():
        return []
    rows = read_rows(path, resource.path, resource.types)
    needed = resource.name in REQUIRED and (coded or resource.name not in CODED)
    if isinstance(rows, Rows) and not rows.rows and needed:
        return [Problem(resource.path, None, None, "the table has no rows", _first(resource))]
    return rows


def _first(resource: Resource) -> str:
    """What a table without rows lacks; that of the codes is filled by two commands."""
    made = ": sheet, then collect" if resource.name in CODED else ""
    return f"at least one row{made}"
