"""Notebooks, executed so that readers on the web see the results.

They are committed with their outputs, so the outputs must be the same on every run: no times,
no versions of the machine, cells counted from one. ``differences`` runs a notebook anew and
compares; of an image it compares the words and not the pixels, which another platform may set
differently, while the data behind them have their own hash in the caption.
"""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from analysis.publish.regular import content

IMAGE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+")
SECONDS = 300


class NotebookFails(Exception):
    """A notebook that cannot be read or run: which, where, and the last line of the error."""


def read(path: Path) -> NotebookNode:
    """The notebook in a file.

    Raises
    ------
    NotebookFails : it is no notebook, or larger than one
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(content(path).decode(), as_version=4)
            nbformat.validate(notebook)
    except OSError as error:
        raise NotebookFails(f"{path.name}: cannot be read ({error.strerror})") from error
    except Exception as error:  # a stranger's JSON fails anywhere in the reader
        said = " ".join(str(error).split())[:200]
        raise NotebookFails(f"{path.name}: not a notebook that can be read ({said})") from error
    return notebook


def execute(path: Path) -> NotebookNode:
    """The notebook with fresh outputs; the file is left as it is.

    Raises
    ------
    NotebookFails : it is no notebook, or a cell raises
    """
    notebook = read(path)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        extra_arguments=["--Application.log_level=ERROR"],
    )
    try:
        client.execute()
    except (DeadKernelError, CellTimeoutError, RuntimeError) as error:
        raise NotebookFails(f"{path.name}: {error}") from error
    except CellExecutionError as error:
        said = " ".join(f"{error.ename}: {error.evalue}".split())
        raise NotebookFails(f"{path.name}: {_place(notebook)}{said}") from error
    return _settled(notebook)


def to_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as it is committed: indented JSON, UTF-8, a newline at the end."""
    return (nbformat.writes(notebook, version=4).rstrip("\n") + "\n").encode()


def differences(committed: NotebookNode, fresh: NotebookNode) -> list[str]:
    """The cells whose outputs are not those committed, one line each; empty where all are."""
    old, new = (_comparable(notebook) for notebook in (committed, fresh))
    return [
        f"cell {number}: {_first_difference(before, after)}"
        for number, (before, after) in enumerate(zip(old, new, strict=True), start=1)
        if before != after
    ]


def _settled(notebook: NotebookNode) -> NotebookNode:
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
    return notebook


def _comparable(notebook: NotebookNode) -> list[list[Any]]:
    """The words of each cell's outputs."""
    return [
        [
            {
                "type": output.output_type,
                "text": output.get("text"),
                "data": {
                    kind: IMAGE.sub("", value) if isinstance(value, str) else value
                    for kind, value in output.get("data", {}).items()
                    if not kind.startswith("image/")
                },
            }
            for output in cell.get("outputs", [])
        ]
        for cell in notebook.cells
    ]


def _first_difference(before: list[Any], after: list[Any]) -> str:
    old, new = (json.dumps(outputs, ensure_ascii=False) for outputs in (before, after))
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, at - 20)
    return f"committed …{old[start : at + 40]!r}, now …{new[start : at + 40]!r}"


def _place(notebook: NotebookNode) -> str:
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"cell {number}: "
    return ""
