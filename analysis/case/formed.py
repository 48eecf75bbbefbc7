"""Every cell held against the form, a regular expression, that its column declares.

frictionless would match it by trying, for as long as that takes; see ``forms``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.case.forms import Form, Fuel, TooSlow
from analysis.case.gate import MAX_FAULTS, Rows
from analysis.case.problem import Problem, shown
from analysis.case.resource import Field, Resource


def check_forms(tables: Mapping[str, Rows], resources: Mapping[str, Resource]) -> list[Problem]:
    """Every cell that has not the form which its column declares."""
    fuel = Fuel()
    problems: list[Problem] = []
    for name, rows in tables.items():
        for place, field in enumerate(resources[name].fields):
            if "pattern" in field.constraints:
                form = Form(field.constraints["pattern"])
                cells = [(n, row[place]) for n, row in enumerate(rows.rows, 2) if row[place]]
                problems += _unformed(resources[name].path, field, form, cells, fuel)
    return problems


def _unformed(
    file: str, field: Field, form: Form, cells: Sequence[tuple[int, str]], fuel: Fuel
) -> list[Problem]:
    allowed = f"text of the form {field.constraints['pattern']}"
    problems: list[Problem] = []
    for number, cell in cells:
        try:
            fits = form.fits(cell, fuel)
        except TooSlow:
            wrong = f"the form {shown(field.constraints['pattern'])} takes too long to check"
            return [*problems, Problem(file, number, field.name, wrong, "a simpler one")]
        if not fits and len(problems) < MAX_FAULTS:
            wrong = f"{shown(cell)} has another form"
            problems.append(Problem(file, number, field.name, wrong, allowed))
    return problems
