"""The aid: what each release says of the months, and that allocated is not delivered."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise

import pytest

from analysis.case import CaseError, read_case

RELEASE = "Release 29 (Aug 2026), summed here"
DONORS = {"United States": "united_states", "Europe": "europe", "Other donors": "other"}


@pytest.fixture(scope="module")
def totals(aid) -> dict[tuple[str, str, str, str], float]:
    keys = ("vintage", "data_to", "donor", "aid_type")
    return {tuple(row[k] for k in keys): float(row["value_eur_bn"]) for row in aid["totals"]}


def months(aid, donor: str, first: str, last: str) -> float:
    column = f"{DONORS[donor]}_eur_bn"
    return sum(float(row[column]) for row in aid["allocations"] if first <= row["month"] <= last)


def test_the_months_run_without_a_gap_through_2024_and_2025(aid):
    expected = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    assert [row["month"] for row in aid["allocations"]] == expected
    assert {row["vintage"] for row in aid["allocations"]} == {RELEASE}


def test_the_united_states_allocated_nothing_new_from_february_2025_on(aid):
    months_without = [
        r["month"] for r in aid["allocations"] if not float(r["united_states_eur_bn"])
    ]
    assert months_without == ["2024-01", "2024-02", *(f"2025-{month:02}" for month in range(2, 13))]


@pytest.mark.parametrize("donor", DONORS)
def test_months_add_up_to_the_totals_of_their_release(aid, totals, donor):
    for before, end in pairwise(["2024-12", "2025-02", "2025-04", "2025-12"]):
        grown = totals[RELEASE, end, donor, "total"] - totals[RELEASE, before, donor, "total"]
        first = {"2024-12": "2025-01", "2025-02": "2025-03", "2025-04": "2025-05"}[before]
        assert months(aid, donor, first, end) == pytest.approx(grown, abs=0.011)


def test_totals_are_those_published_at_the_time(totals):
    early, later = "published Feb 2025", "published Apr 2025"
    assert totals[early, "2024-12", "Europe", "total"] == 132
    assert totals[early, "2024-12", "United States", "total"] == 114
    assert totals[later, "2025-02", "Europe", "total"] == 138
    assert totals[later, "2025-02", "United States", "total"] == 115


def test_releases_differ_on_the_same_month_so_each_figure_carries_its_own(aid):
    place = ("2024-12", "Europe", "total")
    rows = [r for r in aid["totals"] if (r["data_to"], r["donor"], r["aid_type"]) == place]
    europe = {row["vintage"]: row["value_eur_bn"] for row in rows}
    assert europe == {"published Feb 2025": "132", RELEASE: "128.44"}


def test_the_kinds_of_aid_add_up_to_the_total(totals):
    parts = defaultdict(float)
    for (vintage, to, donor, kind), value in totals.items():
        if vintage == RELEASE and kind != "total":
            parts[to, donor] += value
    assert parts
    for (to, donor), value in parts.items():
        assert value == pytest.approx(totals[RELEASE, to, donor, "total"], abs=0.025), (to, donor)


def test_the_package_says_that_allocations_are_not_deliveries(root):
    declared = json.loads((root / "data/aid-to-ukraine/datapackage.json").read_text("utf-8"))
    assert "llocations are not deliveries" in declared["description"]
    assert "割り当ては引き渡しではない" in declared["description_ja"]


def test_every_source_is_used_and_every_one_named_is_listed(aid):
    rows = aid["allocations"] + aid["totals"]
    named = {each for row in rows for each in row["source_ids"].split(";")}
    assert named == {row["source_id"] for row in aid["sources"]}


def test_the_package_is_read_and_compares_nothing(root, aid):
    read = read_case(root / "data" / "aid-to-ukraine")
    assert read.background
    assert len(read["totals"]) == len(aid["totals"])
    assert read["allocations"].europe_eur_bn.dtype == "Float64"
    with pytest.raises(CaseError, match="is background data and compares no stances"):
        read.matrix()
