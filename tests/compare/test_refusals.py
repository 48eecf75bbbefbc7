"""Input that cannot be measured is refused in one line: where, what, what is allowed."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare import nested_pairs, pair_table, recodings
from analysis.compare.alpha import alpha, alpha_interval
from analysis.compare.discourse import affiliation, network
from analysis.compare.graphml import graphml
from analysis.compare.mactor import (
    ambivalence,
    convergence,
    convergence_table,
    divergence,
    influence,
    midi,
    mobilisation,
    shared,
    valences,
    weighted,
)
from analysis.compare.ordinal import agreement, code_counts
from analysis.compare.polarisation import partition_polarization, two_way_partitions
from analysis.compare.reliability import coder_table, disagreements
from analysis.compare.similarity import pairs, s_score

STANCES = (-2, 2)
AB = {"index": ["A", "B"], "columns": ["A", "B"]}
TIES = pd.DataFrame([[0, 1.0], [1.0, 0]], **AB)
MID = pd.DataFrame([[0, 2], [1, 0]], **AB)
POSITIONS = pd.DataFrame({"aid": [1, -2]}, index=["A", "B"])
SAID = pd.DataFrame({"actor": ["A", "B"], "concept": "aid", "stance": [1, -1]})
CODES = pd.DataFrame({"coder": ["a", "b"], "unit": ["u", "u"], "stance": [2, -1]})


def held(*cells):
    return pd.DataFrame({"aid": [*cells]}, index=[*"ABC"][: len(cells)])


def uneven(there, back):
    return pd.DataFrame([[0, there], [back, 0]], **AB)


def refused(call):
    with pytest.raises((TypeError, ValueError)) as fault:
        call()
    message = str(fault.value)
    assert "\n" not in message
    return message


TABLES = {
    "convergence": convergence,
    "divergence": divergence,
    "shared": shared,
    "convergence_table": convergence_table,
    "ambivalence": ambivalence,
    "valences": valences,
    "mobilisation": mobilisation,
    "pair_table": pair_table,
    "pairs": lambda table: pairs(table, STANCES),
    "code_counts": lambda table: code_counts(table, [-2, -1, 0, 1, 2]),
    "recodings": lambda table: recodings(table, table),
    "weighted": lambda table: weighted(table, influence(MID)),
}


@pytest.mark.parametrize("measure", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    ("table", "words"),
    [
        (np.array([[1, 2], [2, 1]]), ": ndarray is given; allowed: a frame with labelled rows"),
        ([[1, 2], [2, 1]], ": list is given; allowed: a frame"),
        (held(1, "for"), " (B, aid): for; allowed: numbers"),
        (held(1, 10**400), "…; allowed: numbers"),
        (held(1.0, np.inf), " (B, aid): inf; allowed: finite numbers"),
        (held(1, -np.inf).astype(object), " (B, aid): -inf; allowed: finite numbers"),
        (held(*pd.to_datetime(["2025-02-28"] * 2)), ": 2025-02-28 00:00:00; allowed: numbers"),
        (held(1, 2).set_axis(["A", "A"]), ": row A occurs twice"),
        (pd.DataFrame([[1, 1]], columns=["aid", "aid"]), ": column aid occurs twice"),
        (
            held(1, 2).set_axis(pd.MultiIndex.from_tuples([("A", 1), ("A", 2)])),
            ": a row has 2 labels; allowed: one each",
        ),
    ],
    ids=lambda given: None if isinstance(given, str) else type(given).__name__,
)
def test_a_table_that_holds_no_codes_is_refused_where_it_does_not(measure, table, words):
    assert words in refused(lambda: measure(table))


def test_a_huge_number_is_not_printed_in_full():
    assert len(refused(lambda: convergence(held(1, 10**400)))) < 100
    huge = SAID.assign(stance=[1, 10**400])
    assert len(refused(lambda: network(huge, levels=STANCES))) < 150


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: midi(MID.to_numpy()), "MID: ndarray is given; allowed: a frame"),
        (lambda: midi([[0, 1], [1, 0]]), "MID: list is given; allowed: a frame"),
        (lambda: s_score([1, 2], [1, 2], STANCES, weights=["a", 1]), "a; allowed: numbers"),
        (lambda: s_score([1, 2], [1, 2], STANCES, weights=[np.inf, 1]), "inf; allowed: finite"),
        (lambda: s_score([1, 10**400], [1, 2], STANCES), "; allowed: numbers"),
        (
            lambda: s_score(*[pd.Series([1, 2], index=["aid", "aid"])] * 2, STANCES),
            "codes: column aid occurs twice",
        ),
        (
            lambda: s_score(
                {"aid": 1}, {"aid": 1}, STANCES, weights=pd.Series([1, 1], index=["aid", "aid"])
            ),
            "weights: row aid occurs twice",
        ),
        (lambda: s_score([1], [1], (-np.inf, np.inf)), "the scale is -inf to inf; allowed: two"),
        (lambda: s_score([1], [1], (0, np.nan)), "the scale is 0 to nan; allowed: two numbers"),
        (lambda: s_score([1], [1], ("low", 2)), "the scale is low to 2; allowed: two numbers"),
        (lambda: s_score([1], [1], (1, 2, 3)), "the scale is 1 to 2 to 3; allowed: two numbers"),
        (lambda: network(SAID, levels=None), "levels are None; allowed are two whole numbers"),
        (lambda: network(SAID, levels=(1, 2, 3)), "levels are (1, 2, 3); allowed are two whole"),
        (
            lambda: network(SAID.assign(stance=[1, 10**400]), levels=STANCES),
            "row 1: stance of B on aid is 1",
        ),
        (
            lambda: network(SAID[["actor", "actor", "concept", "stance"]], levels=STANCES),
            "the column 'actor' occurs twice in the statements; allowed: once",
        ),
        (
            lambda: affiliation(SAID, "subtract", levels=STANCES, midpoint=np.nan),
            "midpoint is nan; allowed: -2 to 2",
        ),
        (
            lambda: affiliation(SAID, "combine", levels=STANCES, midpoint=np.inf),
            "midpoint is inf; allowed: -2 to 2",
        ),
        (
            lambda: weighted(POSITIONS, pd.concat([influence(MID)] * 2)),
            "influence: row A occurs twice",
        ),
        (
            lambda: weighted(POSITIONS, influence(MID).assign(**{"Ri*": [1.0, np.inf]})),
            "influence (B, Ri*): inf; allowed: finite numbers",
        ),
        (lambda: alpha_interval([[1, 2], [1, 2]], draws=0), "draws is 0; allowed: 1 or more"),
        (
            lambda: alpha_interval([[1, 2], [1, 2]], coverage=1.5),
            "coverage is 1.5; allowed: above 0 and below 1",
        ),
        (
            lambda: alpha([[1, np.inf], [1, 2]], "interval"),
            "code inf at interval level; allowed: finite numbers",
        ),
        (
            lambda: alpha([[1, 2], [1, 2]], "ratio", [1, 2, "three"]),
            "code 'three' at ratio level; allowed: finite numbers",
        ),
        (
            lambda: alpha([[1, 2], [1, 2]], "ordinal", [1, 2, 2]),
            "code 2 occurs twice in the domain; allowed: once",
        ),
        (
            lambda: disagreements(CODES, "foo"),
            "no column 'foo' in the codes; the columns are coder, unit, stance",
        ),
        (
            lambda: coder_table(CODES.drop(columns="coder")),
            "no column 'coder' in the codes; the columns are unit, stance",
        ),
        (
            lambda: graphml(pd.DataFrame([[0, "x"], ["x", 0]], **AB)),
            "network (A, B): x; allowed: numbers",
        ),
        (lambda: agreement(["a", "b", "c"]), "allowed: numbers, none below 0"),
        (
            lambda: partition_polarization(uneven(2, 1), TIES, [0, 1]),
            "congruence of A and B is 2, the other way 1; allowed: one value a pair",
        ),
        (
            lambda: two_way_partitions(TIES, uneven(1, 2)),
            "conflict of A and B is 1, the other way 2; allowed: one value a pair",
        ),
        (
            lambda: partition_polarization(TIES, TIES.replace(1.0, np.inf), [0, 1]),
            "conflict (A, B): inf; allowed: finite numbers",
        ),
        (
            lambda: partition_polarization(
                *[TIES.set_axis(["A", "A"]).set_axis(["A", "A"], axis=1)] * 2, [0, 1]
            ),
            "congruence: row A occurs twice",
        ),
        (
            lambda: partition_polarization(TIES, TIES, pd.Series([0, 1, 1], index=list("ABA"))),
            "A has two clusters; allowed: one each",
        ),
    ],
)
def test_other_input_that_cannot_be_is_refused_by_name(call, words):
    assert words in refused(call)


def test_a_circle_of_groups_is_walked_once():
    """A group in itself is no pair; of two inside each other each contains the other."""
    alone = pd.DataFrame({"actor": ["a"], "group": ["a"]})
    assert nested_pairs(alone) == set()
    around = pd.DataFrame({"actor": ["a", "b", "c", "d"], "group": ["b", "c", "a", "a"]})
    assert {"".join(sorted(pair)) for pair in nested_pairs(around)} == {
        "ab", "ac", "bc", "ad", "bd", "cd",
    }  # fmt: skip


def test_a_membership_without_a_group_joins_nobody():
    table = pd.DataFrame({"actor": ["a", None, "c", "c"], "group": [None, "b", "d", "d"]})
    assert nested_pairs(table) == {frozenset("cd")}
