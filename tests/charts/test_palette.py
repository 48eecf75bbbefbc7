"""The limits that charts.md sets to colours, measured with colorspacious."""

from itertools import combinations

import pytest
from colorspacious import cspace_convert, deltaE
from matplotlib.colors import to_rgb

from analysis.case.scale import Code, Scale
from analysis.charts.palette import GROUND, HATCH, INK, OUTLINE, QUIET, contrast, ink_on, tint

FIVE = Scale(tuple(Code(n, str(n), str(n), str(n)) for n in range(-2, 3)), 0)
ELEVEN = Scale(tuple(Code(n, str(n), str(n), str(n)) for n in range(11)), 5)
TINTS = {code: tint(code, FIVE) for code in FIVE.values}


def seen(colour, kind):
    """The colour as somebody with a full colour-vision deficiency sees it."""
    space = {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
    return cspace_convert(to_rgb(colour), space, "sRGB1")


def lightness(colour):
    """CIE L* of a colour printed in grey."""
    return cspace_convert(to_rgb(colour), "sRGB1", "CIELab")[0]


def test_the_ramp_is_the_one_that_was_measured():
    assert [TINTS[code] for code in (2, 1, 0, -1, -2)] == [
        "#0b3c6f", "#5b8fc7", "#efefef", "#f6c26b", "#e08a00",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["protan", "deuteran", "tritan"])
@pytest.mark.parametrize("pair", list(combinations(TINTS, 2)))
def test_two_stances_never_become_one_colour(kind, pair):
    first, second = (seen(TINTS[code], kind) for code in pair)
    assert deltaE(first, second, input_space="sRGB1", uniform_space="CAM02-UCS") >= 15


def test_the_ends_differ_in_greyscale():
    assert abs(lightness(TINTS[2]) - lightness(TINTS[-2])) >= 20


@pytest.mark.parametrize("scale", [FIVE, ELEVEN])
def test_text_on_every_tile_can_be_read(scale):
    assert all(contrast(tint(n, scale), ink_on(tint(n, scale))) >= 4.5 for n in scale.values)


@pytest.mark.parametrize("colour", [INK, QUIET])
def test_text_on_the_ground_can_be_read(colour):
    assert contrast(colour, GROUND) >= 4.5


def test_a_pale_tile_is_kept_apart_from_the_ground_by_its_outline():
    assert contrast(OUTLINE, GROUND) >= 3


def test_the_hatch_of_what_is_not_stated_is_fainter_than_any_outline():
    assert contrast(HATCH, GROUND) < contrast(OUTLINE, GROUND)


def test_the_midpoint_has_its_own_tint_on_any_scale():
    assert tint(5, ELEVEN) == TINTS[0]
    assert (tint(0, ELEVEN), tint(10, ELEVEN)) == (TINTS[-2], TINTS[2])


def test_actor_colours_stand_out_and_are_no_stance_colours(case):
    colours = case["actors"]["colour"]
    assert all(contrast(colour, GROUND) >= 3 for colour in colours)
    assert all(
        deltaE(to_rgb(a), to_rgb(b), input_space="sRGB1", uniform_space="CAM02-UCS") >= 10
        for a in colours
        for b in TINTS.values()
    )


@pytest.mark.parametrize("kind", ["protan", "deuteran", "tritan"])
def test_the_actors_of_the_table_are_told_apart_by_everyone(case, kind):
    table = case["comparison"]["actor"].unique()
    colours = case["actors"].set_index("actor").loc[table, "colour"]
    for a, b in combinations(colours, 2):
        difference = deltaE(
            seen(a, kind), seen(b, kind), input_space="sRGB1", uniform_space="CAM02-UCS"
        )
        assert difference >= 15
