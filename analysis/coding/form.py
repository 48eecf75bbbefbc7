"""What a coding sheet asks for: its pages, their columns, and what may be answered.

The page of stances has a row for each cell and statement, that of effects a row for each effect.
Left of the answers stands what is to be coded, right of them what the codes mean. What other
coders answered stands nowhere: codes are only worth comparing where they were given blind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.case.sheets import Sheets

VERSION = "1"
#: The page on which a sheet says whose it is; a coder need not touch it.
ABOUT = "about"
#: Who may code: a name that can stand in a table, a file's name and a reference.
CODER = re.compile(r"[A-Za-z0-9_-]{1,60}")
CODERS = "Latin letters, digits, _ and -, at most 60, and no name of a device, such as con"
#: How much a sheet asks at most; and what it may then unpack to, filled in and saved by others.
MAX_UNITS, MAX_XML, MAX_TAGS = 8000, 64 * 1024 * 1024, 900_000
#: What a cell of a workbook holds at most; and what its XML cannot hold at all.
_LONGEST = 32_000
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


_STANCE = (
    "How far the actor favours the objective, as the words say. Empty with low and high where "
    "they say nothing of it.\n目標をどの程度支持するか。記述がなければlow・highとも空欄。"
)
_LOW = "The lowest code that one could still defend.\n妥当といえる最小の値。"
_HIGH = "The highest code that one could still defend.\n妥当といえる最大の値。"
_MODALITY = (
    "How it is put; of several, the last in the list. Never empty: where nothing is said, "
    "asserted.\n述べ方。複数あれば一覧で最も下のもの。記述がなくてもassertedと記入。"
)
_RATIONALE = "Why, with the words that decide.\n根拠。決め手となる語句を挙げる。"
_CHANGE = "What changes in the tie between the two.\n両者の関係の変化。"
_DIRECTION = (
    "1 nearer to the objective, -1 further from it, 0 neither.\n"
    "1は目標に近づく、-1は遠ざかる、0はどちらでもない。"
)


@dataclass(frozen=True)
class Answer:
    """A column to fill in: its choices as written in a cell, whether it may stay empty."""

    column: str
    choices: tuple[str, ...]
    numeric: bool
    hint: str


@dataclass(frozen=True)
class Page:
    """A page of a sheet: the table its answers go to, what it shows, what it asks.

    ``bound`` are the columns that make a unit what it is: with other words in them, an answer
    would be one to another question.
    """

    name: str
    table: str
    shown: tuple[str, ...]
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]
    bound: tuple[str, ...]
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
            Answer("stance", written, True, _STANCE),
            Answer("low", written, True, _LOW),
            Answer("high", written, True, _HIGH),
            Answer("modality", _enum(sheets, "stance_codes", "modality"), False, _MODALITY),
            Answer("rationale", (), False, _RATIONALE),
        ),
        ("codes", "codes_ja", "proposed_modality"),
        ("issue", "actor", "text_ja", "text_en", "objective", "codes", "codes_ja"),
        tuple(_stance_rows(sheets, written)),
    )
    if not sheets.rows("effects"):
        return [stance]
    effect = Page(
        "effects",
        "effect_codes",
        ("unit", "line", "issue", "from_actor", "to_actor", "effect_ja", "effect_en", "objective"),
        (
            Answer("change", _enum(sheets, "effect_codes", "change"), False, _CHANGE),
            Answer("direction", _enum(sheets, "effect_codes", "direction"), True, _DIRECTION),
            Answer("modality", _enum(sheets, "effect_codes", "modality"), False, _MODALITY),
            Answer("rationale", (), False, _RATIONALE),
        ),
        (),
        ("issue", "from_actor", "to_actor", "effect_ja", "effect_en", "objective"),
        tuple(_effect_rows(sheets)),
    )
    return [stance, effect]


def fit(text: str) -> str:
    """A text as a cell of a workbook can hold it."""
    fitting = _UNFIT.sub("\ufffd", text)
    return fitting if len(fitting) <= _LONGEST else fitting[:_LONGEST] + "…"


def _enum(sheets: Sheets, table: str, column: str) -> tuple[str, ...]:
    """The values that a case allows in a column; none where it allows any."""
    if table not in sheets.resources:
        return ()
    allowed = sheets.resources[table].constraints(column).get("enum", [])
    return tuple(str(value) for value in allowed)


def _either(row: Mapping[str, str], name: str) -> str:
    return row.get(f"{name}_en") or row.get(f"{name}_ja") or ""


def _both(row: Mapping[str, str], name: str, column: str) -> dict[str, str]:
    """A cell with the words of both languages, and beside it each language's: see held."""
    texts = {lang: row.get(f"{name}_{lang}", "") for lang in ("en", "ja")}
    whole = "\n".join(dict.fromkeys(filter(None, texts.values())))
    return {column: whole, **{f"{column}:{lang}": text for lang, text in texts.items()}}


def _stance_rows(sheets: Sheets, codes: Sequence[str]) -> list[dict[str, str]]:
    issues = {row["issue"]: row for _, row in sheets.rows("issues")}
    actors = {row["actor"]: row for _, row in sheets.rows("actors")}
    anchors = {(row["issue"], row["stance"]): row for _, row in sheets.rows("anchors")}
    proposed = {row["unit"]: f"{row['modality']}? ({row['cues']})" for row in _proposals(sheets)}
    found = []
    for name, text in (("comparison", "text"), ("statements", "paraphrase")):
        for _, row in sheets.rows(name):
            issue = row["issue"]
            meant = {code: anchors.get((issue, code), {}) for code in codes}
            found.append(
                {
                    "unit": row["unit"],
                    "line": row["line"],
                    **_both(issues.get(issue, {}), "name", "issue"),
                    **_both(actors.get(row["actor"], {}), "name", "actor"),
                    "text_ja": row[f"{text}_ja"],
                    "text_en": row[f"{text}_en"],
                    **_both(issues.get(issue, {}), "objective", "objective"),
                    "codes": "\n".join(
                        f"{code}: {_either(said, 'anchor')}" for code, said in meant.items()
                    ),
                    **{f"codes:{lang}": _anchors(meant, lang) for lang in ("en", "ja")},
                    "codes_ja": _in_japanese_too(meant),
                    "proposed_modality": proposed.get(row["unit"], ""),
                }
            )
    return found


def _in_japanese_too(meant: Mapping[str, Mapping[str, str]]) -> str:
    """What the codes mean in Japanese, where ``codes`` says it in English; else nothing."""
    if not any(said.get("anchor_en") and said.get("anchor_ja") for said in meant.values()):
        return ""
    return _anchors(meant, "ja")


def _anchors(meant: Mapping[str, Mapping[str, str]], lang: str) -> str:
    return "\n".join(f"{code}: {said.get(f'anchor_{lang}', '')}" for code, said in meant.items())


def _proposals(sheets: Sheets) -> list[Mapping[str, str]]:
    needed = {"unit", "modality", "cues"}
    return [row for _, row in sheets.rows("proposals") if needed <= set(row)]


def _effect_rows(sheets: Sheets) -> list[dict[str, str]]:
    issues = {row["issue"]: row for _, row in sheets.rows("issues")}
    actors = {row["actor"]: row for _, row in sheets.rows("actors")}
    return [
        {
            "unit": row["unit"],
            "line": row["line"],
            **_both(issues.get(row["issue"], {}), "name", "issue"),
            **_both(actors.get(row["from_actor"], {}), "name", "from_actor"),
            **_both(actors.get(row["to_actor"], {}), "name", "to_actor"),
            "effect_ja": row["effect_ja"],
            "effect_en": row["effect_en"],
            **_both(issues.get(row["issue"], {}), "objective", "objective"),
        }
        for _, row in sheets.rows("effects")
    ]
