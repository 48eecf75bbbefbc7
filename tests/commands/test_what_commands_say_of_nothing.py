"""``matrix`` says what its dots stand for, ``compare --graphml`` that a network is empty."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import networkx as nx
import pytest
from click.testing import CliRunner

from analysis.cli import main

NAMES = {"un-votes-2025-02-24": "no vote here", "us-ukraine-2025-02-28": "not stated"}


@pytest.mark.parametrize("name", NAMES)
def test_the_dots_of_a_matrix_on_a_terminal_are_explained_in_the_words_of_the_charts(root, name):
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "analysis", "matrix", "--case", str(root / "data" / name)]
    ran = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, cwd=root, check=True)
    os.close(end)
    assert os.read(terminal, 100)
    os.close(terminal)
    assert ran.stderr.decode().splitlines()[-1] == f"· {NAMES[name]}"


def test_a_network_of_a_case_without_statements_is_empty_and_is_said_to_be(root):
    case = root / "data" / "un-votes-2025-02-24"
    ran = CliRunner().invoke(main, ["compare", "--graphml", "congruence", "--case", str(case)])
    assert ran.exit_code == 0
    assert nx.parse_graphml(ran.stdout).number_of_edges() == 0
    assert ran.stderr == "un-votes-2025-02-24: no table statements, so the network is empty\n"
    full = CliRunner().invoke(main, ["compare", "--graphml", "congruence"])
    assert nx.parse_graphml(full.stdout).number_of_edges() > 0
    assert "is empty" not in full.stderr


AS_IN = """
import runpy, sys
sys.prefix = sys.argv.pop()
sys.argv = ["analysis", "check"]
runpy.run_module("analysis", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("ready", [False, True])
def test_without_its_libraries_a_command_says_how_they_are_set_up(root, tmp_path, ready):
    """And where they are set up, a module that is missing is shown as the fault that it is."""
    if ready:
        (tmp_path / ".stancebook-ready").touch()
    words = [sys.executable, "-S", "-c", AS_IN, str(tmp_path)]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    if ready:
        assert last.startswith("ModuleNotFoundError: ")
    else:
        assert done.stderr == f"{last}\n"
        assert last.endswith(" is not installed; make setup, and then .venv/bin/python -m analysis")
