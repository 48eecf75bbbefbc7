"""An article of the shipped case's shape gives the shipped tables back, word for word."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from articles import docx, paragraph, read_table, word_table

SHIPPED = "data/us-ukraine-2025-02-28"


@pytest.fixture(scope="module")
def article(root) -> Path:
    """Invented prose around the real table rows; the real article where it is at hand."""
    return Path(
        os.environ.get("STANCEBOOK_ARTICLE", root / "tests" / "fixtures" / "article.ja.txt")
    )


@pytest.fixture(scope="module")
def drafted(article, tmp_path_factory):
    from click.testing import CliRunner

    from analysis.cli import main

    target = tmp_path_factory.mktemp("drafted") / "my-case"
    result = CliRunner().invoke(main, ["draft", str(article), "--out", str(target)])
    assert result.exit_code == 0, result.output
    return target


def test_the_15_cells_come_back_as_the_shipped_table_has_them(root, drafted):
    shipped = read_table(root / SHIPPED / "comparison.csv")
    made = read_table(drafted / "comparison.csv")
    assert len(made) == len(shipped) == 15
    for ours, theirs in zip(made, shipped, strict=True):
        assert (ours["line"], ours["actor"], ours["text_ja"]) == (
            theirs["line"],
            theirs["actor"],
            theirs["text_ja"],
        )


def test_the_5_rows_come_back_as_the_shipped_table_has_them(root, drafted):
    columns = ("line", "scope_ja", "text_ja")
    shipped = read_table(root / SHIPPED / "impact.csv")
    made = read_table(drafted / "impact.csv")
    assert len(made) == len(shipped) == 5
    assert [[row[c] for c in columns] for row in made] == [
        [row[c] for c in columns] for row in shipped
    ]


def test_issues_stand_in_the_article_s_order_under_its_own_names(root, drafted):
    shipped = [r for r in read_table(root / SHIPPED / "issues.csv") if r["in_comparison"] == "true"]
    assert [r["name_ja"] for r in read_table(drafted / "issues.csv")] == [
        r["name_ja"] for r in shipped
    ]


def test_actors_known_by_name_have_the_shipped_keys_and_names(root, drafted):
    shipped = read_table(root / SHIPPED / "actors.csv")[:3]
    columns = ("actor", "name_en", "name_ja", "short_en", "short_ja", "kind")
    assert [[r[c] for c in columns] for r in read_table(drafted / "actors.csv")] == [
        [r[c] for c in columns] for r in shipped
    ]


def test_every_cited_line_has_the_hash_of_its_text(article, drafted):
    text = article.read_text("utf-8").split("\n")
    rows = read_table(drafted / "lines.csv")
    assert [row["line"] for row in rows] == [str(n) for n in (*range(76, 81), *range(90, 95))]
    for row in rows:
        line = text[int(row["line"]) - 1].strip()
        assert row["sha256"] == hashlib.sha256(line.encode()).hexdigest()


def test_modalities_are_proposed_and_said_to_be(root, drafted):
    """Against the coders of the shipped case, who never saw a proposal: 15 of 15 cells."""
    shipped = read_table(root / SHIPPED / "stance_codes.csv")
    coded = {r["unit"]: r["modality"] for r in shipped if r["coder"] == "pass-1"}
    unit_of = {
        ours["unit"]: theirs["unit"]
        for ours, theirs in zip(
            read_table(drafted / "comparison.csv"),
            read_table(root / SHIPPED / "comparison.csv"),
            strict=True,
        )
    }
    rows = read_table(drafted / "proposals.csv")
    assert {row["status"] for row in rows} == {"proposal"}
    proposed = {unit_of[r["unit"]]: r["modality"] for r in rows if r["unit"] in unit_of}
    assert proposed == {unit: coded[unit] for unit in unit_of.values()}


def test_a_draft_has_no_codes(drafted):
    assert read_table(drafted / "stance_codes.csv") == []


def test_all_that_a_draft_lacks_is_its_codes(drafted, run):
    code, said = run("check", drafted)
    assert code == 1
    assert said.splitlines()[0].endswith(
        "stance_codes.csv: the table has no rows; at least one row: sheet, then collect"
    )
    assert len(said.splitlines()) == 1


def test_an_author_named_later_is_named_in_both_languages(drafted):
    """Words such as *author not stated*, drafted beside it, would outlive the author's name."""
    declared = json.loads((drafted / "datapackage.json").read_text("utf-8"))
    assert sorted(declared["sources"][0]) == ["language", "sha256", "title"]


def test_nothing_is_overwritten(drafted, article, run):
    before = {path.name: path.read_bytes() for path in drafted.iterdir()}
    code, said = run("draft", article, "--out", drafted)
    assert code == 1
    assert "is there already, and nothing is overwritten" in said
    assert {path.name: path.read_bytes() for path in drafted.iterdir()} == before


@pytest.mark.parametrize("name", ["My-Case", "a b", "a.b", "ä", "-x"])
def test_a_folder_whose_name_would_name_no_case_is_refused(tmp_path, article, run, name):
    code, said = run("draft", article, "--out", tmp_path / name)
    assert code == 1
    assert "names no case" in said
    assert list(tmp_path.iterdir()) == []


def test_an_article_without_a_comparison_makes_nothing(tmp_path, run):
    article = tmp_path / "a.txt"
    article.write_text("Only words.\n範囲 | 内容\n貿易 | 縮小\n", "utf-8")
    code, said = run("draft", article, "--out", tmp_path / "case")
    assert code == 1
    assert said.startswith("a.txt: no comparison table among 1 tables; ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


@pytest.mark.parametrize("ending", [".html", ".docx", ".md"])
def test_a_case_can_be_held_against_an_article_of_any_kind(tmp_path, run, ending):
    """Drafted, coded by hand, and checked line by line against the file it came from."""
    rows = [["issue", "US", "EU"], ["aid", "may shrink", "goes on"], ["ports", "shut", ""]]
    path = tmp_path / f"a{ending}"
    if ending == ".docx":
        path.write_bytes(docx(paragraph("Talks") + word_table(rows)))
    elif ending == ".html":
        cells = "".join("<tr>" + "".join(f"<td>{c}" for c in row) for row in rows)
        path.write_text(f"<h1>Talks</h1><table>{cells}</table>", "utf-8")
    else:
        path.write_text("# Talks\n\n" + "\n".join(" | ".join(row) for row in rows), "utf-8")
    case = tmp_path / "case"
    code, said = run("draft", path, "--out", case)
    assert code == 0
    assert ("lines: those of its text" in said) == (ending != ".md"), "not those of the file"
    codes = [
        f"ann,c-{issue}-{actor},{code},{code},{code},asserted,as it says"
        for issue, actor, code in (
            ("aid", "USA", -1),
            ("aid", "EU", 2),
            ("ports", "USA", -2),
            ("ports", "EU", ""),
        )
    ]
    issues = (case / "issues.csv").read_text("utf-8")
    for issue in ("aid", "ports"):
        issues = issues.replace(f"{issue},{issue},,,,", f"{issue},{issue},,It goes on,,")
    (case / "issues.csv").write_text(issues, "utf-8")
    header = (case / "stance_codes.csv").read_text("utf-8")
    (case / "stance_codes.csv").write_text(header + "\n".join(codes) + "\n", "utf-8")
    code, said = run("check", case, "--source", path)
    assert code == 0, said
    assert "2 cited lines and 3 quoted cells found" in said, "a row that ends blank is one too"
    spoilt = tmp_path / f"b{ending}"
    if ending == ".docx":
        spoilt.write_bytes(
            docx(paragraph("Talks") + word_table([rows[0], ["aid", "x", "y"], rows[2]]))
        )
    else:
        spoilt.write_text(path.read_text("utf-8").replace("may shrink", "grows"), "utf-8")
    code, said = run("check", case, "--source", spoilt)
    assert code == 1
    assert "comparison.csv:2:text_en: 'may shrink' is not on line" in said


def test_an_empty_case_lacks_its_rows_and_nothing_else(tmp_path, run):
    assert run("new", tmp_path / "mine")[0] == 0
    code, said = run("check", tmp_path / "mine")
    assert code == 1
    assert [line.rpartition("/")[2] for line in said.splitlines()] == [
        f"{name}.csv: the table has no rows; at least one row{then}"
        for name, then in (
            ("actors", ""),
            ("comparison", ""),
            ("issues", ""),
            ("stance_codes", ": sheet, then collect"),
        )
    ]
    assert "## To fill in" in (tmp_path / "mine" / "CODEBOOK.md").read_text("utf-8")


def test_rows_that_the_list_of_lines_lacks_are_given_to_its_author(tmp_path, run):
    """A hash cannot be worked out by hand; that of line 1 is asked of hashlib here."""
    article = tmp_path / "a.txt"
    article.write_text("The talks ended.\nIssue | US | EU\naid | less | more\n", "utf-8")
    case = tmp_path / "case"
    assert run("draft", article, "--out", case)[0] == 0
    path = case / "comparison.csv"
    path.write_text(path.read_text("utf-8").replace("c-aid-USA,3", "c-aid-USA,1"), "utf-8")
    code, said = run("check", case)
    assert code == 1
    assert "to add" not in said
    code, said = run("check", case, "--source", article)
    assert code == 1
    row = "1," + hashlib.sha256(b"The talks ended.").hexdigest()
    assert [line for line in said.splitlines() if "to add" in line] == [
        f"{case}/lines.csv: a row to add, of a.txt: {row}"
    ]
    lines = case / "lines.csv"
    lines.write_text(lines.read_text("utf-8") + row + "\n", "utf-8")
    assert "is not listed" not in run("check", case, "--source", article)[1]


def test_an_empty_case_can_be_filled_without_a_list_of_lines(tmp_path, run):
    assert run("new", tmp_path / "mine")[0] == 0
    rows = {
        "actors.csv": "USA,United States,,US,,state,#112233\nEU,EU,,EU,,organisation,#445566\n",
        "issues.csv": "aid,Aid,,Aid continues,,true\n",
        "anchors.csv": "".join(f"aid,{code},as {code},\n" for code in (2, 1, 0, -1, -2)),
        "comparison.csv": "u1,3,aid,USA,,less,less,\nu2,3,aid,EU,,more,more,\n",
        "stance_codes.csv": "a,u1,-1,-1,-1,asserted,less\na,u2,2,2,2,asserted,more\n",
    }
    for name, text in rows.items():
        path = tmp_path / "mine" / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    code, said = run("check", tmp_path / "mine")
    assert code == 0, said
    code, said = run("matrix", "--case", tmp_path / "mine")
    assert code == 0
    assert "USA" in said
