"""The gallery as one HTML file.

Style and script stand in the page, so that it works from a folder, a mail or a host alike; a
policy in its head names their hashes and forbids all else, so that nothing a table holds can run
and nobody is asked for anything. Templates escape every text. Both languages are in the page,
and the address tells which one shows, so that the switch needs no script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from analysis.charts.palette import ink_on, tint
from analysis.publish.gallery import bounded
from analysis.publish.gallery.cells import tint_class
from analysis.publish.gallery.linked import linked_data
from analysis.publish.gallery.words import STYLES, WORDS
from analysis.publish.outputs import LANGUAGES
from analysis.publish.registered import FOLDER_FILES

if TYPE_CHECKING:
    from analysis.case import Case, Scale
    from analysis.publish.gallery.entries import Entry

HERE = Path(__file__).parent
#: The references of all charts, which a run writes beside the page.
REFERENCES = tuple(
    path for files in FOLDER_FILES if files.name == "citations" for path in files.paths
)


def page(case: Case, shown: tuple[Entry, ...]) -> str:
    """The page of a case's charts."""
    descriptor = case.package.descriptor
    style = _read("style.css") + ("" if case.background else _tints(case.scale)) + _crops(shown)
    script = _read("script.js")
    return _template("page.html.j2").render(
        case=case,
        title={lang: case.title(lang) for lang in LANGUAGES},
        about={"en": descriptor.get("description"), "ja": descriptor.get("description_ja")},
        licence_note={
            "en": descriptor.get("licence_note"),
            "ja": descriptor.get("licence_note_ja"),
        },
        licences=[
            {"path": each.get("path"), "title": each.get("title") or each.get("name")}
            for each in descriptor.get("licenses", [])
            if each.get("title") or each.get("name")
        ],
        entries=shown,
        references=REFERENCES,
        languages=LANGUAGES,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        linked_data=Markup(linked_data(case, shown)),
    )


@cache
def environment() -> Environment:
    """Templates of this folder, every text escaped, a missing name an error."""
    from jinja2 import FileSystemLoader

    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(word=_word, style_name=lambda style, lang: STYLES[style](lang))
    made.globals.update({n: getattr(bounded, n) for n in ("NAME", "CELL", "PASSAGE", "CITATION")})
    made.filters.update(anchor=anchor, bounded=bounded.bounded, turning=bounded.turning)
    return made


def anchor(key: str, lang: str) -> str:
    """Where a chart stands in the page: its key, or behind ``ja-`` in Japanese.

    >>> anchor("stance_matrix", "en"), anchor("stance_matrix", "ja")
    ('stance_matrix', 'ja-stance_matrix')
    """
    return key if lang == "en" else f"{lang}-{key}"


def _word(name: str, lang: str, **facts: object) -> str:
    text = WORDS[name]
    return text("ja" if lang == "ja" else "en", facts or None)


def _template(name: str):  # type: ignore[no-untyped-def]
    return environment().get_template(name)


def _read(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _tints(scale: Scale) -> str:
    """The colours of the declared codes, the charts' own."""
    rules = []
    for code in scale.codes:
        ground = tint(code.stance, scale)
        name = tint_class(code.stance)
        rules.append(f".{name} {{ background: {ground}; color: {ink_on(ground)}; }}\n")
    return "".join(rules)


def _crops(shown: tuple[Entry, ...]) -> str:
    """The part of each image that is shown; see :mod:`analysis.publish.gallery.image`."""
    rules = []
    for entry in shown:
        for lang, told in entry.told.items():
            if told.image:
                place = f"#{anchor(entry.key, lang)} .crop"
                rules.append(f"{place} {{ --shape: {told.image.shape:.4f}; }}\n")
                rules.append(f"{place} img {{ margin-top: {-told.image.hidden:.3f}%; }}\n")
    return "".join(rules)


def _policy(style: str, script: str) -> str:
    """What the page may load: images beside it, this very style and script, nothing else."""
    hashes = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (style, script)
    ]
    return (
        f"default-src 'none'; img-src 'self' file: data:; style-src 'sha256-{hashes[0]}'; "
        f"script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
