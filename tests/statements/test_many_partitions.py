"""A frame of Dask in many partitions gives what the same rows give in one."""

from __future__ import annotations

import subprocess
import sys

import cloudpickle
import numpy as np
import pandas as pd
import pytest
from dask import dataframe as dd

from analysis.compare.discourse import network
from analysis.statements import tally
from analysis.statements.engines import start
from analysis.statements.faults import Allowed
from analysis.statements.files import read
from analysis.statements.frames import opened, quiet
from analysis.statements.tally import reduced

DUPLICATES = ["include", "document", "week", "month", "year", "acrossrange"]
PARTS = [1, 6, 12, 40]

# Dask itself still calls what pandas means to remove.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")


@pytest.fixture(scope="module")
def said() -> pd.DataFrame:
    """2,000 statements, some of each fault."""
    random, n = np.random.default_rng(20250228), 2000
    days = ["2024-01-02", "2024-01-31", "2024-02-30", "2025-03-04", None]
    return pd.DataFrame(
        {
            "actor": random.choice(["US", "EU", "UA", "nobody", None], n),
            "issue": random.choice(["aid", "trade"], n),
            "stance": random.choice([-2.0, -1.0, 0.0, 1.0, 2.0, 9.0, np.nan], n),
            "date": random.choice(days, n),
        }
    )


@pytest.mark.parametrize("by", [None, "month", "year"])
@pytest.mark.parametrize("parts", PARTS)
def test_a_tally_of_many_partitions_is_that_of_the_rows(said, parts, by):
    known = {"actors": ["US", "EU", "UA"], "issues": ["aid", "trade"], "by": by}
    wanted = tally(said, range(-2, 3), **known)
    found = tally(dd.from_pandas(said, npartitions=parts), range(-2, 3), **known)
    assert found.counts.equals(wanted.counts)
    assert (found.uncoded, found.rejected) == (wanted.uncoded, wanted.rejected)
    assert found.total == len(said)


@pytest.mark.parametrize("duplicates", DUPLICATES)
@pytest.mark.parametrize("parts", PARTS)
def test_a_network_of_many_partitions_is_that_of_the_rows(said, parts, duplicates):
    sound = said[said["actor"].isin(["US", "EU", "UA"]) & said["stance"].between(-2, 2)]
    sound = sound[sound["date"].ne("2024-02-30") & sound["date"].notna()]
    sound = sound.rename(columns={"issue": "concept"}).assign(
        date=pd.to_datetime(sound["date"]),
        document=range(len(sound)),
        stance=sound["stance"].astype(int),
    )
    sound["document"] //= 5
    wanted = network(sound, duplicates=duplicates, levels=(-2, 2))
    found = network(dd.from_pandas(sound, npartitions=parts), duplicates=duplicates, levels=(-2, 2))
    assert found.loc[wanted.index, wanted.columns].equals(wanted)


ELSEWHERE = """
import sys
sys.modules["analysis"] = None
import cloudpickle, dask
from pathlib import Path
graph, keys = cloudpickle.loads(Path(sys.argv[1]).read_bytes())
print(sum(int(part["n"].sum()) for part in dask.get(graph, keys)))
"""


def test_a_worker_that_has_not_this_package_counts(tmp_path):
    """What is sent to a cluster, computed by a process that cannot import us."""
    row = "actor,issue,stance,date\nUS,aid,1,2025-02-28\n"
    files = [tmp_path / f"{n}.csv" for n in range(12)]
    for file in files:
        file.write_text(row, "utf-8")
    columns = ("actor", "issue", "stance", "date")
    with quiet(), start("dask") as engine:
        rows = read(engine, list(map(str, files)), columns)
        asked = Allowed((-1, 0, 1), ("US",), ("aid",))
        found = reduced(opened(rows, columns), asked, "month").to_native().optimize()
    sent = tmp_path / "sent.pickle"
    sent.write_bytes(cloudpickle.dumps((dict(found.__dask_graph__()), found.__dask_keys__())))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE, str(sent)], capture_output=True, text=True
    )
    assert done.stdout == "12\n", done.stderr
