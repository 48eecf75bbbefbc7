"""One way to reduce statements to counts, a program of its own: SIDE FILE FEW

Prints the seconds from the file to the counts as a frame of pandas, and a digest of the counts,
which must be that of every other side. Libraries import much of themselves on first use, so each
side first reduces the file FEW of some rows, which is not in its time.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from analysis.statements.design import uniform

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["actor", "issue", "stance"]
DESIGN = uniform()
BARE = "SELECT actor, issue, stance, count(*) AS n FROM read_parquet(?) GROUP BY ALL"
# The same checks as ours, made of the groups, which is cheapest; then what is sound, and the rest.
CHECKED = f"""
CREATE TEMP TABLE judged AS
SELECT *, CASE
    WHEN actor IS NULL OR actor NOT IN (SELECT name FROM actors) THEN 'unknown actor'
    WHEN issue IS NULL OR issue NOT IN (SELECT name FROM issues) THEN 'unknown issue'
    WHEN stance NOT BETWEEN ? AND ? THEN 'stance off the scale'
    WHEN stance IS NULL THEN 'no stance'
    ELSE '' END AS reason
FROM ({BARE})
"""
SOUND = "SELECT actor, issue, stance, n FROM judged WHERE reason = ''"
REJECTED = "SELECT reason, sum(n) AS n FROM judged WHERE reason <> '' GROUP BY reason"


def ours(engine: str) -> Callable[[str], pd.DataFrame]:
    """Our reduction, on an engine that opens the file."""
    from analysis.statements import tally
    from analysis.statements.engines import start
    from analysis.statements.files import read

    def reduce(file: str) -> pd.DataFrame:
        with start(engine) as running:
            known = {"actors": DESIGN.actors, "issues": DESIGN.issues}
            opened = read(running, [file])
            return tally(opened, DESIGN.codes, **known, collect=running.compute).counts

    return reduce


def ours_in_memory(library: str) -> Callable[[str], pd.DataFrame]:
    """Our reduction of a frame that a library has read."""
    import pandas as pd
    import pyarrow.parquet as pq

    from analysis.statements import tally

    read = partial(pq.read_table, columns=KEYS)
    if library == "pandas":
        read = partial(pd.read_parquet, columns=KEYS)

    def reduce(file: str) -> pd.DataFrame:
        known = {"actors": DESIGN.actors, "issues": DESIGN.issues}
        return tally(read(file), DESIGN.codes, **known).counts

    return reduce


def sql(checked: bool) -> Callable[[str], pd.DataFrame]:
    """What one would write in DuckDB's own language for it."""
    import duckdb
    import pandas as pd

    def reduce(file: str) -> pd.DataFrame:
        with duckdb.connect() as base:
            if not checked:
                return base.execute(BARE, [file]).df()
            base.register("actors", pd.DataFrame({"name": DESIGN.actors}))
            base.register("issues", pd.DataFrame({"name": DESIGN.issues}))
            base.execute(CHECKED, [*DESIGN.levels, file])
            base.sql(REJECTED).fetchall()
            return base.sql(SOUND).df()

    return reduce


def pivot_table() -> Callable[[str], pd.DataFrame]:
    """What one would write in pandas: a matrix of counts, actors × issues and codes."""
    import pandas as pd

    def reduce(file: str) -> pd.DataFrame:
        rows = pd.read_parquet(file, columns=KEYS)
        return rows.pivot_table(
            index="actor", columns=["issue", "stance"], aggfunc="size", fill_value=0
        )

    return reduce


SIDES: dict[str, Callable[[], Callable[[str], pd.DataFrame]]] = {
    "duckdb": partial(ours, "duckdb"),
    "polars": partial(ours, "polars"),
    "dask": partial(ours, "dask"),
    "pyarrow": partial(ours_in_memory, "pyarrow"),
    "pandas": partial(ours_in_memory, "pandas"),
    "sql": partial(sql, True),
    "bare": partial(sql, False),
    "pivot_table": pivot_table,
}


def digest(found: pd.DataFrame) -> str:
    """A name for the counts of known actors and issues and codes on the scale."""
    if "n" not in found:
        found = found.stack(["issue", "stance"], future_stack=True).rename("n").reset_index()
    known = found[found["actor"].isin(DESIGN.actors) & found["issue"].isin(DESIGN.issues)]
    known = known[known["stance"].isin(DESIGN.codes) & (known["n"] > 0)]
    rows = known[[*KEYS, "n"]].astype({"actor": str, "issue": str, "stance": int, "n": int})
    return sha256(rows.sort_values(KEYS).to_csv(index=False).encode()).hexdigest()[:16]


def main(side: str, file: str, few: str) -> None:
    """Reduce and tell."""
    reduce = SIDES[side]()
    reduce(few)
    began, used = time.perf_counter(), time.process_time()
    found = reduce(file)
    took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - used}
    print(json.dumps({**took, "digest": digest(found), "rows": len(found)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
