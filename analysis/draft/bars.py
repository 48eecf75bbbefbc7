"""The tables of a plain text or of Markdown, drawn with bars.

Articles copied from the web bring bars with or without a rule below the header, wide ones from a
Japanese keyboard, frames of box characters, rows that are too short, and no empty line before
the text goes on; copied into a plain text they bring tabs for bars. So the runs of lines with
bars are found first and put into one form; what a cell is, with escaped bars, is then the
Markdown parser's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt

from analysis.draft.grid import MAX_COLUMNS, MAX_ROWS, Grid, TooLarge, grid_of

#: Bars that people type for a bar: full-width, box-drawing, broken.
_BARS = str.maketrans(dict.fromkeys("｜│┃║￨∣", "|"))
_RULE = re.compile(r"[\s|:+＋\-－―─━═=ー┼╋╬├┤┝┥┣┫╠╣┌┐└┘┏┓┗┛╔╗╚╝┬┴┳┻╦╩]+")
_FRAME = re.compile(r"[\s┌┐└┘┏┓┗┛╔╗╚╝├┤┣┫╠╣┬┴┳┻╦╩┼╋╬─━═=+\-]+")
_BAR = re.compile(r"(?<!\\)\|")
_PARSER = MarkdownIt("zero").enable("table")
_INLINE = MarkdownIt("commonmark")


def bar_tables(lines: Sequence[str], *, markup: bool) -> Iterator[Grid]:
    """The tables among the lines of a text, in order.

    Parameters
    ----------
    lines : the text's lines, the first being line 1
    markup : whether emphasis and links in a cell are Markdown's, and not part of its words

    Raises
    ------
    TooLarge
        A table of more rows or columns than any article shows.

    Examples
    --------
    >>> [grid.rows for grid in bar_tables(["x｜A", "aid｜yes｜", "then"], markup=False)]
    [(('x', 'A'), ('aid', 'yes'))]
    """
    for first, run in _runs(lines if markup else [_barred(line) for line in lines]):
        for start, rows in _split(run):
            yield from _grid(rows, first + start, markup)


def _barred(line: str) -> str:
    """A row with tabs between its cells, as one with bars; any other line as it is."""
    if "\t" not in line.strip() or _BAR.search(line.translate(_BARS)):
        return line
    return "|" + line.rstrip("\n").replace("\t", "|") + "|"


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Neighbouring lines with a bar, or that rule a table off, in one form."""
    run: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        bare = line.strip().translate(_BARS)
        if _BAR.search(bare) or (run and bare and _FRAME.fullmatch(bare)):
            run.append(bare)
            continue
        if run:
            yield number - len(run), run
        run = []


def _split(run: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """A run as its tables: a rule with bars below a later row makes this row a header."""
    headers = [
        place - 1
        for place, line in enumerate(run)
        if place and _is_rule(line) and "|" in line and not _is_rule(run[place - 1])
    ]
    framed = len(headers) > 2 or (run and _is_rule(run[0]))
    starts = [0, *(place for place in headers if place and not framed)]
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        yield start, list(run[start:end])


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _grid(run: list[str], first: int, markup: bool) -> Iterator[Grid]:
    numbered = [(line, first + place) for place, line in enumerate(run) if not _is_rule(line)]
    if len(numbered) < 2:
        return
    if len(numbered) > MAX_ROWS:
        raise TooLarge(first, f"a table of {len(numbered)} rows")
    rows = [line.removeprefix("|") for line, _ in numbered]
    width = max(len(_BAR.findall(row)) + 1 for row in rows)
    if width > MAX_COLUMNS + 1:
        raise TooLarge(first, f"a table of {width} columns")
    cells = [_cells(row, width) for row in rows]
    if markup:
        cells = [[_plain(cell) for cell in row] for row in cells]
    grid = grid_of(cells, [number for _, number in numbered])
    if grid:
        yield grid


def _cells(row: str, width: int) -> list[str]:
    """The cells of one row, read as the header of a table of this width."""
    padded = f"|{row}" + "|" * (width - len(_BAR.findall(row)))
    tokens = _PARSER.parse(f"{padded}\n|{'---|' * width}")
    cells = [token.content.strip() for token in tokens if token.type == "inline"]
    return cells if len(cells) == width else [row.strip("| ")]


def _plain(cell: str) -> str:
    """A cell of Markdown without its marks, where the words stand together in it."""
    words = unmarked(cell)
    return words if words and words in cell else cell


def unmarked(cell: str) -> str:
    """The words of a cell of Markdown as a reader sees them: no emphasis, links, references.

    >>> unmarked("keeps **its** [hard line](x.html) &amp; more")
    'keeps its hard line & more'
    """
    tokens = _INLINE.parseInline(cell)[0].children or []
    shown = ("text", "code_inline", "softbreak", "text_special")
    words = "".join(token.content or " " for token in tokens if token.type in shown)
    return words.strip() or cell
