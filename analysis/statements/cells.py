"""From counts by code to positions: what actors said of issues, and how much of it.

The median is found by counting, so a hundred million statements need no more than their counts.
Where it falls between two codes the cell is split and both are kept, as where coders differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

CELL = ("actor", "issue")
VALUES = ("stance", "low", "high", "n", "mean", "ambivalence")


def cells(counts: pd.DataFrame, midpoint: int) -> pd.DataFrame:
    """What is said in each cell that anybody spoke in.

    Parameters
    ----------
    counts : frame ``[period,] actor, issue, stance, n``, as of :func:`tally`
    midpoint : the code on neither side

    Returns
    -------
    frame, one row an actor × issue (× period), in order of first appearance
        ``stance`` (Int64): the median, NA where it falls between two codes; ``lower``,
        ``upper`` (Int64): the two middle codes; ``low``, ``high`` (Int64): least and greatest
        code; ``n`` (Int64): statements; ``mean`` (Float64) of the codes; ``ambivalence``
        (Float64): total less net feeling as a share of the statements,
        (P + N − |P − N|) / n = 2·min(P, N) / n, with P statements above the midpoint and N
        below; 0 all on one side, 1 half against half.

    References
    ----------
    Kaplan, K. J. (1972). On the ambivalence-indifference problem in attitude theory and
    measurement. Psychological Bulletin 77 (5), 361–372: total affect less absolute net affect.

    Examples
    --------
    >>> counts = pd.DataFrame({"actor": "US", "issue": "aid", "stance": [-1, 2], "n": [3, 1]})
    >>> cells(counts, 0)[["stance", "mean", "ambivalence"]].to_numpy().tolist()
    [[-1, -0.25, 0.5]]
    """
    by = [*(["period"] if "period" in counts else []), *CELL]
    ordered = counts.astype({"n": "int64", "stance": "int64"}).sort_values("stance", kind="stable")
    groups = ordered.groupby(by, sort=False)
    n, upto = groups["n"].transform("sum"), groups["n"].cumsum()
    ordered = ordered.assign(
        total=ordered["stance"] * ordered["n"],
        above=ordered["n"].where(ordered["stance"] > midpoint, 0),
        below=ordered["n"].where(ordered["stance"] < midpoint, 0),
        # The first code by which half of the statements, and more than half, have been counted.
        lower=ordered["stance"].where(2 * upto >= n),
        upper=ordered["stance"].where(2 * upto > n),
    )
    found = ordered.groupby(by, sort=False).agg(
        lower=("lower", "min"),
        upper=("upper", "min"),
        low=("stance", "min"),
        high=("stance", "max"),
        n=("n", "sum"),
        total=("total", "sum"),
        above=("above", "sum"),
        below=("below", "sum"),
    )
    whole = ["lower", "upper", "low", "high", "n"]
    found[whole] = found[whole].astype("Int64")
    found.insert(0, "stance", found["lower"].mask(found["lower"] != found["upper"]))
    found["mean"] = (found["total"] / found["n"]).astype("Float64")
    least = found[["above", "below"]].min(axis=1)
    found["ambivalence"] = (2 * least / found["n"]).astype("Float64")
    found = found.drop(columns=["total", "above", "below"])
    return found.loc[counts.set_index(by).index.unique()].reset_index()


def labelled(found: pd.DataFrame) -> pd.Series:
    """The position of each cell as text: ``2``, ``-1``, and ``0/2`` where it is split.

    >>> labelled(pd.DataFrame({"lower": [0, 1], "upper": [2, 1]})).tolist()
    ['0/2', '1']
    """
    both = found["lower"].astype("str") + "/" + found["upper"].astype("str")
    return found["lower"].astype("str").mask(found["lower"] != found["upper"], both)


def wide(
    found: pd.DataFrame,
    values: str,
    actors: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> pd.DataFrame:
    r"""Actors × issues of one value of the cells; a row for each period too, where they have any.

    Parameters
    ----------
    found : as of :func:`cells`
    values : ``stance`` (text, a split cell with both its codes), ``low``, ``high``, ``n``,
        ``mean`` or ``ambivalence``
    actors, issues : rows and columns in order; by default those that occur

    Returns
    -------
    frame, rows ``[period,] actor``; NA where nobody spoke

    Raises
    ------
    ValueError
        ``values`` is none of the six.

    Examples
    --------
    >>> counts = pd.DataFrame({"actor": "US", "issue": "aid", "stance": [-1, 1], "n": [1, 1]})
    >>> wide(cells(counts, 0), "stance").to_csv()
    'actor,aid\nUS,-1/1\n'
    """
    if values not in VALUES:
        raise ValueError(f"values is {values!r}; allowed are {', '.join(VALUES)}")
    shown = found.assign(stance=labelled(found)) if values == "stance" else found
    rows = [*(["period"] if "period" in found else []), "actor"]
    grid = shown.set_index([*rows, "issue"])[values].unstack("issue")
    actors = list(found["actor"].unique()) if actors is None else actors
    issues = list(found["issue"].unique()) if issues is None else issues
    if "period" in found:
        periods = sorted(found["period"].unique())
        index: pd.Index = pd.MultiIndex.from_product([periods, actors], names=rows)
    else:
        index = pd.Index(actors, name="actor")
    return grid.reindex(index=index, columns=pd.Index(issues, name="issue"))
