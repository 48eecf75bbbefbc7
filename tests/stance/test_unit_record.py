"""What the record says of each unit, and the case without what it does not bear out.

The expected values of the toy case are worked by hand in its README.
"""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import charts
from analysis.case import check_case
from analysis.compare import counted_pairs
from analysis.stance import (
    DEMANDS,
    doubt_sentence,
    labelled_matrix,
    left_out,
    on_record,
    record_sentence,
    unit_record,
    wide_cells,
)

CHECKED = {
    "c-water-ALD": ("R2", "corroborated", False, False),
    "c-ferry-ALD": ("R8", "borne_out_later", False, False),
    "c-tolls-CER": ("R6", "not_found", True, False),
    "t01": ("R2;R3", "partly", False, True),
    "t04": ("R3", "partly", False, True),
    "t08": ("R4", "not_found", True, True),
    "t12": ("R7", "outlook", False, False),
    "u1": ("R8", "borne_out_later", False, False),
    "k1": ("R1", "corroborated", False, False),
    "k3": ("R5", "contradicted", True, False),
}


def with_statuses(toy, **statuses):
    """The toy case with other findings: claim → status."""
    evidence = toy["evidence"].set_index("claim")
    for claim, status in statuses.items():
        evidence.loc[claim, "status"] = status
    tables = {**toy.tables, "evidence": evidence.reset_index()}
    return type(toy)(toy.name, toy.folder, toy.package, tables)


def test_each_checked_unit_has_its_claims_its_worst_status_and_its_marks(toy):
    record = unit_record(toy).dropna(subset="claims").set_index("unit")
    assert dict(zip(record.index, map(tuple, record.to_numpy()), strict=True)) == CHECKED


def test_every_unit_stands_once_cells_statements_effects_events_in_file_order(toy):
    expected = [
        *toy["comparison"]["unit"],
        *toy["statements"]["unit"],
        *toy["effects"]["unit"],
        *toy["events"]["event"],
    ]
    assert unit_record(toy)["unit"].tolist() == expected
    assert len(expected) == 29


def test_a_unit_that_no_claim_covers_is_missing_and_not_false(toy):
    record = unit_record(toy).set_index("unit").drop(list(CHECKED))
    assert len(record) == 19
    assert record.isna().all(axis=None)


def test_the_marks_are_booleans_with_missing_values(toy):
    record = unit_record(toy)
    assert record.dtypes[["not_borne_out", "quotation_not_found"]].astype(str).tolist() == [
        "boolean",
        "boolean",
    ]


ORDER = ["contradicted", "not_found", "partly", "outlook", "borne_out_later", "corroborated"]


@pytest.mark.parametrize(
    ("worse", "better"), [(a, b) for n, a in enumerate(ORDER) for b in ORDER[n + 1 :]]
)
def test_of_two_claims_on_a_unit_the_worse_one_wins_in_either_order(toy, worse, better):
    for first, second in ((worse, better), (better, worse)):
        record = unit_record(with_statuses(toy, R2=first, R3=second)).set_index("unit")
        assert record.at["t01", "status"] == worse
        assert record.at["t01", "not_borne_out"] == (worse in ("contradicted", "not_found"))


def test_what_each_demand_leaves_out_is_as_worked_by_hand(toy):
    assert left_out(toy, "borne-out") == ["c-tolls-CER", "t08", "k3"]
    assert left_out(toy, "wording") == ["c-tolls-CER", "t01", "t04", "t08", "k3"]


def test_a_cell_left_out_becomes_not_stated_and_the_other_cells_stay(toy):
    before, after = labelled_matrix(toy), labelled_matrix(on_record(toy, "borne-out"))
    assert before.at["CER", "tolls"] == "-1"
    assert pd.isna(after.at["CER", "tolls"])
    after.loc["CER", "tolls"] = "-1"
    assert_frame_equal(after, before)


def test_a_statement_left_out_takes_its_cell_of_the_wide_matrix_along(toy):
    before, after = toy.matrix(wide=True), on_record(toy, "borne-out").matrix(wide=True)
    changed = before.notna() & after.isna()
    assert [place for place, gone in changed.stack().items() if gone] == [
        ("BOR", "apology"),
        ("CER", "tolls"),
    ]


@pytest.mark.parametrize(("demand", "n"), [("borne-out", 3), ("wording", 2)])
def test_a_claim_left_out_no_longer_counts_behind_a_cell(toy, demand, n):
    cells = wide_cells(on_record(toy, demand)).set_index(["actor", "issue"])
    assert cells.at[("ALD", "water"), "n"] == n
    assert cells.at[("ALD", "water"), "stance"] == 2


def test_units_left_out_go_with_their_codes_and_readings_and_cells_keep_their_rows(toy):
    held = on_record(toy, "wording")
    gone = {"c-tolls-CER", "t01", "t04", "t08", "k3"}
    assert set(held["statements"]["unit"]) == set(toy["statements"]["unit"]) - gone
    assert set(held["events"]["event"]) == set(toy["events"]["event"]) - gone
    assert_frame_equal(held["comparison"], toy["comparison"])
    codes = held["stance_codes"]
    assert set(codes["unit"]) & gone == {"c-tolls-CER"}
    emptied = codes[codes["unit"] == "c-tolls-CER"]
    assert len(emptied) == 3
    assert emptied[["stance", "low", "high"]].isna().all(axis=None)
    assert emptied["rationale_en"].str.startswith("left out, the record does not bear it").all()
    assert held["scenarios"][["scenario", "unit"]].to_numpy().tolist() == [
        ["open_as_assent", "c-ferry-BOR"],
        ["both_halves", "c-water-CER"],
    ]


def test_an_effect_left_out_goes_with_its_codes(toy):
    held = on_record(with_statuses(toy, R8="contradicted"), "borne-out")
    assert held["effects"]["unit"].tolist() == ["u2", "u3", "u4"]
    assert "u1" not in set(held["effect_codes"]["unit"])


def test_the_demand_stays_in_view_and_the_case_that_was_read_stays_as_it_was(toy):
    before = {name: toy[name] for name in toy.tables}
    held = on_record(toy, "wording")
    assert (held.demand, toy.demand) == ("wording", None)
    for name, table in before.items():
        assert_frame_equal(toy[name], table)
    assert_frame_equal(held["evidence"], toy["evidence"])


def test_a_demand_holds_on_a_recoded_case_too(toy):
    held = on_record(toy.recode({("tolls", "CER"): 2, ("ferry", "BOR"): 1}), "borne-out")
    assert pd.isna(held.matrix().at["CER", "tolls"])
    assert held.matrix().at["BOR", "ferry"] == 1
    assert len(held.changes) == 2


@pytest.mark.parametrize("demand", DEMANDS)
def test_asking_twice_changes_nothing_more(toy, demand):
    once = on_record(toy, demand)
    assert_frame_equal(on_record(once, demand).matrix(wide=True), once.matrix(wide=True))


def test_an_unknown_demand_is_refused_with_those_there_are(toy):
    with pytest.raises(ValueError, match="'true'; allowed are borne-out, wording"):
        on_record(toy, "true")


def test_a_case_without_evidence_loses_nothing_and_says_so(votes):
    held = on_record(votes, "wording")
    assert_frame_equal(held.matrix(), votes.matrix())
    assert unit_record(votes)["claims"].isna().all()
    assert record_sentence(votes, "wording") == (
        "This case was not held against the record: nothing is left out."
    )


def test_the_sentence_counts_what_goes_and_names_the_cells(toy):
    assert record_sentence(toy, "wording", ["t01", "k3", "c-tolls-CER", "t06"]) == (
        "Left out by the record: 1 of 1 cells (tolls × CER), 1 of 2 statements, 1 of 1 events; "
        "1 unit was not checked and stays."
    )
    assert record_sentence(toy, "wording") == (
        "Left out by the record: 1 of 9 cells (tolls × CER), 3 of 12 statements, "
        "0 of 4 effects, 1 of 4 events; 19 units were not checked and stay."
    )


def test_a_cell_of_the_table_is_in_doubt_exactly_where_its_chart_bears_the_mark(case):
    frame = charts.stance_matrix.frame(case)
    stated = frame[frame["kind"] != "not stated"]
    marked = int(stated["not_borne_out"].fillna(False).sum())
    assert doubt_sentence(case, "table").startswith(f"{marked} of {len(stated)} cells ")


def test_a_wide_cell_is_in_doubt_where_the_units_that_give_its_code_are(case):
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    doubted = set(claims.loc[claims["status"].isin(["contradicted", "not_found"]), "unit"])
    frame = charts.wide_matrix.frame(case)
    stated = frame[frame["kind"] != "not stated"]
    units = stated["units"].str.split()
    giving = units.str[:1].where(stated["origin"].eq("table"), units)
    marked = sum(bool(doubted & set(names)) for names in giving)
    assert marked < stated["not_borne_out"].fillna(False).sum(), "the chart draws all units"
    assert doubt_sentence(case, "wide").startswith(f"{marked} of {len(stated)} cells ")


def test_words_alone_in_doubt_are_told_with_the_option_that_leaves_them_out(toy):
    quoted = with_statuses(toy, R4="partly", R6="partly")
    assert doubt_sentence(quoted, "narrative") == (
        "Behind 3 of 9 statements, quoted words were not found: --record wording leaves those out."
    )
    assert doubt_sentence(quoted, "table") is None


def test_a_thing_that_is_not_printed_by_any_command_is_refused(toy):
    with pytest.raises(ValueError, match="'chart'; allowed are table, wide, narrative"):
        doubt_sentence(toy, "chart")


def stored(held, folder):
    """The case's tables as its files hold them, in a folder of their own."""
    shutil.copy(held.folder / "datapackage.json", folder)
    for name, resource in held.package.resources.items():
        if not held.has(name):
            continue
        rows = held[name]
        flags = rows.select_dtypes("boolean").columns
        rows[flags] = rows[flags].astype("str").apply(lambda column: column.str.lower())
        rows.to_csv(folder / resource.path, index=False, lineterminator="\n")


@pytest.mark.parametrize("demand", [None, *DEMANDS])
@pytest.mark.parametrize("name", ["case", "toy"])
def test_a_case_held_to_the_record_keeps_to_the_rules_of_a_case(request, tmp_path, name, demand):
    whole = request.getfixturevalue(name)
    stored(whole if demand is None else on_record(whole, demand), tmp_path)
    assert [str(problem) for problem in check_case(tmp_path)] == []


def test_claims_are_kept_without_the_units_that_went(toy):
    held = on_record(toy, "wording")
    units = held["evidence_units"]["unit"].tolist()
    assert units == ["k1", "c-water-ALD", "c-tolls-CER", "t12", "u1", "c-ferry-ALD"]
    assert len(held["evidence"]) == 8


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_claim_whose_units_went_is_not_told_as_one_that_has_none(case, demand):
    chain = charts.event_chain.frame(case)["chain"]
    held = charts.event_chain.frame(on_record(case, demand))["chain"]
    assert chain.eq("line").sum() == 2
    assert held.eq("line").sum() == 0


def test_pairs_are_counted_without_the_cell_left_out(toy):
    before, after = counted_pairs(toy, least=1), counted_pairs(on_record(toy, "borne-out"), least=1)
    assert before.at[("BOR", "CER"), "n"] == 1
    assert after.at[("BOR", "CER"), "n"] == 0
    assert after.at[("ALD", "BOR"), "n"] == before.at[("ALD", "BOR"), "n"] == 3


@pytest.mark.parametrize("demand", DEMANDS)
@pytest.mark.parametrize("key", charts.KEYS)
def test_every_chart_takes_a_case_held_to_the_record_and_its_identity_says_so(case, key, demand):
    chart = getattr(charts, key)
    caption = chart.caption(on_record(case, demand), "en")
    assert f"{case.version}+record-{demand}" in caption.identity
    assert "+record" not in chart.caption(case, "en").identity
