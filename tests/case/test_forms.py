"""Forms of cells: the same answers as Python's own matching, in time that it does not promise."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.case.forms import Form, Fuel, NoForm, TooSlow

parts = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", "[^ab]", r"\d", r"\W", "^", "$", "[a-c0-9]", r"[\d_]"]
)
patterns = st.recursive(
    parts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"({'|'.join(ways)})"),
        inner.map(lambda one: f"(?:{one})*"),
        inner.map(lambda one: f"({one})+?"),
        inner.map(lambda one: f"({one}){{1,3}}"),
    ),
    max_leaves=7,
)


@settings(max_examples=300, deadline=None)
@given(patterns, st.lists(st.text("ab1_\nc", max_size=7), max_size=6))
def test_a_form_fits_what_python_matches_from_end_to_end(pattern, texts):
    form = Form(pattern)
    for text in texts:
        assert form.fits(text) == (re.match(rf"(?:{pattern})\Z", text) is not None)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "a*a*a*a*a*b"])
def test_a_form_that_would_be_tried_for_years_is_answered_at_once(pattern):
    begun = time.process_time()
    assert not Form(pattern).fits("a" * 100_000)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)b",
        r"(a)\1",
        r"\bx",
        "(?i)a",
        "a{100000}",
        "(a{900}){900}",
        "(" * 600,
        "a" * 600,
        "[",
        "a++",
    ],
)
def test_what_cannot_be_followed_is_no_form(pattern):
    with pytest.raises(NoForm):
        Form(pattern)


def test_forms_that_cost_more_than_any_sound_one_are_given_up():
    text = "".join("ab"[number % 7 % 2] for number in range(3000))
    with pytest.raises(TooSlow):
        Form("(a|b)*a(a|b){200}").fits(text, Fuel(20_000))
