"""How much of a stranger's file is read, in all.

A file of some hundred kilobytes can unfold to work for minutes: streams inside streams, many
small texts that each cost a little. A limit on each of them does not bound their product. So all
that is done for one file is paid from one purse, in characters looked at, and when that is empty
or the time is up the file is given up with a line that says so. Charts need a hundredth of it.
"""

from __future__ import annotations

import time

#: Characters, and seconds, that one file may cost.
CHARACTERS, SECONDS = 300_000_000, 10.0


class TooMuch(Exception):
    """A file that would take longer than any chart does; the message says what was too much."""


class Budget:
    """What is left for one file.

    >>> Budget(10).spend(11)
    Traceback (most recent call last):
    analysis.publish.budget.TooMuch: more than 10 characters to look through
    """

    def __init__(self, characters: int = CHARACTERS, seconds: float = SECONDS) -> None:
        self._characters, self._left = characters, characters
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def spend(self, characters: int) -> None:
        """Pay for looking through so many characters.

        Raises
        ------
        TooMuch
        """
        self._left -= characters
        if self._left < 0:
            raise TooMuch(f"more than {self._characters:,} characters to look through")
        if time.monotonic() > self._end:
            raise TooMuch(f"more than {self._seconds:g} seconds of work")
