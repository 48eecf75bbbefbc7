"""The gallery: one page, and one text for hosts that show text, with all charts of a case.

A chart that is passed on alone must lead back to where it stands with its words, its data, its
citation and the coding behind it. So everything that a chart declares or that can be computed
from its frame is set beside it: one HTML file that asks nobody for anything, readable without
JavaScript, by keyboard and by ear, in English and Japanese; and the same as an index in Markdown.
Nothing is written here: the maker returns bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.case import Case
    from analysis.publish.manifest import Manifest

PAGE, INDEX = "index.html", "README.md"


def make(case: Case, folder: Path, known: Manifest) -> dict[str, bytes]:
    """The gallery's files.

    Parameters
    ----------
    case : whose charts they are
    folder : of the figures, from which images and notebooks are linked
    known : what is drawn there; charts without files are left out

    Returns
    -------
    dict from path below ``folder`` to bytes, the same for the same figures
    """
    from analysis.publish.gallery.entries import entries
    from analysis.publish.gallery.index import index
    from analysis.publish.gallery.page import page

    shown = entries(case, folder, known)
    return {PAGE: page(case, shown).encode(), INDEX: index(case, shown).encode()}
