"""The measures of pairs by name, on one matrix of a case.

A matrix of stances is the common ground of three traditions: similarity of foreign policies, the
convergences of MACTOR, and discourse networks, for which a cell is one statement. Each keeps its
convention and its name, so that their answers can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare import similarity
from analysis.compare.coefficients import MEASURES
from analysis.compare.discourse import edges
from analysis.compare.mactor import convergence_table
from analysis.compare.valence import signed, valences

if TYPE_CHECKING:
    from analysis.case import Case

MACTOR = {
    "caa1": ("convergence", "1"),
    "daa1": ("divergence", "1"),
    "caa2": ("convergence", "2"),
    "daa2": ("divergence", "2"),
}
NETWORK = ("congruence", "conflict", "subtract")
NAMES = (*MEASURES, *MACTOR, *NETWORK)
#: Other names under which the field knows them, in lower case and with underscores.
ALIASES = {
    "s": "s_absolute",
    "1caa": "caa1",
    "2caa": "caa2",
    "1daa": "daa1",
    "2daa": "daa2",
    "taub": "tau_b",
    "kendall_tau_b": "tau_b",
    "cohen_kappa": "kappa",
    "scott_pi": "pi_nominal",
    "hage_pi": "pi_haege",
}
LEAST, LEAST_CORRECTED = 3, 10


def named(name: str) -> str:
    """The name in :data:`NAMES` that is meant; the name itself where there is none.

    >>> named("tau-b"), named("1CAA"), named("S")
    ('tau_b', 'caa1', 's_absolute')
    """
    plain = name.lower().replace("-", "_").replace(" ", "_")
    return ALIASES.get(plain, plain)


def measures(
    case: Case,
    names: str | Sequence[str],
    wide: bool = False,
    least: int = LEAST,
    least_corrected: int = LEAST_CORRECTED,
    nested: bool = False,
) -> pd.DataFrame:
    """Measures of every pair of actors of a case.

    Parameters
    ----------
    names : one or more of :data:`NAMES`
    wide : the wide matrix rather than the comparison table
    least : a pair that shares fewer issues is not measured
    least_corrected : measures that correct for chance are hidden where fewer issues are shared
    nested : measure a group against its own members too

    Returns
    -------
    frame, one row an unordered pair (index a, b)
        ``n``: issues that both state; a column a measure, NA where it is refused, hidden or
        undefined; ``reason``: which of these. Pairs of which one contains the other are refused
        unless asked for.

    Raises
    ------
    ValueError
        An unknown name; the message gives those that there are.
    """
    names = list(dict.fromkeys([names] if isinstance(names, str) else names))
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise ValueError(f"no measure {unknown[0]!r}; there are {', '.join(NAMES)}")
    matrix, scale = case.matrix(wide), case.scale
    alike = [name for name in names if name in MEASURES]
    table = similarity.pairs(
        matrix,
        (scale.low, scale.high),
        alike or ["mean_distance"],
        least=least,
        memberships=case["memberships"],
        least_corrected=least_corrected,
        nested=nested,
    )
    refused = table["reason"].fillna("").str.contains("one contains|shared$", regex=True)
    for name in names:
        if name not in MEASURES:
            table[name] = _other(name, case, matrix).reindex(table.index).mask(refused)
    return table[["n", *names, "reason"]]


def _other(name: str, case: Case, matrix: pd.DataFrame) -> pd.Series:
    if name in MACTOR:
        column, order = MACTOR[name]
        positions = signed(matrix, case.scale)
        return convergence_table(positions if order == "2" else valences(positions))[column]
    rows, columns = np.nonzero(matrix.notna().to_numpy())
    said = pd.DataFrame(
        {
            "actor": matrix.index[rows],
            "concept": matrix.columns[columns],
            "stance": matrix.to_numpy(dtype=float, na_value=np.nan)[rows, columns].astype(int),
        }
    )
    return edges(said, levels=(case.scale.low, case.scale.high))[name]
