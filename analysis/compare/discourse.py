"""Discourse networks: actors tied by the statements they make on the same concepts.

Two actors are *congruent* as often as they say the same of one concept and in *conflict* as
often as they say the opposite; on a graded scale a pair of statements is partly both, in
proportion to its distance. Everything follows from one array of counts x[i, j, k]: statements of
actor i on concept j at level k. The names are those of the field (Leifeld, Discourse Network
Analyzer), with two corrections that are said where they apply: what the program calls cosine is
the product of activities, and 0/0 is undefined, not 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.pairs import pair_index
from analysis.compare.statements import Counts, count_statements, one_of
from analysis.stance import narrative_units

if TYPE_CHECKING:
    from analysis.case import Case

AGGREGATIONS = ("ignore", "subtract", "combine")
KINDS = ("congruence", "conflict", "subtract", "ignore")
NORMALIZATIONS = ("none", "average_activity", "jaccard", "activity_product", "cosine")
NONE, AGREE, DISAGREE, BOTH, MIDDLE = range(5)


def statements_of(case: Case) -> pd.DataFrame:
    """The positions and acts of a case's narrative, as statements of a discourse network.

    Returns
    -------
    frame, one row a coded unit, labelled by unit, in file order
        ``actor``; ``concept``: the issue; ``stance`` (Int64): the coders' consensus, NA where
        split; ``document``: *article*, since all stand in one; ``date``: NA, since it is not
        dated.
    """
    units = narrative_units(case)
    return pd.DataFrame(
        {
            "actor": units["actor"],
            "concept": units["issue"],
            "stance": units["stance"],
            "document": "article",
            "date": pd.NaT,
        }
    ).set_axis(pd.Index(units["unit"], name="unit"))


def affiliation(
    statements: pd.DataFrame,
    aggregation: str = "ignore",
    duplicates: str = "include",
    *,
    levels: tuple[int, int],
    midpoint: float | None = None,
    graded: bool = False,
) -> pd.DataFrame:
    """The two-mode network: each actor's statements on each concept.

    Parameters
    ----------
    statements, levels, duplicates : as in :func:`count_statements`
    aggregation : ``ignore``: Σ_k x, whatever the stance; ``subtract``: agree − disagree;
        ``combine``: 1 agree only, 2 disagree only, 3 both, 0 none
    midpoint : the level on neither side, low to high; by default halfway between the two
    graded : subtract by weight, Σ_k (k − midpoint)·x, which is Σ_k k·x about 0

    Returns
    -------
    frame, actors × concepts in order of first appearance
        Int64; float where graded. ``subtract`` is 0 where for and against balance, NA where the
        concept was never mentioned. ``combine`` is 4 where all that was said stands at the
        midpoint; that code is ours, the others are the program's.

    Raises
    ------
    ValueError
        An argument is none of those allowed; the error names them.

    References
    ----------
    Leifeld, Discourse Network Analyzer Manual: two-mode networks, qualifier aggregation.

    Examples
    --------
    >>> said = pd.DataFrame({"actor": ["US", "US", "EU"], "concept": ["aid", "aid", "peace"],
    ...                      "stance": [1, -1, 1]})
    >>> affiliation(said, "subtract", levels=(-1, 1)).loc["US"].tolist()
    [0, <NA>]
    """
    one_of("aggregation", aggregation, AGGREGATIONS)
    counts = count_statements(statements, levels, duplicates)
    middle = sum(levels) / 2 if midpoint is None else midpoint
    if not levels[0] <= middle <= levels[1]:
        raise ValueError(f"midpoint is {midpoint}; allowed: {levels[0]} to {levels[1]}")
    sides = counts.levels - middle
    if aggregation == "combine":
        agree, disagree = ((counts.x @ on > 0) for on in (sides > 0, sides < 0))
        only_middle = (counts.by_concept > 0) & ~agree & ~disagree
        values = AGREE * agree + DISAGREE * disagree + MIDDLE * only_middle
    elif aggregation == "subtract":
        values = counts.x @ (sides if graded else np.sign(sides))
    else:
        values = counts.by_concept
    network = pd.DataFrame(values, index=counts.actors, columns=counts.concepts)
    if aggregation == "subtract":
        network = network.where(counts.by_concept > 0)
    return network if graded and aggregation == "subtract" else network.astype("Int64")


def network(
    statements: pd.DataFrame,
    kind: str = "congruence",
    normalization: str = "none",
    duplicates: str = "include",
    *,
    levels: tuple[int, int],
) -> pd.DataFrame:
    """The one-mode network: how far the statements of two actors go together or apart.

    With R = high − low of the declared scale and d = |k − k'| / R: ``congruence``
    Σ_j Σ_k Σ_k' x_ijk·x_i'jk'·(1 − d); ``conflict`` the same with d; ``subtract`` congruence −
    conflict; ``ignore`` Σ_j n_ij·n_i'j, which is congruence + conflict.

    Parameters
    ----------
    statements, levels, duplicates : as in :func:`count_statements`
    kind : ``congruence``, ``conflict``, ``subtract`` or ``ignore``
    normalization : what the value is divided by. ``none``: 1. ``average_activity``:
        (n_i + n_i') / 2; the result can exceed 1 where an actor speaks on a concept more than
        once. ``jaccard``: m10 + m01 + m11 over cells (j, k), where m10 and m01 are the statements
        of one in cells without any of the other, m11 the products where both have some.
        ``activity_product``: n_i·n_i', which the program calls cosine. ``cosine``: |x_i|·|x_i'|
        over cells, so that congruence on two levels is the cosine of the two rows; with more
        levels neighbours add to it and it can exceed 1.

    Returns
    -------
    frame of float, actors × actors in order of first appearance; symmetric, diagonal 0
        Not normalised, ≥ 0 but for ``subtract``, and 0 where no concept is shared. Normalised,
        NA where the denominator is 0: neither has spoken, and for products of the two, either
        has not. The program gives 0 there. For n beside each value see :func:`edges`.

    Raises
    ------
    ValueError
        An argument is none of those allowed; the error names them.

    References
    ----------
    Leifeld, Discourse Network Analyzer Manual: one-mode networks, normalisation.

    Examples
    --------
    On a scale −5…+5, one actor says −4 twice, the other +2 three times: 2·3·(1 − 6/10).

    >>> said = pd.DataFrame({"actor": ["a"] * 2 + ["b"] * 3, "concept": "c",
    ...                      "stance": [-4] * 2 + [2] * 3})
    >>> float(network(said, levels=(-5, 5)).loc["a", "b"])
    2.4
    """
    one_of("kind", kind, KINDS)
    one_of("normalization", normalization, NORMALIZATIONS)
    counts = count_statements(statements, levels, duplicates)
    values = _normalized(_ties(counts)[kind], _denominator(counts, normalization))
    return pd.DataFrame(values, index=counts.actors, columns=counts.actors)


def edges(
    statements: pd.DataFrame,
    normalization: str = "none",
    duplicates: str = "include",
    *,
    levels: tuple[int, int],
) -> pd.DataFrame:
    """The one-mode networks as a table, one row a pair.

    Parameters
    ----------
    statements, normalization, duplicates, levels : as in :func:`network`

    Returns
    -------
    frame, one row an unordered pair (index a, b)
        ``n``: concepts on which both have spoken; ``congruence``, ``conflict``, ``subtract``,
        ``ignore``: as in :func:`network`, in pairs of statements where not normalised; NA where
        undefined, and where n is 0, since silence is neither.

    Examples
    --------
    >>> said = pd.DataFrame({"actor": ["US", "EU"], "concept": "aid", "stance": [-2, 1]})
    >>> edges(said, levels=(-2, 2)).loc[("US", "EU")].tolist()
    [1.0, 0.25, 0.75, -0.5, 1.0]
    """
    one_of("normalization", normalization, NORMALIZATIONS)
    counts = count_statements(statements, levels, duplicates)
    spoke = (counts.by_concept > 0).astype(float)
    upper = np.triu_indices(len(counts.actors), k=1)
    table = pd.DataFrame(
        {"n": (spoke @ spoke.T)[upper].astype(np.int64)}, index=pair_index(counts.actors)
    )
    denominator = _denominator(counts, normalization)
    for kind, ties in _ties(counts).items():
        table[kind] = _normalized(ties, denominator)[upper]
    return table.where(table["n"] > 0).assign(n=table["n"])


def _ties(counts: Counts) -> dict[str, np.ndarray]:
    """The four kinds, arrays (A, A), from two products of whole numbers, which are exact."""
    by_concept = counts.by_concept
    together = by_concept @ by_concept.T
    steps = np.abs(counts.levels[:, None] - counts.levels)
    apart = counts.cells @ (counts.x @ steps).reshape(counts.cells.shape).T
    return {
        "congruence": (counts.range * together - apart) / counts.range,
        "conflict": apart / counts.range,
        "subtract": (counts.range * together - 2 * apart) / counts.range,
        "ignore": together,
    }


def _denominator(counts: Counts, normalization: str) -> np.ndarray | None:
    """What each pair's value is divided by, array (A, A); None for no normalisation."""
    cells = counts.cells
    n = cells.sum(axis=1)
    if normalization == "average_activity":
        return (n[:, None] + n) / 2
    if normalization == "jaccard":
        # With b = [x > 0], m10 = n − Σ x·b' and m11 = Σ x·x'; their sum needs two products only.
        some = (cells > 0).astype(float)
        repeats = cells - some
        return n[:, None] + n + repeats @ repeats.T - some @ some.T
    if normalization == "activity_product":
        return n[:, None] * n
    if normalization == "cosine":
        length = np.sqrt((cells**2).sum(axis=1))
        return length[:, None] * length
    return None


def _normalized(values: np.ndarray, denominator: np.ndarray | None) -> np.ndarray:
    if denominator is not None:
        values = np.divide(
            values, denominator, out=np.full(values.shape, np.nan), where=denominator > 0
        )
    return np.where(np.eye(len(values), dtype=bool), 0.0, values)
