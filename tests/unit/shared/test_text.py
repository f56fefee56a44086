"""What the cleaning of text keeps, and what it takes away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import cleaned, one_line
from tests.support.texts import UNCHANGED

SEPARATORS = ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]
HIDDEN = [
    "\0",
    "\x07",
    "\x9f",
    "\u00ad",
    "\u200b",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u2060",
    "\ufeff",
]


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=list(UNCHANGED))
def test_every_script_comes_out_as_it_went_in(text: str) -> None:
    assert text == cleaned(text)
    assert text == one_line(text)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_whatever_breaks_a_line_is_a_line_break_or_a_blank(separator: str) -> None:
    assert "Accueil\nVisite guidée" == cleaned(f"Accueil{separator}Visite guidée")
    assert "Accueil Visite guidée" == one_line(f"{separator}Accueil{separator}Visite guidée{separator}")


@pytest.mark.parametrize("sign", [*HIDDEN, "\ud83d", "\U000e0041", "\U000e007f"])
def test_signs_that_nobody_sees_are_taken_out(sign: str) -> None:
    assert "atelier 👍" == cleaned(f"{sign}ate{sign}lier {sign}👍{sign}")


def test_bullets_of_office_software_are_dashes_and_its_other_signs_are_taken_out() -> None:
    assert "Au programme :\n– Accueil\n– Visite\nPot" == cleaned(
        "Au programme :\r\n\uf0b7 Accueil\v \uf0a7\tVisite\nP\uf020ot"
    )
    assert "– Accueil" == one_line("\uf0b7\uf0b7 Accueil")


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}atelier{}", "atelier"),
        ("ate{}lier", "atelier"),
        ("été{}lier", "étélier"),
        ("{}سلام {} سلام{}", "سلام  سلام"),
        ("{}👍{} {}", "👍 "),
        ("می{}{}{}خواهیم", "می{}خواهیم"),
    ],
)
def test_a_joiner_that_joins_nothing_is_taken_out(joiner: str, text: str, expected: str) -> None:
    assert expected.replace("{}", joiner) == cleaned(text.replace("{}", joiner))


@given(st.text(alphabet=st.characters(), max_size=60))
@pytest.mark.parametrize("clean", [cleaned, one_line])
def test_cleaning_twice_changes_nothing_more(clean: type[str], text: str) -> None:
    assert clean(clean(text)) == clean(text)


JOINED = st.text(alphabet="e\u0301é\u200c\u200d\u200b्क🏴\U000e0067\U000e007f\u00a0\r\n\u037e", max_size=12)


@given(JOINED)
def test_cleaning_what_stands_close_together_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
