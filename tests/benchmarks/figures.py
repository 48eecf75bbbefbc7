"""How long the charts take, against the least they could take: python tests/benchmarks/figures.py

The least is one import of the libraries and the bare ``savefig`` calls of the same figures,
divided over the same cores. Both sides run in turn on one machine, so that the ratio holds on a
busy or a slow one too. Nothing is written but to a temporary folder. Not a test: times are
printed beside their goals, for people to judge.
"""

from __future__ import annotations

import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASE = "us-ukraine-2025-02-28"
ROUNDS = 2

BARE = """
import io, os, sys, time
began = time.perf_counter()
import matplotlib.backends.backend_agg, matplotlib.backends.backend_pdf
import matplotlib.backends.backend_svg
from analysis import charts
from analysis.charts.style import style
from analysis.case import read_case
figures = [getattr(charts, key) for key in charts.KEYS]
imported = time.perf_counter() - began
case = read_case()
jobs = int(sys.argv[1])
built = [(c.key, lang, c(case, lang)) for c in figures for lang in ("ja", "en")]
began = time.perf_counter()
children = []
for job in range(jobs):
    child = os.fork()
    if not child:
        for key, lang, figure in built[job::jobs]:
            for form in ("png", "svg", "pdf"):
                with style():
                    figure.savefig(io.BytesIO(), format=form)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
saved = time.perf_counter() - began
print(len(built), imported, saved)
"""


def seconds(*command: str, cwd: Path = ROOT) -> tuple[float, float, str]:
    """Wall time, processor time and standard output of a command that must succeed."""
    began, used = time.perf_counter(), children()
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, children() - used, done.stdout


def children() -> float:
    """Processor time of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def best(*command: str, cwd: Path = ROOT) -> float:
    """The shortest of five runs."""
    return min(seconds(*command, cwd=cwd)[0] for _ in range(5))


def edit_a_cell(table: Path) -> None:
    """Lengthen the last cell of a table by one full stop."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[-1][-1] += "。"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def line(what: str, value: str, goal: str, good: bool) -> None:
    """A result beside its goal."""
    print(f"{what:<44}{value:>10}   goal {goal:<8} {'met' if good else 'MISSED'}")


def cold(figures: list[str], clone: Path, jobs: int) -> None:
    """All charts from nothing, and the least that this can take, in turn."""
    rounds = []
    for n in range(ROUNDS):
        whole, used, _ = seconds(*figures, "--out", f"cold{n}", cwd=clone)
        _, least, out = seconds(sys.executable, "-c", BARE, str(jobs), cwd=clone)
        images, imported, saved = (float(word) for word in out.split())
        rounds.append((whole, imported + saved))
        print(
            f"round {n + 1}: {images:.0f} images, 3 formats, {jobs} cores: {whole:.2f} s "
            f"({used:.1f} s of processor time); import {imported:.2f} s + savefig {saved:.2f} s "
            f"({least:.1f} s with building the figures)"
        )
    shortest = min(whole for whole, _ in rounds)
    ratio = shortest / min(bare for _, bare in rounds)
    line("all charts, cold", f"{shortest:.2f} s", "25 s", shortest <= 25)
    line("  against import + bare savefig", f"{ratio:.2f}", "1.3", ratio <= 1.3)


def main() -> None:
    """Measure and print."""
    jobs = len(os.sched_getaffinity(0))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "clone"
        for part in ("analysis", f"data/{CASE}"):
            shutil.copytree(ROOT / part, clone / part)
        figures = [sys.executable, "-m", "analysis", "figures"]
        seconds(*figures, cwd=clone)
        cold(figures, clone, jobs)
        nothing = best(*figures, cwd=clone)
        line("nothing to do", f"{nothing:.3f} s", "0.3 s", nothing <= 0.3)
        told = best(sys.executable, "-m", "analysis", "--help", cwd=clone)
        line("--help", f"{told:.3f} s", "0.15 s", told <= 0.15)
        for table in ("events", "comparison"):
            edit_a_cell(clone / "data" / CASE / f"{table}.csv")
            took, _, said = seconds(*figures, cwd=clone)
            drawn = [text.split(":")[0] for text in said.splitlines() if ": drawn (" in text]
            print(f"one cell of {table}.csv changed: {took:.2f} s, redrawn {', '.join(drawn)}")


if __name__ == "__main__":
    main()
