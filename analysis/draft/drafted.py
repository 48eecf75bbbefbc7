"""An article's tables as the tables of a case: every cell verbatim, with its line.

What stands in the article is taken over; what a person must judge is left empty or marked as a
proposal. So a draft is not yet sound: it has no codes. What was found, what was left out and
what is to do next is said in its notes.
"""

from __future__ import annotations

import colorsys
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.case.problem import CaseError, Problem, choices, escaped
from analysis.draft.actors import bare, known
from analysis.draft.article import Article
from analysis.draft.bars import unmarked
from analysis.draft.codebook import codebook
from analysis.draft.cues import proposal
from analysis.draft.declared import declaration
from analysis.draft.folder import files_of
from analysis.draft.grid import Grid
from analysis.draft.notes import notes_on
from analysis.draft.told import Comparison, tell

Row = dict[str, str]
_NOT_KEY = re.compile(r"[^a-z0-9]+")
#: A golden angle from hue to hue keeps neighbours apart however many actors there are.
_TURN, _LIGHTNESS, _SATURATION = 0.618033988749895, (0.32, 0.42, 0.52), 0.6


@dataclass(frozen=True)
class Draft:
    """The files of a drafted case by name, and what its author should know, a line each."""

    files: dict[str, bytes]
    notes: tuple[str, ...]


def draft_case(
    article: Article,
    sha256: str,
    name: str,
    title: str,
    *,
    line: int | None = None,
    sides: str | None = None,
) -> Draft:
    """The case that an article's tables make.

    Parameters
    ----------
    article : its lines and tables
    sha256 : of the file it was read from
    name, title : those of the case
    line : a line of the comparison table, where it has to be said which it is
    sides : ``"rows"`` or ``"columns"``, where it has to be said what its actors are

    Raises
    ------
    CaseError
        The article has no comparison table, with issues one way and actors the other.
    """
    told = tell(article.tables, line, sides)
    if told.comparison is None:
        wrong = f"no comparison table among {len(article.tables)} tables"
        allowed = "a table with a row for each issue and a column for each actor"
        if not article.tables:
            allowed += "; in a plain text its cells stand between bars or tabs"
        if line is not None:
            wrong = f"no table stands on line {line}"
            allowed = f"a line from {choices([g.lines[0] for g in article.tables])} on"
        raise CaseError([Problem(article.name, None, None, wrong, allowed)])
    table, lang = told.comparison, article.language
    actors = _actors(table.actors, lang)
    issues = _issues(table.issues, lang)
    source = {
        "title": escaped(article.name),
        "language": lang,
        "sha256": sha256,
    }
    declared = declaration(name, title, source)
    comparison = _cells(table, actors, issues, lang, article.markup)
    impact = _impact(told.impact, lang) if told.impact else []
    tables = {
        "actors": actors,
        "issues": issues,
        "anchors": _anchors(issues, declared["stance_scale"]),
        "comparison": comparison,
        "lines": _lines(article, [*comparison, *impact]),
        "proposals": _proposals(comparison, "unit", lang) + _proposals(impact, "scope", lang),
    }
    if impact:
        tables["impact"] = impact
    words = codebook(title, declared["stance_scale"])
    notes = notes_on(told, table, len(impact), len(tables["proposals"]))
    if article.laid_out:
        notes.append("lines: those of its text, a paragraph or a row of a table each")
    return Draft(files_of(declared, tables, words), tuple(notes))


def _actors(names: Sequence[str], lang: str) -> list[Row]:
    rows: list[Row] = []
    for place, name in enumerate(names, start=1):
        one = known(name)
        key = one.key if one else _upper(bare(name)) or f"A{place}"
        row = {
            "actor": _unused(key, [row["actor"] for row in rows], ""),
            "kind": one.kind if one else "state",
            "colour": _colour(place),
        }
        row |= {f"name_{lang}": name, f"short_{lang}": bare(name) or f"#{place}"}
        if one:
            row |= {"name_en": one.name_en, "name_ja": one.name_ja}
            row.setdefault("short_en", one.short_en)
            row.setdefault("short_ja", one.name_ja)
        rows.append(row)
    return rows


def _upper(name: str) -> str:
    key = re.sub(r"[^A-Z0-9]", "", name.upper()) if name.isascii() else ""
    return key[:12]


def _issues(names: Sequence[str], lang: str) -> list[Row]:
    rows: list[Row] = []
    for place, name in enumerate(names, start=1):
        key = _NOT_KEY.sub("_", name.lower()).strip("_")[:40] if name.isascii() else ""
        rows.append(
            {
                "issue": _unused(key or f"issue_{place}", [row["issue"] for row in rows], "_"),
                f"name_{lang}": name or f"#{place}",
                "in_comparison": "true",
            }
        )
    return rows


def _unused(key: str, taken: Sequence[str], joint: str) -> str:
    """The key, with a number behind it where it is taken."""
    number, free = 2, key
    while free in taken:
        free, number = f"{key}{joint}{number}", number + 1
    return free


def _colour(place: int) -> str:
    lightness = _LIGHTNESS[place % len(_LIGHTNESS)]
    parts = colorsys.hls_to_rgb(place * _TURN % 1, lightness, _SATURATION)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _anchors(issues: Sequence[Row], scale: dict[str, Any]) -> list[Row]:
    codes = [str(code["stance"]) for code in scale["codes"]]
    return [{"issue": row["issue"], "stance": code} for row in issues for code in codes]


def _cells(
    table: Comparison, actors: Sequence[Row], issues: Sequence[Row], lang: str, markup: bool
) -> list[Row]:
    return [
        {
            "unit": f"c-{issue['issue']}-{actor['actor']}",
            "line": str(line),
            "issue": issue["issue"],
            "actor": actor["actor"],
            f"text_{lang}": text,
            f"short_{lang}": unmarked(text) if markup and text else text,
        }
        for issue, cells, lines in zip(issues, table.cells, table.lines, strict=True)
        for actor, text, line in zip(actors, cells, lines, strict=True)
    ]


def _impact(grid: Grid, lang: str) -> list[Row]:
    rows: list[Row] = []
    for (scope, text), line in zip(grid.rows[1:], grid.lines[1:], strict=True):
        key = _NOT_KEY.sub("_", scope.lower()).strip("_")[:40] if scope.isascii() else ""
        key = _unused(key or f"scope_{len(rows) + 1}", [row["scope"] for row in rows], "_")
        rows.append({"scope": key, "line": str(line), f"scope_{lang}": scope, f"text_{lang}": text})
    return rows


def _lines(article: Article, rows: Iterable[Row]) -> list[Row]:
    cited = sorted({int(row["line"]) for row in rows})
    return [
        {
            "line": str(line),
            "sha256": hashlib.sha256(article.lines[line - 1].encode()).hexdigest(),
        }
        for line in cited
    ]


def _proposals(rows: Iterable[Row], key: str, lang: str) -> list[Row]:
    proposed = []
    for row in rows:
        found = proposal(row[f"text_{lang}"], lang)
        if found:
            proposed.append(
                {
                    "unit": row[key],
                    "line": row["line"],
                    "modality": found.modality,
                    "cues": ";".join(found.cues),
                    "status": "proposal",
                }
            )
    return proposed
