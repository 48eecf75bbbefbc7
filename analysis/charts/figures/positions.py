"""Every stance as a point on the scale, issue by issue, with what other codings would say.

The tiles of the stance matrix hide how far apart two codes lie. Here each issue has one scale,
each actor one point on it, and the gaps are printed with their range over the coders' bounds.
Points that would meet are set on lanes below each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import (
    position_flow,
    position_lists,
    position_points,
    record_marks,
    roll,
    tally_table,
)
from analysis.charts.gap_words import widest_in_words
from analysis.charts.names import named
from analysis.charts.page import PLOT
from analysis.charts.record import Chart, Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.compare import divided_issues, widest_gap, with_readings
from analysis.stance import table_cells

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.case import Case

#: Names below each other may take a little more than other plots: their captions are short.
LISTS = PLOT + 6
#: More names than these no page holds, however short.
NAMES_A_PAGE = 600
AND = Text(" and ", "と")
DOTS = Text(
    "Dot plot, one scale an issue: each actor's code, its range, and the gaps",
    "論点ごとの点図。各当事者のコード、その範囲、立場の差を示す",
)
NAMES = Text(
    "Names by code, issue by issue, with the widest gap", "論点ごと・コード別の当事者名と、最大の差"
)
COUNTS = Text(
    "Number of actors at each code, issue by issue, with the widest gap",
    "論点ごと・コード別の当事者数と、最大の差",
)
SIGNS = Text(
    "Signs of each actor, issue by issue, with the widest gap",
    "論点ごとに各当事者を示す記号と、最大の差",
)
PART = Text("{k} of {n} issues", "{n}論点中{k}論点")
OPEN = Text(
    "A gap stays open if all keep to their side of the midpoint within the coders' bounds, in "
    "every other reading, and with any code moved a step.",
    "「埋まらない」とは、許容範囲のどのコードでも、別の読み方でも、コードを1段階ずらしても、"
    "各当事者が中間点の自分の側にとどまること。",
)


def frame(case: Case) -> pd.DataFrame:
    """One row a cell of the comparison table: its code, its bounds, its other readings."""
    cells = named(case, table_cells(case), issue="issues", actor="actors")
    objectives = case["issues"].set_index("issue")[["objective_en", "objective_ja"]]
    cells = with_readings(case, cells.join(objectives, on="issue"))
    columns = "unit line issue issue_en issue_ja objective_en objective_ja actor actor_en actor_ja"
    codes = "kind lower upper low high reading_low reading_high reading_silent"
    return record_marks.with_record(case, cells[[*columns.split(), *codes.split()]])


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """Points on scales; of many actors or issues names at their codes; of hundreds counts."""
    form = _form(cells, view)
    if isinstance(form, position_points.Points):
        return position_points.draw(cells, view, form)
    if isinstance(form, position_lists.Lists):
        return position_lists.draw(cells, view, form)
    if isinstance(form, position_flow.Flow):
        return position_flow.draw(cells, view, form)
    if isinstance(form, roll.Roll):
        return roll.draw(cells, view, form)
    return tally_table.draw(cells, view, _gaps(cells, view))


def _form(
    cells: pd.DataFrame, view: View
) -> position_points.Points | position_lists.Lists | position_flow.Flow | roll.Roll | None:
    """The first form that a page holds: points, names, signs; None: counts alone find room."""
    if cells["actor"].nunique() <= roll.MANY:
        points = position_points.layout(cells, view)
        if points.height <= PLOT:
            return points
    elif len(cells) <= NAMES_A_PAGE:
        lists = position_lists.layout(cells, view)
        if lists.height <= LISTS:
            return lists
    if len(cells) > NAMES_A_PAGE:
        return None
    flow = position_flow.layout(cells, view)
    if flow.height <= PLOT:
        return flow
    gaps = {issue: widest_gap(rows) for issue, rows in cells.groupby("issue", sort=False)}
    numbers = {str(issue): "" if gap is None else str(gap) for issue, gap in gaps.items()}
    return roll.layout(cells, view, numbers)


def _gaps(cells: pd.DataFrame, view: View) -> dict[str, str]:
    """The widest gap of each issue in words; empty where nothing is apart."""
    by_issue = cells.groupby("issue", sort=False)
    return {str(issue): "".join(widest_in_words(rows, view)) for issue, rows in by_issue}


def facts(cells: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The issues that divide the actors in every coding: named up to two, else counted."""
    divided, n = divided_issues(cells, view.scale), cells["issue"].nunique()
    if not divided:
        return None
    if len(divided) > 2:
        return {"issues": PART(view.lang, {"k": len(divided), "n": n})}
    return {"issues": AND(view.lang).join(view.issues[issue] for issue in divided)}


def terms(cells: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The form of the chart; and what its finding means by a gap that stays, where it finds one."""
    form = _form(cells, view)
    if form is None:
        words = COUNTS
    elif isinstance(form, roll.Roll):
        words = SIGNS
    else:
        words = DOTS if isinstance(form, position_points.Points) else NAMES
    found = facts(cells, view)
    return {"form": said(words, view), "open": "" if found is None else said(OPEN, view)}


positions = Chart(
    key="positions",
    topic=Text("How far apart the positions lie", "各論点での立場の隔たり"),
    finding=Text(
        "No coding closes the gap on {issues}", "{issues}の溝は、どのコーディングでも埋まらない"
    ),
    subtitle=Text(
        "Stance by issue, from the {article}'s comparison table. {case}. {median}",
        "論点ごとの立場。{article}の比較表による。{case}。{median}",
    ),
    note=Text(
        "Codes are ordered steps, our reading of the table. {leaning} {open}",
        "コードは順序のある段階で、比較表に対する当方の読み。{leaning}{open}",
    ),
    alt=Text("{form}. {case}.", "{form}。{case}。"),
    tables=("comparison", "stance_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
