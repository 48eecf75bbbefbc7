"""pyproject.toml is the truth: the locks and environment.yml say the same in their own ways."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

LOCKS = ["requirements.lock", "requirements-scale.lock", "requirements-spark.lock"]
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?$"
)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def declared(root: Path, *extras: str) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    lines = list(project["project"]["dependencies"])
    for extra in extras:
        lines += project["project"]["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def pins(lock: Path) -> list[tuple[str, Version, Marker | None]]:
    found = [PIN.match(line) for line in lock.read_text("utf-8").splitlines()]
    return [
        (
            canonicalize_name(pin["name"]),
            Version(pin["version"]),
            Marker(pin["marker"]) if pin["marker"] else None,
        )
        for pin in found
        if pin
    ]


def outside_bounds(wanted: list[Requirement], lock: Path) -> list[str]:
    """The requirements that the lock leaves out, or pins outside their bounds."""
    locked: dict[str, list[Version]] = {}
    for name, version, _ in pins(lock):
        locked.setdefault(name, []).append(version)
    wrong = []
    for requirement in wanted:
        versions = locked.get(canonicalize_name(requirement.name), [])
        if not versions or not all(requirement.specifier.contains(v) for v in versions):
            wrong.append(f"{requirement}: {[str(v) for v in versions]}")
    return wrong


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ("draft", "test", "dev")),
        ("requirements-scale.lock", ("scale",)),
        ("requirements-spark.lock", ("spark", "scale", "test")),
    ],
)
def test_every_requirement_is_locked_within_its_bounds(root, lock, extras):
    assert outside_bounds(declared(root, *extras), root / lock) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-spark.lock"])
def test_the_build_backend_is_locked_within_its_bounds(root, lock):
    backend = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["build-system"][
        "requires"
    ]
    wanted = [Requirement(line) for line in backend]
    assert outside_bounds(wanted, root / lock) == []


def test_a_pin_outside_the_bounds_would_be_found(tmp_path):
    lock = tmp_path / "a.lock"
    lock.write_text("pandas==2.2.0 \\\n    --hash=sha256:" + "0" * 64 + "\n")
    wanted = [Requirement("pandas>=3,<4"), Requirement("numpy>=2")]
    assert outside_bounds(wanted, lock) == ["pandas<4,>=3: ['2.2.0']", "numpy>=2: []"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_a_hash_or_a_comment(root, lock):
    odd = [
        line
        for line in (root / lock).read_text("utf-8").splitlines()
        if not (PIN.match(line) or HASH.match(line) or line.lstrip().startswith("#"))
    ]
    assert odd == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_is_a_public_release(root, lock):
    text = (root / lock).read_text("utf-8")
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert len(blocks) == len(pins(root / lock)) > 20
    assert [b.split(" ")[0] for b in blocks if "--hash=sha256:" not in b] == []
    assert [name for name, version, _ in pins(root / lock) if version.local] == []


def test_the_lock_serves_every_python_from_the_oldest_declared(root):
    """Where a package is pinned twice, the markers leave no version of Python without a pin."""
    several: dict[str, list[Marker]] = {}
    for name, _, marker in pins(root / "requirements.lock"):
        if marker and "python_full_version" in str(marker):
            several.setdefault(name, []).append(marker)
    core = {canonicalize_name(r.name) for r in declared(root)}
    for name in core & set(several):
        for python in ("3.11.0", "3.12.0", "3.13.0", "3.14.0"):
            here = {"python_full_version": python, "python_version": python[:4]}
            assert sum(m.evaluate(here) for m in several[name]) == 1, (name, python)


def test_all_locks_pin_the_same_versions(root):
    versions: dict[str, set[Version]] = {}
    for lock in LOCKS:
        of_lock: dict[str, set[Version]] = {}
        for name, version, _ in pins(root / lock):
            of_lock.setdefault(name, set()).add(version)
        for name, found in of_lock.items():
            assert found <= versions.setdefault(name, found), (lock, name)


def test_the_environment_names_the_core_with_equal_bounds_and_installs_the_package(root):
    environment = yaml.safe_load((root / "environment.yml").read_text("utf-8"))
    *conda, last = environment["dependencies"]
    *from_pip, package = last["pip"]
    assert package == "-e .[scale]"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    named = {str(Requirement(line)) for line in [*conda, *from_pip]}
    core = {str(requirement) for requirement in declared(root)}
    assert named == core | {f"python{project['requires-python']}", "pip"}
