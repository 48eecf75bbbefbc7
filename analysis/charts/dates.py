"""Days and months as readers of each language write them."""

from __future__ import annotations

from analysis.charts.record import Text
from analysis.charts.view import Lang

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
DAY, MONTH, YEAR = (
    Text(" {day}", "{day}日"),
    Text(" {month}", "{month}月"),
    Text(" {year}", "{year}年"),
)
SHORT = 3
SPAN = Text("{first} to {last}", "{first}～{last}")


def said(date: str, lang: Lang, year: bool = True, short: bool = False) -> str:
    """A date in words, as far as it is known.

    Parameters
    ----------
    date : ``2025-04-30``, ``2025-04`` or ``2025``
    year : say the year too; always said where nothing else is known
    short : English months by three letters

    Returns
    -------
    str

    Examples
    --------
    >>> said("2025-04-30", "en"), said("2025-04-30", "ja"), said("2025-04", "en", short=True)
    ('30 April 2025', '2025年4月30日', 'Apr 2025')
    """
    parts = date.split("-")
    numbers = [int(part) for part in parts]
    names = [parts[0], *(MONTHS[number - 1] for number in numbers[1:2])]
    words = []
    if year or len(parts) == 1:
        words.append(YEAR(lang, {"year": parts[0]}))
    if len(parts) > 1:
        month = names[1][:SHORT] if short else names[1]
        words.append(MONTH(lang, {"month": month if lang == "en" else numbers[1]}))
    if len(parts) > 2:
        words.append(DAY(lang, {"day": numbers[2]}))
    return "".join(reversed(words) if lang == "en" else words).strip()


def span(first: str, last: str, lang: Lang) -> str:
    """Two dates in words, with their year said once where it is the same.

    Examples
    --------
    >>> span("2025-02-12", "2025-04-30", "en"), span("2025-02-12", "2025-04-30", "ja")
    ('12 February to 30 April 2025', '2025年2月12日～4月30日')
    >>> span("2024-12-30", "2025-01-02", "en")
    '30 December 2024 to 2 January 2025'
    """
    both = first[:4] != last[:4]
    ends = {
        "first": said(first, lang, year=both or lang == "ja"),
        "last": said(last, lang, year=both or lang == "en"),
    }
    return SPAN(lang, ends)
