r"""References as BibTeX, for LaTeX.

Entries are ``@misc``, the one type that requires no field: an undated source then has no year
instead of an invented one. Titles and names stand in two pairs of braces, which keeps their case
and keeps a name in one piece. BibTeX counts braces without regard to a backslash before them, so
a brace in a label becomes a command; ``\{`` would end the field or the file. Letters beyond ASCII
stand as they are, in UTF-8, which LaTeX reads by default.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.publish.citation.prose import DATA_VERSION, FIGURE, UNDATED, WITHIN
from analysis.publish.citation.reference import Reference

LANGUAGES = {"en": "english", "ja": "japanese"}
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
    }
    | {character: f"\\{character}" for character in "#$%&_"}
)


def escaped(text: str) -> str:
    r"""The text as LaTeX sets it letter by letter.

    >>> escaped("A_1 {50 %}")
    'A\\_1 \\textbraceleft{}50 \\%\\textbraceright{}'
    """
    text = text.translate(ESCAPES)
    # Two hyphens or apostrophes side by side would be set as one other mark.
    return re.sub(r"([-'])(?=\1)", r"\1{}", text)


def bibtex(references: Sequence[Reference]) -> str:
    """An entry a reference, a blank line between them."""
    return "\n".join(map(_entry, references))


def _entry(ref: Reference) -> str:
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in ref.authors),
        "title": f"{{{escaped(ref.title)}}}",
        "year": ref.year,
        "howpublished": escaped(_how(ref)),
        "version": escaped(ref.version),
        "note": escaped(_note(ref)),
        "langid": LANGUAGES.get(ref.language, ""),
        "url": _quoted(ref.url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{ref.key},", *lines, "}\n"])


def _how(ref: Reference) -> str:
    """What it is and where it stands."""
    if not ref.container:
        return ". ".join(part for part in (ref.medium, ref.publisher) if part)
    within = WITHIN(ref.lang) or " "
    version = DATA_VERSION(ref.lang, {"version": ref.version})
    return f"{ref.medium}. {within.strip()} {ref.container}, {version}".replace("  ", " ")


def _note(ref: Reference) -> str:
    if not ref.figure:
        undated = "" if ref.date else UNDATED(ref.lang).capitalize()
        parts = [ref.translation, undated, ref.licence]
        return ". ".join(part for part in parts if part)
    figure = FIGURE(ref.lang, {"figure": ref.figure, "fingerprint": ref.fingerprint})
    return ". ".join(part for part in (figure, ref.licence) if part)


def _quoted(url: str) -> str:
    """An address whose braces and backslashes cannot end the field."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
