"""Notebooks are run anew, compared by their words, and written only when asked."""

from __future__ import annotations

import copy
import gc

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.commands.notebooks import command
from analysis.publish.notebooks import NotebookFails, differences, execute, to_bytes

TIMED = {"execution": {"iopub.status.busy": "2025-02-28T12:00:00Z"}}
#: nbclient leaves an event loop unclosed in each thread that it ran in.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture(autouse=True)
def loops_are_collected_here():
    yield
    gc.collect()


def saved(path, *sources):
    cells = [new_markdown_cell("# A question?", id="answer")]
    cells += [
        new_code_cell(source, id=f"cell-{n}", metadata=TIMED) for n, source in enumerate(sources)
    ]
    notebook = new_notebook(
        cells=cells, metadata={"language_info": {"name": "python", "version": "3.99"}}
    )
    path.write_bytes(to_bytes(notebook))
    return path


def with_output(data, kind="execute_result"):
    notebook = new_notebook(cells=[new_code_cell("x", id="x")])
    more = {"execution_count": 1} if kind == "execute_result" else {}
    notebook.cells[0].outputs = [new_output(kind, data=data, **more)]
    return notebook


def run(*words):
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A notebook that runs, not yet executed, and what a run makes of it."""
    path = saved(tmp_path_factory.mktemp("sound") / "sound.ipynb", "n = 40", "n + 2")
    return path, path.read_bytes(), execute(path)


# ---- running


def test_a_run_leaves_the_file_as_it_was(sound):
    path, before, _ = sound
    assert path.read_bytes() == before


def test_a_run_fills_in_outputs_and_counts_cells_from_one(sound):
    _, _, fresh = sound
    assert [cell.execution_count for cell in fresh.cells[1:]] == [1, 2]
    assert fresh.cells[2].outputs[0].data == {"text/plain": "42"}


def test_two_runs_give_the_same_bytes(sound):
    path, _, fresh = sound
    assert to_bytes(execute(path)) == to_bytes(fresh)


def test_what_is_written_names_no_version_and_no_time(sound):
    *_, fresh = sound
    assert fresh.metadata["language_info"] == {"name": "python"}
    assert all(cell.metadata == {} for cell in fresh.cells)


def test_what_is_written_ends_in_one_newline_and_is_read_back_alike(sound, tmp_path):
    *_, fresh = sound
    path = tmp_path / "again.ipynb"
    path.write_bytes(to_bytes(fresh))
    assert to_bytes(fresh).endswith(b"}\n")
    assert nbformat.read(path, as_version=4) == fresh


def test_a_cell_that_raises_is_named_with_its_notebook_and_error_in_one_line(tmp_path):
    path = saved(tmp_path / "broken.ipynb", "n = 1", "raise ValueError('no such colour')")
    with pytest.raises(NotebookFails) as failed:
        execute(path)
    assert str(failed.value) == "broken.ipynb: cell 3: ValueError: no such colour"


def test_a_failed_assert_says_its_message(tmp_path):
    path = saved(tmp_path / "wrong.ipynb", "assert 1 == 2, 'one is not two'")
    with pytest.raises(NotebookFails, match="cell 2: AssertionError: one is not two"):
        execute(path)


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "text.ipynb"
    path.write_text("hello", "utf-8")
    with pytest.raises(NotebookFails, match=r"text\.ipynb: not a notebook"):
        execute(path)


def test_a_run_stands_in_the_folder_of_the_notebook(tmp_path):
    path = saved(tmp_path / "where.ipynb", "from pathlib import Path\nPath.cwd().name")
    assert execute(path).cells[1].outputs[0].data["text/plain"] == repr(tmp_path.name)


# ---- comparing


def test_a_notebook_does_not_differ_from_itself(sound):
    *_, fresh = sound
    assert differences(fresh, copy.deepcopy(fresh)) == []


def test_a_changed_text_output_is_found_and_its_cell_named(sound):
    *_, fresh = sound
    old = copy.deepcopy(fresh)
    old.cells[2].outputs[0].data["text/plain"] = "41"
    (line,) = differences(old, fresh)
    assert line.startswith("cell 3: committed ")
    assert "41" in line
    assert "42" in line


def test_a_missing_output_is_a_difference(sound):
    *_, fresh = sound
    old = copy.deepcopy(fresh)
    old.cells[2].outputs = []
    assert len(differences(old, fresh)) == 1


def test_a_changed_stream_is_a_difference():
    old, new = (new_notebook(cells=[new_code_cell("x", id="x")]) for _ in range(2))
    old.cells[0].outputs = [new_output("stream", text="old")]
    new.cells[0].outputs = [new_output("stream", text="new")]
    assert len(differences(old, new)) == 1


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": "{}"},
        {"text/html": '<img src="data:image/png;base64,{}" alt="a">'},
    ],
    ids=["an image", "an image inside html"],
)
def test_the_bytes_of_an_image_are_no_difference(data):
    old, new = (
        with_output({kind: text.replace("{}", image) for kind, text in data.items()})
        for image in ("iVBORw0KGgo=", "AAAA+/BBBB==")
    )
    assert differences(old, new) == []


def test_the_words_around_an_image_are_compared():
    old, new = (
        with_output({"text/html": f'<img src="data:image/png;base64,AAAA" alt="{alt}">'})
        for alt in ("US apart", "EU apart")
    )
    assert len(differences(old, new)) == 1


# ---- the command


def test_the_command_writes_the_outputs_and_then_finds_nothing_to_change(tmp_path):
    path = saved(tmp_path / "sound.ipynb", "40 + 2")
    written = run(path)
    assert (written.exit_code, written.output) == (0, "sound.ipynb: executed\n")
    after = path.read_bytes()
    assert b'"42"' in after
    checked = run("--check", path)
    assert (checked.exit_code, checked.output) == (0, "sound.ipynb: unchanged\n")
    assert path.read_bytes() == after


def test_check_exits_1_naming_the_cell_that_is_stale_and_writes_nothing(tmp_path):
    path = saved(tmp_path / "stale.ipynb", "40 + 2")
    before = path.read_bytes()
    checked = run("--check", path)
    assert checked.exit_code == 1
    assert checked.stderr.startswith("stale.ipynb: cell 2: committed ")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [(), ("--check",)])
def test_a_notebook_that_fails_is_left_as_it_was_and_exits_1(tmp_path, words):
    path = saved(tmp_path / "broken.ipynb", "1 / 0")
    before = path.read_bytes()
    done = run(*words, path)
    assert done.exit_code == 1
    assert done.stderr == "broken.ipynb: cell 2: ZeroDivisionError: division by zero\n"
    assert path.read_bytes() == before


def test_one_failure_does_not_keep_the_others_from_being_run(tmp_path):
    bad, good = saved(tmp_path / "1.ipynb", "1 / 0"), saved(tmp_path / "2.ipynb", "40 + 2")
    done = run(bad, good)
    assert done.exit_code == 1
    assert done.stdout == "2.ipynb: executed\n"
    assert b'"42"' in good.read_bytes()
