"""Facts are read as French, not as they are kept."""

import pytest

from services.eligibility.desk.views.facts import fact, fact_rows
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


def test_identifiers_are_not_shown_and_themes_have_their_labels() -> None:
    rows = fact_rows(EDITION, {"manifestation_id": "x", "themes": "developpement-durable"})

    assert rows == [("thèmes", "Développement durable")]
