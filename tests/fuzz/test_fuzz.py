"""A short run of the mutated files, from a fixed seed; ``make fuzz`` gives ten thousand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import fuzz
import readers


def test_every_reader_reads_or_refuses_whatever_it_is_given():
    said: list[str] = []
    counted = fuzz.fuzz(250, 20250228, said.append)
    assert sum(counted.values()) >= 250
    assert len(said) == 5
    assert {name for name, _ in counted} == {line[:15].strip() for line in said}
    assert counted["case, values", "read"] > 0
    assert counted["case, bytes", "refused"] > 0


@pytest.mark.parametrize(
    "lines", [[], ["a traceback\nof two lines"], ["no file named"], ["x.csv " + "y" * 3000 + ": "]]
)
def test_a_refusal_that_is_not_one_clear_line_would_be_found(lines):
    with pytest.raises(readers.Broken):
        readers.refused(lines, "x.csv")
