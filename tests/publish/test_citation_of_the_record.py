"""A citation names what the source line printed on the chart names: no more, no less."""

from __future__ import annotations

import csv
import json

import pytest
from cited import LANGUAGES

from analysis import charts, cite, read_case

ARTICLE = {"en": "Web article in Japanese, undated", "ja": "日本語のウェブ記事（日付不明"}
KIEL = dict.fromkeys(LANGUAGES, "Kiel Institute")
RECORD = {"en": "Public record: ", "ja": "公的記録："}
#: The only chart that the summit cannot bear: its statements bear no dates.
DRAWN = [key for key in charts.KEYS if key != "stance_over_time"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", DRAWN)
def test_the_printed_source_line_and_the_citation_name_the_same(case, key, lang):
    printed = getattr(charts, key).caption(case, lang).source
    said = str(cite(key, case, "credit", lang))
    keys = [item["id"] for item in json.loads(str(cite(key, case, "csl-json", lang)))]
    ids = [key.removeprefix(f"{case.name}.").removesuffix(f".{lang}") for key in keys[1:]]
    for words, listed in (
        (ARTICLE[lang], "source-1" in ids),
        (KIEL[lang], "listed-S-K06" in ids),
        (RECORD[lang], any(name.split("-of-")[0] == "record" for name in ids)),
    ):
        assert (words in printed) == (words in said) == listed, words
    assert len(ids) == sum(words[lang] in printed for words in (ARTICLE, KIEL, RECORD))


def test_figures_are_cited_as_their_row_of_the_sources_has_it(case, root):
    with (root / "data/us-ukraine-2025-02-28/sources.csv").open(encoding="utf-8") as file:
        (row,) = [row for row in csv.DictReader(file) if row["source_id"] == "S-K06"]
    _, item = json.loads(str(cite("aid", case, "csl-json")))
    assert item["title"] == row["title"]
    assert item["author"] == [{"literal": row["publisher"]}]
    assert item["issued"]["date-parts"] == [[int(part) for part in row["date"].split("-")]]
    assert item["URL"] == row["url"]


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("timeline", "source_ids"),
        ("votes", "source_ids"),
        ("evidence", "sources"),
        ("outlook_scorecard", "sources"),
        ("event_chain", "source_ids"),
    ],
)
def test_the_record_counts_the_sources_that_the_chart_cites(case, key, column):
    lists = getattr(charts, key).frame(case)[column]
    n = lists.dropna().str.split(";").explode().nunique()
    assert 0 < n < len(case["sources"])
    assert f"Public record: {n} sources, listed in sources.csv" in str(cite(key, case))
    printed = getattr(charts, key).caption(case, "en").source
    assert f"Public record: {n} sources, listed in sources.csv. " in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_of_generated_statements_is_cited_as_one(lang):
    generated = read_case("generated-statements")
    printed = charts.stance_over_time.caption(generated, lang).source
    said = str(cite("stance_over_time", generated, "credit", lang))
    _, source = json.loads(str(cite("stance_over_time", generated, "csl-json", lang)))
    assert source["title"] in printed
    assert source["title"] in said
    assert {"en": "Generated statements", "ja": "生成した発言"}[lang] in source["title"]
