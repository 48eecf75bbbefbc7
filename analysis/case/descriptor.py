"""The file ``datapackage.json``, from bytes to an object of which every reader makes the same.

JSON leaves open what a repeated name means, and Python reads numbers that are none. Both are
refused, as is what no declaration needs: nesting without end, and a link that leads out of the
case's folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analysis.case.gate import read_text
from analysis.case.problem import Problem, shown
from analysis.places import DATA

FILE = "datapackage.json"
MAX_DEPTH = 30
_ALLOWED = "a Frictionless data package"


class _Refused(ValueError):
    """JSON that does not mean one thing only."""


def read_descriptor(folder: Path) -> dict[str, Any] | Problem:
    """What ``datapackage.json`` in a folder holds, or why it cannot be used."""
    path = folder / FILE
    try:
        if not folder.is_dir():
            return _problem(f"{shown(str(folder))} is no folder", _meant(folder))
        if not path.resolve().is_relative_to(folder.resolve()):
            return _problem("is a link that leads out of the folder", "a file in the folder")
    except (OSError, RuntimeError, ValueError) as error:
        return _problem(f"cannot be read ({getattr(error, 'strerror', None) or error})", _ALLOWED)
    text = read_text(path, FILE)
    if isinstance(text, Problem):
        return text
    try:
        declared = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        wrong = f"is not JSON: {error.msg} at column {error.colno}"
        return Problem(FILE, error.lineno, None, wrong, _ALLOWED)
    except _Refused as refused:
        return _problem(str(refused), "each name once, and numbers")
    except (RecursionError, ValueError):
        return _problem("is not usable JSON", _ALLOWED)
    if not isinstance(declared, dict):
        return _problem(f"holds {shown(declared)}", "an object, {…}")
    if _depth(declared) > MAX_DEPTH:
        return _problem(f"is nested more than {MAX_DEPTH} deep", _ALLOWED)
    return declared


def _meant(folder: Path) -> str:
    """A folder with a declaration; which one, where the name is that of a case in ``data/``."""
    name = str(folder)
    there = len(folder.parts) == 1 and name.isprintable() and (DATA / name / FILE).is_file()
    return "a folder with this file" + (f", such as {DATA.name}/{name}" if there else "")


def _problem(wrong: str, allowed: str) -> Problem:
    return Problem(FILE, None, None, wrong, allowed)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise _Refused(f"an object has the name {shown(twice)} twice")
    return made


def _constant(word: str) -> None:
    raise _Refused(f"holds {word}, which is no JSON")


def _depth(value: object) -> int:
    """How deep lists and objects lie in one another; counted level by level, without recursion."""
    depth, level = 0, [value]
    while level and depth <= MAX_DEPTH:
        lists = [each for each in level if isinstance(each, list)]
        objects = [each for each in level if isinstance(each, dict)]
        level = [v for each in lists for v in each] + [v for e in objects for v in e.values()]
        depth += bool(lists or objects)
    return depth
