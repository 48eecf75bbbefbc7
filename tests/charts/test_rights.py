"""A chart of somebody else's case is theirs: it names whom the case names, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis import charts
from analysis.charts import rights
from analysis.charts.identity import identity
from analysis.publish.citation.reference import chart_reference


def declaring(case, **words):
    """The case, with other words in its declaration; None takes a word out."""
    told = {**case.package.descriptor, **words}
    told = {key: value for key, value in told.items() if value is not None}
    return replace(case, package=replace(case.package, descriptor=told))


@pytest.mark.parametrize("empty", [None, []])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_case_that_names_nobody_gives_a_chart_of_nobody(toy, lang, empty):
    nobody = declaring(toy, contributors=empty, licenses=empty)
    caption = charts.positions.caption(nobody, lang)
    assert "Stancebook" not in " ".join([caption.source, caption.identity])
    assert caption.source.endswith(
        {"en": "Coding and chart: author not stated.", "ja": "コーディング・作図：作成者不明。"}[
            lang
        ]
    )
    assert caption.identity.endswith(" · no licence stated")
    cited = chart_reference(charts.positions, nobody, lang)
    assert cited.authors == ({"en": "Author not stated", "ja": "著者不明"}[lang],)
    assert cited.licence == ""


def test_a_chart_names_the_authors_and_the_licence_of_its_case(toy):
    people = [{"title": "A. Example", "role": "author"}, {"title": "A helper", "role": "reviewer"}]
    theirs = declaring(toy, contributors=people, licenses=[{"name": "CC0-1.0"}])
    caption = charts.positions.caption(theirs, "en")
    assert caption.source.endswith("Coding and chart: A. Example.")
    assert caption.identity.endswith(" · CC0 1.0")
    assert chart_reference(charts.positions, theirs, "en").authors == ("A. Example",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-NC-SA-4.0", "CC BY NC SA 4.0"),
        ("MIT", "MIT"),
        (" · x · y ", "x y"),
        ("w" * 300, "w" * 40),
    ],
)
def test_a_licence_is_one_part_of_an_identity(toy, name, said):
    declared = declaring(toy, licenses=[{"name": name}])
    assert rights.licence(declared) == said
    frame = charts.positions.frame(declared)
    assert identity(declared, "positions", frame).split(" · ")[3:] == [said]
