"""What an image file says of itself when nothing is around it.

An image is copied out of its page and loses its caption. So title, description, source, licence
and identity are put into the file itself, in the image's language, under the names that each
format has for them: text keys in PNG; Dublin Core in SVG, with a title and a description that
screen readers find; PDF has nine keys and no more, so identity and licence share two of them.
All words are data: they are cleaned of what no format can hold, and are never markup.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from PIL.PngImagePlugin import PngInfo

from analysis.charts.bidi import balanced
from analysis.charts.rights import authors, licence

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.view import Caption

SOFTWARE = "Stancebook"
# Controls, halves of pairs and the two characters that XML has no place for; a line end stays.
UNFIT = re.compile(r"[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SQUARE = "\N{WHITE SQUARE}"
NAMESPACES = {
    "": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
}


@dataclass(frozen=True)
class Embedded:
    """The words that go into a file; ``lang`` is their language."""

    lang: str
    title: str
    author: str
    description: str
    source: str
    rights: str
    identity: str

    @property
    def fields(self) -> dict[str, str]:
        """By the names that PNG and people use, in the order in which they are written."""
        return {
            "Title": self.title,
            "Author": self.author,
            "Description": self.description,
            "Copyright": self.rights,
            "Source": self.source,
            "Identifier": self.identity,
            "Software": SOFTWARE,
        }


def embedded(case: Case, caption: Caption, lang: str) -> Embedded:
    """The words for the files of a chart, from its caption and what the case says of rights."""
    words = (
        caption.title,
        ", ".join(authors(case)) or "author not stated",
        caption.alt,
        caption.source,
        rights(case, lang),
        caption.identity,
    )
    return Embedded(lang, *map(clean, words))


def rights(case: Case, lang: str) -> str:
    """The licence, where it is written out, and what it does not cover."""
    declared = case.package.descriptor
    notes = [
        declared.get("licence_note_ja") if lang == "ja" else None,
        declared.get("licence_note"),
    ]
    links = [one.get("path") for one in declared.get("licenses") or []]
    said = [licence(case), *links[:1], *[note for note in notes if isinstance(note, str)][:1]]
    return " ".join(word for word in said if word)


def clean(text: str) -> str:
    r"""The text, with □ for each character that not every format can hold, and directions closed.

    >>> clean("a\x00b\x0bc\ufffe & <d>")
    'a□b□c□ & <d>'
    """
    return balanced(UNFIT.sub(SQUARE, text.replace("\r\n", "\n")))


def png(words: Embedded) -> PngInfo:
    """The text keys of a PNG, each with its language."""
    chunks = PngInfo()
    for name, text in words.fields.items():
        chunks.add_itxt(name, text, lang=words.lang)
    return chunks


def svg(words: Embedded) -> dict[str, Any]:
    """Dublin Core, by the keys that matplotlib knows; any other it refuses."""
    return {
        "Title": words.title,
        "Creator": words.author,
        "Contributor": SOFTWARE,
        "Description": words.description,
        "Rights": words.rights,
        "Source": words.source,
        "Identifier": words.identity,
        "Language": words.lang,
        "Date": None,
    }


def pdf(words: Embedded) -> dict[str, Any]:
    """Of the nine keys of a PDF those that hold no date and no version."""
    return {
        "Title": words.title,
        "Author": words.author,
        "Subject": f"{words.description} {words.source} {words.identity}",
        "Keywords": f"{words.rights} ({words.lang})",
        "Creator": SOFTWARE,
        "Producer": None,
        "CreationDate": None,
    }


def described(drawing: bytes, words: Embedded, name: str) -> bytes:
    """An SVG that screen readers announce as one image, by its title and its description.

    Parameters
    ----------
    drawing : as matplotlib wrote it
    name : begins the ids, so that several drawings can stand in one page

    Returns
    -------
    bytes, the same for the same drawing and words; without the document type, which names a file
    on another host
    """
    for prefix, uri in NAMESPACES.items():
        ElementTree.register_namespace(prefix, uri)
    builder = ElementTree.TreeBuilder(insert_comments=True)
    parser = ElementTree.XMLParser(target=builder)
    # A label is written into a comment as it is.
    root = ElementTree.fromstring(UNFIT.sub(SQUARE, drawing.decode()), parser)
    space = f"{{{NAMESPACES['']}}}"
    ids = {"title": f"{name}-title", "desc": f"{name}-desc"}
    root.attrib |= {
        "{http://www.w3.org/XML/1998/namespace}lang": words.lang,
        "lang": words.lang,
        "role": "img",
        "aria-labelledby": " ".join(ids.values()),
    }
    for title in root.findall(f"{space}title"):
        root.remove(title)
    for place, (tag, text) in enumerate([("title", words.title), ("desc", words.description)]):
        element = ElementTree.Element(space + tag, {"id": ids[tag]})
        element.text, element.tail = text, "\n "
        root.insert(place, element)
    target = io.BytesIO()
    ElementTree.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)
    return target.getvalue() + b"\n"
