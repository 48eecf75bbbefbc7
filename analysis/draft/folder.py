"""A new case as the bytes of its files, so that it can be written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.case.spreadsheet import harmless, written

Row = Mapping[str, str]


def files_of(
    declared: Mapping[str, Any], tables: Mapping[str, Sequence[Row]], codebook: str
) -> dict[str, bytes]:
    """Every file of a case by name: the declaration, its tables, the codebook.

    A table declared optional that has no rows in ``tables`` is left out unless it is named there.
    """
    files = {"datapackage.json": _json(declared), "CODEBOOK.md": codebook.encode()}
    for resource in declared["resources"]:
        name = resource["name"]
        if name in tables or not resource["optional"]:
            header = [field["name"] for field in resource["schema"]["fields"]]
            files[resource["path"]] = _csv(header, tables.get(name, ()))
    return files


def _json(declared: Mapping[str, Any]) -> bytes:
    return (json.dumps(declared, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    return written(
        [list(header), *([harmless(row.get(each, "")) for each in header] for row in rows)]
    )
