"""What was measured beside what was aimed at, and where: as lines to read and as results.md.

A time says little of another machine, so what is compared runs side by side and is given as a
ratio, with what it was made of behind it. A goal is met or it is not; nothing is rounded into it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FILE = Path(__file__).with_name("results.md")
README = Path(__file__).resolve().parents[2] / "README.md"
#: Between these the README has a table of what has a goal.
BEGIN, END = "<!-- written by make bench -->", "<!-- end -->"
LIBRARIES = (
    "pandas", "numpy", "duckdb", "polars", "pyarrow", "narwhals", "dask", "matplotlib", "networkx",
)  # fmt: skip
HEAD = ("what", "measured", "goal", "")


@dataclass(frozen=True)
class Result:
    """One line.

    Attributes
    ----------
    what : in words, with the size
    value : the number that is held against the goal
    unit : ``×``, ``s`` or ``MiB``
    goal : the most that ``value`` may be; None where there is no goal
    made_of : what the number was made of
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    made_of: str = ""

    @property
    def measured(self) -> str:
        """The number with its unit, and what it was made of."""
        return number(self.value, self.unit) + (f" ({self.made_of})" if self.made_of else "")

    @property
    def aim(self) -> str:
        """The goal in words; empty where there is none."""
        return "" if self.goal is None else f"≤ {self.goal:,g} {self.unit}"

    @property
    def verdict(self) -> str:
        """``met`` or ``not met``; empty where there is no goal."""
        return "" if self.goal is None else "met" if self.value <= self.goal else "not met"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As a row of the table."""
        return self.what, self.measured, self.aim, self.verdict


def number(value: float, unit: str) -> str:
    """A number with as many digits as it bears.

    >>> number(0.1049, "s"), number(1.234, "×"), number(812.4, "MiB"), number(12.04, "s")
    ('0.105 s', '1.23 ×', '812 MiB', '12.0 s')
    """
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}"


def line(result: Result) -> str:
    """A result as it is printed."""
    what, measured, aim, verdict = result.cells
    said = f"{what:<58} {measured}"
    return f"{said:<112} goal {aim}  {verdict.upper()}" if aim else said


def machine() -> str:
    """Where and with what: a paragraph."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    there = [f"Python {platform.python_version()}", *filter(None, map(_version, LIBRARIES))]
    return (
        f"{cores} cores ({_processor()}), {memory:.0f} GiB of memory, {system}, "
        f"{platform.system()}. {', '.join(there)}."
    )


def written(sections: Mapping[str, Iterable[Result]]) -> str:
    """All results as Markdown: a section a table."""
    day = datetime.now(UTC)
    parts = [
        "# Benchmarks",
        f"Written by `make bench` on {day.day} {day:%B %Y}; not to be edited. A ratio is of two "
        "runs side by side, each in a process of its own, in turn, the shortest of all rounds; "
        "memory is the most that a process held.",
        machine(),
    ]
    for title, results in sections.items():
        parts += [f"## {title}", table(results)]
    return "\n\n".join(parts) + "\n"


def table(results: Iterable[Result]) -> str:
    """Results as a table of Markdown."""
    rows = [HEAD, ("---",) * len(HEAD), *(result.cells for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def shown(text: str, results: Iterable[Result]) -> str:
    """The text of the README with the results that have a goal, between its two marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    aimed = table(result for result in results if result.goal is not None)
    return f"{before}{BEGIN}\n{aimed}\n{END}{after}"


def _version(library: str) -> str | None:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """The model of the processor, where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
