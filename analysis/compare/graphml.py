"""A network as GraphML, which Gephi, visone, yEd, igraph and networkx read.

Names of actors are text and may hold anything, so nodes are numbered and carry their name as
``label``. Only ties are written: a pair without an edge has the value 0 or an undefined one, and
how many are undefined stands in the graph itself, so that the two are not blurred.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.compare.cells import cell_values

# What XML 1.0 cannot hold, and the carriage return, which a reader turns into a line feed.
UNREADABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(matrix: pd.DataFrame, two_mode: bool = False, zeros: bool = False) -> str:
    """A network matrix as a GraphML document.

    Parameters
    ----------
    matrix : a one-mode network, actors × actors, symmetric, or a two-mode network,
        actors × concepts; NA = undefined or never mentioned
    two_mode : rows and columns are different things
    zeros : a 0 is a tie of weight 0; for a two-mode network by subtraction, in which 0 means
        both for and against

    Returns
    -------
    str
        Undirected. Each node has ``label`` and ``mode`` (the name of its axis, *actor* or
        *concept*), each edge ``weight`` (float); the graph has ``undefined``, the number of
        pairs that are NA. The diagonal is left out of a one-mode network. A character that XML
        cannot hold becomes U+FFFD.

    Raises
    ------
    ValueError
        A one-mode network has other columns than rows, or is not symmetric; a label occurs
        twice, or a tie is no finite number.

    Examples
    --------
    >>> ties = pd.DataFrame([[0, 2.5], [2.5, 0]], index=["US", "EU"], columns=["US", "EU"])
    >>> "2.5</data>" in graphml(ties)
    True
    """
    import networkx as nx  # type: ignore[import-untyped]

    values = cell_values(matrix, "network")
    rows = [f"n{i}" for i in range(len(matrix))]
    columns = rows
    graph = nx.Graph()
    graph.add_nodes_from(zip(rows, _named(matrix.index, "actor"), strict=True))
    if two_mode:
        columns = [f"n{len(rows) + j}" for j in range(matrix.shape[1])]
        graph.add_nodes_from(zip(columns, _named(matrix.columns, "concept"), strict=True))
        pairs = np.ones(values.shape, dtype=bool)
    else:
        _check_one_mode(matrix, values)
        pairs = np.triu(np.ones(values.shape, dtype=bool), k=1)
    ties = pairs & ~np.isnan(values) & (zeros | (values != 0))
    graph.add_weighted_edges_from(
        (rows[i], columns[j], float(values[i, j])) for i, j in np.argwhere(ties)
    )
    graph.graph["undefined"] = int((pairs & np.isnan(values)).sum())
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def _named(labels: pd.Index, mode: str) -> list[dict[str, str]]:
    mode = _readable(labels.name or mode)
    return [{"label": _readable(label), "mode": mode} for label in labels]


def _readable(text: object) -> str:
    return UNREADABLE.sub("\ufffd", str(text))


def _check_one_mode(matrix: pd.DataFrame, values: np.ndarray) -> None:
    if list(matrix.index) != list(matrix.columns):
        raise ValueError("the rows are not the columns; a two-mode network needs two_mode=True")
    if not np.array_equal(values, values.T, equal_nan=True):
        raise ValueError("the network is not symmetric; only undirected networks are written")
