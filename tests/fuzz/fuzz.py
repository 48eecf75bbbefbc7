"""Mutated files by the thousand, to every reader: ``python tests/fuzz/fuzz.py --cases 10000``.

Hypothesis makes the mutations, from a seed, and shrinks what breaks a reader to the smallest
file that does. What is printed at the end is how many files each reader was given, how many it
read, and how many it refused; a reader that did anything else ends the run.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import readers
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from mutations import ODD, Change, changed, changes, repacked, revalued
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
#: How many of a hundred files each reader gets.
SHARES = {
    "case, bytes": 0.3,
    "case, values": 0.3,
    "article": 0.2,
    "coding sheet": 0.1,
    "file to verify": 0.1,
}
Property = Callable[..., Answer]


def articles() -> dict[str, bytes]:
    """One article in the four kinds of file that are read."""
    text = (TOY / "article.ja.txt").read_text("utf-8")
    lines = text.split("\n")
    html = "".join(
        f"<table><tr><td>{line.strip('| ').replace(' | ', '<td>')}</table>"
        if " | " in line
        else f"<p>{line}</p>"
        for line in lines
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
    import csv

    import openpyxl

    case = folder / "toy"
    shutil.copytree(TOY, case)
    codes: dict[str, dict[str, dict[str, str]]] = {}
    coder = ""
    for page, name in (("stances", "stance_codes.csv"), ("effects", "effect_codes.csv")):
        rows = list(csv.DictReader(io.StringIO((case / name).read_text("utf-8"), newline="")))
        coder = coder or rows[0]["coder"]
        codes[page] = {row["unit"]: row for row in rows if row["coder"] == coder}
        target = io.StringIO(newline="")
        writer = csv.DictWriter(target, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["coder"] != coder)
        (case / name).write_text(target.getvalue(), "utf-8")
    code, said = readers.run("sheet", case, "--coder", coder)
    assert code == 0, said
    path = case / "coding" / f"{coder}.xlsx"
    book = openpyxl.load_workbook(path)
    for page, given_codes in codes.items():
        header = [cell.value for cell in book[page][1]]
        for row in book[page].iter_rows(min_row=2):
            for column in set(header) & {*next(iter(given_codes.values())), "rationale"}:
                if column in ("unit", "coder"):
                    continue
                wanted = "rationale_en" if column == "rationale" else column
                row[header.index(column)].value = given_codes[row[0].value][wanted] or None
    book.save(path)
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

    part = st.none() | st.integers(0, 20)
    text = st.sampled_from(VALUES) | st.text(max_size=8)
    return {
        "case, bytes": (of_case, {"file": st.sampled_from(CASE_FILES), "made": changes}),
        "case, values": (
            of_values,
            {
                "file": st.sampled_from(CSV_FILES),
                "row": st.integers(0, 60),
                "column": st.integers(0, 12),
                "value": text,
            },
        ),
        "article": (
            of_article,
            {"name": st.sampled_from(sorted(texts)), "part": part, "made": changes},
        ),
        "coding sheet": (of_sheet, {"part": part, "made": changes}),
        "file to verify": (
            of_image,
            {"name": st.sampled_from(sorted(images)), "made": changes},
        ),
    }


def _same_picture(name: str, content: bytes, ours: bytes) -> None:
    """What passes for current with other bytes must show the very same pixels."""
    from PIL import Image

    if not name.endswith(".png"):
        raise readers.Broken(f"a changed {name} passes for current")
    shown = [Image.open(io.BytesIO(data)).convert("RGBA").tobytes() for data in (content, ours)]
    if shown[0] != shown[1]:
        raise readers.Broken("a PNG with other pixels passes for current")


def fuzz(cases: int, number: int, tell: Callable[[str], None] = print) -> Counter[tuple[str, str]]:
    """Give about ``cases`` mutated files to the readers; how many each read and refused.

    Raises
    ------
    Broken
        A reader did anything else; the message names it, hypothesis the smallest file found.
    """
    counted: Counter[tuple[str, str]] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(_one, name, cases, number) for name in SHARES]
        for name, run in zip(SHARES, runs, strict=True):
            read, no, spent = run.result()
            counted[name, "read"], counted[name, "refused"] = read, no
            tell(f"{name:15} {read + no:6} files: {read:5} read, {no:6} refused  ({spent:.0f} s)")
    return counted


def _one(name: str, cases: int, number: int) -> tuple[int, int, float]:
    """One reader's share: how many files it read, how many it refused, in how many seconds."""
    counted: Counter[bool] = Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        act, drawn = properties(Path(made))[name]

        def once(arguments: dict[str, object]) -> None:
            counted[act(**arguments).read] += 1

        chosen = settings(
            max_examples=max(1, round(cases * SHARES[name])),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(chosen(given(**drawn)(_plain(once, drawn))))()
    return counted[True], counted[False], time.monotonic() - begun


def _plain(once: Callable[..., None], drawn: dict[str, object]) -> Callable[..., None]:
    """A function whose arguments are named as hypothesis needs them."""
    names = ", ".join(drawn)
    scope: dict[str, Callable[..., None]] = {}
    exec(f"def one({names}):\n    once(locals())", {"once": once}, scope)
    return scope["one"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20250228)
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    counted = fuzz(asked.cases, asked.seed, lambda line: print(line, flush=True))
    total = sum(counted.values())
    read = sum(n for (_, kind), n in counted.items() if kind == "read")
    print(f"{total} mutated files: {read} read right, {total - read} refused, 0 anything else")


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "Agg")
    main()
