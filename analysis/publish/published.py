"""What was published and what stands today, as records and manifests of figures tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.publish import identities, manifest
from analysis.publish.grown import grown, vouched_for
from analysis.publish.identities import Row

CURRENT, OLDER, ALTERED, STRANGE = "current", "older version", "altered", "not ours"


@dataclass(frozen=True)
class Verdict:
    """One of four words, and why."""

    status: str
    why: str

    @property
    def ours(self) -> bool:
        """Whether it is a chart of ours, as it was published."""
        return self.status in (CURRENT, OLDER)


@dataclass(frozen=True)
class Records:
    """All published files, and the identities that stand today, by case and key."""

    rows: tuple[Row, ...]
    standing: dict[tuple[str, str], str] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, place: Path) -> Records:
        """The records in a folder of figures and in those of other cases in it, or in one file.

        Raises
        ------
        analysis.publish.identities.Broken, OSError
        """
        if place.is_file():
            files = [place]
        else:
            files = [place / identities.NAME, *sorted(place.glob(f"*/{identities.NAME}"))]
        rows: list[Row] = []
        standing: dict[tuple[str, str], str] = {}
        folders: dict[str, Path] = {}
        for file in (file for file in files if file.exists() or file == files[0]):
            before = _recorded(file.parent)
            try:
                content = identities.given(file)
                own = identities.read(vouched_for(content, before))
            except identities.Broken as error:
                raise identities.Broken(f"{file}: {error}") from error
            if not grown(content, before):
                raise identities.Broken(f"{file}: {identities.TAMPERED}; restore it")
            rows += own
            folders |= {row.case: file.parent for row in own}
            standing |= _standing(file.parent, own)
        return cls(tuple(rows), standing, folders)

    def version(self, row: Row, how: str) -> Verdict:
        """The answer for a published file: does its chart stand today?"""
        now = self.standing.get((row.case, row.key))
        bare = ", bare" if row.bare == "true" else ""
        what = f"{row.identity} ({row.path}{bare})" if row.path else row.identity
        if now == row.identity:
            return Verdict(CURRENT, f"{what}; {how}")
        instead = f"now it is {_short(now)}" if now else "it is no longer drawn"
        return Verdict(OLDER, f"{what}; {how}; {instead}")

    def best(self, rows: Iterable[Row]) -> Row | None:
        """Of several files the one that stands today, else the last that was published."""
        last = None
        for row in rows:
            if self.standing.get((row.case, row.key)) == row.identity:
                return row
            last = row
        return last


def _recorded(folder: Path) -> str:
    """The sha256 of a folder's record as the last run left it; empty where that is not known."""
    try:
        return manifest.read(folder).record
    except manifest.Unreadable:
        return ""


def _standing(folder: Path, rows: list[Row]) -> dict[tuple[str, str], str]:
    """What the manifest beside a record says; without one the last line of each chart."""
    charts = {row.identity: (row.case, row.key) for row in rows}
    try:
        entries = manifest.read(folder).entries.values()
    except manifest.Unreadable:
        entries = {}.values()
    if not entries:
        return {(row.case, row.key): row.identity for row in rows}
    return {
        charts[file.identity]: file.identity
        for entry in entries
        for file in entry.outputs.values()
        if file.inputs == entry.inputs.digest and file.identity in charts
    }


def _short(identity: str) -> str:
    return identity.partition(" · ")[2].rpartition(" · ")[0]
