"""Marks of votes: yes, no, abstained, not voting, no seat.

A vote on a text is no stance on an issue, so its colours are none of the stance ramp's and its
glyphs none of the scale's; the word stands beside the glyph wherever there is room. A state's
vote fills its tile. Where several states vote, as those of the European Union do, each count is
a chip of its own, and the tile stays bare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, line_height
from analysis.charts.palette import GROUND, QUIET, ink_on
from analysis.charts.record import Text
from analysis.charts.wrap import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.charts.view import Lang

CHIP, PAD, APART = 4.2, 1.0, 2.0
STEP = line_height(TEXT) + 0.2
NO_SEAT = "—"
#: Lines of a count at the most.
MOST = 2
Count = tuple[str, list[str]]


class Look(NamedTuple):
    """A kind of vote: its word, its glyph, the ground of its tile."""

    word: Text
    glyph: str
    colour: str


#: By column of the tables of votes, in the order in which they are read out.
LOOKS: Mapping[str, Look] = {
    "yes": Look(Text("yes", "賛成"), "▲", "#7b6a3a"),
    "no": Look(Text("no", "反対"), "▼", "#3b2f2f"),
    "abstain": Look(Text("abstained", "棄権"), "○", "#cbc2a4"),
    "not_voting": Look(Text("not voting", "不参加"), "–", GROUND),
}
COUNT = Text("{n} {word}", "{word}{n}")
OF = Text("{n} of {of} {word}", "{word}{n}／{of}")
BARE = Text("{n}", "{n}")
BARE_OF = Text("{n} of {of}", "{n}／{of}")


def items(kinds: Sequence[str], lang: Lang) -> list[marks.Item]:
    """Key items for the kinds of vote that occur."""
    return [(_swatch(look), look.word(lang)) for kind, look in LOOKS.items() if kind in kinds]


def no_seat(ax: Axes, box: marks.Box) -> None:
    """The mark of an actor without a state in the body."""
    marks.line(ax, box.x + box.w / 2, box.y + box.h / 2, NO_SEAT, TEXT, QUIET, "center")


def state(ax: Axes, box: marks.Box, kind: str, lang: Lang) -> None:
    """The vote of one state, in a tile of its colour."""
    look = LOOKS[kind]
    marks.tile(ax, box, look.colour)
    words = f"{look.glyph} {look.word(lang)}"
    words = words if width(words, TEXT) + 2 * PAD <= box.w else look.glyph
    middle = (box.x + box.w / 2, box.y + box.h / 2)
    marks.line(ax, *middle, words, TEXT, ink_on(look.colour), "center")


def counts(row: pd.Series, lang: Lang, of: bool, room: float) -> list[Count]:
    """Kind of each count of several states, and its words, set in lines.

    Parameters
    ----------
    row : its counts; of a whole body those of yes, no and abstentions are said also where 0
    of : say of how many, beside the first count: the states of one actor
    room : width of the tile in millimetres; where MOST lines do not hold a word, its glyph stands
        for it
    """
    found: list[Count] = []
    for kind, look in LOOKS.items():
        n = row[kind]
        if pd.isna(n) or (n == 0 and (of or kind == "not_voting")):
            continue
        first = of and not found
        values = {"n": n, "of": row["of"], "word": look.word(lang)}
        words, bare = (text(lang, values) for text in ((OF, BARE_OF) if first else (COUNT, BARE)))
        left = room - CHIP - 2.5 * PAD
        lines = wrap(words, left, TEXT)
        fits = len(lines) <= MOST and all(width(line, TEXT) <= left for line in lines)
        whole = fits and "".join(lines).replace(" ", "") == words.replace(" ", "")
        found.append((kind, lines if whole else [bare]))
    return found


def group_height(said: Sequence[Count], room: float) -> float:
    """Height in millimetres of what :func:`group` draws into a tile ``room`` wide."""
    below = max(
        (y + len(w) for (_, w), (_, y) in zip(said, _places(said, room), strict=True)), default=1
    )
    return below * STEP + 2 * PAD


def group(ax: Axes, box: marks.Box, said: Sequence[Count]) -> None:
    """Counts of several states, each a chip with its words, over as many lines as they need."""
    marks.tile(ax, box, GROUND)
    slack = box.h - group_height(said, box.w)
    for (kind, lines), (x, place) in zip(said, _places(said, box.w), strict=True):
        look, top = LOOKS[kind], box.y + PAD + slack / 2 + place * STEP
        chip = marks.Box(box.x + x, top + (STEP - CHIP) / 2, CHIP, CHIP)
        _chip(ax, chip, look)
        left = chip.x + CHIP + PAD
        for n, words in enumerate(lines):
            marks.line(ax, left, top + (n + 0.5) * STEP, marks.cut(words, box.x + box.w - left))


def _places(said: Sequence[Count], room: float) -> list[tuple[float, int]]:
    """Left edge in millimetres and line of each count."""
    places: list[tuple[float, int]] = []
    x, line, deep = PAD, 0, 1
    for _, lines in said:
        need = CHIP + PAD + max(width(words, TEXT) for words in lines)
        if x > PAD and x + need > room - PAD / 2:
            x, line, deep = PAD, line + deep, 1
        places.append((x, line))
        x, deep = x + need + APART, max(deep, len(lines))
    return places


def _chip(ax: Axes, box: marks.Box, look: Look) -> None:
    marks.tile(ax, box, look.colour)
    middle = (box.x + box.w / 2, box.y + box.h / 2)
    marks.line(ax, *middle, look.glyph, TEXT, ink_on(look.colour), "center")


def _swatch(look: Look) -> marks.Draw:
    return lambda ax, box: _chip(ax, box, look)
