"""What a notebook is told, as a hash: its cells without what they gave.

The gallery is made from the cells, so running a notebook anew must not make it stale. A run with
nothing to do reads every notebook for this, and what they gave are megabytes of pictures: to
parse those would take a quarter of its time. So they are cut out before, where the file is laid
out as notebooks are written, and parsed where it is not; the cells are the same either way.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from analysis.publish import regular

# A line break cannot stand in a JSON string, so these lines are never part of a cell's text.
OPENS = b'\n   "outputs": [\n'
CLOSES = b"\n   ]"


def digest(path: Path) -> str | None:
    """sha256 of the kinds and the texts of a notebook's cells; None where it is no notebook."""
    try:
        content = regular.content(path)
        try:
            cells = json.loads(without_outputs(content))["cells"]
        except (ValueError, LookupError, TypeError):
            cells = json.loads(content)["cells"]
        told = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def without_outputs(content: bytes) -> bytes:
    r"""The same notebook with every list of outputs empty, where each begins a line of its own.

    >>> without_outputs(b'{"cells": [{\n   "outputs": [\n    1\n   ],\n   "source": []}]}')
    b'{"cells": [{\n   "outputs": [],\n   "source": []}]}'
    """
    kept, at = [], 0
    while (opens := content.find(OPENS, at)) >= 0:
        closes = content.find(CLOSES, opens)
        if closes < 0:
            break
        kept += [content[at:opens], OPENS[:-1]]
        at = closes + CLOSES.index(b"]")
    return b"".join([*kept, content[at:]])
