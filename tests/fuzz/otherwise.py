"""The same file, written otherwise: what no reader may read differently.

Other quotes, line ends, marks and orders mean the same. Here a reader may not refuse, and what it
reads has to be what it reads of the file as it was.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

ACTS = re.compile(r"'*\s*[=+\-@＝＋－＠]|[\s']*[\t\n]")


def table(data: bytes, form: int) -> bytes:
    """A CSV with quotes everywhere, CRLF, a byte-order mark, guards; a bit of ``form`` for each."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    if form & 8:
        rows = [rows[0], *([guarded(plain(cell)) for cell in row] for row in rows[1:])]
    target = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form & 1 else csv.QUOTE_MINIMAL
    end = "\r\n" if form & 2 else "\n"
    csv.writer(target, lineterminator=end, quoting=quoting).writerows(rows)
    text = target.getvalue()
    text = text.removesuffix(end) if form & 16 else text
    return text.encode("utf-8-sig" if form & 4 else "utf-8")


def guarded(cell: str) -> str:
    """A cell with an apostrophe in front, if it begins like a formula and is no number."""
    return f"'{cell}" if ACTS.match(cell) and not number(cell) else cell


def plain(cell: str) -> str:
    """A cell without the apostrophe that guards it."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) != cell[1:] else cell


def number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", cell) is not None


def declaration(data: bytes, form: int) -> bytes:
    """JSON with other indents, escapes, orders of names, a byte-order mark, CRLF."""
    text = json.dumps(
        json.loads(data),
        ensure_ascii=bool(form & 1),
        indent=(None, 1, 4)[form % 3],
        sort_keys=bool(form & 8),
    )
    text = text.replace("\n", "\r\n") if form & 2 else text
    return text.encode("utf-8-sig" if form & 4 else "utf-8")


def article(data: bytes, kind: str, form: int) -> bytes:
    """An article with other line ends, spaces at the ends of lines, bars, tags or packing."""
    if kind == "docx":
        return packed(data, form)
    text = data.decode()
    if kind == "html":
        text = re.sub(r"</?\w+", lambda tag: tag[0].upper(), text) if form & 1 else text
        text = text.replace("<td>", '<td class="x" align=left>') if form & 8 else text
        text = text.replace("<p>", "\n <p>").replace("<table ", "\n<!-- x -->\n<table\n")
    else:
        text = "\n".join(line + " " * (form & 1) for line in text.split("\n"))
        text = text.replace(" | ", " ｜ ") if form & 8 and kind == "txt" else text
    text = text.replace("\n", "\r\n") if form & 2 else text
    return text.encode("utf-8-sig" if form & 4 else "utf-8")


def packed(data: bytes, form: int) -> bytes:
    """A zip whose parts stand in another order, or are packed otherwise."""
    target = io.BytesIO()
    how = zipfile.ZIP_STORED if form & 1 else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", how) as new:
        names = old.namelist()
        for name in reversed(names) if form & 2 else names:
            new.writestr(name, old.read(name))
    return target.getvalue()


def sheet(data: bytes, form: int) -> bytes:
    """A filled sheet whose codes are numbers, texts, or texts with a typed minus sign."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    for page in book.worksheets:
        head = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            for name in {"stance", "low", "high", "direction"} & set(head):
                cell = row[head.index(name)]
                if cell.value is not None:
                    word = str(cell.value)
                    cell.value = (int(word), word, word.replace("-", "−"), float(word))[form % 4]
    target = io.BytesIO()
    book.save(target)
    return packed(target.getvalue(), form >> 2)
