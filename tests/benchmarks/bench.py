"""All that is measured: python tests/benchmarks/bench.py [SECTION…] [--rows N]

Prints each result beside its goal; when all was measured at full size, writes results.md and the
table of the README. Not a test: a missed goal is told, for people to judge. A hundred million
rows of Parquet take a gigabyte of the folder for temporary files, which is given back.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from results import FILE, README, Result, line, shown, written

ROWS = 100_000_000
# Title, module, function; those that measure memory first, while nothing is imported here.
SECTIONS: Mapping[str, tuple[str, str, str]] = {
    "reduction": ("Statements to a matrix", "reduction", "by_hand"),
    "growth": ("Ten times the statements", "reduction", "growth"),
    "figures": ("Charts, and the start of a command", "figures", "draws"),
    "reading": ("Reading a case", "reading", "reads"),
    "recodings": ("Recodings", "recodings", "recodes"),
    "convergence": ("Convergence", "convergence", "converges"),
    "network": ("Networks", "network", "ties"),
    "tables": ("Tables of pairs", "tables", "tabulates"),
}
# The first of them are about the whole and stand in the README too.
IN_README = 3
WITH_ROWS = ("reduction", "growth")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure, and print results beside their goals.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--rows", type=int, default=ROWS, help="the most, 100,000 or more")
    asked = parser.parse_args()
    unknown = [name for name in asked.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    if asked.rows < 100_000:
        parser.error(f"--rows is {asked.rows}; 100,000 or more")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found = {}
    for name in asked.sections or SECTIONS:
        title, module, function = SECTIONS[name]
        measure: Callable[..., Iterator[Result]] = getattr(import_module(module), function)
        print(title, flush=True)
        found[title] = []
        for result in measure(asked.rows) if name in WITH_ROWS else measure():
            print(f"  {line(result)}", flush=True)
            found[title].append(result)
    if not asked.sections and asked.rows == ROWS:
        FILE.write_text(written(found), encoding="utf-8")
        of_readme = [result for title in list(found)[:IN_README] for result in found[title]]
        README.write_text(shown(README.read_text("utf-8"), of_readme), encoding="utf-8")
        print(f"written: {FILE.name}, and its goals into {README.name}")


if __name__ == "__main__":
    main()
