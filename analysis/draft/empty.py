"""A case with nothing in it yet: the headers of its tables, its declaration, its codebook."""

from __future__ import annotations

from analysis.draft.codebook import codebook, codebook_of_counts
from analysis.draft.declared import TABLES, declaration, declaration_of_counts
from analysis.draft.folder import files_of


def empty_case(name: str, title: str) -> dict[str, bytes]:
    """The files of an empty case, by name; every table it may have stands there with its header.

    Parameters
    ----------
    name : small letters, digits, hyphens
    title : a text on one line

    Examples
    --------
    >>> sorted(empty_case("talks", "The talks"))[:3]
    ['CODEBOOK.md', 'actors.csv', 'anchors.csv']
    """
    declared = declaration(name, title, None)
    tables: dict[str, list[dict[str, str]]] = {table: [] for table in TABLES}
    # Claims without the table of their units are refused, and so is a table without rows there;
    # where lines are listed, every line cited has to be.
    for table in ("evidence", "evidence_units", "sources", "lines"):
        del tables[table]
    return files_of(declared, tables, codebook(title, declared["stance_scale"]))


def empty_case_of_counts(name: str, title: str) -> dict[str, bytes]:
    """The files of a case in which statements are counted: who speaks of what, and no counts yet.

    Examples
    --------
    >>> sorted(empty_case_of_counts("talk", "The talk"))
    ['CODEBOOK.md', 'actors.csv', 'datapackage.json', 'issues.csv']
    """
    declared = declaration_of_counts(name, title)
    return files_of(declared, {}, codebook_of_counts(title, declared["stance_scale"]))
