"""The tables that articles bring: bars, frames, spans, ragged rows, in four kinds of file."""

from __future__ import annotations

import pytest
from articles import docx, paragraph, word_table

from analysis.draft import read_article
from analysis.draft.actors import known
from analysis.draft.cues import proposal
from analysis.draft.told import tell

WANTED = (("issue", "US", "EU"), ("aid", "less", "more"), ("trade", "open", ""))


def tables(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_article(path)


@pytest.mark.parametrize(
    "text",
    [
        "issue | US | EU |\n---|---|---|\naid | less | more |\ntrade | open |\nThen prose.\n",
        "| issue | US | EU |\n|:--|:-:|--:|\n| aid | less | more |\n| trade | open |\n",
        "issue | US | EU\naid | less | more\ntrade | open |\n",
        "issue｜US｜EU\n－－｜－－｜－－\naid｜less｜more\ntrade｜open｜\n",
        "┌─┬─┬─┐\n│issue│US│EU│\n├─┼─┼─┤\n│aid│less│more│\n├─┼─┼─┤\n│trade│open││\n└─┴─┴─┘\n",
        "+---+---+---+\n| issue | US | EU |\n+===+===+===+\n| aid | less | more |\n+---+---+---+\n"
        "| trade | open | |\n+---+---+---+\n",
    ],
    ids=["as in the article", "outer bars", "no rule", "full width", "box", "grid"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bars_of_every_kind_give_one_table(tmp_path, text, name):
    assert [grid.rows for grid in tables(tmp_path, name, text).tables] == [WANTED]


def test_tabs_part_cells_in_a_plain_text_and_nowhere_else(tmp_path):
    text = "issue\tUS\tEU\naid\tless\tmore\ntrade\topen\t\n\nprose with\tone tab\n"
    (grid,) = tables(tmp_path, "a.txt", text).tables
    assert (grid.rows, grid.lines) == (WANTED, (1, 2, 3))
    (bare,) = tables(tmp_path, "b.txt", "\tUS\tEU\naid\t\tmore\n").tables
    assert bare.rows == (("", "US", "EU"), ("aid", "", "more"))
    assert tables(tmp_path, "a.md", text).tables == ()


def test_a_text_without_bars_or_tabs_is_told_what_a_table_is(tmp_path, run):
    path = tmp_path / "a.txt"
    path.write_text("issue  US  EU\naid  less  more\n", "utf-8")
    code, said = run("draft", path, "--out", tmp_path / "case")
    assert code == 1
    assert "among 0 tables" in said
    assert said.endswith("in a plain text its cells stand between bars or tabs\n")


def test_two_tables_without_a_line_between_are_two(tmp_path):
    text = "a | b | c\n---|---|---\n1 | 2 | 3\nscope | what\n---|---\nx | y\n"
    found = tables(tmp_path, "a.txt", text).tables
    assert [grid.lines for grid in found] == [(1, 3), (4, 6)]


def test_a_row_longer_than_its_header_keeps_its_cells(tmp_path):
    found = tables(tmp_path, "a.txt", "i | A | B\n---|---|---\naid | x | y | z\n").tables
    assert found[0].rows == (("i", "A", "B", ""), ("aid", "x", "y", "z"))


def test_an_escaped_bar_is_part_of_its_cell(tmp_path):
    found = tables(tmp_path, "a.md", "i | A | B\n--|--|--\naid | x \\| y | z\n").tables
    assert found[0].rows[1] == ("aid", "x | y", "z")


def test_a_single_line_with_a_bar_is_no_table(tmp_path):
    assert tables(tmp_path, "a.txt", "News | Sport\nText.\n").tables == ()


def test_emphasis_in_markdown_is_no_part_of_a_cell_and_in_a_text_it_is(tmp_path):
    text = "i | A | B\n--|--|--\n**aid** | `x` | y*z*\n"
    assert tables(tmp_path, "a.md", text).tables[0].rows[1] == ("aid", "x", "y*z*")
    assert tables(tmp_path, "a.txt", text).tables[0].rows[1] == ("**aid**", "`x`", "y*z*")


def test_a_page_with_spans_is_expanded_and_each_row_is_a_line(tmp_path):
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><h1>Head<br>line</h1>"
        "<table><caption>Who</caption><thead><tr><th rowspan=2>issue<th colspan=2>states"
        "<tr><th>US<th>EU</thead><tr><td rowspan=2>aid<td>less<td>more<tr><td colspan=2>both"
        "</table><script>alert(1)</script><p>end &amp; <b>out</b></p>"
    )
    article = tables(tmp_path, "a.html", page)
    assert article.lines == (
        "Head line",
        "Who",
        "issue | states | states",
        "issue | US | EU",
        "aid | less | more",
        "aid | both | both",
        "end & out",
    )
    assert article.tables[0].rows == (
        ("issue", "US", "EU"),
        ("aid", "less", "more"),
        ("aid", "both", "both"),
    )
    assert article.tables[0].lines == (4, 5, 6)


def test_a_table_that_only_lays_out_a_page_is_no_table(tmp_path):
    inner = "<table><tr><td>issue<td>US<td>EU<tr><td>aid<td>less<td>more</table>"
    page = f"<table><tr><td>menu</td><td>{inner}</td></tr></table>"
    assert [g.rows for g in tables(tmp_path, "a.html", page).tables] == [WANTED[:2]]


def test_a_document_gives_its_lines_and_tables(tmp_path):
    body = paragraph("会談") + word_table([list(row) for row in WANTED]) + paragraph("終わり")
    article = tables(tmp_path, "a.docx", docx(body))
    assert article.lines[0] == "会談"
    assert article.lines[-1] == "終わり"
    assert [grid.rows for grid in article.tables] == [WANTED]


def test_a_table_with_actors_down_the_side_is_turned(tmp_path):
    text = "actor | aid | trade\n--|--|--\nUkraine | more | open\nEU | some | shut\n"
    told = tell(tables(tmp_path, "a.txt", text).tables).comparison
    assert told.actors == ("Ukraine", "EU")
    assert told.issues == ("aid", "trade")
    assert told.cells == (("more", "some"), ("open", "shut"))
    assert told.lines == ((3, 4), (3, 4))


def test_two_columns_are_an_impact_table_only_where_the_header_says_so(tmp_path):
    text = "日付 | 出来事\n--|--\n2月 | 会談\n\n影響範囲 | 内容\n--|--\n貿易 | 縮小\n"
    told = tell(tables(tmp_path, "a.txt", text).tables)
    assert told.impact.header == ("影響範囲", "内容")
    assert [grid.header for grid in told.others] == [("日付", "出来事")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("米国(トランプ政権)", "USA"),
        ("United Kingdom", "GBR"),
        ("UK", "GBR"),
        ("ロシア", "RUS"),
        ("フランス", "FRA"),
        ("コンゴ民主共和国", "COD"),
        ("EU（欧州連合）", "EU"),
        ("国連", "UN"),
        ("NATO", "NATO"),
        ("アメリカ", "USA"),
        ("U.S.", "USA"),
        ("The Netherlands", "NLD"),
        ("🇺🇦 Ukraine", "UKR"),
        ("St. Lucia", "LCA"),
        ("Britain", "GBR"),
        ("国際連合", "UN"),
        ("香港", "HKG"),
    ],
)
def test_an_actor_is_known_by_its_usual_names(name, key):
    assert known(name).key == key


@pytest.mark.parametrize("name", ["ウクライナ人", "Americas team", "", "セラ", "米"])
def test_a_name_that_is_only_like_another_is_not_known(name):
    assert known(name) is None


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("支援を検討する可能性", "ja", "possible"),
        ("連携を強化へ", "ja", "considered"),
        ("条件へのこだわり", "ja", None),
        ("May step up its involvement", "en", "possible"),
        ("The Mayor of London", "en", None),
        ("Wants to enter, and considers more", "en", "considered"),
        ("Wants to enter and keeps out", "en", "demanded"),
    ],
)
def test_a_proposal_takes_the_most_guarded_cue(text, language, modality):
    found = proposal(text, language)
    assert (found.modality if found else None) == modality
