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


@pytest.fixture(scope="session")
def tables(folder, package) -> dict[str, list[dict[str, str]]]:
    return {
        resource["name"]: list(
            csv.DictReader((folder / resource["path"]).read_text("utf-8").splitlines())
        )
        for resource in package["resources"]
    }
