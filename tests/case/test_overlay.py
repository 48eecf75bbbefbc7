"""Tables seen otherwise are made when they are asked for, and the tables below stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.case.overlay import Overlaid
from analysis.stance import on_record


class Asked(dict):
    """Tables that note which of them were asked for."""

    def __init__(self, tables):
        super().__init__(tables)
        self.names = []

    def __getitem__(self, name):
        self.names.append(name)
        return super().__getitem__(name)


def test_a_table_is_changed_once_and_only_when_it_is_asked_for():
    below, made = Asked({"actors": 1, "events": 2}), []

    def more(table):
        made.append(table)
        return table + 1

    tables = Overlaid(below, {"events": more, "votes": more})
    assert (len(tables), list(tables), below.names) == (2, ["actors", "events"], [])
    assert (tables["events"], tables["events"], tables["actors"]) == (3, 3, 1)
    assert (made, below.names) == ([2], ["events", "actors"])
    assert "votes" not in tables
    with pytest.raises(KeyError):
        tables["votes"]


def test_a_case_recoded_reads_its_codes_and_its_comparison_alone(toy):
    below = Asked(toy.tables)
    cell = tuple(toy["comparison"][["issue", "actor"]].iloc[0])
    recoded = replace(toy, tables=below).recode({cell: None})
    assert set(below.names) == {"comparison", "stance_codes"}
    assert recoded["events"].equals(toy["events"])
    assert list(recoded.tables) == list(toy.tables)


def test_a_case_held_to_the_record_reads_no_narrative_until_it_is_asked_for(toy):
    below = Asked(toy.tables)
    held = on_record(replace(toy, tables=below), "wording")
    assert set(below.names) == {"comparison", "evidence", "evidence_units"}
    assert len(held["statements"]) < len(toy["statements"])
    assert "statements" in below.names
    assert "events" not in below.names
