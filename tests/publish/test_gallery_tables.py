"""The tables beside the charts: who and what first, keys last, numbers and silence set apart."""

import re

import pytest
from bs4 import BeautifulSoup
from paged import LANGS, article, drawn, words

from analysis import charts, read_case
from analysis.charts.spoken import Spoken, spoken
from analysis.publish.gallery import PAGE, make
from analysis.publish.gallery.columns import naming, ordered

KANJI_OR_KANA = re.compile("[ぁ-んァ-ヶ一-龠]")
both_languages = pytest.mark.parametrize("lang", LANGS)


def column(name, *cells, key=False) -> Spoken:
    return Spoken(name, name.title(), "not stated", cells, numeric=False, key=key)


def of_cases(root, toy, votes):
    """Each chart that can be drawn of a case of ours, with its frame."""
    shipped = [read_case(folder) for folder in sorted((root / "data").glob("[a-z]*-*"))]
    for case in (toy, votes, *(case for case in shipped if case.package.scale)):
        for key in charts.KEYS:
            chart = getattr(charts, key)
            if all(case.has(table) for table in chart.tables):
                yield case, key, chart.frame(case)


@pytest.fixture(scope="module")
def toy_soup(toy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("toy")
    return BeautifulSoup(make(toy, folder, drawn(toy, folder))[PAGE], "html.parser")


def test_what_a_row_is_about_comes_first_and_its_keys_last():
    columns = (
        column("unit", "c1", key=True),
        column("line", "7"),
        column("lower", "+"),
        column("issue", "Water"),
        column("sources", "S1"),
        column("text_section", "2"),
        column("kind", "stated"),
        column("actor", "Alda"),
    )
    assert [c.column for c in ordered(columns)] == [
        *("issue", "actor", "lower", "kind"),
        *("unit", "line", "sources", "text_section"),
    ]


def test_a_subject_that_most_rows_lack_does_not_come_first():
    half = column("event", "Talks", None)
    most = column("event", "Talks", None, None)
    month = column("month", "May", "June")
    assert ordered((half, month))[0] is half
    assert ordered((most, column("month", "May", "June", "July")))[1] is most


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        ([column("issue", "Water"), column("actor", "Alda"), column("date", "May")], 2),
        ([column("issue", "Water", "Tolls"), column("actor", "Alda", None)], 1),
        ([column("issue", "Water", "Tolls"), column("kind", "a", "b")], 1),
        ([column("part", "One"), column("modality", "asserted")], 1),
    ],
)
def test_a_row_is_named_by_one_column_or_two_that_are_full(columns, names):
    assert naming(tuple(columns)) == names


def test_no_column_is_lost_and_the_first_is_no_key(root, toy, votes):
    seen = 0
    for case, key, frame in of_cases(root, toy, votes):
        columns = spoken(key, frame, case, "en")
        shown = ordered(columns)
        assert sorted(c.column for c in shown) == sorted(c.column for c in columns)
        assert not shown[0].key, key
        keys = [n for n, c in enumerate(shown) if c.key]
        read = [n for n, c in enumerate(shown) if c.column in ("actor", "issue", "lower", "claim")]
        assert max(read, default=-1) < min(keys, default=len(shown)), key
        seen += 1
    assert seen > 30


def test_headings_are_japanese_in_japanese_and_english_in_english(root, toy, votes):
    for case, key, frame in of_cases(root, toy, votes):
        for japanese, english in zip(
            spoken(key, frame, case, "ja"), spoken(key, frame, case, "en"), strict=True
        ):
            assert KANJI_OR_KANA.search(japanese.name), (case.name, key, japanese.column)
            assert not KANJI_OR_KANA.search(english.name), (case.name, key, english.column)
            assert KANJI_OR_KANA.search(japanese.absent)


def test_the_stance_matrix_is_a_table_of_issues_and_actors(toy, toy_soup):
    part = article(toy_soup, "stance_matrix", "en")
    heads = [words(head) for head in part.select("thead th")]
    assert (heads[:2], heads[-2:]) == (["Issue", "Actor"], ["Unit", "Source line"])
    rows = [[words(head) for head in row.select("th")] for row in part.select("tbody tr")]
    view = toy["issues"].set_index("issue")["name_en"]
    names = toy["actors"].set_index("actor")["short_en"]
    cells = charts.stance_matrix.frame(toy)
    assert rows == [[view[c.issue], names[c.actor]] for c in cells.itertuples()]


@both_languages
def test_numbers_stand_to_the_right_and_words_to_the_left(toy, toy_soup, lang):
    for key in ("agreement", "certainty", "evidence"):
        columns = ordered(spoken(key, getattr(charts, key).frame(toy), toy, lang))
        part = article(toy_soup, key, lang)
        for place in ("thead tr", "tbody tr"):
            cells = part.select_one(place).find_all(["th", "td"])
            right = ["number" in cell.get("class", []) for cell in cells]
            assert right == [column.numeric for column in columns]
            assert any(right)


@both_languages
def test_what_is_missing_is_a_word_and_never_a_blank(toy, toy_soup, lang):
    part = article(toy_soup, "agreement", lang)
    columns = ordered(spoken("agreement", charts.agreement.frame(toy), toy, lang))
    missing = {
        (row, n)
        for n, column in enumerate(columns)
        for row, cell in enumerate(column.words)
        if cell is None
    }
    assert missing
    for row, cells in enumerate(part.select("tbody tr")):
        for n, cell in enumerate(cells.find_all(["th", "td"])):
            assert ("none" in cell.get("class", [])) == ((row, n) in missing)
            if (row, n) in missing:
                assert words(cell) == columns[n].absent


def test_a_chart_is_listed_by_its_question_and_its_finding_once(toy_soup):
    listed = toy_soup.find(id="en").select(".contents a")
    articles = toy_soup.find(id="en").find_all("article")
    assert [link["href"] for link in listed] == [f"#{part['id']}" for part in articles]
    for link, part in zip(listed, articles, strict=True):
        kicker, finding = part.select_one(":scope > .kicker"), words(part.h2)
        told = f"{words(kicker)} {finding}" if kicker else finding
        assert words(link) == told
        assert not kicker or words(kicker) != finding
    assert {bool(part.select(":scope > .kicker")) for part in articles} == {True, False}
