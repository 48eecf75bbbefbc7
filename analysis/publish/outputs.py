"""Which files a chart has, and what is asked for.

A chart's key is the name of its module, its function and its files, so the keys are read from
the folder of modules: nothing has to be imported to know them. Full images and bare ones stand
side by side (``stance_matrix.png``, ``stance_matrix.bare.png``); the frame that is drawn is one
CSV for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.places import ROOT

CHARTS = ROOT / "analysis" / "charts" / "figures"
LANGUAGES = ("en", "ja")
FORMATS = ("png", "svg", "pdf")
DATA = "csv"


def keys() -> tuple[str, ...]:
    """All chart keys, sorted."""
    names = (path.stem for path in CHARTS.glob("[a-z]*.py"))
    return tuple(sorted(names))


@dataclass(frozen=True, order=True)
class Output:
    """A file of a figure; ``lang`` is empty for the data."""

    key: str
    lang: str
    format: str
    bare: bool = False

    @property
    def path(self) -> str:
        """Where it stands, below the folder of its case."""
        if self.format == DATA:
            return f"data/{self.key}.csv"
        return f"{self.lang}/{self.key}{'.bare' if self.bare else ''}.{self.format}"


def all_of(key: str) -> list[Output]:
    """Every file that a chart can have."""
    kinds = [(lang, form) for lang in LANGUAGES for form in FORMATS]
    images = [Output(key, *kind, bare) for kind in kinds for bare in (False, True)]
    return [Output(key, "", DATA), *images]


@dataclass(frozen=True)
class Task:
    """What one worker draws at once: a figure in one language, its data too if asked for."""

    key: str
    lang: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Request:
    """What one run is asked to bring up to date.

    Attributes
    ----------
    case : the folder of the case's tables
    folder : where its figures go
    keys, langs, formats : a part of what there is
    bare : plots alone; else full images, and the bare ones that were drawn before
    """

    case: Path
    folder: Path
    keys: tuple[str, ...]
    langs: tuple[str, ...] = LANGUAGES
    formats: tuple[str, ...] = FORMATS
    bare: bool = False

    @property
    def whole(self) -> bool:
        """Whether all charts are asked for, in all languages, with their words."""
        return set(self.keys) == set(keys()) and set(self.langs) == set(LANGUAGES) and not self.bare

    def outputs(self, key: str, known: frozenset[str] = frozenset()) -> list[Output]:
        """The files of ``key`` that are asked for; ``known`` are the paths drawn before."""
        full = [Output(key, lang, form) for lang in self.langs for form in self.formats]
        bare = [Output(key, lang, form, True) for lang in self.langs for form in self.formats]
        images = bare if self.bare else full + [image for image in bare if image.path in known]
        return [Output(key, "", DATA), *images]
