"""When two texts say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.dossiers.rules.wording import same_wording

texts = st.lists(st.text(alphabet="aàbcdefgéh19", min_size=1, max_size=9), max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Portes ouvertes", "PORTES OUVERTES"),
        ("Fete de l'economie sociale", "Fête de l’économie sociale !"),
        ("Repair-café,  le samedi", "« Repair café » : le samedi."),
        ("Un atelier de réparation", "Un atelier de réparration"),
        ("Une manifestaton cooperative", "Une manifestation coopérative"),
        ("L’œuvre commune", "L'oeuvre commune"),
        (None, ""),
    ],
)
def test_a_corrected_text_says_the_same(before: str | None, after: str) -> None:
    assert same_wording(before, after)
    assert same_wording(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Portes ouvertes de la ressourcerie", "Grand meeting du parti"),
        ("Entrée gratuite", "Entrée gratuite pour les adhérents"),
        ("Ouvert à tous", "Ouvert à deux"),
        ("Ce n’est pas un débat", "C’est un débat"),
        ("Un débat non partisan", "Un débat nom partisan"),
        ("De 10 h à 12 h", "De 10 h à 17 h"),
        ("Salle B2024", "Salle B2025"),
        ("Une nuit de jeux", "Une nuit de feux"),
        ("Une économie possible", "Une économie impossible"),
        ("Les égalités réelles", "Les inégalités réelles"),
        (None, "Texte pour le papier"),
    ],
)
def test_other_words_say_something_else(before: str | None, after: str) -> None:
    assert not same_wording(before, after)
    assert not same_wording(after, before)


@given(text=texts, other=texts)
def test_it_does_not_matter_which_text_came_first(text: str, other: str) -> None:
    assert same_wording(text, text)
    assert same_wording(text, other) == same_wording(other, text)


@given(text=texts)
def test_case_spaces_and_punctuation_never_matter(text: str) -> None:
    assert same_wording(text, f"  {text.upper().replace(' ', ' – ')} !")


@given(text=texts, number=st.integers(0, 9))
def test_no_figure_is_a_spelling_correction(text: str, number: int) -> None:
    assert same_wording(f"{text} {number}", f"{text} {number + 1}") is False
