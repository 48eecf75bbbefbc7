"""An article: its lines and the tables in it, from a text, Markdown, a page or a document.

A citation names a line, so what a line is has to be the same for everyone who has the file. In a
text and in Markdown it is the file's line. In HTML and DOCX it is a block: a paragraph, an item,
a row of a table, in the order of the page.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from analysis.case.encoding import RefusedError, text_of
from analysis.case.gate import MAX_BYTES
from analysis.case.packed import NotPacked
from analysis.case.problem import CaseError, Problem, choices, shown
from analysis.draft.bars import bar_tables
from analysis.draft.document import page_of
from analysis.draft.grid import Grid, TooLarge
from analysis.draft.page import TooDeep, read_page

MAX_LINES = 100_000
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".docx": "document",
}
_WIDE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class Article:
    """An article's file name, its lines without blanks at their ends, and its tables in order.

    ``markup`` is whether emphasis and links in its cells are Markdown's; ``laid_out``, whether
    its lines were made of a page or a document, and are not those of the file.
    """

    name: str
    lines: tuple[str, ...]
    tables: tuple[Grid, ...]
    markup: bool = False
    laid_out: bool = False

    @property
    def language(self) -> str:
        """``"ja"`` or ``"en"``, whichever most of the text is in.

        A page in Japanese has menus in English, and one in English quotes a name in Japanese. A
        Japanese letter says about as much as three Latin ones.
        """
        wide = sum(len(_WIDE.findall(line)) for line in self.lines)
        return "ja" if 3 * wide > sum(len(_LATIN.findall(line)) for line in self.lines) else "en"


def read_article(path: Path) -> Article:
    """The article in a file, told by the file's ending.

    Raises
    ------
    CaseError
        Not a file, of a kind or an encoding that is not read, too large, broken.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        ending = f"ends in {shown(path.suffix)}" if path.suffix else "has no ending"
        raise _refused(path, ending, _known())
    data = _bytes(path)
    try:
        if kind == "document":
            printed, tables = read_page(page_of(data))
        elif kind == "page":
            printed, tables = read_page(text_of(data))
        else:
            printed = tuple(text_of(data).split("\n"))
            if len(printed) > MAX_LINES:
                raise TooDeep(f"{len(printed)} lines", f"at most {MAX_LINES} in an article")
            tables = tuple(bar_tables(printed, markup=kind == "markdown"))
    except RefusedError as refused:
        raise CaseError(
            [Problem(path.name, refused.line, None, refused.wrong, "an article saved in UTF-8")]
        ) from None
    except TooLarge as large:
        raise CaseError(
            [Problem(path.name, large.line, None, large.wrong, large.allowed)]
        ) from None
    except (NotPacked, TooDeep) as refused:
        raise _refused(path, refused.wrong, refused.allowed) from None
    lines = tuple(line.strip() for line in printed)
    if not any(lines):
        raise _refused(path, "holds no text", "an article")
    laid_out = kind in ("page", "document")
    return Article(path.name, lines, tables, markup=kind == "markdown", laid_out=laid_out)


def _known() -> str:
    return f"a file ending in {choices(list(KINDS))}"


def _refused(path: Path, wrong: str, allowed: str) -> CaseError:
    return CaseError([Problem(path.name or str(path), None, None, wrong, allowed)])


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refused(path, "is no regular file", _known())
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refused(path, "there is no such file", _known()) from None
    except CaseError:
        raise
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise _refused(path, f"cannot be read ({cause})", _known()) from None
    if len(data) > MAX_BYTES:
        wrong = f"is {status.st_size / 1024**2:.0f} MB"
        raise _refused(path, wrong, f"at most {MAX_BYTES // 1024**2} MB")
    return data
