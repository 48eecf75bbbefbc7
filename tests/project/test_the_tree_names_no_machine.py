"""A file that is read elsewhere may not lean on the machine it was made on.

Neither a folder of such a machine nor the host of a package registry stands in a tracked file.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Put together here, so that this file does not find itself.
FOLDERS = "|".join(("work", "root", "farm", "home", "Users", "tmp"))
REGISTRIES = "|".join(("pypi", "pythonhosted", "npmj" + "s", "debian", "anaconda", "conda-forge"))
MACHINE = re.compile(
    rf"(?<![\w.~>/-])/(?:{FOLDERS})/[\w.]|(?://|@)[\w.-]*(?:{REGISTRIES})[\w-]*\.(?:org|com|io)",
    re.IGNORECASE,
)


def tracked(root: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


def naming(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return []
    return [f"{path.name}: {m.group()}" for m in MACHINE.finditer(text)]


def test_no_tracked_file_names_a_machine_or_a_registry(root):
    files = tracked(root)
    assert len(files) > 50
    assert [found for path in files for found in naming(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "see " + "/work" + "/main/data",
        'path = "' + "/root" + '/a"',
        "https:" + "//py" + "pi.org/simple",
        "git@files.python" + "hosted.org",
    ],
)
def test_a_planted_name_is_found(tmp_path, line):
    path = tmp_path / "a.txt"
    path.write_text(line, "utf-8")
    assert len(naming(path)) == 1


@pytest.mark.parametrize("line", ["notebooks/work/a", "conda-forge", "figures/tmp/a", "and/or"])
def test_ordinary_words_are_not(tmp_path, line):
    path = tmp_path / "a.txt"
    path.write_text(line, "utf-8")
    assert naming(path) == []
