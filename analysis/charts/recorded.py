"""The order of a day on the public record, as a list to set beside the source's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Text
from analysis.charts.view import View
from analysis.stance.record import NOT_BORNE_OUT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.case import Case

RECORD, CLAIMED = "record", "line"
TOP, HEAD, NUMBER, SPACE = 3.0, 6.5, 8.0, 0.8
HEADING = Text("The same day on the public record, in order", "公的記録が示す同じ日の経過（順）")
CLAIMS = Text(
    "On other lines, not borne out by the public record",
    "他の行の記述で、公的記録による裏づけのないもの",
)
HEADINGS = {RECORD: HEADING, CLAIMED: CLAIMS}
ON_LINE = Text("{words} (line {line})", "{words}（{line}行目）")
TIMED = Text("{words} ({time})", "{words}（{time}）")
NOTE = Text(
    " The list at the foot is the order that other sources report, in our words.",
    "末尾の一覧は別の典拠が伝える順序で、文言は当方による。",
)


def claims_without_unit(case: Case) -> pd.DataFrame:
    """The source's claims that no unit stands for and that the record does not bear out.

    Returns
    -------
    frame, one row a claim, with the columns of the steps that apply; a mark must stand on its
    line, since there is no unit to bear it. None where the case is held to the record, which
    leaves out what these claims say.
    """
    claims = case["evidence"] if case.demand is None else case["evidence"].head(0)
    alone = ~claims["claim"].isin(case["evidence_units"]["claim"])
    claims = claims[alone & claims["status"].isin(NOT_BORNE_OUT)]
    rows = pd.DataFrame({"event": claims["claim"], "line": claims["line"]})
    rows["event_en"], rows["event_ja"] = claims["claim_en"], claims["claim_ja"]
    return rows.assign(
        chain=CLAIMED,
        source_ids=claims["sources"],
        status=claims["status"],
        not_borne_out=True,
        quotation_not_found=claims["wording"].eq("not_found").fillna(False),
    )


def height(steps: pd.DataFrame, view: View) -> float:
    """Height in millimetres of what :func:`draw` draws; 0 where there is nothing to draw."""
    lists = [rows for _, rows in steps.groupby("chain", sort=False)]
    rows = sum(_height(step, view) for _, step in steps.iterrows())
    return len(lists) * (TOP + HEAD) + rows


def draw(ax: Axes, y: float, steps: pd.DataFrame, view: View) -> None:
    """Two lists: the steps on record, then claims on other lines that bear a mark."""
    for chain, rows in steps.groupby("chain", sort=False):
        y += TOP
        ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6)
        marks.line(ax, 0, y + HEAD / 2, HEADINGS[str(chain)](view.lang))
        y = _rows(ax, y + HEAD, rows, view)


def _rows(ax: Axes, y: float, rows: pd.DataFrame, view: View) -> float:
    """A row a step: its number, who acts, what happened and when; of a claim its mark."""
    for _, step in rows.iterrows():
        middle = y + line_height(TEXT) / 2
        if pd.notna(step["step"]):
            marks.line(ax, 0, middle, str(step["step"]), colour=QUIET)
        record_marks.badge(ax, 0, middle, step)
        if pd.notna(step["actor"]):
            marks.actor_dot(ax, NUMBER - 2, middle, step["actor"], view)
        marks.paragraphs(ax, NUMBER + 1, y, _parts(step, view), WIDTH - NUMBER - 1)
        y += _height(step, view)
    return y


def _height(step: pd.Series, view: View) -> float:
    return marks.paragraphs_height(_parts(step, view), WIDTH - NUMBER - 1) + SPACE


def _parts(step: pd.Series, view: View) -> list[marks.Part]:
    time = step["time" if view.lang == "en" else "time_ja"]
    words = str(step[f"event_{view.lang}"])
    if pd.notna(step["line"]):
        words = ON_LINE(view.lang, {"words": words, "line": step["line"]})
    if pd.notna(time):
        words = TIMED(view.lang, {"words": words, "time": time})
    return [(words, INK)]
