"""The commands beside ``figures`` that write: killed amid it, and with no room on the disk.

Each makes one thing: a bundle, a new case, a sheet, a table of codes. After a kill it is there as
an undisturbed run makes it, or as it was before, and the same command then makes it.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import killer
from faults import ASKED, TOY, Fault, _said_so, files_of, namespace, run

ROOT = Path(__file__).resolve().parents[2]
KEY = "stance_matrix"
Found = Mapping[str, object]


@dataclass(frozen=True)
class Act:
    """A command, the folder that it writes in, and whether its files stand all or not at all."""

    words: tuple[object, ...]
    place: Path
    together: bool = False


def act(folder: Path, name: str) -> Act:
    """What a command needs, set up in an empty folder."""
    place = folder / "place"
    place.mkdir(parents=True)
    if name == "bundle":
        figures = folder / "figures"
        ended = run(TOY, figures, (KEY, *ASKED[2:4], "--jobs", "1"))
        if ended.returncode:
            raise Fault(
                f"a run for the bundle ended with {ended.returncode}: {ended.stderr[-300:]}"
            )
        words = ("bundle", KEY, "--case", TOY, "--figures", figures, "--lang", "en")
        return Act((*words, "--out", place), place)
    if name == "draft":
        return Act(("draft", TOY / "article.ja.txt", "--out", place / "lake"), place, True)
    if name == "new":
        return Act(("new", place / "lake"), place, True)
    case = place / "toy"
    shutil.copytree(TOY, case)
    if name == "sheet":
        return Act(("sheet", case, "--coder", "ann"), place)
    return Act(("collect", _filled(folder, case), "--case", case), place)


def _filled(folder: Path, case: Path) -> Path:
    """A sheet with the codes of the first coder, whose rows are taken out of the case."""
    sys.path.insert(0, str(ROOT / "tests"))
    import sheets

    sheet = folder / "sheet.xlsx"
    coder, codes = sheets.without_first_coder(case)
    _must(("sheet", case, "--coder", coder, "--out", sheet))
    sheets.fill(sheet, codes)
    return sheet


def _must(words: tuple[object, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Fault(
            f"{words[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-300:]}"
        )


def killed(folder: Path, name: str, kills: int, number: int) -> str:
    """SIGKILL at steps of what a command writes, from the first to the last."""
    chosen = random.Random(number)
    home = folder / name
    trial = act(home, name)
    kept = home / "kept"
    shutil.copytree(trial.place, kept)
    before = found(trial.place)
    whole = killer.run(trial.words, trial.place, site=folder / "site")
    after = found(trial.place)
    if whole.code or after == before:
        raise Fault(f"{name} ended with {whole.code}: {whole.said[-300:]}")
    stages: Counter[str] = Counter()
    steps = list(range(1, len(whole.steps) + 1))
    chosen.shuffle(steps)
    for turn in range(kills):
        _put_back(kept, trial.place)
        step = steps[turn % len(steps)]
        ended = killer.run(trial.words, trial.place, step=step, site=folder / "site")
        if not ended.killed:
            raise Fault(f"{name} was to be killed at step {step}, and ended: {ended.said[-300:]}")
        stages[killer.stage(ended, step, False)] += 1
        check(name, trial, before, after)
        again = killer.run(trial.words, trial.place, site=folder / "site")
        if found(trial.place) != after:
            said = f"ended with {again.code} and makes something else: {again.said[-300:]}"
            raise Fault(f"the {name} after it {said}")
        left = [path.name for path in trial.place.rglob("*.tmp")]
        if left:
            raise Fault(f"the {name} after it leaves {left}")
    return (
        f"SIGKILL amid {name}: {kills} runs killed, at {min(kills, len(steps))} of its "
        f"{len(steps)} steps, 0 files lost or half-written, {kills} of {kills} next runs made all "
        f"good; when: {killer.histogram(stages)}"
    )


def found(place: Path) -> Found:
    """What stands in a folder by name: the cells of a workbook, which tells the time, else bytes.

    What bears the name of something half-made is left out, be it a file or a folder.
    """
    files = files_of(place).items()
    whole = [(p, content) for p, content in files if ".tmp/" not in f"{p}/"]
    return {p: _cells(content) if p.endswith(".xlsx") else content for p, content in whole}


def _cells(content: bytes) -> object:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    return [(page.title, list(page.values)) for page in book.worksheets]


def check(name: str, trial: Act, before: Found, after: Found) -> None:
    """Every file is as it was or as an undisturbed run makes it; a new folder is whole."""
    now = found(trial.place)
    if gone := set(before) - set(now):
        raise Fault(f"{name}: {sorted(gone)} are gone")
    for path, content in now.items():
        if content not in (before.get(path), after.get(path)):
            raise Fault(f"{name}: {path} is neither as it was nor as it should be")
    if trial.together and now not in (before, after):
        raise Fault(f"{name}: a part of its files stands")


def _put_back(kept: Path, place: Path) -> None:
    shutil.rmtree(place)
    shutil.copytree(kept, place)


def no_room(folder: Path) -> str:
    """With a full disk each command says so in a line and leaves all as it was."""
    inside = namespace()
    if inside is None:
        return "a full disk, other commands: SKIPPED, no mount namespace can be made here"
    names = ("bundle", "draft", "new", "sheet", "collect")
    for name in names:
        home = folder / f"no_room_{name}"
        trial = act(home, name)
        kept, aside = home / "kept", home / "aside"
        shutil.copytree(trial.place, kept)
        before = files_of(trial.place)
        script = (
            f'mount -t tmpfs -o size=1m tmpfs "{trial.place}"; cp -a "{kept}/." "{trial.place}"; '
            f'cat /dev/zero > "{trial.place}/filler" 2>/dev/null; "$@"; code=$?; '
            f'rm "{trial.place}/filler"; cp -a "{trial.place}" "{aside}"; exit $code'
        )
        ended = subprocess.run(
            [*inside, "sh", "-c", script, "sh", sys.executable, "-m", "analysis"]
            + [str(word) for word in trial.words],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        _said_so(ended, "No space left on device")
        if files_of(aside) != before or list(aside.rglob("*.tmp")):
            raise Fault(f"{name} on a full disk changed something")
        _must(trial.words)
    return f"a full disk, {', '.join(names)}: each said so, changed nothing, and worked later"
