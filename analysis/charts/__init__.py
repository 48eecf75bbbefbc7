"""The charts of a case: ``charts.stance_matrix(case, lang="ja")`` gives a matplotlib figure.

Keys are the names of the modules in ``figures/``; a chart is loaded when it is asked for.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.charts.record import Chart

KEYS = tuple(sorted(p.stem for p in (Path(__file__).parent / "figures").glob("[a-z]*.py")))


def __getattr__(name: str) -> Chart:
    if name not in KEYS:
        raise AttributeError(f"no chart {name!r}; there are {', '.join(KEYS)}")
    chart: Chart = getattr(importlib.import_module(f"analysis.charts.figures.{name}"), name)
    return chart


def __dir__() -> list[str]:
    return [*KEYS, "KEYS"]
