"""Two marks on any unit drawn: its substance not borne out, its quotation not found.

A chart of what an article says can mislead where the public record says otherwise, so a unit
that any claim calls into question bears a mark wherever it is drawn. The first mark is the glyph
of the worst status, contradicted or not found; the second says that the words printed as a
quotation were not found. *Not found* is absent from the sources searched, never disproved. A
unit that no claim covers was not checked and bears no mark; its columns are empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.case.contract import STATUSES as BY_WORST
from analysis.charts import marks
from analysis.charts.fonts import width
from analysis.charts.page import TEXT, line_height
from analysis.charts.palette import ALERT, GROUND
from analysis.charts.record import Text
from analysis.charts.record_words import QUOTATION_GLYPH, STATUSES
from analysis.stance.matrix import TABLE
from analysis.stance.record import record_of_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Case
    from analysis.charts.view import View

COLUMNS = ("status", "not_borne_out", "quotation_not_found")
PAD, HEIGHT = 0.9, line_height(TEXT) - 0.6
UNSUPPORTED = Text(
    "not borne out by the public record (✕ contradicted, ? not in the sources searched)",
    "公的記録による裏づけなし（✕は矛盾、?は調べた典拠に見当たらず）",
)
UNQUOTED = Text("quotation not found in the sources searched", "調べた典拠に引用の文言は見当たらず")


def with_record(
    case: Case, rows: pd.DataFrame, unit: str = "unit", prefix: str = ""
) -> pd.DataFrame:
    """The rows with what the record says of their units.

    Parameters
    ----------
    unit : the column that names the unit, or the units with spaces between
    prefix : put before the three columns added at the end

    Returns
    -------
    frame, the same rows
        ``status``: the worst of the claims on the units; ``not_borne_out``,
        ``quotation_not_found`` (boolean); NA where no claim bears on any of them: not checked.
    """
    known = record_of_units(case)
    rank = {status: place for place, status in enumerate(BY_WORST)}
    of_rows = rows[unit].astype("str").str.split().explode()
    found = known.reindex(of_rows).set_axis(of_rows.index)
    found["rank"] = found["status"].map(rank)
    groups = found.groupby(level=0, sort=False)
    worst = groups["rank"].min().map(dict(enumerate(BY_WORST)))
    flags = {column: groups[column].max().astype("boolean") for column in COLUMNS[1:]}
    extra = (
        pd.DataFrame({"status": worst.astype("str"), **flags})
        .reindex(rows.index)
        .add_prefix(prefix)
    )
    return pd.concat([rows, extra], axis=1)


def giving(cells: pd.DataFrame) -> pd.Series:
    """The units that give the position of each cell of the wide matrix.

    For a chart that draws the position alone: a cell of the table is the position, and what else
    was said on it bears its mark where it is drawn. Without one all units count, joined by
    spaces; NA where nothing is stated.
    """
    return cells["units"].str.split().str[0].where(cells["origin"] == TABLE, cells["units"])


def glyphs(row: pd.Series, prefix: str = "") -> str:
    """What the badge of a unit shows; empty where it bears no mark.

    Examples
    --------
    >>> marked = {"status": "not_found", "not_borne_out": True, "quotation_not_found": True}
    >>> glyphs(pd.Series(marked))
    '? “?”'
    """
    signs = []
    if _is(row, f"{prefix}not_borne_out"):
        signs.append(STATUSES[row[f"{prefix}status"]].glyph)
    if _is(row, f"{prefix}quotation_not_found"):
        signs.append(QUOTATION_GLYPH)
    return " ".join(signs)


def room(row: pd.Series, prefix: str = "", apart: float = 0) -> float:
    """Width in millimetres of a unit's badge and a gap; 0 where it bears no mark."""
    signs = glyphs(row, prefix)
    return tag_width(signs) + apart if signs else 0.0


def badge(
    ax: Axes, x: float, middle: float, row: pd.Series, prefix: str = "", side: str = "left"
) -> None:
    """The badge of a unit with its left or right edge at ``x``; nothing where it bears no mark."""
    signs = glyphs(row, prefix)
    if signs:
        tag(ax, x - (tag_width(signs) if side == "right" else 0), middle, signs)


def items(rows: pd.DataFrame, view: View, *prefixes: str) -> list[marks.Item]:
    """Key items for the marks that occur among the rows."""
    prefixes = prefixes or ("",)

    def occurs(column: str) -> bool:
        return any(rows[f"{p}{column}"].eq(True).fillna(False).any() for p in prefixes)

    return key_items(occurs("not_borne_out"), occurs("quotation_not_found"), view)


def key_items(substance: bool, quotation: bool, view: View) -> list[marks.Item]:
    """Key items for either mark."""
    found: list[marks.Item] = []
    if substance:
        found.append((_swatch("?"), UNSUPPORTED(view.lang)))
    if quotation:
        found.append((_swatch(QUOTATION_GLYPH), UNQUOTED(view.lang)))
    return found


def tag_width(signs: str) -> float:
    """Width in millimetres of a badge with these signs."""
    return width(signs, TEXT) + 2 * PAD


def tag(ax: Axes, x: float, middle: float, signs: str) -> float:
    """A badge with its left edge at ``x``; where it ends."""
    w = tag_width(signs)
    ground = Rectangle(
        (x, middle - HEIGHT / 2), w, HEIGHT, facecolor=GROUND, edgecolor=ALERT, lw=0.9, zorder=2.5
    )
    ax.add_patch(ground)
    marks.line(ax, x + w / 2, middle, signs, TEXT, ALERT, "center")
    return x + w


def _swatch(signs: str) -> marks.Draw:
    def draw(ax: Axes, box: marks.Box) -> None:
        tag(ax, box.x + (box.w - tag_width(signs)) / 2, box.y + box.h / 2, signs)

    return draw


def _is(row: pd.Series, column: str) -> bool:
    return pd.notna(row[column]) and bool(row[column])
