"""Kinds of modality: every unit counted once, every count a segment with its number."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts.figures.certainty import FILLS
from analysis.stance import unit_stances


def counted(case):
    return charts.certainty.frame(case).set_index(["part", "modality"])["n"].to_dict()


def segments(figure):
    """Widths of the bars that are drawn."""
    (bars,) = (ax for ax in figure.axes if ax.containers)
    return [round(patch.get_width()) for patch in bars.patches], bars


def put(case, kind, *units):
    """The case with some units coded as one kind by every coder."""
    codes = case["stance_codes"]
    codes.loc[codes["unit"].isin(units), "modality"] = kind
    return replace(case, tables={**case.tables, "stance_codes": codes})


def test_doubts_are_counted_as_by_hand(toy):
    # R6 on a cell, R4 on a statement of section 2; the words of R3, on two statements,
    # and of R4 were not found
    frame = charts.certainty.frame(toy).set_index("part")
    found = frame[["contradicted", "not_found", "unquoted"]].groupby(level=0, sort=False).sum()
    assert found.loc["comparison table"].tolist() == [0, 1, 0]
    assert found.loc["impact table"].tolist() == [0, 0, 0]
    assert found.sum().tolist() == [0, 2, 3]


def test_each_part_counts_the_units_that_the_record_leaves_in_doubt(case):
    frame = charts.certainty.frame(case)
    bears = case["evidence_units"].merge(case["evidence"], on="claim")
    for _, row in frame.iterrows():
        units = row["units"].split()
        assert len(units) == row["n"]
        claims = bears[bears["unit"].isin(units)]
        contradicted = set(claims.loc[claims["status"].eq("contradicted"), "unit"])
        not_found = set(claims.loc[claims["status"].eq("not_found"), "unit"]) - contradicted
        unquoted = set(claims.loc[claims["wording"].eq("not_found").fillna(False), "unit"])
        assert row["contradicted"] == len(contradicted)
        assert row["not_found"] == len(not_found)
        assert row["unquoted"] == len(unquoted)
        assert row["unchecked"] == len(set(units) - set(claims["unit"]))
    assert frame[["contradicted", "not_found", "unquoted", "unchecked"]].sum().tolist() == [
        1, 7, 10, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_part_bears_its_marks_with_their_numbers_and_no_others(case, lang):
    page = charts.certainty(case, lang).axes[0]
    frame = charts.certainty.frame(case)
    for key, part in frame.groupby("part", sort=False):
        name = part[f"part_{lang}"].iloc[0]
        (y,) = [t.get_position()[1] for t in page.texts if t.get_text() == name]
        beside = sorted(
            (t.get_position()[0], t.get_text())
            for t in page.texts
            if t.get_position()[1] == y and t.get_position()[0] > 100
        )
        counts = part[["contradicted", "not_found", "unquoted"]].sum()
        signs = zip(("✕", "?", "“?”"), counts, strict=True)
        expected = [word for sign, n in signs if n for word in (sign, str(n))]
        assert [text for _, text in beside][1:] == expected, key


def test_the_note_says_how_much_of_what_is_asserted_is_not_borne_out(case):
    note = charts.certainty.caption(case, "en").note
    assert "of 27 asserted, the record does not bear out 6; of all 67, 3 were not checked" in note
    assert "断定27件のうち6件は公的記録による裏づけがなく、全67件のうち3件は未確認" in (
        charts.certainty.caption(case, "ja").note
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_case_not_held_against_the_record_bears_no_mark_and_no_count(votes, lang):
    frame = charts.certainty.frame(votes)
    assert frame[["contradicted", "not_found", "unquoted", "unchecked"]].isna().all(axis=None)
    texts = words_on(charts.certainty(votes, lang).axes[0])
    assert not {"?", "✕", "“?”"} & set(texts)
    assert "{" not in charts.certainty.caption(votes, lang).note


def test_the_toy_case_counts_as_by_hand(toy):
    assert counted(toy) == {
        ("comparison table", "asserted"): 6,
        ("comparison table", "demanded"): 2,
        ("comparison table", "considered"): 1,
        ("impact table", "asserted"): 2,
        ("impact table", "mixed"): 1,
        ("1", "asserted"): 1,
        ("1", "demanded"): 2,
        ("2", "asserted"): 2,
        ("2", "demanded"): 1,
        ("2", "conditional"): 1,
        ("2", "considered"): 2,
        ("3", "asserted"): 1,
        ("3", "possible"): 1,
        ("3", "mixed"): 1,
    }


def test_every_unit_counts_once(case):
    frame = charts.certainty.frame(case)
    assert frame.groupby("place")["n"].sum().to_dict() == {
        "comparison table": len(case["comparison"]),
        "impact table": case["effects"]["scope"].notna().sum(),
        "section": len(case["statements"]),
    }
    assert (frame.groupby("part")["n"].sum() == frame.groupby("part")["of"].first()).all()


def test_the_narrative_is_counted_by_the_first_number_of_its_sections(case):
    frame = charts.certainty.frame(case)
    sections = case["statements"].set_index("unit")["section"].str[0]
    kinds = unit_stances(case["stance_codes"])["modality"]
    for part in "123456":
        expected = kinds[sections.index[sections == part]].value_counts().to_dict()
        rows = frame[(frame["place"] == "section") & (frame["part"] == part)]
        assert dict(zip(rows["modality"], rows["n"], strict=True)) == expected


def test_parts_have_names_in_both_languages(case):
    names = charts.certainty.frame(case).drop_duplicates("part").set_index("part")
    assert names.loc["3", ["part_en", "part_ja"]].tolist() == ["Section 3", "第3節"]
    assert names.loc["commentary", ["part_en", "part_ja"]].tolist() == ["Commentary", "論評"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_count_is_a_segment_with_its_number_and_nothing_else(case, lang):
    figure = charts.certainty(case, lang)
    frame = charts.certainty.frame(case)
    drawn, bars = segments(figure)
    assert sorted(drawn) == sorted(frame["n"])
    assert sorted(int(text.get_text().split()[-1]) for text in bars.texts) == sorted(frame["n"])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_bars_stand_beside_the_names_and_totals_of_their_parts(case, lang):
    figure = charts.certainty(case, lang)
    page, bars = figure.axes
    parts = charts.certainty.frame(case).drop_duplicates("part")
    heights = {}
    for patch in bars.patches:
        row = round(patch.get_y() + patch.get_height() / 2)
        heights[row] = heights.get(row, 0) + round(patch.get_width())
    middle = {t.get_text(): round((t.get_position()[1] - 1.2) / 7.5 - 0.5) for t in page.texts}
    for _, part in parts.iterrows():
        assert heights[middle[part[f"part_{lang}"]]] == part["of"]
    assert words_on(page).count("n = 46") == 1


def test_segments_follow_the_order_of_the_codebook_each_in_the_look_of_its_kind(toy):
    _, bars = segments(charts.certainty(toy))
    drawn = {}
    for patch in sorted(bars.patches, key=lambda patch: (patch.get_y(), patch.get_x())):
        drawn.setdefault(round(patch.get_y(), 2), []).append(
            (round(patch.get_width()), to_hex(patch.get_facecolor()), patch.get_hatch() or "")
        )
    frame = charts.certainty.frame(toy)
    expected = [
        [(n, *FILLS[kind]) for n, kind in zip(rows["n"], rows["modality"], strict=True)]
        for _, rows in frame.groupby("part", sort=False)
    ]
    assert list(drawn.values()) == expected
    kinds = frame.groupby("part", sort=False)["modality"].apply(list)
    assert all(row == sorted(row, key=list(FILLS).index) for row in kinds)


def words_on(ax):
    return [text.get_text() for text in ax.texts]


def test_each_kind_has_a_ground_and_hatch_of_its_own(toy):
    _, bars = segments(charts.certainty(toy))
    looks = {(patch.get_facecolor(), patch.get_hatch()) for patch in bars.patches}
    assert len(looks) == charts.certainty.frame(toy)["modality"].nunique() == 6


def test_no_percentage_is_drawn(case):
    figure = charts.certainty(case)
    assert not [text for ax in figure.axes for text in words_on(ax) if "%" in text]


def test_the_title_counts_what_table_and_narrative_assert(case):
    assert (
        charts.certainty.caption(case, "en").title
        == "Table asserts 9 of 15 cells, narrative 15 of 46 statements"
    )
    assert charts.certainty.caption(case, "ja").title == "断定は比較表で15件中9件、本文で46件中15件"


def test_the_title_follows_the_counts(case):
    fewer = put(case, "possible", "c-russia_policy-USA", "c-russia_policy-UKR")
    assert charts.certainty.caption(fewer, "en").title.startswith("Table asserts 7 of 15")


def test_the_finding_falls_when_the_table_asserts_no_greater_share(case):
    asserted = unit_stances(case["stance_codes"])["modality"].eq("asserted")
    cells = [unit for unit in asserted.index[asserted] if unit.startswith("c-")]
    hedged = put(case, "possible", *cells[:5])  # 4 of 15 against 15 of 46
    assert charts.certainty.caption(hedged, "en").title == charts.certainty.topic.en
    assert charts.certainty.caption(put(case, "possible", *cells[:4]), "en").title.startswith(
        "Table asserts 5 of 15"
    )


def test_a_kind_that_no_codebook_knows_is_drawn_under_its_own_name(case):
    odd = put(case, "whispered", "c-minerals-EU")
    assert "whispered" in [text for ax in charts.certainty(odd).axes for text in words_on(ax)]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_other_cases_are_drawn(toy, votes, lang):
    for other, units in ((toy, 24), (votes, 8)):
        drawn, _ = segments(charts.certainty(other, lang))
        assert sum(drawn) == units
    assert charts.certainty.caption(votes, lang).title == charts.certainty.topic(lang)
