"""Sums over the issues that two actors share, for all pairs of a matrix at once.

Measures of similarity look only at the issues on which both actors of a pair take a position,
and these differ from pair to pair. Each sum that their formulas need is a product of two
matrices actors × issues in which silence counts nothing, so no measure loops over actors, and
whole-number codes give exact sums. Entry (a, b) of a sum is a's, over the issues it shares with b.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Moments:
    """Sums of codes; each an array (A actors, A actors).

    ``n``: Σw; ``s``: Σwx; ``ss``: Σwx²; ``sp``: Σwxy. The other actor's are the transposes.
    """

    n: np.ndarray
    s: np.ndarray
    ss: np.ndarray
    sp: np.ndarray

    @property
    def ssd(self) -> np.ndarray:
        """Σw(x − y)²."""
        return self.ss + self.ss.T - 2 * self.sp


@dataclass(frozen=True)
class Tallies:
    """Counts of codes; each an array (A actors, A actors).

    ``same``: issues with one and the same code; ``pooled``: Σ over the codes of the squared
    count in both rows together; ``constant``: a holds one code on all that it shares with b;
    ``alike``: both rows hold one and the same code throughout.
    """

    same: np.ndarray
    pooled: np.ndarray
    constant: np.ndarray
    alike: np.ndarray


def moments(codes: np.ndarray, weights: np.ndarray | None = None) -> Moments:
    """Sums of codes over shared issues.

    Parameters
    ----------
    codes : array (A actors, I issues) of float, NaN = not stated
    weights : array (I,), ≥ 0; one each where left out

    Examples
    --------
    >>> moments(np.array([[3.0, 1.0, np.nan], [0.0, 1.0, 2.0]])).ssd[0, 1].item()
    9.0
    """
    stated, weighted = _stated(codes, weights)
    x = np.where(np.isnan(codes), 0, codes)
    return Moments(weighted @ stated.T, weighted * x @ stated.T, weighted * x**2 @ stated.T,
                   weighted * x @ x.T)  # fmt: skip


def distances(codes: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Σw|x − y| per pair.

    From one code to the next higher one, each pair is apart by that step on the issues on which
    one of the two stands at or below it and the other above.

    Returns
    -------
    array (A actors, A actors), in code steps; 0 where nothing is shared

    Examples
    --------
    >>> distances(np.array([[3.0, 1.0, np.nan], [0.0, 2.0, 2.0]]))[0, 1].item()
    4.0
    """
    _, weighted = _stated(codes, weights)
    total = np.zeros((len(codes), len(codes)))
    for code, above in pairwise(_used(codes)):
        crossing = weighted * (codes <= code) @ (codes >= above).T.astype(float)
        total += (above - code) * (crossing + crossing.T)
    return total


def expected_distances(codes: np.ndarray) -> np.ndarray:
    """Mean |x − y| per pair if each took its codes independently of the other.

    Returns
    -------
    array (A actors, A actors), in code steps; NaN where nothing is shared
    """
    stated, _ = _stated(codes)
    n = stated @ stated.T
    total = np.zeros_like(n)
    for code, above in pairwise(_used(codes)):
        below = (codes <= code).astype(float) @ stated.T
        total += (above - code) * (below * (n - below).T + (n - below) * below.T)
    return ratio(total, n**2)


def tallies(codes: np.ndarray) -> Tallies:
    """Counts of codes over shared issues; codes as in :func:`moments`."""
    stated, _ = _stated(codes)
    n = stated @ stated.T
    same, pooled, most, most_pooled = (np.zeros_like(n) for _ in range(4))
    for code in _used(codes):
        held = (codes == code).astype(float)
        count = held @ stated.T
        both = count + count.T
        same += held @ held.T
        pooled += both**2
        most, most_pooled = np.maximum(most, count), np.maximum(most_pooled, both)
    return Tallies(same, pooled, most == n, most_pooled == 2 * n)


def orderings(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How two actors order the issues they share, over all pairs of these issues.

    Returns
    -------
    concordance : array (A, A), pairs of issues ordered alike less those ordered the other way
    ordered : array (A, A), pairs of issues on which a's codes differ
    """
    actors, issues = codes.shape
    concordance, ordered = np.zeros((actors, actors)), np.zeros((actors, actors))
    for lag in range(1, issues):
        order = np.sign(codes[:, lag:] - codes[:, :-lag])
        both, _ = _stated(order)
        order = np.where(np.isnan(order), 0, order)
        concordance += order @ order.T
        ordered += np.abs(order) @ both.T
    return concordance, ordered


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Above ÷ below, NaN where below is 0."""
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below != 0)


def _stated(codes: np.ndarray, weights: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    stated = (~np.isnan(codes)).astype(float)
    return stated, stated if weights is None else stated * weights


def _used(codes: np.ndarray) -> np.ndarray:
    """The codes that occur; those that do not would add nothing to any sum."""
    return np.unique(codes[~np.isnan(codes)])
