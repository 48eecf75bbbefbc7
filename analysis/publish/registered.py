"""Which files of the figures' folder are made from all figures.

What stands here is written by ``figures`` after drawing, and tracked like a figure. Modules are
named as text, so that a run with nothing to do imports none of them.
"""

from __future__ import annotations

from analysis.publish.folder import FolderFiles

FOLDER_FILES: tuple[FolderFiles, ...] = (
    FolderFiles(
        name="citations",
        paths=("citations.bib", "citations.ris", "citations.json"),
        maker="analysis.publish.citation.folder:citations",
    ),
    FolderFiles(
        name="gallery",
        paths=("index.html", "README.md"),
        maker="analysis.publish.gallery:make",
        reads=(
            "analysis/publish/gallery/*.j2",
            "analysis/publish/gallery/*.css",
            "analysis/publish/gallery/*.js",
            "notebooks/*.ipynb",
        ),
        libraries=("jinja2", "markupsafe"),
    ),
)
