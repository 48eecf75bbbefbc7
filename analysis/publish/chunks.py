"""What a PNG carries beside its pixels, so that words and pictures smuggled in are seen.

A decoder shows one picture and keeps one text of each name; a file can hold more: a second text
of the same name, an animation, another file behind the end. So the chunks are walked here
themselves. Programs that save an image anew may drop its words, add their own name or a date,
or a colour profile; all else is no part of a chart.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

from analysis.publish.budget import TooMuch

TEXTS = (b"tEXt", b"zTXt", b"iTXt")
PLAIN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sBIT", b"bKGD", b"tIME", *TEXTS}
COLOURS = {b"sRGB", b"gAMA", b"cHRM", b"iCCP"}
OURS = ("Title", "Author", "Description", "Copyright", "Source", "Identifier", "Software")
# Each costs a decoder time; a chart has some dozens.
MOST = 5000
#: Two chunks that name the colours every program takes a PNG without them to have.
USUAL = {
    b"gAMA": struct.pack(">I", 45455),
    b"cHRM": struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000),
}
#: Words of a program that saved a file are short; longer ones are somebody's message.
LONGEST = 100
STEP = 1 << 20
#: Names under which programs write of themselves when they save.
SAVED = ("Software", "Creation Time", "date:create", "date:modify", "date:timestamp")


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk up to the end of the PNG.

    Raises
    ------
    ValueError : the file breaks off, or goes on behind its end
    """
    at = 8
    while at + 12 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        kind = content[at + 4 : at + 8]
        yield kind, content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IEND":
            if at != len(content):
                raise ValueError("it goes on behind the end of the picture")
            return
    raise ValueError("it breaks off")


def bounded(content: bytes) -> None:
    """See that a PNG has no more chunks than can be decoded in a moment.

    Raises
    ------
    TooMuch
    """
    at = 8
    for _ in range(MOST):
        if at + 4 > len(content):
            return
        at += 12 + int.from_bytes(content[at : at + 4])
    raise TooMuch(f"more than {MOST:,} chunks")


def foreign(content: bytes, own_words: bool) -> str:
    """What a PNG carries that no chart does, in words; empty where there is nothing.

    Parameters
    ----------
    own_words : the file has our metadata; else it may have no words but those of a program that
        saved it
    """
    names: Counter[str] = Counter()
    picture: list[bytes] = []
    try:
        for kind, data in chunks(content):
            if kind not in PLAIN | COLOURS:
                return f"it carries a chunk {kind.decode('latin-1')!r}, which no chart has"
            if data != USUAL.get(kind, data):
                return f"it carries a chunk {kind.decode('latin-1')!r} that changes its colours"
            if kind == b"pHYs" and data[:4] != data[4:8]:
                return "its pixels are declared not to be square"
            if kind == b"IDAT":
                picture.append(data)
            if kind in TEXTS:
                name = data.partition(b"\0")[0].decode("latin-1")
                names[name] += 1
                if name in SAVED and len(data) > LONGEST:
                    return f"it carries words of its own under {name!r}"
        if _goes_on(picture):
            return "it carries bytes behind its picture"
    except ValueError as error:
        return str(error)
    for name, times in names.items():
        if name not in SAVED and not (own_words and name in OURS):
            return f"it carries words of its own under {name!r}"
        if times > 1:
            return f"it carries {times} texts under {name!r}"
    return ""


def _goes_on(picture: list[bytes]) -> bool:
    """Whether the compressed picture ends before the bytes that are to hold it do."""
    stream = zlib.decompressobj()
    rest = b"".join(picture)
    try:
        while rest and not stream.eof:
            stream.decompress(rest, STEP)
            rest = stream.unconsumed_tail
    except zlib.error:
        return True
    return bool(stream.unused_data)
