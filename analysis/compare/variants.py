"""The matrices of all other readings of the comparison table, or of the wide matrix.

Each is the matrix at the codes given with one thing changed: an issue or a cell left out, a code
moved a step, a scenario's cells read otherwise, overlapping issues merged. They come as one
array, so that any measure is taken over all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.stance import table_cells

if TYPE_CHECKING:
    from analysis.case import Case

GIVEN = "codes given"
SCENARIO = "scenario"
TOGETHER = "all scenarios"
WITHOUT = "issue left out"
SILENT = "cell left out"
STEP = "code moved a step"
MERGED = "overlapping issues merged"


class Variants(NamedTuple):
    """Named matrices: ``stances`` is an array (names, A actors, I issues), NaN = not stated."""

    names: list[str]
    stances: np.ndarray


def variants(case: Case, wide: bool = False) -> dict[str, Variants]:
    """The other readings of a case's table, by kind, the codes given first.

    Parameters
    ----------
    wide : of the wide matrix, in which a scenario rereads the cells that the table has

    Returns
    -------
    dict from kind to variants; a kind that the case does not have is empty. ``all scenarios``
    takes the scenarios together, a later one overruling an earlier on the same cell. Which
    issues overlap is declared in ``datapackage.json`` as ``overlapping_issues``.
    """
    matrix = case.matrix(wide)
    given = matrix.to_numpy(dtype=float, na_value=np.nan)
    return {
        GIVEN: Variants([""], given[None]),
        SCENARIO: _stacked(scenario_matrices(case, wide), given.shape),
        TOGETHER: _together(case, matrix),
        WITHOUT: _without(matrix, given),
        SILENT: _silent(matrix, given),
        STEP: _moved(matrix, given, case.scale.values),
        MERGED: _merged(case, matrix, given),
    }


def scenario_matrices(case: Case, wide: bool = False) -> dict[str, pd.DataFrame]:
    """The table or wide matrix under each scenario, that is with its cells read otherwise.

    Returns
    -------
    dict from scenario to a matrix actors × issues (Int64); a cell that a scenario takes as
    silent is NA. Empty where the case has no scenarios.
    """
    changes = _changes(case)
    return {
        str(scenario): _changed(case.matrix(wide), rows)
        for scenario, rows in changes.groupby("scenario", sort=False)
    }


def _without(matrix: pd.DataFrame, given: np.ndarray) -> Variants:
    keep = ~np.eye(matrix.shape[1], dtype=bool)[:, None, :]
    return Variants([str(issue) for issue in matrix.columns], np.where(keep, given, np.nan))


def _silent(matrix: pd.DataFrame, given: np.ndarray) -> Variants:
    rows, columns = np.nonzero(~np.isnan(given))
    stances = np.repeat(given[None], len(rows), axis=0)
    stances[np.arange(len(rows)), rows, columns] = np.nan
    return Variants(_cells(matrix, rows, columns), stances)


def _moved(matrix: pd.DataFrame, given: np.ndarray, codes: tuple[int, ...]) -> Variants:
    """Each cell a code up and a code down, where the scale has one."""
    ladder = np.array(codes, dtype=float)
    names, stances = [], [np.empty((0, *given.shape))]
    for direction in (-1, 1):
        places = np.searchsorted(ladder, given) + direction
        there = ~np.isnan(given) & (places >= 0) & (places < len(ladder))
        rows, columns = np.nonzero(there)
        made = np.repeat(given[None], len(rows), axis=0)
        made[np.arange(len(rows)), rows, columns] = ladder[places[rows, columns]]
        names += [f"{name} {direction:+d}" for name in _cells(matrix, rows, columns)]
        stances.append(made)
    return Variants(names, np.concatenate(stances))


def _merged(case: Case, matrix: pd.DataFrame, given: np.ndarray) -> Variants:
    """The issues that the case declares to overlap as one: the median of what is stated."""
    declared = case.package.descriptor.get("overlapping_issues", [])
    merged = [issue for issue in declared if issue in matrix.columns]
    if len(merged) < 2:
        return Variants([], np.empty((0, *given.shape)))
    inside = matrix.columns.isin(merged)
    ranked = np.sort(given[:, inside], axis=1)
    size = (~np.isnan(ranked)).sum(axis=1)
    actors = np.arange(len(ranked))
    lower = ranked[actors, np.maximum(size - 1, 0) // 2]
    upper = ranked[actors, np.minimum(size // 2, ranked.shape[1] - 1)]
    stances = np.where(inside, np.nan, given)
    stances[:, int(np.argmax(inside))] = np.where(lower == upper, lower, np.nan)
    return Variants([" + ".join(merged)], stances[None])


def _together(case: Case, matrix: pd.DataFrame) -> Variants:
    changes = _changes(case)
    names = [str(name) for name in changes["scenario"].unique()]
    whole = {" + ".join(names): _changed(matrix.copy(), changes)} if len(names) > 1 else {}
    return _stacked(whole, matrix.shape)


def _stacked(matrices: dict[str, pd.DataFrame], shape: tuple[int, ...]) -> Variants:
    arrays = [matrix.to_numpy(dtype=float, na_value=np.nan) for matrix in matrices.values()]
    return Variants(list(matrices), np.array(arrays).reshape(len(arrays), *shape))


def _changes(case: Case) -> pd.DataFrame:
    """The scenarios' rows that concern a cell of the table, with its actor and issue."""
    cells = table_cells(case)[["unit", "actor", "issue"]]
    return case["scenarios"].merge(cells, on="unit", how="inner")


def _changed(matrix: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    places = zip(changes["actor"], changes["issue"], changes["stance"], strict=True)
    for actor, issue, stance in places:
        matrix.loc[actor, issue] = stance
    return matrix


def _cells(matrix: pd.DataFrame, rows: np.ndarray, columns: np.ndarray) -> list[str]:
    return [f"{matrix.columns[j]} × {matrix.index[i]}" for i, j in zip(rows, columns, strict=True)]
