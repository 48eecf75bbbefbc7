"""Who stands with whom: for each pair of actors, issues counted, and the mean distance.

Codes are ordinal, so the counts come first. The mean distance stands beside them with what
becomes of it: under every coding within the coders' bounds, in each other reading of the table,
with each issue and each cell left out, with each code moved a step, and with issues that overlap
in meaning merged. The strip below says in how many of these the closest pair stays the closest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, pair_doubts, survival
from analysis.charts.names import named
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.pair_key import MOST, key, not_drawn
from analysis.charts.pair_marks import LANES, SIDES, bar
from analysis.charts.palette import INK, QUIET, RULE
from analysis.charts.record import Chart, Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.compare import pair_readings, pair_table
from analysis.compare.readings import CODINGS, LEAST
from analysis.compare.variants import GIVEN, STEP

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

COUNTS, NUMBERS, LEFT, RIGHT = 28.0, 79.0, 110.0, 147.0
ROW, HEAD, LINE = 19.0, 6.0, line_height(TEXT)
#: Of more pairs than these all rows are lower.
FEW_ROWS, LOW = 6, 15.0
SQUARE, ROOM = 5.0, 40.0

ISSUES = Text("Issues, by side taken", "論点数（立場の側ごと）")
DISTANCE = Text("Mean distance in steps (range)", "平均距離（段階、括弧内は範囲）")
COUNT = Text(
    "{agree} same, {open} open, {differ} opposite", "同じ側{agree}・中間{open}・反対側{differ}"
)
FEW = Text(
    "fewer than {n} issues with a code each: no distance",
    "双方のコードが定まる論点が{n}未満のため距離は示さず",
)


def frame(case: Case) -> pd.DataFrame:
    """One row a pair × reading, the closest pair first, with the counts of sides taken.

    ``agree``, ``open``, ``differ`` and ``median_distance`` stand in the rows of the codes given;
    ``pairs``: those that the case has, less the ``barred``, of which one contains the other. Of
    more than eight pairs those without a distance are left out of ``pairs``, as ``few``, and
    of the others the four closest and the four farthest are kept; the first eight where none
    has one. The marks of the record, and the
    pairs without the cells that bear one: :func:`analysis.charts.pair_doubts.with_doubts`.
    """
    table = pair_table(case.matrix(), case.scale.midpoint)
    rows = pair_readings(case)
    if case.roll_call:
        rows = rows[rows["kind"] != STEP]
    given = rows[rows["kind"] == GIVEN].sort_values("mean_distance", kind="stable")
    order = list(zip(given["a"], given["b"], strict=True))
    barred, few = len(table) - len(order), 0
    if len(order) > MOST and (distances := int(given["mean_distance"].count())):
        few = len(order) - distances
        order = order[:distances]
    kept = order
    if len(order) > MOST:
        known = given["mean_distance"].notna().any()
        kept = [*order[: MOST // 2], *order[-(MOST // 2) :]] if known else order[:MOST]
    counts = table[["agree", "open", "differ", "median_distance"]].assign(kind=GIVEN)
    rows = rows.merge(counts.reset_index(), on=["kind", "a", "b"], how="left")
    measured = rows["mean_distance"].notna() | (rows["kind"] != GIVEN)
    rows["median_distance"] = rows["median_distance"].where(measured)
    for kind in ("agree", "open", "differ"):
        rows[kind] = rows[kind].astype("Int64")
    drawn = pd.MultiIndex.from_frame(rows[["a", "b"]]).isin(kept)
    rows = pair_doubts.with_doubts(case, rows[drawn].reset_index(drop=True))
    place = {pair: n for n, pair in enumerate(kept)}
    rows["place"] = [place[pair] for pair in zip(rows["a"], rows["b"], strict=True)]
    rows = rows.sort_values("place", kind="stable", ignore_index=True)
    rows = rows.drop(columns="place").assign(pairs=len(order), barred=barred, few=few)
    return named(case, rows, a="actors", b="actors")


def draw(pairs: pd.DataFrame, view: View) -> Figure:
    """Pairs down, the closest first: unit squares, then the distance on its scale."""
    items, remarks, kept = key(pairs, view), not_drawn(pairs, view), survival.survived(pairs)
    of_pairs = [rows for _, rows in pairs.groupby(["a", "b"], sort=False)]
    tall = ROW if len(of_pairs) <= FEW_ROWS else LOW
    bottom = HEAD + tall * len(of_pairs)
    foot = bottom + 6 + marks.key_height(items, WIDTH) + 2
    below = survival.height(kept, view) + LINE * len(remarks)
    figure, ax = view.page(foot + below)
    for x, words in ((COUNTS, ISSUES), (NUMBERS, DISTANCE)):
        marks.line(ax, x, HEAD / 2, said(words, view), colour=QUIET)
    measured = pairs["mean_distance"].notna().any()
    for steps in range(view.scale.range + 1) if measured else ():
        ax.plot([_x(steps, view)] * 2, [HEAD, bottom], color=RULE, lw=0.5, zorder=0.5)
        marks.line(ax, _x(steps, view), bottom + 2.5, str(steps), colour=QUIET, side="center")
    for n, rows in enumerate(of_pairs):
        _pair(ax, HEAD + n * tall, rows, view, tall / ROW)
    marks.key(ax, bottom + 6, items, WIDTH)
    survival.draw(ax, foot, kept, view)
    marks.lines(ax, 0, foot + below - LINE * len(remarks) / 2, remarks, QUIET)
    return figure


def _x(steps: float, view: View) -> float:
    return LEFT + steps / view.scale.range * (RIGHT - LEFT)


def _pair(ax: Axes, y: float, rows: pd.DataFrame, view: View, scale: float) -> None:
    """A pair in its row; ``scale``: of the row's height, 1 for a full one."""
    given = rows[rows["kind"] == GIVEN].iloc[0]
    ax.plot([0, WIDTH], [y, y], color=RULE, lw=0.6, zorder=0.5)
    for n, actor in enumerate((given["a"], given["b"])):
        middle = y + (ROW / 2 + (n - 0.5) * 5.5) * scale
        marks.actor_dot(ax, 1.5, middle, actor, view)
        marks.line(ax, 4, middle, marks.cut(view.actors[actor], COUNTS - 6))
    _squares(ax, y, given, view, scale)
    other = pair_doubts.undoubted(rows)
    if other is not None:
        counted = said(COUNT, view, _counts(other))
        pair_doubts.draw(ax, (COUNTS, NUMBERS, y + 16.0 * scale), rows, counted, view)
    if pd.isna(given["mean_distance"]):
        few = marks.Box(NUMBERS, y, WIDTH - NUMBERS, ROW * scale)
        marks.clear(ax, few.inset(0.5))
        marks.block(ax, few, said(FEW, view, {"n": LEAST}), colour=QUIET)
        return
    _distance(ax, y, rows, given, view, scale)


def _squares(ax: Axes, y: float, given: pd.Series, view: View, scale: float) -> None:
    """A square an issue, in the order same side, open, opposite; n where no distance has it."""
    size = min(SQUARE, ROOM / max(int(given["n"]), 1) - 0.8)
    kinds = [kind for kind, count in _counts(given).items() for _ in range(count)]
    for n, kind in enumerate(kinds):
        SIDES[kind](
            ax, marks.Box(COUNTS + n * (size + 0.8), y + 4.8 * scale - size / 2, size, size)
        )
    x = COUNTS + len(kinds) * (size + 0.8) + 1.5
    if pd.isna(given["mean_distance"]):
        marks.line(ax, x, y + 4.8 * scale, f"n = {given['n']}")
    marks.line(ax, COUNTS, y + 10.6 * scale, said(COUNT, view, _counts(given)))


def _counts(given: pd.Series) -> dict[str, int]:
    return {kind: int(given[kind]) for kind in ("agree", "open", "differ")}


def _distance(
    ax: Axes, y: float, rows: pd.DataFrame, given: pd.Series, view: View, scale: float
) -> None:
    """The number with its range and n; the mean on its range; below it the other readings."""
    mean, codings = given["mean_distance"], rows[rows["kind"] == CODINGS].iloc[0]
    least, greatest = codings["least"], codings["greatest"]
    other = f" ({least:.1f}–{greatest:.1f})" if codings["readings"] > 1 else ""
    marks.line(ax, NUMBERS, y + 4.8 * scale, f"{mean:.1f}{other}")
    marks.line(ax, NUMBERS, y + 10.6 * scale, f"n = {given['n']}")
    bar(ax, _x(least, view), _x(greatest, view), y + 4 * scale)
    marks.dot(ax, _x(mean, view), y + 4 * scale, INK)
    for kind, (level, mark, _) in LANES.items():
        for steps in rows.loc[rows["kind"] == kind, "mean_distance"].dropna():
            mark(ax, _x(steps, view), y + level * scale)


def facts(pairs: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The pair that is the single closest in every coding that the bounds allow.

    None where some pair has too few issues in common, the bounds leave no second coding, or
    the codings were not all tried.
    """
    given, coded = pairs[pairs["kind"] == GIVEN], pairs[pairs["kind"] == CODINGS]
    closest = coded[(coded["closest"] == coded["readings"]) & (coded["readings"] > 1)]
    unmeasured = given["mean_distance"].isna().any()
    if closest.empty or len(given) < 2 or not coded["exact"].all() or unmeasured:
        return None
    pair = closest.iloc[0]
    a, b = view.actors[pair["a"]], view.actors[pair["b"]]
    return {"a": a, "b": b, "n": f"{pair['readings']:,}"}


agreement = Chart(
    key="agreement",
    topic=Text("Which actors stand together", "どの当事者どうしが近いか"),
    finding=Text(
        "{a} and {b} closest in all {n} codings", "{a}と{b}、{n}通りのコーディングすべてで最も近い"
    ),
    subtitle=Text(
        "Pairs of actors, from the {article}'s comparison table. {case}. {median}",
        "{article}の比較表に基づく、当事者の組ごとの近さ。{case}。{median}",
    ),
    note=Text(
        "n: issues on which both have one code. Codes are ordered steps, so read the counts "
        "first; the mean treats all steps as alike. In brackets: the range over the codings "
        "that the coders would defend. {doubts}",
        "nは双方のコードが1つに定まる論点の数。コードは順序のある段階なので、まず件数を見る。平均は段階の"
        "幅を等しいとみなした値。括弧内は、コーダーが許容できるとしたコーディング全体での範囲。{doubts}",
    ),
    alt=Text(
        "Squares and dots, a row a pair: issues counted by side, mean distance and range. {case}.",
        "組ごとに、論点数を四角、平均距離とその幅を点と棒で示す図。{case}。",
    ),
    tables=("comparison", "stance_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=pair_doubts.doubts,
)
