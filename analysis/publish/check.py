"""What ``figures --check`` says: everything that a run would do, and what it would not touch.

Files are named together where the same thing is the matter with them, so that an edited table
gives a line a chart and not a line an image. Nothing is written, not even the lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from analysis.publish import lock
from analysis.publish.inputs import Surroundings
from analysis.publish.outputs import Request
from analysis.publish.plan import Plan, Stale, plan
from analysis.publish.registered import FOLDER_FILES
from analysis.publish.report import Report, listed, reasons


def findings(request: Request, report: Report) -> list[str]:
    """All that is out of order in ``request``'s folder, one line each; empty where all is fresh."""
    waiting = partial(report.aside, f"{request.folder}: another run is at work, waiting for it")
    with lock.at_rest(request.folder, waiting):
        return list(_findings(plan(request, Surroundings(request.case)), request))


def _findings(found: Plan, request: Request) -> Iterator[str]:
    folder = request.folder
    if found.broken:
        yield f"{folder / 'manifest.json'}: cannot be read; a run draws everything anew"
    for key, files in found.stale.items():
        if files:
            yield f"{key}: stale ({_names(files)}): {reasons(files)}"
    for made in (f for f in FOLDER_FILES if f.name in found.folder):
        yield f"{made.name}: stale ({' '.join(made.paths)}): {listed(found.folder[made.name])}"
    if found.record:
        yield f"identities: {listed(found.record)}"
    for path, why in found.obsolete.items():
        yield f"{folder / path}: obsolete, {why}"
    for file in found.leftovers:
        yield f"{file}: left by a run that was stopped"
    for path in found.unlisted:
        yield f"{folder / path}: no chart draws this file; move it elsewhere"


def _names(files: tuple[Stale, ...]) -> str:
    """Which files: ``data; en png svg pdf; ja png``."""
    kinds: dict[str, list[str]] = {}
    for output in (stale.output for stale in files):
        kind = "bare " * output.bare + output.format if output.lang else ""
        kinds.setdefault(output.lang or "data", []).append(kind)
    return "; ".join(" ".join([lang, *formats]).strip() for lang, formats in kinds.items())
