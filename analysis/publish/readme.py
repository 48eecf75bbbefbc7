"""The words that go with a bundle: what is in it, how to cite it, how to check it.

Somebody opens the bundle who has never seen this project. The readme tells in their language all
that they need to print the chart rightly, and names no place that they would have to look up.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.charts.record import Text
from analysis.publish.citation import cite
from analysis.publish.citation.plain import plain

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Caption, Lang

CONTENTS = Text("What is here", "内容")
CITE = Text("How to cite", "引用のしかた")
CITE_BOTH = Text(
    "Cite both: the chart, and the source that it is drawn from.",
    "図と、そのもとになった資料の両方を引用する。",
)
UNDER = Text("Under the picture, in one line", "図の下に置く一行")
CHECK = Text("Is it the chart that was published?", "公表された図か確かめる")
IDENTITY = Text(
    "Every image carries this identity. Its third part is the beginning of the SHA-256 of the "
    "rows that are drawn. In a copy of the project, “python -m analysis verify FILE” tells a "
    "current image from an older or altered one; metadata.json has the SHA-256 of every file "
    "here.",
    "どの画像にもこの識別子が記されている。3番目の部分は、描かれた行のSHA-256の先頭。プロジェクトの"
    "写しがあれば「python -m analysis verify ファイル」で、最新の画像か、旧版か、改変されたものかが"
    "わかる。ここにある全ファイルのSHA-256はmetadata.jsonに記す。",
)
TABLE = Text("About the CSV", "CSVについて")
TABLE_IS = Text(
    "UTF-8 with a byte-order mark, so that spreadsheets read Japanese. An empty cell means: not "
    "stated, or does not apply; 0 is a value. A cell that a spreadsheet could take for a formula "
    "(one that begins with = + - @ and is no number) has an apostrophe in front, which is not "
    "part of the text. Without the byte-order mark the file is the one drawn, with this SHA-256:",
    "表計算ソフトで日本語が読めるよう、バイト順マーク付きのUTF-8とした。空のセルは「記述なし」または"
    "「該当なし」を示す。0は値である。数式と解されるおそれのあるセル"
    "（= + - @ で始まり、数値でないもの）は、先頭にアポストロフィを付した。"
    "これは本文の一部ではない。バイト順マークを除けば、描画に用いた"
    "ファイルそのものとなり、SHA-256は次のとおり。",
)
LICENCE = Text("Licence", "利用許諾")
FILES = {
    "image": Text("the chart in English", "図（英語）"),
    "image_ja": Text("the chart in Japanese", "図（日本語）"),
    "page": Text(
        "the chart with caption and references, for a web page or Word",
        "図・説明・文献をまとめたもの（ウェブページ・Word用）",
    ),
    "tex": Text("the same as a figure for LaTeX", "同じものをLaTeXのfigureとして"),
    "csv": Text("the rows that are drawn, for spreadsheets", "描かれた行（表計算ソフト用）"),
    "description": Text("all that the chart shows, in words", "図が示すすべてを言葉で記したもの"),
    "citations": Text(
        "both references, for LaTeX and reference managers", "文献情報（LaTeX・文献管理ソフト用）"
    ),
    "metadata": Text(
        "identity, captions, references, SHA-256 of every file",
        "識別子・図の文言・文献情報・全ファイルのSHA-256",
    ),
}
STYLES = {"apa": "APA", "chicago": "Chicago", "sist02": "SIST 02"}
COLUMNS = 78


def readme(
    chart: Chart,
    case: Case,
    caption: Caption,
    files: Mapping[str, str],
    sha256: str,
    licence: str,
    lang: Lang,
) -> str:
    """The readme in one language.

    Parameters
    ----------
    files : names, one or several with commas, → which of ``FILES`` says what they are
    sha256 : of the CSV as it is drawn
    licence : its name, and its address where the case declares one
    """
    width = max(map(len, files))
    listed = "\n".join(f"{name:{width}}  {FILES[kind](lang)}" for name, kind in files.items())
    cited = "\n\n".join(
        f"{name}\n{cite(chart, case, style, lang)}" for style, name in _in_order(lang).items()
    )
    both = f"{CITE_BOTH(lang)}\n\n" if case.package.descriptor.get("sources") else ""
    note = "licence_note_ja" if lang == "ja" else "licence_note"
    rights = [licence, plain(case.package.descriptor.get(note, ""))]
    parts = [
        (
            caption.title,
            "\n".join([_wrapped(caption.subtitle, lang), _wrapped(caption.note, lang)]),
        ),
        (CONTENTS(lang), listed),
        (CITE(lang), f"{both}{cited}"),
        (UNDER(lang), str(cite(chart, case, "credit", lang))),
        (CHECK(lang), f"{caption.identity}\n\n{_wrapped(IDENTITY(lang), lang)}"),
        (TABLE(lang), f"{_wrapped(TABLE_IS(lang), lang)}\n\n{sha256}"),
        (LICENCE(lang), "\n".join(_wrapped(right, lang) for right in rights if right)),
    ]
    return "\n\n\n".join(f"{plain(head)}\n\n{body}" for head, body in parts) + "\n"


def _in_order(lang: Lang) -> dict[str, str]:
    """The styles, that of the language's readers first."""
    first = "sist02" if lang == "ja" else "apa"
    return {first: STYLES[first], **STYLES}


def _wrapped(text: str, lang: Lang) -> str:
    """English in lines; Japanese is left to the reader's window, which breaks it anywhere."""
    return plain(text) if lang == "ja" else textwrap.fill(plain(text), COLUMNS)
