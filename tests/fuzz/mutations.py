"""What is done to a file before a reader gets it: to its bytes, its values, its structure."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

#: Bytes and texts that parsers trip over.
ODD = [
    b"", b" ", b" x", b"x ", b'"', b'""', b"\n", b"\r", b"\r\n", b"\0", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\x1b$B", b",", b";", b"|", b"\t", b"<", b"</", b"<table>",
    b"<td colspan=99999>", b"]]>", b"<!--", b"-->", b"&#0;", b"&#x110000;", b"&a;", b"=1+1",
    b"'=1+1", b"@x", b"+1", b"-", b"1e999", b"nan",
    b"9" * 30, b"../../x", b"/etc/passwd", b"{", b"}", b"[", b"]", b"null", b"true", b"$x_1$",
    b"\\", b"%n", b"A" * 4000, b"---|---|", b"\xed\xa0\x80", b"\xc0\xaf", "−1".encode(),
    "１".encode(), "\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), "｜".encode(),
    "🧑‍🤝‍🧑".encode(),
]  # fmt: skip
#: Values that a JSON may hold where another was meant.
STRANGE: list[Any] = [
    None, True, 0, -1, 2.5, 1e308, float("nan"), float("inf"), 10**40, 10**15, "", " ", "\0",
    "../x", "/etc/passwd", "con", "NUL", "A", "Ａ", "a\nb", "=1+1", "'=1",
    "-1", "a" * 5000, "(a+)+b", "^$", "string", "integer", "https://x.example/y.csv", "x.csv",
    [], [[]], {}, {"name": "x"}, ["a", "a"],
]  # fmt: skip
ENCODINGS = ["cp932", "euc_jp", "utf-16", "utf-16-be", "utf-8-sig", "iso2022_jp", "latin-1"]


@dataclass(frozen=True)
class Change:
    """One change: what is done, where (a share of the length), and with which bytes."""

    kind: str
    place: float
    length: int
    bytes: bytes


changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(["put", "cut", "replace", "double", "swap", "end", "encode"]),
        st.floats(0, 1),
        st.integers(0, 60),
        st.sampled_from(ODD) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=4,
)


def changed(data: bytes, made: list[Change]) -> bytes:
    """The bytes after every change."""
    for change in made:
        at = round(change.place * len(data))
        upto = at + change.length
        if change.kind == "put":
            data = data[:at] + change.bytes + data[at:]
        elif change.kind == "cut":
            data = data[:at] + data[upto:]
        elif change.kind == "replace":
            data = data[:at] + change.bytes + data[upto:]
        elif change.kind == "double":
            data = data[:upto] + data[at:]
        elif change.kind == "swap":
            data = data[upto:] + data[:at] + data[at:upto] if at else data
        elif change.kind == "end":
            data = data[:at]
        else:
            codec = ENCODINGS[change.length % len(ENCODINGS)]
            data = data.decode("utf-8", "replace").encode(codec, "replace")
    return data


def repacked(data: bytes, part: int, made: list[Change]) -> bytes:
    """A zip in which one of its parts is changed, packed again so that it is a zip still."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        for place, name in enumerate(names):
            content = old.read(name)
            new.writestr(name, changed(content, made) if place == part % len(names) else content)
    return target.getvalue()


def revalued(data: bytes, row: int, column: int, value: str) -> bytes:
    """A CSV in which one cell has another value, written as a spreadsheet would."""
    import csv

    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    cells = rows[row % len(rows)]
    if cells:
        cells[column % len(cells)] = value
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode("utf-8", "replace")


def restructured(data: bytes, steps: list[int], what: str, value: Any) -> bytes:
    """A JSON in which the node that ``steps`` lead to is put, cut, doubled, nested or renamed."""
    whole = [json.loads(data)]
    above: Any = whole
    at: Any = 0
    for step in steps:
        node = above[at]
        if not isinstance(node, (dict, list)) or not node:
            break
        above, at = (
            node,
            (list(node) if isinstance(node, dict) else range(len(node)))[step % len(node)],
        )
    if what == "cut" and above is not whole:
        del above[at]
    elif what == "nest":
        for _ in range(60):
            above[at] = [above[at]]
    elif what == "rename" and isinstance(above, dict):
        above[str(value)] = above.pop(at)
    elif what == "double" and isinstance(above, list):
        above.insert(at, above[at])
    elif what == "double":
        mark = "a name that stands nowhere else"
        above[mark] = value
        return json.dumps(whole[0]).replace(json.dumps(mark), json.dumps(at), 1).encode()
    else:
        above[at] = value
    return json.dumps(whole[0], ensure_ascii=False).encode("utf-8", "surrogatepass")
