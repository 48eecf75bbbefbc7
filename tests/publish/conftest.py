"""A checkout of its own for every test: the real code, the toy case, and three charts that draw
in no time; from all of them a list is made.

A test may edit any file of it, run the command in it as a reader would, and kill it. The charts
draw but a word each, since what is tested is when they are drawn and not what they show.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

# Without bytecode every run of a clone would compile its code again.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
CASE = "us-ukraine-2025-02-28"

SMALL = '''"""A chart that draws one word, and can be made slow, faulty or deadly."""

import os
import signal
import time
from dataclasses import dataclass

from matplotlib.figure import Figure

from analysis.charts.record import Chart, Text


@dataclass(frozen=True)
class Small(Chart):
    def __call__(self, case, lang="en", bare=False):
        time.sleep(float(os.environ.get("SLOW", 0)))
        if os.environ.get("FAULTY") == self.key:
            raise ValueError("no such\\ncolour")
        if os.environ.get("DEADLY") == self.key:
            os.kill(os.getpid(), signal.SIGKILL)
        figure = Figure(figsize=(1, 0.5))
        figure.text(0, 0.5, f"{self.key} {lang} {bare} {len(self.frame(case))}")
        return figure


def small(key, tables, kind=Small):
    words = [Text(f"{key} {name}", f"{key}の{name}") for name in ("topic", "show", "note", "alt")]
    topic, subtitle, note, alt = words
    return kind(
        key, topic, topic, subtitle, note, alt, tables,
        frame=lambda case: case[tables[0]].iloc[:2],
        facts=lambda frame, view: None,
        draw=None,
    )
'''

CHART = '''"""A chart of one table."""

from analysis.charts.small import small

{key} = small("{key}", ("{table}",))
'''

LISTED = '''"""The only files of the folder: a list of all figures."""

from analysis.publish.folder import FolderFiles

FOLDER_FILES = (
    FolderFiles(
        "list", ("list.txt", "pages/first.txt"), "analysis.publish.listing:make",
        reads=("analysis/publish/listing*.j2",), libraries=("click",),
    ),
)
'''

LISTING = '''"""What the toy folder says of its figures."""

import os

from analysis.places import ROOT


def make(case, folder, known):
    if os.environ.get("FAULTY") == "list":
        raise ValueError("no such\\nlist")
    head = "".join(p.read_text() for p in sorted(ROOT.glob("analysis/publish/listing*.j2")))
    lines = [head, *case["actors"]["actor"], *sorted(known.outputs)]
    return {"list.txt": "\\n".join(lines).encode(), "pages/first.txt": case.name.encode()}
'''

CHARTS = {"alpha": "comparison", "beta": "events", "gamma": "effects"}


@dataclass
class Checkout:
    """A copy of the project's code with a small case and small charts."""

    root: Path

    @property
    def figures(self) -> Path:
        return self.root / "figures"

    @property
    def case(self) -> Path:
        return self.root / "data" / CASE

    def chart(self, key: str) -> Path:
        return self.root / "analysis" / "charts" / "figures" / f"{key}.py"

    def start(self, *words: str, **environment: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "analysis", "figures", *words],
            cwd=self.root,
            env={**ENVIRONMENT, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Tests that run in the background ignore Ctrl-C, and their children would too.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        process = self.start(*words, **environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def redrawn(self, *words: str) -> dict[str, str]:
        """Key → reason of the figures that a run draws; the run must succeed."""
        done = self.run("--formats", "png", *words)
        assert done.returncode == 0, done.stderr
        lines = (line.partition(": drawn (") for line in done.stdout.splitlines())
        return {key: rest.rstrip(")") for key, drawn, rest in lines if drawn}

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text, f"{path.name} does not hold {old!r}"
        path.write_text(text.replace(old, new), "utf-8")

    def drawn(self) -> dict[str, bytes]:
        """Every file of figures/ that is not hidden, by path."""
        return {
            path.relative_to(self.figures).as_posix(): path.read_bytes()
            for path in self.figures.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    def hidden(self) -> list[str]:
        return sorted(path.name for path in self.figures.rglob(".*"))

    def snapshot(self) -> dict[str, tuple[int, bytes]]:
        """Every file of the checkout with its time and its bytes."""
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in self.root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }


@pytest.fixture(scope="session")
def made(root, tmp_path_factory) -> Checkout:
    """The checkout as it is cloned, with nothing drawn; not to be changed."""
    clone = Checkout(tmp_path_factory.mktemp("made"))
    shutil.copytree(
        root / "analysis", clone.root / "analysis", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(root / "tests" / "cases" / "toy", clone.case)
    for path in clone.chart("alpha").parent.glob("[a-z]*.py"):
        path.unlink()
    (clone.root / "analysis" / "charts" / "small.py").write_text(SMALL, "utf-8")
    publish = clone.root / "analysis" / "publish"
    (publish / "registered.py").write_text(LISTED, "utf-8")
    (publish / "listing.py").write_text(LISTING, "utf-8")
    (publish / "listing.j2").write_text("All figures", "utf-8")
    for key, table in CHARTS.items():
        clone.chart(key).write_text(CHART.format(key=key, table=table), "utf-8")
    return clone


@pytest.fixture(scope="session")
def finished(made, tmp_path_factory) -> Checkout:
    """The same with every figure drawn as PNG; not to be changed."""
    clone = Checkout(tmp_path_factory.mktemp("finished") / "checkout")
    shutil.copytree(made.root, clone.root)
    done = clone.run("--formats", "png")
    assert done.returncode == 0, done.stderr
    assert len(clone.drawn()) == 3 * 3 + 2 + 2
    return clone


@pytest.fixture
def fresh(made, tmp_path) -> Checkout:
    """A clone in which nothing is drawn."""
    shutil.copytree(made.root, tmp_path / "checkout")
    return Checkout(tmp_path / "checkout")


@pytest.fixture
def checkout(finished, tmp_path) -> Checkout:
    """A clone in which everything is drawn as PNG."""
    shutil.copytree(finished.root, tmp_path / "checkout")
    return Checkout(tmp_path / "checkout")
