"""The order of a day on the public record, as a list to set beside the source's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Text
from analysis.charts.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RECORD = "record"
TOP, HEAD, NUMBER, SPACE = 3.0, 6.5, 8.0, 0.8
HEADING = Text("The same day on the public record, in order", "公的記録が示す同じ日の経過（順）")
TIMED = Text("{words} ({time})", "{words}（{time}）")
NOTE = Text(
    " The list at the foot is the order that other sources report, in our words.",
    "末尾の一覧は別の典拠が伝える順序で、文言は当方による。",
)


def height(steps: pd.DataFrame, view: View) -> float:
    """Height in millimetres of what :func:`draw` draws; 0 where the record has no steps."""
    if steps.empty:
        return 0.0
    return TOP + HEAD + sum(_height(step, view) for _, step in steps.iterrows())


def draw(ax: Axes, y: float, steps: pd.DataFrame, view: View) -> None:
    """A heading, and a row a step: its number, who acts, what happened and when."""
    if steps.empty:
        return
    y += TOP
    ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
    marks.line(ax, 0, y + HEAD / 2, HEADING(view.lang))
    y += HEAD
    for _, step in steps.iterrows():
        middle = y + line_height(TEXT) / 2
        marks.line(ax, 0, middle, str(step["step"]), colour=QUIET)
        if pd.notna(step["actor"]):
            marks.actor_dot(ax, NUMBER - 2, middle, step["actor"], view)
        marks.paragraphs(ax, NUMBER + 1, y, _parts(step, view), WIDTH - NUMBER - 1)
        y += _height(step, view)


def _height(step: pd.Series, view: View) -> float:
    return marks.paragraphs_height(_parts(step, view), WIDTH - NUMBER - 1) + SPACE


def _parts(step: pd.Series, view: View) -> list[marks.Part]:
    time = step["time" if view.lang == "en" else "time_ja"]
    words = str(step[f"event_{view.lang}"])
    if pd.notna(time):
        words = TIMED(view.lang, {"words": words, "time": time})
    return [(words, INK)]
