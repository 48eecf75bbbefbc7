"""The committed notebooks keep to one template, so that a reader knows where to look.

Cell 1 asks and answers, cell 2 loads the case, and another by its name where one is wanted, the
body goes by threes (a paragraph that asks, one expression, a paragraph that says what to look
at), and the last three cells hold what is not shown, the asserts, and the link onwards.

A number in the prose is a figure (``15``, ``3.4``, ``−2``, full-width ones too) or a word from
*two* to *twelve*; it is covered where the same number is a constant in the condition of an
assert. A message does not count, since nothing tests it. Not meant are numbers in code, links,
dates, lines and sections of the article, and *one*, which is mostly a pronoun. Japanese numerals
(一、二) are not looked for: the abstracts write figures.
"""

from __future__ import annotations

import ast
import copy
import re
import unicodedata
from pathlib import Path

import nbformat
import pytest

from analysis import charts
from analysis.case.contract import TABLES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))

NAMED = "zero one two three four five six seven eight nine ten eleven twelve"
WORDS = re.findall(r"\w+", NAMED)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_MEANT = re.compile(
    r"`[^`]*`"
    r"|\[[^\]]*\]\([^)]*\)"
    rf"|\b\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    r"|\b(?:lines?|sections?) \d+(?:[–-]\d+)?"
    r"|\d+行目|第\d+節",
    re.IGNORECASE,
)
NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.])(?:[−-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|{'|'.join(WORDS[2:])})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
FURTHER = re.compile(r"^[a-z]+ = (?:read_case\('[a-z0-9-]+'\)|(?:Statement)?Trial\([a-z]+\))$")
SHOWN = re.compile(r"^show\(charts\.(\w+), case, lang\)$")
WRITERS = re.compile(r"^(to_(csv|json|excel|parquet|pickle|html|markdown)|savefig|write\w*|open)$")
LAST = ["limits", "asserts", "next"]


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / name, as_version=4)


@pytest.fixture(scope="module", params=NAMES)
def notebook(request):
    return read(request.param)


def prose(notebook) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def question(notebook) -> str:
    return notebook.cells[0].source.splitlines()[0].removeprefix("# ")


def keys_in(line: str) -> list[str]:
    return [text for text, target in LINK.findall(line) if "figures/" in target]


def line_of(notebook, name: str) -> str:
    (found,) = re.findall(rf"(?m)^- \*{name}\*: (.+)$", notebook.cells[0].source)
    return found


# ---- numbers


def numbers(text: str) -> set[float]:
    """Every number that a text quotes."""
    kept = NOT_MEANT.sub(" ", unicodedata.normalize("NFKC", text))
    found = (match.group().lower() for match in NUMBER.finditer(kept))
    plain = (word.replace("−", "-").replace(",", "") for word in found)
    return {float(WORDS.index(word) if word in WORDS else word) for word in plain}


def asserted(source: str) -> set[float]:
    """Every number that stands in the condition of an assert, with its sign."""
    conditions = [node.test for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    found = set()
    for node in (part for condition in conditions for part in ast.walk(condition)):
        negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
        value = node.operand if negative else node
        if isinstance(value, ast.Constant) and type(value.value) in (int, float):
            found.add(-value.value if negative else value.value)
    return found


def test_every_number_in_the_prose_is_asserted(notebook):
    assert numbers(prose(notebook)) - asserted(notebook.cells[-2].source) == set()


def test_every_assert_says_in_a_few_words_what_it_holds(notebook):
    tree = ast.parse(notebook.cells[-2].source)
    asserts = [node for node in tree.body if isinstance(node, ast.Assert)]
    assert asserts
    for node in asserts:
        assert isinstance(node.msg, ast.Constant), ast.unparse(node)
        assert 0 < len(node.msg.value) <= 60, node.msg.value


def asks_the_data(condition: ast.expr) -> bool:
    """Whether a condition names anything; one made of constants alone cannot fail."""
    return any(isinstance(part, ast.Name) for part in ast.walk(condition))


def test_no_assert_is_made_of_constants_alone(notebook):
    tree = ast.parse(notebook.cells[-2].source)
    asserts = [node.test for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert [ast.unparse(test) for test in asserts if not asks_the_data(test)] == []


def test_an_assert_that_cannot_fail_would_be_found():
    assert not asks_the_data(ast.parse("20 + 7 == 27", mode="eval").body)
    assert asks_the_data(ast.parse("len(cells) == 15", mode="eval").body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.4 steps, 64 codings", {3.4, 64}),
        ("Three of ten", {3, 10}),
        ("the code −2, not +2", {-2, 2}),
        ("15項目のうち９項目", {15, 9}),
        ("平均3.4段階、3つの要因", {3.4, 3}),
        ("0.2–1.0", {0.2, 1.0}),
        ("1,000,000 statements, 2,096件", {1_000_000, 2096}),
        ("2, 3 or 1,20", {2, 3, 1, 20}),
        ("on 28 February 2025, 2025年2月28日, line 9, Lines 9–10, section 5, 第5節", set()),
        ("`s01`, [02](02_x.ipynb), one of them, often, attend", set()),
    ],
)
def test_numbers_are_found_and_what_is_not_meant_is_not(text, found):
    assert numbers(text) == found


def test_a_number_counts_as_asserted_in_a_condition_only():
    assert asserted(
        'n = 5\nassert len(x) == 3 and low == -2, "7 rows"\nassert round(y) == 3.4'
    ) == {
        3,
        2,
        -2,
        3.4,
    }


# ---- structure


def faults(notebook) -> list[str]:
    """What in a notebook's cells is not as the template has it."""
    cells = notebook.cells
    found = [*_answer(cells[0]), *_case(cells[1]), *_ids(cells)]
    kinds = [cell.cell_type for cell in cells]
    if kinds[:2] != ["markdown", "code"] or kinds[-3:] != ["markdown", "code", "markdown"]:
        found.append("the first two or last three cells are of other types")
    body = cells[2:-3]
    if [cell.cell_type for cell in body] != ["markdown", "code", "markdown"] * (len(body) // 3):
        return [*found, "the body does not go: ask, expression, look"]
    for ask, expression, _ in zip(body[::3], body[1::3], body[2::3], strict=True):
        found += _asks(ask) + _is_one_expression(expression)
    if not cells[-3].source.startswith("## What this does not show\n"):
        found.append("limits: not headed What this does not show")
    return found + [f"{cell.id}: {what}" for cell in code(notebook) for what in _banned(cell)]


def _answer(cell) -> list[str]:
    blocks = cell.source.split("\n\n")
    heads = re.findall(r"(?m)^# .*", cell.source)
    found = [] if heads == [blocks[0]] and blocks[0].endswith("?") else ["H1 is not one question"]
    english, japanese = blocks[1], blocks[2]
    if len(re.findall(r"[.?!](?=\s+[A-Z]|$)", english)) != 2 or not numbers(english):
        found.append("the answer is not two sentences with a number")
    if not japanese.startswith("要旨：") or japanese.count("。") != 2 or not numbers(japanese):
        found.append("the abstract is not two Japanese sentences with a number")
    if re.findall(r"(?m)^- \*([^*]+)\*: .", blocks[3]) != ["Reads", "Makes", "Takes for granted"]:
        found.append("no three lines Reads, Makes, Takes for granted")
    return found


def _case(cell) -> list[str]:
    tree = ast.parse(cell.source).body
    imports = [node for node in tree if isinstance(node, ast.ImportFrom)]
    rest = [ast.unparse(node) for node in tree if node not in imports]
    ours = all((node.module or "").split(".")[0] == "analysis" for node in imports)
    further = [line for line in rest if FURTHER.match(line)]
    rest = [line for line in rest if line not in further]
    wanted = ["case = read_case()", "lang = 'en'"]
    found = rest == wanted or (bool(further) and rest == wanted[1:])
    return [] if ours and found else ["case: more than imports, the case and lang"]


def _ids(cells) -> list[str]:
    ids = [cell.id for cell in cells]
    plain = all(re.fullmatch(r"[a-z]+(-ask|-look)?", name) for name in ids)
    placed = ids[:2] == ["answer", "case"] and ids[-3:] == LAST
    named = all(
        [ask, look] == [f"{shown}-ask", f"{shown}-look"]
        for ask, shown, look in zip(ids[2:-3:3], ids[3:-3:3], ids[4:-3:3], strict=False)
    )
    return [] if plain and placed and named and len(set(ids)) == len(ids) else ["ids: not stable"]


def _asks(cell) -> list[str]:
    *head, paragraph = cell.source.split("\n\n")
    words = len(paragraph.split())
    found = [] if 20 <= words <= 60 else [f"{cell.id}: asks in {words} words, not 20 to 60"]
    if "?" not in paragraph:
        found.append(f"{cell.id}: asks nothing")
    if head and not re.fullmatch(r"## .+\?", head[0]):
        found.append(f"{cell.id}: its heading is no sub-question")
    return found


def _is_one_expression(cell) -> list[str]:
    body, lines = ast.parse(cell.source).body, len(cell.source.splitlines())
    one = len(body) == 1 and isinstance(body[0], ast.Expr) and lines <= 3
    return [] if one else [f"{cell.id}: not one expression of 1 to 3 lines"]


def _banned(cell) -> list[str]:
    if re.search(r"(?m)^\s*[%!]", cell.source):
        return ["a magic command"]
    tree, found = ast.parse(cell.source), []
    inside = {id(part) for node in ast.walk(tree) if _on_trial(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        name = getattr(node, "attr", getattr(node, "id", ""))
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            found.append("defines something")
        elif isinstance(node, ast.Import | ast.ImportFrom) and cell.id != "case":
            found.append("imports")
        elif name in ("plt", "matplotlib", "Path") or WRITERS.match(name):
            found.append(f"uses {name}")
        elif isinstance(node, ast.Constant) and id(node) in inside:
            continue
        elif isinstance(node, ast.Constant) and re.search(r"[/\\]|\.\w{3}$", str(node.value)):
            found.append(f"holds a path, {node.value!r}")
    return found


def _on_trial(node: ast.AST) -> bool:
    """Whether a node calls a trial, whose paths lie in a folder that is thrown away."""
    called = getattr(node, "func", None)
    owner = getattr(called, "value", None)
    return isinstance(node, ast.Call) and getattr(owner, "id", "") == "trial"


def test_the_cells_are_those_of_the_template(notebook):
    assert faults(notebook) == []


def put(cell: int, old: str, new: str):
    def change(notebook):
        assert old in notebook.cells[cell].source
        notebook.cells[cell].source = notebook.cells[cell].source.replace(old, new, 1)

    return change


def drop(cell: int):
    return lambda notebook: notebook.cells.pop(cell)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (put(0, "?", "."), "H1 is not one question"),
        (put(0, "have nothing.", "have nothing. And so on."), "the answer is not two sentences"),
        (put(0, "要旨：", "要約："), "the abstract is not two"),
        (put(0, "*Makes*", "*Draws*"), "no three lines"),
        (put(1, "case = ", "import os\n\ncase = "), "case: more than imports"),
        (put(1, "from analysis import", "from os import path\nfrom analysis import"), "case: more"),
        (put(1, "lang = ", 'un = read_case("../data/un")\nlang = '), "case: more than imports"),
        (put(1, "lang = ", 'un = read_case("un").tables\nlang = '), "case: more than imports"),
        (put(2, " stand?", " stand."), "wanted-ask: asks nothing"),
        (put(2, "wanted what?", "wanted what"), "its heading is no sub-question"),
        (put(2, " stand?", " stand?" + " word" * 40), "wanted-ask: asks in"),
        (put(3, "show(", "x = show("), "wanted: not one expression"),
        (put(3, "show(", "(\n\n\nshow)("), "wanted: not one expression"),
        (put(-2, "pairs =", "import os\n\npairs ="), "asserts: imports"),
        (put(-2, "pairs =", "f = lambda: 0\npairs ="), "asserts: defines something"),
        (put(-2, "pairs =", "case.matrix().to_csv()\npairs ="), "asserts: uses to_csv"),
        (put(-2, "pairs =", "here = '../data'\npairs ="), "asserts: holds a path"),
        (put(1, "case = read_case()\n", ""), "case: more than imports"),
        (put(1, "case = read_case()", "trial = Trial('../data')"), "case: more than imports"),
        (put(-2, "pairs =", "%matplotlib inline\npairs ="), "asserts: a magic command"),
        (put(-3, "does not show", "hides"), "limits: not headed"),
        (drop(4), "the body does not go"),
        (drop(-1), "ids: not stable"),
    ],
)
def test_a_departure_from_the_template_is_named(change, fault):
    broken = copy.deepcopy(read("00_start_here.ipynb"))
    change(broken)
    assert any(fault in found for found in faults(broken)), faults(broken)


# ---- figures, links, outputs


def test_the_figures_named_are_those_shown(notebook):
    shown = [SHOWN.match(cell.source) for cell in code(notebook)]
    assert keys_in(line_of(notebook, "Makes")) == [match[1] for match in shown if match]


def test_the_figures_named_are_charts_and_link_to_their_image(notebook):
    for key, target in LINK.findall(line_of(notebook, "Makes")):
        assert key in charts.KEYS
        assert target == f"../figures/en/{key}.png"


def test_the_tables_named_exist_and_are_all_that_the_figures_need(notebook):
    named = set(line_of(notebook, "Reads").rstrip(".").split(", "))
    assert named <= set(TABLES)
    for key in keys_in(line_of(notebook, "Makes")):
        assert set(getattr(charts, key).tables) <= named, key


def test_every_link_leads_to_a_file(notebook):
    targets = [target for _, target in LINK.findall(prose(notebook))]
    assert [target for target in targets if not (FOLDER / target).is_file()] == []


def test_each_notebook_leads_to_the_next_and_the_last_to_the_first():
    followers = [LINK.findall(read(name).cells[-1].source) for name in NAMES]
    assert [[target for _, target in links] for links in followers] == [
        [name] for name in [*NAMES[1:], NAMES[0]]
    ]


def test_a_link_to_a_notebook_carries_its_question():
    for name in NAMES:
        ((text, target),) = LINK.findall(read(name).cells[-1].source)
        assert text == f"{target[:2]} · {question(read(target))}"


def test_the_readme_lists_the_notebooks_their_questions_and_their_figures():
    row = re.compile(r"(?m)^\| \[(\w+)\]\(notebooks/(\w+\.ipynb)\) \| (.+?) \| (.+) \|$")
    listed = row.findall((ROOT / "README.md").read_text("utf-8"))
    assert [(file, asks, keys_in(figures)) for _, file, asks, figures in listed] == [
        (name, question(read(name)), keys_in(line_of(read(name), "Makes"))) for name in NAMES
    ]
    assert [f"{name}.ipynb" for name, *_ in listed] == NAMES


def test_the_notebooks_are_committed_executed_from_first_to_last(notebook):
    cells = code(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert kinds == {"execute_result"}, "an error, or something printed"


def test_every_expression_shows_something_and_the_asserts_nothing(notebook):
    silent = [cell.id for cell in code(notebook) if not cell.outputs]
    assert silent == ["case", "asserts"]


def test_every_figure_has_alt_text_in_its_html(notebook):
    for cell in code(notebook):
        if shown := SHOWN.match(cell.source):
            page = cell.outputs[0].data["text/html"]
            (alt,) = re.findall(r'<img [^>]*\balt="([^"]*)"', page)
            assert alt.strip(), shown[1]
            assert f'<figure id="{shown[1]}"' in page


def test_no_output_holds_an_address_of_memory(notebook):
    words = [output.data["text/plain"] for cell in code(notebook) for output in cell.outputs]
    assert [text for text in words if re.search(r"\b0x[0-9a-f]{6,}", text)] == []
