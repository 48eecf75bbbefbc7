"""Finding a column's name.

A chart may mean something of its own by a column, so its own entry comes first, then the one
that all charts share, then the title that the case's ``datapackage.json`` declares, and failing
all of them the column's own name without underscores. So a chart or a case that adds a column
is readable before anyone has named it, and a test can ask which columns still lack a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.charts.columns import COLUMNS, Column
from analysis.charts.record import Text

if TYPE_CHECKING:
    from analysis.case import Case

ENDINGS = ("_en", "_ja")


def column_of(key: str, base: str, case: Case | None = None) -> Column:
    """What a column is called: by the chart, by all charts, by the case, by its own name."""
    for name in (f"{key}.{base}", base):
        if name in COLUMNS:
            return COLUMNS[name]
    title = _declared(case, base) if case else None
    return Column(title or Text(_plain(base), _plain(base)))


def known(key: str, column: str, case: Case | None = None) -> bool:
    """Whether a column of a chart's frame has a name of its own in both languages."""
    base = base_of(column)
    named = f"{key}.{base}" in COLUMNS or base in COLUMNS
    return named or (case is not None and _declared(case, base) is not None)


def base_of(column: str) -> str:
    """A column's name without the ending of a language.

    >>> base_of("issue_ja"), base_of("line")
    ('issue', 'line')
    """
    return column[:-3] if column.endswith(ENDINGS) else column


def _plain(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _declared(case: Case, base: str) -> Text | None:
    """The title that the case declares for a column of any of its tables."""
    for resource in case.package.descriptor.get("resources", []):
        for field in resource.get("schema", {}).get("fields", []):
            if field.get("name") == base and field.get("title") and field.get("title_ja"):
                return Text(field["title"], field["title_ja"])
    return None
