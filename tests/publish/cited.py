"""Cases for the tests of citations: the toy case with an origin of our choice."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from analysis import charts
from analysis.case import Case

LANGUAGES = ("en", "ja")
KEY = "stance_matrix"

LAKE = {
    "released": "2026-03-04",
    "sources": [
        {
            "title": "Web article, undated, author not stated",
            "title_ja": "ウェブ記事（日付不明、著者不明）",
            "headline": "湖畔会談が決裂",
            "headline_en": "Lake talks break down",
            "type": "webpage",
            "medium": "Web article in Japanese",
            "medium_ja": "日本語のウェブ記事",
            "author": "author not stated",
            "author_ja": "著者不明",
            "publisher": "outlet not stated",
            "publisher_ja": "掲載媒体不明",
            "language": "ja",
        }
    ],
}

# All that some format takes for markup, a line that would begin another RIS entry, a right-to-left
# override that is never closed, a picture beyond the first plane.
HOSTILE = (
    "\\A {x $y_1$ 50 % & # ~ ^ <script>alert(\"1\")</script> -- '' `|` @misc{a, 🇺🇦\r\n"
    "ER  - \nTY  - BOOK\u2028\x00\u202eשלום " + "long " * 400
)
# The same as a reader must find it: one line, the override closed.
READ = (
    "\\A {x $y_1$ 50 % & # ~ ^ <script>alert(\"1\")</script> -- '' `|` @misc{a, 🇺🇦 "
    "ER - TY - BOOK \u202eשלום " + " ".join(["long"] * 400) + "\u202c"
)


def declaring(case: Case, **changes: object) -> Case:
    """The case as if its ``datapackage.json`` said something else too."""
    descriptor = {**case.package.descriptor, **changes}
    return replace(case, package=replace(case.package, descriptor=descriptor))


def hostile(case: Case) -> Case:
    """A case whose every word that a citation takes is hostile."""
    words = dict.fromkeys(
        ("title", "title_ja", "headline", "headline_en", "medium", "medium_ja", "author",
         "author_ja", "publisher", "publisher_ja", "language"), HOSTILE,
    )  # fmt: skip
    case = declaring(case, sources=[words], contributors=[{"title": HOSTILE, "role": "author"}])
    titles = dict.fromkeys(LANGUAGES, HOSTILE)
    return replace(case, package=replace(case.package, titles=titles))


def fingerprint(case: Case, key: str = KEY) -> str:
    """As printed on the chart: of the frame as CSV."""
    text = getattr(charts, key).frame(case).to_csv(index=False, lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:8]
