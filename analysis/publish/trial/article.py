"""A trial of the way from an article to a case of one's own.

What a person does between two commands, writing tables and filling in sheets, is taken from a
shipped case, whose article alone lies in the folder at first. So a reader sees every step happen,
and in the end the folder has to hold what was shipped.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.publish.trial.folder import Folder, Told, in_rows, shown

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.table import Table

PAGE = "stances"


class Trial(Folder):
    """A folder with the article of a case, and no more, in which commands are tried.

    Parameters
    ----------
    case : a case in whose folder its article lies, as ``article.md`` or of another kind

    Attributes
    ----------
    ran : the commands so far, each with its exit code
    wrote : the files written so far

    Raises
    ------
    ValueError : there is no article, or more than one
    """

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self.wrote: list[str] = []
        articles = sorted(case.folder.glob("article.*"))
        if len(articles) != 1:
            raise ValueError(f"{case.name}: {len(articles)} files named article; one is needed")
        shutil.copyfile(articles[0], self._folder / articles[0].name)

    def reads(self, file: str, columns: str = "", first: int | None = None) -> Table | Told:
        """Show a file; of a coding sheet, an XLSX, the columns named."""
        if not file.endswith(".xlsx"):
            return super().reads(file, columns, first)
        rows = _page(self._folder / file)
        return shown(rows[:first], columns.split() or list(rows[0]))

    def completes(self, *files: str) -> Table:
        """Write what a person writes into a draft, and show what became of it.

        The files are those of the shipped case, by name: ``issues.csv``.
        """
        told = []
        for name in files:
            target, wanted = self._folder / self._case.name / name, self._case.folder / name
            before, after = target.read_bytes(), wanted.read_bytes()
            told += [{"file": name, **row} for row in _written(before, after, target.suffix)]
            target.write_bytes(after)
            self.wrote.append(name)
        return shown(told, ["file", "column", "written"])

    def fills(self, coder: str, columns: str = "", **slips: str | int) -> Table:
        """Fill in the sheet of a coder with the codes of the shipped case, and show it.

        Parameters
        ----------
        coder : who codes, as in ``stance_codes.csv``
        columns : those shown; all where empty
        slips : cells that are filled otherwise, by address: ``H4=3``
        """
        from openpyxl import load_workbook

        path = self._folder / self._case.name / "coding" / f"{coder}.xlsx"
        codes = {
            row["unit"]: row | {"rationale": row["rationale_en"]}
            for row in in_rows((self._case.folder / "stance_codes.csv").read_bytes())
            if row["coder"] == coder
        }
        book = load_workbook(path)
        head, *rows = book[PAGE].iter_rows()
        for row in rows:
            cells = {str(name.value): cell for name, cell in zip(head, row, strict=True)}
            for answer in ("stance", "low", "high", "modality", "rationale"):
                text = codes[cells["unit"].value][answer]
                cells[answer].value = int(text) if re.fullmatch(r"-?\d+", text) else text or None
        for address, value in slips.items():
            book[PAGE][address].value = value
        book.save(path)
        return shown(_page(path), columns.split() or [str(cell.value) for cell in head])

    def unlike(self) -> list[str]:
        """The files of the case that are not, byte for byte, those of the shipped one."""
        shipped = [*self._case.folder.glob("*.csv"), self._case.folder / "datapackage.json"]
        made = self._folder / self._case.name
        return sorted(
            file.name
            for file in shipped
            if not (made / file.name).is_file()
            or (made / file.name).read_bytes() != file.read_bytes()
        )


def _page(path: Path) -> list[dict[str, str]]:
    from openpyxl import load_workbook

    head, *rows = load_workbook(path)[PAGE].iter_rows(values_only=True)
    names = [str(name) for name in head]
    return [dict(zip(names, map(_text, row), strict=True)) for row in rows]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _written(before: bytes, after: bytes, suffix: str) -> list[dict[str, str]]:
    """How many cells of each column differ, or what each entry of a declaration came to say."""
    if suffix == ".json":
        old, new = json.loads(before), json.loads(after)
        said = {key: value for key, value in new.items() if old.get(key) != value}
        return [{"column": key, "written": _plain(value)} for key, value in said.items()]
    rows = list(zip(in_rows(before), in_rows(after), strict=True))
    counts = {name: sum(old[name] != new[name] for old, new in rows) for name in rows[0][1]}
    cells = {name: f"{n} cell{'s' * (n > 1)}" for name, n in counts.items() if n}
    return [{"column": name, "written": said} for name, said in cells.items()]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
