"""From bytes to text: UTF-8 or a refusal that names the cause.

Spreadsheets in Japan still save CP932, and "Unicode text" there means UTF-16. Both are refused
rather than guessed at, since a wrong guess puts other characters into a quotation. The guess is
only used to say what the file seems to be, which is the thing its author needs to know.
"""

from __future__ import annotations

import codecs
import re

_SAVE = "UTF-8, which spreadsheets call “CSV UTF-8”"
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_KANA = re.compile("[ぁ-ヺ]")
_HALF_WIDTH = re.compile("[｡-ﾟ]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class RefusedError(Exception):
    """Bytes that are not a text we read; ``line`` is where, if it can be said."""

    def __init__(self, wrong: str, allowed: str, line: int | None = None) -> None:
        super().__init__(wrong)
        self.wrong, self.allowed, self.line = wrong, allowed, line


def text_of(data: bytes) -> str:
    """The text of UTF-8 bytes, without byte-order mark, with LF line ends.

    Raises
    ------
    RefusedError
        Empty, another encoding, a NUL or other control character, a lone carriage return.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise RefusedError(f"is in {encoding}", _SAVE)
    if _looks_like_utf16(data):
        raise RefusedError("is in UTF-16, without a byte-order mark", _SAVE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data) from error
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise RefusedError("the file is empty", "a header and its rows, in UTF-8")
    if "\r" in text:
        line = 1 + text.count("\n", 0, text.index("\r"))
        raise RefusedError("a carriage return without a line feed", "line ends LF or CRLF", line)
    control = _CONTROL.search(text)
    if control:
        line = 1 + text.count("\n", 0, control.start())
        raise RefusedError(*_control(text, control), line)
    return text


def _control(text: str, control: re.Match[str]) -> tuple[str, str]:
    character = control.group()
    if character == "\0":
        return "a NUL byte", "text in UTF-8, without NUL"
    if text.startswith(("\x1b$", "\x1b("), control.start()):
        return "is in ISO-2022-JP", _SAVE
    return f"the control character U+{ord(character):04X}", "printed characters, in UTF-8"


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every other byte is mostly NUL, as ASCII is when written in UTF-16."""
    start = data[:200]
    if len(start) < 4:
        return False
    return any(start[side::2].count(0) > 0.4 * len(start[side::2]) for side in (0, 1))


def _not_utf8(data: bytes) -> RefusedError:
    try:
        data.decode("utf-8")
        raise AssertionError("these bytes are UTF-8")
    except UnicodeDecodeError as error:
        at = error.start
    line = 1 + data.count(b"\n", 0, at)
    wrong = f"is not UTF-8: byte 0x{data[at]:02x} at position {at}"
    seems = _seems(data)
    return RefusedError(wrong + (f", which looks like {seems}" if seems else ""), _SAVE, line)


def _seems(data: bytes) -> str | None:
    """The Japanese encoding that reads the bytes as kana, or None."""
    beyond_ascii = sum(byte > 127 for byte in data)
    valid = sum(len(c.encode()) for c in data.decode("utf-8", "ignore") if ord(c) > 127)
    if valid > beyond_ascii / 2:
        return None
    readings = {}
    for codec, word in (("cp932", "Shift_JIS or CP932"), ("euc_jp", "EUC-JP")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        readings[word] = len(_KANA.findall(text)) - len(_HALF_WIDTH.findall(text))
    best = max(readings, key=lambda word: readings[word], default=None)
    return best if best and readings[best] > 0 else None
