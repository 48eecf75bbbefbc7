"""Engines that read statements from files and reduce them: DuckDB here, or a cluster one has.

Each module opens files in its own library and computes what narwhals asks of it; none of them
schedules, shuffles or spills by itself. The libraries come with the extra ``scale``, Spark with
the extra ``spark``, and are imported when an engine is started.
"""

from analysis.statements.engines.engine import ENGINES, CannotRun, Engine, Progress, start

__all__ = ["ENGINES", "CannotRun", "Engine", "Progress", "start"]
