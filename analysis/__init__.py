"""Stancebook: from an article's tables to stance matrices and charts that can be cited.

Data flows one way: ``case`` reads and checks a case's tables, ``stance`` turns codes into
matrices, ``compare`` measures them, ``charts`` draws them, ``publish`` writes files. The names
that a notebook needs are reached from here and loaded on first use, so that starting a
command costs nothing that it does not use.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["charts", "cite", "read_case", "show"]

_HOME = {
    "charts": ("analysis.charts", None),
    "cite": ("analysis.publish.citation", "cite"),
    "read_case": ("analysis.case", "read_case"),
    "show": ("analysis.publish.display", "show"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    module, attribute = _HOME[name]
    home = importlib.import_module(module)
    return home if attribute is None else getattr(home, attribute)
