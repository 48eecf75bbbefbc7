"""Whatever ends a run, every file is whole, and the next run brings all to an end.

The command is killed inside its own writing: the clone's code is given a line that ends the
process at a chosen write, before or after the file takes its name.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from analysis.publish.identities import read

LISTED = ("list.txt", "pages/first.txt")
BEFORE, AFTER = "            temporary.replace(path)\n", "        except BaseException:\n"
KILL = """
            COUNT[0] += 1
            if COUNT[0] == {n}:
                os.kill(os.getpid(), 9)
"""


def killing(checkout, moment: str, n: int) -> None:
    """Let the clone's n-th write kill the run, before or after the file has its name."""
    code = checkout.root / "analysis" / "publish" / "atomic.py"
    place = BEFORE if moment == "before" else AFTER
    checkout.edit(code, place, KILL.format(n=n).lstrip("\n") + place)
    checkout.edit(code, "class CannotWrite", "COUNT = [0]\n\n\nclass CannotWrite")


def mend(checkout, made) -> None:
    atomic = "analysis/publish/atomic.py"
    (checkout.root / atomic).write_bytes((made.root / atomic).read_bytes())


def wait_for(condition, process: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.01)


def lines_in_any_order(checkout) -> dict[str, object]:
    """What is drawn, less what depends on the order in which a killed run wrote its record."""
    drawn: dict[str, object] = dict(checkout.drawn())
    drawn["identities.csv"] = sorted(drawn["identities.csv"].splitlines())
    drawn["manifest.json"] = {**json.loads(drawn["manifest.json"]), "record": ""}
    return drawn


# A run of PNGs writes, for each of six tasks, the record, one or two files and the manifest: 21
# times; then the record in order if it was not, the manifest, what the folder has, the manifest.
@pytest.mark.parametrize(
    ("moment", "n"),
    [
        ("before", 1),
        ("after", 1),
        ("before", 3),
        ("after", 4),
        ("before", 9),
        ("after", 14),
        ("after", 2),
        ("before", 20),
        ("before", 23),
        ("after", 24),
    ],
)
def test_a_killed_run_leaves_whole_files_and_the_next_one_repairs(fresh, finished, made, moment, n):
    killing(fresh, moment, n)
    done = fresh.run("--formats", "png")
    assert done.returncode == -signal.SIGKILL
    left = fresh.hidden()
    assert [name for name in left if name != ".lock"] != [] or moment == "after"
    whole = finished.drawn()
    there = fresh.drawn()
    record = there.pop("identities.csv", b"")
    assert set(record.splitlines()) <= set(whole["identities.csv"].splitlines())
    for path, content in there.items():
        if path == "manifest.json":
            for entry in json.loads(content)["figures"].values():
                for output, file in entry["outputs"].items():
                    assert file["sha256"] == sha256(whole[output]).hexdigest()
        else:
            assert content == whole[path]
            assert path in LISTED or sha256(content).hexdigest().encode() in record, path
    assert fresh.run("--check", "--formats", "png").returncode == 1

    mend(fresh, made)
    done = fresh.run("--formats", "png")
    assert (done.returncode, done.stderr) == (0, "")
    assert fresh.hidden() == [".lock"]
    assert lines_in_any_order(fresh) == lines_in_any_order(finished)
    done = fresh.run("--check", "--formats", "png")
    assert (done.returncode, done.stdout) == (0, "figures: up to date\n")


def test_a_killed_run_loses_nothing_that_it_had_finished(fresh, made):
    killing(fresh, "after", 12)
    fresh.run("--formats", "png", "--jobs", "1")
    known = json.loads((fresh.figures / "manifest.json").read_bytes())["figures"]
    kept = {path for entry in known.values() for path in entry["outputs"]}
    assert len(kept) >= 3
    times = {path: (fresh.figures / path).stat().st_mtime_ns for path in kept}
    mend(fresh, made)
    assert fresh.run("--formats", "png").returncode == 0
    assert times == {path: (fresh.figures / path).stat().st_mtime_ns for path in kept}


def test_the_parent_that_is_killed_takes_its_workers_with_it(fresh):
    process = fresh.start("--formats", "png", "--jobs", "2", SLOW="60")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    wait_for(lambda: len(children.read_text().split()) == 2, process)
    process.kill()
    # Workers hold the pipe of standard output: it closes when the last of them has ended.
    began = time.monotonic()
    process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert "another run" not in fresh.run("--formats", "png").stderr


def test_of_two_runs_at_once_the_second_waits_and_finds_nothing_to_do(fresh, finished):
    first = fresh.start("--formats", "png", SLOW="1")
    wait_for((fresh.figures / ".lock").exists, first)
    second = fresh.run("--formats", "png")
    out, err = first.communicate(timeout=60)
    assert (first.returncode, err) == (0, "")
    assert out.count(": drawn (") == 3
    assert second.returncode == 0
    assert second.stderr == "figures: another run is at work, waiting for it\n"
    assert second.stdout.count("up to date") == 3
    assert fresh.drawn() == finished.drawn()


def test_ctrl_c_ends_a_run_in_one_line_and_keeps_what_is_drawn(fresh):
    process = fresh.start("--formats", "png", "--jobs", "1", SLOW="3")
    wait_for((fresh.figures / "manifest.json").exists, process)
    # A terminal sends it to the workers, too.
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "stopped; what was drawn is kept\n")
    assert fresh.hidden() == [".lock"]
    assert json.loads((fresh.figures / "manifest.json").read_bytes())["figures"]


def test_a_chart_that_fails_is_named_in_one_line_and_the_others_are_drawn(fresh):
    done = fresh.run("--formats", "png", FAULTY="beta")
    assert done.returncode == 1
    assert [line.split(" (small.py")[0] for line in sorted(done.stderr.splitlines())] == [
        "error: beta (en): ValueError: no such colour",
        "error: beta (ja): ValueError: no such colour",
    ]
    assert {path for path in fresh.drawn() if "beta" in path} == set()
    assert done.stdout.count(": drawn (") == 2


def test_a_worker_that_dies_takes_only_its_own_figure_with_it(fresh):
    done = fresh.run("--formats", "png", "--jobs", "1", DEADLY="alpha")
    assert done.returncode == 1
    assert sorted(done.stderr.splitlines()) == [
        "error: alpha (en): its process was ended by signal 9",
        "error: alpha (ja): its process was ended by signal 9",
    ]
    assert done.stdout.count(": drawn (") == 2


def test_a_module_that_cannot_be_imported_is_named_in_one_line(fresh):
    fresh.chart("beta").write_text("from analysis.charts import nothing\n")
    done = fresh.run("--formats", "png")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: beta: ImportError: ")
    assert done.stdout.count(": drawn (") == 2


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing_half_written(fresh):
    limited = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)); "
    run = "runpy.run_module('analysis', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited + run, "figures", "--formats", "png"],
        cwd=fresh.root, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: cannot write figures/")
    assert done.stderr.endswith(": File too large\n")
    assert fresh.hidden() == [".lock"]
    there = fresh.drawn()
    read(there.pop("identities.csv"))
    assert all(path.startswith("data/") for path in there)


def test_a_place_that_cannot_be_written_is_said_in_one_line(fresh):
    fresh.figures.write_text("a file")
    done = fresh.run("--formats", "png")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: cannot write figures/.lock: File exists\n"
