"""How far the coders agree on what the source says.

Every chart rests on codes that somebody gave, so what the coders say of the same unit is shown
in three ways: alpha with an interval, the percentage of units on which all agree, and, above
all, the list of units on which they do not. The coders read the units that the charts draw and
no others, so alpha is in-sample: it says what these coders would do again, at best.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.alpha import alpha, alpha_interval

if TYPE_CHECKING:
    from analysis.case import Case

IN_SAMPLE = "in-sample: an upper bound"
LEAST_UNITS = 10
DIRECTIONS = (-1, 0, 1)


def coder_table(codes: pd.DataFrame, values: str = "stance") -> pd.DataFrame:
    """The codes of one column, side by side.

    Parameters
    ----------
    codes : the table ``stance_codes`` or ``effect_codes``, one row a coder × unit
    values : a column of it

    Returns
    -------
    frame, units × coders in order of first appearance; NA where a coder gave no code

    Raises
    ------
    ValueError
        There is no such column, or a coder coded a unit twice.

    Examples
    --------
    >>> codes = pd.DataFrame({"coder": ["a", "b"], "unit": ["u", "u"], "stance": [2, -1]})
    >>> coder_table(codes).loc["u"].to_dict()
    {'a': 2, 'b': -1}
    """
    absent = [name for name in ("coder", "unit", values) if name not in codes]
    if absent:
        there = ", ".join(map(str, codes))
        raise ValueError(f"no column {absent[0]!r} in the codes; the columns are {there}")
    twice = codes[codes.duplicated(["coder", "unit"])]
    if len(twice):
        coder, unit = twice.iloc[0][["coder", "unit"]]
        raise ValueError(f"coder {coder} coded unit {unit} twice; allowed: once")
    wide = codes.set_index(["unit", "coder"])[values].unstack("coder")
    return wide.reindex(index=codes["unit"].unique(), columns=codes["coder"].unique()).rename_axis(
        index="unit", columns="coder"
    )


def percent_agreement(table: pd.DataFrame, within: float = 0) -> float:
    """Percentage of units on which all coders agree.

    Parameters
    ----------
    table : units × coders, NA = not coded; a frame whose rows are named ``coder`` is turned
    within : how many code steps apart still count as agreeing; above 0 for numbers only

    Returns
    -------
    float, 0 … 100, of the units that two or more coders coded; NA where there is none

    Examples
    --------
    >>> percent_agreement(pd.DataFrame({"a": [1, 2, 1], "b": [1, 1, None]}))
    50.0
    """
    table = table.T if table.index.name == "coder" else table
    coded = table[table.notna().sum(axis=1) > 1]
    if coded.empty:
        return np.nan
    if within == 0:
        return float(100 * coded.nunique(axis=1).eq(1).mean())
    return float(100 * (coded.max(axis=1) - coded.min(axis=1)).le(within).mean())


def disagreements(codes: pd.DataFrame, values: str = "stance") -> pd.DataFrame:
    """The units that the coders did not all read alike, with what each said.

    A coder who left a unit empty said that the source is silent. Where others gave a code that
    is a disagreement, and listed, though alpha and the percentage leave it out.

    Parameters
    ----------
    codes : the table ``stance_codes`` or ``effect_codes``, one row a coder × unit
    values : a column of it

    Returns
    -------
    frame, one row a unit, one column a coder, in the order of the codes; NA where a coder left
    the unit empty; without rows where all agree

    Examples
    --------
    >>> codes = pd.DataFrame({"coder": ["a", "b"] * 2, "unit": ["u", "u", "v", "v"],
    ...                       "stance": [2, 2, 0, 1]})
    >>> disagreements(codes).reset_index().to_numpy().tolist()
    [['v', 0, 1]]
    """
    table = coder_table(codes, values)
    answers = codes.groupby("unit", sort=False)[values].nunique(dropna=False)
    return table[answers.reindex(table.index) > 1]


def reliability(case: Case, draws: int = 10_000, seed: int = 0) -> pd.DataFrame:
    """How far the coders of a case agree, over all units and issue by issue.

    Parameters
    ----------
    draws, seed : of :func:`analysis.compare.alpha.alpha_interval`

    Returns
    -------
    frame, one row a coded column of ``stance_codes`` and ``effect_codes``, first over all units
    (``issue`` is NA), then for each issue in display order
        ``table``, ``values``, ``issue``; ``level``: ordinal for stance and direction, nominal for
        modality and change; ``alpha``, ``low``, ``high``: NA without variation, and for an issue
        of fewer than ten units; ``percent_agreement``: 0 … 100; ``units``: those that two or
        more coders coded, on which all of these rest; ``coders``: who gave any code; ``note``.
    """
    stances, effects = case["stance_codes"], case["effect_codes"]
    coded = [
        (stances, "stance_codes", "stance", "ordinal", case.scale.values),  # noqa: PD011
        (stances, "stance_codes", "modality", "nominal", None),
        (effects, "effect_codes", "direction", "ordinal", DIRECTIONS),
        (effects, "effect_codes", "change", "nominal", None),
        (effects, "effect_codes", "modality", "nominal", None),
    ]
    rows = []
    for codes, name, values, level, domain in coded:
        for issue, table in _by_issue(case, coder_table(codes, values)):
            units = int((table.notna().sum(axis=1) > 1).sum())
            few = issue is not None and units < LEAST_UNITS
            measured = table.iloc[:0] if few else table
            a = alpha(measured, level, domain)
            low, high = alpha_interval(measured, level, domain, draws, seed)
            rows.append(
                {
                    "table": name,
                    "values": values,
                    "issue": issue,
                    "level": level,
                    "alpha": a,
                    "low": low,
                    "high": high,
                    "percent_agreement": percent_agreement(table),
                    "units": units,
                    "coders": int(table.notna().any().sum()),
                    "note": _note(a, units, few),
                }
            )
    return pd.DataFrame(rows).astype({"issue": "str"})


def _note(measured: float, units: int, few: bool) -> str:
    if few:
        return f"fewer than {LEAST_UNITS} units"
    if not units:
        return "no unit coded twice"
    return "no variation" if np.isnan(measured) else IN_SAMPLE


def _by_issue(case: Case, table: pd.DataFrame) -> Iterator[tuple[str | None, pd.DataFrame]]:
    """The whole table, then its units of each issue."""
    yield None, table
    tables = [case[name] for name in ("comparison", "statements", "effects")]
    units = pd.concat([coded[["unit", "issue"]] for coded in tables])
    issue = units.set_index("unit")["issue"].reindex(table.index)
    for name in case["issues"]["issue"]:
        if (issue == name).any():
            yield name, table[(issue == name).to_numpy()]
