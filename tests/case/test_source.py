"""Every cited line and every quoted cell is checked against the article."""

from __future__ import annotations

import hashlib

import pytest

from analysis.case import check_source

ARTICLE = "article.ja.txt"


def found(spoilt, name: str = ARTICLE) -> list[str]:
    return [str(p) for p in check_source(spoilt.folder, spoilt.folder / name)]


def test_the_article_the_case_was_made_from_bears_it_out(spoilt):
    assert found(spoilt) == []


def test_a_byte_order_mark_crlf_and_blanks_at_the_ends_change_nothing(spoilt):
    lines = spoilt.bytes(ARTICLE).decode().split("\n")
    text = "\r\n".join(f"　{line} " for line in lines)
    spoilt.write(ARTICLE, b"\xef\xbb\xbf" + text.encode())
    assert found(spoilt) == []


def test_a_line_that_reads_otherwise_is_named(spoilt):
    line = spoilt.bytes(ARTICLE).decode().split("\n")[14]
    digest = hashlib.sha256(line.strip().encode()).hexdigest()
    row = 1 + next(i for i, r in enumerate(spoilt.rows("lines.csv")) if r == ["15", digest])
    spoilt.replace(ARTICLE, line, line + "。")
    assert found(spoilt) == [
        f"lines.csv:{row}:sha256: line 15 of {ARTICLE} reads otherwise than the line that was "
        "cited; the article this case was made from"
    ]


def test_a_cell_that_is_not_on_its_line_is_named(spoilt):
    spoilt.cell("comparison.csv", 2, "text_ja", "等分を希望")
    spoilt.cell("impact.csv", 3, "text_ja", "通行料")
    spoilt.cell("impact.csv", 2, "line", "34")
    assert found(spoilt) == [
        f"comparison.csv:2:text_ja: '等分を希望' is not on line 28; "
        f"a cell of line 28 of {ARTICLE}, word for word",
        f"impact.csv:2:text_ja: '渡し船の増便、取水の制限' is not on line 34; "
        f"a cell of line 34 of {ARTICLE}, word for word",
    ]


def test_a_shorter_article_has_no_such_line(spoilt):
    lines = spoilt.bytes(ARTICLE).decode().split("\n")
    spoilt.write(ARTICLE, "\n".join(lines[:33]).encode())
    assert found(spoilt) == [
        f"impact.csv:3:line: there is no line 34 in {ARTICLE}; a line from 1 to 33",
        f"lines.csv:23:line: there is no line 34 in {ARTICLE}; a line from 1 to 33",
        f"lines.csv:24:line: there is no line 36 in {ARTICLE}; a line from 1 to 33",
    ]


def test_every_problem_of_another_article_is_reported(spoilt):
    lines = spoilt.bytes(ARTICLE).decode().split("\n")
    spoilt.write(ARTICLE, "\n".join("別の文" for _ in lines).encode())
    assert len(found(spoilt)) == len(spoilt.rows("lines.csv")) - 1 + 9 + 2


@pytest.mark.parametrize(
    ("encoding", "cause"),
    [("cp932", "is not UTF-8: byte 0x8c at position 0, which looks like Shift_JIS or CP932"),
     ("utf-16", "is in UTF-16")],
)  # fmt: skip
def test_an_article_in_another_encoding_is_refused(spoilt, encoding, cause):
    spoilt.write(ARTICLE, spoilt.bytes(ARTICLE).decode().encode(encoding))
    (line,) = found(spoilt)
    assert line.split(":", 1)[0] == ARTICLE
    assert f": {cause}; UTF-8" in line


def test_a_missing_article_is_named(spoilt):
    assert found(spoilt, "no.txt") == ["no.txt: the file is missing; a file in UTF-8"]


def test_a_faulty_case_is_answered_with_its_own_problems(spoilt):
    spoilt.cell("actors.csv", 2, "colour", "red")
    assert found(spoilt) == spoilt.found() != []


def test_a_case_without_lines_has_its_cells_checked_all_the_same(spoilt):
    (spoilt.folder / "lines.csv").unlink()
    assert found(spoilt) == []
    spoilt.cell("comparison.csv", 2, "text_ja", "等分を希望")
    assert len(found(spoilt)) == 1


def test_the_shipped_cells_stand_in_the_fixture_of_the_same_shape(root, case):
    article = root / "tests" / "fixtures" / ARTICLE
    found = check_source(case.folder, article)
    assert {problem.column for problem in found} == {"sha256"}
