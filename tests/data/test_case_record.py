"""The article against the public record: every count, and that each finding can be followed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from analysis.stance import left_out, on_record, support, unit_record
from tests.data.test_case_words import JAPANESE

STATUSES = {
    "corroborated": 20,
    "borne_out_later": 7,
    "partly": 20,
    "outlook": 9,
    "not_found": 7,
    "contradicted": 3,
}
PRINTED_AS_QUOTATIONS = {"V05", "F2c", "F3b", "I4d"}
WITHOUT_UNIT = {"C01", "C04", "M01c", "M02c", "Z2"}
NOT_CHECKED = {"s34", "s44", "s46", "e07"}
# of the columns as given: rows by newline, cells by tab; what is ours to write is left out. The
# dates in their words are spelled one way, and one event is judged one way (T11c, P1).
AS_GIVEN = {
    "evidence": "33fb198d3675239a0626f27d6943dd291b2913f6997f552f2582e3f28f061a9b",
    "evidence_units": "cfb2a64e994278445b7574ead384f51dcf04f25b80e937ec0af766f9f303679e",
    "sources": "4f1b3a25dd6d62ca04969a081a125824acc3341a5a072838b441fcca8ae74284",
}
# The talks that M03c is about came before the day on which they were explained, and F3b is about
# the day itself, though what was said of it later bears the later date.
TIMED_BY_ITS_CONTENT = {"M03c": "before", "F3b": "same day"}
OURS = {"claim_ja", "finding_ja", "outcome_ja", "note_ja"}
SAID_OF_AN_ABSENCE = re.compile(r"\b(false|untrue|lie|lied|wrong|disproved)\b|虚偽|誤り|嘘|否定")


def listed(row) -> list[str]:
    """The sources that a row cites, whatever its table calls the column."""
    return [key for key in (row.get("sources") or row.get("source_ids") or "").split(";") if key]


@pytest.mark.parametrize("table", AS_GIVEN)
def test_findings_units_and_sources_are_as_given(tables, table):
    rows = ("\t".join(v for k, v in row.items() if k not in OURS) for row in tables[table])
    assert hashlib.sha256("\n".join(rows).encode()).hexdigest() == AS_GIVEN[table]


def test_the_sixty_six_claims_fall_into_their_statuses(tables):
    assert Counter(row["status"] for row in tables["evidence"]) == STATUSES
    assert sum(STATUSES.values()) == len(tables["evidence"]) == 66


def test_four_of_those_not_found_are_printed_as_quotations(tables):
    gone = {r["claim"]: r["wording"] for r in tables["evidence"] if r["status"] == "not_found"}
    assert {claim for claim, wording in gone.items() if wording == "not_found"} == (
        PRINTED_AS_QUOTATIONS
    )
    assert set(gone) - PRINTED_AS_QUOTATIONS == {"T51c", "P4", "N4"}


def test_four_more_quotations_have_their_substance_in_part_only(tables):
    silent = {r["claim"]: r["status"] for r in tables["evidence"] if r["wording"] == "not_found"}
    in_part = {claim: status for claim, status in silent.items() if status != "not_found"}
    assert in_part == dict.fromkeys(["C03", "M04c", "F2d", "F3a"], "partly")


def test_every_unit_of_a_claim_exists_and_five_claims_stand_on_their_line_alone(tables):
    units = {row["unit"] for n in ("comparison", "statements", "effects") for row in tables[n]}
    units |= {row["event"] for row in tables["events"]}
    assert {row["unit"] for row in tables["evidence_units"]} <= units
    claims = {row["claim"] for row in tables["evidence"]}
    assert claims - {row["claim"] for row in tables["evidence_units"]} == WITHOUT_UNIT
    assert units - {row["unit"] for row in tables["evidence_units"]} == NOT_CHECKED


def test_a_claim_of_the_table_bears_on_the_cell_of_its_line(tables):
    lines = {row["unit"]: row["line"] for row in tables["comparison"]}
    claims = {row["claim"]: row for row in tables["evidence"]}
    pairs = [row for row in tables["evidence_units"] if row["unit"] in lines]
    assert len(pairs) == len({row["unit"] for row in pairs}) == 15
    for row in pairs:
        assert claims[row["claim"]]["line"] == lines[row["unit"]], row
        assert claims[row["claim"]]["kind"] == "table cell", row


def test_every_source_is_used_and_every_source_used_is_listed(tables):
    sources = {row["source_id"] for row in tables["sources"]}
    assert {key for rows in tables.values() for row in rows for key in listed(row)} == sources


def test_every_address_is_well_formed(tables):
    for row in tables["sources"]:
        parts = urlsplit(row["url"])
        assert parts.scheme in ("http", "https"), row["url"]
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), row["url"]
        assert row["url"].isascii(), row["url"]
        assert not re.search(r"\s", row["url"]), row["url"]


def test_a_relay_names_what_it_relays_where_a_reader_sees_it(tables):
    relays = [row for row in tables["sources"] if row["relay_of"]]
    assert len(relays) == 25
    for row in relays:
        assert row["relay_of"] in f"{row['title']} {row['publisher']}", row["source_id"]


def test_thirteen_findings_rest_on_one_source_and_two_on_a_search_alone(case):
    behind = support(case).set_index("claim")
    alone = set(behind.index[behind["one_source"]])
    assert alone == {
        "V05", "F1a", "F1b", "F2c", "F2d", "I2b", "T12c", "T23c", "T33c", "T51c", "P4", "N3", "Z2",
    }  # fmt: skip
    assert set(behind.index[behind["independent"] == 0]) == {"I4e", "N4"}


def test_every_finding_with_a_source_is_dated_and_timed_against_the_day(tables):
    for row in tables["evidence"]:
        if row["claim"] in ("I4e", "N4"):  # nothing was searched, or nothing was seen at all
            assert row["record_date"] == row["timing"] == row["sources"] == ""
            continue
        day = row["record_date"]
        at = "2025-02-28"[: len(day)]
        expected = "same day" if day == "2025-02-28" else "before" if day <= at else "after"
        assert row["timing"] == TIMED_BY_ITS_CONTENT.get(row["claim"], expected), row["claim"]


def test_a_date_in_words_is_spelled_one_way(tables):
    for row in tables["evidence"]:
        for column in ("claim_en", "finding_en", "outcome", "note"):
            assert not re.search(r"\d-\d\d?\b(?! minutes)", row[column]), row["claim"]
            short = r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
            assert not re.search(short, row[column]), row["claim"]


def test_outcomes_and_notes_stand_in_both_languages_or_in_none(tables):
    for row in tables["evidence"]:
        for column in ("outcome", "note"):
            english, japanese = row[column], row[f"{column}_ja"]
            assert bool(english) == bool(japanese), row["claim"]
            assert not japanese or JAPANESE.search(japanese), row["claim"]
            assert not re.search("[「」『』。]", japanese), row["claim"]


def test_what_is_not_found_is_worded_as_absent_and_never_as_disproved(tables, package):
    for row in tables["evidence"]:
        if row["status"] == "not_found":
            finding = row["finding_en"] + row["finding_ja"]
            assert not SAID_OF_AN_ABSENCE.search(finding), row["claim"]
    resource = next(r for r in package["resources"] if r["name"] == "evidence")
    assert "absent from the sources searched and not disproved" in resource["description"]
    assert "否定ではない" in resource["description_ja"]


def test_of_the_fifteen_cells_one_goes_and_it_is_us_budget_support(case):
    matrix = case.matrix()
    held = on_record(case, "borne-out").matrix()
    gone = matrix.notna() & held.isna()
    assert [place for place, is_gone in gone.stack().items() if is_gone] == [
        ("USA", "economic_cooperation")
    ]
    assert matrix.where(~gone).equals(held)
    assert on_record(case, "wording").matrix().equals(held)


def test_what_each_demand_leaves_out(case):
    borne_out = ["c-economic_cooperation-USA", "s03", "s11", "s15", "s29", "s39", "s45"]
    borne_out += ["e05", "e19", "v5"]
    assert left_out(case, "borne-out") == borne_out
    more = set(left_out(case, "wording")) - set(borne_out)
    assert more == {"s02", "s05", "s12", "s13", "s14", "s43"}


def test_units_fall_into_statuses_by_the_worst_of_their_claims(case):
    statuses = unit_record(case)["status"]
    assert statuses.value_counts().to_dict() == {
        "partly": 33,
        "corroborated": 21,
        "outlook": 16,
        "not_found": 9,
        "borne_out_later": 8,
        "contradicted": 1,
    }
    assert statuses.isna().sum() == len(NOT_CHECKED)


def test_the_readme_gives_the_counts_of_the_record(root):
    said = " ".join((root / "README.md").read_text("utf-8").split())
    assert (
        "66 of its claims were held against the public record: 20 are corroborated by sources up "
        "to that day, 7 borne out later, 20 in part; 9 are outlooks, 7 were not found in the "
        "sources searched, 4 of them printed as quotations, and 3 are contradicted."
    ) in said
    kinds = ["corroborated", "borne_out_later", "partly", "outlook", "not_found", "contradicted"]
    assert [STATUSES[kind] for kind in kinds] == [20, 7, 20, 9, 7, 3]
    assert len(PRINTED_AS_QUOTATIONS) == 4
