"""Each of the twelve rules, broken once; and none of them asks for a table the case lacks."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.case import check_case

CODERS = "a row in stance_codes.csv by every coder: reader-1, reader-2, reader-3"
EVERY = "a cell for every actor of the table on every issue in_comparison"


def without_foreign_keys(declared, *columns: tuple[str, str]) -> None:
    """Take foreign keys away that would find the fault before the rule does."""
    for name, column in columns:
        table = next(each for each in declared["resources"] if each["name"] == name)
        keys = table["schema"]["foreignKeys"]
        keys.remove(next(key for key in keys if key["fields"] == column))


def without_constraint(declared, name: str, column: str, constraint: str) -> None:
    """Take a constraint away that would find the fault before the rule does."""
    table = next(each for each in declared["resources"] if each["name"] == name)
    fields = table["schema"]["fields"]
    del next(each for each in fields if each["name"] == column)["constraints"][constraint]


def test_1_a_code_of_an_unknown_unit_is_named(spoilt):
    spoilt.append("stance_codes.csv", "reader-1", "t99", "1", "1", "1", "asserted", "Invented")
    assert spoilt.found() == [
        "stance_codes.csv:65:unit: 't99' is no unit; a unit of comparison or statements"
    ]


def test_1_an_unknown_unit_of_a_scenario_or_an_effect_code_is_named(spoilt):
    spoilt.declare(
        lambda d: without_foreign_keys(d, ("scenarios", "unit"), ("effect_codes", "unit"))
    )
    spoilt.cell("scenarios.csv", 2, "unit", "c-x")
    spoilt.append("effect_codes.csv", "reader-1", "u9", "shifted", "0", "asserted", "Invented")
    assert spoilt.found() == [
        "effect_codes.csv:14:unit: 'u9' is no unit; a unit of effects",
        "scenarios.csv:2:unit: 'c-x' is no unit; a unit of comparison or statements",
    ]


@pytest.mark.parametrize(
    ("low", "stance", "high", "allowed"),
    [
        ("1", "0", "2", "low ≤ stance ≤ high"),
        ("0", "2", "1", "low ≤ stance ≤ high"),
        ("2", "1", "0", "low ≤ stance ≤ high"),
        ("", "1", "1", "low, stance and high, all given or all empty"),
        ("0", "", "1", "low, stance and high, all given or all empty"),
        ("", "", "1", "low, stance and high, all given or all empty"),
    ],
)
def test_2_bounds_that_do_not_hold_the_stance_are_named(spoilt, low, stance, high, allowed):
    rows = spoilt.rows("stance_codes.csv")
    rows[4][2:5] = [stance, low, high]
    assert rows[0][2:5] == ["stance", "low", "high"]
    spoilt.put("stance_codes.csv", rows)
    low, stance, high = (code or "empty" for code in (low, stance, high))
    assert spoilt.found() == [
        f"stance_codes.csv:5:stance: low {low}, stance {stance}, high {high}; {allowed}"
    ]


def test_3_a_unit_that_a_coder_left_out_is_named(spoilt):
    rows = spoilt.rows("stance_codes.csv")
    out = {("reader-2", "c-ferry-CER"), ("reader-1", "t03"), ("reader-2", "t03")}
    spoilt.put("stance_codes.csv", [row for row in rows if tuple(row[:2]) not in out])
    spoilt.drop("effect_codes.csv", 2)
    assert spoilt.found() == [
        f"comparison.csv:7:unit: 'c-ferry-CER' is not coded by reader-2; {CODERS}",
        "effects.csv:2:unit: 'u1' is not coded by reader-1; "
        "a row in effect_codes.csv by every coder: reader-1, reader-2, reader-3",
        f"statements.csv:4:unit: 't03' is not coded by reader-1, reader-2; {CODERS}",
    ]


def test_4_a_cell_that_stands_twice_and_one_that_is_missing_are_named(spoilt):
    spoilt.cell("comparison.csv", 3, "actor", "ALD")
    twice = "ALD × water stands in row 2 already; each actor × issue once"
    assert spoilt.found() == [
        f"comparison.csv: no cell for BOR × water; {EVERY}",
        f"comparison.csv:3:actor,issue: {twice}",
    ]


def test_4_a_cell_on_an_issue_outside_the_comparison_is_named(spoilt):
    spoilt.cell("issues.csv", 4, "in_comparison", "false")
    assert spoilt.found() == [
        f"comparison.csv:{row}:issue: 'tolls' is not in_comparison; one of water, ferry"
        for row in (8, 9, 10)
    ]


def test_4_an_issue_in_the_comparison_without_cells_is_named(spoilt):
    spoilt.cell("issues.csv", 5, "in_comparison", "true")
    assert spoilt.found() == [
        f"comparison.csv: no cell for {actor} × apology; {EVERY}" for actor in ("ALD", "BOR", "CER")
    ]


def test_5_an_unknown_scope_or_factor_is_named(spoilt):
    spoilt.declare(
        lambda d: without_foreign_keys(d, ("effects", "scope"), ("statements", "factor"))
    )
    spoilt.cell("effects.csv", 2, "scope", "moon")
    spoilt.cell("statements.csv", 5, "factor", "9")
    assert spoilt.found() == [
        "effects.csv:2:scope: 'moon' is not listed; one of impact.scope: lake, region",
        "statements.csv:5:factor: '9' is not listed; one of factors.factor: 1, 2",
    ]


@pytest.mark.parametrize(
    "name", ["comparison", "impact", "effects", "statements", "events", "factors", "evidence"]
)
def test_6_a_cited_line_that_is_not_listed_is_named(spoilt, name):
    spoilt.declare(lambda declared: without_foreign_keys(declared, (name, "line")))
    spoilt.cell(f"{name}.csv", 2, "line", "999")
    assert spoilt.found() == [
        f"{name}.csv:2:line: '999' is not listed; "
        "one of lines.line: 3, 4, 5, 8, 10, 12, 14, 15, 16, 17, 18, 19 … and 11 more"
    ]


def test_7_memberships_in_a_circle_are_named_and_no_others(spoilt):
    for pair in (("ALD", "BOR"), ("BOR", "CER"), ("DUN", "BOR")):
        spoilt.append("memberships.csv", *pair)
    allowed = "groups that are not, in turn, inside their members"
    assert spoilt.found() == [
        f"memberships.csv:2:group: 'CER' in 'DUN' closes a circle; {allowed}",
        f"memberships.csv:4:group: 'BOR' in 'CER' closes a circle; {allowed}",
        f"memberships.csv:5:group: 'DUN' in 'BOR' closes a circle; {allowed}",
    ]


def test_7_an_actor_inside_itself_is_a_circle(spoilt):
    spoilt.append("memberships.csv", "ALD", "ALD")
    assert spoilt.found() == [
        "memberships.csv:3:group: 'ALD' in 'ALD' closes a circle; "
        "groups that are not, in turn, inside their members"
    ]


def test_7_a_member_of_two_groups_that_share_a_group_is_no_circle(spoilt):
    for pair in (("ALD", "BOR"), ("ALD", "DUN"), ("BOR", "DUN")):
        spoilt.append("memberships.csv", *pair)
    assert check_case(spoilt.folder) == []


def test_8_a_stance_in_a_gap_of_the_scale_is_named(spoilt):
    spoilt.declare(lambda declared: declared["stance_scale"]["codes"].pop(1))
    found = spoilt.found()
    ones = [
        (file, column)
        for file, columns in (
            ("anchors.csv", ["stance"]),
            ("scenarios.csv", ["stance"]),
            ("stance_codes.csv", ["stance", "low", "high"]),
            ("statement_counts.csv", ["stance"]),
        )
        for row in spoilt.rows(file)
        for column in columns
        if row[spoilt.rows(file)[0].index(column)] == "1"
    ]
    assert len(found) == len(ones) > 10
    assert found[0] == "anchors.csv:3:stance: '1' is no code; one of stance_scale: -2, -1, 0, 2"


SOURCES = "keys joined by ;, each once, of sources.source_id: S-L01, S-L02, S-L03, S-L04, S-L05"


@pytest.mark.parametrize(
    ("cited", "wrong"),
    [
        ("S-L01;S-L09", "'S-L09' is no source"),
        ("S-L09", "'S-L09' is no source"),
        ("S-L01; S-L02", "' S-L02' is no source"),
        ("S-L01;", "'' is no source"),
        ("S-L01;S-L02;S-L01", "'S-L01' is cited twice"),
    ],
)
def test_9_a_claim_s_source_that_is_not_listed_is_named(spoilt, cited, wrong):
    spoilt.declare(lambda declared: without_constraint(declared, "evidence", "sources", "pattern"))
    spoilt.cell("evidence.csv", 3, "sources", cited)
    assert spoilt.found() == [f"evidence.csv:3:sources: {wrong}; {SOURCES}"]


def test_9_a_source_cited_by_a_table_of_the_case_s_own_is_named(spoilt):
    schema = {"fields": [{"name": "what"}, {"name": "source_ids"}]}
    own = {"name": "diary", "path": "diary.csv", "schema": schema}
    spoilt.declare(lambda declared: declared["resources"].append(own))
    spoilt.put("diary.csv", [["what", "source_ids"], ["rain", "S-L05"], ["hail", "S-L05;S-L07"]])
    assert spoilt.found() == [f"diary.csv:3:source_ids: 'S-L07' is no source; {SOURCES}"]


def test_9_a_source_that_claims_cite_cannot_go(spoilt):
    spoilt.drop("sources.csv", 4)
    left = SOURCES.replace("S-L03, ", "")
    assert spoilt.found() == [
        f"evidence.csv:{row}:sources: 'S-L03' is no source; {left}" for row in (4, 9)
    ]


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        (
            "status",
            "wrong",
            "one of contradicted, not_found, partly, outlook, borne_out_later, corroborated",
        ),
        ("wording", "missing", "one of near, not_found or an empty cell"),
    ],
)
def test_10_a_word_of_the_record_that_no_mark_knows_is_named(spoilt, column, value, allowed):
    spoilt.declare(lambda declared: without_constraint(declared, "evidence", column, "enum"))
    spoilt.cell("evidence.csv", 2, column, value)
    assert spoilt.found() == [f"evidence.csv:2:{column}: '{value}' is no {column}; {allowed}"]


def test_10_a_claim_without_a_status_is_named(spoilt):
    spoilt.declare(lambda declared: without_constraint(declared, "evidence", "status", "required"))
    spoilt.cell("evidence.csv", 2, "status", "")
    assert [line.split(";")[0] for line in spoilt.found()] == [
        "evidence.csv:2:status: '' is no status"
    ]


def test_1_a_claim_about_an_unknown_unit_is_named_and_one_without_a_unit_is_not(spoilt):
    spoilt.drop("evidence_units.csv", 2)
    assert spoilt.found() == []
    spoilt.append("evidence_units.csv", "R1", "k9")
    assert spoilt.found() == [
        "evidence_units.csv:12:unit: 'k9' is no unit; "
        "a unit of comparison or statements or effects or events"
    ]


def test_a_unit_of_an_unknown_claim_is_named(spoilt):
    spoilt.append("evidence_units.csv", "R9", "k1")
    assert spoilt.found() == [
        "evidence_units.csv:13:claim: 'R9' is not listed; "
        "one of evidence.claim: R1, R2, R3, R4, R5, R6, R7, R8"
    ]


def test_an_event_and_a_statement_of_one_name_are_found(spoilt):
    spoilt.cell("events.csv", 3, "event", "t02")
    assert spoilt.found() == [
        "events.csv:3:event: 't02' is a unit of statements too; a name of its own"
    ]


def test_a_required_table_without_rows_is_named(spoilt):
    spoilt.put("stance_codes.csv", spoilt.rows("stance_codes.csv")[:1])
    assert spoilt.found() == [
        "stance_codes.csv: the table has no rows; at least one row: sheet, then collect"
    ]


OPTIONAL = [
    "memberships", "anchors", "impact", "effects", "statements", "events", "factors",
    "effect_codes", "scenarios", "lines", "evidence", "evidence_units", "sources",
    "statement_counts",
]  # fmt: skip
#: What is left without a home where a table is missing: codes, and units of claims.
ORPHANS = {
    "statements": {"stance_codes": 36, "evidence_units": 5},
    "effects": {"effect_codes": 12, "evidence_units": 1},
    "events": {"evidence_units": 2},
}


@pytest.mark.parametrize("name", sorted({*OPTIONAL} - {"evidence_units", "sources"}))
def test_a_case_may_lack_a_table_that_is_optional(spoilt, name):
    (spoilt.folder / f"{name}.csv").unlink()
    found = [line for line in spoilt.found() if "is no unit" in line]
    assert found == spoilt.found()
    files = Counter(line.split(".csv")[0] for line in found)
    assert files == ORPHANS.get(name, {})


def test_a_case_may_lack_every_optional_table_at_once(spoilt):
    for name in OPTIONAL:
        (spoilt.folder / f"{name}.csv").unlink()
    assert len(OPTIONAL) == 14
    rows = spoilt.rows("stance_codes.csv")
    spoilt.put("stance_codes.csv", [row for row in rows if not row[1].startswith("t")])
    assert check_case(spoilt.folder) == []


def test_one_name_for_units_of_two_tables_is_found(root, tmp_path):
    import shutil

    folder = tmp_path / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    statements = folder / "statements.csv"
    text = statements.read_text(encoding="utf-8").replace("\nt02,", "\nc-water-BOR,")
    statements.write_text(text, encoding="utf-8")
    for name in ("stance_codes.csv", "scenarios.csv", "evidence_units.csv"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if ",t02," not in line)
        (folder / name).write_text(kept, encoding="utf-8")
    assert [str(problem) for problem in check_case(folder)] == [
        "statements.csv:3:unit: 'c-water-BOR' is a unit of comparison too; a name of its own"
    ]


@pytest.mark.parametrize("name", ["evidence_units", "sources"])
def test_11_claims_without_their_units_or_sources_are_named(spoilt, name):
    (spoilt.folder / f"{name}.csv").unlink()
    line = f"evidence.csv: there is no table {name}; evidence, evidence_units and sources together"
    assert any(found.startswith(line) for found in spoilt.found())


@pytest.mark.parametrize(("cited", "n"), [("S-L01", 1), ("", 0)])
def test_12_a_claim_that_says_several_sources_and_cites_fewer_than_two_is_named(spoilt, cited, n):
    spoilt.cell("evidence.csv", 3, "sources", cited)
    assert spoilt.found() == [
        f"evidence.csv:3:confidence: 'several sources', but {n} cited; "
        "two or more sources cited, or another word for the support"
    ]


def test_12_a_table_of_the_case_s_own_is_held_to_its_word_too(spoilt):
    schema = {"fields": [{"name": "what"}, {"name": "source_ids"}, {"name": "confidence"}]}
    own = {"name": "diary", "path": "diary.csv", "schema": schema}
    spoilt.declare(lambda declared: declared["resources"].append(own))
    rows = [["rain", "S-L05", "opened source"], ["hail", "S-L05;S-L03", "several sources"]]
    rows += [["snow", "S-L05", "several sources"]]
    spoilt.put("diary.csv", [["what", "source_ids", "confidence"], *rows])
    assert [line.split(";")[0] for line in spoilt.found()] == [
        "diary.csv:4:confidence: 'several sources', but 1 cited"
    ]


def test_13_a_coded_issue_without_an_objective_in_any_language_is_named(spoilt):
    def free(declared):
        issues = next(each for each in declared["resources"] if each["name"] == "issues")
        for field in issues["schema"]["fields"]:
            if field["name"].startswith("objective"):
                del field["constraints"]["required"]

    spoilt.declare(free)
    spoilt.cell("issues.csv", 2, "objective_en", "")
    assert spoilt.found() == [], "one language is enough"
    spoilt.cell("issues.csv", 2, "objective_ja", " ")
    assert spoilt.found() == [
        "issues.csv:2:objective_en: the cell is empty; "
        "a sentence one can be for or against, in one language at least"
    ]
