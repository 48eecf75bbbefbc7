"""What generated statements say: who, on what, when, how often.

What must come out of a reduction is known beforehand only of statements that were made to a
design. The plain one lets everybody say everything equally often, for measuring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What a broken row has for an actor, for an issue; its code is as far above the scale as OFF.
NO_ACTOR, NO_ISSUE, OFF = "unknown_actor", "unknown_issue", 7


@dataclass(frozen=True, eq=False)
class Design:
    """What may be said, by whom and when.

    Attributes
    ----------
    actors, issues : keys
    levels : the lowest and the highest code; every whole number between them is a code too
    first : the first month, ``YYYY-MM``
    months : how many
    shares : months × actors × issues × codes, codes ascending
        How often each is said among the statements of its month; each month sums to 1. None
        where all are as frequent.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    levels: tuple[int, int] = (-2, 2)
    first: str = "2023-01"
    months: int = 24
    shares: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        wrong = None
        if not self.actors or not self.issues:
            wrong = "no actor or no issue; one of each at least"
        elif not -128 <= self.levels[0] < self.levels[1] <= 127 - OFF:
            wrong = f"levels {self.levels}; low < high, from -128 to {127 - OFF}"
        elif self.months < 1:
            wrong = f"months {self.months}; 1 or more"
        elif NO_ACTOR in self.actors or NO_ISSUE in self.issues:
            wrong = f"{NO_ACTOR}, {NO_ISSUE} stand for what is not known; other names"
        elif self.shares is not None and self.shares.shape != self.shape:
            wrong = f"shares of shape {self.shares.shape}; {self.shape}"
        elif self.shares is not None and not _sums_to_one(self.shares):
            wrong = "shares of a month that do not sum to 1; each 0 or more, each month 1"
        if wrong:
            raise ValueError(wrong)

    @property
    def codes(self) -> tuple[int, ...]:
        """Every code, ascending."""
        return tuple(range(self.levels[0], self.levels[1] + 1))

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Months × actors × issues × codes."""
        return self.months, len(self.actors), len(self.issues), len(self.codes)


def _sums_to_one(shares: NDArray[np.float64]) -> bool:
    """Whether each month's shares do; a share that is NaN never does."""
    return bool((shares >= 0).all() and np.allclose(shares.sum(axis=(1, 2, 3)), 1))


def uniform(
    actors: int = 200,
    issues: int = 500,
    levels: tuple[int, int] = (-2, 2),
    first: str = "2023-01",
    months: int = 24,
) -> Design:
    """A design in which everybody says everything equally often.

    Examples
    --------
    >>> design = uniform(2, 3)
    >>> design.actors, design.issues
    (('actor_000', 'actor_001'), ('issue_000', 'issue_001', 'issue_002'))
    """
    who = tuple(f"actor_{n:03}" for n in range(actors))
    what = tuple(f"issue_{n:03}" for n in range(issues))
    return Design(who, what, levels, first, months)
