"""Whose a chart is, and what one may do with it: what its case declares, and nothing else.

Whoever makes a case of the next summit is its author. So a chart names the people and the
licence that the case declares; where it declares none, that is what the chart says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.case import Case

#: Stands in an identity, which is the same in every language.
NO_LICENCE = "no licence stated"
LONGEST = 40


def authors(case: Case) -> tuple[str, ...]:
    """Who coded the case, as it declares its authors; empty where it names nobody."""
    people = case.package.descriptor.get("contributors") or []
    people = [person for person in people if isinstance(person, Mapping) and person.get("title")]
    chosen = [person for person in people if "author" in _roles(person)] or people
    return tuple(str(person["title"]) for person in chosen)


def _roles(person: Mapping[str, Any]) -> list[object]:
    """What a contributor did, in either form of the specification: a role, or roles."""
    roles = person.get("roles")
    return [person.get("role"), *(roles if isinstance(roles, list) else [])]


def licence(case: Case) -> str:
    """The first licence that the case declares, by name; :data:`NO_LICENCE` where there is none.

    Examples
    --------
    >>> from analysis import read_case
    >>> licence(read_case())
    'CC BY 4.0'
    """
    for declared in case.package.descriptor.get("licenses") or []:
        name = str(declared.get("name") or declared.get("title") or "").strip()
        if name:
            plain = name.replace("CC-", "CC ", 1).replace("-", " ").replace("·", " ")
            return " ".join(plain.split())[:LONGEST]
    return NO_LICENCE
