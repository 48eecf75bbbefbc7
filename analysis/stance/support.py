"""How many independent sources stand behind a finding.

Ten newspapers that print one agency's report are one source. So the sources of a claim are
followed to where their text comes from: a relay counts as the agency or outlet that it relays,
and so does that outlet's own page. What is left are the origins; a finding with one origin
rests on one source, however many addresses stand behind it. Two pages of one outlet that
relays nobody are two documents and are counted as two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.case import Case


def support(case: Case) -> pd.DataFrame:
    """The sources behind each claim, and how many of them are independent.

    Returns
    -------
    frame, one row a claim, in file order
        ``claim``, ``confidence``; ``cited`` (Int64): sources named; ``independent`` (Int64):
        origins among them; ``origins``: their names joined by ``; ``, NA where there is none:
        the key of a source that relays nobody, else the name of what it relays;
        ``one_source`` (bool): the finding rests on one origin alone. A claim without a source
        has 0 and is not said to rest on one.

    Examples
    --------
    >>> from analysis import read_case
    >>> support(read_case()).set_index("claim").loc["Z2", "origins"]
    'PA'
    """
    origin = origins(case["sources"])
    claims = case["evidence"][["claim", "confidence", "sources"]]
    cited = [
        [] if pd.isna(listed) else [origin.get(name, name) for name in str(listed).split(";")]
        for listed in claims["sources"]
    ]
    distinct = [list(dict.fromkeys(names)) for names in cited]
    return claims[["claim", "confidence"]].assign(
        cited=pd.array([len(names) for names in cited], dtype="Int64"),
        independent=pd.array([len(names) for names in distinct], dtype="Int64"),
        origins=pd.array(["; ".join(names) or pd.NA for names in distinct], dtype="str"),
        one_source=[len(names) == 1 for names in distinct],
    )


def origins(sources: pd.DataFrame) -> dict[str, str]:
    """Where the text of each source comes from.

    Parameters
    ----------
    sources : the table ``sources``

    Returns
    -------
    key of each source → what it relays; its own publisher where another source relays that by
    name; else its own key

    Examples
    --------
    >>> sources = pd.DataFrame({"source_id": ["a", "b", "c"], "publisher": ["Daily", "AP", "X"],
    ...                         "relay_of": ["AP", None, None]})
    >>> origins(sources)
    {'a': 'AP', 'b': 'AP', 'c': 'c'}
    """
    relayed = set(sources["relay_of"].dropna())
    rows = sources[["source_id", "publisher", "relay_of"]].itertuples(index=False, name=None)
    return {
        key: of if pd.notna(of) else publisher if publisher in relayed else key
        for key, publisher, of in rows
    }
