"""The shipped case holds what it says it holds: rows, units, codes, citations.

Whatever is taken over as given (codes, units, English, verbatim cells) is held to literals or to
digests; whatever refers to something else is held to it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

ACTORS = ["USA", "UKR", "EU", "NATO", "DEU", "FRA", "POL", "JPN", "CAN", "RUS", "CHN", "MEA"]
IN_TABLE = [
    "military_aid",
    "minerals",
    "russia_policy",
    "diplomatic_strategy",
    "economic_cooperation",
]
IN_TEXT_ONLY = ["security_guarantees", "gratitude"]
CITING = ("comparison", "impact", "effects", "statements", "events", "factors", "evidence")
CODERS = {"pass-1", "pass-2", "pass-3"}
COMPARISON_LINES = dict(zip(IN_TABLE, ("76", "77", "78", "79", "80"), strict=True))

CELLS = {
    "military_aid": (
        "条件付き(和平交渉が必要)",
        "追加支援を強く希望",
        "継続支援を表明",
    ),
    "minerals": (
        "開発参入を希望(米企業主導)",
        "自国管理を優先",
        "関与を強化する可能性",
    ),
    "russia_policy": (
        "交渉を優先(融和姿勢)",
        "強硬路線を継続",
        "経済制裁を維持",
    ),
    "diplomatic_strategy": (
        "ウクライナ支援の縮小を検討",
        "米国依存から多国間外交へ転換",
        "独自の支援体制を模索",
    ),
    "economic_cooperation": (
        "条件付きの財政支援",
        "EU・アジア諸国との新たな協力を模索",
        "ウクライナの経済発展支援を強化",
    ),
}
IMPACT = """
90 米ウクライナ関係 | 軍事支援の条件変更、協定見送り
91 EUとの関係 | ウクライナはEUとの連携を強化へ
92 ロシアの影響 | ロシアがウクライナの不安定化を利用する可能性
93 中国の動き | 鉱物資源をめぐり中国がウクライナへ接近
94 国際社会 | NATO加盟国がウクライナ支援の負担を分担する動き
"""

# sha256 of the whole file, or of the given columns (rows by newline, cells by tab)
CODES_AS_GIVEN = {
    "stance_codes": "a16b2c38876dd218624c87ceda2939d658b57f6b3467c6d0a2f0167f792df72d",
    "effect_codes": "b8cfb62d26754f296c4ecda074d2d33d330c0a4ce5f4bfe1d349d402ec709d27",
    "scenarios": "7830c7dd60002553a56bb3eda150a85875ba041b2024131daf426bdd00478901",
    "memberships": "c8fe56e3118129b40ccbb6dc408936e466581a9558f7d8df70b03c2d9b79d5df",
}
COLUMNS_AS_GIVEN = {
    "comparison": "13f4778adaa9e590cf88087108fc991c90168a9743eebe128d2658d01d728e19",
    "impact": "37d9666221166d0dae35e10067ebc634a1c323a8251b03f601a9ba74e780ac29",
    "effects": "8ea6acd06ba976bfbae234106a3a7b65994e460ce4d6defc4c831d228f4c78d5",
    "statements": "1647e30c42cf01a3d715b5cad64973bdb24801cc5bde2889510e0f0728ae0b63",
    "events": "8ef6f29ce21b6c5442d7f79cd0e2b21e913ba3283bfd20b32ed39182501ea32c",
    "factors": "10a66e913f92b5f96f880a8f61e558035396cb29e4a930c1af671a8f74734273",
}
OURS = {"short_en", "short_ja", "effect_ja", "paraphrase_ja", "event_ja", "name_ja"}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def cited(tables) -> set[str]:
    return {row["line"] for name in CITING for row in tables[name]}


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("actors", 12),
        ("issues", 7),
        ("anchors", 35),
        ("comparison", 15),
        ("impact", 5),
        ("effects", 23),
        ("statements", 46),
        ("events", 8),
        ("factors", 3),
        ("stance_codes", 183),
        ("effect_codes", 69),
        ("scenarios", 6),
        ("evidence", 66),
        ("evidence_units", 90),
        ("sources", 87),
    ],
)
def test_each_table_holds_as_many_rows_as_the_source_gives(tables, table, rows):
    assert len(tables[table]) == rows


def test_the_package_is_valid_by_its_own_schema(folder):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []


def test_the_columns_of_every_file_are_the_declared_fields_in_their_order(folder, package):
    for resource in package["resources"]:
        header = (folder / resource["path"]).read_text("utf-8").split("\n", 1)[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_files_are_utf8_without_a_mark_with_unix_line_ends(folder):
    for path in [*folder.glob("*.csv"), folder / "datapackage.json"]:
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in data, path.name
        assert data.rstrip(b"\n") + b"\n" == data, path.name
        data.decode("utf-8")


def test_only_four_tables_are_required(package):
    required = {r["name"] for r in package["resources"] if not r["optional"]}
    assert required == {"actors", "issues", "comparison", "stance_codes"}


def test_the_scale_runs_from_two_to_minus_two_with_true_minus_signs(package):
    codes = package["stance_scale"]["codes"]
    assert [c["stance"] for c in codes] == [2, 1, 0, -1, -2]
    assert [c["glyph"] for c in codes] == ["++", "+", "0", "\u2212", "\u2212\u2212"]
    assert package["stance_scale"]["midpoint"] == 0


def test_the_source_is_named_without_an_author_in_both_languages(package):
    [source] = package["sources"]
    assert source["sha256"] == "a875315f65e4927df053adbbf2740fdb18bcb77c6439a821110c5985aab24665"
    assert "undated, author not stated" in source["title"]
    assert "著者不明" in source["title_ja"]


def test_the_data_history_begins_with_this_version_and_every_entry_names_its_figures(root, package):
    entries = re.split(r"^### ", (root / "data" / "CHANGES.md").read_text("utf-8"), flags=re.M)[1:]
    assert entries[0].splitlines()[0] == f"{package['version']}, {package['released']}"
    last_lines = [entry.split("\n## ")[0].strip().splitlines()[-1] for entry in entries]
    assert all(line.startswith("figures changed: ") for line in last_lines)


def test_actors_stand_in_display_order(tables):
    assert [row["actor"] for row in tables["actors"]] == ACTORS


def test_issues_stand_in_the_source_s_order_and_five_are_in_the_table(tables):
    given = [(row["issue"], row["in_comparison"]) for row in tables["issues"]]
    assert given == [(i, "true") for i in IN_TABLE] + [(i, "false") for i in IN_TEXT_ONLY]


def test_every_issue_has_one_anchor_for_every_code_of_the_scale(tables, package):
    codes = [str(c["stance"]) for c in package["stance_scale"]["codes"]]
    expected = [(issue, code) for issue in IN_TABLE + IN_TEXT_ONLY for code in codes]
    assert [(row["issue"], row["stance"]) for row in tables["anchors"]] == expected


def test_the_fifteen_cells_stand_verbatim(tables):
    expected = {
        (issue, actor): cell
        for issue, cells in CELLS.items()
        for actor, cell in zip(ACTORS[:3], cells, strict=True)
    }
    given = {(row["issue"], row["actor"]): row["text_ja"] for row in tables["comparison"]}
    assert given == expected


def test_the_cells_of_one_issue_cite_its_row(tables):
    for row in tables["comparison"]:
        assert row["line"] == COMPARISON_LINES[row["issue"]]
        assert row["unit"] == f"c-{row['issue']}-{row['actor']}"


def test_the_five_impact_rows_stand_verbatim(tables):
    rows = [f"{r['line']} {r['scope_ja']} | {r['text_ja']}" for r in tables["impact"]]
    assert rows == IMPACT.strip().splitlines()


@pytest.mark.parametrize("table", CODES_AS_GIVEN)
def test_codes_are_as_the_coders_gave_them(folder, table):
    assert sha256((folder / f"{table}.csv").read_text("utf-8")) == CODES_AS_GIVEN[table]


@pytest.mark.parametrize("table", COLUMNS_AS_GIVEN)
def test_units_lines_and_english_are_as_given(tables, table):
    rows = ("\t".join(v for k, v in row.items() if k not in OURS) for row in tables[table])
    if table == "factors":  # the English name is given, the Japanese is ours
        rows = ("\t".join((r["factor"], r["line"], r["name_en"])) for r in tables[table])
    assert sha256("\n".join(rows)) == COLUMNS_AS_GIVEN[table]


@pytest.mark.parametrize(
    ("codes", "units"),
    [("stance_codes", ("comparison", "statements")), ("effect_codes", ("effects",))],
)
def test_every_unit_is_coded_once_by_every_coder_and_nothing_else_is(tables, codes, units):
    expected = {(coder, r["unit"]) for coder in CODERS for name in units for r in tables[name]}
    given = Counter((row["coder"], row["unit"]) for row in tables[codes])
    assert given == Counter(expected)


def test_three_readings_recode_cells_of_the_table(tables):
    readings = Counter(row["scenario"] for row in tables["scenarios"])
    assert readings == {"conditional_as_support": 2, "kept_as_partial": 3, "share_as_silence": 1}
    assert {r["unit"] for r in tables["scenarios"]} <= {r["unit"] for r in tables["comparison"]}


def test_eight_events_make_seven_steps_and_only_the_last_holds_two(tables):
    assert Counter(row["step"] for row in tables["events"]) == Counter("12345677")


def test_an_effect_has_a_scope_exactly_when_it_stands_in_the_impact_table(tables):
    lines = {row["scope"]: row["line"] for row in tables["impact"]}
    for row in tables["effects"]:
        assert (row["scope"] != "") == (row["section"] == "5-table"), row["unit"]
        if row["scope"]:
            assert row["line"] == lines[row["scope"]], row["unit"]


def test_every_cited_line_is_listed_and_every_listed_line_is_cited(tables):
    listed = [int(row["line"]) for row in tables["lines"]]
    assert listed == sorted(map(int, cited(tables)))


def test_the_fixture_has_the_table_rows_on_their_lines_and_other_prose(root, tables):
    article = (root / "tests/fixtures/article.ja.txt").read_text("utf-8").split("\n")
    assert len(article) == 105
    rows = {row["line"] for name in ("comparison", "impact") for row in tables[name]}
    same = {
        r["line"] for r in tables["lines"] if sha256(article[int(r["line"]) - 1]) == r["sha256"]
    }
    assert same == rows
    for row in tables["comparison"] + tables["impact"]:
        assert row["text_ja"] in article[int(row["line"]) - 1]
