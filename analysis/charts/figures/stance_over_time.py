"""Who moved, on what and when: the median position of each month or year, issue by issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, period_tiles, stance_key
from analysis.charts.dates import said, span
from analysis.charts.fonts import width
from analysis.charts.names import named
from analysis.charts.page import PLOT, TEXT, WIDTH, line_height
from analysis.charts.palette import QUIET, ink_on, tint
from analysis.charts.period_tiles import BOTH, FEW
from analysis.charts.periods import CELL, cells_by_period
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.wrap import wrap
from analysis.stance import EMPTY, SPLIT, STATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

STEP = line_height(TEXT)
NAME, HEAD, AFTER, TIME, TALLEST = 30.0, STEP + 0.8, 2.4, 2 * STEP + 1.0, 5.6
#: Between two lines; the least room for an objective beside its issue.
BETWEEN, LEAST = 0.6, 12.0
N = Text("n {n}", "n {n}")
FEW_WORDS = Text("fewer than {n} statements", "発言が{n}件未満")
BOTH_WORDS = Text(
    "a quarter or more on either side of the midpoint", "中間をはさむ両側に4分の1以上ずつ"
)
BARS = Text("bar: the code, from foot (lowest) to top", "横線：コード（下端が最低、上端が最高）")
TWO = Text("median between two codes: both", "中央値が2つのコードの間（両方を表示）")
CUT = {
    "issues": Text("the first {k} of {n} issues", "{n}論点のうち最初の{k}論点"),
    "actors": Text("the first {k} of {n} actors", "{n}当事者のうち最初の{k}当事者"),
    "months": Text("the last {k} of {n} months", "{n}か月のうち最後の{k}か月"),
    "years": Text("the last {k} of {n} years", "{n}年のうち最後の{k}年"),
}
SHOWN = Text(
    "Shown: {what}. All are in statement_counts.csv.", "表示は{what}。全体はstatement_counts.csv。"
)
LIST = Text(", ", "、")
NOTHING = Text("nothing counted", "集計なし")
#: What a period is called: a month or a year.
PERIOD = {True: Text("month", "月"), False: Text("year", "年")}


def frame(case: Case) -> pd.DataFrame:
    """One row an issue × actor × month (or year) that finds room, stated or not."""
    objectives = case["issues"].set_index("issue")[["objective_en", "objective_ja"]]
    cells = cells_by_period(case).join(objectives, on="issue")
    cells = named(case, cells, issue="issues", actor="actors")
    about = "issue issue_en issue_ja objective_en objective_ja actor actor_en actor_ja period"
    of = "of_issues of_actors of_periods"
    return cells[[*about.split(), *["kind", "lower", "upper", "n", "ambivalence"], *of.split()]]


def draw(cells: pd.DataFrame, view: View) -> Figure:
    """A panel an issue, a line an actor, a tile a period; how many statements behind each line."""
    issues, actors, periods = (list(map(str, cells[key].unique())) for key in CELL)
    counts = cells.groupby(["issue", "actor"], sort=False)["n"].sum()
    totals = {key: N(view.lang, {"n": f"{int(n):,}"}) for key, n in counts.items()}
    aside = max((width(words, TEXT) for words in totals.values()), default=0.0) + 1.5
    name = min(max((width(view.actors[a], TEXT) for a in actors), default=0.0) + 2, NAME)
    at = period_tiles.grid(name, WIDTH - aside, len(periods), view)
    items, cut = _items(cells, view, at), _cut(cells, view)
    rest = TIME + STEP * len(cut) + stance_key.height(items)
    heads = len(issues) * (HEAD + AFTER)
    lines = len(issues) * len(actors)
    step = min(TALLEST, max(STEP, (PLOT - rest - heads) / max(lines, 1)))
    foot = heads + step * lines
    figure, ax = view.page(foot + rest)
    cell = {tuple(row[CELL]): row for _, row in cells.iterrows()}
    for k, issue in enumerate(issues):
        y = k * (HEAD + AFTER + step * len(actors))
        _head(ax, y, issue, cells, view)
        y += HEAD
        period_tiles.years(ax, periods, at, y - 0.6, y + step * len(actors))
        for row, actor in enumerate(actors):
            top, h = y + row * step, step - BETWEEN
            marks.line(ax, 0, top + h / 2, marks.cut(view.actors[actor], name - 1.5))
            end = at.right + aside, top + h / 2
            marks.line(ax, *end, totals[issue, actor], colour=QUIET, side="right")
            for n, period in enumerate(periods):
                box, found = at.box(n, top, h), cell[issue, actor, period]
                period_tiles.tile(ax, box, found, view, at.signs)
    period_tiles.below(ax, foot - AFTER + 0.6, periods, at, view.lang)
    for n, words in enumerate(cut):
        marks.line(ax, 0, foot - AFTER + TIME + (n + 0.5) * STEP, words, colour=QUIET)
    stance_key.draw(ax, foot + rest - stance_key.height(items), view, items)
    return figure


def _head(ax: Axes, y: float, issue: str, cells: pd.DataFrame, view: View) -> None:
    """The issue, and the objective that its codes are read against."""
    objective = cells.loc[cells["issue"] == issue, f"objective_{view.lang}"].iloc[0]
    words = marks.cut(view.issues[issue], WIDTH)
    marks.line(ax, 0, y + STEP / 2, words)
    left = width(words, TEXT) + 2
    if pd.notna(objective) and WIDTH - left > LEAST:
        marks.line(ax, left, y + STEP / 2, marks.cut(objective, WIDTH - left), colour=QUIET)


def _cut(cells: pd.DataFrame, view: View) -> list[str]:
    """What of the counts finds no room, on lines that fit the page."""
    if cells.empty:
        return []
    months = "months" if len(str(cells["period"].iloc[0])) > 4 else "years"
    told = []
    for what, key in (("issues", "issue"), ("actors", "actor"), (months, "period")):
        k, n = cells[key].nunique(), int(cells[f"of_{key}s"].iloc[0])
        if k < n:
            told.append(CUT[what](view.lang, {"k": k, "n": n}))
    if not told:
        return []
    return wrap(SHOWN(view.lang, {"what": LIST(view.lang).join(told)}), WIDTH, TEXT)


def _items(cells: pd.DataFrame, view: View, at: period_tiles.Grid) -> list[marks.Item]:
    """Key items: the bar where a tile has one, the kinds of nothing, the two doubts."""
    low, high, middle = view.scale.low, view.scale.high, view.scale.midpoint
    stated = cells[cells["kind"].ne(EMPTY)]
    split, few = stated["kind"].eq(SPLIT), stated["n"].lt(FEW)
    halves = {code for key in ("lower", "upper") for code in stated.loc[split, key]}
    bars = not at.signs or any(period_tiles.barred(at.w / 2, code, view) for code in halves)

    def ends(ax: Axes, box: marks.Box) -> None:
        w = box.w / 2 - 0.25
        for code, x in ((low, box.x), (high, box.x + w + 0.5)):
            period_tiles.coded(ax, box._replace(x=x, w=w), code, code, view)

    def pair(ax: Axes, box: marks.Box) -> None:
        if bars:
            period_tiles.coded(ax, box, low, high, view)
            return
        for code, x in ((low, box.x), (high, box.x + box.w / 2)):
            marks.tile(ax, box._replace(x=x, w=box.w / 2), tint(code, view.scale))

    def of_few(ax: Axes, box: marks.Box) -> None:
        marks.tile(ax, period_tiles.small(box, at.signs), tint(high, view.scale))

    def of_two_minds(ax: Axes, box: marks.Box) -> None:
        marks.tile(ax, box, fill := tint(middle, view.scale))
        period_tiles.wedges(ax, box, ink_on(fill), at.signs)

    items: list[marks.Item] = [(ends, BARS(view.lang))] if bars and len(stated) else []
    if split.any():
        items.append((pair, TWO(view.lang)))
    items += stance_key.items_of(set(cells["kind"]) - {SPLIT}, view)
    if few.any():
        items.append((of_few, FEW_WORDS(view.lang, {"n": FEW})))
    if (stated["ambivalence"].ge(BOTH) & ~split & ~few).any():
        items.append((of_two_minds, BOTH_WORDS(view.lang)))
    return items


def facts(cells: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """Who moved farthest on which issue, from the first position to the last, in code steps.

    Of the periods of FEW statements or more, the first two and the last two must each follow one
    another and hold one position, with less than BOTH of ambivalence. None where nobody moved two
    steps, or two as far.
    """
    rank = {code: place for place, code in enumerate(view.scale.values)}
    spoken = cells[cells["kind"].ne(EMPTY) & cells["n"].ge(FEW)]
    spoken = spoken.assign(sure=spoken["kind"].eq(STATED) & spoken["ambivalence"].lt(BOTH))
    place = {period: n for n, period in enumerate(cells["period"].unique())}
    moves = []
    for (issue, actor), rows in spoken.groupby(["issue", "actor"], sort=False):
        ends = rows.iloc[[0, 1, -2, -1]] if len(rows) >= 4 else rows.iloc[:0]
        codes, at = ends["lower"].tolist(), [place[period] for period in ends["period"]]
        held = bool(codes) and ends["sure"].all() and at[1] - at[0] == at[3] - at[2] == 1
        if held and codes[0] == codes[1] and codes[2] == codes[3]:
            moves.append((abs(rank[codes[-1]] - rank[codes[0]]), issue, actor, codes))
    farthest = sorted(moves, key=lambda move: -move[0])
    if not farthest or farthest[0][0] < 2 or [m[0] for m in farthest].count(farthest[0][0]) > 1:
        return None
    _, issue, actor, codes = farthest[0]
    return {
        "actor": view.actors[str(actor)],
        "issue": view.issues[str(issue)],
        "first_code": view.scale[codes[0]].glyph,
        "last_code": view.scale[codes[-1]].glyph,
    }


def terms(cells: pd.DataFrame, view: View) -> Mapping[str, str]:
    """What a period is, the first and the last, and how many statements are shown."""
    periods = list(map(str, cells["period"].unique()))
    ends = NOTHING(view.lang)
    if periods:
        one = len(periods) == 1
        ends = said(periods[0], view.lang) if one else span(periods[0], periods[-1], view.lang)
    return {
        "period": PERIOD[not periods or len(periods[0]) > 4](view.lang),
        "span": ends,
        "n": f"{int(cells['n'].sum()):,}",
    }


stance_over_time = Chart(
    key="stance_over_time",
    topic=Text("Who stood where, and when", "各当事者の立場の移り変わり"),
    finding=Text(
        "{actor} moves from {first_code} to {last_code} on {issue}",
        "{actor}、{issue}で「{first_code}」から「{last_code}」へ",
    ),
    subtitle=Text(
        "Median code of an actor's statements, {period} by {period}, {span}; {n} statements. "
        "{case}.",
        "各当事者の発言のコードの中央値（{period}別、{span}、発言{n}件）。{case}。",
    ),
    note=Text(
        "A tile is the median of the {period}'s statements on an issue, read against its "
        "objective. {leaning} n: all statements of the line; a median of few weighs little.",
        "タイルは、その{period}の発言の中央値（論点の目標に対する立場）。{leaning}nは行の発言の総数。"
        "発言の少ない中央値は根拠が弱い。",
    ),
    alt=Text(
        "Tiles, a panel an issue, a line an actor, a column a {period}: the median code. {case}.",
        "論点ごとの表。行は当事者、列は{period}で、コードの中央値をタイルで示す。{case}。",
    ),
    tables=("statement_counts",),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
