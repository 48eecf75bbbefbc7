"""What if a cell were coded otherwise: every matrix, measure and chart takes it, in view."""

import pandas as pd
import pytest

from analysis import charts
from analysis.compare import pair_table, table_recodings
from analysis.stance import stance_matrix


def test_only_the_cell_named_changes(case):
    changed = case.recode({("minerals", "EU"): 1})
    before, after = case.matrix(), changed.matrix()
    assert after.at["EU", "minerals"] == 1
    assert before.at["EU", "minerals"] == 0
    after.loc["EU", "minerals"] = 0
    pd.testing.assert_frame_equal(after, before)


def test_none_takes_a_cell_as_not_stated(case):
    changed = case.recode({("minerals", "EU"): None})
    assert pd.isna(changed.matrix().at["EU", "minerals"])
    assert pair_table(changed.matrix()).at[("UKR", "EU"), "n"] == 4
    assert pd.isna(stance_matrix(changed, wide=True).at["EU", "minerals"])


def test_the_bounds_of_a_recoded_cell_are_the_code_itself(case):
    assert len(table_recodings(case.recode({("minerals", "EU"): 0}))) == 32


def test_changes_add_up_and_the_later_one_holds(case):
    changed = case.recode({("minerals", "EU"): 1}).recode({("minerals", "EU"): 2})
    assert changed.matrix().at["EU", "minerals"] == 2
    assert [change.stance for change in changed.changes] == [1, 2]


def test_the_case_that_was_read_stays_as_it_was(case):
    before = case["stance_codes"]
    case.recode({("minerals", "EU"): 1})
    pd.testing.assert_frame_equal(case["stance_codes"], before)
    assert case.changes == ()


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("key", charts.KEYS)
def test_every_chart_says_that_it_shows_a_what_if(case, key, lang):
    chart = getattr(charts, key)
    caption = chart.caption(case.recode({("minerals", "EU"): 1}), lang)
    cell = "Minerals × EU = +" if lang == "en" else "鉱物資源×EU＝+"
    assert cell in caption.subtitle
    assert "what-if" in caption.identity
    assert cell not in chart.caption(case, lang).subtitle


def test_a_cell_that_the_table_lacks_is_refused_by_name(case):
    with pytest.raises(ValueError, match=r"no cell \('gratitude', 'EU'\); its issues are milit"):
        case.recode({("gratitude", "EU"): 1})


@pytest.mark.parametrize("code", [3, True, "1", 0.5])
def test_a_code_off_the_scale_is_refused_by_name(case, code):
    with pytest.raises(ValueError, match="-2, -1, 0, 1, 2, or None"):
        case.recode({("minerals", "EU"): code})


@pytest.mark.parametrize("code", [pd.NA, float("nan"), "1", True, 1.5])
def test_what_is_no_code_is_refused_in_words(case, code):
    with pytest.raises(ValueError, match=r"is no code of \('minerals', 'EU'\); -2, -1, 0, 1, 2"):
        case.recode({("minerals", "EU"): code})
