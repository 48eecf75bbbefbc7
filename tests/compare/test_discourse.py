"""Discourse networks, against the manual's worked numbers, a slow loop and the identities."""

import doctest
import math
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare import discourse, statements
from analysis.compare import graphml as graphml_module
from analysis.compare.discourse import (
    KINDS,
    NORMALIZATIONS,
    affiliation,
    edges,
    network,
    statements_of,
)
from analysis.compare.graphml import graphml
from analysis.compare.statements import DUPLICATES, count_statements

THOROUGH = settings(deadline=None, max_examples=50)
COLUMNS = ["actor", "concept", "stance", "document", "date"]
LEVELS = (-2, 2)
# The last days of one year and the first of the next are one ISO week, 2025-W01.
DATES = ["2024-01-02", "2024-12-30", "2024-12-31", "2025-01-02", "2025-01-31", "2025-12-30"]

ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.sampled_from("xyz"),
        st.one_of(st.none(), st.integers(*LEVELS)),
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(DATES),
    ),
    max_size=25,
)


def said(rows, columns=COLUMNS):
    frame = pd.DataFrame(list(rows), columns=columns)
    frame["stance"] = frame["stance"].astype("Int64")
    if "date" in columns:
        frame["date"] = pd.to_datetime(frame["date"])
    return frame


def repeated(counts):
    """A frame of ``(actor, concept, stance): times``."""
    rows = [key for key, times in counts.items() for _ in range(times)]
    return said(rows, COLUMNS[:3])


# Leifeld, Discourse Network Analyzer Manual: two organisations, agree +1 and disagree -1.
MANUAL = repeated(
    {
        ("Senate", "a", -1): 2,
        ("Senate", "b", -1): 1,
        ("Senate", "c", 1): 2,
        ("Sierra Club", "a", 1): 2,
        ("Sierra Club", "b", 1): 1,
        ("Sierra Club", "c", 1): 1,
        ("Sierra Club", "d", 1): 1,
        ("Sierra Club", "e", 1): 1,
    }
)


@pytest.mark.parametrize(
    ("kind", "expected"), [("ignore", 7), ("congruence", 2), ("conflict", 5), ("subtract", -3)]
)
def test_the_manuals_two_organisations_have_the_manuals_numbers(kind, expected):
    ties = network(MANUAL, kind, levels=(-1, 1))
    assert ties.loc["Senate", "Sierra Club"] == expected


def test_agreement_may_also_be_coded_1_and_disagreement_0():
    binary = MANUAL.assign(stance=(MANUAL["stance"] + 1) // 2)
    assert network(binary, "conflict", levels=(0, 1)).loc["Senate", "Sierra Club"] == 5


@pytest.mark.parametrize(
    ("normalization", "denominator"),
    [
        ("none", 1),
        ("average_activity", (5 + 6) / 2),
        ("jaccard", 3 + 5 + 2),  # m10: a-, b-; m01: a+, b+, d+, e+; m11: c+ twice × once
        ("activity_product", 5 * 6),
        ("cosine", math.sqrt(4 + 1 + 4) * math.sqrt(4 + 1 + 1 + 1 + 1)),
    ],
)
def test_each_normalisation_divides_by_what_is_worked_by_hand(normalization, denominator):
    ties = network(MANUAL, "congruence", normalization, levels=(-1, 1))
    assert ties.loc["Senate", "Sierra Club"] == pytest.approx(2 / denominator)


def test_the_manuals_graded_scale_gives_2_4():
    graded = repeated({("a", "c", -4): 2, ("b", "c", 2): 3})
    assert network(graded, levels=(-5, 5)).loc["a", "b"] == pytest.approx(2.4)


def test_the_declared_range_counts_and_not_the_one_that_occurs():
    graded = repeated({("a", "c", 1): 1, ("b", "c", 2): 1})
    assert network(graded, levels=(-2, 2)).loc["a", "b"] == 0.75
    assert network(graded, levels=(1, 2)).loc["a", "b"] == 0


def kept(rows, duplicates):
    """The rows that count, one at a time."""
    seen, rest = set(), []
    for row in rows:
        actor, concept, stance, document, date = row
        day = pd.Timestamp(date)
        window = {
            "include": len(rest),
            "document": document,
            "week": tuple(day.isocalendar())[:2],
            "month": (day.year, day.month),
            "year": day.year,
            "acrossrange": None,
        }[duplicates]
        if stance is not None and (actor, concept, stance, window) not in seen:
            seen.add((actor, concept, stance, window))
            rest.append(row)
    return rest


def by_loop(rows, kind, normalization, duplicates):
    """Each pair's value, one pair of statements at a time; None where undefined."""
    actors = list(dict.fromkeys(row[0] for row in rows))
    rest = kept(rows, duplicates)
    reach = LEVELS[1] - LEVELS[0]
    for a, b in product(actors, actors):
        mine = [row[1:3] for row in rest if row[0] == a]
        theirs = [row[1:3] for row in rest if row[0] == b]
        value = 0.0
        for (concept, stance), (other, level) in product(mine, theirs):
            if concept == other:
                far = abs(stance - level) / reach
                near = 1 - far
                value += {
                    "congruence": near,
                    "conflict": far,
                    "subtract": near - far,
                    "ignore": 1,
                }[kind]
        x, y = Counter(mine), Counter(theirs)
        denominator = {
            "none": 1,
            "average_activity": (len(mine) + len(theirs)) / 2,
            "jaccard": sum(n for cell, n in x.items() if cell not in y)
            + sum(n for cell, n in y.items() if cell not in x)
            + sum(n * y[cell] for cell, n in x.items() if cell in y),
            "activity_product": len(mine) * len(theirs),
            "cosine": math.hypot(*x.values()) * math.hypot(*y.values()),
        }[normalization]
        if a == b:
            yield a, b, 0.0
        else:
            yield a, b, value / denominator if denominator else None


@pytest.mark.parametrize("normalization", NORMALIZATIONS)
@pytest.mark.parametrize("kind", KINDS)
@THOROUGH
@given(rows=ROWS, duplicates=st.sampled_from(DUPLICATES))
def test_each_network_equals_a_loop_over_pairs_of_statements(kind, normalization, rows, duplicates):
    ties = network(said(rows), kind, normalization, duplicates, levels=LEVELS)
    for a, b, value in by_loop(rows, kind, normalization, duplicates):
        got = ties.loc[a, b]
        assert np.isnan(got) if value is None else got == pytest.approx(value, abs=1e-12)


@THOROUGH
@given(ROWS, st.sampled_from(NORMALIZATIONS), st.sampled_from(DUPLICATES))
def test_congruence_and_conflict_add_up_to_ignore_and_differ_by_subtract(rows, norm, duplicates):
    ties = {kind: network(said(rows), kind, norm, duplicates, levels=LEVELS) for kind in KINDS}
    both = ties["congruence"] + ties["conflict"]
    np.testing.assert_allclose(both, ties["ignore"], atol=1e-12)
    net = ties["congruence"] - ties["conflict"]
    np.testing.assert_allclose(net, ties["subtract"], atol=1e-12)


@THOROUGH
@given(ROWS, st.sampled_from(KINDS), st.sampled_from(NORMALIZATIONS))
def test_a_network_is_symmetric_with_a_zero_diagonal_and_its_actors_in_order(rows, kind, norm):
    frame = said(rows)
    ties = network(frame, kind, norm, levels=LEVELS)
    assert ties.equals(ties.T)
    assert (np.diag(ties) == 0).all()
    assert list(ties.index) == list(ties.columns) == list(dict.fromkeys(frame["actor"]))


SIGNS = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("wxyz")), st.sampled_from([-1, 0, 1])
)


@THOROUGH
@given(SIGNS)
def test_signs_alone_once_per_cell_give_mactors_convergence_and_divergence(cells):
    """1CAA and 1DAA of MACTOR: objectives on which both are on one side, or on opposite sides."""
    stated = {cell: sign for cell, sign in cells.items() if sign}
    frame = repeated(dict.fromkeys([(*cell, sign) for cell, sign in stated.items()], 1))
    congruence, conflict = (
        network(frame, kind, levels=(-1, 1)) for kind in ("congruence", "conflict")
    )
    for a, b in combinations(congruence.index, 2):
        products = [cells.get((a, o), 0) * cells.get((b, o), 0) for o in "wxyz"]
        assert congruence.loc[a, b] == sum(p > 0 for p in products)
        assert conflict.loc[a, b] == sum(p < 0 for p in products)


FINER = [
    ("acrossrange", "year"),
    ("year", "month"),
    ("month", "include"),
    ("acrossrange", "week"),
    ("week", "include"),
    ("acrossrange", "document"),
    ("document", "include"),
]


@pytest.mark.parametrize(("coarse", "fine"), FINER)
@THOROUGH
@given(rows=ROWS)
def test_a_finer_window_never_counts_fewer_statements(coarse, fine, rows):
    few, many = (count_statements(said(rows), LEVELS, window) for window in (coarse, fine))
    assert (few.x <= many.x).all()


@pytest.mark.parametrize(
    ("duplicates", "counted"),
    [
        ("include", 7),
        ("document", 3),
        ("week", 4),  # 2024-W01, 2025-W01, 2025-W05, 2026-W01
        ("month", 4),  # 2024-01, 2024-12, 2025-01, 2025-12
        ("year", 2),
        ("acrossrange", 1),
    ],
)
def test_a_week_a_month_and_a_year_are_those_of_their_year(duplicates, counted):
    documents = ["d1", "d1", "d1", "d2", "d2", "d2", "d3"]
    days = [*DATES, DATES[0]]
    frame = said(("A", "x", 1, doc, day) for doc, day in zip(documents, days, strict=True))
    assert count_statements(frame, LEVELS, duplicates).x.sum() == counted


def test_the_opposite_statement_in_one_document_is_no_duplicate():
    frame = said([("A", "x", 1, "d1", DATES[0]), ("A", "x", -1, "d1", DATES[0])])
    assert affiliation(frame, "ignore", "document", levels=LEVELS).loc["A", "x"] == 2


TWO_MODE = repeated(
    {
        ("A", "for", 2): 1,
        ("A", "for", 1): 2,
        ("A", "against", -2): 1,
        ("A", "both", 1): 1,
        ("A", "both", -1): 1,
        ("A", "middle", 0): 3,
        ("B", "never", 1): 1,
        ("A", "for, once open", 1): 1,
        ("A", "for, once open", 0): 1,
    }
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"aggregation": "ignore"}, [3, 1, 2, 3, 0, 2]),
        ({"aggregation": "subtract"}, [3, -1, 0, 0, None, 1]),
        ({"aggregation": "subtract", "graded": True}, [4, -2, 0, 0, None, 1]),
        ({"aggregation": "combine"}, [1, 2, 3, 4, 0, 1]),
        ({"aggregation": "subtract", "midpoint": 1}, [1, -1, -1, -3, None, -1]),
    ],
)
def test_each_two_mode_aggregation_is_that_worked_by_hand(options, expected):
    row = affiliation(TWO_MODE, levels=LEVELS, **options).loc["A"]
    assert list(row.index) == ["for", "against", "both", "middle", "never", "for, once open"]
    assert [None if pd.isna(value) else value for value in row] == expected


def test_yes_and_no_coded_1_and_0_count_as_for_and_against():
    votes = repeated({("A", "x", 1): 3, ("A", "x", 0): 1})
    assert affiliation(votes, "subtract", levels=(0, 1)).loc["A", "x"] == 2


def test_both_for_and_against_is_kept_apart_from_never_mentioned():
    net = affiliation(TWO_MODE, "subtract", levels=LEVELS)
    assert net.loc["A", "both"] == 0
    assert pd.isna(net.loc["A", "never"])


@THOROUGH
@given(ROWS)
def test_the_edge_table_holds_the_networks_with_n_beside_them(rows):
    frame = said(rows)
    table = edges(frame, "jaccard", levels=LEVELS)
    coded = frame.dropna(subset=["stance"])
    concepts = coded.groupby("actor")["concept"].agg(set).to_dict()
    assert list(table.index) == list(combinations(frame["actor"].unique(), 2))
    for kind in KINDS:
        ties = network(frame, kind, "jaccard", levels=LEVELS)
        expected = [
            ties.loc[pair] if n else np.nan for pair, n in zip(table.index, table["n"], strict=True)
        ]
        np.testing.assert_array_equal(table[kind], expected)
    shared = [len(concepts.get(a, set()) & concepts.get(b, set())) for a, b in table.index]
    assert table["n"].tolist() == shared


def test_actors_that_have_said_nothing_keep_their_rows_undefined_once_normalised():
    rows = {("A", "x", 1): 1, ("B", "x", None): 1, ("C", "y", None): 1}
    frame = repeated(rows)
    plain = network(frame, levels=LEVELS)
    assert plain.loc["B", "C"] == plain.loc["A", "B"] == 0
    average = network(frame, normalization="average_activity", levels=LEVELS)
    assert np.isnan(average.loc["B", "C"]) and average.loc["A", "B"] == 0
    cosine = network(frame, normalization="cosine", levels=LEVELS)
    assert np.isnan(cosine.loc["A", "B"])


def test_average_activity_can_exceed_1_while_duplicates_are_kept():
    frame = repeated({("A", "x", 1): 3, ("B", "x", 1): 3})
    assert network(frame, "congruence", "average_activity", levels=LEVELS).loc["A", "B"] == 3


def test_no_statements_give_an_empty_network():
    frame = said([])
    assert network(frame, levels=LEVELS).shape == (0, 0)
    assert affiliation(frame, "subtract", "week", levels=LEVELS).shape == (0, 0)
    assert edges(frame, "cosine", levels=LEVELS).empty


@THOROUGH
@given(ROWS)
def test_the_statements_are_left_as_they_were(rows):
    frame = said(rows)
    before = frame.copy(deep=True)
    network(frame, "conflict", "jaccard", "week", levels=LEVELS)
    pd.testing.assert_frame_equal(frame, before)


GOOD = said([("A", "x", 1, "d1", DATES[0]), ("B", "x", -1, "d1", DATES[0])])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: network(GOOD, "agreement", levels=LEVELS),
            "kind is 'agreement'; allowed are congruence, conflict, subtract, ignore",
        ),
        (
            lambda: network(GOOD, normalization="average", levels=LEVELS),
            "normalization is 'average'; allowed are none, average_activity, jaccard, "
            "activity_product, cosine",
        ),
        (
            lambda: network(GOOD, duplicates="day", levels=LEVELS),
            "duplicates is 'day'; allowed are include, document, week, month, year, acrossrange",
        ),
        (
            lambda: affiliation(GOOD, "congruence", levels=LEVELS),
            "aggregation is 'congruence'; allowed are ignore, subtract, combine",
        ),
        (
            lambda: network(GOOD, levels=(2, 2)),
            r"levels are \(2, 2\); allowed are two whole numbers, low < high",
        ),
        (
            lambda: network(GOOD, levels=(-0.5, 2)),
            r"levels are \(-0.5, 2\); allowed are two whole numbers, low < high",
        ),
        (
            lambda: network(GOOD.assign(stance=[1, -3]), levels=LEVELS),
            "row 1: stance of B on x is -3; allowed are whole numbers from -2 to 2$",
        ),
        (
            lambda: network(GOOD.assign(stance=[0.5, 7]), levels=LEVELS),
            r"row 0: stance of A on x is 0.5; .* \(and 1 more such rows\)",
        ),
        (
            lambda: network(GOOD.assign(stance=["1", "for"]), levels=LEVELS),
            "row 1: stance of B on x is for; allowed are whole numbers",
        ),
        (
            lambda: network(GOOD.assign(actor=["A", None]), levels=LEVELS),
            "row 1: actor is missing; every statement needs one",
        ),
        (
            lambda: network(
                GOOD.assign(document=[None, "d"]), duplicates="document", levels=LEVELS
            ),
            "row 0: document is missing; duplicates='document' needs one",
        ),
        (
            lambda: network(
                GOOD.assign(date=[pd.Timestamp("2025-02-28"), pd.NaT]),
                duplicates="week",
                levels=LEVELS,
            ),
            "row 1: date is missing; duplicates='week' needs one",
        ),
        (
            lambda: network(GOOD.assign(date="2025-02-28"), duplicates="year", levels=LEVELS),
            "the column date is String; allowed are dates and moments",
        ),
        (
            lambda: network(GOOD.drop(columns="date"), duplicates="month", levels=LEVELS),
            "no column 'date' in the statements; the columns are actor, concept, stance, document",
        ),
    ],
)
def test_what_is_wrong_is_refused_and_what_is_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_toy_narrative_gives_its_positions_and_acts(toy):
    """The toy README: t01–t05, t07, t08, t10, t11; t06, t12 are other roles, t09 is empty."""
    frame = statements_of(toy)
    assert frame.index.tolist() == ["t01", "t02", "t03", "t04", "t05", "t07", "t08", "t10", "t11"]
    assert frame["stance"].tolist() == [2, 2, 2, 2, 1, 2, -2, 1, 2]
    assert set(frame["document"]) == {"article"} and frame["date"].isna().all()
    levels = (toy.scale.low, toy.scale.high)
    # ALD × BOR: water 2, 2, 2 against 1; apology 2, 1 against −2; R = 4.
    congruence = network(frame, levels=levels).loc["ALD", "BOR"]
    assert congruence == pytest.approx(3 * 0.75 + 0 + 0.25)
    assert network(frame, "ignore", duplicates="document", levels=levels).loc["ALD", "BOR"] == 3


def test_a_split_unit_keeps_its_actor_without_counting(toy):
    """With two coders, t03 (2, 1) and t05 (made 1, 2), BOR's only word on water, are split."""
    codes = toy["stance_codes"]
    codes = codes[codes["coder"] != "reader-3"]
    codes.loc[codes["unit"].eq("t05") & codes["coder"].eq("reader-2"), "stance"] = 2
    split = replace(toy, tables={**toy.tables, "stance_codes": codes})
    frame = statements_of(split)
    assert frame.index[frame["stance"].isna()].tolist() == ["t03", "t05"]
    counted = affiliation(frame, "subtract", levels=LEVELS).loc["BOR"]
    assert pd.isna(counted["water"]) and counted["apology"] == -1


HOSTILE = [
    "<US> & \"EU\" 'x'",
    "日本・ウクライナ",
    "Україна",
    "$\\alpha_1$ %",
    "]]>",
    " a\nb\t ",
    "",
]


def test_graphml_read_back_has_the_labels_the_ties_and_nothing_else():
    rows = [(actor, "x", i % 5 - 2) for i, actor in enumerate(HOSTILE)]
    ties = network(said(rows, COLUMNS[:3]), "subtract", levels=LEVELS)
    graph = nx.parse_graphml(graphml(ties))
    labels = nx.get_node_attributes(graph, "label")
    assert list(labels.values()) == HOSTILE
    got = {frozenset((labels[a], labels[b])): w for a, b, w in graph.edges(data="weight")}
    expected = {
        frozenset((a, b)): ties.loc[a, b]
        for a, b in combinations(HOSTILE, 2)
        if ties.loc[a, b] != 0
    }
    assert got == expected
    assert not graph.is_directed() and graph.graph["undefined"] == 0


def test_what_xml_cannot_hold_is_replaced_and_the_file_can_be_read():
    names = ["a\x00b", "a\x1fb", "a\rb", "a\ud800b", "a\ufffeb"]
    actors = pd.Index(names, dtype=object)  # text of Arrow holds no half of a pair
    ties = pd.DataFrame(np.zeros((5, 5)), index=actors, columns=actors)
    graph = nx.parse_graphml(graphml(ties).encode("utf-8").decode("utf-8"))
    assert list(nx.get_node_attributes(graph, "label").values()) == ["a\ufffdb"] * 5


def test_an_axis_named_by_what_xml_cannot_hold_is_written_readably():
    ties = pd.DataFrame(np.zeros((2, 2)), index=["a", "b"], columns=["a", "b"])
    ties.index.name = "bloc\x00"
    modes = nx.get_node_attributes(nx.parse_graphml(graphml(ties)), "mode")
    assert set(modes.values()) == {"bloc\ufffd"}


def test_a_diagonal_is_no_tie_and_no_undefined_pair():
    labels = {"index": ["a", "b"], "columns": ["a", "b"]}
    graph = nx.parse_graphml(graphml(pd.DataFrame([[7, 1.0], [1.0, np.nan]], **labels)))
    assert list(graph.edges(data="weight")) == [("n0", "n1", 1.0)]
    assert graph.graph["undefined"] == 0


def test_a_pair_undefined_one_way_and_nought_the_other_is_not_symmetric():
    labels = {"index": ["a", "b"], "columns": ["a", "b"]}
    with pytest.raises(ValueError, match="not symmetric"):
        graphml(pd.DataFrame([[0, np.nan], [0, 0]], **labels))


def test_pairs_that_are_undefined_are_counted_in_the_file_and_not_tied():
    frame = repeated({("A", "x", 1): 1, ("B", "x", None): 1, ("C", "y", None): 1})
    ties = network(frame, normalization="average_activity", levels=LEVELS)
    graph = nx.parse_graphml(graphml(ties))
    assert graph.number_of_edges() == 0 and graph.graph["undefined"] == 1


def test_a_two_mode_network_keeps_balanced_apart_from_never_mentioned():
    net = affiliation(TWO_MODE, "subtract", levels=LEVELS)
    graph = nx.parse_graphml(graphml(net, two_mode=True, zeros=True))
    labels = nx.get_node_attributes(graph, "label")
    modes = nx.get_node_attributes(graph, "mode")
    ties = {(labels[a], labels[b]): w for a, b, w in graph.edges(data="weight")}
    assert {labels[node] for node, mode in modes.items() if mode == "actor"} == {"A", "B"}
    assert ties["A", "both"] == 0 and ("A", "never") not in ties
    assert graph.graph["undefined"] == net.isna().sum().sum()


def test_an_actor_and_a_concept_of_one_name_stay_two_nodes():
    net = affiliation(repeated({("peace", "peace", 1): 2}), levels=LEVELS)
    graph = nx.parse_graphml(graphml(net, two_mode=True))
    assert graph.number_of_nodes() == 2
    assert list(graph.edges(data="weight")) == [("n0", "n1", 2.0)]


def test_a_two_mode_or_directed_matrix_is_not_written_as_a_one_mode_network():
    with pytest.raises(ValueError, match="two_mode=True"):
        graphml(affiliation(TWO_MODE, levels=LEVELS))
    with pytest.raises(ValueError, match="not symmetric"):
        graphml(pd.DataFrame([[0, 1], [2, 0]], index=["a", "b"], columns=["a", "b"]))


@pytest.mark.parametrize("module", [discourse, statements, graphml_module])
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_a_pair_that_shares_no_concept_has_no_ties_in_the_table_rather_than_none():
    said = pd.DataFrame({"actor": ["US", "EU"], "concept": ["aid", "war"], "stance": [1, 1]})
    for normalization in NORMALIZATIONS:
        row = edges(said, normalization, levels=(-1, 1)).loc[("US", "EU")]
        assert row["n"] == 0
        assert row.drop("n").isna().all()
