"""The codebook of a new case: what a coder must know, with the places to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_HEAD = """\
# Codebook: {title}

What is coded is what the source says, never what the coder knows of the events.
コーディングの対象は原典の記述であり、コーダーの知識ではない。

## To fill in, in this order

1. `actors.csv`, `issues.csv`: names in the languages you publish in. Where one is left empty,
   the other stands for it.
2. `issues.csv`: turn each issue into an objective, a sentence one can be for or against.
3. `anchors.csv`: what each code means on each issue. Write them before you code.
4. `datapackage.json`: title, version, licence, who made the case, where the article stands.
5. A coding sheet for each coder, who must not see the others' codes.

## Stance

How far the actor, as the source presents it, favours the objective: {codes}.
Empty: the unit says nothing about the objective. Silence is never coded {midpoint}.
`low` and `high` bound the codes that a careful reader could still defend (low ≤ stance ≤ high).
A hedge moves the modality, never the stance. A condition that the objective excludes moves the
stance.

## Modality: how the source puts it

| modality | cue |
| --- | --- |
| asserted | an act, a fact, a standing policy |
| demanded | a wish or a demand |
| conditional | the act itself hangs on something stated |
| considered | explored, discussed, under way, planned |
| possible | may happen, or is watched for |

Where several cues meet in one clause, the one lowest in this table counts.

## Issues

| issue | objective |
| --- | --- |
"""


def codebook(
    title: str, scale: Mapping[str, object], issues: Iterable[tuple[str, str]] = ()
) -> str:
    """The text of the codebook, with a row for each issue: its key and its name."""
    codes = scale["codes"]
    assert isinstance(codes, list)
    said = "; ".join(f"{code['stance']} {code['label_en'].lower()}" for code in codes)
    head = _HEAD.format(title=_inline(title), codes=said, midpoint=scale["midpoint"])
    return head + "".join(f"| {key} | {_inline(name)}: |\n" for key, name in issues)


def _inline(text: str) -> str:
    """A text that Markdown reads as it stands, in a heading or a cell."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!&~@$" else sign for sign in text)
