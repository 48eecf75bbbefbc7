"""A label is text in ``README.md`` too: no host makes a link, a user or a ticket of it."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from analysis.publish.gallery.index import escaped, unlinked

# The first four as the specification of GitHub's Markdown has them (6.9, extended autolinks).
LINKS = (
    r"(?:https?|ftp)://\S",
    r"www\.\S",
    r"[\w.+-]+@[\w-]+\.\w",
    r"(?:mailto|xmpp):\S",
    r"(?<![\w`])@\w",
    r"(?<![\w&])#\d",
)
WORDS = [
    "http://lake.example", "HTTPS://lake.example/a_b", "ftp://lake", "www.lake.example",
    "mailto:a@lake.example", "xmpp:a@b.c", "ada.lake+x@lake.example", "@ada", "#1", "owner/name#12",
    "a: b, 10:30, e.g. www", "<http://lake.example>", "[a](http://lake.example)",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_no_piece_of_text_between_two_tags_is_a_link_of_any_kind(words):
    (paragraph,) = re.findall(
        "<p>(.*)</p>", MarkdownIt("commonmark").render(unlinked(escaped(words)))
    )
    assert set(re.findall(r"<[^>]*>", paragraph)) <= {"<span>", "</span>"}
    for piece in re.split(r"<[^>]*>", paragraph):
        assert not [link for link in LINKS if re.search(link, piece, re.IGNORECASE)], piece


@pytest.mark.parametrize("words", WORDS)
def test_it_reads_as_it_was_written(words):
    page = MarkdownIt("commonmark").render(unlinked(escaped(words)))
    text = re.sub("<[^>]*>", "", page).strip().replace("&lt;", "<").replace("&gt;", ">")
    assert text == words
