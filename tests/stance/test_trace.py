"""The way from a line to a code, against the tables read by eye."""

import pandas as pd
import pytest

from analysis.stance.trace import COLUMNS, trace


def test_a_cell_is_traced_from_its_line_to_the_median(case):
    steps = trace(case, "c-minerals-USA")
    assert steps["step"].tolist() == [
        "line 77",
        "objective",
        "rule",
        "rule",
        "pass-1",
        "pass-2",
        "pass-3",
        "median",
        "claim T21c",
        "record T21c",
        "sources T21c",
    ]
    assert steps.loc[0, "words_ja"] == "開発参入を希望(米企業主導)"
    assert steps.loc[1, "words_en"] == "Ukraine controls its own minerals"
    assert steps.loc[4:6, ["stance", "low", "high"]].to_numpy().tolist() == [
        [-2, -2, -1],
        [-2, -2, -2],
        [-2, -2, -1],
    ]
    assert steps.loc[7, ["stance", "low", "high", "modality"]].tolist() == [-2, -2, -1, "demanded"]


def test_the_rules_are_those_within_the_coders_bounds(case):
    steps = trace(case, "c-minerals-USA")
    rules = steps[steps["step"] == "rule"].set_index("stance")["words_en"]
    assert rules.to_dict() == {
        -1: "outsiders share the lead, or press for access",
        -2: "outsiders lead",
    }


def test_a_statement_is_traced_to_its_paraphrase(case):
    steps = trace(case, "s06")
    assert steps.loc[0, ["step", "words_en"]].tolist() == [
        "line 36",
        "Zelensky demands a tough stance towards Russia",
    ]


def test_a_split_has_bounds_and_no_median(toy):
    steps = trace(toy, "c-water-CER").set_index("step")
    last = steps.loc["median"]
    assert pd.isna(last["stance"])
    assert last[["low", "high"]].tolist() == [0, 2]


def test_a_unit_that_all_left_empty_has_no_rule_and_no_code(toy):
    silent = toy["stance_codes"]
    silent.loc[silent["unit"] == "t09", ["stance", "low", "high"]] = pd.NA
    tables = {**toy.tables, "stance_codes": silent}
    steps = trace(type(toy)(toy.name, toy.folder, toy.package, tables), "t09")
    assert "rule" not in set(steps["step"])
    assert steps["stance"].isna().all()


def test_a_case_without_anchors_and_statements_is_traced_too(votes):
    unit = votes["comparison"].loc[0, "unit"]
    steps = trace(votes, unit)
    assert list(steps.columns) == COLUMNS
    assert "rule" not in set(steps["step"])
    assert steps.iloc[-1]["step"] == "median"


def test_a_name_that_no_unit_has_is_an_error(case):
    with pytest.raises(KeyError, match="no cell and no statement is named 'c-nothing'"):
        trace(case, "c-nothing")


def test_the_widest_bounds_decide_which_rules_are_shown(case):
    steps = trace(case, "c-economic_cooperation-UKR")
    assert steps.loc[steps["step"].str.startswith("pass"), "low"].tolist() == [2, 2, 1]
    assert steps.loc[steps["step"] == "rule", "stance"].tolist() == [2, 1]


def test_the_record_stands_below_the_codes_claim_by_claim(toy):
    steps = trace(toy, "t01").set_index("step")
    assert steps.index.tolist()[-7:] == [
        "median",
        "claim R2",
        "record R2",
        "sources R2",
        "claim R3",
        "record R3",
        "sources R3",
    ]
    assert steps.at["record R2", "words_en"] == "corroborated: Said so in the open session"
    assert steps.at["record R3", "words_en"] == (
        "in part, or otherwise; no such words found: "
        "She asked for equal shares; the threat is not in the record read"
    )
    assert steps.at["record R3", "words_ja"].startswith(
        "一部のみ、または違う形、文言も見当たらず："
    )
    assert steps.loc["claim R2":, ["stance", "low", "high", "modality"]].isna().all(axis=None)


def test_a_finding_that_rests_on_relays_of_one_source_says_so(toy):
    steps = trace(toy, "t01").set_index("step")
    assert steps.at["sources R2", "words_en"] == (
        "Minutes of the open session (Lake Archive, 2031-05-04); "
        "Talks at the inn (The Shore / Lake Wire, 2031-05-04)"
    )
    assert steps.at["sources R3", "words_en"].endswith(" (rests on one source)")
    assert steps.at["sources R3", "words_ja"].endswith("（典拠は1つ）")


def test_a_claim_without_a_source_says_that_there_is_none(toy):
    steps = trace(toy, "c-tolls-CER").set_index("step")
    assert steps.loc["sources R6", ["words_en", "words_ja"]].tolist() == ["none", "なし"]


def test_a_unit_that_no_claim_covers_is_said_not_to_be_checked(toy):
    last = trace(toy, "t02").iloc[-1]
    assert last[["step", "words_en", "words_ja"]].tolist() == ["record", "not checked", "未確認"]


def test_what_is_not_found_is_never_said_to_be_false(case):
    for unit in ("c-economic_cooperation-USA", "s03", "s11", "s15", "s29", "s39"):
        steps = trace(case, unit)
        said = steps.loc[steps["step"].str.startswith("record"), "words_en"]
        assert said.str.startswith("absent from the sources searched").all()
