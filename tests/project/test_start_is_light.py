"""Asking for help loads the standard library and click, nothing that draws or computes."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "frictionless",
    "nbformat",
    "nbclient",
    "IPython",
    "narwhals",
    "pyarrow",
    "duckdb",
    "polars",
    "dask",
}


def loaded_by(root, code: str) -> set[str]:
    """The top-level packages in memory after the code has run in a fresh interpreter."""
    shown = f"{code}\nimport sys\nprint('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=root, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stderr.splitlines()}


HELP = "from analysis.cli import main\nmain(['--help'], standalone_mode=False)"


def test_help_loads_nothing_heavy(root):
    loaded = loaded_by(root, HELP)
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_help_of_every_command_loads_nothing_heavy(root):
    code = (
        "from analysis.cli import COMMANDS, main\n"
        "for name in COMMANDS: main([name, '--help'], standalone_mode=False)"
    )
    assert loaded_by(root, code) & HEAVY == set()


def test_a_heavy_import_would_be_seen(root):
    assert "numpy" in loaded_by(root, f"import numpy\n{HELP}")


def test_help_names_every_command_and_what_it_does(root):
    from analysis.cli import COMMANDS

    done = subprocess.run(
        [sys.executable, "-m", "analysis", "--help"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout
