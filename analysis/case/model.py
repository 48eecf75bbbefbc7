"""A case: one event with its tables, read only when all of it holds.

The checks run from the outside in: the declaration, the bytes of each table, each table's
values and keys, then what must hold between tables. A later stage looks only at tables that
passed the earlier ones, so one fault is reported once, and all that can be found is found in
one run. ``read_case`` gives a case without any problem or none at all. pandas is loaded when
the first frame is made, so that a command which needs only a path starts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.case.contract import DTYPES, RECORD, REQUIRED, TABLES
from analysis.case.gate import Rows
from analysis.case.overlay import Overlaid
from analysis.case.package import FILE, Package
from analysis.case.problem import CaseError, Problem
from analysis.case.reading import read_tables
from analysis.case.recode import Change, changes_of, recoded
from analysis.case.resource import Field
from analysis.case.scale import Scale
from analysis.places import DATA, DEFAULT_CASE

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_VALUE: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
}


@dataclass(frozen=True, eq=False)
class Case:
    """An event's tables, checked. ``tables`` holds those that the case has.

    ``changes``: the cells that a reader coded otherwise, see :meth:`recode`. ``demand``: what
    the record must say of a unit for it to be in here, see ``analysis.stance.on_record``.
    """

    name: str
    folder: Path
    package: Package
    tables: Mapping[str, DataFrame]
    changes: tuple[Change, ...] = ()
    demand: str | None = None

    def __repr__(self) -> str:
        """One line: name, version, the table's size, the cells changed."""
        size = " × ".join(str(self[table].shape[0]) + f" {table}" for table in ("actors", "issues"))
        changed = f", cells changed: {len(self.changes)}" if self.changes else ""
        return f"<Case {self.name} {self.version}, {size}{changed}>"

    def __getitem__(self, table: str) -> DataFrame:
        """A table in file order; empty, with its columns, where the case lacks an optional one.

        Raises
        ------
        CaseError
            One of the tables of every case is asked of background data, which has none of them.
        KeyError
            There is no such table.
        """
        if table in self.tables:
            return self.tables[table].copy()
        if table in REQUIRED and self.background:
            raise self._compares_nothing()
        if table in TABLES:
            columns = TABLES[table].columns.items()
            return _frame(Rows((), ()), [Field(name, kind, {}) for name, kind in columns])
        known = ", ".join(dict.fromkeys([*self.tables, *TABLES]))
        raise KeyError(f"no table {table!r}; one of {known}")

    def has(self, table: str) -> bool:
        """Whether the case has this table, though it may be without rows."""
        return table in self.tables

    @property
    def scale(self) -> Scale:
        """The stance scale that the case declares.

        Raises
        ------
        CaseError
            The package is background data and compares nothing.
        """
        if self.package.scale is None:
            raise self._compares_nothing()
        return self.package.scale

    @property
    def background(self) -> bool:
        """Whether this is background data: tables beside the cases, without a comparison."""
        return self.package.scale is None

    @property
    def roll_call(self) -> bool:
        """Whether the codes are recorded votes: one coder, ``record``, and no lines cited."""
        if self.background or set(self["stance_codes"]["coder"]) != {RECORD}:
            return False
        return bool(self["comparison"][["line", "text_ja"]].isna().all(axis=None))

    def _compares_nothing(self) -> CaseError:
        wrong = f"{self.name} is background data and compares no stances"
        return CaseError([Problem(FILE, None, None, wrong, "a case, with actors and a scale")])

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.package.version

    def title(self, lang: str = "en") -> str:
        """The case's title in English or Japanese."""
        return self.package.titles[lang]

    def recode(self, cells: Mapping[tuple[str, str], int | None]) -> Case:
        """The case with cells of the comparison table coded otherwise; this one stays as it is.

        Parameters
        ----------
        cells : (issue, actor) → code, or None for *not stated*

        Raises
        ------
        ValueError
            The table has no such cell, or the scale no such code.

        Examples
        --------
        >>> case = read_case()
        >>> case.recode({("minerals", "EU"): 1}).matrix().at["EU", "minerals"]
        np.int64(1)
        """
        made = changes_of(cells, self["comparison"], self.scale)
        codes = recoded(self["stance_codes"], self["comparison"], made)
        return replace(
            self,
            tables=Overlaid(self.tables, {"stance_codes": lambda _: codes}),
            changes=(*self.changes, *made),
        )

    def matrix(self, wide: bool = False, values: str = "stance") -> DataFrame:
        """The stance matrix, actors × issues, Int64; NA where no position is stated."""
        from analysis.stance.matrix import stance_matrix

        return stance_matrix(self, wide=wide, values=values)


def read_case(folder: Path | str = DEFAULT_CASE) -> Case:
    """The case in a folder, or the shipped case of a name.

    Parameters
    ----------
    folder : a path; text without a separator that is no folder here, but one under ``data/``,
        is the case shipped there

    Raises
    ------
    CaseError
        Where anything is wrong with it; the error holds every problem.

    Examples
    --------
    >>> read_case("un-votes-2025-02-24").matrix().at["FRA", "s_res_2774"]
    np.int64(0)
    """
    folder = _shipped(folder) if isinstance(folder, str) else folder
    declared, tables, problems = read_tables(folder)
    package = declared.package
    if problems or package is None:
        raise CaseError(problems)
    frames = {name: _frame(rows, package.resources[name].fields) for name, rows in tables.items()}
    return Case(package.name, folder, package, frames)


def _shipped(name: str) -> Path:
    """The folder of the shipped case of this name; the path as it stands where there is none."""
    path, shipped = Path(name), DATA / name
    bare = path.name == name and not path.is_dir()
    return shipped if bare and shipped.is_dir() else path


def _frame(rows: Rows, fields: Sequence[Field]) -> DataFrame:
    import pandas as pd

    columns = list(zip(*rows.rows, strict=True)) or [()] * len(fields)
    return pd.DataFrame(
        {field.name: _column(cells, field) for field, cells in zip(fields, columns, strict=True)}
    )


def _column(cells: tuple[str, ...], field: Field) -> Series[Any]:
    import pandas as pd

    read = field.truths.__contains__ if field.type == "boolean" else _VALUE[field.type]
    values: list[Any] = [read(cell) if cell else pd.NA for cell in cells]
    return pd.Series(values, dtype=DTYPES[field.type])
