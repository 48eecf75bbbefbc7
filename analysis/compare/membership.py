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
    lying = inside(memberships)
    of_two = lying[lying["actor"] != lying["group"]]
    return {frozenset(pair) for pair in zip(of_two["actor"], of_two["group"], strict=True)}


def inside(memberships: pd.DataFrame) -> pd.DataFrame:
    """Every actor beside each group that it lies in, through however many others.

    Parameters
    ----------
    memberships : as of :func:`nested_pairs`

    Returns
    -------
    frame, columns ``actor`` and ``group``, each pair once, the direct ones first
    """
    direct = memberships[["actor", "group"]].dropna().drop_duplicates()
    found = step = direct
    while len(step):
        step = step.merge(direct, left_on="group", right_on="actor", suffixes=("", "_of"))
        step = step[["actor", "group_of"]].rename(columns={"group_of": "group"})
        wider = pd.concat([found, step], ignore_index=True).drop_duplicates()
        found, step = wider, wider.iloc[len(found) :]
    return found
