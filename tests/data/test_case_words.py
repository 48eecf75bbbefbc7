"""What is ours to write is written in both languages, short enough to draw, and in our own words.

The article is not here to compare with. What can be held without it: no value of ours is one of
its cited lines, and no Japanese of ours is in a sentence's form, or made to look like a quotation.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")
SAME_IN_BOTH = {"EU", "NATO"}
BREAK = "\u200b"
VERBATIM = {("comparison", "text_ja"), ("impact", "text_ja"), ("impact", "scope_ja")}
PARAPHRASES = {"statements": "paraphrase_ja", "effects": "effect_ja", "events": "event_ja"}
HEDGES = {  # the source's word: how our short forms keep it
    "可能性": "may ",
    "検討": "considers ",
    "模索": "seeks ",
    "希望": "wants ",
    "表明": "declares ",
    "条件付き": "conditional ",
}
OPEN_EN = re.compile(r"\b(may|likely|hints|open)\b")
OPEN_JA = re.compile("可能性|うる|公算|未定")


def pairs(tables):
    """Every (table, row, English column, Japanese column) of the case."""
    for table, rows in tables.items():
        for row in rows:
            for column in row:
                if column.endswith("_en") and (other := column[:-2] + "ja") in row:
                    yield table, row, column, other


def our_japanese(tables):
    for table, row, _, column in pairs(tables):
        if (table, column) not in VERBATIM:
            yield next(iter(row.values())), column, row[column]


def lines_taken(text: str, width: int) -> int:
    """Lines that greedy wrapping at spaces needs; a word wider than a line counts as too many."""
    lines, room = 1, width
    for word in text.split():
        if len(word) > width:
            return 99
        if room != width and len(word) + 1 > room:
            lines, room = lines + 1, width
        room -= len(word) + (room != width)
    return lines


def test_both_languages_are_filled_in_every_bilingual_column(tables):
    empty = [(t, c) for t, r, en, ja in pairs(tables) for c in (en, ja) if not r[c].strip()]
    assert empty == []
    assert Counter(table for table, *_ in pairs(tables)) == {
        "actors": 24,
        "issues": 14,
        "anchors": 35,
        "comparison": 30,
        "impact": 10,
        "effects": 23,
        "statements": 46,
        "events": 8,
        "factors": 3,
        "evidence": 132,
        "resolutions": 8,
        "timeline": 38,
        "recorded_steps": 8,
        "agreement_terms": 16,
        "responses": 50,
    }


def test_english_is_english_and_japanese_is_japanese(tables):
    for table, row, en, ja in pairs(tables):
        assert not JAPANESE.search(row[en]), (table, row[en])
        assert JAPANESE.search(row[ja]) or row[ja] in SAME_IN_BOTH, (table, row[ja])


def test_every_title_and_description_of_the_package_has_its_japanese(package):
    described = [package, *package["resources"]]
    described += [field for r in package["resources"] for field in r["schema"]["fields"]]
    for thing in described:
        for key in ("title", "description"):
            assert thing[key].strip(), thing["name"]
            assert JAPANESE.search(thing[f"{key}_ja"]), thing["name"]


def test_every_code_of_the_scale_is_named_in_both_languages(package):
    for code in package["stance_scale"]["codes"]:
        assert code["label_en"].strip(), code
        assert JAPANESE.search(code["label_ja"]), code


def test_short_english_wraps_to_three_lines_of_a_tile(tables):
    for row in tables["comparison"]:
        assert len(row["short_en"]) <= 44, row["unit"]
        assert lines_taken(row["short_en"], 23) <= 3, row["unit"]


def test_short_japanese_wraps_to_three_lines_of_a_tile(tables):
    for row in tables["comparison"]:
        pieces = row["short_ja"].split(BREAK)
        assert len("".join(pieces)) <= 24, row["unit"]
        assert sum(-(-len(piece) // 12) for piece in pieces) <= 3, row["unit"]
        assert all(pieces), row["unit"]


def test_a_hand_break_stands_in_short_japanese_only(tables):
    holding = {c for rows in tables.values() for row in rows for c, v in row.items() if BREAK in v}
    assert holding == {"short_ja"}


@pytest.mark.parametrize("hedge", HEDGES, ids=[kept.strip() for kept in HEDGES.values()])
def test_short_forms_keep_the_hedge_of_their_cell(tables, hedge):
    hedged = [row for row in tables["comparison"] if hedge in row["text_ja"]]
    assert hedged
    for row in hedged:
        assert hedge in row["short_ja"], row["unit"]
        assert HEDGES[hedge] in row["short_en"].lower() + " ", row["unit"]


@pytest.mark.parametrize(
    ("codes", "units", "stem"),
    [("stance_codes", "statements", "paraphrase"), ("effect_codes", "effects", "effect")],
)
def test_what_the_source_only_holds_possible_is_so_in_both_paraphrases(tables, codes, units, stem):
    votes = Counter(r["unit"] for r in tables[codes] if r["modality"] == "possible")
    possible = [row for row in tables[units] if votes[row["unit"]] == 3]
    assert len(possible) > 3
    for row in possible:
        assert OPEN_EN.search(row[f"{stem}_en"]), row["unit"]
        assert OPEN_JA.search(row[f"{stem}_ja"]), row["unit"]


def test_no_value_of_ours_is_a_cited_line_of_the_article(tables):
    hashes = {row["sha256"] for row in tables["lines"]}
    for rows in tables.values():
        for value in (v for row in rows for v in row.values()):
            assert hashlib.sha256(value.strip().encode("utf-8")).hexdigest() not in hashes, value


def test_our_japanese_is_in_note_form_and_never_looks_quoted(tables):
    for name, column, text in our_japanese(tables):
        assert not re.search("[「」『』。]|(です|ます|ました|ません)$", text), (name, column, text)
        assert text == text.strip()


def test_paraphrases_stay_short(tables):
    written = [row[column] for table, column in PARAPHRASES.items() for row in tables[table]]
    assert len(written) == 46 + 23 + 8
    assert [text for text in written if len(text) > 36] == []
