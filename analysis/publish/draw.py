"""One run: from what is stale to files in their place.

What is fresh costs a look. What is not is drawn under the lock of its folder, and looked at
once more after the lock is won, because another run may have drawn it meanwhile. The manifest
is written after every task, so a run that is stopped loses only what was in the workers' hands.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from analysis.publish import atomic, identities, lock
from analysis.publish.drawable import lacking
from analysis.publish.inputs import DESCRIPTOR, Surroundings
from analysis.publish.manifest import Entry, Manifest
from analysis.publish.outputs import Request, Task
from analysis.publish.plan import Plan, folder_work, lacks, plan, tasks, unchanged
from analysis.publish.registered import FOLDER_FILES
from analysis.publish.report import Report, listed, reasons
from analysis.publish.sources import Sources

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.render import Drawing


def cores() -> int:
    """How many processes can draw at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def bring_up_to_date(request: Request, jobs: int, report: Report) -> None:
    """Draw what is stale of ``request``.

    Raises
    ------
    analysis.publish.atomic.CannotWrite
    """
    found = plan(request, Surroundings(request.case))
    if not found.idle:
        waiting = partial(report.aside, f"{request.folder}: another run is at work, waiting for it")
        with lock.alone(request.folder, waiting) as held:
            for path in atomic.leftovers(request.folder):
                atomic.remove(path)
            now = Surroundings(request.case)
            now.remember({name for files in FOLDER_FILES for name in files.read_now()})
            found = plan(request, now)
            try:
                run = Run(request, now, found, report)
            except identities.Broken as error:
                report.fault(f"{request.folder / identities.NAME}: {error}; restore it")
                return
            _say_fresh(found, report)
            run.remove(found.obsolete)
            run.bring_up_to_date(jobs, held)
        return
    _say_fresh(found, report)


def _say_fresh(found: Plan, report: Report) -> None:
    if found.broken:
        report.aside("manifest.json cannot be read; everything is drawn anew")
    for key, files in found.stale.items():
        if key in found.lacking:
            report.line(f"{key}: skipped, {lacks(found.lacking[key])}")
        elif not files:
            report.line(f"{key}: up to date")


class Run:
    """A run at work; ``known`` is the manifest as it grows."""

    def __init__(self, request: Request, now: Surroundings, found: Plan, report: Report) -> None:
        self.request = request
        self.now = now
        self.found = found
        self.report = report
        self.known = found.known
        self.sources = Sources()
        self.record = identities.Record(request.folder, self.known.record)

    def remove(self, obsolete: Mapping[str, str]) -> None:
        """Take away what no chart draws any more, unless somebody worked on it by hand."""
        for path, why in obsolete.items():
            file = self.request.folder / path
            if unchanged(file, self.known.hashes[path], self.now):
                atomic.remove(file)
                self.report.line(f"{path}: removed, {why}")
            elif file.exists():
                self.report.aside(f"{path}: kept though {why}, for it was changed by hand")
            self._keep(self.known.without(path))

    def bring_up_to_date(self, jobs: int, held: int) -> None:
        """Draw the figures that are stale, then make the files of the folder."""
        from analysis.case import CaseError, read_case

        if self.found.record:
            self.record.add(identities.standing(self.known, self.request.folder, self.now))
            self._keep(replace(self.known, record=self.record.sha256))
            self.report.line(f"identities: completed ({listed(self.found.record)})")
        stale = any(self.found.stale.values())
        if not stale and not folder_work(self.request, self.known, self.now):
            return
        try:
            case = read_case(self.request.case)
        except CaseError as error:
            self.report.problems(error.problems)
            return
        drawn = False
        if stale:
            drawn = self.draw(case, jobs, held)
            self.record.put_in_order()
            self._keep(replace(self.known, record=self.record.sha256))
        if not self.report.failed:
            self.compose(case)
            if drawn and not self.request.whole:
                paths = ", ".join(path for files in FOLDER_FILES for path in files.paths)
                self.report.line(f"{paths}: not made; a run of all in both languages makes them")

    def draw(self, case: Case, jobs: int, held: int) -> bool:
        """Draw all stale files; one figure's fault does not stop the others.

        Returns whether there was any that the case bears.
        """
        from analysis.publish.render import Drawing, render
        from analysis.publish.workers import results

        waiting = self._drawable(case)
        work, dead = partial(render, case=case), partial(Drawing, {}, frozenset(), ())
        answers = results(waiting, work, dead, min(jobs, len(waiting)), held)
        left = Counter(task.key for task in waiting)
        faults: set[str] = set()
        with closing(answers), self.report.progress(len(waiting)):
            for task, drawing in answers:
                self._tell(f"{task.key} ({task.lang})" if task.lang else task.key, drawing)
                if drawing.fault is None:
                    self._keep_drawing(task, drawing, case)
                else:
                    faults.add(task.key)
                left[task.key] -= 1
                if not left[task.key] and task.key not in faults:
                    why = reasons(self.found.stale[task.key])
                    self.report.line(f"{task.key}: drawn ({why})")
                self.report.step()
        return bool(waiting)

    def compose(self, case: Case) -> None:
        """Make the files of the folder that are stale now, each from the figures as they are."""
        from analysis.publish.compose import compose

        work = folder_work(self.request, self.known, self.now)
        for files in (f for f in FOLDER_FILES if f.name in work):
            made = compose(files, case, self.request.folder, self.known)
            self._tell(files.name, made)
            if made.fault is None:
                sources = self.sources.folder(files.module, self.known.entries) | files.read_now()
                labels = self._labels(case, made.tables)
                inputs = self.now.inputs(labels, sources, files.libraries)
                self._keep(self.known.made(files.name, inputs, self._write(made.files)))
                self.report.line(f"{files.name}: made ({listed(work[files.name])})")

    def _tell(self, name: str, drawing: Drawing) -> None:
        for remark in drawing.remarks:
            self.report.aside(f"warning: {name}: {remark}")
        if drawing.fault is not None:
            self.report.fault(f"{name}: {drawing.fault}")

    def _drawable(self, case: Case) -> list[Task]:
        """The tasks, without those of charts that cannot be loaded or lack a table."""
        from analysis import charts
        from analysis.publish.render import said

        barred = set()
        for key in (key for key, files in self.found.stale.items() if files):
            try:
                needed, missing = getattr(charts, key).tables, lacking(key, case)
            except Exception as error:
                self.report.fault(f"{key}: {said(error)}")
                barred.add(key)
                continue
            if missing:
                self._skip(key, missing, self._labels(case, frozenset(needed)))
                barred.add(key)
        found = tasks(self.found, self.request.folder)
        return [task for task in found if task.key not in barred]

    def _skip(self, key: str, missing: tuple[str, ...], tables: set[str]) -> None:
        inputs = self.now.inputs(tables, self.sources.chart(key))
        self._keep(self.known.skipped(key, inputs, missing))
        self.report.line(f"{key}: skipped, {lacks(missing)}")
        self.remove({path: lacks(missing) for path in self.known.entries[key].outputs})

    def _keep_drawing(self, task: Task, drawing: Drawing, case: Case) -> None:
        hashes = _hashes(drawing.files)
        self.record.add(
            identities.row(drawing.identity, o, hashes[o.path], drawing.pixels.get(o.path, ""))
            for o in task.outputs
        )
        self._write(drawing.files)
        before = self.known.entries.get(task.key, Entry(self.now.inputs([], [])))
        standing = before.inputs == self.now.again(before.inputs)
        tables = self._labels(case, drawing.tables) | set(before.inputs.tables if standing else ())
        inputs = self.now.inputs(tables, self.sources.chart(task.key))
        self._keep(self.known.drawn(task.key, inputs, hashes, standing, drawing.identity))

    def _write(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Put files into the folder, and return path → sha256."""
        for path, content in files.items():
            atomic.write(self.request.folder / path, content)
        return _hashes(files)

    def _labels(self, case: Case, names: frozenset[str]) -> set[str]:
        """How the manifest names tables, and the descriptor that declares them."""
        declared = case.package.resources
        files = {declared[name].path if name in declared else f"{name}.csv" for name in names}
        return {self.now.label(file) for file in {DESCRIPTOR, *files}}

    def _keep(self, known: Manifest) -> None:
        self.known = known
        known.write(self.request.folder)


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: sha256(content).hexdigest() for path, content in files.items()}
