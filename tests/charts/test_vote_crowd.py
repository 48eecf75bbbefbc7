"""Votes of a crowd: counted in one row, and columns cut where a page holds no more."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from drawn import words
from test_all_charts import mishaps

from analysis import charts, read_case
from analysis.charts.view import View
from analysis.charts.vote_crowd import CROWD, side_by_side, summed


@pytest.fixture(scope="module")
def un(root):
    return read_case(root / "data" / "un-votes-2025-02-24")


def crowded(case, times):
    """The case with every actor so many times."""
    tables = {}
    for name, columns in {
        "actors": ["actor"], "comparison": ["actor", "unit"], "stance_codes": ["unit"],
    }.items():  # fmt: skip
        parts = [case[name]]
        for n in range(1, times):
            again = {column: case[name][column] + f"-{n}" for column in columns}
            parts.append(case[name].assign(**again))
        tables[name] = pd.concat(parts, ignore_index=True).astype(case[name].dtypes)
    return replace(case, tables={**case.tables, **tables})


def test_the_states_of_a_roll_that_no_page_holds_are_counted_in_one_row(un):
    crowd = crowded(un, 4)
    figure = charts.votes(crowd, "en")
    assert mishaps(figure) == ([], [])
    assert figure.get_size_inches()[1] * 25.4 <= 240
    assert "n = 260" in words(figure)
    frame = charts.votes.frame(crowd)
    states = crowd["actors"].loc[lambda rows: rows["kind"].eq("state"), "actor"]
    matrix = crowd.matrix().reindex(states)
    rows = summed(frame, list(states)).set_index(["actor", "resolution"]).loc[CROWD]
    codes = {"yes": 1, "abstain": 0, "no": -1}
    for issue, (_, row) in zip(matrix, rows.iterrows(), strict=True):
        assert [row[kind] for kind in codes] == [
            int(matrix[issue].eq(code).sum()) for code in codes.values()
        ]


def test_texts_beyond_those_that_stand_side_by_side_are_cut_and_counted(un):
    frame = charts.votes.frame(un)
    one = frame[frame["resolution"] == frame["resolution"].iloc[0]]
    many = pd.concat([one.assign(resolution=f"R/{n}") for n in range(14)], ignore_index=True)
    shown, told = side_by_side(many, View.of(un, "en"))
    assert shown["resolution"].unique().tolist() == [f"R/{n}" for n in range(10)]
    assert told == ["The first 10 of 14 columns; all are in the data of this chart."]
    assert side_by_side(frame, View.of(un, "en"))[1] == []
