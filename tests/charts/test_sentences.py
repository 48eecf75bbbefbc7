"""The sentence that says what survives."""

from analysis.charts.sentences import survives


def test_the_sentence_counts_every_kind_of_reading(case):
    assert survives(case) == (
        "Ukraine and EU are the closest pair in 64 of 64 codings within the bounds, "
        "4 of 4 other readings, also together, 5 of 5 with an issue left out, "
        "15 of 15 with a cell left out, 19 of 19 with a code moved a step, "
        "1 of 1 with overlapping issues merged; the order of all pairs holds in 60 of 64 codings, "
        "ties in 4 and flips in 0."
    )


def test_the_sentence_changes_with_the_codes(case):
    other = case.recode({("military_aid", "EU"): -1, ("diplomatic_strategy", "EU"): -1})
    assert "64 of 64" not in survives(other)


def test_where_no_pair_can_be_named_the_sentence_says_so(toy):
    assert survives(toy).startswith("No pair can be said to be the closest")
    assert survives(toy, "ja").startswith("最も近い組は定まらない")


def test_the_sentence_of_the_wide_matrix_counts_its_own_readings(case):
    cells = int(case.matrix(wide=True).notna().sum(axis=None))
    assert f"{cells} of {cells} with a cell left out" in survives(case, wide=True)
