"""What may befall a run, on the toy case: ``python tests/faults/faults.py --kills 200``.

Killed at a random moment or amid a write, no room on the disk, a folder that cannot be written,
two runs at once, a clock that jumps. After each, every file is whole and of one state or the
other, nothing that was published is gone, and the next run brings the folder to what an
undisturbed run makes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import killer

ROOT = Path(__file__).resolve().parents[2]
TOY = ROOT / "tests" / "cases" / "toy"
ASKED = ("stance_matrix", "positions", "--lang", "en", "--formats", "png,svg", "--jobs", "2")
#: A run that makes the citations and the page too; they need all charts, which are light as SVG.
WHOLE = ("--formats", "svg", "--jobs", "2")
#: The least that is a run, for a short trial.
LEAST = ("stance_matrix", "--lang", "en", "--formats", "svg", "--jobs", "1")
#: Fewer kills than this are a short trial, of a minute.
MANY = 100
#: Which part of the kills befalls which run.
SHARES = {
    "figures": 0.4, "whole": 0.04, "bundle": 0.06, "draft": 0.16, "new": 0.16, "sheet": 0.06,
    "collect": 0.12,
}  # fmt: skip
#: The longest that a trial of one folder may take, in seconds, on a machine that is busy.
PATIENCE = 900
#: Files that tell of the folder's own past, and are held to rules of their own.
HISTORY = {"manifest.json", "identities.csv", ".lock"}
CLOCK = """
import os, random, time
_true, _jumps = time.time, random.Random(int(os.environ["JUMPS"]))
time.time = lambda: _true() + _jumps.choice([-1e9, -3600, 0, 3600, 1e8])
time.time_ns = lambda: int(time.time() * 1e9)
"""

Bytes = Mapping[str, bytes]


class Fault(AssertionError):
    """A run did not withstand what befell it."""


@dataclass(frozen=True)
class State:
    """A version of the case, and the files that an undisturbed run makes of it."""

    case: Path
    files: Bytes


def asked(case: Path, out: Path, what: tuple[str, ...] = ASKED) -> list[str]:
    return ["figures", *what, "--case", str(case), "--out", str(out)]


def command(case: Path, out: Path, what: tuple[str, ...] = ASKED) -> list[str]:
    return [sys.executable, "-m", "analysis", *asked(case, out, what)]


def run(
    case: Path,
    out: Path,
    what: tuple[str, ...] = ASKED,
    *,
    before: tuple[str, ...] = (),
    more: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A run to its end."""
    return subprocess.run(
        [*before, *command(case, out, what)],
        cwd=ROOT,
        env={**os.environ, **(more or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def files_of(out: Path) -> Bytes:
    """Every file that stands under a folder, but for what a stopped run left half-made."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.endswith(".tmp")
    }


def made(case: Path, out: Path, what: tuple[str, ...] = ASKED) -> State:
    """A version of the case with the files that a run on an empty folder makes of it."""
    ended = run(case, out, what)
    if ended.returncode:
        raise Fault(f"an undisturbed run ended with {ended.returncode}: {ended.stderr[-300:]}")
    return State(case, files_of(out))


def two_states(folder: Path, what: tuple[str, ...] = ASKED) -> tuple[State, State]:
    """The toy case, and the toy case with an actor's name changed, which every chart draws."""
    states = []
    for name, word in (("first", "Alda"), ("second", "Aldania")):
        case = folder / name / "toy"
        shutil.copytree(TOY, case)
        path = case / "actors.csv"
        text = path.read_text("utf-8")
        assert "Alda" in text
        path.write_text(text.replace("Alda", word), "utf-8")
        states.append(made(case, folder / name / "figures", what))
    if states[0].files == states[1].files:
        raise Fault("the two versions make the same files, so nothing would be tried")
    return states[0], states[1]


def check_whole(
    out: Path, states: tuple[State, State], published: set[str], rows: list[str]
) -> None:
    """Every file is of one of the two states, none of the published is gone."""
    found = files_of(out)
    gone = published - set(found)
    if gone:
        raise Fault(f"{sorted(gone)} were published and are gone")
    for name, content in found.items():
        base = Path(name).name
        if base == "manifest.json":
            json.loads(content)
        elif base == "identities.csv":
            kept = content.decode().splitlines()
            if kept[: len(rows)] != rows:
                raise Fault("a row of identities.csv was lost or changed")
            if content and not content.endswith(b"\n"):
                raise Fault("the last row of identities.csv is half-written")
            rows[:] = kept
        elif base not in HISTORY and content not in [s.files.get(name) for s in states]:
            raise Fault(f"{name} is of neither state: {len(content)} bytes")


def check_repaired(out: Path, state: State, what: tuple[str, ...] = ASKED) -> None:
    """A run puts the folder into the state that an undisturbed run makes."""
    ended = run(state.case, out, what)
    if ended.returncode:
        raise Fault(f"the run after it ended with {ended.returncode}: {ended.stderr[-300:]}")
    found = files_of(out)
    for name, content in state.files.items():
        if Path(name).name not in HISTORY and found.get(name) != content:
            raise Fault(f"{name} is not what an undisturbed run makes")
    left = [str(path) for path in out.rglob("*.tmp")]
    if left:
        raise Fault(f"left behind: {left}")
    if what == LEAST:
        return
    again = run(state.case, out, what)
    if again.returncode or files_of(out) != found:
        raise Fault("a further run changed something")


def killed(
    folder: Path,
    states: tuple[State, State],
    kills: int,
    number: int,
    what: tuple[str, ...] = ASKED,
) -> str:
    """SIGKILL to all processes of runs that draw anew: every other at a step, else at a moment."""
    chosen, out = random.Random(number), folder / "killed"
    begun = time.monotonic()
    check_repaired(out, states[0], what)
    length = (time.monotonic() - begun) / (1 if what == LEAST else 2)
    published, rows = set(files_of(out)), list[str]()
    check_whole(out, states, published, rows)
    whole = killer.run(asked(states[1].case, out, what), out, site=folder / "site")
    steps = len(whole.steps)
    check_whole(out, states, published, rows)
    stages: Counter[str] = Counter()
    done = turn = 0
    while done < kills:
        turn += 1
        state = states[turn % 2]
        step = chosen.randint(1, steps) if turn % 2 else 0
        moment = PATIENCE if step else chosen.uniform(0.05, 0.9) * length
        ended = killer.run(
            asked(state.case, out, what), out, step=step, seconds=moment, site=folder / "site"
        )
        if ended.killed:
            done += 1
            stages[killer.stage(ended, step, len(ended.steps) >= steps)] += 1
        check_whole(out, states, published, rows)
        check_repaired(out, state, what)
        published |= set(files_of(out))
    return (
        f"SIGKILL amid figures: {done} runs killed ({turn - done} more ended before), "
        f"0 files lost or half-written, {turn} of {turn} next runs made all good; "
        f"when: {killer.histogram(stages)}"
    )


def killed_whole(folder: Path, kills: int, number: int) -> str:
    """SIGKILL amid runs that make the citations and the page anew, behind all charts."""
    chosen, out = random.Random(number), folder / "whole" / "figures"
    state = made(TOY, out, WHOLE)
    published, rows = set(files_of(out)), list[str]()
    stages: Counter[str] = Counter()
    page = ("index.html", "README.md", "citations.bib", "citations.ris", "citations.json")
    own = next(path.parent for path in out.rglob("manifest.json"))
    steps = 0
    for turn in range(kills + 1):
        # Left by another version: all of them have to be made anew.
        earlier = {str((own / name).relative_to(out)): b"of an earlier version\n" for name in page}
        for name, content in earlier.items():
            (out / name).write_bytes(content)
        step = chosen.randint(1, steps) if turn else 0
        ended = killer.run(asked(TOY, out, WHOLE), out, step=step, site=folder / "site")
        steps = steps or len(ended.steps)
        if turn and not ended.killed:
            raise Fault(
                f"was to be killed at step {step} of {steps}, and ended: {ended.said[-300:]}"
            )
        check_whole(out, (state, State(TOY, earlier)), published, rows)
        if turn:
            stages[killer.stage(ended, step, False)] += 1
            check_repaired(out, state, WHOLE)
    return (
        f"SIGKILL amid citations and page: {kills} runs killed, 0 files lost or half-written, "
        f"{kills} of {kills} next runs made all good; when: {killer.histogram(stages)}"
    )


def at_once(folder: Path, states: tuple[State, State]) -> str:
    """Two runs in one folder wait for each other and agree."""
    out = folder / "at_once"
    both = [
        subprocess.Popen(
            command(states[0].case, out),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in both:
        _, said = process.communicate(timeout=600)
        if process.returncode:
            raise Fault(f"one of two runs ended with {process.returncode}: {said[-300:]}")
    check_repaired(out, states[0])
    return "two runs at once: both ended well, the folder equal to an undisturbed run"


def clock(folder: Path, states: tuple[State, State]) -> str:
    """Neither the clock nor the files' times decide what is drawn, or what is in a file."""
    out, site = folder / "clock", folder / "clock_site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(CLOCK, "utf-8")
    for turn, state in enumerate([states[0], states[1], states[0]]):
        ended = run(state.case, out, more={"PYTHONPATH": str(site), "JUMPS": str(turn)})
        if ended.returncode:
            raise Fault(f"a run with a jumping clock ended with {ended.returncode}")
        for place, path in enumerate(sorted(out.rglob("*"))):
            moment = (0, 2**31, time.time() + 1e8)[place % 3]
            os.utime(path, (moment, moment))
        check_repaired(out, state)
    return "a clock that jumps: 3 runs, the folder equal to an undisturbed run each time"


def namespace() -> tuple[str, ...] | None:
    """The words that run a command in a mount namespace of its own; None where none can be made."""
    for words in (("unshare", "-m"), ("unshare", "-rm")):
        try:
            tried = subprocess.run(
                [*words, "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False
            )
        except OSError:
            return None
        if tried.returncode == 0:
            return words
    return None


def disk_full(folder: Path, states: tuple[State, State]) -> str:
    """With no room left a run says so in a line, keeps what there is, and is made good later."""
    inside = namespace()
    if inside is None:
        return "a full disk: SKIPPED, no mount namespace can be made here"
    size = sum(map(len, states[0].files.values()))
    tried = 0
    for share in (0.05, 0.3, 0.6, 0.9):
        out = folder / f"full{share}"
        out.mkdir()
        aside = folder / f"aside{share}"
        room = max(4096, int(size * share))
        script = (
            f'mount -t tmpfs -o size={room} tmpfs "$OUT"; "$@"; code=$?; '
            'cp -a "$OUT" "$ASIDE"; exit $code'
        )
        ended = run(
            states[0].case,
            out,
            before=(*inside, "sh", "-c", script, "sh"),
            more={"OUT": str(out), "ASIDE": str(aside)},
        )
        _said_so(ended, "No space left on device")
        check_whole(aside, states, set(), [])
        check_repaired(aside, states[0])
        tried += 1
    return f"a full disk: {tried} of {tried} said so, left whole files, and were made good"


def read_only(folder: Path, states: tuple[State, State]) -> str:
    """A folder that cannot be written stays as it is, and that is said in a line."""
    inside = namespace()
    if inside is None:
        return "a folder mounted read-only: SKIPPED, no mount namespace can be made here"
    out = folder / "read_only"
    check_repaired(out, states[0])
    before = files_of(out)
    script = 'mount --bind "$OUT" "$OUT"; mount -o remount,ro,bind "$OUT"; "$@"'
    ended = run(
        states[1].case,
        out,
        before=(*inside, "sh", "-c", script, "sh"),
        more={"OUT": str(out)},
    )
    _said_so(ended, "Read-only file system")
    if files_of(out) != before:
        raise Fault("a read-only folder was changed")
    check_repaired(out, states[1])
    return "a folder mounted read-only: said so, nothing changed, and made good later"


def _said_so(ended: subprocess.CompletedProcess[str], word: str) -> None:
    said = [line for line in ended.stderr.splitlines() if word in line]
    if ended.returncode == 0 or not said:
        raise Fault(f"ended with {ended.returncode} and said {ended.stderr[-400:]!r}")
    if "Traceback" in ended.stderr:
        raise Fault(f"a traceback: {ended.stderr[-400:]}")


def every(kills: int, number: int, tell: Callable[[str], None]) -> None:
    """Let all of it befall the toy case, and tell a line of each.

    Raises
    ------
    Fault
        At the first that a run does not withstand.
    """
    import others

    parts = {name: round(kills * share) for name, share in SHARES.items()}
    if kills < MANY:  # all charts and a bundle take their time
        parts |= {"whole": 0, "bundle": 0, "sheet": 1, "new": round(kills * 0.4)}
    parts["figures"] += kills - sum(parts.values())
    what = LEAST if kills < MANY else ASKED
    with tempfile.TemporaryDirectory() as made_in:
        folder = Path(made_in)
        states = two_states(folder, what)
        tell(killed(folder, states, parts.pop("figures"), number, what))
        if whole := parts.pop("whole"):
            tell(killed_whole(folder, whole, number))
        for name, part in parts.items():
            if part:
                tell(others.killed(folder, name, part, number))
        if kills < MANY:
            return
        for befall in (disk_full, read_only, at_once, clock):
            tell(befall(folder, states))
        tell(others.no_room(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20250228)
    given = parser.parse_args()
    begun = time.monotonic()
    every(given.kills, given.seed, lambda line: print(line, flush=True))
    spent = time.monotonic() - begun
    print(f"all withstood: {given.kills} SIGKILLs, {spent / 60:.0f} minutes, seed {given.seed}")


if __name__ == "__main__":
    main()
