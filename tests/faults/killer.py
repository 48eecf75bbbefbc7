"""Kill a command at one of its steps on the disk, and say afterwards which step it was.

A run writes for some milliseconds of its seconds, so a moment drawn at random seldom meets a
write. Hence the interpreter itself counts the steps: a file opened to be written, forced to the
disk, given its name, taken away. At the step that is asked for, all processes of the run are
killed; a file that is opened to be written anew is first emptied, one about to be forced to the
disk cut in half, as a full cache would leave it. Where no step is asked for, the steps are only
noted.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = """
import os, signal, sys
_below, _log = os.environ["STEPS_BELOW"], os.environ["STEPS_LOG"]
_at, _pid, _count = int(os.environ["STEPS_KILL"]), os.getpid(), 0
_fsync = os.fsync


def _step(what, path, held=None, emptied=False):
    global _count
    path = os.path.abspath(os.fsdecode(path))
    if os.getpid() != _pid or not path.startswith(_below) or path.endswith(".lock"):
        return
    _count += 1
    with open(_log, "a") as log:
        log.write(f"{what} {path}\\n")
    if _count == _at:
        if held is not None:
            os.ftruncate(held, os.fstat(held).st_size // 2)
        if emptied and os.path.exists(path):
            os.truncate(path, 0)
        os.killpg(0, signal.SIGKILL)


def _hook(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)) and given[0] != _log:
        if given[2] & (os.O_WRONLY | os.O_RDWR):
            _step("opened", given[0], emptied=bool(given[2] & os.O_TRUNC))
    elif event == "os.rename":
        _step("named", given[1])
    elif event in ("os.remove", "os.rmdir"):
        _step("removed", given[0])


def _forced(held):
    _step("half", os.readlink(f"/proc/self/fd/{held}"), held)
    return _fsync(held)


os.fsync = _forced
sys.addaudithook(_hook)
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative by a signal), its words, its steps."""

    code: int
    said: str
    steps: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


def run(
    words: Sequence[object],
    below: Path,
    *,
    step: int = 0,
    seconds: float = 600,
    site: Path,
    more: Mapping[str, str] | None = None,
) -> Ended:
    """A command, killed at a step of what it does below a folder, or after some seconds.

    Parameters
    ----------
    step : the step at which it is killed, from 1; 0: at none
    seconds : after which it is killed
    site : an empty folder, or one that was given before
    """
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(SITE, "utf-8")
    log = site / "steps"
    log.write_text("", "utf-8")
    steps = {"STEPS_BELOW": str(below), "STEPS_LOG": str(log), "STEPS_KILL": str(step)}
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{site}:{ROOT}", **steps, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
    return Ended(process.returncode, said, tuple(log.read_text("utf-8").splitlines()))


def stage(ended: Ended, step: int, last: bool) -> str:
    """In words where a run was when it was killed.

    Parameters
    ----------
    step : at which it was killed, 0 where that was a moment drawn at random
    last : whether all was written that an undisturbed run writes
    """
    if not ended.steps:
        return "before the first write"
    name = Path(ended.steps[-1].partition(" ")[2]).name
    if step:
        return f"amid {_kind(name)}"
    return "after the last write" if last else f"behind a step on {_kind(name)}"


def _kind(name: str) -> str:
    """Which file it is, whatever name it has until it is whole."""
    if name.startswith(".") and name.endswith(".tmp"):
        name = name[1:].rpartition(".")[0].rpartition(".")[0]
    for kind, names in (
        ("manifest.json", ("manifest.json",)),
        ("identities.csv", ("identities.csv",)),
        ("citations", ("citations.bib", "citations.ris", "citations.json")),
        ("the page", ("index.html", "README.md")),
    ):
        if name in names:
            return kind
    ending = Path(name).suffix
    return {".png": "an image", ".svg": "an image", ".zip": "a bundle", ".xlsx": "a sheet"}.get(
        ending, "a table" if ending == ".csv" else "a new case"
    )


def histogram(stages: Counter[str]) -> str:
    """The stages with how often each was met, the most frequent first."""
    return ", ".join(f"{stage} {times}" for stage, times in stages.most_common())
