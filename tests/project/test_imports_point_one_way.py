"""From places to commands, as ORDER has it: a module imports only from its left.

Read off the syntax tree, so an import inside a function counts like any other.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ORDER = [
    "places", "case", "draft", "coding", "stance", "statements", "compare", "charts", "publish",
    "commands", "cli", "__main__",
]  # fmt: skip
DRAWING = {"matplotlib", "matplotlib_fontja", "mpl_toolkits", "seaborn"}
# `case.matrix()` is what a reader types; the method alone reaches to the right.
EXCEPTION = ("case/model.py", "stance")
WRITERS = {
    "write_text",
    "write_bytes",
    "savefig",
    "print_figure",
    "touch",
    "mkdir",
    "makedirs",
    "unlink",
}
FRAME_WRITERS = {"to_csv", "to_json", "to_excel", "to_parquet", "to_markdown"}


def package(name: str) -> str | None:
    """The part of ``analysis`` that a dotted name lies in; None outside it."""
    parts = name.split(".")
    return parts[1] if parts[0] == "analysis" and len(parts) > 1 else None


def for_types_alone(tree: ast.AST) -> set[str]:
    """What is imported under ``if TYPE_CHECKING:``, which loads nothing."""
    guarded = [
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for part in node.body
    ]
    return {name for part in guarded for name, _ in imports(part, "")}


def inside_functions(tree: ast.AST) -> list[ast.AST]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [part for f in ast.walk(tree) if isinstance(f, functions) for part in ast.walk(f)]


def imports(tree: ast.AST, module: str) -> list[tuple[str, bool]]:
    """Every dotted name that a module imports, and whether a function does it.

    Relative imports are made absolute.
    """
    found = []
    late = {id(part) for part in inside_functions(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in late) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: -node.level]
                base = ".".join([*above, base] if base else above)
            if base == "analysis":
                found += [(f"analysis.{alias.name}", id(node) in late) for alias in node.names]
            else:
                found.append((base, id(node) in late))
    return found


def mode(call: ast.Call) -> str:
    """The mode of a call of ``open``, as far as it is written out; the builtin has it second."""
    place = 1 if isinstance(call.func, ast.Name) else 0
    given = [k.value for k in call.keywords if k.arg == "mode"] or call.args[place : place + 1]
    return given[0].value if given and isinstance(given[0], ast.Constant) else ""


def names_a_path(call: ast.Call) -> bool:
    return any("path" in (keyword.arg or "") for keyword in call.keywords)


def writes(tree: ast.AST) -> list[str]:
    """The calls of a module that would put something on the disk."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        to_disk = (
            name in WRITERS
            or (name in FRAME_WRITERS and (node.args or names_a_path(node)))
            or (name == "open" and set(mode(node)) & set("wxa+"))
        )
        if to_disk:
            found.append(name)
    return found


def violations(folder: Path) -> list[str]:
    """What breaks the rules in a folder that holds the package's modules."""
    wrong = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder)
        parts = ["analysis", *inside.with_suffix("").parts]
        # A package's __init__ stands one level deeper than its name, as its relative imports need.
        module, home = ".".join(parts), parts[1]
        tree = ast.parse(path.read_text("utf-8"))
        names, types = imports(tree, module), for_types_alone(tree)
        if home == "__init__":
            wrong += [f"{inside} imports {name}" for name, _ in names if package(name)]
            continue
        if home not in ORDER:
            wrong.append(f"{inside} has no place in the order")
            continue
        for name, late in names:
            target = package(name)
            excepted = late and (inside.as_posix(), target) == EXCEPTION
            at_home = target in (None, home) or excepted
            if not at_home and (target not in ORDER or ORDER.index(target) > ORDER.index(home)):
                wrong.append(f"{inside} imports {name}")
            if name in types and home == "publish":
                continue  # what it saves is a Figure, and a signature may say so
            if name.split(".")[0] in DRAWING and home != "charts":
                wrong.append(f"{inside} imports {name}")
        if home != "publish":
            wrong += [f"{inside} writes: {call}" for call in writes(tree)]
    return wrong


def test_no_module_imports_from_its_right_draws_outside_charts_or_writes_outside_publish(root):
    assert violations(root / "analysis") == []


def test_every_part_of_the_order_is_there(root):
    there = {path.stem for path in (root / "analysis").iterdir() if path.stem != "__pycache__"}
    assert there == {*ORDER, "__init__"}


@pytest.mark.parametrize(
    ("module", "code", "found"),
    [
        (
            "case/a.py",
            "from analysis.stance.matrix import stance_matrix",
            "imports analysis.stance.matrix",
        ),
        ("case/a.py", "def f():\n    from ..charts import wrap", "imports analysis.charts"),
        ("case/model.py", "from analysis.stance import matrix", "imports analysis.stance"),
        ("case/__init__.py", "from .. import compare", "imports analysis.compare"),
        ("stance/a.py", "import analysis.publish.atomic", "imports analysis.publish.atomic"),
        ("compare/a.py", "import matplotlib.pyplot as plt", "imports matplotlib.pyplot"),
        ("publish/a.py", "import seaborn", "imports seaborn"),
        (
            "case/a.py",
            "if TYPE_CHECKING:\n    from analysis import stance",
            "imports analysis.stance",
        ),
        ("charts/figures/a.py", "figure.savefig('a.png')", "writes: savefig"),
        ("case/a.py", "Path('a').write_text('b')", "writes: write_text"),
        ("case/a.py", "open('a', mode='w')", "writes: open"),
        ("stance/a.py", "frame.to_csv('a.csv')", "writes: to_csv"),
        ("utils.py", "", "has no place in the order"),
    ],
)
def test_a_planted_violation_is_found(tmp_path, module, code, found):
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, "utf-8")
    assert violations(tmp_path) == [f"{Path(module)} {found}"]


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("case/model.py", "def matrix(self):\n    from analysis.stance import stance_matrix"),
        ("case/a.py", "from .problem import Problem\nopen('r')\nopen('a', 'rb')"),
        ("stance/a.py", "from analysis.case import read_case\ntext = frame.to_csv()"),
        ("charts/figures/a.py", "from ..record import Chart\nimport seaborn as sns"),
        ("publish/a.py", "if TYPE_CHECKING:\n    from matplotlib.figure import Figure"),
        ("publish/a.py", "from analysis import charts\nPath('a').write_bytes(b'')"),
    ],
)
def test_what_the_rules_allow_is_not_reported(tmp_path, module, code):
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, "utf-8")
    # "from .problem" stays inside its own package, so the target need not exist
    assert violations(tmp_path) == []
