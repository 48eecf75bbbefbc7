"""What is stale, and why.

A file is fresh when it is there, its bytes are those that were written, and every input of its
figure is as it was. All else is named in words, because the one who asks has to judge whether
a table was edited, a library updated, or a picture retouched by hand. Nothing is written here
and nothing heavy imported: this is all that happens when there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.publish import atomic, folder, identities, lock, manifest
from analysis.publish.folder import BY_HAND
from analysis.publish.inputs import Surroundings
from analysis.publish.manifest import Entry, Manifest
from analysis.publish.outputs import Output, Request, Task, keys
from analysis.publish.registered import FOLDER_FILES

# Files of the folder of figures that belong to no figure.
KEPT = frozenset({manifest.NAME, lock.NAME, identities.NAME})
EARLIER = "drawn from earlier inputs"


@dataclass(frozen=True)
class Stale:
    """A file to draw, and the reasons."""

    output: Output
    why: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """All that is to be said about one request.

    Attributes
    ----------
    known : the manifest as it stands
    stale : chart key → its files to draw; empty where all are fresh
    lacking : chart key → the tables without which it is not drawn
    folder : name of files of the folder → why they have to be made anew
    record : why the record of identities has to be looked after
    obsolete : paths that nothing makes any more, and why
    leftovers : temporary files of stopped runs
    unlisted : paths that no entry knows
    broken : the manifest could not be read
    """

    known: Manifest
    stale: Mapping[str, tuple[Stale, ...]]
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    record: tuple[str, ...] = ()
    obsolete: Mapping[str, str] = field(default_factory=dict)
    leftovers: tuple[Path, ...] = ()
    unlisted: tuple[str, ...] = ()
    broken: bool = False

    @property
    def idle(self) -> bool:
        """Whether a run has nothing to do."""
        work = any(self.stale.values()) or self.folder or self.record
        return not (work or self.obsolete or self.leftovers)


def plan(request: Request, now: Surroundings) -> Plan:
    """What ``request`` finds in its folder."""
    try:
        known, broken = manifest.read(request.folder), False
    except manifest.Unreadable:
        known, broken = Manifest(), True
    paths = frozenset(known.outputs)
    made = {path for files in FOLDER_FILES for path in files.paths} | set(known.hashes)
    stale: dict[str, tuple[Stale, ...]] = {}
    lacking = {}
    for key in request.keys:
        entry = known.entries.get(key)
        changes = entry.inputs.differences(now.again(entry.inputs)) if entry else []
        if entry and entry.lacking and not changes:
            lacking[key] = entry.lacking
            stale[key] = ()
        else:
            found = (_stale(o, entry, changes, request, now) for o in request.outputs(key, paths))
            stale[key] = tuple(file for file in found if file)
    asked = {file.output.path for files in stale.values() for file in files}
    whole = set(request.keys) == set(keys())
    return Plan(
        known=known,
        stale=stale,
        lacking=lacking,
        folder=folder_work(request, known, now),
        record=identities.stale(known, request.folder, now),
        obsolete=dict(_obsolete(known, request, whole)),
        leftovers=tuple(_own(request.folder, atomic.leftovers(request.folder))),
        unlisted=tuple(_unlisted(request.folder, asked | made)) if whole else (),
        broken=broken,
    )


def folder_work(request: Request, known: Manifest, now: Surroundings) -> dict[str, tuple[str, ...]]:
    """The files of the folder that ``request`` makes anew, by name, and why; a part makes none."""
    if not request.whole:
        return {}
    found = {f.name: folder.stale(f, known, request.folder, now) for f in FOLDER_FILES}
    return {name: why for name, why in found.items() if why}


def tasks(plan: Plan, place: Path) -> list[Task]:
    """The stale files as tasks, the longest first, so that all cores end together.

    A file's size when it was last drawn tells how long it takes; Japanese takes longer.
    """
    found = []
    for key, files in plan.stale.items():
        langs = sorted({s.output.lang for s in files})
        if len(langs) > 1 and langs[0] == "":
            del langs[0]
        for lang in langs:
            wanted = {lang, ""} if lang == langs[0] else {lang}
            outputs = tuple(s.output for s in files if s.output.lang in wanted)
            found.append(Task(key, lang, outputs))

    def weight(task: Task) -> tuple[int, bool]:
        files = (place / output.path for output in task.outputs)
        return sum(f.stat().st_size for f in files if f.is_file()), task.lang == "ja"

    return sorted(found, key=weight, reverse=True)


def _stale(
    output: Output, entry: Entry | None, changes: list[str], request: Request, now: Surroundings
) -> Stale | None:
    path = request.folder / output.path
    bytes_now = now.hash(path)
    written = entry.outputs.get(output.path) if entry else None
    if entry is None or written is None:
        why = ["not drawn yet" if bytes_now is None else "not in the manifest"]
    else:
        why = changes or ([EARLIER] if written.inputs != entry.inputs.digest else [])
        if bytes_now is None:
            why = [*why, f"{output.path} is missing"]
        elif bytes_now != written.sha256:
            # After a change of inputs a killed run, too, leaves bytes that nobody recorded.
            doubt = ", or a run was stopped" if why else ""
            why = [*why, f"{output.path} was {BY_HAND}{doubt}"]
    return Stale(output, tuple(why)) if why else None


def _obsolete(known: Manifest, request: Request, whole: bool) -> Iterable[tuple[str, str]]:
    for key, entry in known.entries.items():
        if entry.lacking and key in request.keys:
            yield from ((path, lacks(entry.lacking)) for path in entry.outputs)
        elif whole and key not in request.keys:
            yield from ((path, f"there is no chart {key}") for path in entry.outputs)
    if whole:
        yield from folder.obsolete(known, FOLDER_FILES).items()


def _unlisted(place: Path, paths: Iterable[str]) -> list[str]:
    """Files below ``place`` that are neither known nor hidden."""
    files = _own(place, (p for p in place.rglob("*") if p.is_file()))
    names = {p.relative_to(place).as_posix() for p in files if not p.name.startswith(".")}
    return sorted(names - set(paths) - KEPT)


def _own(place: Path, files: Iterable[Path]) -> list[Path]:
    """Without the folders of other cases, which have a manifest or a lock of their own."""
    other = {p.parent for name in KEPT for p in place.glob(f"*/{name}")}
    return [p for p in files if not other & set(p.parents)]


def unchanged(path: Path, sha256: str, now: Surroundings) -> bool:
    """Whether a file's bytes are those that were written."""
    return now.hash(path) == sha256


def lacks(tables: Iterable[str]) -> str:
    """Why a chart is not drawn of a case.

    >>> lacks(["effects"])
    'the case has no table effects'
    """
    return f"the case has no table {', '.join(tables)}"
