"""Pairs of actors: counted, measured, and held to every other coding of the table."""

from dataclasses import replace
from itertools import combinations, product

import pandas as pd
import pytest
from drawn import recoded, words
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from test_evidence import with_claims

from analysis import charts, read_case
from analysis.charts.pair_doubts import UNDOUBTED
from analysis.charts.palette import OUTLINE, QUIET
from analysis.charts.survival import survived
from analysis.charts.view import View
from analysis.compare.readings import CODINGS
from analysis.compare.variants import GIVEN, MERGED, SCENARIO, SILENT, STEP, TOGETHER, WITHOUT


def of_kind(case, kind):
    frame = charts.agreement.frame(case)
    return frame[frame["kind"] == kind].set_index(["a", "b"])


def given(case):
    rows, codings = of_kind(case, GIVEN), of_kind(case, CODINGS)
    return rows.assign(least=codings["least"], greatest=codings["greatest"])


def squares(figure):
    """Faces of the unit squares in the rows, the key left out."""
    (ax,) = figure.axes
    rows = max(line.get_ydata()[0] for line in ax.lines if line.get_linewidth() == 0.6) + 19
    tiles = [p for p in ax.patches if isinstance(p, Rectangle) and p.get_gid() != "clear"]
    return [p for p in tiles if p.get_y() < rows and p.get_zorder() != 2.5]  # a mark of the record


def with_members(case, *rows):
    table = pd.DataFrame(rows, columns=["actor", "group"], dtype="str")
    return replace(case, tables={**case.tables, "memberships": table})


def many(case, actors):
    """A case of so many actors, each a copy of one of the three of the table."""
    known = case["comparison"]["actor"].unique()
    chosen = case["actors"]["actor"].head(actors)
    parts, codes = [], []
    for n, actor in enumerate(chosen):
        cells = case["comparison"]
        cells = cells[cells["actor"] == known[n % 3]]
        renamed = dict(zip(cells["unit"], cells["unit"] + actor, strict=True))
        parts.append(cells.assign(actor=actor, unit=cells["unit"].map(renamed)))
        of_actor = case["stance_codes"]
        of_actor = of_actor[of_actor["unit"].isin(list(renamed))]
        codes.append(of_actor.assign(unit=of_actor["unit"].map(renamed)))
    tables = {"comparison": pd.concat(parts), "stance_codes": pd.concat(codes)}
    tables |= {"memberships": case["memberships"].head(0), "scenarios": case["scenarios"].head(0)}
    return replace(case, tables={**case.tables, **tables})


def test_the_counts_and_distances_are_those_worked_by_hand(toy):
    pairs = given(toy)[["n", "agree", "differ", "open"]]
    assert pairs.loc[("ALD", "BOR")].tolist() == [3, 0, 2, 1]
    assert pairs.loc[("ALD", "CER")].tolist() == [1, 0, 1, 0]
    assert pairs.loc[("BOR", "CER")].tolist() == [1, 1, 0, 0]
    first = given(toy).loc[("ALD", "BOR")]
    assert first["mean_distance"] == pytest.approx(8 / 3)
    assert first[["least", "greatest"]].tolist() == pytest.approx([2, 10 / 3])
    assert of_kind(toy, CODINGS).loc[("ALD", "BOR"), "readings"] == 48


def test_fewer_than_three_issues_give_counts_and_no_distance(toy, votes):
    distances = ["median_distance", "mean_distance", "least", "greatest"]
    assert given(toy).loc[[("ALD", "CER"), ("BOR", "CER")], distances].isna().all(axis=None)
    assert given(votes)[distances].isna().all(axis=None)
    assert given(votes)["n"].tolist() == [2, 1, 2, 1, 2, 1]


def test_the_range_is_the_least_and_greatest_of_every_coding_tried_one_by_one(case):
    low, high = case.matrix(values="low"), case.matrix(values="high")
    for (a, b), row in given(case).iterrows():
        choices = [
            range(low.at[actor, issue], high.at[actor, issue] + 1)
            for issue in low
            for actor in (a, b)
        ]
        means = [
            sum(abs(c[n] - c[n + 1]) for n in range(0, len(c), 2)) / low.shape[1]
            for c in product(*choices)
        ]
        assert (row["least"], row["greatest"]) == (pytest.approx(min(means)), max(means))


def test_other_readings_are_the_matrix_changed_by_hand(case):
    frame = charts.agreement.frame(case).set_index(["a", "b", "of"])
    matrix = case.matrix()
    for issue in matrix:
        rest = matrix.drop(columns=issue).astype(float)
        for a, b in combinations(matrix.index, 2):
            one = frame[frame["kind"] == WITHOUT].loc[(a, b, issue)]
            assert one["mean_distance"] == pytest.approx((rest.loc[a] - rest.loc[b]).abs().mean())
    silent = frame[frame["kind"] == SCENARIO].xs("share_as_silence", level="of")
    assert silent["n"].to_dict() == {("UKR", "EU"): 4, ("USA", "EU"): 4, ("USA", "UKR"): 5}


def test_the_closest_pair_stands_first_and_no_pair_twice(case):
    rows = given(case)
    assert rows.index.is_unique
    assert rows["mean_distance"].is_monotonic_increasing
    assert rows.index[0] == ("UKR", "EU")


def test_every_issue_counted_is_a_square_of_its_kind(case):
    rows, drawn = given(case), squares(charts.agreement(case))
    assert len(drawn) == rows["n"].sum()
    full = [p for p in drawn if to_hex(p.get_facecolor()) == QUIET]
    assert len(full) == rows["agree"].sum()


def test_every_reading_is_a_mark_on_the_scale_of_distance(case):
    (ax,) = charts.agreement(case).axes
    frame = charts.agreement.frame(case)
    in_rows = [line for line in ax.lines if line.get_ydata()[0] < 6 + 3 * 19]
    markers = [line.get_marker() for line in in_rows]
    upright = [line for line in in_rows if len(line.get_xdata()) == 2]
    upright = [line for line in upright if line.get_xdata()[0] == line.get_xdata()[1]]
    widths = [line.get_linewidth() for line in upright]
    kinds = frame["kind"].value_counts()
    assert markers.count("D") == kinds[SCENARIO] + kinds[TOGETHER] == 9 + 3
    # The triangle, circle and square of the actors stand in the rows too.
    assert markers.count("s") == kinds[MERGED] + 2 == 3 + 2
    assert markers.count("+") == kinds[STEP] == 57
    assert widths.count(1.1) == kinds[WITHOUT] == 15
    assert widths.count(0.7) == kinds[SILENT] == 45
    bars = [line for line in in_rows if line.get_linewidth() == 4]
    assert len(bars) == 3
    assert all(line.get_color() == OUTLINE for line in bars)


def test_the_strip_tells_in_how_many_readings_the_closest_pair_stays_closest(case, toy):
    counts = survived(charts.agreement.frame(case))
    assert counts[["a", "b"]].drop_duplicates().to_numpy().tolist() == [["UKR", "EU"]]
    assert counts[["closest", "readings"]].to_numpy().tolist() == [
        [64, 64], [4, 4], [5, 5], [15, 15], [19, 19], [1, 1],
    ]  # fmt: skip
    drawn = words(charts.agreement(case))
    for share in ("64 of 64", "4 of 4", "5 of 5", "15 of 15", "19 of 19", "1 of 1"):
        assert drawn.count(share) == 1
    assert survived(charts.agreement.frame(toy)).empty, "one measured pair is no comparison"


def test_a_reading_that_brings_another_pair_closer_shows_in_the_strip(case):
    issues = ("military_aid", "diplomatic_strategy", "minerals")
    nearer = recoded(case, "stance_codes", **{f"c-{issue}-EU": -1 for issue in issues})
    counts = survived(charts.agreement.frame(nearer))
    assert (counts["closest"] < counts["readings"]).any()


def test_of_many_pairs_those_without_a_distance_are_neither_closest_nor_farthest(case):
    """Six actors of whom three state something: three pairs have a distance, twelve have none."""
    crowd = many(case, 6)
    codes, cells = crowd["stance_codes"], crowd["comparison"]
    silent = cells.loc[cells["actor"].isin(crowd["actors"]["actor"].iloc[3:6]), "unit"]
    codes.loc[codes["unit"].isin(silent), ["stance", "low", "high"]] = pd.NA
    fewer = replace(crowd, tables={**crowd.tables, "stance_codes": codes})
    rows = given(fewer)
    assert len(rows) == 3
    assert rows["few"].unique().tolist() == [12]
    shown = words(charts.agreement(fewer))
    assert "Pairs left out because they share fewer than 3 issues: 12." in shown
    assert not [word for word in shown if "farthest" in word]
    nobody = codes.assign(stance=pd.NA, low=pd.NA, high=pd.NA).astype(codes.dtypes)
    none = replace(crowd, tables={**crowd.tables, "stance_codes": nobody})
    assert "The first 8 of 15 pairs, in the order of the actors." in words(charts.agreement(none))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_number_stands_with_its_n(case, lang):
    drawn = words(charts.agreement(case, lang))
    assert drawn.count("n = 5") == 3
    for number in ("0.4 (0.2–1.0)", "3.0 (2.2–3.0)", "3.4 (2.6–3.4)"):
        assert drawn.count(number) == 1
    assert any("64" in text for text in drawn)


def test_a_pair_bears_the_marks_of_the_cells_that_it_rests_on(case):
    rows = given(case)
    assert rows["not_borne_out"].to_dict() == {
        ("UKR", "EU"): False,
        ("USA", "EU"): True,
        ("USA", "UKR"): True,
    }
    assert rows["status"].tolist() == ["partly", "not_found", "not_found"]
    others = charts.agreement.frame(case).query("kind != @GIVEN")
    assert others[["status", "not_borne_out", "quotation_not_found"]].isna().all(axis=None)


def test_a_cell_of_which_one_of_the_two_says_nothing_marks_no_pair(toy):
    # R6 doubts what CER says of tolls; let ALD say nothing of it
    silent = recoded(toy, "stance_codes", **{"c-tolls-ALD": pd.NA})
    both, one = (given(other)["not_borne_out"] for other in (toy, silent))
    assert set(both[both].index) == {("ALD", "CER"), ("BOR", "CER")}
    assert set(one[one.fillna(False)].index) == {("BOR", "CER")}


def test_without_the_marked_cells_a_pair_is_that_of_the_matrix_less_those_cells(case):
    matrix = case.matrix().astype("Float64")
    matrix.loc["USA", "economic_cooperation"] = pd.NA
    rows = of_kind(case, UNDOUBTED)
    for (a, b), row in rows.iterrows():
        apart = (matrix.loc[a] - matrix.loc[b]).abs().dropna()
        assert (row["n"], row["mean_distance"]) == (len(apart), pytest.approx(apart.mean()))
        assert row["agree"] + row["open"] + row["differ"] == len(apart)
        assert row["of"] == "economic_cooperation × USA"
    assert rows["n"].tolist() == [5, 4, 4]
    assert rows["closest"].tolist() == [1, 0, 0]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_beside_the_mark_stand_counts_and_distance_without_the_marked_cells(case, lang):
    drawn = words(charts.agreement(case, lang))
    assert drawn.count("?") == 2 + 1  # 1 in the key
    beside = {
        "en": ["0 same, 1 open, 3 opposite", "3.0, n = 4", "0 same, 0 open, 4 opposite"],
        "ja": ["同じ側0・中間1・反対側3", "3.0、n = 4", "同じ側0・中間0・反対側4"],
    }
    for text in beside[lang]:
        assert drawn.count(text) == 1
    note = charts.agreement.caption(case, lang).note
    said = {
        "en": "(US × Economic cooperation). Ukraine and EU stay the closest.",
        "ja": "（米国×経済協力）を除いた場合。ウクライナとEUが最も近いことは変わらない。",
    }
    assert said[lang] in note


def test_where_too_little_is_left_there_is_no_distance_and_the_note_says_who_falls(case):
    doubted = with_claims(case, status=dict.fromkeys(["T12c", "T22c", "T32c"], "not_found"))
    rows = of_kind(doubted, UNDOUBTED)
    assert rows.loc[("UKR", "EU"), ["n", "closest"]].tolist() == [2, 0]
    assert pd.isna(rows.loc[("UKR", "EU"), "mean_distance"])
    assert words(charts.agreement(doubted)).count("n = 2") == 1
    assert (
        "Ukraine and EU are then not the closest." in charts.agreement.caption(doubted, "en").note
    )


def test_a_cell_whose_quotation_was_not_found_is_left_out_too(case):
    unquoted = with_claims(case, wording={"T12c": "not_found"})
    rows = of_kind(unquoted, UNDOUBTED)
    assert set(rows["of"]) == {"military_aid × UKR + economic_cooperation × USA"}
    assert rows["n"].to_dict() == {("UKR", "EU"): 4, ("USA", "EU"): 4, ("USA", "UKR"): 3}
    drawn = words(charts.agreement(unquoted))
    assert [drawn.count(sign) for sign in ("“?”", "?", "? “?”")] == [1 + 1, 1 + 1, 1]


def test_a_case_whose_cells_are_all_sound_has_no_such_rows_marks_or_words(case, votes):
    sound = with_claims(case, status={"T51c": "partly"})
    for other in (sound, votes):
        assert of_kind(other, UNDOUBTED).empty
        assert "?" not in words(charts.agreement(other))
        assert "mark" not in charts.agreement.caption(other, "en").note


def test_the_title_states_the_pair_that_is_closest_in_all_codings(case):
    assert charts.agreement.caption(case, "en").title == "Ukraine and EU closest in all 64 codings"
    assert (
        charts.agreement.caption(case, "ja").title
        == "ウクライナとEU、64通りのコーディングすべてで最も近い"
    )


def test_the_finding_falls_when_one_coding_has_another_closest_pair(case):
    issues = ("military_aid", "russia_policy", "diplomatic_strategy")
    nearer = recoded(case, "stance_codes", **{f"c-{issue}-EU": 0 for issue in issues})
    assert given(nearer).loc[("UKR", "EU"), "mean_distance"] == pytest.approx(1.6)
    assert given(nearer).loc[("USA", "EU"), "mean_distance"] == pytest.approx(1.8)
    assert charts.agreement.caption(nearer, "en").title == charts.agreement.topic.en


def test_the_finding_falls_when_a_pair_cannot_be_measured(case):
    issues = ("military_aid", "russia_policy", "diplomatic_strategy")
    silent = recoded(case, "stance_codes", **{f"c-{issue}-USA": pd.NA for issue in issues})
    assert charts.agreement.caption(silent, "en").title == charts.agreement.topic.en


def test_the_finding_falls_when_the_codings_are_too_many_to_try(case):
    frame = charts.agreement.frame(case).assign(exact=False)
    assert charts.agreement.facts(frame, View.of(case, "en")) is None


def test_a_pair_of_which_one_contains_the_other_is_barred(case):
    nested = with_members(case, ("UKR", "NATO"), ("NATO", "EU"))
    rows = given(nested)
    assert ("UKR", "EU") not in rows.index
    assert len(rows) == 2
    assert "Pairs left out because one contains the other: 1." in words(charts.agreement(nested))
    assert (
        charts.agreement.caption(nested, "en").title != charts.agreement.caption(case, "en").title
    )


def test_of_many_pairs_the_closest_and_the_farthest_are_drawn_and_said_to_be(case):
    crowd = many(case, 6)
    rows = given(crowd)
    assert len(rows) == 8
    assert rows["pairs"].unique().tolist() == [15]
    assert rows["mean_distance"].round(1).tolist() == [0.0] * 3 + [0.4] + [3.4] * 4
    assert "The 4 closest and 4 farthest of 15 pairs." in words(charts.agreement(crowd))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_other_cases_are_drawn(toy, votes, lang):
    for other in (toy, votes):
        assert len(squares(charts.agreement(other, lang))) == given(other)["n"].sum()


def test_a_mean_below_its_own_range_is_explained_where_the_coders_split(case):
    talks = read_case("invented-ferry-talks")
    rows = given(talks)
    outside = rows["mean_distance"] < rows["least"]
    assert outside.any(), "the split cell counts in the range alone"
    for lang, said in (("en", "on which coders split"), ("ja", "コーダーの割れたセル")):
        assert said in " ".join(words(charts.agreement(talks, lang)))
        assert said not in " ".join(words(charts.agreement(case, lang))), "no cell is split"
