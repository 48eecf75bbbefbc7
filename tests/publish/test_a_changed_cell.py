"""One changed cell makes stale exactly the charts that draw its table: the shipped charts.

Which charts draw a table is written down here by hand. A chart reads its tables through the case,
and only what it has read can make it stale; one that drew a file behind the case's back would
change unnoticed. So after a few edits all charts are drawn anew, elsewhere, and what changed is
held against what was called stale.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ARTICLE, VOTES = "us-ukraine-2025-02-28", "un-votes-2025-02-24"
STALE = """
import sys
from pathlib import Path
from analysis.publish.inputs import Surroundings
from analysis.publish.outputs import Request, keys
from analysis.publish.plan import plan

case, folder = map(Path, sys.argv[1:])
found = plan(Request(case, folder, keys(), ("ja",), ("svg",)), Surroundings(case))
print(*(key for key, files in found.stale.items() if files))
"""

CLAIMS = {"evidence", "outlook_scorecard"}
EFFECTS = {"certainty", "impact_table", "reactions"}
NARRATIVE = {"breakdown_factors", "certainty", "table_vs_text", "votes", "wide_matrix"}
TABLE = {"agreement", "positions", "stance_matrix"}
# Charts that name actors; the others count words, steps or money.
ACTORS = TABLE | NARRATIVE | CLAIMS | {"event_chain", "impact_table", "reactions", "timeline"}
ACTORS -= {"certainty"}
MARKED = TABLE | NARRATIVE | CLAIMS | EFFECTS | {"event_chain"}
# Table, a column of its first row, and the charts that draw something of the table.
DRAWN_FROM = {
    "actors": ("short_ja", ACTORS),
    "agreement_terms": ("signed_ja", set()),
    "allocations": ("vintage_ja", {"aid"}),
    "anchors": ("anchor_ja", set()),
    # A chart of claims names the part of the source that each stands in, by the lines of these.
    "comparison": ("short_ja", TABLE | CLAIMS | NARRATIVE - {"breakdown_factors"}),
    "effect_codes": ("rationale_en", EFFECTS),
    "effects": ("effect_ja", EFFECTS),
    "events": ("event_ja", CLAIMS | {"event_chain"}),
    "evidence": ("finding_ja", MARKED),
    "factors": ("name_ja", {"breakdown_factors"}),
    "impact": ("text_en", CLAIMS | {"impact_table"}),
    "lines": ("sha256", set()),
    "memberships": ("group", {"agreement"}),
    "minerals": ("mineral_ja", set()),
    "recorded_steps": ("event_ja", {"event_chain"}),
    "resolutions": ("note_ja", {"votes"}),
    "responses": ("gist_ja", set()),
    "scenarios": ("reason_en", {"agreement", "positions"}),
    "statements": ("paraphrase_ja", NARRATIVE | CLAIMS),
    "timeline": ("event_ja", {"timeline"}),
    "votes": ("source_ids", {"votes"}),
    # Whether its codes are recorded votes decides whose work every chart says it is.
    "stance_codes": ("rationale_en", MARKED | {"aid", "timeline"}),
}


@dataclass(frozen=True)
class Copy:
    """The code and the data in a folder of their own; every chart drawn, as SVG in Japanese."""

    root: Path

    def run(self, *words: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done

    def draw(self, *words: str) -> None:
        self.run("-m", "analysis", "figures", "--formats", "svg", "--lang", "ja", *words)

    def stale(self, case: str = ARTICLE) -> set[str]:
        """What the next run would draw of a case."""
        below = "" if case == ARTICLE else f"/{case}"
        return set(self.run("-c", STALE, f"data/{case}", f"figures{below}").stdout.split())

    def edit(self, table: str, column: str, case: str = ARTICLE) -> None:
        """Lengthen the cell of a column in the first row by a full stop."""
        path = self.root / "data" / case / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[1][rows[0].index(column)] += "。"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def files(folder: Path) -> dict[str, bytes]:
    """What was drawn of each chart: its image and its data."""
    found = {p.stem: p.read_bytes() for p in sorted((folder / "ja").glob("*.svg"))}
    return {
        key: image + (folder / "data" / f"{key}.csv").read_bytes() for key, image in found.items()
    }


@pytest.fixture(scope="module")
def drawn(root, tmp_path_factory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("copy"))
    ours = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "analysis", copy.root / "analysis", ignore=ours)
    for case in (ARTICLE, VOTES):
        shutil.copytree(root / "data" / case, copy.root / "data" / case)
        copy.draw("--case", f"data/{case}")
    return copy


@pytest.fixture
def copy(drawn) -> Copy:
    """The same; its tables are put back when the test is over."""
    before = {path: path.read_bytes() for path in (drawn.root / "data").rglob("*.csv")}
    yield drawn
    for path, content in before.items():
        path.write_bytes(content)


@pytest.mark.parametrize("table", DRAWN_FROM)
def test_a_cell_makes_stale_the_charts_that_draw_its_table_and_no_others(copy, table):
    column, charts = DRAWN_FROM[table]
    copy.edit(table, column)
    assert copy.stale() == charts


def test_a_cell_of_another_case_makes_stale_the_charts_of_that_case(copy):
    copy.edit("resolutions", "note_ja", VOTES)
    assert copy.stale(VOTES) == {"votes"}
    assert copy.stale() == set()


def test_without_an_edit_nothing_is_stale(copy):
    assert copy.stale() == copy.stale(VOTES) == set()


def test_what_changes_when_all_is_drawn_anew_was_called_stale(copy, tmp_path):
    unseen = {"agreement_terms", "anchors", "minerals", "responses"}
    for table in unseen | {"events", "factors"}:
        copy.edit(table, DRAWN_FROM[table][0])
    copy.draw("--out", str(tmp_path / "anew"))
    before, after = files(copy.root / "figures"), files(tmp_path / "anew")
    assert set(before) == set(after) == MARKED | {"aid", "timeline"}
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"breakdown_factors", "event_chain"}
    assert changed <= copy.stale()
