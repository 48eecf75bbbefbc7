"""What every test may ask for: the checkout, and a run that needs no screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent
