"""Words that may name a file.

A case's name becomes a folder, a coder's name a file. Such a word comes from somebody else's
table or declaration, and has to mean the same on every system: no path, no two names that differ
by case alone, none that Windows keeps for a device.
"""

from __future__ import annotations

import re

ALLOWED = "small letters, digits, _ and -, and no name of a device, such as con"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def names_a_file(word: str) -> bool:
    """Whether a word may stand in a path, everywhere and without surprise.

    >>> [names_a_file(word) for word in ("my-case", "../x", "A", "con", "a" * 300)]
    [True, False, False, False, False]
    """
    return bool(_NAME.fullmatch(word)) and not _DEVICES.fullmatch(word)
