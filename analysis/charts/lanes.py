"""Marks that would meet are set on lanes, so that each can be read."""

from __future__ import annotations

from collections.abc import Iterable


def lanes(spans: Iterable[tuple[float, float]]) -> list[int]:
    """A lane for each span: the first on which it meets no span before it.

    Parameters
    ----------
    spans : where each mark with its label begins and ends

    Returns
    -------
    list of int, from 0, in the order of the spans

    Examples
    --------
    >>> lanes([(0, 4), (5, 9), (3, 6), (10, 12)])
    [0, 0, 1, 0]
    """
    taken: list[list[tuple[float, float]]] = []
    places = []
    for left, right in spans:
        lane = 0
        while lane < len(taken) and any(left <= b and right >= a for a, b in taken[lane]):
            lane += 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        places.append(lane)
    return places
