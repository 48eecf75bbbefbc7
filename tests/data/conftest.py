"""The shipped case, read with the standard library: no reader of ours is its own oracle."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def folder(root) -> Path:
    return root / "data" / "us-ukraine-2025-02-28"


@pytest.fixture(scope="session")
def package(folder) -> dict:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


Tables = dict[str, list[dict[str, str]]]


def tables_in(folder: Path) -> Tables:
    """Every table that a folder holds, by the name of its file."""
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
        for path in folder.glob("*.csv")
    }


@pytest.fixture(scope="session")
def tables(folder, package) -> Tables:
    there = tables_in(folder)
    return {resource["name"]: there[resource["name"]] for resource in package["resources"]}


@pytest.fixture(scope="session")
def un(root) -> Tables:
    return tables_in(root / "data" / "un-votes-2025-02-24")


@pytest.fixture(scope="session")
def aid(root) -> Tables:
    return tables_in(root / "data" / "aid-to-ukraine")
