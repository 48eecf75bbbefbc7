"""What a coding sheet asks for: its pages, their columns, and what may be answered.

The page of stances has a row for each cell and statement, that of effects a row for each effect.
Left of the answers stands what is to be coded, right of them what the codes mean. What other
coders answered stands nowhere: codes are only worth comparing where they were given blind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.case.sheets import Sheets

VERSION = "1"
#: The page on which a sheet says whose it is; a coder need not touch it.
ABOUT = "about"


@dataclass(frozen=True)
class Answer:
    """A column to fill in: its choices as written in a cell, whether it may stay empty."""

    column: str
    choices: tuple[str, ...]
    numeric: bool
    hint: str


@dataclass(frozen=True)
class Page:
    """A page of a sheet: the table its answers go to, what it shows, what it asks."""

    name: str
    table: str
    shown: tuple[str, ...]
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, in order: what is shown, what is asked, what explains it."""
        return (*self.shown, *(answer.column for answer in self.answers), *self.notes)


def pages(sheets: Sheets, codes: Sequence[int]) -> list[Page]:
    """The pages of a case's coding sheet; that of the effects only where the case has some.

    Parameters
    ----------
    sheets : the tables of a case
    codes : the codes of its scale
    """
    written = tuple(str(code) for code in sorted(codes, reverse=True))
    stance = Page(
        "stances",
        "stance_codes",
        ("unit", "line", "issue", "actor", "text_ja", "text_en", "objective"),
        (
            Answer("stance", written, True, "Empty with low and high: says nothing of it."),
            Answer("low", written, True, "The lowest code one could still defend."),
            Answer("high", written, True, "The highest code one could still defend."),
            Answer("modality", _enum(sheets, "stance_codes", "modality"), False, "How it is put."),
            Answer("rationale", (), False, "Why, with the words that decide."),
        ),
        ("codes", "proposed_modality"),
        tuple(_stance_rows(sheets, written)),
    )
    if not sheets.rows("effects"):
        return [stance]
    effect = Page(
        "effects",
        "effect_codes",
        ("unit", "line", "issue", "from_actor", "to_actor", "effect_ja", "effect_en", "objective"),
        (
            Answer("change", _enum(sheets, "effect_codes", "change"), False, "Of the tie."),
            Answer(
                "direction",
                _enum(sheets, "effect_codes", "direction"),
                True,
                "1 nearer to the objective, -1 further from it, 0 neither.",
            ),
            Answer("modality", _enum(sheets, "effect_codes", "modality"), False, "How it is put."),
            Answer("rationale", (), False, "Why, with the words that decide."),
        ),
        (),
        tuple(_effect_rows(sheets)),
    )
    return [stance, effect]


def _enum(sheets: Sheets, table: str, column: str) -> tuple[str, ...]:
    """The values that a case allows in a column; none where it allows any."""
    if table not in sheets.resources:
        return ()
    allowed = sheets.resources[table].constraints(column).get("enum", [])
    return tuple(str(value) for value in allowed)


def _either(row: Mapping[str, str], name: str) -> str:
    return row.get(f"{name}_en") or row.get(f"{name}_ja") or ""


def _objectives(sheets: Sheets) -> dict[str, str]:
    return {row["issue"]: _both(row, "objective") for _, row in sheets.rows("issues")}


def _both(row: Mapping[str, str], name: str) -> str:
    texts = [row.get(f"{name}_{lang}", "") for lang in ("en", "ja")]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _stance_rows(sheets: Sheets, codes: Sequence[str]) -> list[dict[str, str]]:
    issues = {row["issue"]: row for _, row in sheets.rows("issues")}
    actors = {row["actor"]: row for _, row in sheets.rows("actors")}
    objectives = _objectives(sheets)
    anchors = {(row["issue"], row["stance"]): row for _, row in sheets.rows("anchors")}
    proposed = {row["unit"]: f"{row['modality']}? ({row['cues']})" for row in _proposals(sheets)}
    found = []
    for name, text in (("comparison", "text"), ("statements", "paraphrase")):
        for _, row in sheets.rows(name):
            meant = [
                f"{code}: {_either(anchors.get((row['issue'], code), {}), 'anchor')}"
                for code in codes
            ]
            found.append(
                {
                    "unit": row["unit"],
                    "line": row["line"],
                    "issue": _either(issues.get(row["issue"], {}), "name"),
                    "actor": _either(actors.get(row["actor"], {}), "name"),
                    "text_ja": row[f"{text}_ja"],
                    "text_en": row[f"{text}_en"],
                    "objective": objectives.get(row["issue"], ""),
                    "codes": "\n".join(meant),
                    "proposed_modality": proposed.get(row["unit"], ""),
                }
            )
    return found


def _proposals(sheets: Sheets) -> list[Mapping[str, str]]:
    needed = {"unit", "modality", "cues"}
    return [row for _, row in sheets.rows("proposals") if needed <= set(row)]


def _effect_rows(sheets: Sheets) -> list[dict[str, str]]:
    issues = {row["issue"]: row for _, row in sheets.rows("issues")}
    actors = {row["actor"]: row for _, row in sheets.rows("actors")}
    objectives = _objectives(sheets)
    return [
        {
            "unit": row["unit"],
            "line": row["line"],
            "issue": _either(issues.get(row["issue"], {}), "name"),
            "from_actor": _either(actors.get(row["from_actor"], {}), "name"),
            "to_actor": _either(actors.get(row["to_actor"], {}), "name"),
            "effect_ja": row["effect_ja"],
            "effect_en": row["effect_en"],
            "objective": objectives.get(row["issue"], ""),
        }
        for _, row in sheets.rows("effects")
    ]
