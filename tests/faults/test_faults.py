"""A short run of what may befall a run; ``make faults`` kills two hundred."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import faults


def test_runs_killed_at_any_point_are_made_good_by_the_next():
    said: list[str] = []
    faults.every(10, 20250228, said.append)
    killed = [int(re.search(r"(\d+) runs killed", line)[1]) for line in said if "SIGKILL" in line]
    assert sum(killed) == 10
    assert len(said) == len(killed) == 5


def test_a_half_written_file_would_be_found(tmp_path):
    whole = faults.State(tmp_path, {"en/a.png": b"whole"})
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.png").write_bytes(b"who")
    with pytest.raises(faults.Fault, match=r"en/a\.png is of neither state"):
        faults.check_whole(tmp_path, (whole, whole), set(), [])


def test_a_file_that_is_gone_would_be_found(tmp_path):
    whole = faults.State(tmp_path, {})
    with pytest.raises(faults.Fault, match="are gone"):
        faults.check_whole(tmp_path, (whole, whole), {"en/a.png"}, [])


def test_a_lost_row_of_identities_would_be_found(tmp_path):
    (tmp_path / "identities.csv").write_text("a\nb\n")
    whole = faults.State(tmp_path, {})
    with pytest.raises(faults.Fault, match="lost or changed"):
        faults.check_whole(tmp_path, (whole, whole), set(), ["a", "x"])
