"""Facts are read as French, not as they are kept."""

import pytest

from services.eligibility.criteria.organiser_phrases import PHRASES
from services.eligibility.desk.views.facts import fact, fact_rows
from services.eligibility.desk.views.words import QUESTIONS
from tests.support.edition import EDITION


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("au", "2026-12-31", "jeudi 31 décembre 2026"),
        ("closes_at", "2026-09-30T21:59:00+00:00", "mercredi 30 septembre 2026 à 23 h 59"),
        ("famille", "cooperative", "Coopérative"),
        ("preuve", "esus", "Agrément ESUS"),
        ("region_code", "53", "Bretagne"),
        ("nature_juridique", "9220", "« Association déclarée » (9220)"),
        ("nomenclature_activite", "NAFRev2", "NAF rév. 2"),
        ("champs", "title, place", "Titre, Lieu"),
        ("siret", "99999901400015", "99999901400015"),
        ("demain", "un mot de demain", "un mot de demain"),
    ],
)
def test_a_fact_is_shown_in_words(name: str, value: str, shown: str) -> None:
    assert fact(name, value).replace("\u00a0", " ").replace("\u202f", " ") == shown.replace("\u00a0", " ")


def test_every_question_about_an_organiser_has_a_name_of_its_own() -> None:
    settled = {"collectivite", "collectivite_body", "ess_legal_category", "not_ess_legal_category"}

    assert {*PHRASES} - {*QUESTIONS} <= settled | {"teaching_establishment", "unit_ceased"}


def test_identifiers_are_not_shown_and_themes_have_their_labels() -> None:
    facts = {"manifestation_id": "x", "themes": "developpement-durable", "motifs": "subject, demain", "accepted": "5"}

    assert fact_rows(EDITION, facts) == [
        ("thèmes", "Développement durable"),
        ("motifs", "Sujet sans lien avec l’ESS, demain"),
        ("acceptées jusqu’ici", "5"),
    ]
