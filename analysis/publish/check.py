"""What ``figures --check`` says: everything that a run would do, and what it would not touch.

Files are named together where the same thing is the matter with them, so that an edited table
gives a line a chart and not a line an image. A chart that the case cannot bear is named with what
it lacks, and is not out of order. Nothing is written, not even the lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from analysis.publish import identities, lock
from analysis.publish.drawable import never_drawn
from analysis.publish.inputs import Surroundings
from analysis.publish.outputs import Request
from analysis.publish.plan import Plan, Stale, lacks, plan
from analysis.publish.registered import FOLDER_FILES
from analysis.publish.report import Report, listed, reasons


def findings(request: Request, report: Report) -> list[str]:
    """All that is out of order in ``request``'s folder, one line each; empty where all is fresh.

    Charts that the case cannot bear are told to ``report``.
    """
    waiting = partial(report.aside, f"{request.folder}: another run is at work, waiting for it")
    with lock.at_rest(request.folder, waiting):
        return list(_findings(plan(request, Surroundings(request.case)), request, report))


def _findings(found: Plan, request: Request, report: Report) -> Iterator[str]:
    folder = request.folder
    skipped, problems = _skipped(found, request)
    for key, tables in skipped.items():
        report.line(f"{key}: skipped, {lacks(tables)}")
    yield from problems
    if found.broken:
        yield f"{folder / 'manifest.json'}: cannot be read; a run draws everything anew"
    for key, files in found.stale.items():
        if files and key in skipped:
            entry = found.known.entries.get(key)
            for path in entry.outputs if entry else ():
                yield f"{folder / path}: obsolete, {lacks(skipped[key])}"
        elif files:
            yield f"{key}: stale ({_names(files)}): {reasons(files)}"
    for made in (f for f in FOLDER_FILES if f.name in found.folder):
        yield f"{made.name}: stale ({' '.join(made.paths)}): {listed(found.folder[made.name])}"
    if found.record:
        yield f"identities: {listed(found.record)}"
    try:
        identities.of_folder(folder)
    except identities.Broken as error:
        yield f"{folder / identities.NAME}: {error}"
    for path, why in found.obsolete.items():
        yield f"{folder / path}: obsolete, {why}"
    for file in found.leftovers:
        yield f"{file}: left by a run that was stopped"
    for path in found.unlisted:
        yield f"{folder / path}: no chart draws this file; move it elsewhere"


def _skipped(found: Plan, request: Request) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The charts that the case cannot bear, with what they lack, or what is wrong with the case.

    The case is read only where something is stale.
    """
    if not any(found.stale.values()):
        return dict(found.lacking), []
    from analysis.case import CaseError, read_case

    try:
        return never_drawn(found, read_case(request.case)), []
    except CaseError as error:
        return dict(found.lacking), [str(problem) for problem in error.problems]


def _names(files: tuple[Stale, ...]) -> str:
    """Which files: ``data; en png svg pdf; ja png``."""
    kinds: dict[str, list[str]] = {}
    for output in (stale.output for stale in files):
        kind = "bare " * output.bare + output.format if output.lang else ""
        kinds.setdefault(output.lang or "data", []).append(kind)
    return "; ".join(" ".join([lang, *formats]).strip() for lang, formats in kinds.items())
