"""The factors of the breakdown: what each side says in them, issue by issue.

A factor is told as demand and reply. Setting both on the rows of the issues they speak to shows
where the two meet, and where a demand on one issue is answered on another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import marks, record_marks, stance_key
from analysis.charts.coded import coded
from analysis.charts.fonts import width
from analysis.charts.names import named
from analysis.charts.page import TEXT, WIDTH, line_height
from analysis.charts.palette import INK, OUTLINE, QUIET
from analysis.charts.record import Chart, Text
from analysis.charts.view import View
from analysis.charts.words import LINE, NOT_STATED, modality, role
from analysis.stance import EMPTY, unit_stances
from analysis.stance.matrix import ROLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.case import Case

LABEL, GAP, SIGN, PAD, SPACE = 22.0, 2.5, 11.4, 1.3, 3.0
HEAD, FACTOR = 6.0, 8.6
OTHERS, DOT = "others", " / \u200b"
OTHER_ACTORS = Text("Others", "その他")
DOUBTED = Text(
    " In {n} of the head-on factors only with a reply that the public record does not bear out.",
    "正面対立のうち{n}要因は、公的記録の裏づけを欠く発言による。",
)
HEAD_ON = Text("head-on", "正面対立")


def frame(case: Case) -> pd.DataFrame:
    """One row a statement of a factor; ``side`` is its column: one of two actors, or others."""
    statements = coded(case["statements"], unit_stances(case["stance_codes"]))
    names = {"line": "factor_line", "name_en": "factor_en", "name_ja": "factor_ja"}
    rows = case["factors"].rename(columns=names).merge(statements, on="factor", how="left")
    counts = rows["actor"].value_counts()
    order = [actor for actor in case["actors"]["actor"] if actor in counts.index]
    two = sorted(order, key=lambda actor: -counts[actor])[:2]
    side = rows["actor"].where(rows["actor"].isin(two) | rows["actor"].isna(), OTHERS)
    rows.insert(list(rows.columns).index("actor"), "side", side)
    rows = record_marks.with_record(case, rows)
    return named(case, rows, actor="actors", target="actors", issue="issues")


def draw(rows: pd.DataFrame, view: View) -> Figure:
    """Factors down, their issues as rows, a column for each side."""
    sides = {side: n for n, side in enumerate(_sides(rows, view))}
    w = (WIDTH - LABEL) / max(len(sides), 1)
    issues = [
        part for _, part in rows.dropna(subset="unit").groupby(["factor", "issue"], sort=False)
    ]
    heights = [_height(part, w, view) for part in issues]
    items = _items(issues, sides, view) + record_marks.items(rows, view)
    top = HEAD + rows["factor"].nunique() * FACTOR + sum(heights) + SPACE
    figure, ax = view.page(top + stance_key.height(items))
    for side, n in sides.items():
        marks.line(ax, LABEL + n * w, HEAD / 2, marks.cut(_name(side, view), w - GAP), colour=QUIET)
    y = HEAD
    for factor, told in rows.groupby("factor", sort=False):
        _heading(ax, y, told.iloc[0], view)
        y += FACTOR
        for part, h in zip(issues, heights, strict=True):
            if part["factor"].iloc[0] == factor:
                _issue(ax, y, part, view)
                for side, n in sides.items():
                    box = marks.Box(LABEL + n * w, y, w - GAP, h)
                    _side(ax, box, part[part["side"] == side], side, view)
                y += h
    stance_key.draw(ax, top, view, items)
    return figure


def _sides(rows: pd.DataFrame, view: View) -> list[str]:
    present = set(rows["side"].dropna())
    return [side for side in [*view.actors, OTHERS] if side in present]


def _name(side: str, view: View) -> str:
    return OTHER_ACTORS(view.lang) if side == OTHERS else view.actors[side]


def _room(w: float) -> float:
    return w - GAP - SIGN


def _parts(statement: pd.Series, view: View) -> list[marks.Part]:
    """The words of a statement, and below them its role, how it is put, and its line."""
    lang, put = view.lang, statement["modality"]
    about = [
        view.actors[statement["actor"]] if statement["side"] == OTHERS else "",
        role(statement["role"], lang),
        NOT_STATED(lang) if pd.isna(put) else modality(put, lang),
        LINE(lang, {"line": statement["line"]}),
    ]
    return [(statement[f"paraphrase_{lang}"], INK), (DOT.join(filter(None, about)), QUIET)]


def _tall(statement: pd.Series, w: float, view: View) -> float:
    words = marks.paragraphs_height(_parts(statement, view), _room(w))
    below = line_height(TEXT) + 0.6 if record_marks.glyphs(statement) else 0.0
    return max(words, line_height(marks.GLYPH) + below) + PAD


def _height(part: pd.DataFrame, w: float, view: View) -> float:
    told = part.apply(_tall, axis=1, w=w, view=view).groupby(part["side"]).sum()
    label = marks.paragraphs_height(_label(part, view), LABEL - 2)
    return max(told.max(), label) + PAD


def _heading(ax: Axes, y: float, factor: pd.Series, view: View) -> None:
    ax.plot([0, WIDTH], [y + 1.5, y + 1.5], color=OUTLINE, lw=0.8)
    line = LINE(view.lang, {"line": factor["factor_line"]})
    words = f"{factor['factor']}. {factor[f'factor_{view.lang}']}"
    room = WIDTH - width(line, TEXT) - GAP
    marks.line(ax, 0, y + 5.2, marks.cut(words, room, marks.GLYPH), marks.GLYPH)
    marks.line(ax, WIDTH, y + 5.2, line, colour=QUIET, side="right")


def _label(part: pd.DataFrame, view: View) -> list[marks.Part]:
    name = view.issues[part["issue"].iloc[0]]
    return [(name, INK), *([(HEAD_ON(view.lang), QUIET)] if head_on(part, view) else [])]


def _issue(ax: Axes, y: float, part: pd.DataFrame, view: View) -> None:
    marks.paragraphs(ax, 0, y, _label(part, view), LABEL - 2)


def _side(ax: Axes, box: marks.Box, told: pd.DataFrame, side: str, view: View) -> None:
    """What a side says on an issue; hatched where one of the two says nothing."""
    if told.empty and side != OTHERS:
        marks.not_stated(ax, marks.Box(box.x, box.y, SIGN - PAD, line_height(marks.GLYPH)))
    y = box.y
    for _, statement in told.iterrows():
        codes = marks.codes(statement)
        tile = marks.Box(box.x, y, SIGN - PAD, line_height(marks.GLYPH))
        ink = marks.stance(ax, tile, view.scale, *codes)
        sign = marks.glyphs(view.scale, *codes)
        marks.line(ax, tile.x + tile.w / 2, tile.y + tile.h / 2, sign, TEXT, ink, "center")
        marks.paragraphs(ax, box.x + SIGN, y, _parts(statement, view), _room(box.w + GAP))
        under = tile.y + tile.h + 0.6 + line_height(TEXT) / 2
        record_marks.badge(ax, box.x, under, statement)
        y += _tall(statement, box.w + GAP, view)


def _items(issues: list[pd.DataFrame], sides: Mapping[str, int], view: View) -> list[marks.Item]:
    kinds = {kind for part in issues for kind in part["kind"]}
    two = set(sides) - {OTHERS}
    gaps = any(two - set(part["side"]) for part in issues)
    return stance_key.items_of({*kinds, *([EMPTY] if gaps else [])}, view)


def head_on(part: pd.DataFrame, view: View) -> bool:
    """Whether the two sides speak to an issue from opposite sides of the midpoint.

    Parameters
    ----------
    part : statements on one issue; positions and acts count, outlooks and context do not
    """
    spoken = part[part["role"].isin(ROLES) & (part["side"] != OTHERS)].dropna(subset="lower")
    middle = view.scale.midpoint
    above, below = spoken[spoken["lower"] > middle], spoken[spoken["upper"] < middle]
    return any(a != b for a in above["actor"] for b in below["actor"])


def facts(rows: pd.DataFrame, view: View) -> Mapping[str, object] | None:
    """In how many factors the two sides meet head-on on an issue, if in any."""
    meet = _meeting(rows, view)
    if not meet:
        return None
    a, b = (_name(side, view) for side in _sides(rows, view)[:2])
    return {"a": a, "b": b, "k": len(meet), "n": rows["factor"].nunique()}


def _meeting(rows: pd.DataFrame, view: View) -> set[object]:
    """The factors in which the two sides meet head-on on an issue."""
    parts = rows.groupby(["factor", "issue"], sort=False)
    return {factor for (factor, _), part in parts if head_on(part, view)}


def terms(rows: pd.DataFrame, view: View) -> Mapping[str, str]:
    """How many of these rest on a statement that the record does not bear out."""
    borne_out = rows[~rows["not_borne_out"].fillna(False).astype(bool)]
    fewer = len(_meeting(rows, view)) - len(_meeting(borne_out, view))
    return {"doubted": DOUBTED(view.lang, {"n": fewer}) if fewer else ""}


breakdown_factors = Chart(
    key="breakdown_factors",
    topic=Text("What each side said, factor by factor", "要因ごとに見る双方の発言"),
    finding=Text(
        "{Article} sets {a} and {b} head-on in {k} of {n} factors",
        "{article}の{n}要因中{k}要因で、{a}と{b}が正面対立",
    ),
    subtitle=Text(
        "Demand and reply in the {article}, factor by factor. {case}.",
        "{article}が挙げる要因ごとの要求と応答。{case}。",
    ),
    note=Text(
        "Words: our paraphrase. Sign and tint: our reading, how far a statement favours the "
        "issue's objective. Head-on: both speak to the issue, from opposite sides of the "
        "midpoint.{doubted} Hatched: nothing on the issue within that factor.",
        "文言は当方による要約。記号と色は、発言が論点の目標にどれだけ沿うかを示す当方の読み。"
        "「正面対立」は、双方が同じ論点について中間を挟んで反対側に立つもの。{doubted}斜線は、その要因の"
        "中では論点への言及がないもの。",
    ),
    alt=Text(
        "Table by factor and issue: what each side says, a sign and a tint. {case}.",
        "要因・論点別の表。双方の発言を要約・記号・色で示す。{case}。",
    ),
    tables=("factors", "statements", "stance_codes"),
    frame=frame,
    facts=facts,
    draw=draw,
    terms=terms,
)
