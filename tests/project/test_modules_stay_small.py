"""A module holds one idea: at most 250 lines, and a name that says which."""

from __future__ import annotations

from pathlib import Path

LIMIT = 250
CATCH_ALLS = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}


def too_long(folder: Path) -> list[str]:
    return [
        f"{path.name}: {lines}"
        for path in sorted(folder.rglob("*.py"))
        if (lines := len(path.read_text("utf-8").splitlines())) > LIMIT
    ]


def test_no_module_is_longer_than_the_limit(root):
    assert too_long(root / "analysis") == []


def test_a_module_one_line_too_long_is_found(tmp_path):
    (tmp_path / "a.py").write_text("pass\n" * LIMIT)
    (tmp_path / "b.py").write_text("pass\n" * (LIMIT + 1))
    assert too_long(tmp_path) == ["b.py: 251"]


def test_no_module_is_a_catch_all(root):
    assert [p for p in (root / "analysis").rglob("*.py") if p.name in CATCH_ALLS] == []


def test_every_module_says_why_it_exists(root):
    import ast

    silent = [
        path.relative_to(root).as_posix()
        for path in (root / "analysis").rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
