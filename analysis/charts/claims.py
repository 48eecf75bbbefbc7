"""The claims of a case against the public record, with every key in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import record_words as words
from analysis.charts.parts import parts
from analysis.charts.record import Text
from analysis.charts.view import Lang, View
from analysis.stance import support

if TYPE_CHECKING:
    from analysis.case import Case

NAMES = {status: look.name for status, look in words.STATUSES.items()}
KEYS = {
    "kind": words.CLAIM_KINDS,
    "status": NAMES,
    "wording": words.WORDINGS,
    "timing": words.TIMINGS,
    "confidence": words.CONFIDENCES,
}
OF_CELL = Text("{actor}, {issue}", "{actor}、{issue}")
COLUMNS = (
    "part part_en part_ja key line section kind kind_en kind_ja "
    "about_en about_ja claim_en claim_ja "
    "status status_en status_ja wording wording_en wording_ja finding_en finding_ja "
    "record_date timing timing_en timing_ja outcome outcome_ja "
    "confidence confidence_en confidence_ja independent one_source sources units note note_ja"
)


def claims(case: Case) -> pd.DataFrame:
    """The claims in the order of the source's lines.

    Returns
    -------
    frame, one row a claim
        The columns of the table ``evidence``, the claim's key as ``key``; each word that is a
        key also in both languages; the part of the source that it stands in; ``about``, whose
        cell on what issue a claim on a cell repeats, NA of other claims; ``independent``
        sources, and whether the finding rests on ``one_source``; the ``units`` that the claim
        bears on, joined by ``;``, NA where it bears on its line alone
    """
    rows = case["evidence"]
    rows = rows.assign(key=rows["claim"], **parts(case, rows))
    sources = support(case).set_index("claim")[["independent", "one_source"]]
    bears = case["evidence_units"].groupby("claim", sort=False)["unit"].agg(";".join).astype("str")
    rows = rows.join(sources, on="claim").join(bears.rename("units"), on="claim")
    for column, names in KEYS.items():
        for lang in ("en", "ja"):
            said = [words.worded(names, key, lang) for key in rows[column]]
            rows[f"{column}_{lang}"] = pd.array(said, dtype="str")
    rows["about_en"] = pd.array(_about(case, rows["claim"], "en"), dtype="str")
    rows["about_ja"] = pd.array(_about(case, rows["claim"], "ja"), dtype="str")
    rows = rows.sort_values("line", kind="stable")
    return rows[COLUMNS.split()].reset_index(drop=True)


def _about(case: Case, claims: pd.Series, lang: Lang) -> list[str | None]:
    """Actor and issue of the cell that a claim is on; None where it is on none."""
    view = View.of(case, lang)
    cells = case["evidence_units"].merge(case["comparison"], on="unit").drop_duplicates("claim")
    of = {
        claim: OF_CELL(lang, {"actor": view.actors[actor], "issue": view.issues[issue]})
        for claim, actor, issue in zip(cells["claim"], cells["actor"], cells["issue"], strict=True)
    }
    return [of.get(claim) for claim in claims]
