"""What every test may ask for: the checkout, and a run that needs no screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
# A busy machine is no failure.
settings.register_profile("stancebook", deadline=None)
settings.load_profile("stancebook")


#: Folders and modules whose tests run module by module: each starts a browser or a cluster, or
#: draws charts.
TOGETHER = {
    "browser", "test_a_changed_cell.py", "test_engines_agree.py", "test_gallery.py",
    "test_gallery_tables.py", "test_hostile_words.py",
}  # fmt: skip


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Each test for itself; those in TOGETHER stay with their module, whose fixtures are dear.

    The mark xdist_group would say the same, but some versions of pytest pass over it in silence.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return module if TOGETHER & {*Path(module).parts} else nodeid

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def case():
    """The shipped case."""
    from analysis import read_case

    return read_case()


@pytest.fixture(scope="session")
def toy(root):
    """The invented case that is worked by hand in its README."""
    from analysis import read_case

    return read_case(root / "tests" / "cases" / "toy")


@pytest.fixture(scope="session")
def votes(root):
    """An invented case of the four needed tables only, on a scale of three codes."""
    from analysis import read_case

    return read_case(root / "tests" / "cases" / "votes")
