"""What was drawn from what: ``manifest.json``, beside the figures.

One entry a figure: the hashes of its inputs, and of each file that came of them. A file also
names the inputs that it was drawn from, because a run may redraw one language or one format
alone. The text is sorted and holds no times and no places, so that the same figures give the
same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.publish import atomic
from analysis.publish.inputs import Inputs

NAME = "manifest.json"
FORM = 1


@dataclass(frozen=True)
class Written:
    """A file's hash, and the digest of the inputs that it was drawn from."""

    sha256: str
    inputs: str


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


class Unreadable(Exception):
    """The manifest is there but is not one: broken by hand or by a merge."""


@dataclass(frozen=True)
class Manifest:
    """The entries of one case, by chart key."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, Written]:
        """Every file that any entry knows."""
        return {p: w for entry in self.entries.values() for p, w in entry.outputs.items()}

    def drawn(
        self, key: str, inputs: Inputs, hashes: Mapping[str, str], standing: bool
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
        outputs |= {path: Written(sha256, inputs.digest) for path, sha256 in hashes.items()}
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
        return Manifest(entries)

    def _with(self, key: str, entry: Entry) -> Manifest:
        return Manifest({**self.entries, key: entry})

    def text(self) -> str:
        """As it is written: sorted, two spaces, a line end at the end."""
        figures = {key: asdict(entry) for key, entry in self.entries.items()}
        content = {"form": FORM, "figures": figures}
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
        content = json.loads((folder / NAME).read_bytes())
        if content["form"] != FORM:
            raise Unreadable
        return Manifest({key: _entry(entry) for key, entry in content["figures"].items()})
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable from error


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        inputs=Inputs(**raw["inputs"]),
        outputs={path: Written(**file) for path, file in raw["outputs"].items()},
        lacking=tuple(raw["lacking"]),
    )
