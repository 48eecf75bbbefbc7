"""Units beside what their coders say of them together, as charts draw them."""

from __future__ import annotations

import pandas as pd

from analysis.stance import EMPTY, SPLIT, STATED


def coded(units: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Units with their codes.

    Parameters
    ----------
    units : one row a unit, with a column ``unit``
    codes : :func:`analysis.stance.unit_stances` or :func:`analysis.stance.unit_effects`

    Returns
    -------
    frame, the same rows
        The columns of ``units``; ``kind``: *stated*, *split* or *not stated*; those of ``codes``
        but the counts of coders. A unit without codes is *not stated*.
    """
    rows = units.merge(codes, left_on="unit", right_index=True, how="left")
    differ = rows.pop("split").eq(True).fillna(False).astype(bool)
    kind = pd.Series(STATED, index=rows.index, dtype="str").mask(differ, SPLIT)
    rows.insert(len(units.columns), "kind", kind.mask(rows["lower"].isna(), EMPTY))
    return rows.drop(columns=["n", "asked"])
