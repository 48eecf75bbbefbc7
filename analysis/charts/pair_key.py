"""What the marks of the chart of pairs mean, and what it does not draw or count."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks
from analysis.charts.pair_marks import LANES, SIDES, bar
from analysis.charts.palette import INK
from analysis.charts.record import Text
from analysis.charts.roll_call import said
from analysis.charts.view import View
from analysis.compare.readings import CODINGS, LEAST
from analysis.compare.variants import GIVEN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: So many pairs a page holds.
MOST = 8
SAME = Text("same side of the midpoint", "中間点から見て同じ側")
AT_MIDPOINT = Text("one at the midpoint", "一方が中間点")
OPPOSITE = Text("opposite sides", "反対の側")
MEAN = Text("mean distance", "平均距離")
ALL_CODINGS = Text(
    "its range over all {n} codings within the bounds", "許容範囲の全{n}通りでの範囲"
)
DRAWN_CODINGS = Text("its range over {n} codings drawn at random", "無作為の{n}通りでの範囲")
CUT = Text(
    "The {k} closest and {k} farthest of {n} pairs.", "{n}組のうち最も近い{k}組と遠い{k}組。"
)
FIRST = Text(
    "The first {k} of {n} pairs, in the order of the actors.",
    "{n}組のうち当事者の表示順で最初の{k}組。",
)
LEFT_OUT = Text(
    "Pairs left out because they share fewer than {least} issues: {n}.",
    "共通の論点が{least}未満のため除いた組：{n}。",
)
BARRED = Text(
    "Pairs left out because one contains the other: {n}.", "一方が他方を含むため除いた組：{n}。"
)
SPLIT = Text(
    "A cell on which coders split counts in the range alone, with either code.",
    "コーダーの割れたセルは、範囲にのみ両方の値で含め、nと平均には含めない。",
)


def key(pairs: pd.DataFrame, view: View) -> list[marks.Item]:
    """What the marks mean, each only where it occurs."""

    def square(kind: str) -> marks.Draw:
        return lambda ax, box: SIDES[kind](ax, marks.Box(box.x + 2, box.y, box.h, box.h))

    def middle(mark: Callable[[Axes, float, float], None]) -> marks.Draw:
        return lambda ax, box: mark(ax, box.x + box.w / 2, box.y + box.h / 2)

    def span(ax: Axes, box: marks.Box) -> None:
        bar(ax, box.x, box.x + box.w, box.y + box.h / 2)

    given, coded = pairs[pairs["kind"] == GIVEN], pairs[pairs["kind"] == CODINGS]
    measured = pairs[pairs["mean_distance"].notna()]
    codings = ALL_CODINGS if coded["exact"].all() else DRAWN_CODINGS
    n = f"{coded['readings'].max():,}"
    words = {"agree": SAME, "open": AT_MIDPOINT, "differ": OPPOSITE}
    items = [
        (square(kind), said(text, view)) for kind, text in words.items() if given[kind].sum() > 0
    ]
    if measured.empty:
        return items + record_marks.items(given, view)
    items.append((middle(lambda ax, x, y: marks.dot(ax, x, y, INK)), MEAN(view.lang)))
    if coded["readings"].max() > 1:
        items.append((span, codings(view.lang, {"n": n})))
    there = set(measured["kind"])
    marked = [(mark, text) for kind, (_, mark, text) in LANES.items() if kind in there]
    items += [(middle(mark), said(text, view)) for mark, text in marked]
    return items + record_marks.items(given, view)


def not_drawn(pairs: pd.DataFrame, view: View) -> list[str]:
    """Which pairs are not drawn, and which cells are not counted, where some are not."""
    n, barred = int(pairs["pairs"].iloc[0]), int(pairs["barred"].iloc[0])
    half = {"k": MOST // 2, "n": n}
    remarks = [said(CUT, view, half)] if n > MOST else []
    if n > MOST and pairs["mean_distance"].isna().all():
        remarks = [said(FIRST, view, {"k": MOST, "n": n})]
    if few := int(pairs["few"].iloc[0]):
        remarks.append(said(LEFT_OUT, view, {"n": few, "least": LEAST}))
    if barred:
        remarks.append(BARRED(view.lang, {"n": barred}))
    return [*remarks, said(SPLIT, view)] if _split(pairs) else remarks


def _split(pairs: pd.DataFrame) -> bool:
    """Whether a pair shares more issues in the codings than at the codes given."""
    shared = {
        kind: pairs[pairs["kind"] == kind].set_index(["a", "b"])["n"] for kind in (GIVEN, CODINGS)
    }
    return bool((shared[CODINGS] > shared[GIVEN].reindex(shared[CODINGS].index)).any())
