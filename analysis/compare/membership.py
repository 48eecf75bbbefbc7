"""Which actors lie inside which.

A member and its group do not agree with each other: they are one. Pairs of which one contains
the other, through however many groups, are barred from every measure of pairs.
"""

from __future__ import annotations

import pandas as pd


def nested_pairs(memberships: pd.DataFrame) -> set[frozenset[str]]:
    """The pairs of which one contains the other.

    Parameters
    ----------
    memberships : the table ``memberships``, one row an actor inside a group
        A row without an actor or a group says nothing. In a circle each contains each other.

    Returns
    -------
    set of unordered pairs; empty where nobody is inside anybody

    Examples
    --------
    >>> table = pd.DataFrame({"actor": ["Kyoto", "Japan"], "group": ["Japan", "Asia"]})
    >>> frozenset({"Kyoto", "Asia"}) in nested_pairs(table)
    True
    """
    direct = memberships[["actor", "group"]].dropna().drop_duplicates()
    inside = step = direct
    while len(step):
        step = step.merge(direct, left_on="group", right_on="actor", suffixes=("", "_of"))
        step = step[["actor", "group_of"]].rename(columns={"group_of": "group"})
        wider = pd.concat([inside, step], ignore_index=True).drop_duplicates()
        inside, step = wider, wider.iloc[len(inside) :]
    of_two = inside[inside["actor"] != inside["group"]]
    return {frozenset(pair) for pair in zip(of_two["actor"], of_two["group"], strict=True)}
