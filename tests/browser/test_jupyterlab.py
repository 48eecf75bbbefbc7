"""Each notebook of a fresh checkout does in JupyterLab what its committed pages promise.

Every notebook is opened, run and saved once; the tests then look at what came of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from chromium import Heard, window
from lab import Ran, cloned, run, serving

from analysis.publish.notebooks import differences

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))
SHOWN = re.compile(r"show\(\s*charts\.(\w+),")


@dataclass(frozen=True)
class Opened:
    """A notebook as it is committed, and what a reader's run of it made."""

    committed: nbformat.NotebookNode
    ran: Ran
    heard: Heard

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The key and the alt text of each figure that its cells show, in order."""
        cells = ((SHOWN.match(cell.source), cell) for cell in code(self.ran.saved))
        return [
            (call[1], cell.outputs[0].get("data", {}).get("text/plain"))
            for call, cell in cells
            if call and cell.outputs
        ]


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def lab(chromium, root, tmp_path_factory):
    home = tmp_path_factory.mktemp("jupyter")
    with serving(cloned(root, home / "checkout"), home) as lab:
        yield lab


@pytest.fixture(scope="module", params=NAMES)
def notebook(request, browser, lab) -> Opened:
    committed = nbformat.read(FOLDER / request.param, as_version=4)
    heard = Heard()
    with window(browser, heard) as page, lab.explained():
        return Opened(committed, run(page, lab, f"notebooks/{request.param}"), heard)


def test_every_cell_is_run_and_none_raises(notebook):
    cells = code(notebook.ran.saved)
    raised = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert [f"{error.ename}: {error.evalue}" for error in raised] == []
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_what_is_saved_says_what_was_committed(notebook):
    assert differences(notebook.committed, notebook.ran.saved) == []


def test_each_figure_stands_in_the_page_with_its_alt_text(notebook):
    told = [(image["key"], image["alt"]) for image in notebook.ran.images]
    assert told == notebook.shown
    assert told
    assert all(alt and alt.strip() for _, alt in told)


def test_each_figure_can_be_seen(notebook):
    assert [image["key"] for image in notebook.ran.images if not image["whole"]] == []


def test_the_kernel_computes_with_the_code_of_the_checkout(notebook, lab):
    assert Path(notebook.ran.home) == lab.checkout / "analysis" / "__init__.py"


def test_the_page_asks_no_one_else(notebook):
    assert notebook.heard.requests == []
