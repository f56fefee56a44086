"""What may be shown of a search by name."""

from typing import Any

import msgspec
import pytest

from services.eligibility.register.answer import NoAnswer
from services.eligibility.register.bodies import read_search
from services.eligibility.register.suggestions import read_suggestions, same_search, search_for
from shared.errors import FieldsRefused

UNIT: dict[str, Any] = {
    "siren": "999999014",
    "nom_raison_sociale": "LES ATELIERS DU CANAL",
    "statut_diffusion": "O",
    "nature_juridique": "9220",
    "etat_administratif": "A",
    "siege": {"siret": "99999901400015", "commune": "44109", "region": "52", "liste_enseignes": ["LE CANAL"]},
    "matching_etablissements": [],
    "complements": {"identifiant_association": "W442000001", "est_ess": True},
}


def answer(*units: dict[str, Any], total: int | None = None) -> bytes:
    return msgspec.json.encode({"results": units, "total_results": len(units) if total is None else total})


def test_a_suggestion_has_name_commune_numbers_and_family() -> None:
    [found] = read_suggestions(answer(UNIT)).items

    assert ("LES ATELIERS DU CANAL", "LE CANAL", "Nantes") == (found.name, found.usual_name, found.commune)
    assert ("999999014", "W442000001", "association") == (found.siren, found.rna, found.family)


def test_the_commune_is_that_of_the_establishment_that_was_found() -> None:
    here = {"siret": "99999901400023", "commune": "35238"}
    [found] = read_suggestions(answer({**UNIT, "matching_etablissements": [here]})).items

    assert "Rennes" == found.commune


@pytest.mark.parametrize(
    "hidden",
    [
        {"statut_diffusion": "P"},
        {"nature_juridique": "1000"},
        {"nature_juridique": None},
        {"nom_raison_sociale": "[NON-DIFFUSIBLE]"},
        {"etat_administratif": "C"},
        {"siren": "x"},
    ],
)
def test_natural_persons_and_who_asked_not_to_be_shown_are_left_out(hidden: dict[str, Any]) -> None:
    assert ("999999014",) == tuple(each.siren for each in read_suggestions(answer({**UNIT, **hidden}, UNIT)).items)


def test_more_than_is_shown_is_said() -> None:
    assert read_suggestions(answer(UNIT)).complete
    assert not read_suggestions(answer(UNIT, total=11)).complete


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"results": 3}', b"[" * 5000])
def test_what_is_no_answer_of_the_register_is_none(body: bytes) -> None:
    with pytest.raises(NoAnswer):
        read_suggestions(body)


def test_only_active_units_of_the_place_are_asked_for() -> None:
    _, parameters = search_for("canal", "44000")

    assert ("canal", "A", "44000") == tuple(parameters[name] for name in ("q", "etat_administratif", "code_postal"))
    assert "code_postal" not in search_for("canal", None)[1]
    assert same_search("Élan", None) == same_search("ELAN", None) != same_search("élan", "44000")


@pytest.mark.parametrize(
    ("words", "postcode", "pointers"),
    [
        ("ab", "", ["/nom"]),
        ("", "3500", ["/nom", "/code_postal"]),
        ("a" * 101, "", ["/nom"]),
        ("abc", "２ａ", ["/code_postal"]),
    ],
)
def test_a_search_that_finds_nothing_useful_is_refused(words: str, postcode: str, pointers: list[str]) -> None:
    with pytest.raises(FieldsRefused) as refused:
        read_search(words, postcode, names=("nom", "code_postal"))

    assert pointers == [error.pointer for error in refused.value.errors]


def test_a_search_is_cleaned() -> None:
    assert ("Les ateliers", "44000") == read_search("  Les \n ateliers ", "44 000", names=("q", "postcode"))
