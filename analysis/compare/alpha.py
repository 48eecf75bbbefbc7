"""Krippendorff's alpha, for any number of coders and with codes missing.

Alpha compares the disagreement within units with that expected if the same codes had been dealt
out to the units at random. All it needs is one table of coincidences: how often two codes stand
side by side in one unit. These add up over units, so a resample of units is a weighted sum of
tables, and the bootstrap needs no loop. A unit that fewer than two coders coded has no
coincidences and does not count.

References
----------
Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.compare.cells import numbers

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(
    codes: ArrayLike | pd.DataFrame, level: str = "nominal", domain: Sequence | None = None
) -> float:
    """Krippendorff's alpha.

    α = 1 − (n − 1)·Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck, o the coincidences, n_c their sums, n all of
    them; δ_ck is 1 for any two different codes (nominal), the difference of the codes' mid-ranks
    (ordinal), of the codes (interval), or that over their sum (ratio) (Krippendorff 2011).

    Parameters
    ----------
    codes : frame or array (coders × units), NA = not coded; a frame whose axes are named
        ``unit`` and ``coder``, as :func:`analysis.compare.reliability.coder_table` makes it, is
        read by these names. Words at nominal level, and at ordinal level with a domain
    level : ``nominal``, ``ordinal``, ``interval`` or ``ratio``
    domain : the declared codes in ascending order; those that occur where left out

    Returns
    -------
    float, 1 where all agree, about 0 by chance, negative where they disagree beyond it
        NA without variation (0/0), and where no unit was coded twice.

    Raises
    ------
    ValueError
        An unknown level, a code that is not in the domain, a domain that has a code twice, a
        negative code at ratio level, a word or an infinite code at a level that needs numbers,
        a word without a domain at one that needs an order.

    Examples
    --------
    >>> codes = [["+", "-", "0", None], ["+", "-", "0", "+"], ["+", "-", "+", "+"]]
    >>> round(alpha(codes, "nominal", ["-", "0", "+"]), 6)
    0.722222
    """
    coincidences, values, units = _coincidences(codes, level, domain)
    return float(_alpha(np.tensordot(units, coincidences, 1), values, level))


def alpha_interval(
    codes: ArrayLike | pd.DataFrame,
    level: str = "nominal",
    domain: Sequence | None = None,
    draws: int = 10_000,
    seed: int = 0,
    coverage: float = 0.95,
) -> tuple[float, float]:
    """Bootstrap interval of :func:`alpha` over units.

    Units that two or more coders coded are drawn with replacement; the interval holds the middle
    ``coverage`` of the alphas. A draw without variation has no alpha and is left out. Where all
    agree, so do all draws: the interval is (1, 1) however few the units.

    Parameters
    ----------
    codes, level, domain : as in :func:`alpha`
    draws, seed : resamples, and the seed of their generator

    Returns
    -------
    low, high : float; NA where alpha is, and where only one unit was coded twice

    Raises
    ------
    ValueError
        As :func:`alpha`; also fewer than one draw, or a coverage that is not between 0 and 1.

    Examples
    --------
    >>> codes = [[1, 2, 3, 1, 2, 3], [1, 2, 3, 1, 2, 1]]
    >>> [round(bound, 2) for bound in alpha_interval(codes, "ordinal")]
    [-0.4, 1.0]
    """
    if draws < 1:
        raise ValueError(f"draws is {draws}; allowed: 1 or more")
    if not 0 < coverage < 1:
        raise ValueError(f"coverage is {coverage}; allowed: above 0 and below 1")
    coincidences, values, units = _coincidences(codes, level, domain)
    if units.sum() < 2 or np.isnan(_alpha(np.tensordot(units, coincidences, 1), values, level)):
        return np.nan, np.nan
    # Units with the same codes have the same coincidences, so kinds of units are drawn.
    kinds = np.random.default_rng(seed).multinomial(units.sum(), units / units.sum(), size=draws)
    drawn = _alpha(np.tensordot(kinds, coincidences, 1), values, level)
    tail = (1 - coverage) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def _coincidences(
    codes: ArrayLike | pd.DataFrame, level: str, domain: Sequence | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Coincidences per kind of unit, the codes, and how many units there are of each kind.

    Returns
    -------
    coincidences : array (kinds, V codes, V codes)
    values : array (V,) of float; places in the domain at nominal and ordinal level
    units : array (kinds,) of int
    """
    if level not in LEVELS:
        raise ValueError(f"level is {level!r}; allowed are {', '.join(LEVELS)}")
    table = codes if isinstance(codes, pd.DataFrame) else pd.DataFrame(np.array(codes, object))
    if table.index.name == "unit" or table.columns.name == "coder":
        table = table.T
    given = pd.Series(table.to_numpy(dtype=object).ravel()).dropna()
    _refuse_words(given, level, domain)
    declared = list(given.drop_duplicates().sort_values() if domain is None else domain)
    twice = [code for place, code in enumerate(declared) if code in declared[:place]]
    if twice:
        raise ValueError(f"code {twice[0]} occurs twice in the domain; allowed: once")
    outside = given[~given.isin(declared)]
    if len(outside):
        raise ValueError(f"code {outside.iloc[0]}; allowed: {', '.join(map(str, declared))}")
    places = pd.Index(declared, dtype=object).get_indexer(given)
    counts = np.zeros((table.shape[1], len(declared)))
    np.add.at(counts, (given.index.to_numpy() % max(table.shape[1], 1), places), 1)
    counts, units = np.unique(counts[counts.sum(axis=1) > 1], axis=0, return_counts=True)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(len(declared))
    metric = level in ("interval", "ratio")
    values = numbers(declared) if metric else np.arange(len(declared), dtype=float)
    if not np.isfinite(values).all():
        wrong = declared[int(np.argmin(np.isfinite(values)))]
        raise ValueError(f"code {wrong!r} at {level} level; allowed: finite numbers")
    if level == "ratio" and (values < 0).any():
        raise ValueError(f"code {values.min():g} at ratio level; allowed: none below 0")
    return pairs / (counts.sum(axis=1)[:, None, None] - 1), values, units


def _refuse_words(given: pd.Series, level: str, domain: Sequence | None) -> None:
    """Words have no distance, and no order unless one is declared."""
    if level == "nominal" or (level == "ordinal" and domain is not None):
        return
    words = given[
        pd.to_numeric(given, errors="coerce").isna() | given.map(lambda code: isinstance(code, str))
    ]
    if len(words):
        allowed = "numbers, or words with a domain" if level == "ordinal" else "numbers"
        raise ValueError(f"code {words.iloc[0]!r} at {level} level; allowed: {allowed}")


def _alpha(coincidences: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    """Alpha of tables of coincidences (..., V, V), NaN without variation."""
    totals = coincidences.sum(axis=-1)
    delta = _differences(totals, values, level) ** 2
    observed = (coincidences * delta).sum(axis=(-2, -1)) * (totals.sum(axis=-1) - 1)
    expected = (totals[..., :, None] * totals[..., None, :] * delta).sum(axis=(-2, -1))
    undefined = np.full(np.shape(observed), np.nan)
    return 1 - np.divide(observed, expected, out=undefined, where=expected > 0)


def _differences(totals: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    if level == "nominal":
        return 1 - np.eye(len(values))
    place = np.cumsum(totals, axis=-1) - totals / 2 if level == "ordinal" else values
    apart = np.abs(place[..., :, None] - place[..., None, :])
    if level == "ratio":
        sums = values[:, None] + values
        return np.divide(apart, sums, out=np.zeros(apart.shape), where=sums > 0)
    return apart
