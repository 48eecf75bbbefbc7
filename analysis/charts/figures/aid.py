"""New allocations of aid by month, donor by donor on one scale.

An allocation is aid set aside for a purpose, not aid that has arrived. Releases of the data
revise earlier months, so every figure carries its release. A month of 0 and a month without a
figure are two things: the first bears a 0, the second a hatched box. Donors stand one below the
other with the same height for a billion euros, so that a small series looks small.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.charts import marks, month_bars
from analysis.charts.dates import said
from analysis.charts.fonts import width
from analysis.charts.month_bars import LEFT, STEP
from analysis.charts.page import TEXT, WIDTH
from analysis.charts.palette import QUIET
from analysis.charts.record import Chart, Text
from analysis.charts.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case


#: Donors by column, with their names and the colour of their bars.
DONORS = {
    "united_states_eur_bn": (Text("United States", "米国"), "#9c2a17"),
    "europe_eur_bn": (Text("Europe", "欧州"), "#4d6a6d"),
    "other_eur_bn": (Text("Other donors", "その他"), "#8a8072"),
}
ADJECTIVES = {"united_states_eur_bn": "US", "europe_eur_bn": "European"}
EUROPE = Text(" (states and EU institutions)", "（各国とEU機関）")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
BARS, LEAST, AFTER, FOOT = 66.0, 4.0, 3.5, 10.0
BAND = "#ececec"
#: Months of 0 at the end before the title says so.
FEW = 3
ZERO = Text("no new allocation that month", "その月の新規割り当てなし")
UNKNOWN = Text("no figure", "数字なし")
NO_SOURCE = Text("not stated", "記載なし")


def frame(case: Case) -> pd.DataFrame:
    """One row a month from the first to the last, also one without figures, which are then NA.

    ``event``: the case's title, in the month of the date that ends its name; ``source``: titles
    and publishers.
    """
    table = case["allocations"]
    months = _months(table["month"])
    rows = table.set_index("month").reindex(months).rename_axis("month").reset_index()
    rows["month"] = rows["month"].astype("str")
    dated = DAY.search(case.name)
    here = rows["month"] == (dated.group()[:7] if dated else "")
    known = case["sources"].set_index("source_id")
    titles = (known["title"] + " (" + known["publisher"] + ")").to_dict()
    return pd.DataFrame(
        {
            "month": rows["month"],
            **{f"event_{lang}": _where(here, case.title(lang)) for lang in ("en", "ja")},
            **{donor: rows[donor] for donor in DONORS},
            "vintage_en": rows["vintage"],
            "vintage_ja": rows["vintage_ja"],
            "source_ids": rows["source_ids"],
            "source": pd.Series([_named(ids, titles) for ids in rows["source_ids"]], dtype="str"),
        }
    )


def _where(here: pd.Series, words: str) -> pd.Series:
    return pd.Series(words, index=here.index, dtype="str").where(here)


def _months(months: pd.Series) -> list[str]:
    """Every month between the first and the last, in order."""
    if months.empty:
        return []
    return list(pd.period_range(months.min(), months.max(), freq="M").astype("str"))


def _named(ids: object, titles: Mapping[Any, object]) -> str | None:
    if not isinstance(ids, str):
        return None
    return "; ".join(str(titles.get(key, key)) for key in ids.split(";"))


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """A panel a donor, months across; 0 and no figure are marks of their own."""
    donors = [donor for donor in DONORS if rows[donor].notna().any()]
    peaks = [float(rows[donor].max()) for donor in donors]
    per_bn = BARS / sum(peaks) if any(peaks) else 0.0
    tall = [max(peak * per_bn, LEAST) for peak in peaks]
    top = STEP if rows["event_en"].notna().any() else 0.0
    items = _items(rows, view)
    bottom = top + sum(tall) + len(tall) * (2 * STEP + AFTER) + FOOT
    figure, ax = view.page(bottom + marks.key_height(items, WIDTH))
    pitch = (WIDTH - LEFT) / max(len(rows), 1)
    _event(ax, rows, pitch, bottom - FOOT - AFTER, view)
    y = top
    for donor, h in zip(donors, tall, strict=True):
        name, colour = DONORS[donor]
        extra = EUROPE(view.lang) if donor == "europe_eur_bn" else ""
        marks.line(ax, 0, y + STEP / 2, name(view.lang) + extra)
        base = y + 2 * STEP + h
        month_bars.rules(ax, base, h, month_bars.step_of(max(peaks)), per_bn)
        month_bars.bars(ax, base, rows[donor], colour, pitch, per_bn)
        y = base + AFTER
    month_bars.months_below(ax, y - AFTER + 1.0, list(rows["month"]), pitch, view.lang)
    marks.key(ax, bottom, items, WIDTH)
    return figure


def _event(ax: Axes, rows: pd.DataFrame, pitch: float, foot: float, view: View) -> None:
    """The month of the case's event, shaded behind all panels, with its title above."""
    for n in rows.index[rows["event_en"].notna()]:
        x = LEFT + n * pitch
        ax.add_patch(Rectangle((x, STEP), pitch, foot - STEP, facecolor=BAND, lw=0, zorder=0.2))
        words = marks.cut(rows.loc[n, f"event_{view.lang}"], WIDTH)
        half = width(words, TEXT) / 2
        middle = min(max(x + pitch / 2, half), WIDTH - half)
        marks.line(ax, middle, STEP / 2, words, colour=QUIET, side="center")


def _items(rows: pd.DataFrame, view: View) -> list[marks.Item]:
    """Key items for the two kinds of nothing that occur."""
    figures = rows[list(DONORS)]
    items: list[marks.Item] = []
    if figures.eq(0).any(axis=None):
        items.append((_zero, ZERO(view.lang)))
    if figures.isna().any(axis=None):
        items.append((marks.not_stated, UNKNOWN(view.lang)))
    return items


def _zero(ax: Axes, box: marks.Box) -> None:
    marks.line(ax, box.x + box.w / 2, box.y + box.h / 2, "0", side="center")


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """The first donor without new allocations at the end, though it had some; None if none.

    At least FEW months in a row up to the last; a month without a figure is no month of 0.
    """
    for donor, (name, _) in DONORS.items():
        zeros = month_bars.zeros_at_end(rows[donor])
        if FEW <= zeros < len(rows) and rows[donor].gt(0).any():
            first, last = rows["month"].iloc[-zeros], rows["month"].iloc[-1]
            one_year = first[:4] == last[:4]
            return {
                "donor": name(view.lang) if view.lang == "ja" else ADJECTIVES.get(donor, name.en),
                "first": said(first, view.lang, year=not one_year or view.lang == "ja"),
                "last": said(last, view.lang, year=not one_year or view.lang == "en"),
            }
    return None


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """The months shown, the release of the figures, and whose they are."""
    other = "en" if view.lang == "ja" else "ja"
    columns = [f"vintage_{lang}" for lang in (view.lang, other) if f"vintage_{lang}" in rows]
    vintages = rows[columns].bfill(axis="columns").iloc[:, 0]
    join = ("; " if view.lang == "en" else "、").join
    return {
        "first": said(rows["month"].iloc[0], view.lang) if len(rows) else "",
        "last": said(rows["month"].iloc[-1], view.lang) if len(rows) else "",
        "vintages": join(vintages.dropna().unique()) or NO_SOURCE(view.lang),
        "source": join(rows["source"].dropna().unique()) or NO_SOURCE(view.lang),
    }


aid = Chart(
    key="aid",
    topic=Text("New allocations of aid, month by month", "月ごとに見る支援の新規割り当て"),
    finding=Text(
        "No new {donor} allocations from {first} to {last}",
        "{donor}の新規割り当て、{first}～{last}は0",
    ),
    subtitle=Text(
        "New allocations of aid to Ukraine by month, {first} to {last}, in billion euros, all "
        "donors on one scale. Allocations are not deliveries.",
        "ウクライナ支援の新規割り当て（月別、{first}～{last}、単位：十億ユーロ、縮尺は各段共通）。"
        "割り当ては引き渡しではない。",
    ),
    note=Text(
        "An allocation is aid set aside for a purpose, not aid that arrived; a month of 0 says "
        "nothing of deliveries, nor why it is 0. Figures as of {vintages}; later releases revise "
        "earlier months.",
        "割り当ては使途を定めた支援の額で、届いた額ではない。0の月は、引き渡しの有無も0の理由も"
        "示さない。数字の版：{vintages}。過去の月も版ごとに改められる。",
    ),
    alt=Text(
        "Bars by month, a panel a donor, on one scale in billion euros, {first} to {last}.",
        "供与側ごとの月別棒グラフ（共通の縮尺、十億ユーロ、{first}～{last}）。",
    ),
    tables=("allocations",),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
