"""The contrasts that the style sheet promises, computed from the values it declares."""

import re
from pathlib import Path

import pytest

from shared.http import assets

SHEET = (Path(assets.__file__).parent / "assets/css/00-tokens.css").read_text("utf-8")
PAIR = re.compile(r"pair (--[\w-]+) (--[\w-]+) ([\d.]+)")
COLOUR = re.compile(r"(--[\w-]+): (#[0-9a-f]{6});")
LIGHT, DARK = SHEET.split("@media (prefers-color-scheme: dark)")
SCHEMES = {"light": dict(COLOUR.findall(LIGHT)), "dark": dict(COLOUR.findall(DARK))}
PAIRS = PAIR.findall(SHEET)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_declared_pair_has_its_contrast(scheme: str, front: str, back: str, least: str) -> None:
    colours = SCHEMES[scheme]

    assert contrast(colours[front], colours[back]) >= float(least)


def test_both_schemes_declare_the_same_colours() -> None:
    assert SCHEMES["dark"].keys() == SCHEMES["light"].keys()


def test_every_colour_stands_in_a_pair() -> None:
    paired = {token for front, back, _ in PAIRS for token in (front, back)}

    assert SCHEMES["light"].keys() - paired == set()


def test_other_sheets_use_tokens_and_no_colour_of_their_own() -> None:
    sheets = (Path(assets.__file__).parent / "assets/css").glob("*.css")
    # Those that declare the tokens: on the screen, and on paper.
    others = {sheet.name: sheet.read_text("utf-8") for sheet in sheets if not sheet.name.startswith(("00", "50"))}

    assert len(others) > 3
    assert [] == [(name, found) for name, text in others.items() for found in re.findall(r"#[0-9a-fA-F]{3,8}\b", text)]
