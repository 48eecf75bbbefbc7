"""Kinds of dated events: their names, shapes and colours, and who acts in them beside the case.

The shape tells the kind; colour only repeats it, so that kinds of one field look alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analysis.charts.record import Text

MEETING = "meeting"


class Kind(NamedTuple):
    """A kind of event: its name, shape and colour."""

    name: Text
    shape: str
    colour: str


KINDS: Mapping[str, Kind] = {
    MEETING: Kind(Text("meeting", "会談"), "X", "#981f77"),
    "minerals": Kind(Text("minerals", "鉱物協定"), "d", "#8a5a00"),
    "aid": Kind(Text("aid", "支援"), "s", "#104b37"),
    "statement": Kind(Text("statement", "発言"), "o", "#0b3c6f"),
    "reaction": Kind(Text("reaction", "反応"), "^", "#0b3c6f"),
    "un_vote": Kind(Text("UN vote", "国連採決"), "P", "#444444"),
    "sanctions": Kind(Text("sanctions", "制裁"), "p", "#444444"),
    "economy": Kind(Text("economy", "経済"), "v", "#444444"),
}
OTHER = Kind(Text("other", "その他"), "h", "#444444")
#: Names of actors on record that are none of the case.
OTHERS = {
    "GBR": Text("UK", "英国"),
    "ARE": Text("UAE", "UAE"),
    "UN": Text("UN", "国連"),
}


def kind_of(key: str) -> Kind:
    """The kind of that key; one that is not known here bears its key as its name.

    >>> kind_of("un_vote").name.en, kind_of("trade_fair").name.ja
    ('UN vote', 'trade fair')
    """
    plain = key.replace("_", " ")
    return KINDS.get(key, OTHER._replace(name=Text(plain, plain)))
