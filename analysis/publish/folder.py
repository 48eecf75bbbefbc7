"""Files that belong to the folder of figures as a whole: lists and pages made from all figures.

They are made by a run that is asked for all charts in all languages, once every figure is drawn.
A run that is asked for a part leaves them as they are: a page must not mix figures of today with
words of yesterday. They are stale like figures are: when a table, a module, a template or a
library that they are made from has changed, when any figure has, or when someone has edited
them. Only the deciding is here; it imports the standard library alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.places import ROOT
from analysis.publish.inputs import Surroundings
from analysis.publish.manifest import Manifest

BY_HAND = "changed by hand"
FIGURES = "the figures changed"


@dataclass(frozen=True)
class FolderFiles:
    """Files that one function makes.

    Attributes
    ----------
    name : what a run calls them
    paths : below the folder of figures
    maker : ``module:function``; the function is given the case, the folder and its manifest, and
        returns path → bytes for exactly these paths. It writes nothing
    reads : patterns below the root of what it reads beside tables and figures, such as templates
    libraries : that decide its bytes, beside those that decide every figure
    """

    name: str
    paths: tuple[str, ...]
    maker: str
    reads: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """Where the maker is."""
        return self.maker.partition(":")[0]

    def read_now(self) -> set[str]:
        """The files that match ``reads``, as paths below the root."""
        found = (path for pattern in self.reads for path in ROOT.glob(pattern))
        return {path.relative_to(ROOT).as_posix() for path in found if path.is_file()}


def stale(files: FolderFiles, known: Manifest, folder: Path, now: Surroundings) -> tuple[str, ...]:
    """Why ``files`` have to be made anew, in words; empty where they are fresh."""
    made = known.folder.get(files.name)
    if made is None:
        there = [path for path in files.paths if now.hash(folder / path)]
        return tuple(f"{path} is not in the manifest" for path in there) or ("not made yet",)
    sources = {*made.inputs.sources, *files.read_now()}
    changes = made.inputs.differences(now.inputs(made.inputs.tables, sources, files.libraries))
    if made.figures != known.figures:
        changes.append(FIGURES)
    return (*changes, *_damage(files.paths, made.outputs, folder, now))


def _damage(
    paths: Iterable[str], hashes: Mapping[str, str], folder: Path, now: Surroundings
) -> Iterable[str]:
    for path in paths:
        there = now.hash(folder / path)
        if path not in hashes:
            yield f"{path} is not made yet"
        elif there is None:
            yield f"{path} is missing"
        elif there != hashes[path]:
            yield f"{path} was {BY_HAND}"


def obsolete(known: Manifest, all_files: Iterable[FolderFiles]) -> dict[str, str]:
    """Paths in the manifest that nothing makes any more, and why."""
    making = {(files.name, path) for files in all_files for path in files.paths}
    return {
        path: "nothing makes this file"
        for name, made in known.folder.items()
        for path in made.outputs
        if (name, path) not in making
    }
