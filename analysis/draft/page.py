"""The lines and tables of a page in HTML.

A page has no lines of its own; its blocks are taken for them: a paragraph, a heading, an item, a
row of a table. So a citation leads to a number that anyone who has the same file can count to,
by the same reading. Nothing a page refers to is fetched, and what is no text of the article,
scripts and styles, is left out.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from analysis.draft.actors import known
from analysis.draft.grid import MAX_COLUMNS, MAX_ROWS, Grid, TooLarge, grid_of

#: A page of more elements than this is no article, and its tree would fill the memory.
MAX_TAGS = 100_000
MAX_DEPTH = 200
_SILENT = ["script", "style", "template", "noscript", "head", "svg", "iframe", "object"]
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
#: Between the blocks of a cell, where a page shows a new line; no text holds it.
_APART = "\x1f"
_NOTE = re.compile(r"[\[(（［]\w{1,3}[\])）］]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WIDE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")


class TooDeep(Exception):
    """A page that is nested or filled beyond what any article is."""

    def __init__(self, wrong: str, allowed: str) -> None:
        super().__init__(wrong)
        self.wrong, self.allowed = wrong, allowed


def read_page(html: str) -> tuple[tuple[str, ...], tuple[Grid, ...]]:
    """The lines of a page and its tables.

    Raises
    ------
    TooDeep, TooLarge
        More elements, deeper nesting or larger tables than an article has.

    Examples
    --------
    >>> read_page("<p>One</p><table><tr><td>x<td>A<tr><td>aid<td>yes</table>")[0]
    ('One', 'x | A', 'aid | yes')
    """
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise TooDeep(f"{tags} tags", f"at most {MAX_TAGS}, as in the page of an article")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(html, "lxml")
    _check_depth(soup)
    for silent in soup.find_all(_SILENT):
        silent.decompose()
    for rest in soup.find_all("br"):
        rest.replace_with("\n")
    _raise(soup)
    _flatten(soup)
    reading = _Reading()
    reading.walk(soup, 0)
    return tuple(reading.lines), tuple(reading.grids)


def _check_depth(soup: BeautifulSoup) -> None:
    """Refuse a page that is nested too deep before anything in it is looked for, level by level."""
    level: list[Tag] = [soup]
    for _ in range(MAX_DEPTH):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return
    raise TooDeep(f"elements nested more than {MAX_DEPTH} deep", "a flatter page")


class _Reading:
    """What has been read of a page: whole lines, whole tables, the words of the line at hand."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.grids: list[Grid] = []
        self._words: list[str] = []

    def walk(self, element: PageElement, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooDeep(f"elements nested more than {MAX_DEPTH} deep", "a flatter page")
        if isinstance(element, Tag):
            self._enter(element, depth)
        elif type(element) is NavigableString:
            self._words.append(str(element))

    def _enter(self, tag: Tag, depth: int) -> None:
        if tag.name == "table" and tag.find("table") is None:
            self._end_line()
            self._table(tag)
            return
        block = tag.name in _BLOCKS
        if block:
            self._end_line()
        for child in list(tag.children):
            self.walk(child, depth + 1)
        if block or isinstance(tag, BeautifulSoup):
            self._end_line()

    def _end_line(self) -> None:
        line = tidy("".join(self._words))
        self._words = []
        if line:
            self.lines.append(line)

    def _table(self, table: Tag) -> None:
        caption = table.find("caption")
        if isinstance(caption, Tag) and words(caption):
            self.lines.append(words(caption))
        rows: list[list[str]] = []
        numbers: list[int] = []
        heading = True
        expanded = list(_expanded(table, len(self.lines) + 1))
        width = max((len(row) for row, _, _ in expanded), default=0)
        for row, heads, cells in expanded:
            if not any(row):
                continue
            if cells == 1 and len(row) == width > 1:  # a title within the table, over all of it
                self.lines.append(row[0])
                continue
            self.lines.append(" | ".join(row))
            heading = heading and heads
            if rows and heading:
                rows[0] = _joined(rows[0], row)
                numbers[0] = len(self.lines)
                continue
            rows.append(row)
            numbers.append(len(self.lines))
        grid = grid_of(rows, numbers) if rows else None
        if grid:
            self.grids.append(grid)


def words(element: Tag) -> str:
    """The words of a cell or a caption; those of two paragraphs, or of two items, stay apart."""
    for block in element.find_all(_BLOCKS):
        block.insert_before(_APART)
        block.insert_after(_APART)
    return " ".join(filter(None, map(tidy, element.get_text().split(_APART))))


def tidy(text: str) -> str:
    r"""Words with single spaces; none where a line breaks between two Japanese characters.

    >>> tidy(" 軍事\n支援  aid ")
    '軍事支援 aid'
    """
    return " ".join(_WIDE.sub("", text).split())


def _raise(soup: BeautifulSoup) -> None:
    """Take away marks that lead to a note, and show a raised number as raised.

    Without either, ``both<sup>2</sup>`` would read *both2*.
    """
    for link in soup.find_all("a", href=re.compile("^#")):
        raised = link.find("sup") or link.find_parent("sup")
        if raised or _NOTE.fullmatch(link.get_text().strip()):
            (link.find_parent("sup") or link).decompose()
    for sup in soup.find_all("sup"):
        said = sup.get_text().strip()
        if said.isascii() and said.isdigit():
            sup.replace_with(said.translate(_RAISED))


def _flatten(soup: BeautifulSoup) -> None:
    """Make a table in a cell, of one row or one column, the list that it is.

    Otherwise the table around it would pass for one that only lays out the page.
    """
    for table in soup.find_all("table"):
        rows = table.find_all("tr")
        one = len(rows) < 2 or all(len(row.find_all(["td", "th"])) < 2 for row in rows)
        if one and table.find_parent("table") and not table.find("table"):
            for part in [table, *table.find_all(["tr", "td", "th", "tbody"])]:
                part.name = "div"


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Two rows of a heading as one: what stands below what, where the two differ.

    Where the lower row names actors, it alone: the groups above them are no part of a name.
    """
    width = max(len(upper), len(lower))
    pairs = list(zip(*(row + [""] * (width - len(row)) for row in (upper, lower)), strict=True))
    named = [low for up, low in pairs if low != up and known(low)]
    if 2 * len(named) > width - 1:
        return [low or up for up, low in pairs]
    return [" ".join(dict.fromkeys(filter(None, pair))) for pair in pairs]


def _expanded(table: Tag, line: int) -> Iterator[tuple[list[str], bool, int]]:
    """The rows of a table, a cell that spans several in each of them.

    With each: whether it is heading, and how many cells it has, with those that reach into it.
    """
    below: dict[int, tuple[int, str]] = {}
    for count, row in enumerate(table.find_all("tr"), start=1):
        if count > MAX_ROWS:
            raise TooLarge(line, f"a table of more than {MAX_ROWS} rows")
        cells: dict[int, str] = {}
        reaching = len(below)
        for column, (left, text) in list(below.items()):
            cells[column] = text
            below[column] = (left - 1, text)
            if left == 1:
                del below[column]
        column = 0
        own = row.find_all(["td", "th"], recursive=False)
        for cell in own:
            while column in cells:
                column += 1
            text, across = words(cell), _span(cell, "colspan", MAX_COLUMNS)
            down = _span(cell, "rowspan", MAX_ROWS)
            if column + across > MAX_COLUMNS:
                raise TooLarge(line, f"a table of more than {MAX_COLUMNS} columns")
            for each in range(column, column + across):
                cells[each] = text
                if down > 1:
                    below[each] = (down - 1, text)
            column += across
        heads = bool(own) and all(cell.name == "th" for cell in own)
        full = [cells.get(each, "") for each in range(max(cells, default=-1) + 1)]
        yield full, heads, reaching + len(own)


def _span(cell: Tag, name: str, most: int) -> int:
    """How many columns or rows a cell declares to span; ``rowspan="0"`` means to the end."""
    declared = str(cell.get(name, "1")).strip()
    if not (declared.isascii() and declared.isdigit()) or len(declared) > 9:
        return 1
    return min(int(declared), most) or (most if name == "rowspan" else 1)
