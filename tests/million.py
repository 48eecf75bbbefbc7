"""A million seeded statements with every flaw, and what must be counted of them.

The flaws are strewn over each other, so that a row can have several. The same rows come in two
forms: as numbers and dates, and as text in all the ways that are read. What must come out is
worked out here from the first form with pandas and numpy, without the code that is tested.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis.statements.design import Design, uniform
from analysis.statements.generated import statements

ROWS = 1_000_000
DESIGN = uniform(12, 20, months=12)
LEVELS = (-2, 2)
#: Files that a million statements are cut into.
PARTS = 4
BROKEN_DATES = np.array(["2023-02-30", "", None, "soon", "2023-13-01"], dtype=object)
WRITTEN = {-2: "-2 −2 -2.0", -1: "-1 −1 -1.0", 0: "0 +0 0.0", 1: "1 +1 1.0", 2: "2 +2 +2"}
REASONS = ["unknown actor", "unknown issue", "stance off the scale", "broken date"]


def numbers(design: Design = DESIGN) -> pd.DataFrame:
    """Statements with numbers and dates; a missing date stands for a broken one."""
    said = next(statements(design, ROWS, 7, flaws=0.04))
    strewn = np.random.default_rng(11).random((4, ROWS))
    return said.assign(
        actor=said["actor"].mask(strewn[0] < 0.01),
        issue=said["issue"].mask(strewn[1] < 0.01),
        stance=said["stance"].mask(strewn[2] < 0.01, 9),
        date=said["date"].mask(strewn[3] < 0.01),
    )


def text(said: pd.DataFrame) -> pd.DataFrame:
    """The same statements, their codes and dates as text."""
    ways = {float(code): np.array(written.split()) for code, written in WRITTEN.items()}
    ways |= {9.0: np.array(["9", "high", "9.0"]), np.nan: np.array(["", None, ""])}
    turn = np.random.default_rng(12).integers(0, 3, len(said))
    codes, found = pd.factorize(said["stance"].to_numpy(float, na_value=np.nan))
    stances = np.array([ways.get(code, ways[np.nan]) for code in [*found, np.nan]], dtype=object)
    broken = BROKEN_DATES[np.random.default_rng(13).integers(0, len(BROKEN_DATES), len(said))]
    dates = said["date"].dt.strftime("%Y-%m-%d").where(said["date"].notna(), pd.Series(broken))
    return said.assign(stance=pd.array(stances[codes, turn], dtype="str"), date=dates.astype("str"))


def in_parts(said: pd.DataFrame, folder: Path, kind: str = "parquet") -> list[str]:
    """The files of one kind that hold the statements, in order."""
    paths = [folder / f"part-{n}.{kind}" for n in range(PARTS)]
    for path, part in zip(paths, np.array_split(np.arange(len(said)), PARTS), strict=True):
        rows = said.iloc[part]
        if kind == "csv":
            rows.to_csv(path, index=False)
        else:
            dates = pd.api.types.is_datetime64_any_dtype(rows["date"])
            kept = rows.assign(date=rows["date"].dt.date) if dates else rows
            kept.to_parquet(path, index=False)
    return [str(path) for path in paths]


def reasons(said: pd.DataFrame, design: Design = DESIGN, dated: bool = False) -> np.ndarray:
    """The first fault of each statement, empty where it has none."""
    faults = [
        ~said["actor"].isin(design.actors),
        ~said["issue"].isin(design.issues),
        said["stance"].notna() & ~said["stance"].between(*LEVELS).fillna(False).astype(bool),
        said["date"].isna() & dated,
    ]
    return np.select([fault.to_numpy(bool) for fault in faults], REASONS, "")


def expected(said: pd.DataFrame, by: str | None) -> SimpleNamespace:
    """The counts in order, those without a stance, and the rejected by reason."""
    reason = reasons(said, dated=by is not None)
    coded = said[(reason == "") & said["stance"].notna()]
    keys = ["actor", "issue", "stance"]
    if by:
        coded = coded.assign(period=coded["date"].dt.strftime("%Y-%m" if by == "month" else "%Y"))
        keys = ["period", *keys]
    return SimpleNamespace(
        by=by,
        counts=coded.groupby(keys).size().reset_index(name="n"),
        uncoded=int((said["stance"].isna() & (reason == "")).sum()),
        rejected=dict(Counter(reason[reason != ""].tolist())),
    )


def sound(said: pd.DataFrame) -> pd.DataFrame:
    """The statements of a discourse network: no fault, and a stance or none."""
    return said[reasons(said, dated=True) == ""].rename(columns={"issue": "concept"})


def spoken(said: pd.DataFrame, duplicates: str) -> np.ndarray:
    """How often each actor says each code on each concept, array (12, 20, 5)."""
    date, names = said["date"], ["actor", "concept", "stance"]
    window = {
        "include": pd.Series(np.arange(len(said)), said.index),
        "document": said["document"],
        "week": date - pd.to_timedelta(date.dt.day_of_week, unit="D"),
        "month": date.dt.strftime("%Y-%m"),
        "year": date.dt.year,
        "acrossrange": pd.Series(0, said.index),
    }[duplicates]
    once = said[names].assign(window=window).dropna(subset="stance").drop_duplicates()
    found = np.zeros((len(DESIGN.actors), len(DESIGN.issues), 5), dtype=np.int64)
    places = (
        pd.Index(DESIGN.actors).get_indexer(once["actor"]),
        pd.Index(DESIGN.issues).get_indexer(once["concept"]),
        once["stance"].to_numpy(int) + 2,
    )
    np.add.at(found, places, 1)
    return found


def congruence(x: np.ndarray) -> np.ndarray:
    """Σ x·x′·(1 − |k − k′| / 4) over concepts, in whole numbers until the last step."""
    levels = np.arange(5)
    near = 4 - np.abs(levels[:, None] - levels)
    ties = np.einsum("ajk,km,bjm->ab", x, near, x, optimize=True) / 4
    return np.where(np.eye(len(ties), dtype=bool), 0.0, ties)
