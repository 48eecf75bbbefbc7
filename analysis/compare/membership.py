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
    memberships : the table ``memberships``, one row an actor inside a group; without circles

    Returns
    -------
    set of unordered pairs; empty where nobody is inside anybody

    Examples
    --------
    >>> table = pd.DataFrame({"actor": ["Kyoto", "Japan"], "group": ["Japan", "Asia"]})
    >>> frozenset({"Kyoto", "Asia"}) in nested_pairs(table)
    True
    """
    inside = memberships[["actor", "group"]]
    step = inside
    while len(step):
        step = step.merge(memberships, left_on="group", right_on="actor", suffixes=("", "_of"))
        step = step[["actor", "group_of"]].rename(columns={"group_of": "group"})
        inside = pd.concat([inside, step], ignore_index=True)
    return {frozenset(pair) for pair in zip(inside["actor"], inside["group"], strict=True)}
