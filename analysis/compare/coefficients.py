"""The formulas of foreign-policy similarity, each for all pairs of a matrix at once.

Each takes the codes, an array (A actors, I issues) of float with NaN = not stated, and the
declared range R, and gives an array (A, A), NaN where the formula is 0/0. What each means, its
source and when it is undefined stands with the function of :mod:`analysis.compare.similarity`
that gives it for two actors.

References
----------
Häge, F. M. (2011), Choice or circumstance? Adjusting measures of foreign policy similarity for
chance agreement, Political Analysis 19(3), 287–305.
Kendall, M. G. (1945), The treatment of ties in ranking problems, Biometrika 33(3), 239–251.
Lijphart, A. (1963), The analysis of bloc voting in the General Assembly: a critique and a
proposal, American Political Science Review 57(4), 902–917.
Scott, W. A. (1955), Reliability of content analysis: the case of nominal scale coding, Public
Opinion Quarterly 19(3), 321–325.
Signorino, C. S. and Ritter, J. M. (1999), Tau-b or not tau-b: measuring the similarity of foreign
policy positions, International Studies Quarterly 43(1), 115–144.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from analysis.compare.overlap import (
    distances,
    expected_distances,
    moments,
    orderings,
    ratio,
    tallies,
)


def mean_distance(codes: np.ndarray, span: float) -> np.ndarray:
    """Σ|x − y|/n, in code steps."""
    return ratio(distances(codes), moments(codes).n)


def s_absolute(codes: np.ndarray, span: float, weights: np.ndarray | None = None) -> np.ndarray:
    """1 − 2Σw|x − y|/(R·Σw)."""
    return 1 - 2 * ratio(distances(codes, weights), span * moments(codes, weights).n)


def s_squared(codes: np.ndarray, span: float, weights: np.ndarray | None = None) -> np.ndarray:
    """1 − 2Σw(x − y)²/(R²·Σw)."""
    sums = moments(codes, weights)
    return 1 - 2 * ratio(sums.ssd, span**2 * sums.n)


def agreement(codes: np.ndarray, span: float) -> np.ndarray:
    """1 − mean|x − y|/R."""
    return 1 - mean_distance(codes, span) / span


def alignment(codes: np.ndarray, span: float) -> np.ndarray:
    """S − E(S)."""
    return 2 / span * (expected_distances(codes) - mean_distance(codes, span))


def tau_b(codes: np.ndarray, span: float) -> np.ndarray:
    """Concordance over the geometric mean of the untied pairs of issues."""
    concordance, ordered = orderings(codes)
    return ratio(concordance, np.sqrt(ordered * ordered.T))


def kappa(codes: np.ndarray, span: float) -> np.ndarray:
    """1 − SSD/(SSx + SSy − 2SxSy/n), NaN where either row is constant."""
    sums, constant = moments(codes), tallies(codes).constant
    chance = sums.ss + sums.ss.T - ratio(2 * sums.s * sums.s.T, sums.n)
    return 1 - ratio(sums.ssd, np.where(constant | constant.T, 0, chance))


def pi_nominal(codes: np.ndarray, span: float) -> np.ndarray:
    """(po − pe)/(1 − pe), both multiplied by 4n²."""
    n, counts = moments(codes).n, tallies(codes)
    return ratio(4 * n * counts.same - counts.pooled, 4 * n**2 - counts.pooled)


def pi_haege(codes: np.ndarray, span: float) -> np.ndarray:
    """1 − SSD/(SSx + SSy − (Sx + Sy)²/2n)."""
    sums, alike = moments(codes), tallies(codes).alike
    chance = sums.ss + sums.ss.T - ratio((sums.s + sums.s.T) ** 2, 2 * sums.n)
    return 1 - ratio(sums.ssd, np.where(alike, 0, chance))


MEASURES: Mapping[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "mean_distance": mean_distance,
    "s_absolute": s_absolute,
    "s_squared": s_squared,
    "agreement": agreement,
    "alignment": alignment,
    "tau_b": tau_b,
    "kappa": kappa,
    "pi_nominal": pi_nominal,
    "pi_haege": pi_haege,
}
CORRECTED = ("alignment", "kappa", "pi_nominal", "pi_haege")
