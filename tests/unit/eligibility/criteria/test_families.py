"""The legal family that is told: only what the register shows."""

from typing import Any

import pytest

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.criteria.families import family_of


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        ({"legal_category": "9220"}, "association"),
        ({"legal_category": "5458"}, "cooperative"),
        ({"legal_category": "8210"}, "mutuelle"),
        ({"legal_category": "9300"}, "fondation"),
        ({"legal_category": "5710"}, "commercial"),
        ({"legal_category": "5710", "has_school": True}, "commercial"),
        ({"legal_category": "5710", "has_school": True, "activity": "85.42Z"}, "enseignement"),
        ({"legal_category": "7210"}, "collectivite"),
        ({"legal_category": "7383"}, "enseignement"),
        ({"legal_category": "7373", "activity": "85.42Z"}, "enseignement"),
        ({"legal_category": "7381", "has_school": True, "is_school_asked_for": True}, "enseignement"),
    ],
)
def test_the_family_follows_from_the_register(facts: dict[str, Any], family: str) -> None:
    assert family == family_of(RegisterFacts(siren="999999014", state="A", **facts))


NONE_SHOWN = (
    *("9210", "9224", "9240", "7361", "7363", "7373", "7371", "7381", "7389", "7410", "7113", "7364", "4140", "8140"),
    *("8420", "6220", "1000", "9900", "9999", None),
)


@pytest.mark.parametrize("category", NONE_SHOWN)
def test_where_the_register_shows_none_none_is_told(category: str | None) -> None:
    assert family_of(RegisterFacts(siren="999999014", legal_category=category, state="A", has_school=True)) is None


def test_a_fonds_de_dotation_is_not_told_as_a_foundation() -> None:
    assert family_of(RegisterFacts(siren="999999014", legal_category="9300", name="FONDS DE DOTATION DU CANAL")) is None
