"""What was drawn from what: ``manifest.json``, beside the figures.

One entry a figure: the hashes of its inputs, and of each file that came of them. A file also
names the inputs that it was drawn from, because a run may redraw one language or one format
alone. Beside the figures stand the files of the whole folder, which are made from all of them.
The text is sorted and holds no times and no places, so that the same figures give the same
manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.publish import atomic, regular
from analysis.publish.inputs import Inputs

NAME = "manifest.json"
FORM = 1


@dataclass(frozen=True)
class Written:
    """A file's hash, the digest of the inputs that it was drawn from, and which chart it is."""

    sha256: str
    inputs: str
    identity: str = ""


@dataclass(frozen=True)
class Entry:
    """A figure.

    Attributes
    ----------
    inputs : as they were when it was last drawn, or found impossible to draw
    outputs : path below the manifest's folder → file
    lacking : tables that the chart needs and the case has not; then nothing is drawn
    """

    inputs: Inputs
    outputs: Mapping[str, Written] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """Files of the folder, made from all its figures.

    Attributes
    ----------
    inputs : as they were when the files were made
    figures : the digest of all figures then
    outputs : path below the manifest's folder → sha256
    """

    inputs: Inputs
    figures: str
    outputs: Mapping[str, str] = field(default_factory=dict)


class Unreadable(Exception):
    """The manifest is there but is not one: broken by hand or by a merge."""


@dataclass(frozen=True)
class Manifest:
    """The figures of one case, by chart key, and the files of the folder, by their name.

    ``record`` is the sha256 of the record of identities as the last run left it.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    folder: Mapping[str, Made] = field(default_factory=dict)
    record: str = ""

    @property
    def outputs(self) -> dict[str, Written]:
        """Every file of a figure."""
        return {p: w for entry in self.entries.values() for p, w in entry.outputs.items()}

    @property
    def hashes(self) -> dict[str, str]:
        """Every file that is known, those of the folder too: path → sha256."""
        made = {p: h for files in self.folder.values() for p, h in files.outputs.items()}
        return {path: file.sha256 for path, file in self.outputs.items()} | made

    @property
    def figures(self) -> str:
        """One short name for all figures as they are."""
        drawn = sorted((path, file.sha256) for path, file in self.outputs.items())
        return sha256(json.dumps(drawn).encode()).hexdigest()[:16]

    def made(self, name: str, inputs: Inputs, hashes: Mapping[str, str]) -> Manifest:
        """The manifest after files of the folder were made from the figures as they are."""
        return replace(self, folder={**self.folder, name: Made(inputs, self.figures, hashes)})

    def drawn(
        self,
        key: str,
        inputs: Inputs,
        hashes: Mapping[str, str],
        standing: bool,
        identity: str = "",
    ) -> Manifest:
        """The manifest after files of ``key`` were written; its other files stay in it.

        Parameters
        ----------
        hashes : path → sha256 of what was written
        standing : the inputs recorded before are still as they were, and are among ``inputs``;
            what was drawn from them is as good as drawn from these
        """
        before = self.entries.get(key, Entry(Inputs()))
        stay = before.inputs.digest if standing else None
        outputs = {
            path: replace(file, inputs=inputs.digest) if file.inputs == stay else file
            for path, file in before.outputs.items()
        }
        outputs |= {path: Written(h, inputs.digest, identity) for path, h in hashes.items()}
        return self._with(key, Entry(inputs, outputs))

    def skipped(self, key: str, inputs: Inputs, lacking: tuple[str, ...]) -> Manifest:
        """The manifest after ``key`` was found to lack tables; its files are kept to remove."""
        before = self.entries[key].outputs if key in self.entries else {}
        return self._with(key, Entry(inputs, before, lacking))

    def without(self, path: str) -> Manifest:
        """The manifest after one file was taken away; an entry of nothing goes with it."""
        entries = {}
        for key, entry in self.entries.items():
            left = {p: w for p, w in entry.outputs.items() if p != path}
            if left or entry.lacking or path not in entry.outputs:
                entries[key] = replace(entry, outputs=left)
        folder = {}
        for name, made in self.folder.items():
            if others := {p: h for p, h in made.outputs.items() if p != path}:
                folder[name] = replace(made, outputs=others)
        return replace(self, entries=entries, folder=folder)

    def _with(self, key: str, entry: Entry) -> Manifest:
        return replace(self, entries={**self.entries, key: entry})

    def text(self) -> str:
        """As it is written: sorted, two spaces, a line end at the end."""
        content = {"form": FORM, **asdict(self)}
        content["figures"] = content.pop("entries")
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    def write(self, folder: Path) -> None:
        """Put the manifest into ``folder``."""
        atomic.write(folder / NAME, self.text().encode())


def read(folder: Path) -> Manifest:
    """The manifest of ``folder``, empty where there is none.

    Raises
    ------
    Unreadable
    """
    try:
        content = json.loads(regular.content(folder / NAME))
        if content["form"] != FORM:
            raise Unreadable
        return Manifest(
            entries={key: _entry(entry) for key, entry in content["figures"].items()},
            folder={name: _made(made) for name, made in content.get("folder", {}).items()},
            record=_text(content.get("record", "")),
        )
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except (OSError, RecursionError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable from error


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        inputs=_inputs(raw["inputs"]),
        outputs={
            _below(path): Written(**{name: _text(word) for name, word in file.items()})
            for path, file in raw["outputs"].items()
        },
        lacking=tuple(map(_text, raw["lacking"])),
    )


def _made(raw: Mapping[str, Any]) -> Made:
    outputs = {_below(path): _text(found) for path, found in raw["outputs"].items()}
    return Made(_inputs(raw["inputs"]), _text(raw["figures"]), outputs)


def _inputs(raw: Mapping[str, Mapping[str, str | None]]) -> Inputs:
    """Hashes as they were recorded, of files below the folders that they are looked for in."""
    hashes = {
        kind: {_below(n): None if word is None else _text(word) for n, word in found.items()}
        for kind, found in raw.items()
    }
    return Inputs(**hashes)


@cache
def _below(path: str) -> str:
    """A path that leads nowhere else; a manifest from others could name any file there is."""
    parts = PurePosixPath(_text(path)).parts
    if not parts or ".." in parts or "\\" in path or "\0" in path or path.startswith("/"):
        raise ValueError(path)
    return path


def _text(word: object) -> str:
    if not isinstance(word, str):
        raise TypeError(word)
    return word
