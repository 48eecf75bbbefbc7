"""Is this chart ours, and is it the one that stands today?

The answer is looked up in the record of identities. Bytes as they were published need no more.
A PNG that was only saved anew shows the same pixels. Whatever else says that it is ours was
changed on its way, or is not ours. A copy of which nothing says so cannot be told from a
stranger's picture; the answer then says what its reader can do.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from analysis.publish import claims, data_file, regular
from analysis.publish.budget import TooMuch
from analysis.publish.chunks import OURS, foreign
from analysis.publish.identities import READING, Row
from analysis.publish.published import ALTERED, STRANGE, Records, Verdict
from analysis.publish.typed import is_typed, of_identity

LARGEST = 32 << 20
COLOURS = ("icc_profile", "gamma", "chromaticity")
NO_WORDS = (
    "if it looks like one of our charts, it may still be a copy that was changed: give the "
    "identity printed on it, and compare it with the chart of that identity"
)
ANEW = "it was changed, or saved anew by another program, which cannot be told apart"


class Unreadable(Exception):
    """What was asked about is no file that can be read, and no identity; the message says why."""


def verify(word: str, records: Records) -> Verdict:
    """The answer for a file, or for an identity as it is printed or typed.

    Raises
    ------
    Unreadable : there is no such file, it cannot be read, and the word is no identity
    """
    path = Path(word)
    try:
        there = bool(word) and path.exists()
    except (OSError, ValueError):
        there = False
    if there:
        return of_file(path, records)
    if is_typed(word):
        return of_identity(word, records)
    raise Unreadable("no such file, and no identity, such as case/key · data 1.0.0 · 0a1b2c3d")


def of_file(path: Path, records: Records) -> Verdict:
    """The answer for a PNG, SVG, PDF or CSV file.

    Raises
    ------
    Unreadable
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable("a folder; name the files in it")
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("not a file")
        if about.st_size > LARGEST:
            return Verdict(STRANGE, f"larger than any chart: {about.st_size:,} bytes")
        with path.open("rb") as file:
            content = file.read(LARGEST)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    return of_bytes(content, records, path.name)


def of_bytes(content: bytes, records: Records, name: str = "") -> Verdict:
    """The answer for the content of a file; by its ``name`` nothing is ever found to be ours."""
    found = hashlib.sha256(content).hexdigest()
    if row := records.best(row for row in records.rows if row.sha256 == found):
        return records.version(row, "the very bytes that were published")
    kind = claims.kind(content)
    if kind == claims.TEXT:
        return data_file.verdict(content, records, name)
    said, fault = None, ""
    try:
        said = claims.claim(content)
        if kind == claims.PNG and (answer := _picture(content, said, records)):
            return answer
    except TooMuch as error:
        return Verdict(STRANGE, f"a {kind} made to be slow, not read to its end: {error}")
    except (OSError, SyntaxError, ValueError, MemoryError) as error:
        fault = f"; {claims.line(str(error))}"
    known = "its bytes and its pixels are" if kind == claims.PNG else "its bytes are"
    if said is None:
        what = f"a {kind} without our metadata, and {known} not in the record{fault}"
        return Verdict(STRANGE, f"{what}; {NO_WORDS}")
    anew = "" if kind == claims.PNG else f": {ANEW}"
    return _claimed(said, f"{known} not those that were published{anew}{fault}", records)


def _picture(content: bytes, said: str | None, records: Records) -> Verdict | None:
    """The answer for a PNG that shows what we published; None where it does not."""
    from analysis.publish.pixels import digest, opened, true_colours

    shown = digest(content)
    rows = [row for row in records.rows if row.pixels == shown]
    own = [row for row in rows if said and row.identity.startswith(f"{said} · ")]
    row = records.best(own or rows)
    if row is None:
        return None
    if strange := foreign(content, own_words=said is not None):
        return Verdict(ALTERED, f"{row.identity}: its pixels are ours, but {strange}")
    with opened(content) as image:
        note = "; a colour profile was added" if set(COLOURS) & set(image.info) else ""
        if not true_colours(image):
            why = "its pixels are ours, but its colour profile shows them in other colours"
            return Verdict(ALTERED, f"{row.identity}: {why}")
        if said is None:
            return records.version(row, f"recognised by its pixels, its metadata are missing{note}")
        if not own:
            why = f"it shows {row.identity}, but its metadata claim {claims.line(said)}"
            return Verdict(ALTERED, why)
        image.load()
        words = {name: str(image.info.get(name, "")) for name in OURS if name != "Software"}
    if changed := _changed(words, row, records):
        return Verdict(ALTERED, f"{row.identity}: its pixels are ours, but not its {changed}")
    return records.version(row, f"saved anew, the same pixels{note}")


def _changed(words: dict[str, str], row: Row, records: Records) -> str:
    """The first of a PNG's words that is not as published, if the published file is at hand."""
    from analysis.publish.pixels import opened

    try:
        content = regular.content(records.folders[row.case] / row.path, LARGEST)
    except (KeyError, OSError):
        return ""
    if hashlib.sha256(content).hexdigest() != row.sha256:
        return ""
    with opened(content) as image:
        image.load()
        return next((n for n, text in words.items() if text != str(image.info.get(n, ""))), "")


def _claimed(said: str, why: str, records: Records) -> Verdict:
    """The answer for what says that it is ours and is not as we published it."""
    claimed = claims.line(said)
    if READING.search(said):
        return Verdict(STRANGE, f"{claimed}: a reader's own version of the data, never published")
    if any(row.identity.startswith(f"{said} · ") for row in records.rows):
        return Verdict(ALTERED, f"it claims {claimed}, but {why}")
    return Verdict(STRANGE, f"it claims {claimed}, which is not in the record")
