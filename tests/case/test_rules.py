"""Each of the eight rules, broken once; and none of them asks for a table the case lacks."""

from __future__ import annotations

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
    "name", ["comparison", "impact", "effects", "statements", "events", "factors"]
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
        )
        for row in spoilt.rows(file)
        for column in columns
        if row[spoilt.rows(file)[0].index(column)] == "1"
    ]
    assert len(found) == len(ones) > 10
    assert found[0] == "anchors.csv:3:stance: '1' is no code; one of stance_scale: -2, -1, 0, 2"


def test_a_required_table_without_rows_is_named(spoilt):
    spoilt.put("stance_codes.csv", spoilt.rows("stance_codes.csv")[:1])
    assert spoilt.found() == ["stance_codes.csv: the table has no rows; at least one row"]


OPTIONAL = [
    "memberships", "anchors", "impact", "effects", "statements", "events", "factors",
    "effect_codes", "scenarios", "lines",
]  # fmt: skip


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_case_may_lack_a_table_that_is_optional(spoilt, name):
    (spoilt.folder / f"{name}.csv").unlink()
    orphans = {"statements": ("stance_codes", "comparison"), "effects": ("effect_codes", "effects")}
    if name in orphans:
        codes, home = orphans[name]
        gone = [row for row in spoilt.rows(f"{codes}.csv")[1:] if row[1][0] in "tu"]
        assert len(gone) > 10
        assert [line.split("is ")[1] for line in spoilt.found()] == [
            f"no unit; a unit of {home}" for _ in gone
        ]
    else:
        assert spoilt.found() == []


def test_a_case_may_lack_every_optional_table_at_once(spoilt):
    for name in OPTIONAL:
        (spoilt.folder / f"{name}.csv").unlink()
    assert len(OPTIONAL) == 10
    rows = spoilt.rows("stance_codes.csv")
    spoilt.put("stance_codes.csv", [row for row in rows if not row[1].startswith("t")])
    assert check_case(spoilt.folder) == []


def test_one_name_for_units_of_two_tables_is_found(root, tmp_path):
    import shutil

    folder = tmp_path / "toy"
    shutil.copytree(root / "tests" / "cases" / "toy", folder)
    statements = folder / "statements.csv"
    text = statements.read_text(encoding="utf-8").replace("\nt01,", "\nc-water-BOR,")
    statements.write_text(text, encoding="utf-8")
    for name in ("stance_codes.csv", "scenarios.csv"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if ",t01," not in line)
        (folder / name).write_text(kept, encoding="utf-8")
    assert [str(problem) for problem in check_case(folder)] == [
        "statements.csv:2:unit: 'c-water-BOR' is a unit of comparison too; a name of its own"
    ]
