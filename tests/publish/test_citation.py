"""A citation names the chart and its source, says only what is known, and holds any text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from cited import HOSTILE, KEY, LAKE, LANGUAGES, READ, declaring, fingerprint, hostile

from analysis import charts, cite
from analysis.charts.record import Text
from analysis.publish.citation import STYLES, CannotCite
from analysis.publish.citation.headline import headline
from analysis.publish.citation.plain import plain

PROSE = ("apa", "chicago", "sist02", "credit")

RECORD = "Public record: 5 sources, listed in sources.csv of the data package"
RECORD_HEADLINE = "Public Record: 5 Sources, Listed in sources.csv of the Data Package"
RECORD_JA = "公的記録：データパッケージのsources.csvに挙げた5件の典拠"

LINES = {
    ("apa", "en"): (
        "Stancebook contributors. (2026). Who stands where, issue by issue (Figure "
        "toy/stance_matrix, HASH) [Chart]. In Invented case: the lake talks (Version 1.0.0) "
        "[Data set]. CC BY 4.0.",
        "Author not stated. (n.d.). 湖畔会談が決裂 [Lake talks break down] "
        "[Web article in Japanese]. Outlet not stated.",
        f"Stancebook contributors. (2026). {RECORD}. In Invented case: the lake talks "
        "(Version 1.0.0) [Data set]. CC BY 4.0.",
    ),
    ("apa", "ja"): (
        "Stancebook contributors. (2026). 論点ごとに見る各当事者の立場 (図 toy/stance_matrix, "
        "HASH) [図]. 架空の例：湖畔会談 (データ版1.0.0) [データセット]. CC BY 4.0.",
        "著者不明. (n.d.). 湖畔会談が決裂 [日本語のウェブ記事]. 掲載媒体不明.",
        f"Stancebook contributors. (2026). {RECORD_JA}. 架空の例：湖畔会談 (データ版1.0.0) "
        "[データセット]. CC BY 4.0.",
    ),
    ("chicago", "en"): (
        "Stancebook contributors. 2026. “Who Stands Where, Issue by Issue.” Chart. In Invented "
        "Case: The Lake Talks, data version 1.0.0. Figure toy/stance_matrix, HASH. CC BY 4.0.",
        "Author not stated. n.d. “湖畔会談が決裂” [Lake talks break down]. "
        "Web article in Japanese. Outlet not stated.",
        f"Stancebook contributors. 2026. “{RECORD_HEADLINE}.” Data set. In Invented Case: The Lake "
        "Talks, data version 1.0.0. CC BY 4.0.",
    ),
    ("chicago", "ja"): (
        "Stancebook contributors. 2026. 「論点ごとに見る各当事者の立場」. 図. "
        "『架空の例：湖畔会談』データ版1.0.0. 図 toy/stance_matrix, HASH. CC BY 4.0.",
        "著者不明. n.d. 「湖畔会談が決裂」. 日本語のウェブ記事. 掲載媒体不明.",
        f"Stancebook contributors. 2026. 「{RECORD_JA}」. データセット. "
        "『架空の例：湖畔会談』データ版1.0.0. CC BY 4.0.",
    ),
    ("sist02", "en"): (
        "Stancebook contributors. “Who stands where, issue by issue”. Invented case: the lake "
        "talks. Data version 1.0.0, 2026-03-04, (Chart), toy/stance_matrix, HASH, CC BY 4.0.",
        "Author not stated. “湖畔会談が決裂”. Outlet not stated. Undated, "
        "(Web article in Japanese).",
        f"Stancebook contributors. “{RECORD}”. Invented case: the lake talks. "
        "Data version 1.0.0, 2026-03-04, (Data set), CC BY 4.0.",
    ),
    ("sist02", "ja"): (
        "Stancebook contributors. “論点ごとに見る各当事者の立場”. 架空の例：湖畔会談. "
        "データ版1.0.0, 2026-03-04, (図), toy/stance_matrix, HASH, CC BY 4.0.",
        "著者不明. “湖畔会談が決裂”. 掲載媒体不明. 日付不明, (日本語のウェブ記事).",
        f"Stancebook contributors. “{RECORD_JA}”. 架空の例：湖畔会談. "
        "データ版1.0.0, 2026-03-04, (データセット), CC BY 4.0.",
    ),
    ("credit", "en"): (
        "Chart: Stancebook contributors, “Who stands where, issue by issue”, toy/stance_matrix · "
        "data 1.0.0 · HASH · CC BY 4.0. Source: Web article, undated, author not stated. "
        f"{RECORD}.",
    ),
    ("credit", "ja"): (
        "図：Stancebook contributors「論点ごとに見る各当事者の立場」toy/stance_matrix · "
        "data 1.0.0 · HASH · CC BY 4.0。原典：ウェブ記事（日付不明、著者不明）。"
        f"{RECORD_JA}。",
    ),
}


class Page(HTMLParser):
    """The elements of a page, its words, and those in italics."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.inside = ""
        self.italic: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = tag
        assert attrs == []

    def handle_data(self, data):
        self.words += data
        if self.inside == "i":
            self.italic.append(data)

    def handle_endtag(self, tag):
        self.inside = ""


@pytest.fixture(scope="module")
def lake(toy):
    return declaring(toy, **LAKE)


@pytest.mark.parametrize(("style", "lang"), LINES)
def test_chart_and_source_are_cited_as_the_style_has_it(lake, style, lang):
    expected = [line.replace("HASH", fingerprint(lake)) for line in LINES[style, lang]]
    assert str(cite(KEY, lake, style, lang)).split("\n") == expected


@pytest.mark.parametrize("style", STYLES)
def test_a_chart_and_its_key_are_cited_alike(toy, style):
    assert str(cite(charts.positions, toy, style)) == str(cite("positions", toy, style))


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_the_shipped_case_holds_no_date_name_or_address_of_its_own(case, style):
    text = str(cite(KEY, case, style))
    assert "Author not stated" in text or "author not stated" in text
    for invented in ("doi", "http", "Accessed", "Retrieved", "参照"):
        assert invented.lower() not in text.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_title_is_the_finding_and_the_identity_is_that_of_the_image(case, lang):
    caption = charts.stance_matrix.caption(case, lang)
    credit = str(cite(charts.stance_matrix, case, "credit", lang))
    assert caption.title in credit
    assert caption.identity in credit


@pytest.mark.parametrize("style", PROSE)
def test_each_source_of_a_case_is_cited(toy, style):
    sources = [{"title": "First roll call"}, {"title": "Second roll call", "author": "Clerk"}]
    text = str(cite(KEY, declaring(toy, sources=sources), style))
    assert text.index("First roll call") < text.index("Second roll call")
    assert style == "credit" or text.count("\n") == 3


@pytest.mark.parametrize("style", PROSE)
def test_a_case_without_sources_is_cited_alone(votes, style):
    text = str(cite(KEY, declaring(votes, sources=[]), style))
    assert "\n" not in text
    assert "not stated" not in text
    assert "Source" not in text


def test_a_source_with_all_that_can_be_known_is_cited_with_all_of_it(toy):
    source = {
        "title": "Minutes of the talks",
        "author": "Clerk of the Lake",
        "publisher": "Lake Office",
        "published": "2024-05-06",
        "medium": "Minutes",
        "path": "https://lake.example/minutes",
    }
    known = declaring(toy, sources=[source])
    assert str(cite(KEY, known, "apa")).split("\n")[1] == (
        "Clerk of the Lake. (2024). Minutes of the talks [Minutes]. Lake Office. "
        "https://lake.example/minutes"
    )
    assert str(cite(KEY, known, "sist02")).split("\n")[1] == (
        "Clerk of the Lake. “Minutes of the talks”. Lake Office. 2024-05-06, (Minutes), "
        "https://lake.example/minutes"
    )


def test_a_publisher_without_an_author_is_the_author_and_named_once(toy):
    known = declaring(toy, sources=[{"title": "Minutes", "publisher": "lake office"}])
    assert str(cite(KEY, known, "apa")).split("\n")[1] == "Lake office. (n.d.). Minutes."


def test_a_case_that_declares_no_release_is_undated(toy):
    assert "released" not in toy.package.descriptor
    assert "contributors. (n.d.). Who" in str(cite(KEY, toy, "apa"))
    assert "PY  - " not in str(cite(KEY, toy, "ris"))


@pytest.mark.parametrize(
    ("title", "capitals"),
    [
        ("a well-told tale of sources.csv", "A Well-Told Tale of sources.csv"),
        ("what they came to", "What They Came To"),
        ("US–Ukraine steps: the end of aid", "US–Ukraine Steps: The End of Aid"),
        ("sources bear out 2 of 3 head-on", "Sources Bear Out 2 of 3 Head-On"),
        ("“we and they” (in the end)", "“We and They” (in the End)"),
        ("“of us”, $x_1$ <b>and</b>", "“Of Us”, $x_1$ <b>and</b>"),
        ("", ""),
    ],
)
def test_chicago_gives_titles_of_ours_headline_capitals(title, capitals):
    assert headline(title) == capitals


def test_chicago_leaves_a_title_of_others_and_a_japanese_one_as_they_are(toy):
    named = {"title": "the lake talks in brief", "headline": "the lake talks", "language": "en"}
    known = declaring(toy, sources=[named])
    assert "“the lake talks.”" in str(cite(KEY, known, "chicago"))
    assert "“Who Stands Where" in str(cite(KEY, known, "chicago"))
    assert "who stands where" in str(cite(KEY, known, "sist02")).lower()
    assert "Who stands where" in str(cite(KEY, known, "apa"))


@pytest.mark.parametrize(
    ("style", "lang", "names"),
    [
        ("apa", "en", "Ada Lake, Bo Shore, & Cy Ferry. (n.d.)"),
        ("chicago", "en", "Ada Lake, Bo Shore, and Cy Ferry. n.d."),
        ("sist02", "en", "Ada Lake; Bo Shore; Cy Ferry. “"),
        ("apa", "ja", "Ada Lake・Bo Shore・Cy Ferry. (n.d.)"),
    ],
)
def test_a_case_of_others_is_cited_as_theirs(toy, style, lang, names):
    people = [{"title": name, "role": "author"} for name in ("Ada Lake", "Bo Shore", "Cy Ferry")]
    people.insert(1, {"title": "A Printer", "role": "publisher"})
    assert str(cite(KEY, declaring(toy, contributors=people), style, lang)).startswith(names)


def test_two_authors_are_joined_without_a_comma(toy):
    people = [{"title": "Ada Lake"}, {"title": "Bo Shore"}]
    text = str(cite(KEY, declaring(toy, contributors=people), "apa"))
    assert text.startswith("Ada Lake & Bo Shore. (")


def test_a_cell_read_otherwise_is_not_cited_as_the_data(case):
    what_if = case.recode({("minerals", "EU"): 1})
    for style in STYLES:
        assert f"{case.version}+what-if" in str(cite(KEY, what_if, style)), style


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("style", PROSE)
def test_hostile_words_come_out_as_text_on_one_line(toy, style, lang):
    chart = replace(charts.stance_matrix, topic=Text(HOSTILE, HOSTILE))
    cited = cite(chart, hostile(toy), style, lang)
    assert len(str(cited).split("\n")) == (1 if style == "credit" else 3)
    assert "\r" not in str(cited) and "\x00" not in str(cited)
    # A style may give a title capitals; all else is as it was written.
    assert str(cited).casefold().count(READ.casefold()) >= 3


@pytest.mark.parametrize("style", STYLES)
def test_a_notebook_shows_the_text_with_every_character_escaped(toy, style):
    chart = replace(charts.stance_matrix, topic=Text(HOSTILE, HOSTILE))
    cited = cite(chart, hostile(toy), style)
    bundle = cited._repr_mimebundle_()
    assert bundle["text/plain"] == repr(cited) == str(cited)
    page = Page(bundle["text/html"])
    assert set(page.tags) <= {"p", "i", "pre"}
    assert page.words == str(cited)


def test_italics_are_on_the_whole_and_not_on_the_part(lake):
    page = Page(cite(KEY, lake, "apa").html())
    whole = "Invented case: the lake talks"
    assert page.italic == [whole, "湖畔会談が決裂", whole]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb\x0bc\u2029d", "a b c d"),
        ("全角　空白", "全角　空白"),
        ("改行\u200b位置", "改行位置"),
        ("\u2067עברית", "\u2067עברית\u2069"),
        ("\u202bא\u2066b", "\u202bא\u2066b\u2069\u202c"),
        ("\u202bא\u202c", "\u202bא\u202c"),
        ("\u202ca\u2069", "a"),
        ("\u2067\u202ea\u2069b", "\u2067\u202ea\u202c\u2069b"),
        ("\u202ea\u2069b", "\u202eab\u202c"),
        ("\ud800", "\ufffd"),
        ("👩‍💻", "👩‍💻"),
    ],
)
def test_a_label_becomes_one_line_that_closes_what_it_opens(text, line):
    assert plain(text) == line


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("delta", "apa", "en"), "no chart 'delta'; there are: " + ", ".join(charts.KEYS)),
        ((KEY, "mla", "en"), "no style 'mla'; there are: " + ", ".join(STYLES)),
        ((KEY, "apa", "de"), "no language 'de'; there are: en, ja"),
        (("event_chain", "apa", "en"), "event_chain: the case has no table events"),
    ],
)
def test_what_cannot_be_cited_is_answered_in_one_line(votes, words, answer):
    key, style, lang = words
    with pytest.raises(CannotCite) as error:
        cite(key, votes, style, lang)
    assert str(error.value) == answer


def run(root, *words):
    return subprocess.run(
        [sys.executable, "-m", "analysis", "cite", *words],
        cwd=root, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_command_prints_what_the_function_returns(root, case):
    done = run(root, KEY, "--style", "sist02", "--lang", "ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{cite(KEY, case, 'sist02', 'ja')}\n"


def test_the_command_takes_another_case(root, toy):
    done = run(root, KEY, "--case", "tests/cases/toy", "--html")
    assert done.stdout == f"{cite(KEY, toy).html()}\n"


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["delta"], "Error: no chart 'delta'; there are: ", 2),
        (["event_chain", "--case", "tests/cases/votes"], "Error: event_chain: the case has no", 1),
        (
            ["votes", "--case", "data/aid-to-ukraine"],
            "Error: votes: the case has no table ",
            1,
        ),
        ([KEY, "--case", "nowhere"], "datapackage.json: 'nowhere' is no folder", 1),
    ],
)
def test_the_command_answers_a_wrong_word_in_one_line(root, words, said, code):
    done = run(root, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
