"""Programs run in processes of their own: how long they took, and the most memory they held.

Sides of a comparison run in turn, round after round, so that a busy minute of the machine falls
on all of them, and the shortest of each counts. A program times its own work and prints it, so
that what it imports is not in its time; it is in its memory, which the system tells when the
process ends. A process begins as a copy of the one that starts it, and the system counts that
too: whoever measures memory here must be small itself.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SMALL = 64 << 10
ROUNDS = 5
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """A program from start to end: time by the clock and of processors, its most memory in KiB,
    and what it printed.
    """

    wall: float
    processor: float
    peak: int
    printed: str

    @property
    def told(self) -> Any:
        """Its last line as JSON."""
        return json.loads(self.printed.splitlines()[-1])

    @property
    def seconds(self) -> float:
        """The time of its work, as it told it."""
        return float(self.told["seconds"])


def python(*words: str, cwd: Path = ROOT) -> Run:
    """One run of this interpreter, which must succeed."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if own > SMALL:
        raise RuntimeError(f"{own >> 10} MiB here already; memory is measured from {SMALL >> 10}")
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words], cwd=cwd, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    wall = time.perf_counter() - began
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, printed)


def in_turn(
    sides: Mapping[str, Sequence[str]], rounds: int = ROUNDS, cwd: Path = ROOT
) -> dict[str, list[Run]]:
    """Every side once a round, round after round."""
    runs: dict[str, list[Run]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side, words in sides.items():
            runs[side].append(python(*words, cwd=cwd))
    return runs


def shortest(runs: Sequence[Run]) -> float:
    """Seconds of work of the shortest run."""
    return min(run.seconds for run in runs)


def most(runs: Sequence[Run]) -> float:
    """MiB at the peak, in the best run."""
    return min(run.peak for run in runs) / 1024
