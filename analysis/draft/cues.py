"""What the words of a cell suggest of how it is put: a proposal, for a coder to decide on.

The cues are those of the codebook, and words like them, one list a language. Where several stand
in a cell, the kind that comes last in the codebook's table counts. A list of words knows little
of negation and nothing of who is speaking, so no code is ever made from it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: From the plainest way to put a thing to the most guarded, as the codebook orders them.
MODALITIES = ("asserted", "demanded", "conditional", "considered", "possible")
#: Around what a cue is no cue: *may* where it is the month, *could* of what did not happen.
_ENGLISH = {
    "verb": (
        r"(?<!\bin )(?<!\bsince )(?<!\blast )(?<!\bnext )(?<!\buntil )(?<!\bby )(?<!\d )",
        r"(?!\s+\d)",
    ),
    "open": ("", r"(?!(\s+not)?\s+have\b)"),
}
#: What was not said, decided, announced is not asserted.
_SAID = r"(?<!\bnot )(?<!\bnot yet )(?<!\bnever )"


@dataclass(frozen=True)
class Proposal:
    """The modality that the words of a cell suggest, and the words that suggest it."""

    modality: str
    cues: tuple[str, ...]


@cache
def _lexicon(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    path = Path(__file__).with_name(f"cues_{language}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple((row["cue"], row["modality"], _pattern(row, language)) for row in rows)


def _pattern(row: dict[str, str], language: str) -> re.Pattern[str]:
    words = re.escape(row["cue"])
    if language == "en":
        before, after = _ENGLISH.get(row["at"], ("", ""))
        before += _SAID if row["modality"] == "asserted" else ""
        return re.compile(rf"{before}\b{words}\b{after}", re.IGNORECASE)
    return re.compile(words + (r"\W*$" if row["at"] == "end" else ""))


def proposal(text: str, language: str) -> Proposal | None:
    """The modality proposed for a cell; None where no cue stands in it.

    Parameters
    ----------
    text : the words of a cell or of a line
    language : ``"ja"`` or ``"en"``

    Examples
    --------
    >>> proposal("関与を強化する可能性", "ja")
    Proposal(modality='possible', cues=('可能性',))
    >>> proposal("言及なし", "ja") is None
    True
    """
    found = [(kind, cue) for cue, kind, pattern in _lexicon(language) if pattern.search(text)]
    if not found:
        return None
    modality = max((kind for kind, _ in found), key=MODALITIES.index)
    return Proposal(modality, tuple(cue for kind, cue in found if kind == modality))
