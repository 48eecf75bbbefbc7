"""What decides a figure's bytes, as hashes.

Raw bytes decide, never times: a checkout, a copy or a touched file makes nothing stale. A
figure depends on the tables that its chart reads, on the modules that its chart imports, on
the two font files and on the libraries that lay out text and write files. Tables are found by
asking the case which ones were read, modules by following the import statements; both are
found when a figure is drawn, and afterwards only their hashes are compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from analysis.places import ROOT
from analysis.publish import cells, regular

FONTS = {
    "DejaVuSans.ttf": ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
    "ipaexg.ttf": ("matplotlib_fontja", "fonts/ipaexg.ttf"),
}
LIBRARIES = ("budoux", "fonttools", "matplotlib", "pillow")
DESCRIPTOR = "datapackage.json"
UNREADABLE = "cannot be read"


@dataclass(frozen=True)
class Inputs:
    """Hashes of files (``None`` where a file is not there) and versions of libraries."""

    tables: Mapping[str, str | None] = field(default_factory=dict)
    sources: Mapping[str, str | None] = field(default_factory=dict)
    fonts: Mapping[str, str | None] = field(default_factory=dict)
    libraries: Mapping[str, str | None] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """One short name for all of them; every file of a figure is asked for it."""
        hashes = {kind.name: getattr(self, kind.name) for kind in fields(self)}
        text = json.dumps(hashes, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def differences(self, now: Inputs) -> list[str]:
        """What is not ``now`` as it was here, one phrase each."""
        phrases = []
        for kind in ("tables", "sources", "fonts"):
            before, after = getattr(self, kind), getattr(now, kind)
            for name in sorted({*before, *after}):
                if before.get(name) != after.get(name):
                    gone, new = after.get(name) is None, before.get(name) is None
                    what = "is gone" if gone else "is new" if new else "changed"
                    phrases.append(f"{name} {what}")
        for name in sorted({*self.libraries, *now.libraries}):
            was, has = self.libraries.get(name), now.libraries.get(name)
            if was != has:
                phrases.append(f"{name} is {has or 'missing'}, was {was or 'not recorded'}")
        return phrases


class Surroundings:
    """The inputs as they are now; each file is read once.

    Parameters
    ----------
    case : the folder of the case
    """

    def __init__(self, case: Path) -> None:
        self.case = case.resolve()
        self._hashes: dict[Path, str | None] = {}
        self._sources: dict[str, str | None] = {}
        self._fonts: dict[str, str | None] | None = None
        self._libraries: dict[str, str | None] = {}

    def hash(self, path: Path) -> str | None:
        """sha256 of a file's bytes, ``None`` where there is none.

        What cannot be read has a word for a hash, which is never that of a file.
        """
        if path not in self._hashes:
            try:
                self._hashes[path] = regular.sha256(path)
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                self._hashes[path] = None
            except (OSError, ValueError):
                self._hashes[path] = UNREADABLE
        return self._hashes[path]

    def source(self, name: str) -> str | None:
        """The hash of a source, a path below the root; of a notebook that of what it is told.

        Running the notebooks anew changes nothing that is made from them.
        """
        if name not in self._sources:
            path = ROOT / name
            found = cells.digest(path) if name.endswith(".ipynb") else None
            self._sources[name] = found or self.hash(path)
        return self._sources[name]

    @property
    def base(self) -> Path:
        """What the paths of tables are given below: the root, or where a foreign case lies."""
        return ROOT if self.case.is_relative_to(ROOT) else self.case.parent

    def label(self, file: str) -> str:
        """How a file of the case is named in the manifest."""
        return (self.case / file).relative_to(self.base).as_posix()

    def inputs(
        self, tables: Iterable[str], sources: Iterable[str], more: Iterable[str] = ()
    ) -> Inputs:
        """The inputs now of a figure, or of files of the folder.

        Parameters
        ----------
        tables : labels
        sources : paths below the root
        more : libraries, beside those that decide every figure
        """
        return Inputs(
            tables={label: self.hash(self.base / label) for label in sorted(tables)},
            sources={name: self.source(name) for name in sorted(sources)},
            fonts=self.fonts(),
            libraries=self.libraries(more),
        )

    def again(self, recorded: Inputs) -> Inputs:
        """The same inputs as ``recorded``, as they are now."""
        return self.inputs(recorded.tables, recorded.sources)

    def remember(self, more: Iterable[str] = ()) -> None:
        """Take the hashes of all that may be read or imported, before it is.

        A file that is edited while a run is at work is then found stale by the next one.
        ``more`` are paths below the root.
        """
        tables = [*self.case.glob("*.csv"), self.case / DESCRIPTOR]
        for path in tables:
            self.hash(path)
        ours = (path.relative_to(ROOT).as_posix() for path in (ROOT / "analysis").rglob("*.py"))
        for name in (*ours, *more):
            self.source(name)

    def fonts(self) -> dict[str, str | None]:
        """Hashes of the font files, found without importing the packages that hold them."""
        if self._fonts is None:
            self._fonts = {
                name: self.hash(_package(package) / path) for name, (package, path) in FONTS.items()
            }
        return self._fonts

    def libraries(self, more: Iterable[str] = ()) -> dict[str, str | None]:
        """Versions of the libraries that decide bytes."""
        names = (*LIBRARIES, *more)
        if unknown := set(names) - set(self._libraries):
            site = _package("matplotlib").parent
            self._libraries |= {name: _version(name, site) for name in unknown}
        return {name: self._libraries[name] for name in names}


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return Path(name)
    return Path(spec.origin).parent


def _version(name: str, site: Path) -> str | None:
    """A library's version, from the name of its metadata folder.

    ``importlib.metadata`` says the same but costs a fifth of the time that a run with nothing to
    do may take, so it is asked only where the folder's name leaves a doubt.
    """
    # There are hundreds of folders, and a path object for each would cost more than the rest.
    with os.scandir(site) as folders:
        names = [folder.name for folder in folders if folder.name.lower().startswith(name)]
    found = [m[1] for n in names if (m := re.fullmatch(rf"(?i:{name})-(.+)\.dist-info", n))]
    if len(found) == 1:
        return found[0]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
