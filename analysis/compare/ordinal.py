"""How far the actors agree within one issue.

Codes are ordered but their steps are not known to be equal, so a variance says too much. These
measures look at how the codes of one issue are spread over the ordered categories of the scale:
all in one, side by side, or piled up at both ends. All four take the counts of each category of
the *declared* scale, also of those that nobody took; silence is not a category. Several issues
may be measured at once.

References
----------
Leik, R. K. (1966), A measure of ordinal consensus, Pacific Sociological Review 9(2), 85–90.
Tastle, W. J. and Wierman, M. J. (2007), Consensus and dissention: a measure of ordinal
dispersion, International Journal of Approximate Reasoning 45(3), 531–545.
Van der Eijk, C. (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35(3),
325–341.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.compare.cells import cell_values, numbers, refuse


def code_counts(matrix: pd.DataFrame, codes: Sequence[int]) -> pd.DataFrame:
    """How many actors took each code of the scale on each issue.

    Parameters
    ----------
    matrix : actors × issues, NA = not stated
    codes : every code of the declared scale in ascending order, K

    Returns
    -------
    frame of int, issues × K codes

    Raises
    ------
    ValueError
        The matrix holds a code that the scale has not, or the codes do not ascend.

    Examples
    --------
    >>> code_counts(pd.DataFrame({"aid": [1, 1, None]}), [-1, 0, 1]).loc["aid"].tolist()
    [0, 0, 2]
    """
    if (np.diff(np.asarray(codes)) <= 0).any():
        raise ValueError(f"codes are {list(codes)}; allowed: each once, ascending")
    held = cell_values(matrix, "codes")
    declared = ", ".join(map(str, codes))
    refuse(matrix, ~np.isnan(held) & ~np.isin(held, codes), "codes", declared)
    counts = (held[:, :, None] == np.asarray(codes)).sum(axis=0)
    return pd.DataFrame(counts, index=matrix.columns, columns=pd.Index(codes, name="code"))


def agreement(counts: ArrayLike) -> np.ndarray:
    """Van der Eijk's agreement A.

    The counts are cut into layers, each of one height over the categories that reach it. A
    layer that fills S of the K categories agrees by U·(1 − (S − 1)/(K − 1)), with
    U = ((K − 2)·TU − (K − 1)·TDU)/((K − 2)(TU + TDU)), where TU counts the triples of categories
    filled 110 or 011 and TDU those filled 101; U = 1 without either. A is the mean over the
    layers, each weighing the share of all counts that it holds
    (Van der Eijk 2001).

    Parameters
    ----------
    counts : array (..., K ordered categories), K ≥ 3, numbers ≥ 0, fractions allowed

    Returns
    -------
    array (...), one number for one issue: −1 (half at each end), 0 (even), 1 (all in one)
        NA where all counts are zero.

    Raises
    ------
    ValueError
        Fewer than three categories; a count negative or missing.

    Examples
    --------
    >>> agreement([30, 40, 210, 130, 530, 50, 10]).round(7).item()
    0.6113333
    """
    f = _counts(counts)
    k = f.shape[-1]
    tops = np.sort(f, axis=-1)
    heights = np.diff(tops, axis=-1, prepend=0)
    filled = f[..., None, :] >= tops[..., :, None]
    size = filled.sum(axis=-1)
    before = np.cumsum(filled, axis=-1)
    after = size[..., None] - before
    twice = before * (before - 1) + after * (after - 1)
    tu = np.where(filled, 0, twice).sum(axis=-1) / 2
    tdu = np.where(filled, 0, before * after).sum(axis=-1)
    triples = (k - 2) * (tu + tdu)
    unimodal = np.divide(
        (k - 2) * tu - (k - 1) * tdu, triples, out=np.ones(triples.shape), where=triples > 0
    )
    layers = unimodal * (1 - (size - 1) / (k - 1))
    return _per_count((heights * size * layers).sum(axis=-1), f)


def polarization(counts: ArrayLike) -> np.ndarray:
    """Van der Eijk's A turned round: (1 − A)/2.

    Counts and errors as in :func:`agreement`.

    Returns
    -------
    array (...): 0 (all in one category), 0.5 (even), 1 (half at each end)
        NA where all counts are zero.

    Examples
    --------
    >>> polarization([30, 40, 210, 130, 530, 50, 10]).round(7).item()
    0.1943333
    """
    return (1 - agreement(counts)) / 2


def leik(counts: ArrayLike) -> np.ndarray:
    """Leik's ordinal dispersion D.

    D = 2Σd_c/(K − 1), d_c = F_c where the cumulated share F_c ≤ 1/2, else 1 − F_c (Leik 1966).
    Counts and errors as in :func:`agreement`.

    Returns
    -------
    array (...): 0 (all in one category) … 1 (half at each end); NA where all counts are zero

    Examples
    --------
    >>> leik([30, 40, 210, 130, 530, 50, 10]).round(3).item()
    0.287
    """
    f = _counts(counts)
    below = np.cumsum(f, axis=-1)
    spread = np.minimum(below, below[..., -1:] - below).sum(axis=-1)
    return _per_count(2 * spread / (f.shape[-1] - 1), f)


def consensus(counts: ArrayLike) -> np.ndarray:
    """Tastle and Wierman's consensus.

    1 + Σp_c·log2(1 − |c − μ|/(K − 1)), categories c = 1 … K, μ = Σp_c·c (Tastle and Wierman
    2007). Counts and errors as in :func:`agreement`.

    Returns
    -------
    array (...): 0 (half at each end) … 1 (all in one category); NA where all counts are zero

    Examples
    --------
    >>> consensus([30, 40, 210, 130, 530, 50, 10]).round(7).item()
    0.7256876
    """
    f = _counts(counts)
    k = f.shape[-1]
    place = np.arange(k)
    mean = _per_count((f * place).sum(axis=-1), f)
    nearness = 1 - np.abs(place - mean[..., None]) / (k - 1)
    bits = np.log2(nearness, out=np.zeros(f.shape), where=f > 0)
    return 1 + _per_count((f * bits).sum(axis=-1), f)


def _counts(counts: ArrayLike) -> np.ndarray:
    f = cell_values(counts, "counts") if isinstance(counts, pd.DataFrame) else _array(counts)
    if f.ndim == 0 or f.shape[-1] < 3:
        raise ValueError(f"{f.size} categories; allowed: three or more in their order")
    if not (np.isfinite(f) & (f >= 0)).all():
        raise ValueError(f"counts are {f.tolist()}; allowed: numbers, none below 0")
    return f


def _array(counts: ArrayLike) -> np.ndarray:
    held = np.asarray(counts)
    if held.dtype.kind in "biuf":
        return held.astype(float)
    return numbers(held.ravel()).reshape(held.shape)


def _per_count(total: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Total ÷ the sum of the counts, NaN where that is 0."""
    n = counts.sum(axis=-1)
    return np.divide(total, n, out=np.full(np.shape(n), np.nan), where=n > 0)
