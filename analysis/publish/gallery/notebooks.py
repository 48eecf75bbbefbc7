"""Which notebook shows which chart, read from the notebooks' own cells.

A list kept by hand would be wrong after the next edit. A chart is shown where a code cell calls
``show(charts.<key>, …)``. The notebooks are read in the order of their names, which is the
order of the story, and so the charts take their order in the gallery from here too.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.places import ROOT

NOTEBOOKS = ROOT / "notebooks"


@dataclass(frozen=True)
class Notebook:
    """A notebook: its path, its title, and the keys of the charts that it shows, in order."""

    path: Path
    title: str
    keys: tuple[str, ...]


def notebooks(folder: Path = NOTEBOOKS) -> tuple[Notebook, ...]:
    """All notebooks of a folder by name; none where there is no such folder."""
    return tuple(_read(path) for path in sorted(folder.glob("[0-9]*.ipynb")))


def in_order(keys: tuple[str, ...], shown: tuple[Notebook, ...]) -> list[str]:
    """The keys as the notebooks first show them, then those that none shows.

    >>> in_order(("a", "b", "c"), (Notebook(Path("1.ipynb"), "One", ("c", "b", "c")),))
    ['c', 'b', 'a']
    """
    told = [key for notebook in shown for key in notebook.keys if key in keys]
    return [*dict.fromkeys([*told, *keys])]


def _read(path: Path) -> Notebook:
    cells = json.loads(path.read_bytes())["cells"]
    prose = ("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    code = ("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    heads = (line[2:].strip() for text in prose for line in text.splitlines() if line[:2] == "# ")
    keys = [key for source in code for key in _shown(source)]
    return Notebook(path, next(heads, path.stem), tuple(dict.fromkeys(keys)))


def _shown(source: str) -> Iterator[str]:
    """The keys in calls of ``show``; a cell of magic that is no Python shows nothing."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "show" and node.args:
            chart = node.args[0]
            if isinstance(chart, ast.Attribute) and getattr(chart.value, "id", "") == "charts":
                yield chart.attr
