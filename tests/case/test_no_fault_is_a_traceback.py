"""Whatever is done to a case, the answer is a sound case or a list of problems, a line each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Spoilt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.case import Case, CaseError, read_case

FILES = [
    "actors", "memberships", "issues", "anchors", "comparison", "impact", "effects", "statements",
    "events", "factors", "stance_codes", "effect_codes", "scenarios", "lines",
]  # fmt: skip
TOY = Path(__file__).resolve().parents[1] / "cases" / "toy"
ODD = [
    "",
    " ",
    '"',
    "\n",
    "\r",
    "\0",
    "−1",
    "１",
    "1e999",
    "nan",
    "$x_1$",
    "=1+1",
    "\ud7ff",
    "9" * 20,
]

slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def fresh(tmp_path):
    """A case made anew for each example."""

    def make() -> Spoilt:
        shutil.rmtree(tmp_path / "toy", ignore_errors=True)
        shutil.copytree(TOY, tmp_path / "toy")
        return Spoilt(tmp_path / "toy")

    return make


def answers(spoilt: Spoilt) -> bool:
    """Whether the case is sound; fails where the answer is neither that nor printed lines."""
    try:
        return isinstance(read_case(spoilt.folder), Case)
    except CaseError as error:
        problems = error.problems
    assert problems
    for problem in problems:
        line = str(problem)
        assert line.isprintable()
        assert line.encode().startswith(problem.file.encode() + b":")
        assert problem.wrong
        assert problem.allowed
    return False


@slow
@given(
    file=st.sampled_from([*(f"{name}.csv" for name in FILES), "datapackage.json"]),
    at=st.integers(0, 2000),
    gone=st.integers(0, 40),
    put=st.binary(max_size=8) | st.sampled_from([b'"', b"\r", b"\xff\xfe", b"\0", b"\n\n", b";"]),
)
def test_bytes_put_in_and_taken_out(fresh, file, at, gone, put):
    spoilt = fresh()
    data = spoilt.bytes(file)
    at %= len(data)
    spoilt.write(file, data[:at] + put + data[at + gone :])
    answers(spoilt)


@slow
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(FILES),
            st.integers(0, 500),
            st.integers(0, 20),
            st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_cells_with_anything_in_them(fresh, cells):
    spoilt = fresh()
    for file, row, column, value in cells:
        rows = spoilt.rows(f"{file}.csv")
        kept = rows[1 + row % (len(rows) - 1)]
        kept[column % len(kept)] = value
        spoilt.put(f"{file}.csv", rows)
        if "\r" in value or "\0" in value:
            break
    answers(spoilt)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside a JSON document."""
    if not isinstance(value, dict | list):
        return []
    found = []
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        found += [(*path, key), *places(each, (*path, key))]
    return found


DECLARED = json.loads((TOY / "datapackage.json").read_text(encoding="utf-8"))
JSON = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1.5,
        10**30,
        "",
        "x",
        "\ud800",
        "../x",
        [],
        [[]],
        {},
        {"a": 1},
        [None],
        ["x"],
    ]
)


@slow
@given(path=st.sampled_from(places(DECLARED)), value=JSON, drop=st.booleans())
def test_a_declaration_with_anything_in_it(fresh, path, value, drop):
    spoilt = fresh()
    declared = json.loads(spoilt.bytes("datapackage.json"))
    home = declared
    for key in path[:-1]:
        home = home[key]
    if drop:
        del home[path[-1]]
    else:
        home[path[-1]] = value
    spoilt.write("datapackage.json", json.dumps(declared).encode())
    answers(spoilt)


def test_the_untouched_case_is_sound_and_a_touched_one_is_not(fresh):
    assert answers(fresh())
    spoilt = fresh()
    spoilt.cell("actors.csv", 2, "colour", "red")
    assert not answers(spoilt)
