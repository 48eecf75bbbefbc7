"""How a drawn file is shown on the page: its plot alone.

A figure's file carries its title, note and source, so that it can travel. On the page these
stand as text, which can be searched, read aloud and enlarged, and would only be repeated. So
the page shows the part of the image that the plot fills; the file itself is whole, and whoever
saves it has all of it. Without a style sheet all of it is seen, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.charts.page import MARGIN, PAGE, plot_place

if TYPE_CHECKING:
    from analysis.charts.view import Caption

VIEW = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
HEAD = 2000


@dataclass(frozen=True)
class Image:
    """An image and the part of it that is shown.

    Attributes
    ----------
    width, height : of the whole, in any one unit
    shape : width of the part by its height
    hidden : what is hidden before the part, in hundredths of the width
    """

    path: str
    width: int
    height: int
    shape: float
    hidden: float


def shown_part(folder: Path, path: str, caption: Caption) -> Image:
    """The plot of a drawn file.

    Parameters
    ----------
    path : below ``folder``, of an SVG or PNG
    caption : the words that stand around its plot; where they leave it no room, which is so for a
        file that was drawn otherwise, all of the image is shown
    """
    width, height = _size(folder / path)
    above, below = plot_place(caption)
    before, after = above - MARGIN / 2, below - MARGIN / 2
    part = height / width * PAGE - before - after
    if part <= 0:
        return Image(path, round(width), round(height), width / height, 0.0)
    return Image(path, round(width), round(height), PAGE / part, 100 * before / PAGE)


def _size(image: Path) -> tuple[float, float]:
    """Width and height as the head of a file tells them."""
    with image.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"\x89PNG"):
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    box = VIEW.search(head)
    if box is None:
        raise ValueError(f"{image.name} tells no size")
    return float(box[1]), float(box[2])
