"""A short run of the mutated files, from a fixed seed; ``make fuzz`` gives ten thousand."""

from __future__ import annotations

import csv
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import fuzz
import otherwise
import readers


def test_every_reader_reads_or_refuses_whatever_it_is_given():
    said: list[str] = []
    found = {each.reader: each for each in fuzz.fuzz(100, 20250228, said.append, apart=False)}
    assert not [each.failure for each in found.values() if each.failure]
    assert set(found) == set(fuzz.SHARES)
    assert all(each.read + each.refused for each in found.values())
    assert all(found[name].read and not found[name].refused for name in fuzz.NEVER_REFUSED)
    assert all(each.megabytes < 1024 for each in found.values())
    assert len(said) == len(fuzz.SHARES) + 2


def test_a_reader_that_fails_is_counted_and_named(monkeypatch):
    def broken(folder):
        def act(made):
            raise readers.Broken("did what none may do")

        return {"article": (act, {"made": fuzz.changes})}

    monkeypatch.setattr(fuzz, "properties", broken)
    found = fuzz.one("article", 5, 1)
    assert "did what none may do" in found.failure
    assert [each for each in str(found).split() if each.isdigit()][3] == "1"


def test_the_memory_of_the_readers_is_not_that_of_who_calls_them():
    held = b"x" * 2**29
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        theirs = pool.submit(fuzz.peak_memory).result()
    assert fuzz.peak_memory() > len(held) / 2**20 > 2 * theirs


@pytest.mark.parametrize("form", range(32))
def test_a_table_written_otherwise_holds_the_same_cells(form):
    data = b"a,b\n=1,-2\n'=1,\"x\ny\"\n'tis,\n"
    rows = list(
        csv.reader(io.StringIO(otherwise.table(data, form).decode("utf-8-sig"), newline=""))
    )
    plain = [rows[0], *([otherwise.plain(cell) for cell in row] for row in rows[1:])]
    kept = [["a", "b"], ["=1", "-2"], ["=1", "x\ny"], ["'tis", ""]]
    assert plain == kept


@pytest.mark.parametrize(
    "lines", [[], ["a traceback\nof two lines"], ["no file named"], ["x.csv " + "y" * 3000 + ": "]]
)
def test_a_refusal_that_is_not_one_clear_line_would_be_found(lines):
    with pytest.raises(readers.Broken):
        readers.refused(lines, "x.csv")
