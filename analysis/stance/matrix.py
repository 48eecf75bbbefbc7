"""From coded units to stance matrices.

Two matrices answer two questions. The *table matrix* holds what the comparison table says of
its actors and issues, and nothing else. The *wide matrix* adds what the narrative says of
further actors and issues: where the table has a cell, that cell is the position, and elsewhere
the median over that actor's coded statements on the issue. Only statements of the roles
position and act count; an outlook is the narrator's, a context is somebody else's.

Both come in two shapes: *cells*, one row an actor × issue with everything that a reader may ask
of it, and a matrix of one of its values. In either, NA means that the source does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.stance.consensus import middle_codes, unit_stances

if TYPE_CHECKING:
    from analysis.case import Case

STATED, SPLIT, EMPTY = "stated", "split", "not stated"
ROLES = ("position", "act")
TABLE = "table"
KEYS = ["actor", "issue"]
VALUES = ("stance", "low", "high", "n")


def table_cells(case: Case) -> pd.DataFrame:
    """The comparison cells with what the coders say of each.

    Returns
    -------
    frame, one row a cell, actors in display order within issues in the source's order
        The columns of ``comparison``, those of :func:`unit_stances`, and ``kind``: *stated*,
        *split* or *not stated*.
    """
    cells = case["comparison"].merge(
        unit_stances(case["stance_codes"]), left_on="unit", right_index=True, how="left"
    )
    cells["split"] = cells["split"].fillna(False).astype(bool)
    cells["kind"] = _kind(cells)
    return _in_order(case, cells)


def narrative_units(case: Case) -> pd.DataFrame:
    """The statements that may enter a matrix, with what the coders say of each.

    Returns
    -------
    frame, one row a statement of role position or act to which the coders gave a stance
        The columns of ``statements`` and those of :func:`unit_stances`.
    """
    statements = case["statements"]
    chosen = statements[statements["role"].isin(ROLES)]
    units = chosen.merge(
        unit_stances(case["stance_codes"]), left_on="unit", right_index=True, how="inner"
    )
    return units[units["lower"].notna()].reset_index(drop=True)


def wide_cells(case: Case) -> pd.DataFrame:
    """Every actor with a coded position × every issue, table and narrative together.

    Returns
    -------
    frame, one row an actor × issue, in the order of ``actors`` and ``issues``
        ``kind``: *stated*, *split* or *not stated*; ``origin``: *table*, *text* or NA;
        ``stance``, ``lower``, ``upper``, ``low``, ``high``: as in :func:`unit_stances`, of the
        table's cell where there is one, else over the statements, each weighing the same;
        ``n``: distinct section × stance among all units, so that a repeated claim counts once
        (the table is one section); ``min``, ``max``: over all unit stances; ``conflict``: a
        statement has the opposite sign of the table's cell; ``modalities``: kinds as counts,
        ``asserted 2; demanded 1``; ``units``: their names. Where nothing is stated ``n`` is 0
        and the rest NA.
    """
    units = _coded_units(case)
    cells = _position(_voices(units)).join(_support(units, case.scale.midpoint))
    grid = pd.MultiIndex.from_product(
        [_kept(case["actors"]["actor"], units["actor"]), case["issues"]["issue"]], names=KEYS
    )
    cells = cells.reindex(grid).reset_index()
    cells["n"] = cells["n"].fillna(0).astype("Int64")
    for flag in ("split", "conflict"):
        cells[flag] = cells[flag].eq(True).fillna(False).astype(bool)
    cells["kind"] = _kind(cells)
    return cells


def voices(case: Case, wide: bool = False) -> pd.DataFrame:
    """The units that make each position: the table's cell, else the statements.

    Returns
    -------
    frame, one row a unit; its columns among others ``actor``, ``issue``, ``unit``, ``origin``
        (*table* or *text*), and ``lower``, ``upper``, ``low``, ``high`` as in
        :func:`unit_stances`. Without ``wide`` the cells of the comparison table alone.
    """
    units = _coded_units(case)
    return _voices(units if wide else units[units["origin"] == "table"]).reset_index(drop=True)


def stance_matrix(case: Case, wide: bool = False, values: str = "stance") -> pd.DataFrame:
    """Actors × issues.

    Parameters
    ----------
    wide : the table and the narrative, rather than the comparison table alone
    values : ``stance``, ``low``, ``high`` or ``n`` (coders of a table cell; claims of a wide one)

    Returns
    -------
    frame of Int64, rows and columns in display order, labelled by key
        NA where the source states nothing; in ``stance`` also where a cell is split, for which
        see the cells.

    Raises
    ------
    ValueError
        ``values`` is none of the four.
    """
    if values not in VALUES:
        raise ValueError(f"values is {values!r}; allowed are {', '.join(VALUES)}")
    cells = wide_cells(case) if wide else table_cells(case)
    return _pivot(case, cells, values).astype("Int64")


def labelled_matrix(case: Case, wide: bool = False) -> pd.DataFrame:
    """The stance matrix as text, in which a split cell keeps both its codes.

    Returns
    -------
    frame of str, actors × issues
        ``2``, ``-1``; a split cell ``0/2``; NA where the source states nothing.
    """
    cells = wide_cells(case) if wide else table_cells(case)
    both = cells["lower"].astype("str") + "/" + cells["upper"].astype("str")
    text = cells["stance"].astype("str").mask(cells["split"], both)
    cells["text"] = text.mask(cells["kind"] == EMPTY)
    return _pivot(case, cells, "text")


def _coded_units(case: Case) -> pd.DataFrame:
    """Table cells and statements with a stance, one row a unit."""
    table = table_cells(case)
    table = table[table["kind"] != EMPTY].assign(origin="table", section=TABLE)
    return pd.concat([table, narrative_units(case).assign(origin="text")], ignore_index=True)


def _voices(units: pd.DataFrame) -> pd.DataFrame:
    of_table = units["origin"] == "table"
    places = units.set_index(KEYS).index
    return units[of_table | ~places.isin(places[of_table])]


def _kind(cells: pd.DataFrame) -> pd.Series:
    kind = pd.Series(STATED, index=cells.index, dtype="str")
    return kind.mask(cells["split"], SPLIT).mask(cells["lower"].isna(), EMPTY)


def _kept(order: pd.Series, present: pd.Series) -> pd.Series:
    return order[order.isin(present)]


def _pivot(case: Case, cells: pd.DataFrame, values: str) -> pd.DataFrame:
    grid = cells.set_index(KEYS)[values].unstack("issue")
    rows = _kept(case["actors"]["actor"], cells["actor"])
    columns = _kept(case["issues"]["issue"], cells["issue"])
    return grid.reindex(index=pd.Index(rows, name="actor"), columns=pd.Index(columns, name="issue"))


def _position(voices: pd.DataFrame) -> pd.DataFrame:
    codes = voices.melt(id_vars=KEYS, value_vars=["lower", "upper"], value_name="code")
    cells = middle_codes(codes, "code", by=KEYS)[["lower", "upper"]]
    cells["split"] = cells["lower"] != cells["upper"]
    cells.insert(0, "stance", cells["lower"].mask(cells["split"]))
    bounds = voices.groupby(KEYS).agg(
        low=("low", "min"), high=("high", "max"), origin=("origin", "first")
    )
    return cells.join(bounds)


def _support(units: pd.DataFrame, midpoint: int) -> pd.DataFrame:
    claims = units.drop_duplicates([*KEYS, "section", "lower", "upper"])
    signs = units.assign(
        least=(units["lower"] - midpoint).map(_sign), most=(units["upper"] - midpoint).map(_sign)
    )
    cell = signs[signs["origin"] == "table"].set_index(KEYS)["stance"]
    text = signs[signs["origin"] == "text"].join((cell - midpoint).map(_sign).rename("cell"), KEYS)
    opposed = ((text["least"] * text["cell"]) < 0) | ((text["most"] * text["cell"]) < 0)
    groups = units.groupby(KEYS)
    return pd.DataFrame(
        {
            "n": claims.groupby(KEYS).size(),
            "min": groups["lower"].min(),
            "max": groups["upper"].max(),
            "conflict": opposed.groupby([text["actor"], text["issue"]]).any(),
            "modalities": groups["modality"].agg(_counted),
            "units": groups["unit"].agg(" ".join),
        }
    )


def _sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)


def _counted(kinds: pd.Series) -> str:
    return "; ".join(f"{kind} {n}" for kind, n in kinds.value_counts(sort=False).items())


def _in_order(case: Case, cells: pd.DataFrame) -> pd.DataFrame:
    rank = {"actor": case["actors"]["actor"], "issue": case["issues"]["issue"]}
    places = {key: {name: i for i, name in enumerate(names)} for key, names in rank.items()}
    by_place = lambda column: column.map(places[column.name])  # noqa: E731
    return cells.sort_values(["issue", "actor"], key=by_place).reset_index(drop=True)
