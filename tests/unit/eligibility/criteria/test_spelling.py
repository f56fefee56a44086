"""When two words are one word with a slip in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.criteria.spelling import same_word, within_edits

words = st.text(alphabet="abcé", max_size=7)


@pytest.mark.parametrize(("old", "new"), [("canal", "canal"), ("atelier", "ateliers"), ("reparation", "reparration")])
def test_a_letter_in_five_may_slip(old: str, new: str) -> None:
    assert same_word(old, new)
    assert same_word(new, old)


@pytest.mark.parametrize(
    ("old", "new"), [("deux", "deus"), ("possible", "impossible"), ("feux", "jeux"), ("salle20245", "salle20246")]
)
def test_short_words_beginnings_and_figures_have_to_be_equal(old: str, new: str) -> None:
    assert not same_word(old, new)
    assert not same_word(new, old)


@given(old=words, new=words, most=st.integers(0, 3))
def test_edits_are_counted_as_levenshtein_does(old: str, new: str, most: int) -> None:
    assert within_edits(old, new, most) == (levenshtein(old, new) <= most)


def levenshtein(old: str, new: str) -> int:
    row = list(range(len(new) + 1))
    for at, letter in enumerate(old, start=1):
        above, row = row, [at]
        for column, other in enumerate(new, start=1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != other)))
    return row[-1]
