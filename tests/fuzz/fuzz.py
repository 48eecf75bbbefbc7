"""Mutated files by the thousand, to every reader: ``python tests/fuzz/fuzz.py --cases 10100``.

Hypothesis makes the mutations, from a seed, and shrinks what breaks a reader to the smallest
file that does. A table is printed: how many files each reader was given, how many it read right
and how many it refused, which failures there were, the most memory and the time it took. Read
right means held against something else: the standard library's reading, the file's own bytes,
or what was read of the same thing written otherwise.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import math
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import otherwise
import readers
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from mutations import ODD, STRANGE, Change, changed, changes, repacked, restructured, revalued
from readers import ROOT, SMALL, TOY, Answer

HOMES = {"small": SMALL, "toy": TOY}
#: Every file of two cases. The small one is read in a fifth of the time, and so comes oftener.
CSV_FILES = [
    (name, path.name)
    for name, times in (("small", 6), ("toy", 1))
    for path in sorted(HOMES[name].glob("*.csv"))
    for _ in range(times)
]
CASE_FILES = [*CSV_FILES, *(("small", "datapackage.json"),) * 8, ("toy", "datapackage.json")]
VALUES = [odd.decode("utf-8", "replace") for odd in ODD]
#: What each reader is given, and how many of ten thousand files.
SHARES = {
    "case: bytes": 1100,
    "case: values": 1000,
    "case: declaration": 900,
    "case: written otherwise": 120,
    "article": 2600,
    "article: written otherwise": 150,
    "article against its case": 900,
    "coding sheet": 220,
    "coding sheet: otherwise": 24,
    "file to verify": 900,
    "identity to verify": 700,
    "record and manifest": 500,
    "notebook": 1100,
}
#: Readers of what means the same: they may not refuse.
NEVER_REFUSED = {name for name in SHARES if name.endswith("otherwise")}
SHOWN = "en/agreement.svg"
Property = Callable[..., Answer]


@dataclass(frozen=True)
class Figures:
    """What came of one reader's files: how many it read right and refused, at what cost."""

    reader: str
    read: int
    refused: int
    failure: str
    megabytes: float
    seconds: float

    def __str__(self) -> str:
        cases, failures = self.read + self.refused, int(bool(self.failure))
        return (
            f"{self.reader:26} {cases:6} {self.read:10} {self.refused:8} {failures:8} "
            f"{self.megabytes:8.0f} {self.seconds:8.0f}"
        )


HEAD = f"{'reader':26} {'cases':>6} read right  refused failures  peak MB  seconds"


def articles() -> dict[str, bytes]:
    """One article in the four kinds of file that are read."""
    text = (TOY / "article.ja.txt").read_text("utf-8")
    lines = text.split("\n")
    html = "".join(
        f"<table{' border=1' * rule.startswith('---')}>"
        f"<tr><td>{line.strip('| ').replace(' | ', '<td>')}</table>"
        if " | " in line
        else f"<p>{line}</p>"
        for line, rule in zip(lines, [*lines[1:], ""], strict=True)
        if not line.startswith("---")
    ).replace("</table><table>", "")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines if "|" not in line)
    grid = [line.strip("| ").split(" | ") for line in lines if " | " in line]
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in grid
        if len(row) == 4
    )
    sys.path.insert(0, str(ROOT / "tests" / "draft"))
    from articles import docx

    return {
        "a.txt": text.encode(),
        "a.md": text.encode(),
        "a.html": f"<html><body>{html}</body></html>".encode(),
        "a.docx": docx(body + f"<w:tbl>{rows}</w:tbl>"),
    }


def filled_sheet(folder: Path) -> tuple[Path, bytes]:
    """The toy case without its first coder, and the sheet with that coder's codes filled in."""
    sys.path.insert(0, str(ROOT / "tests"))
    import sheets

    case = folder / "toy"
    shutil.copytree(TOY, case)
    coder, codes = sheets.without_first_coder(case)
    code, said = readers.run("sheet", case, "--coder", coder)
    assert code == 0, said
    path = case / "coding" / f"{coder}.xlsx"
    sheets.fill(path, codes)
    sheet = path.read_bytes()
    shutil.rmtree(case / "coding")
    return case, sheet


def properties(folder: Path) -> dict[str, tuple[Property, dict[str, object]]]:
    """By reader: what is done, and what hypothesis draws for it."""
    texts = articles()
    case, sheet = filled_sheet(folder / "given")
    images = {
        f"x{path.suffix}": path.read_bytes()
        for path in (ROOT / "figures").glob("*/agreement.*")
        if path.suffix in (".png", ".svg", ".pdf", ".csv")
    }
    at = folder / "work"

    def of_case(file: tuple[str, str], made: list[Change]) -> Answer:
        home, name = HOMES[file[0]], file[1]
        return readers.case_with(at, home, name, changed((home / name).read_bytes(), made))

    def of_values(file: tuple[str, str], row: int, column: int, value: str) -> Answer:
        home, name = HOMES[file[0]], file[1]
        content = revalued((home / name).read_bytes(), row, column, value)
        return readers.case_with(at, home, name, content)

    def of_article(name: str, part: int | None, made: list[Change]) -> Answer:
        data = texts[name]
        packed = name.endswith("docx") and part is not None
        data = repacked(data, part or 0, made) if packed else changed(data, made)
        return readers.article(at, name, data)

    def of_sheet(part: int | None, made: list[Change]) -> Answer:
        data = changed(sheet, made) if part is None else repacked(sheet, part, made)
        return readers.sheet(at, case, data)

    def of_image(name: str, made: list[Change]) -> Answer:
        content = changed(images[name], made)
        answer = readers.image(at, name, content)
        if ": current: " in answer.said[0] and content != images[name]:
            _same_picture(name, content, images[name])
        return answer

    def of_declaration(home: str, steps: list[int], what: str, value: object) -> Answer:
        content = restructured(declared[home], steps, what, value)
        return readers.case_with(at, HOMES[home], "datapackage.json", content)

    def of_case_otherwise(file: tuple[str, str], form: int) -> Answer:
        home, name = HOMES[file[0]], file[1]
        write = otherwise.table if name.endswith(".csv") else otherwise.declaration
        if file[0] not in acted:
            acted[file[0]] = _with_formulas(home, folder / "acted" / file[0])
        home = acted[file[0]]
        readers.sound(at, home, name, write((home / name).read_bytes(), form))
        return Answer(True, ())

    def of_article_otherwise(name: str, form: int) -> Answer:
        data = otherwise.article(texts[name], name.partition(".")[2], form)
        if name not in meant:
            meant[name] = readers.drafted(at, name, texts[name])
        # Other bars are another line, of the same cells.
        apart = {"lines.csv"} if form & 8 else set()
        found = readers.drafted(at, name, data)
        if any(found[file] != meant[name][file] for file in {*found, *meant[name]} - apart):
            raise readers.Broken(f"{name}, written otherwise, is read otherwise")
        return Answer(True, ())

    def of_sheet_otherwise(form: int) -> Answer:
        if "sheet" not in meant:
            meant["sheet"] = readers.collected(at, case, sheet)
        if readers.collected(at, case, otherwise.sheet(sheet, form)) != meant["sheet"]:
            raise readers.Broken("a sheet, written otherwise, is read otherwise")
        return Answer(True, ())

    def of_record(name: str, made: list[Change]) -> Answer:
        content = changed((ROOT / "figures" / name).read_bytes(), made)
        return readers.record(at, name, content, SHOWN)

    def of_manifest(steps: list[int], what: str, value: object) -> Answer:
        content = restructured((ROOT / "figures/manifest.json").read_bytes(), steps, what, value)
        return readers.record(at, "manifest.json", content, SHOWN)

    def of_notebook(made: list[Change]) -> Answer:
        return readers.notebook(at, changed(notebook, made))

    def of_notebook_structure(steps: list[int], what: str, value: object) -> Answer:
        return readers.notebook(at, restructured(notebook, steps, what, value))

    def either(choice: tuple[Property, dict[str, Any]]) -> Answer:
        act, given_to = choice
        return act(**given_to)

    def one_of(*ways: tuple[Property, dict[str, Any]]) -> tuple[Property, dict[str, Any]]:
        """Several properties as one, so that a reader is given all kinds of changes."""
        drawn = [st.tuples(st.just(act), st.fixed_dictionaries(of)) for act, of in ways]
        return either, {"choice": st.one_of(drawn)}

    declared = {name: (home / "datapackage.json").read_bytes() for name, home in HOMES.items()}
    meant: dict[str, Mapping[str, str]] = {}
    acted: dict[str, Path] = {}
    notebook = _without_outputs(ROOT / "notebooks" / "00_start_here.ipynb")
    own = _identity()
    part = st.none() | st.integers(0, 20)
    text = st.sampled_from(VALUES) | st.text(max_size=8)
    structure = {
        "steps": st.lists(st.integers(0, 300), max_size=9),
        "what": st.sampled_from(["put", "cut", "nest", "rename", "double"]),
        "value": st.sampled_from(STRANGE) | st.text(max_size=6) | st.integers(-9, 9),
    }
    form, names = st.integers(0, 31), st.sampled_from(sorted(texts))
    return {
        "case: bytes": (of_case, {"file": st.sampled_from(CASE_FILES), "made": changes}),
        "case: values": (
            of_values,
            {
                "file": st.sampled_from(CSV_FILES),
                "row": st.integers(0, 60),
                "column": st.integers(0, 12),
                "value": text,
            },
        ),
        "case: declaration": (
            of_declaration,
            {"home": st.sampled_from(["small", "small", "toy"]), **structure},
        ),
        "case: written otherwise": (
            of_case_otherwise,
            {"file": st.sampled_from(CASE_FILES), "form": form},
        ),
        "article": (of_article, {"name": names, "part": part, "made": changes}),
        "article: written otherwise": (of_article_otherwise, {"name": names, "form": form}),
        "article against its case": (
            lambda made: readers.against(at, changed(texts["a.txt"], made)),
            {"made": changes},
        ),
        "coding sheet": (of_sheet, {"part": part, "made": changes}),
        "coding sheet: otherwise": (of_sheet_otherwise, {"form": st.integers(0, 63)}),
        "file to verify": (of_image, {"name": st.sampled_from(sorted(images)), "made": changes}),
        "identity to verify": one_of(
            (
                lambda made: readers.identity(
                    changed(own.encode(), made).decode(errors="replace"), own
                ),
                {"made": changes},
            ),
            (
                lambda form, gap: readers.identity(_typed(own, form, gap), own),
                {"form": form, "gap": st.sampled_from(["", " ", " / ", "-", "  ・ ", "\t"])},
            ),
        ),
        "record and manifest": one_of(
            (
                of_record,
                {"name": st.sampled_from(["identities.csv", "manifest.json"]), "made": changes},
            ),
            (of_manifest, structure),
        ),
        "notebook": one_of((of_notebook, {"made": changes}), (of_notebook_structure, structure)),
    }


def _with_formulas(home: Path, target: Path) -> Path:
    """A case whose rationales begin like formulas, and so have to be guarded."""
    shutil.copytree(home, target)
    path = target / "stance_codes.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    place = rows[0].index("rationale_en")
    for number, row in enumerate(rows[1:]):
        row[place] = ("=1+1", "-x", "'=1", "＠a", "-2")[number % 5]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return target


def _without_outputs(path: Path) -> bytes:
    book = json.loads(path.read_bytes())
    for cell in book["cells"]:
        cell.update({"outputs": [], "execution_count": None} if "outputs" in cell else {})
    return json.dumps(book).encode()


def _identity() -> str:
    """The identity of the chart that stands today, as the record has it."""
    now = hashlib.sha256((ROOT / "figures" / SHOWN).read_bytes()).hexdigest()
    rows = csv.DictReader((ROOT / "figures/identities.csv").read_text("utf-8").splitlines())
    return next(row["identity"] for row in rows if row["sha256"] == now)


def _typed(own: str, form: int, gap: str) -> str:
    """An identity in other spacing, case and order, with words around it."""
    parts = own.split(" · ")
    parts = parts[::-1] if form & 1 else parts
    parts = parts[: 3 if form & 2 else 4]
    word = (gap or " ").join(parts)
    word = word.upper() if form & 4 else word
    return f"Figure: {word}." if form & 8 else word


def _same_picture(name: str, content: bytes, ours: bytes) -> None:
    """What passes for current with other bytes must show the very same pixels."""
    from PIL import Image

    if not name.endswith(".png"):
        raise readers.Broken(f"a changed {name} passes for current")
    shown = [Image.open(io.BytesIO(data)).convert("RGBA").tobytes() for data in (content, ours)]
    if shown[0] != shown[1]:
        raise readers.Broken("a PNG with other pixels passes for current")


def fuzz(
    cases: int, number: int, tell: Callable[[str], None] = print, *, apart: bool = True
) -> list[Figures]:
    """Give about ``cases`` mutated files to the readers, and tell a line of each.

    A reader that neither reads right nor refuses has a failure: the smallest file that does it.
    Each reader has a process and a memory ``apart``, or all share one, which starts sooner. It is
    never the caller's: what that has used before would count as the readers' memory.
    """
    whole = sum(SHARES.values())
    found = []
    tell(HEAD)
    shares = {name: max(1, math.ceil(cases * part / whole)) for name, part in SHARES.items()}
    workers, tasks = (2, 1) if apart else (1, None)
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, max_tasks_per_child=tasks) as pool:
        runs = [pool.submit(one, name, share, number) for name, share in shares.items()]
        for run in runs:
            found.append(run.result())
            tell(str(found[-1]))
    read, no = sum(each.read for each in found), sum(each.refused for each in found)
    failures = [each for each in found if each.failure]
    most, spent = max(each.megabytes for each in found), sum(each.seconds for each in found)
    tell(
        f"{'all':26} {read + no:6} {read:10} {no:8} {len(failures):8} {most:8.0f} {spent:8.0f}"
        f"  (seed {number})"
    )
    for each in failures:
        tell(f"\n{each.reader}: {each.failure}")
    return found


def peak_memory() -> float:
    """The most memory that this process has held, in MiB.

    Linux keeps in ``ru_maxrss`` what the parent held when it started this process; ``VmHWM`` is
    this process's alone. Elsewhere there is the former only, on macOS in bytes.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    for line in lines:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def one(name: str, cases: int, number: int) -> Figures:
    """One reader's share of the files, and what came of them."""
    counted: Counter[bool] = Counter()
    begun, failure = time.monotonic(), ""
    with tempfile.TemporaryDirectory() as made:
        act, drawn = properties(Path(made))[name]

        def once(arguments: dict[str, object]) -> None:
            read = act(**arguments).read
            if not read and name in NEVER_REFUSED:
                raise readers.Broken("refused what means the same")
            counted[read] += 1

        chosen = settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        try:
            seed(number)(chosen(given(**drawn)(_plain(once, drawn))))()
        except BaseException as error:
            said = [str(error), *getattr(error, "__notes__", [])]
            failure = "\n".join(said)[:3000] or repr(error)
    spent = time.monotonic() - begun
    return Figures(name, counted[True], counted[False], failure, peak_memory(), spent)


def _plain(once: Callable[..., None], drawn: dict[str, object]) -> Callable[..., None]:
    """A function whose arguments are named as hypothesis needs them."""
    names = ", ".join(drawn)
    scope: dict[str, Callable[..., None]] = {}
    exec(f"def one({names}):\n    once(locals())", {"once": once}, scope)
    return scope["one"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_100)
    parser.add_argument("--seed", type=int, default=20250228)
    asked = parser.parse_args()
    found = fuzz(asked.cases, asked.seed, lambda line: print(line, flush=True))
    sys.exit(any(each.failure for each in found))


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "Agg")
    main()
