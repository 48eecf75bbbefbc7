"""The modules that a chart is made of.

A chart's picture depends on its own module and on every module of ours that this one imports,
directly or through others, inside functions too. They are found in the syntax tree, without
importing anything. Charts do not depend on one another: where the package of charts names them
all, that is a list and is not followed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.places import ROOT

PACKAGE = "analysis"
CHARTS = "analysis.charts.figures"
# What lies between a Figure and the bytes of its files.
SAVING = "analysis.publish.render"


class Sources:
    """The files behind each chart; a file is parsed once.

    Examples
    --------
    >>> sorted(Sources().of("analysis.publish.lock"))[-1]
    'analysis/publish/lock.py'
    """

    def __init__(self) -> None:
        self._imports: dict[str, set[str]] = {}

    def chart(self, key: str) -> list[str]:
        """The files that decide the bytes of one chart, as paths below the root, sorted."""
        return sorted(self.of(f"{CHARTS}.{key}") | self.of(SAVING))

    def folder(self, module: str, keys: Iterable[str]) -> set[str]:
        """The files that decide what ``module`` makes of the charts ``keys``."""
        return self.of(module).union(*map(self.chart, keys))

    def of(self, module: str) -> set[str]:
        """The files that are run when ``module`` is imported, as paths below the root."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            waiting += _parents(name)
            waiting += [n for n in self._imported(name) if not _is_list(name, n)]
        return {file.relative_to(ROOT).as_posix() for name in seen if (file := _file(name))}

    def _imported(self, module: str) -> set[str]:
        if module not in self._imports:
            file = _file(module)
            assert file is not None, module
            tree = ast.parse(file.read_bytes())
            package = module if file.name == "__init__.py" else module.rpartition(".")[0]
            self._imports[module] = {n for n in _names(tree, package) if _file(n)}
        return self._imports[module]


def _names(tree: ast.AST, package: str) -> Iterator[str]:
    """All dotted names that a module's import statements may mean."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _is_list(importer: str, imported: str) -> bool:
    return imported.startswith(f"{CHARTS}.") and not importer.startswith(f"{CHARTS}.")


def _file(module: str) -> Path | None:
    """The file of a module of ours, ``None`` for any other name."""
    if module.split(".")[0] != PACKAGE:
        return None
    path = ROOT.joinpath(*module.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            return file
    return None
