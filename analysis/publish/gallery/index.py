"""The gallery as text: ``README.md``, for hosts that show a folder's text beside its files.

The same charts in the same order, image, finding, alt text, links and citation in both
languages. What comes from data is escaped for Markdown, so that a label stays a label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publish.gallery.bounded import NAME, bounded
from analysis.publish.gallery.page import anchor
from analysis.publish.gallery.words import WORDS
from analysis.publish.outputs import LANGUAGES

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.gallery.entries import Entry

# What hosts make a link of though nobody wrote one: an address, a user, the number of a ticket.
LINKED = re.compile(
    r"\\([@#])|(?i:(?<=http)|(?<=https)|(?<=ftp)|(?<=mailto)|(?<=xmpp))(:)|(?i:(?<=www))(\.)"
)
NAMES = {"en": "English", "ja": "日本語"}
ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~$&!@])")


def index(case: Case, shown: tuple[Entry, ...]) -> str:
    """The charts of a case in Markdown."""
    switch = " · ".join(f"[{NAMES[lang]}](#{NAMES[lang].lower()})" for lang in LANGUAGES)
    parts = [
        f"# {unlinked(_named(case.title('en')))} / {unlinked(_named(case.title('ja')))}",
        f"{switch} · [index.html](index.html)",
    ]
    for lang in LANGUAGES:
        parts.append(f"## {NAMES[lang]}")
        parts += [part for entry in shown for part in _chart(entry, lang)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, on one line.

    >>> escaped("a*b\n<c> $x_1$")
    'a\\*b \\<c\\> \\$x\\_1\\$'
    """
    return ACTIVE.sub(r"\\\1", " ".join(text.split()))


def unlinked(text: str) -> str:
    """Escaped text of which no host makes a link; the sign that it goes by stands alone.

    >>> unlinked(escaped("http://a.b @c"))
    'http<span>:</span>//a.b <span>@</span>c'
    """
    return LINKED.sub(lambda found: f"<span>{found[0].removeprefix(chr(92))}</span>", text)


def _named(text: str) -> str:
    return escaped(bounded(text, NAME))


def _said(text: str) -> str:
    return escaped(bounded(text))


def _chart(entry: Entry, lang: str) -> list[str]:
    told = entry.told[lang]
    files = [f"[{file.kind.upper()}]({file.path})" for file in told.files]
    files += [f"[{entry.data.kind.upper()}]({entry.data.path})"] if entry.data else []
    links = [f"[{escaped(link.title)}]({link.path})" for link in entry.notebooks]
    name = WORDS["in_gallery"](told.described.lang)
    page = f"[{name}](index.html#{anchor(entry.key, lang)})"
    alt = _said(told.caption.alt)
    image = f"[![{alt}]({told.file})]({told.file})" if told.file else None
    parts = [
        f"### {unlinked(_named(told.caption.title))}",
        image,
        unlinked(_said(told.caption.subtitle)),
        unlinked(alt),
        unlinked(escaped(told.doubt)) if told.doubt else None,
        " · ".join([*files, page, *links]),
        unlinked(_said(told.citations["credit"])),
    ]
    return [part for part in parts if part]
