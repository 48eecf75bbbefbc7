"""What the coders of one unit say together.

Several coders read each unit blind to the others. Codes are ordinal, so what they say together
is their median, and a median exists only where the two middle codes are the same code. Where
they differ the unit is *split*: both codes are kept, neither is chosen, and no code between
them is made up. A unit that most coders left empty is empty: silence is not a code.
"""

from __future__ import annotations

import pandas as pd

MIXED = "mixed"


def middle_codes(codes: pd.DataFrame, value: str, by: str | list[str] = "unit") -> pd.DataFrame:
    """Lower and upper middle code of each group.

    Parameters
    ----------
    codes : frame, one row a coder × unit
        ``value`` holds integers, NA where the coder left the unit empty.
    value : name of the column of codes
    by : the column or columns that name a group

    Returns
    -------
    frame, one row a group in order of first appearance
        ``lower`` and ``upper`` (Int64): the two middle codes in ascending order, one and the
        same for an odd number of codes. NA where more than half of the coders gave none, or
        all. ``n``: coders who gave a code; ``asked``: coders.

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": ["a", "a", "b", "b"], "stance": [2, 0, 1, 1]})
    >>> middle_codes(codes, "stance").loc["a", ["lower", "upper"]].tolist()
    [0, 2]
    """
    ordered = codes.sort_values(value, kind="stable", na_position="last")
    groups = ordered.groupby(by, sort=False)[value]
    n, asked = groups.count(), groups.size()
    rank = groups.cumcount()
    size = groups.transform("count")
    low = ordered[rank == (size - 1) // 2].set_index(by)[value]
    high = ordered[rank == size // 2].set_index(by)[value]
    middles = pd.DataFrame({"lower": low, "upper": high, "n": n, "asked": asked}, index=n.index)
    silent = (middles["n"] == 0) | (2 * middles["n"] < middles["asked"])
    middles[["lower", "upper"]] = middles[["lower", "upper"]].astype("Int64").mask(silent)
    return middles.reindex(codes.drop_duplicates(by).set_index(by).index)


def majority(codes: pd.DataFrame, value: str) -> pd.Series:
    """The kind that more than half of a unit's coders gave, ``mixed`` where none has that many.

    Parameters
    ----------
    codes : frame, one row a coder × unit
    value : a nominal column, NA where the coder gave none

    Returns
    -------
    series of str, one a unit in order of first appearance; NA where no coder gave a kind

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": ["a"] * 3, "modality": ["asserted", "possible", "demanded"]})
    >>> majority(codes, "modality")["a"]
    'mixed'
    """
    given = codes.dropna(subset=[value])
    votes = given.groupby(["unit", value], sort=False).size().rename("votes").reset_index()
    votes["of"] = votes.groupby("unit")["votes"].transform("sum")
    votes["kind"] = votes[value].where(2 * votes["votes"] > votes["of"], MIXED)
    first = votes.sort_values("votes", ascending=False, kind="stable").drop_duplicates("unit")
    kinds = first.set_index("unit")["kind"].astype("str")
    return kinds.reindex(codes["unit"].drop_duplicates()).rename(value)


def unit_stances(codes: pd.DataFrame) -> pd.DataFrame:
    """Consensus of the coders on each unit's stance.

    Parameters
    ----------
    codes : the table ``stance_codes``, one row a coder × unit
        Columns unit, stance, low, high (Int64, NA = the unit says nothing), modality.

    Returns
    -------
    frame, one row a unit
        ``stance`` the median code, NA where split or empty; ``lower``, ``upper`` the two middle
        codes; ``split`` whether they differ; ``low``, ``high`` the widest bounds that any coder
        gave, NA where the unit is empty; ``modality`` the majority's kind or ``mixed``; ``n``
        coders who gave a code; ``asked`` coders.

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": ["a", "a"], "stance": [2, 0], "low": [1, 0],
    ...                       "high": [2, 0], "modality": ["asserted", "asserted"]})
    >>> unit_stances(codes).loc["a", ["lower", "upper", "low", "high"]].tolist()
    [0, 2, 0, 2]
    >>> pd.isna(unit_stances(codes).at["a", "stance"])
    True
    """
    units = middle_codes(codes, "stance")
    units["split"] = (units["lower"] != units["upper"]).fillna(False).astype(bool)
    units.insert(0, "stance", units["lower"].mask(units["split"]))
    bounds = codes.groupby("unit", sort=False).agg(low=("low", "min"), high=("high", "max"))
    units[["low", "high"]] = bounds.astype("Int64").mask(units["lower"].isna(), axis=0)
    units["modality"] = majority(codes, "modality")
    return units[["stance", "lower", "upper", "split", "low", "high", "modality", "n", "asked"]]


def unit_effects(codes: pd.DataFrame) -> pd.DataFrame:
    """Consensus of the coders on each effect.

    Parameters
    ----------
    codes : the table ``effect_codes``, one row a coder × unit
        Columns unit, change, direction (−1, 0, +1), modality.

    Returns
    -------
    frame, one row a unit
        ``direction`` the median, NA where split or empty; ``lower``, ``upper``, ``split`` as in
        :func:`unit_stances`; ``change`` and ``modality`` by majority, else ``mixed``; ``n``
        coders who gave a direction; ``asked`` coders.
    """
    units = middle_codes(codes, "direction")
    units["split"] = (units["lower"] != units["upper"]).fillna(False).astype(bool)
    units.insert(0, "direction", units["lower"].mask(units["split"]))
    units["change"] = majority(codes, "change")
    units["modality"] = majority(codes, "modality")
    columns = ["direction", "lower", "upper", "split", "change", "modality", "n", "asked"]
    return units[columns]
