"""Everything that stands behind one code.

A stance is the last of four steps: a line of the source, the words that stand there or our
paraphrase of them, the rule that a coder applied, and what each coder said. A reader who doubts
a mark on a chart must be able to go back the whole way. So ``trace`` sets the steps of one unit
below each other, and adds nothing of its own but the consensus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.stance.consensus import unit_stances

if TYPE_CHECKING:
    from analysis.case import Case

CODES = ["stance", "low", "high", "modality"]
COLUMNS = ["step", *CODES, "words_en", "words_ja"]


def trace(case: Case, unit: str) -> pd.DataFrame:
    """The way from a line of the source to the code of one unit.

    Parameters
    ----------
    unit : a unit of ``comparison`` or ``statements``

    Returns
    -------
    frame, one row a step: the source's line, the issue's objective, the rule for each code
        within the coders' bounds, each coder, all coders together
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


def _step(name: str, words_en: object, words_ja: object) -> pd.DataFrame:
    return pd.DataFrame([{"step": name, "words_en": words_en, "words_ja": words_ja}])


def _dtypes() -> dict[str, str]:
    integers = dict.fromkeys(["stance", "low", "high"], "Int64")
    return {**dict.fromkeys(COLUMNS, "str"), **integers}
