"""How long the charts take, against the least they could take, and a run with nothing to do.

The least is one import of the libraries and the bare ``savefig`` calls of the same figures,
divided over the same cores. Both sides run in turn on one machine, so that the ratio holds on a
busy or a slow one too. All of it in a copy in a temporary folder.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measured import ROOT, in_turn, python
from results import Result

CASE = "us-ukraine-2025-02-28"
ROUNDS, OF_START = 2, 10
FIGURES = ("-m", "analysis", "figures")

BARE = """
import io, json, os, sys, time
began = time.perf_counter()
import matplotlib.backends.backend_agg, matplotlib.backends.backend_pdf
import matplotlib.backends.backend_svg
from analysis import charts
from analysis.charts.style import style
from analysis.case import read_case
figures = [getattr(charts, key) for key in charts.KEYS]
imported = time.perf_counter() - began
case = read_case()
figures = [c for c in figures if all(case.has(table) for table in c.tables)]
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
print(json.dumps({"images": len(built), "imported": imported, "saved": saved}))
"""


def draws() -> Iterator[Result]:
    """All charts from nothing, nothing to do, help, and one cell changed."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "clone"
        for part in ("analysis", "notebooks", f"data/{CASE}"):
            shutil.copytree(ROOT / part, clone / part)
        python(*FIGURES, cwd=clone)
        yield from _cold(clone)
        yield from _start(clone)
        for table in ("events", "comparison", "lines"):
            edit_a_cell(clone / "data" / CASE / f"{table}.csv")
            run = python(*FIGURES, cwd=clone)
            said = (text.partition(": drawn (") for text in run.printed.splitlines())
            made_of = f"redraws {', '.join(key for key, drawn, _ in said if drawn) or 'no chart'}"
            yield Result(f"one cell of {table}.csv changed", run.wall, "s", None, made_of)


def _cold(clone: Path) -> Iterator[Result]:
    whole, least, images = [], [], 0
    for n in range(ROUNDS):
        whole.append(python(*FIGURES, "--out", f"cold{n}", cwd=clone).wall)
        told = python("-c", BARE, str(len(os.sched_getaffinity(0))), cwd=clone).told
        least.append(told["imported"] + told["saved"])
        images = told["images"]
    ratio, made_of = min(whole) / min(least), f"{min(whole):.1f} s : {min(least):.1f} s"
    yield Result(f"all charts, cold, {images} images in 3 formats", min(whole), "s", 25)
    yield Result("all charts, cold : import and bare savefig", ratio, "×", 1.3, made_of)


def _start(clone: Path) -> Iterator[Result]:
    sides = {"pass": ("-c", "pass"), "help": ("-m", "analysis", "--help"), "figures": FIGURES}
    runs = in_turn(sides, OF_START, clone)
    if any("drawn" in run.printed for run in runs["figures"]):
        raise RuntimeError("there was something to draw")
    for side, what, goal in (
        ("help", "start: --help", 0.15),
        ("figures", "start: figures with nothing to do", 0.3),
    ):
        used = min(run.processor for run in runs[side])
        bare = min(run.wall for run in runs["pass"])
        made_of = f"processor {used:.3f} s; Python itself {bare:.3f} s"
        yield Result(what, min(run.wall for run in runs[side]), "s", goal, made_of)


def edit_a_cell(table: Path) -> None:
    """Lengthen the last cell of a table by one full stop."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[-1][-1] += "。"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
