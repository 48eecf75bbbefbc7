"""Who an actor's name in a table is: a key, and its name in the other language.

States and territories are known by Unicode's CLDR, a few more by the short names that headlines
use. A name that is not known keeps its words, gets a key by its place and is left to its reader;
nothing is guessed from a name that is only like another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

#: Short names and organisations that CLDR does not hold: key, English, Japanese.
_ALSO = {
    "USA": ("US", "米国"),
    "GBR": ("UK", "英国"),
    "EU": ("EU", "欧州連合"),
    "NATO": ("NATO", "北大西洋条約機構"),
    "UN": ("UN", "国連"),
    "PRK": ("North Korea", "朝鮮民主主義人民共和国"),
    "KOR": ("South Korea", "大韓民国"),
    "CHN": ("China", "中華人民共和国"),
    "RUS": ("Russia", "ロシア連邦"),
    "DEU": ("Germany", "独"),
    "FRA": ("France", "仏"),
    "TUR": ("Turkey", "トルコ共和国"),
    "ASEAN": ("ASEAN", "東南アジア諸国連合"),
    "G7": ("G7", "主要7か国"),
    "G20": ("G20", "20か国・地域"),
    "AU": ("African Union", "アフリカ連合"),
    "IAEA": ("IAEA", "国際原子力機関"),
    "IMF": ("IMF", "国際通貨基金"),
    "OECD": ("OECD", "経済協力開発機構"),
    "WHO": ("WHO", "世界保健機関"),
    "WTO": ("WTO", "世界貿易機関"),
}
#: More names of those above and of states in CLDR, as articles print them.
_ALIASES = {
    "アメリカ": "USA",
    "United States of America": "USA",
    "Britain": "GBR",
    "Great Britain": "GBR",
    "Czech Republic": "CZE",
    "Palestine": "PSE",
    "パレスチナ": "PSE",
    "Hong Kong": "HKG",
    "香港": "HKG",
    "国際連合": "UN",
}
_ORGANISATIONS = {"EU", "NATO", "UN", "ASEAN", "G7", "G20", "AU", "IAEA", "IMF", "OECD"}
_ORGANISATIONS |= {"WHO", "WTO"}
#: Codes of ISO 3166 that were withdrawn; CLDR knows them for what came after.
_WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
_ENDS = re.compile(r"^\W+|\W+$")
_CLARIFIED = re.compile(r"\s*[(（\[［【].*$")


@dataclass(frozen=True)
class Known:
    """An actor that its name tells: key, names in both languages, whether a state or not."""

    key: str
    name_en: str
    name_ja: str
    kind: str

    @property
    def short_en(self) -> str:
        """The letters that stand for it in headlines, such as US and EU; else its name."""
        letters = _ALSO.get(self.key, ("", ""))[0]
        return letters if letters.isupper() else self.name_en


def bare(name: str) -> str:
    """A name without what a bracket adds to it.

    >>> bare("米国(トランプ政権)")
    '米国'
    """
    return _CLARIFIED.sub("", name).strip() or name.strip()


def known(name: str) -> Known | None:
    """Who a name stands for, or None.

    >>> known("ウクライナ").key, known("EU（欧州連合）").name_en
    ('UKR', 'European Union')
    >>> known("🇺🇸 The U.S.").key, known("ウクライナ人") is None
    ('USA', True)
    """
    return _by_name().get(_folded(bare(name)))


def _folded(name: str) -> str:
    """A name without its capitals, full stops, article, and the flags and marks at its ends."""
    plain = _ENDS.sub("", name.casefold().replace(".", ""))
    return plain.removeprefix("the ")


@cache
def _by_name() -> dict[str, Known]:
    from babel import Locale
    from babel.core import get_global

    english, japanese = Locale("en").territories, Locale("ja").territories
    keys: dict[str, str] = {}
    for alias, meant in sorted(get_global("territory_aliases").items()):
        if len(alias) == 3 and alias.isalpha() and len(meant) == 1 and alias not in _WITHDRAWN:
            keys[meant[0]] = alias
    keys |= {"EU": "EU", "UN": "UN", "US": "USA"}
    found: dict[str, Known] = {}
    for territory, key in keys.items():
        if territory not in english or territory not in japanese:
            continue
        kind = "organisation" if key in _ORGANISATIONS else "state"
        one = Known(key, english[territory], bare(japanese[territory]), kind)
        for name in (one.name_en, bare(one.name_en), japanese[territory], one.name_ja):
            found.setdefault(_folded(name), one)
    by_key = {one.key: one for one in found.values()}
    for key, names in _ALSO.items():
        kind = "organisation" if key in _ORGANISATIONS else "state"
        one = by_key.get(key, Known(key, *names, kind))
        for name in (*names, key):
            found.setdefault(_folded(name), one)
        by_key.setdefault(key, one)
    for name, key in _ALIASES.items():
        found.setdefault(_folded(name), by_key[key])
    return found
