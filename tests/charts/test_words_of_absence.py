"""What was not found is absent from the sources searched, and nowhere said to be refuted."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from analysis import charts
from analysis.charts import record_marks, record_words
from analysis.cli import main

ROOT = Path(__file__).resolve().parents[2]
REFUTED = re.compile(
    r"disprov|refut|debunk|\buntrue\b|\blied\b|\bfabricat|虚偽|嘘|誤報|捏造|否定", re.IGNORECASE
)
#: What may be said: that silence is no refutation.
DENIED = re.compile(
    r"(never|not) disproved|disproves nothing|not refutation|nothing is disproved|否定ではな[いく]"
)


def spoken() -> dict[str, str]:
    """All prose that a reader meets, by where it stands."""
    texts = {"README": (ROOT / "README.md").read_text("utf-8")}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        texts[path.name] = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    for command in ("matrix", "compare"):
        texts[command] = CliRunner().invoke(main, [command, "--help"]).output
    for key in charts.KEYS:
        chart = getattr(charts, key)
        words = [chart.topic, chart.finding, chart.subtitle, chart.note, chart.alt]
        texts[key] = "\n".join(part for text in words for part in text)
    return texts


def test_nothing_that_a_reader_meets_says_that_an_absence_refutes():
    said = {where: REFUTED.findall(DENIED.sub(" ", words)) for where, words in spoken().items()}
    assert {where: found for where, found in said.items() if found} == {}


def test_a_claim_of_refutation_would_be_found():
    for words in (
        "The quotation is refuted.",
        "That was disproved",
        "虚偽の発言",
        "発言は否定された",
    ):
        assert REFUTED.search(DENIED.sub(" ", words)), words


@pytest.mark.parametrize(("lang", "where"), [("en", "sources searched"), ("ja", "調べた典拠に")])
def test_each_key_of_an_absence_says_where_was_searched(lang, where):
    assert where in record_marks.UNSUPPORTED(lang)
    assert where in record_marks.UNQUOTED(lang)
    assert where in record_words.STATUSES["not_found"].meaning(lang)


def marked(frame) -> bool:
    """Whether anything drawn bears a mark of the record."""
    flags = [c for c in frame if c.endswith(("not_borne_out", "quotation_not_found"))]
    return bool(frame[flags].eq(True).fillna(False).any(axis=None))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_chart_that_marks_an_absence_says_on_its_page_where_was_searched(case, lang):
    keys = [key for key in charts.KEYS if marked(getattr(charts, key).frame(case))]
    assert len(keys) > 8
    silent = []
    for key in keys:
        figure = getattr(charts, key)(case, lang)
        texts = (*figure.axes[0].texts, *figure.texts)
        words = "".join(text.get_text() for text in texts).replace(" ", "")
        if not re.search("sourcessearched|sourcesread|調べた典拠に|読んだ典拠に", words):
            silent.append(key)
    assert silent == []
