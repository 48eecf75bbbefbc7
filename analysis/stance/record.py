"""What the public record says of each unit, and a case without the units it does not bear out.

A matrix of what an article says can mislead if the article is wrong. So each of its claims was
held against the public record, and each claim names the units that it bears on. A unit on which
several claims bear is as good as the worst of them. *Not found* means absent from the sources
searched, which disproves nothing; but a reader may ask what is left without it. ``on_record``
answers with a case like the one that was read, in which those units are not stated, so that
every matrix, measure and chart takes it without knowing. A unit that no claim covers is *not
checked*: nothing speaks against it, and it stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.case.contract import STATUSES
from analysis.case.overlay import Overlaid

if TYPE_CHECKING:
    from analysis.case import Case

#: Tables of units, in the order of the result, with the column that names a unit.
HOMES = {"comparison": "unit", "statements": "unit", "effects": "unit", "events": "event"}
#: What claims must have been spared for a unit to stay; the second asks for more than the first.
DEMANDS = {
    "borne-out": ("not_borne_out",),
    "wording": ("not_borne_out", "quotation_not_found"),
}
#: The statuses, or the wording, that the two marks of the record stand for.
NOT_BORNE_OUT = ("contradicted", "not_found")
NOT_FOUND = "not_found"
LEFT_OUT = "left out, the record does not bear it out; "


def unit_record(case: Case) -> pd.DataFrame:
    """What the record says of every unit that can be drawn.

    Returns
    -------
    frame, one row a unit: comparison cells, statements, effects, events, each in file order
        ``unit``; ``claims``: the claims that bear on it, joined by ``;``; ``status``: the worst
        of theirs, in the order contradicted, not_found, partly, outlook, borne_out_later,
        corroborated; ``not_borne_out`` (boolean): any of them is contradicted or not_found;
        ``quotation_not_found`` (boolean): the words of any of them were not found. All but
        ``unit`` are NA where no claim bears on it: it was not checked.

    Examples
    --------
    >>> from analysis import read_case
    >>> unit_record(read_case()).set_index("unit").loc["s11", ["claims", "status"]].tolist()
    ['F2c', 'not_found']
    """
    names = [case[home][key] for home, key in HOMES.items()]
    units = pd.DataFrame({"unit": pd.concat(names, ignore_index=True).astype("str")})
    return units.join(record_of_units(case), on="unit")


def record_of_units(case: Case) -> pd.DataFrame:
    """The same of the units alone on which a claim bears, by unit.

    A chart that draws some units asks here, so that it reads the tables of no others.
    """
    by_unit = _claims(case).groupby("unit", sort=False)
    return pd.DataFrame(
        {
            "claims": by_unit["claim"].agg(";".join).astype("str"),
            "status": by_unit["rank"].min().map(dict(enumerate(STATUSES))).astype("str"),
            "not_borne_out": by_unit["not_borne_out"].any().astype("boolean"),
            "quotation_not_found": by_unit["quotation_not_found"].any().astype("boolean"),
        }
    )


def left_out(case: Case, demand: str) -> list[str]:
    """The units that do not meet a demand, in the order of :func:`unit_record`.

    Parameters
    ----------
    demand : ``borne-out``: no claim on the unit is contradicted or not found; ``wording``: nor
        were the words of any of them not found

    Raises
    ------
    ValueError
        There is no such demand.
    """
    doubted = in_doubt(case, demand)
    return [unit for unit in unit_record(case)["unit"] if unit in doubted]


def in_doubt(case: Case, demand: str) -> set[str]:
    """The same units in no order, without reading the tables that they stand in.

    Raises
    ------
    ValueError
        There is no such demand.
    """
    if demand not in DEMANDS:
        raise ValueError(f"the demand is {demand!r}; allowed are {', '.join(DEMANDS)}")
    record = record_of_units(case)
    return set(record.index[record[list(DEMANDS[demand])].eq(True).any(axis=1)])


def on_record(case: Case, demand: str) -> Case:
    """The case without the units that do not meet a demand; the one given stays as it is.

    A comparison cell keeps its row, and its codes become *not stated*, also in the scenarios.
    Statements, effects and events go, with their codes and their rows of ``evidence_units``, so
    that the case left is a sound one. The claims themselves are kept, and the demand stays in
    view as ``case.demand``.

    Parameters
    ----------
    demand : as in :func:`left_out`

    Raises
    ------
    ValueError
        There is no such demand.

    Examples
    --------
    >>> from analysis import read_case
    >>> on_record(read_case(), "borne-out").matrix().isna().sum().sum()
    np.int64(1)
    """
    out = in_doubt(case, demand)
    keys = {**HOMES, "effect_codes": "unit", "scenarios": "unit"}
    del keys["comparison"]
    changes: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        name: partial(_without, key=key, out=out) for name, key in keys.items()
    }
    cells = set(case["comparison"]["unit"])
    changes["stance_codes"] = partial(_silenced, cells=cells, out=out)
    changes["evidence_units"] = partial(_without, key="unit", out=out - cells)
    return replace(case, tables=Overlaid(case.tables, changes), demand=demand)


def _claims(case: Case) -> pd.DataFrame:
    """One row a claim × unit, with the rank of its status and the two marks."""
    claims = case["evidence_units"].merge(case["evidence"], on="claim")
    ranks = {status: rank for rank, status in enumerate(STATUSES)}
    return claims.assign(
        rank=claims["status"].map(ranks),
        not_borne_out=claims["status"].isin(NOT_BORNE_OUT),
        quotation_not_found=claims["wording"].eq(NOT_FOUND).fillna(False),
    )


def _silenced(codes: pd.DataFrame, cells: set[str], out: set[str]) -> pd.DataFrame:
    """The codes, those of cells left out emptied, those of statements left out gone."""
    codes = codes[~codes["unit"].isin(out) | codes["unit"].isin(cells)]
    doubted = codes["unit"].isin(out)
    codes.loc[doubted, ["stance", "low", "high"]] = pd.NA
    codes.loc[doubted, "rationale_en"] = LEFT_OUT + codes.loc[doubted, "rationale_en"].fillna("")
    return codes.reset_index(drop=True)


def _without(table: pd.DataFrame, key: str, out: set[str]) -> pd.DataFrame:
    return table[~table[key].isin(out)].reset_index(drop=True)
