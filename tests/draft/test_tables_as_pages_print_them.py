"""What newspapers' pages, Word and Markdown put into a table, and what a draft makes of it."""

from __future__ import annotations

import pytest
from articles import docx, paragraph, read_table

from analysis.draft import read_article
from analysis.draft.told import tell

HEAD = "<tr><th>issue<th>US<th>EU</tr>"


def page(tmp_path, rows):
    path = tmp_path / "a.html"
    path.write_text(f"<p>An invented page</p><table>{rows}</table>", "utf-8")
    return read_article(path)


def cell(tmp_path, content):
    """A cell of a comparison as the draft takes it over."""
    return page(tmp_path, f"{HEAD}<tr><td>aid<td>{content}</td><td>more").tables[0].rows[1][1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<p>asks for more</p><p>and a loan</p>", "asks for more and a loan"),
        ("<ul><li>opposes</li><li>buys</li></ul>", "opposes buys"),
        ("<div>削減</div><div>支援</div>", "削減 支援"),
        ("調査を<br>継続", "調査を継続"),
        ("yes<p>but</p>later", "yes but later"),
        ('both<sup><a href="#n2">2</a></sup>', "both"),
        ('both<a href="#n2"><sup>2</sup></a>', "both"),
        ('both<a href="#n2">[2]</a>', "both"),
        ('as in <a href="#s2">2</a> and <a href="x.html">[3]</a>', "as in 2 and [3]"),
        ("both<sup>2</sup>", "both²"),
        ("10<sup>3</sup> km<sup>2</sup>", "10³ km²"),
        ("the 5<sup>th</sup>", "the 5th"),
        ("no<!-- not shown -->", "no"),
        ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one two"),
    ],
)
def test_the_words_of_a_cell_are_those_that_the_page_shows(tmp_path, content, words):
    assert cell(tmp_path, content) == words


def test_a_cell_of_two_paragraphs_in_word_keeps_them_apart(tmp_path):
    rows = [["issue", "US", "EU"], ["aid", "less", "more"]]
    cells = ["".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    (tmp_path / "a.docx").write_bytes(
        docx(table.replace(paragraph("more"), paragraph("more") + paragraph("and soon")))
    )
    assert read_article(tmp_path / "a.docx").tables[0].rows[1] == ("aid", "less", "more and soon")


def test_a_title_and_headings_within_a_table_are_lines_and_no_rows(tmp_path):
    article = page(
        tmp_path,
        "<tr><td colspan=3>Who wants what</tr>" + HEAD + "<tr><td colspan=3>Economy</tr>"
        "<tr><td>aid<td>less<td>more</tr><tr><td>arms<td colspan=2>both want fewer</tr>",
    )
    assert article.lines[1:] == (
        "Who wants what",
        "issue | US | EU",
        "Economy",
        "aid | less | more",
        "arms | both want fewer | both want fewer",
    )
    assert article.tables[0].rows == (
        ("issue", "US", "EU"),
        ("aid", "less", "more"),
        ("arms", "both want fewer", "both want fewer"),
    )
    assert article.tables[0].lines == (3, 5, 6)


def test_a_group_above_columns_that_name_no_actor_stays_in_their_names(tmp_path):
    article = page(
        tmp_path,
        "<tr><th rowspan=2>issue<th colspan=2>US</tr><tr><th>2024<th>2025</tr>"
        "<tr><td>aid<td>more<td>less</tr>",
    )
    assert article.tables[0].header == ("issue", "US 2024", "US 2025")


def text(tmp_path, content, name="a.txt"):
    (tmp_path / name).write_text(content, "utf-8")
    return read_article(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("The talks ended. He said 「ありがとう」 and left the room.\n", "en"),
        ("Home | World | Subscribe\n会談は物別れに終わり、次回の日程も決まらなかった。\n", "ja"),
        ("貿易 | 縮小\n", "ja"),
        ("May 1: US and EU\n", "en"),
    ],
)
def test_the_language_is_that_of_most_of_the_text(tmp_path, content, language):
    assert text(tmp_path, content).language == language


@pytest.mark.parametrize("corner", ["Actor", "Country", "政党", "主体"])
def test_where_no_name_is_known_the_corner_tells_that_actors_are_rows(tmp_path, corner):
    told = tell(text(tmp_path, f"{corner} | aid | arms\nReds | a | b\nBlues | c | d\n").tables)
    assert told.comparison.actors == ("Reds", "Blues")
    assert told.comparison.cells == (("a", "c"), ("b", "d"))


TWO = (
    "Topic | Reds | Blues\n--|--|--\naid | yes | no\n\nParty | tax | arms\n--|--|--\nReds | a | b\n"
)


def test_who_writes_a_draft_can_say_which_table_and_which_way(tmp_path, run):
    (tmp_path / "a.txt").write_text(TWO, "utf-8")
    asked = ("draft", tmp_path / "a.txt", "--out")
    code, said = run(*asked, tmp_path / "one")
    assert code == 0
    assert "line 5, 2 rows of 3, headed 'Party'; --table 5 takes it for the comparison" in said
    assert "actors are taken from the columns; if they are the rows: --actors rows" in said
    code, said = run(*asked, tmp_path / "two", "--table", 5)
    assert code == 0
    assert "actors are taken from the rows; if they are the columns: --actors columns" in said
    rows = read_table(tmp_path / "two" / "comparison.csv")
    assert [(row["line"], row["issue"], row["actor"]) for row in rows] == [
        ("7", "tax", "REDS"),
        ("7", "arms", "REDS"),
    ]
    assert run(*asked, tmp_path / "three", "--table", 5, "--actors", "columns")[0] == 0
    rows = read_table(tmp_path / "three" / "comparison.csv")
    assert [(row["issue"], row["actor"]) for row in rows] == [("reds", "TAX"), ("reds", "ARMS")]
    code, said = run(*asked, tmp_path / "four", "--table", 4)
    assert (code, said) == (1, "a.txt: no table stands on line 4; a line from 1, 5 on\n")
    assert not (tmp_path / "four").exists()


def test_an_impact_table_may_have_a_column_more_which_is_said(tmp_path, run):
    (tmp_path / "a.md").write_text(
        "Issue | US | EU\n--|--|--\naid | less | more\n\n"
        "Area | What may happen | When\n--|--|--\nShipping | Costs may rise | 2027\n",
        "utf-8",
    )
    code, said = run("draft", tmp_path / "a.md", "--out", tmp_path / "case")
    assert code == 0
    assert "impact: of its columns these are not taken over: 'When'" in said
    rows = read_table(tmp_path / "case" / "impact.csv")
    assert [(row["line"], row["scope_en"], row["text_en"]) for row in rows] == [
        ("7", "Shipping", "Costs may rise")
    ]


def test_a_table_by_fields_and_actors_is_a_comparison_all_the_same(tmp_path):
    years = "年 | 件数 | 金額\n--|--|--\n前年 | 3 | 40\n\n"
    told = tell(text(tmp_path, years + "分野 | 日本 | 韓国\n--|--|--\n貿易 | 拡大 | 縮小\n").tables)
    assert told.comparison.actors == ("日本", "韓国")
    assert told.impact is None


def test_markdown_s_marks_stay_in_the_text_and_not_in_what_charts_print(tmp_path, run):
    path = tmp_path / "a.md"
    path.write_text(
        "Issue | US | EU\n--|--|--\naid | **keeps** `it` | see [here](x.html) &amp; more\n", "utf-8"
    )
    assert run("draft", path, "--out", tmp_path / "case")[0] == 0
    rows = read_table(tmp_path / "case" / "comparison.csv")
    assert [row["text_en"] for row in rows] == ["**keeps** `it`", "see [here](x.html) &amp; more"]
    assert [row["short_en"] for row in rows] == ["keeps it", "see here & more"]


def test_the_article_is_called_by_its_file_until_its_author_says_more(tmp_path, run):
    import json

    (tmp_path / "talks.txt").write_text("Issue | US | EU\naid | less | more\n", "utf-8")
    assert run("draft", tmp_path / "talks.txt", "--out", tmp_path / "case")[0] == 0
    declared = json.loads((tmp_path / "case" / "datapackage.json").read_text("utf-8"))
    assert [source["title"] for source in declared["sources"]] == ["talks.txt"]


def test_a_table_saved_by_a_spreadsheet_is_still_read(tmp_path, run):
    """LibreOffice and Excel write truth values in capitals, a mark in front and other line ends."""
    (tmp_path / "a.txt").write_text("Issue | US | EU\naid | less | more\n", "utf-8")
    assert run("draft", tmp_path / "a.txt", "--out", tmp_path / "case")[0] == 0
    path = tmp_path / "case" / "issues.csv"
    saved = path.read_text("utf-8").replace("true", "TRUE").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + saved.encode())
    assert run("sheet", tmp_path / "case", "--coder", "ann")[0] == 0
    _, said = run("check", tmp_path / "case")
    assert [line.rpartition("/")[2] for line in said.splitlines()] == [
        "stance_codes.csv: the table has no rows; at least one row: sheet, then collect"
    ]


def test_issues_of_one_name_and_columns_without_one_are_said(tmp_path, run):
    (tmp_path / "a.txt").write_text(
        "Issue | US | EU |  |\nquota | a | b | c |\nquota | d | e | f |\n", "utf-8"
    )
    code, said = run("draft", tmp_path / "a.txt", "--out", tmp_path / "case")
    assert code == 0
    assert "rows or columns without a heading: 1; look for #1, #2 … as a name" in said
    assert "several issues have one name: 'quota'" in said
    shorts = [row["short_en"] for row in read_table(tmp_path / "case" / "actors.csv")]
    assert shorts == ["US", "EU", "#3"]
