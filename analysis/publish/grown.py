"""A record that only grows: whether it still begins as a run left it, and how far.

The manifest keeps the sha256 of the record as the last finished run left it. So a line that was
changed or taken out is noticed, and a line that somebody added is told from those of a run.
"""

from __future__ import annotations

from hashlib import sha256


def grown(content: bytes, before: str) -> bool:
    r"""Whether a record only has lines more than the one whose sha256 is ``before``.

    >>> all(grown(b"a\nx\n", sha256(old).hexdigest()) for old in (b"a\n", b"a\nx\n"))
    True
    """
    found = sha256()
    for line in content.splitlines(keepends=True):
        found.update(line)
        if found.hexdigest() == before:
            return True
    return not before


def vouched_for(content: bytes, before: str) -> bytes:
    r"""The lines of a record that the run which left ``before``, its sha256, had written.

    Whoever can add a line to a record could make any file a published one. So lines behind
    those of the last finished run are not believed; without a manifest all are.

    >>> vouched_for(b"a\nx\n", sha256(b"a\n").hexdigest())
    b'a\n'
    """
    found, length = sha256(), 0
    for line in content.splitlines(keepends=True):
        found.update(line)
        length += len(line)
        if found.hexdigest() == before:
            return content[:length]
    return content
