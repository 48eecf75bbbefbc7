"""Foreign-policy similarity of two actors, or of every pair of a matrix.

The field's measures answer different questions. S, the agreement score and the mean distance
say how far apart two rows of codes lie on the scale. π, κ and the alignment index say how much
nearer they lie than rows of such codes would by chance; τ-b, whether two actors order the
issues alike. Chance needs more issues than an article has, so S and the mean distance come
first, what corrects for chance is hidden below ten shared issues, and no pair is measured on
fewer than three, unless asked. Every measure uses the declared scale and the issues that both
actors state. The titles of the works cited stand in :mod:`analysis.compare.coefficients`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from analysis.compare import coefficients
from analysis.compare.bounds import Row, codes_within, labelled, two_rows, weights_for
from analysis.compare.coefficients import CORRECTED, MEASURES
from analysis.compare.membership import nested_pairs
from analysis.compare.overlap import moments
from analysis.compare.pairs import pair_index
from analysis.compare.reasons import reasons

Bounds = tuple[float, float]


def s_score(
    x: Row,
    y: Row,
    scale: Bounds,
    metric: str = "absolute",
    weights: Row | None = None,
) -> float:
    """Signorino and Ritter's S of two rows of codes.

    S = 1 − 2Σw|x − y|/(R·Σw), or with squares 1 − 2Σw(x − y)²/(R²·Σw); R = high − low
    (Signorino and Ritter 1999).

    Parameters
    ----------
    x, y : (I issues,) codes, NA = not stated; two that are labelled must have the same labels
    scale : the lowest and the highest code declared
    metric : ``absolute`` or ``squared``
    weights : (I,), ≥ 0; one each where left out; put in the order of x or y where labelled

    Returns
    -------
    float, −1 (the scale's two ends throughout) … 1 (the same codes)
        NA where no issue of any weight is shared.

    Raises
    ------
    ValueError
        A code outside the scale, rows of unequal length or labelled differently, a weight
        negative or missing, or labelled where neither row is.

    Examples
    --------
    >>> s_score([3, 0, 1, None], [3, 3, 0, 2], (0, 3))
    0.11111111111111116
    """
    rows = two_rows(x, y, scale)
    row = x if labelled(x) else y
    given = None if weights is None else weights_for(weights, row, rows.shape[1])
    named = {"absolute": coefficients.s_absolute, "squared": coefficients.s_squared}
    measure = named[_one_of("metric", metric, named)]
    return float(measure(rows, scale[1] - scale[0], given)[0, 1])


def agreement_score(x: Row, y: Row, scale: Bounds = (1, 3)) -> float:
    """UN agreement score of two rows of votes.

    1 − mean|x − y|/R; of votes yes 1, abstain 2, no 3 this is 1 − mean|x − y|/2. So
    S = 2·agreement − 1. It is the index of agreement, in which an abstention beside a vote
    counts half (Lijphart 1963). Parameters and errors as in :func:`s_score`.

    Returns
    -------
    float, 0 … 1; NA where no issue is shared

    Examples
    --------
    >>> agreement_score([1, 1, 2, 3], [1, 2, 2, 1])
    0.625
    """
    return _of_two("agreement", x, y, scale)


def alignment(x: Row, y: Row, scale: Bounds) -> float:
    """Benati and Capurri's alignment index: S less the S of independent rows.

    A = S − E(S), E(S) from the mean |x − y| over all pairings of x's codes with y's
    (Benati and Capurri 2026). Parameters and errors as in :func:`s_score`.

    Returns
    -------
    float, −1 … 1; 0 where the two are as near as by chance, so too where either row is
        constant; NA where no issue is shared

    Examples
    --------
    >>> alignment([1, 3], [1, 3], (1, 3))
    1.0
    """
    return _of_two("alignment", x, y, scale)


def scott_pi(x: Row, y: Row, scale: Bounds, kind: str = "nominal") -> float:
    """Scott's π of two rows of codes, in one of two forms that are different things.

    ``nominal``: (po − pe)/(1 − pe), chance from the codes of both rows together (Scott 1955);
    ``haege``: 1 − SSD/(SSx + SSy − (Sx + Sy)²/2n), in which a step counts squared (Häge 2011).
    Parameters and errors as in :func:`s_score`.

    Returns
    -------
    float, −1 … 1; NA where no issue is shared or both rows hold one and the same code (0/0)

    Examples
    --------
    >>> scott_pi([1, 1, 3, 3], [1, 1, 3, 1], (1, 3))
    0.4666666666666667
    """
    name = "pi_" + _one_of("kind", kind, ("nominal", "haege"))
    return _of_two(name, x, y, scale)


def cohen_kappa(x: Row, y: Row, scale: Bounds) -> float:
    """Cohen's κ with quadratic weights.

    1 − SSD/(SSx + SSy − 2SxSy/n) (Häge 2011). Parameters and errors as in :func:`s_score`.

    Returns
    -------
    float, −1 … 1; NA where no issue is shared or either row is constant
        A constant row has no variance to share: the formula is 0/0, or 0 whatever the other
        row holds.

    Examples
    --------
    >>> cohen_kappa([1, 1, 3, 3], [1, 1, 3, 1], (1, 3))
    0.5
    """
    return _of_two("kappa", x, y, scale)


def tau_b(x: Row, y: Row) -> float:
    """Kendall's τ-b of two rows of codes.

    Σsign(xi − xj)·sign(yi − yj)/√(pairs untied in x · pairs untied in y), over the pairs of
    shared issues (Kendall 1945). Parameters and errors as in :func:`s_score`.

    Returns
    -------
    float, −1 … 1; NA where fewer than two issues are shared or either row is constant (0/0)

    Examples
    --------
    >>> tau_b([1, 2, 3], [1, 3, 2])
    0.3333333333333333
    """
    return float(MEASURES["tau_b"](two_rows(x, y, None), np.nan)[0, 1])


def pairs(
    matrix: pd.DataFrame,
    scale: Bounds,
    measures: str | Sequence[str] | None = None,
    least: int = 3,
    memberships: pd.DataFrame | None = None,
    nested: bool = False,
    least_corrected: int = 10,
) -> pd.DataFrame:
    """Similarity of every pair of actors.

    Parameters
    ----------
    matrix : A actors × I issues, NA = not stated
    scale : the lowest and the highest code declared
    measures : one or more names of :data:`MEASURES`, all where left out
    least : a pair that shares fewer issues is not measured
    memberships : the table ``memberships``; pairs of which one contains the other, through
        however many groups, are not measured
    nested : measure these too
    least_corrected : π, κ and alignment are hidden for a pair that shares fewer issues

    Returns
    -------
    frame, one row an unordered pair (index a, b)
        ``n``: issues that both state; a column a measure, NA where refused, hidden or
        undefined; ``reason``: which of these, NA where every measure has a value.

    Raises
    ------
    ValueError
        An unknown measure, an actor or issue that occurs twice, a code outside the scale (the
        message names each actor, issue and value).

    Examples
    --------
    >>> matrix = pd.DataFrame([[2, 1, 0], [2, 1, 1]], index=["UKR", "EU"])
    >>> pairs(matrix, (-2, 2), ["s_absolute", "kappa"]).reset_index().values.tolist()
    [['UKR', 'EU', 3, 0.8333333333333334, nan, 'fewer than 10 shared: kappa']]
    """
    asked = [measures] if isinstance(measures, str) else measures or MEASURES
    names = [_one_of("measure", name, MEASURES) for name in dict.fromkeys(asked)]
    codes, span = codes_within(matrix, scale), scale[1] - scale[0]
    index, upper = pair_index(matrix.index), np.triu_indices(len(matrix), k=1)
    table = pd.DataFrame({name: MEASURES[name](codes, span)[upper] for name in names}, index=index)
    table.insert(0, "n", moments(codes).n[upper].astype(np.int64))
    inside = set() if memberships is None or nested else nested_pairs(memberships)
    barred = index.isin([order for pair in inside for order in permutations(pair, 2)])
    few, hidden = table["n"] < least, table["n"] < least_corrected
    hides = pd.DataFrame({name: hidden & (name in CORRECTED) for name in names})
    measured = table[names].mask(barred | few).mask(hides)
    refused = {
        "one contains the other": barred,
        f"fewer than {least} shared": few.to_numpy(),
        "none shared": (table["n"] == 0).to_numpy(),
    }
    undefined = {
        f"fewer than {least_corrected} shared": hides,
        "no variation": measured.isna() & ~hides,
    }
    return table.assign(**measured, reason=reasons(refused, undefined, index))


def _of_two(name: str, x: Row, y: Row, scale: Bounds) -> float:
    return float(MEASURES[name](two_rows(x, y, scale), scale[1] - scale[0])[0, 1])


def _one_of(what: str, given: str, allowed: Iterable[str]) -> str:
    if given not in allowed:
        raise ValueError(f"{what} is {given!r}; allowed are {', '.join(allowed)}")
    return given
