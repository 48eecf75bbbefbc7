"""Actors can be told apart in print, in greyscale and by readers who see colours differently."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

cspace_convert = pytest.importorskip("colorspacious").cspace_convert

STANCE_COLOURS = ("#0b3c6f", "#5b8fc7", "#efefef", "#f6c26b", "#e08a00")
VISIONS = ("normal", "protanomaly", "deuteranomaly", "tritanomaly")
AT_THE_TABLE = ("USA", "UKR", "EU")


@pytest.fixture(scope="module")
def colours(tables) -> dict[str, str]:
    return {row["actor"]: row["colour"] for row in tables["actors"]}


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def seen(colour: str, vision: str) -> np.ndarray:
    """CAM02-UCS coordinates as a reader with that vision has them."""
    shown = rgb(colour)
    if vision != "normal":
        space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
        shown = np.clip(cspace_convert(shown, space, "sRGB1"), 0, 1)
    return cspace_convert(shown, "sRGB1", "CAM02-UCS")


def distance(a: str, b: str, vision: str) -> float:
    return float(np.linalg.norm(seen(a, vision) - seen(b, vision)))


def contrast_with_white(colour: str) -> float:
    shares = rgb(colour)
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return float(1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05))


def test_the_contrast_formula_gives_the_known_ends():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)


def test_every_colour_stands_out_on_white(colours):
    faint = {a: c for a, c in colours.items() if contrast_with_white(c) < 3}
    assert faint == {}


def test_no_actor_wears_a_stance_colour(colours):
    near = [
        (actor, stance)
        for actor, colour in colours.items()
        for stance in STANCE_COLOURS
        if distance(colour, stance, "normal") < 15
    ]
    assert near == []


@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_actors_differ_in_every_vision(colours, vision):
    close = [
        (a, b) for a, b in combinations(colours, 2) if distance(colours[a], colours[b], vision) < 9
    ]
    assert close == []


@pytest.mark.parametrize("vision", VISIONS)
def test_the_three_of_the_table_are_far_apart_in_every_vision(colours, vision):
    for a, b in combinations(AT_THE_TABLE, 2):
        assert distance(colours[a], colours[b], vision) >= 25, (a, b)


def test_the_three_of_the_table_are_apart_in_greyscale(colours):
    lightness = {a: cspace_convert(rgb(colours[a]), "sRGB1", "CIELab")[0] for a in AT_THE_TABLE}
    for a, b in combinations(AT_THE_TABLE, 2):
        assert abs(lightness[a] - lightness[b]) >= 15, (a, b)
