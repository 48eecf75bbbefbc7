"""What the benchmarks found is told as it was found: in results.md, and its goals in the README."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

ROW = re.compile(r"\| (.+) \| ([\d.,]+) (×|s|MiB)(?: \(.+\))? \| (?:≤ ([\d.,]+) \3)? \| (.*) \|")


@pytest.fixture
def results(root, monkeypatch):
    monkeypatch.syspath_prepend(root / "tests" / "benchmarks")
    return import_module("results")


def rows(text: str) -> list[str]:
    """The lines of tables, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [line for line in lines if not line.startswith(("| what", "| ---"))]


def test_the_readme_tells_of_every_goal_of_the_first_sections(root, results):
    from bench import IN_README, SECTIONS

    _, *sections = (root / "tests" / "benchmarks" / "results.md").read_text("utf-8").split("\n## ")
    titles = [title for title, *_ in SECTIONS.values()]
    assert [section.partition("\n")[0] for section in sections] == titles
    aimed = [line for section in sections[:IN_README] for line in rows(section) if "| ≤ " in line]
    readme = (root / "README.md").read_text("utf-8")
    between = readme.partition(results.BEGIN)[2].partition(results.END)[0]
    assert aimed and rows(between) == aimed


def test_no_verdict_contradicts_its_number(results):
    found = [ROW.fullmatch(line) for line in rows(results.FILE.read_text("utf-8"))]
    assert None not in found
    for what, number, _, goal, verdict in (match.groups() for match in found):
        if goal is None:
            assert verdict == "", what
        elif number != goal:  # what differs by less than the digits shown may be either
            less = float(number.replace(",", "")) < float(goal.replace(",", ""))
            assert verdict == ("met" if less else "not met"), what


@pytest.mark.parametrize(
    ("value", "goal", "verdict"),
    [(1.1, 1.1, "met"), (1.1001, 1.1, "not met"), (0.2, 1.1, "met"), (5.0, None, "")],
)
def test_a_goal_is_met_exactly_or_not(results, value, goal, verdict):
    assert results.Result("a : b", value, "×", goal).verdict == verdict


def test_the_table_of_the_readme_is_put_between_its_marks_and_holds_goals_alone(results):
    found = [results.Result("a : b", 1.5, "×", 1.1, "3 s : 2 s"), results.Result("c", 7, "s")]
    text = f"before\n{results.BEGIN}\nold\n{results.END}\nafter\n"
    assert results.shown(text, found) == (
        f"before\n{results.BEGIN}\n| what | measured | goal |  |\n| --- | --- | --- | --- |\n"
        f"| a : b | 1.50 × (3 s : 2 s) | ≤ 1.1 × | not met |\n{results.END}\nafter\n"
    )


def test_every_section_has_its_function(results):
    from bench import SECTIONS, WITH_ROWS

    assert set(WITH_ROWS) < set(SECTIONS)
    for _, module, function in SECTIONS.values():
        assert callable(getattr(import_module(module), function))
