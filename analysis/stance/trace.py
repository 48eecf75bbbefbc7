"""Everything that stands behind one code.

A stance is the last of four steps: a line of the source, the words that stand there or our
paraphrase of them, the rule that a coder applied, and what each coder said. A reader who doubts
a mark on a chart must be able to go back the whole way. So ``trace`` sets the steps of one unit
below each other, and adds nothing of its own but the consensus. The codes say what the source
says; what the public record says of it stands below them, claim by claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.stance.consensus import unit_stances
from analysis.stance.record import NOT_FOUND
from analysis.stance.support import support

if TYPE_CHECKING:
    from analysis.case import Case

CODES = ["stance", "low", "high", "modality"]
COLUMNS = ["step", *CODES, "words_en", "words_ja"]
#: How a claim's status is put; not found never means disproved.
STATUS_WORDS = {
    "contradicted": ("contradicted by the record", "記録と食い違う"),
    "not_found": ("absent from the sources searched", "調べた典拠に見当たらず"),
    "partly": ("in part, or otherwise", "一部のみ、または違う形"),
    "outlook": ("an outlook", "見通し"),
    "borne_out_later": ("borne out later", "後に実現"),
    "corroborated": ("corroborated", "裏づけあり"),
}
NO_QUOTATION = ("; no such words found", "、文言も見当たらず")
ONE_SOURCE = (" (rests on one source)", "（典拠は1つ）")
NO_SOURCE = ("none", "なし")
UNCHECKED = ("not checked", "未確認")


def trace(case: Case, unit: str) -> pd.DataFrame:
    """The way from a line of the source to the code of one unit, and what the record says of it.

    Parameters
    ----------
    unit : a unit of ``comparison`` or ``statements``

    Returns
    -------
    frame, one row a step: the source's line, the issue's objective, the rule for each code
        within the coders' bounds, each coder, all coders together; then, for each claim held
        against the record that bears on the unit, three steps named ``claim``, ``record`` and
        ``sources`` with the claim's key. One step ``record`` says *not checked* where no claim
        does; there is none in a case without evidence.
        ``stance``, ``low``, ``high`` (Int64) and ``modality``: as coded, NA where a step gives
        none and where coders split; ``words_en``, ``words_ja``: what is said at the step, NA
        where it is said in the other language only.

    Raises
    ------
    KeyError
        No cell and no statement has this name.
    """
    at = _place(case, unit)
    codes = case["stance_codes"]
    codes = codes[codes["unit"] == unit]
    together = unit_stances(codes)
    issue = case["issues"].set_index("issue").loc[at["issue"]]
    anchors = case["anchors"]
    within = anchors["stance"].between(codes["low"].min(), codes["high"].max())
    rules = anchors[anchors["issue"].eq(at["issue"]) & within.fillna(False)]
    return (
        pd.concat(
            [
                _step(f"line {at['line']}", at["words_en"], at["words_ja"]),
                _step("objective", issue["objective_en"], issue["objective_ja"]),
                rules.assign(step="rule", words_en=rules["anchor_en"], words_ja=rules["anchor_ja"]),
                codes.assign(step=codes["coder"], words_en=codes["rationale_en"]),
                together.assign(step="median"),
                *_record(case, unit),
            ]
        )
        .reindex(columns=COLUMNS)
        .astype(_dtypes())
        .reset_index(drop=True)
    )


def _place(case: Case, unit: str) -> dict[str, Any]:
    """The line, the issue and the words of a unit."""
    for table, words in (("comparison", "text"), ("statements", "paraphrase")):
        rows = case[table]
        for _, row in rows[rows["unit"] == unit].iterrows():
            said = {f"words_{lang}": row[f"{words}_{lang}"] for lang in ("en", "ja")}
            return {"line": row["line"], "issue": row["issue"], **said}
    raise KeyError(f"no cell and no statement is named {unit!r}")


def _record(case: Case, unit: str) -> Iterator[pd.DataFrame]:
    """The steps of every claim that bears on a unit."""
    if not case.has("evidence"):
        return
    bearing = case["evidence_units"]
    claims = case["evidence"].merge(support(case)[["claim", "one_source"]], on="claim")
    claims = claims[claims["claim"].isin(bearing.loc[bearing["unit"] == unit, "claim"])]
    if claims.empty:
        yield _step("record", *UNCHECKED)
    titles = _titles(case)
    for _, claim in claims.iterrows():
        key = claim["claim"]
        yield _step(f"claim {key}", claim["claim_en"], claim["claim_ja"])
        yield _step(f"record {key}", *_said(claim))
        cited = [] if pd.isna(claim["sources"]) else str(claim["sources"]).split(";")
        named = "; ".join(titles.get(source, source) for source in cited)
        alone = ONE_SOURCE if claim["one_source"] else ("", "")
        yield _step(f"sources {key}", *(named + each for each in (alone if cited else NO_SOURCE)))


def _said(claim: pd.Series) -> list[str]:
    """Status, wording and finding of a claim, in both languages."""
    statuses = STATUS_WORDS[claim["status"]]
    wording = NO_QUOTATION if claim["wording"] == NOT_FOUND else ("", "")
    findings = claim["finding_en"], claim["finding_ja"]
    return [
        status + words + colon + finding
        for status, words, colon, finding in zip(
            statuses, wording, (": ", "："), findings, strict=True
        )
    ]


def _titles(case: Case) -> dict[str, str]:
    """How each source is named: title, publisher, date."""
    sources = case["sources"]
    names = sources["title"] + " (" + sources["publisher"] + ", " + sources["date"] + ")"
    return dict(zip(sources["source_id"], names, strict=True))


def _step(name: str, words_en: object, words_ja: object) -> pd.DataFrame:
    return pd.DataFrame([{"step": name, "words_en": words_en, "words_ja": words_ja}])


def _dtypes() -> dict[str, str]:
    integers = dict.fromkeys(["stance", "low", "high"], "Int64")
    return {**dict.fromkeys(COLUMNS, "str"), **integers}
