"""A chart with all that belongs to it, as one zip that can be sent by mail.

A picture alone loses its data, its words and its origin. The bundle holds the images as they
were published and as figures to put into a document, the rows drawn, the long description, both
references in every form, and a readme, in both languages. It is only made of figures that are up
to date. The same figures give the same bytes: files are stored in a fixed order, without times,
and not compressed again, since compression differs from one machine to another.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.charts.describe import describe
from analysis.publish import regular
from analysis.publish.citation.csl import csl_items
from analysis.publish.citation.exchange import FORMATS as REFERENCES
from analysis.publish.citation.folder import FILES as CITATIONS
from analysis.publish.citation.reference import Reference, references
from analysis.publish.insert import figure_html, figure_tex
from analysis.publish.outputs import DATA, FORMATS, Output
from analysis.publish.readme import readme

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Caption, Lang

FORM = 1
METADATA = "metadata.json"
# The first day that a zip can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


@dataclass(frozen=True)
class Bundle:
    """Files to be packed: name → bytes, under one folder of the name ``stem``."""

    stem: str
    files: Mapping[str, bytes]

    @property
    def zipped(self) -> bytes:
        """The zip."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
            for name, content in sorted(self.files.items()):
                entry = zipfile.ZipInfo(f"{self.stem}/{name}", NO_TIME)
                entry.create_system = 3
                entry.external_attr = READABLE
                packed.writestr(entry, content)
        return target.getvalue()


def bundle(chart: Chart, case: Case, folder: Path, langs: tuple[Lang, ...]) -> Bundle:
    """All of a chart whose figures in ``folder`` are up to date.

    Parameters
    ----------
    folder : of the case's figures
    langs : of images, words and references
    """
    frame = chart.frame(case)
    chart = replace(chart, frame=lambda _: frame)
    contents = _contents(chart.key, langs)
    captions = {lang: chart.caption(case, lang) for lang in langs}
    found = {lang: references(chart, case, lang) for lang in langs}
    cited = [ref for pair in zip(*found.values(), strict=True) for ref in pair]
    drawn = (folder / Output(chart.key, "", DATA).path).read_bytes()
    sha256, licence = _sha256(drawn), ", ".join(_licence(case, cited[0]).values())
    files: dict[str, bytes] = {f"{chart.key}.csv": codecs.BOM_UTF8 + drawn}
    for lang in langs:
        for form in FORMATS:
            image = folder / Output(chart.key, lang, form).path
            files[f"{chart.key}.{lang}.{form}"] = image.read_bytes()
        files[f"description.{lang}.txt"] = f"{describe(chart, case, lang)}\n".encode()
        page = figure_html(chart, case, captions[lang], lang)
        files[f"figure.{lang}.html"] = page.encode()
        files[f"figure.{lang}.tex"] = figure_tex(chart, captions[lang], found[lang], lang).encode()
        words = readme(chart, case, captions[lang], contents, sha256, licence, lang)
        files[f"README.{lang}.txt"] = words.encode()
    for name, style in CITATIONS.items():
        files[name] = REFERENCES[style](cited).encode()
    files[METADATA] = _metadata(case, chart.key, cited, captions, sha256, files)
    return Bundle(_stem(case, chart.key, cited[0]), files)


def _contents(key: str, langs: tuple[Lang, ...]) -> dict[str, str]:
    """The files as a readme lists them, with what they are."""
    images = {
        ", ".join([f"{key}.{lang}.{FORMATS[0]}", *(f".{form}" for form in FORMATS[1:])]): kind
        for lang, kind in (("en", "image"), ("ja", "image_ja"))
        if lang in langs
    }
    described = ", ".join(f"description.{lang}.txt" for lang in langs)
    pages, figures = (
        ", ".join(f"figure.{lang}.{form}" for lang in langs) for form in ("html", "tex")
    )
    return {
        **images,
        pages: "page",
        figures: "tex",
        f"{key}.csv": "csv",
        described: "description",
        ", ".join(CITATIONS): "citations",
        METADATA: "metadata",
    }


def _metadata(
    case: Case,
    key: str,
    cited: list[Reference],
    captions: Mapping[Lang, Caption],
    sha256: str,
    files: Mapping[str, bytes],
) -> bytes:
    chart = cited[0]
    content: dict[str, Any] = {
        "form": FORM,
        "identity": chart.identity,
        "case": case.name,
        "key": key,
        "data_version": chart.version,
        "released": chart.date or None,
        "fingerprint": chart.fingerprint,
        "data_sha256": sha256,
        "licence": _licence(case, chart),
        "captions": {lang: asdict(caption) for lang, caption in captions.items()},
        "citations": csl_items(cited),
        "files": {name: _sha256(content) for name, content in sorted(files.items())},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _licence(case: Case, chart: Reference) -> dict[str, str]:
    """The licence by name, with its address where the case declares one; empty without any."""
    declared = case.package.descriptor.get("licenses") or [{}]
    said = {"name": chart.licence, "path": str(declared[0].get("path") or "")}
    return {key: value for key, value in said.items() if value}


def _stem(case: Case, key: str, chart: Reference) -> str:
    """A file name that says which chart of which data; a version may hold any character."""
    version = re.sub(r"[^A-Za-z0-9.+-]+", "-", chart.version)
    return f"{case.name}_{key}_{version}_{chart.fingerprint}"


def is_ours(path: Path) -> bool:
    """Whether a file is a bundle as it was written here, with nothing changed, added or lost."""
    try:
        with zipfile.ZipFile(io.BytesIO(regular.content(path))) as packed:
            if sum(each.file_size for each in packed.infolist()) > regular.LARGEST:
                return False
            files = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
        known = json.loads(files.pop(METADATA))
        return known["form"] == FORM and known["files"] == {
            name: _sha256(content) for name, content in files.items()
        }
    except (
        OSError,
        zipfile.BadZipFile,
        ValueError,
        LookupError,
        TypeError,
        RuntimeError,
        zlib.error,
    ):
        return False


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
