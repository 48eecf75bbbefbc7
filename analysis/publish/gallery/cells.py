"""The cells of a matrix, each with all that is behind it.

A tile shows a sign and a few words. Whoever doubts it opens it here: the line of the source,
what stands there, what the public record says of it, the rule for each code that the coders would
defend, and what each coder said. All steps are those of :func:`analysis.stance.trace.trace`. A
cell that the record leaves in doubt shows so before it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts.one_language import in_one_language
from analysis.charts.view import View
from analysis.charts.words import modality
from analysis.publish.gallery.doubts import Mark, mark
from analysis.publish.gallery.words import WORDS
from analysis.stance import EMPTY, SPLIT
from analysis.stance.consensus import unit_stances
from analysis.stance.trace import trace

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Lang

Traced = Callable[[str], pd.DataFrame]

#: Matrices whose cells open → what their cells are gathered by, and what is in such a group.
CELLS = {"stance_matrix": ("issue", "actor"), "wide_matrix": ("actor", "issue")}


@dataclass(frozen=True)
class Code:
    """A code as it is written: its sign, its label, its class in the style sheet."""

    glyph: str
    label: str
    tint: str


@dataclass(frozen=True)
class Coder:
    """What one coder, or all together, said of a unit; None where nothing."""

    name: str
    code: tuple[Code, ...]
    bounds: tuple[Code, ...]
    modality: str | None
    rationale: str | None


@dataclass(frozen=True)
class Claim:
    """A claim of the source, what the public record says of it, and the sources for that."""

    name: str
    words: str
    record: str
    sources: str


@dataclass(frozen=True)
class Behind:
    """One unit, step by step; ``verbatim``: its words are the source's own."""

    unit: str
    line: str
    verbatim: bool
    words_en: str | None
    words_ja: str | None
    objective: str | None
    rules: tuple[tuple[Code, str | None], ...]
    coders: tuple[Coder, ...]
    record: tuple[Claim, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: its name in its group, its codes, its words, its marks, and its units."""

    place: str
    name: str
    codes: tuple[Code, ...]
    words: str | None
    mark: Mark | None
    behind: tuple[Behind, ...]


@dataclass(frozen=True)
class Group:
    """The cells of a row or column that say something, and the names of those that do not."""

    name: str
    about: str | None
    cells: tuple[Cell, ...]
    silent: tuple[str, ...]


def tracing(case: Case) -> Traced:
    """The steps behind a unit; charts and languages share units, so each is traced once."""
    return cache(partial(trace, case))


def groups(
    key: str, cells: pd.DataFrame, case: Case, lang: Lang, traced: Traced
) -> tuple[Group, ...]:
    """The cells of a chart's frame, group by group in its order.

    Parameters
    ----------
    traced : gives the steps behind a unit, see :func:`tracing`
    key : of a chart in ``CELLS``
    cells : its frame, with ``unit`` or ``units``, the latter empty where nothing is stated
    """
    by, within = CELLS[key]
    reader = _Reader(case, lang, traced)
    names = {"issue": reader.view.issues, "actor": reader.view.actors}
    cells = in_one_language(cells, lang)
    objectives = in_one_language(case["issues"], lang).set_index("issue")[f"objective_{lang}"]
    found = []
    for name, of_group in cells.groupby(by, sort=False):
        rows = [(row, names[within][str(row[within])]) for _, row in of_group.iterrows()]
        has_units = [(row, label) for row, label in rows if reader.units(row)]
        about = _text(objectives.get(name)) if by == "issue" else None
        found.append(
            Group(
                name=names[by][str(name)],
                about=about,
                cells=tuple(reader.cell(row, label) for row, label in has_units),
                silent=tuple(label for row, label in rows if not reader.units(row)),
            )
        )
    return tuple(found)


class _Reader:
    """Reads cells of one case in one language."""

    def __init__(self, case: Case, lang: Lang, traced: Traced) -> None:
        self.lang, self.traced = lang, traced
        self.view = View.of(case, lang)
        self.coders = frozenset(case["stance_codes"]["coder"])
        self.of_table = frozenset(case["comparison"]["unit"])
        self.middle = unit_stances(case["stance_codes"])[["lower", "upper"]]

    def units(self, row: pd.Series) -> list[str]:
        if "unit" in row:
            return [str(row["unit"])]
        return [] if pd.isna(row["units"]) else str(row["units"]).split(" ")

    def cell(self, row: pd.Series, name: str) -> Cell:
        words = row[f"short_{self.lang}"] if "unit" in row else None
        if row["kind"] in (EMPTY, SPLIT):
            kind = WORDS["not_stated" if row["kind"] == EMPTY else "split"](self.lang)
            words = kind if pd.isna(words) else f"{words} ({kind})"
        return Cell(
            place=f"{row['issue']}-{row['actor']}",
            name=name,
            codes=self.codes(row["lower"], row["upper"]),
            words=_text(words),
            mark=mark(row, self.lang),
            behind=tuple(self.behind(unit) for unit in self.units(row)),
        )

    def codes(self, *stances: Any) -> tuple[Code, ...]:
        """The codes given, each once; none where one is missing."""
        return tuple(self.code(s) for s in dict.fromkeys(stances) if not pd.isna(s))

    def code(self, stance: Any) -> Code:
        code = self.view.scale[int(stance)]
        label = code.label_en if self.lang == "en" else code.label_ja
        return Code(code.glyph, label, tint_class(code.stance))

    def behind(self, unit: str) -> Behind:
        steps = self.traced(unit)
        line, objective = steps.iloc[0], steps.iloc[1]
        rules = steps[steps["step"] == "rule"]
        said = steps[steps["step"].isin(self.coders) | (steps["step"] == "median")]
        return Behind(
            unit=unit,
            line=WORDS["line"](self.lang, {"line": line["step"].removeprefix("line ")}),
            verbatim=unit in self.of_table,
            words_en=_text(line["words_en"]),
            words_ja=_text(line["words_ja"]),
            objective=self.said(objective),
            rules=tuple(
                (self.code(rule["stance"]), self.said(rule)) for _, rule in rules.iterrows()
            ),
            coders=tuple(self.coder(step, unit) for _, step in said.iterrows()),
            record=tuple(self.claims(steps)),
        )

    def claims(self, steps: pd.DataFrame) -> Iterator[Claim]:
        """The claims that bear on a unit; none where it was not checked."""
        last = steps.index[steps["step"] == "median"][-1]
        told = {
            str(step["step"]): self.said(step) or "" for _, step in steps[last + 1 :].iterrows()
        }
        for name in told:
            kind, _, claim = name.partition(" ")
            if kind == "claim":
                of_claim = [told.get(f"{part} {claim}", "") for part in ("record", "sources")]
                yield Claim(claim, told[name], *of_claim)

    def coder(self, step: pd.Series, unit: str) -> Coder:
        together = step["step"] == "median"
        middle = self.middle.loc[unit] if together else step[["stance", "stance"]]
        return Coder(
            name=WORDS["together"](self.lang) if together else str(step["step"]),
            code=self.codes(*middle),
            bounds=self.codes(step["low"], step["high"]),
            modality=None if pd.isna(step["modality"]) else modality(step["modality"], self.lang),
            rationale=self.said(step),
        )

    def said(self, step: pd.Series) -> str | None:
        other = "en" if self.lang == "ja" else "ja"
        return _text(step[f"words_{self.lang}"]) or _text(step[f"words_{other}"])


def tint_class(stance: int) -> str:
    """The class of a code's tile in the style sheet.

    >>> tint_class(-2), tint_class(1)
    ('code-m2', 'code-1')
    """
    return f"code-{stance}".replace("--", "-m")


def _text(value: Any) -> str | None:
    """Words without their hand breaks, None where there are none."""
    return None if pd.isna(value) else str(value).replace("\u200b", "") or None
