"""A chart in a notebook, with its words.

An image output with alt text in its metadata loses that text in JupyterLab and in nbconvert's
templates. So a chart is shown as HTML, a figure element with alt text and caption, and as a
plain PNG beside it for readers that show no HTML. The PNG carries the same words as one that is
published: it can be saved off the page, and has to say whose it is there.
"""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.charts.record import Chart
    from analysis.charts.view import Caption, Lang

DPI = 110


@dataclass(frozen=True)
class Shown:
    """A chart drawn for a notebook; Jupyter asks it for HTML and PNG."""

    caption: Caption
    key: str
    png: bytes = field(repr=False)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str | bytes]:
        return {"text/html": self.html(), "image/png": self.png, "text/plain": self.caption.alt}

    def html(self) -> str:
        """The figure element; every text is escaped."""
        image = base64.b64encode(self.png).decode()
        alt = html.escape(self.caption.alt, quote=True)
        words = f"{html.escape(self.caption.title)} — {html.escape(self.caption.identity)}"
        return (
            f'<figure id="{html.escape(self.key, quote=True)}" style="margin:0;max-width:720px">'
            f'<img src="data:image/png;base64,{image}" alt="{alt}" style="max-width:100%">'
            f"<figcaption>{words}</figcaption></figure>"
        )


def show(chart: Chart, case: Case, lang: Lang = "en") -> Shown:
    """The chart of a case, to stand as the last expression of a notebook's cell.

    Parameters
    ----------
    chart : such as ``charts.stance_matrix``
    lang : ``en`` or ``ja``
    """
    from analysis.charts.style import style
    from analysis.publish import metadata

    figure, caption = chart(case, lang), chart.caption(case, lang)
    words = metadata.png(metadata.embedded(case, caption, lang))
    target = io.BytesIO()
    with style():
        figure.savefig(target, format="png", dpi=DPI, pil_kwargs={"pnginfo": words})
    return Shown(caption, chart.key, target.getvalue())
