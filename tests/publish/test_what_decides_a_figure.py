"""The inputs that the manifest lists are those that the charts really use."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from hashlib import sha256

import pytest

from analysis.places import DEFAULT_CASE
from analysis.publish import cells as cells_of
from analysis.publish import inputs, outputs
from analysis.publish.inputs import Inputs, Surroundings
from analysis.publish.sources import Sources


def test_keys_folders_and_fonts_are_those_of_the_packages_that_are_not_imported():
    from analysis import charts
    from analysis.charts import fonts

    assert outputs.keys() == charts.KEYS
    found = Surroundings(DEFAULT_CASE)
    listed = {found.hash(inputs._package(p) / path) for p, path in inputs.FONTS.values()}
    assert listed == {found.hash(path) for path in fonts.files()}
    assert None not in listed


def test_versions_are_those_that_the_libraries_give_themselves():
    from importlib.metadata import version

    now = Surroundings(DEFAULT_CASE).libraries()
    assert now == {name: version(name) for name in inputs.LIBRARIES}


def test_a_library_whose_folder_is_ambiguous_is_asked_for_its_version(tmp_path):
    from importlib.metadata import version

    for other in ("1.0", "2.0"):
        (tmp_path / f"matplotlib-{other}.dist-info").mkdir()
    assert inputs._version("matplotlib", tmp_path) == version("matplotlib")
    assert inputs._version("no-such-library", tmp_path) is None


@pytest.mark.parametrize("key", outputs.keys())
def test_every_module_of_ours_that_drawing_a_chart_loads_is_among_its_sources(root, key):
    code = (
        "import sys; from pathlib import Path; from analysis.case import read_case\n"
        "from analysis.publish.render import render\n"
        "from analysis.publish.outputs import Output, Task\n"
        f"drawing = render(Task({key!r}, 'ja', (Output({key!r}, 'ja', 'svg'),)), read_case())\n"
        "assert drawing.fault is None, drawing.fault\n"
        "for name, module in sorted(sys.modules.items()):\n"
        "    if name.split('.')[0] == 'analysis':\n"
        "        print(Path(module.__file__).relative_to(Path.cwd()).as_posix())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert f"analysis/charts/figures/{key}.py" in loaded
    assert loaded <= set(Sources().chart(key))


@pytest.mark.parametrize("key", outputs.keys())
def test_no_chart_is_a_source_of_another(key):
    charts = [p for p in Sources().chart(key) if re.match(r"analysis/charts/figures/[a-z]", p)]
    assert charts == [f"analysis/charts/figures/{key}.py"]


def test_imports_are_followed_in_all_their_forms_but_not_a_list_of_charts(tmp_path, monkeypatch):
    files = {
        "__init__.py": "",
        "charts/__init__.py": "from analysis.charts.figures import a, b",
        "charts/figures/__init__.py": "",
        "charts/figures/a.py": "import analysis.charts.direct\nfrom .. import above",
        "charts/figures/b.py": "",
        "charts/direct.py": "def f():\n    from analysis.late import late",
        "charts/above.py": "import json\nfrom .direct import f",
        "late.py": "",
        "other.py": "",
    }
    for name, code in files.items():
        (tmp_path / "analysis" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "analysis" / name).write_text(code, "utf-8")
    monkeypatch.setattr("analysis.publish.sources.ROOT", tmp_path)
    found = Sources().of("analysis.charts.figures.a")
    assert found == {f"analysis/{name}" for name in files} - {
        "analysis/other.py",
        "analysis/charts/figures/b.py",
    }


def test_what_decides_when_to_draw_is_no_source_of_a_picture():
    sources = Sources().of("analysis.publish.render")
    assert {p for p in sources if "publish" in p} == {
        "analysis/publish/__init__.py",
        "analysis/publish/metadata.py",
        "analysis/publish/outputs.py",
        "analysis/publish/pixels.py",
        "analysis/publish/render.py",
    }


def test_differences_are_named_in_words():
    before = Inputs({"a.csv": "1", "b.csv": None, "c.csv": "3"}, {}, {}, {"matplotlib": "3.1"})
    after = Inputs({"a.csv": "2", "b.csv": "2", "c.csv": None}, {}, {}, {"matplotlib": None})
    assert before.differences(after) == [
        "a.csv changed",
        "b.csv is new",
        "c.csv is gone",
        "matplotlib is missing, was 3.1",
    ]
    assert before.differences(before) == []


def test_a_table_that_is_asked_for_in_vain_decides_too(toy):
    from dataclasses import replace

    from analysis.publish.render import Watched

    watched = Watched({name: toy[name] for name in ("actors", "issues")})
    watching = replace(toy, tables=watched)
    assert watching["actors"].equals(toy["actors"])
    assert not watching.has("effects")
    assert watched.seen == {"actors", "effects"}


@pytest.fixture(scope="module")
def drawn():
    """The flagship in Japanese, in all formats, as bytes; drawn twice."""
    from analysis.case import read_case
    from analysis.publish.render import render

    case = read_case()
    files = tuple(outputs.Output("stance_matrix", "ja", form) for form in outputs.FORMATS)
    task = outputs.Task("stance_matrix", "ja", (outputs.Output("stance_matrix", "", "csv"), *files))
    return [render(task, case) for _ in range(2)]


def test_the_same_inputs_give_the_same_bytes(drawn):
    first, second = drawn
    assert (first.fault, second.fault) == (None, None)
    assert len(first.files) == 4
    assert first.files == second.files


def test_no_date_and_no_version_goes_into_a_file(drawn):
    import matplotlib

    files = drawn[0].files
    for content in files.values():
        assert matplotlib.__version__.encode() not in content
        assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T|CreationDate|<dc:date>", content)


def test_the_image_is_300_dots_an_inch_and_160_mm_wide(drawn):
    from PIL import Image

    image = Image.open(io.BytesIO(drawn[0].files["ja/stance_matrix.png"]))
    assert image.width == round(160 / 25.4 * 300) or image.width == int(160 / 25.4 * 300)
    assert {round(dots) for dots in image.info["dpi"]} == {300}


def test_vector_files_need_no_font_or_bring_it_and_text_can_be_selected(drawn):
    from pypdf import PdfReader

    files = drawn[0].files
    assert b"<text" not in files["ja/stance_matrix.svg"]
    page = PdfReader(io.BytesIO(files["ja/stance_matrix.pdf"])).pages[0]
    assert "ウクライナ" in page.extract_text()
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].partition("+")[2] or font["/BaseFont"] for font in fonts} <= {
        "/DejaVuSans", "/IPAexGothic", "DejaVuSans", "IPAexGothic",
    }  # fmt: skip


def test_the_data_beside_the_image_are_the_frame_that_is_drawn(drawn, case):
    import pandas as pd

    from analysis import charts

    table = pd.read_csv(io.BytesIO(drawn[0].files["data/stance_matrix.csv"]))
    assert list(table.columns) == list(charts.stance_matrix.frame(case).columns)
    assert len(table) == len(charts.stance_matrix.frame(case))


def test_of_a_notebook_its_cells_decide_and_not_what_they_gave(tmp_path):
    def written(source, outputs):
        cells = [{"cell_type": "code", "source": [source], "outputs": outputs}]
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        return Surroundings(DEFAULT_CASE).source(str(path))

    assert written("1 + 1", []) == written("1 + 1", [{"text": "2"}])
    assert written("1 + 1", []) != written("1 + 2", [])
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    now = Surroundings(DEFAULT_CASE)
    assert now.source(str(broken)) == now.hash(broken) is not None
    assert now.source(str(tmp_path / "absent.ipynb")) is None


SAYS_OUTPUTS = 'print("""\n   "outputs": [\n""")\n   ]\n'


@pytest.mark.parametrize("indent", [1, 3, None])
def test_the_cells_of_a_notebook_count_alike_however_it_is_laid_out(tmp_path, indent):
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# A\n", "b"]},
        {"cell_type": "code", "metadata": {"outputs": [[1]]}, "outputs": [{"data": ["c", []]}],
         "source": [SAYS_OUTPUTS]},
        {"cell_type": "code", "outputs": [], "source": "d"},
    ]  # fmt: skip
    path = tmp_path / "any.ipynb"
    path.write_text(json.dumps({"cells": cells, "outputs": [[2], 3]}, indent=indent))
    told = [["markdown", "# A\nb"], ["code", SAYS_OUTPUTS], ["code", "d"]]
    assert cells_of.digest(path) == sha256(json.dumps(told).encode()).hexdigest()


def test_what_the_notebooks_gave_is_not_parsed_to_know_their_cells(root):
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        content = path.read_bytes()
        cells, left = json.loads(content)["cells"], cells_of.without_outputs(content)
        told = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
        assert cells_of.digest(path) == sha256(json.dumps(told).encode()).hexdigest()
        assert not any(cell.get("outputs") for cell in json.loads(left)["cells"]), path.name
