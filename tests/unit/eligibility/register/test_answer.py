"""Reading the register's answers, in recorded shapes with fictitious numbers."""

from typing import Any

import msgspec
import pytest

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.register.answer import NoAnswer, question, read
from services.eligibility.register.shapes import MASKED

UNIT: dict[str, Any] = {
    "siren": "999999014",
    "nom_complet": "LES ATELIERS DU CANAL (LAC)",
    "siege": {
        "siret": "99999901400015",
        "region": "52",
        "latitude": "47.2173",
        "longitude": "-1.5534",
        "liste_uai": None,
    },
    "activite_principale": "94.99Z",
    "nature_juridique": "9220",
    "etat_administratif": "A",
    "dirigeants": [{"nom": "FICTIF", "prenoms": "CAMILLE"}],
    "matching_etablissements": [],
    "complements": {
        "collectivite_territoriale": {"code": "44109", "elus": [{"nom": "FICTIF"}]},
        "est_ess": True,
        "est_uai": False,
        "identifiant_association": "W442000001",
    },
}
NOTHING = {"results": [], "total_results": 0, "page": 1, "per_page": 10, "total_pages": 0}


def answer(*units: dict[str, Any]) -> bytes:
    return msgspec.json.encode({**NOTHING, "results": units})


def test_the_facts_are_read_and_nobody_is() -> None:
    facts = read("999999014", answer(UNIT))

    assert facts == RegisterFacts(
        siren="999999014",
        legal_category="9220",
        activity="94.99Z",
        state="A",
        flagged_ess=True,
        rna="W442000001",
        has_school=False,
        region_code="52",
        seat_region_code="52",
    )
    assert b"FICTIF" not in msgspec.json.encode(facts)


def test_an_empty_list_means_that_the_register_knows_nothing() -> None:
    assert read("999999014", answer()) is None


def test_a_siret_is_of_the_unit_with_its_first_nine_digits() -> None:
    assert read("99999901400015", answer(UNIT)) is not None
    assert read("99999902200018", answer(UNIT)) is None


def test_a_search_for_a_rna_number_takes_the_result_that_has_it_and_no_other() -> None:
    other = UNIT | {"siren": "999999022", "complements": {"identifiant_association": "W442000002"}}

    found = read("W442000002", answer(UNIT, other))

    assert found is not None
    assert found.siren == "999999022"
    assert read("W442000003", answer(UNIT, other)) is None


def test_an_uai_code_is_looked_for_at_the_seat_and_at_the_matching_places() -> None:
    school = UNIT | {"siege": {"liste_uai": ["0350760L"]}}
    branch = UNIT | {"matching_etablissements": [{"liste_uai": ["0350760L", "0942434K"]}]}

    assert [True, True] == [
        facts.has_school for unit in (school, branch) if (facts := read("0350760L", answer(unit))) is not None
    ]
    assert read("0350760L", answer(UNIT)) is None


@pytest.mark.parametrize("asked", ["99999901400015", "0350760L"])
def test_the_school_counts_where_it_is_that_of_the_establishment_that_was_asked_for(asked: str) -> None:
    school = {"siret": "99999901400015", "liste_uai": ["0350760L"]}
    elsewhere = UNIT | {"siege": {"siret": "99999901400023"}, "matching_etablissements": [school]}

    here = read(asked, answer(elsewhere))
    by_siren = read("999999014", answer(elsewhere))
    other = read("99999901400023", answer(elsewhere))

    assert here
    assert by_siren
    assert other
    assert [True, True, True] == [here.has_school, by_siren.has_school, other.has_school]
    assert [True, False, False] == [here.is_school_asked_for, by_siren.is_school_asked_for, other.is_school_asked_for]


@pytest.mark.parametrize(
    ("codes", "read_as"),
    [
        ({"activite_principale": "94.91Z", "activite_principale_naf25": "94.91Y"}, ("94.91Z", "NAFRev2")),
        ({"activite_principale": "94.91Y"}, ("94.91Y", "NAF2025")),
        ({"activite_principale": None, "activite_principale_naf25": "85.40Y"}, ("85.40Y", "NAF2025")),
        ({"activite_principale": MASKED, "activite_principale_naf25": MASKED}, (None, "NAFRev2")),
    ],
)
def test_the_nomenclature_is_read_from_the_code(codes: dict[str, Any], read_as: tuple[str | None, str]) -> None:
    facts = read("999999014", answer(UNIT | codes))

    assert facts
    assert read_as == (facts.activity, facts.nomenclature)


@pytest.mark.parametrize("masked", [MASKED, "", None])
def test_what_is_not_public_is_unknown(masked: str | None) -> None:
    hidden = UNIT | {
        "activite_principale": masked,
        "nature_juridique": masked,
        "etat_administratif": masked,
        "siege": {"region": masked, "liste_uai": masked},
        "complements": {"identifiant_association": masked},
    }

    assert read("999999014", answer(hidden)) == RegisterFacts(siren="999999014")


def test_a_unit_without_complements_or_seat_is_read_too() -> None:
    assert read("999999014", answer({"siren": "999999014", "siege": None, "complements": None})) == RegisterFacts(
        siren="999999014"
    )


SEAT, BRANCH = "99999901400015", "99999901400023"
TWO_PLACES = UNIT | {
    "siege": {"siret": SEAT, "region": "52", "etat_administratif": "A", "liste_uai": ["0442434K"]},
    "matching_etablissements": [{"siret": BRANCH, "region": "53", "etat_administratif": "F", "liste_uai": None}],
}


def test_the_establishment_that_was_asked_for_has_a_state_a_region_and_a_school_of_its_own() -> None:
    branch, seat, unit = (read(asked, answer(TWO_PLACES)) for asked in (BRANCH, SEAT, "999999014"))

    assert branch
    assert seat
    assert unit
    assert ("F", "53", "52", False) == what_of_place(branch)
    assert ("A", "52", "52", True) == what_of_place(seat)
    assert (None, "52", "52", False) == what_of_place(unit)
    assert {"A"} == {facts.state for facts in (branch, seat, unit)}


def what_of_place(facts: RegisterFacts) -> tuple[str | None, str | None, str | None, bool]:
    return facts.establishment_state, facts.region_code, facts.seat_region_code, facts.is_school_asked_for


@pytest.mark.parametrize("state", ["X", "", None, MASKED])
def test_a_state_that_is_none_of_the_registers_own_is_unknown(state: str | None) -> None:
    facts = read(
        SEAT, answer(UNIT | {"etat_administratif": state, "siege": {"siret": SEAT, "etat_administratif": state}})
    )

    assert facts
    assert (None, None) == (facts.state, facts.establishment_state)


NAMED = UNIT | {
    "nom_raison_sociale": "LES ATELIERS DU CANAL",
    "sigle": "LAC",
    "statut_diffusion": "O",
    "siege": {"siret": SEAT, "nom_commercial": None, "liste_enseignes": ["LA GRANDE HALTE", MASKED]},
    "matching_etablissements": [{"siret": BRANCH, "nom_commercial": "LE COMPTOIR", "liste_enseignes": None}],
}


def test_all_names_of_a_legal_person_are_read_and_which_is_the_usual_one() -> None:
    facts = read(BRANCH, answer(NAMED))
    traded = read(SEAT, answer(NAMED | {"siege": {"nom_commercial": "HALTES & CIE", "liste_enseignes": ["LA HALTE"]}}))

    assert facts
    assert traded
    assert ("LES ATELIERS DU CANAL", "LA GRANDE HALTE") == (facts.name, facts.usual_name)
    assert ("LAC", "LA GRANDE HALTE", "LE COMPTOIR") == facts.other_names
    assert "HALTES & CIE" == traded.usual_name


@pytest.mark.parametrize(
    "whose",
    [
        *({"nature_juridique": "1000"}, {"nature_juridique": None}, {"nature_juridique": MASKED}),
        *({"statut_diffusion": "P"}, {"statut_diffusion": "X"}, {"nom_raison_sociale": MASKED}),
    ],
)
def test_no_name_is_read_of_a_person_or_of_whoever_asked_not_to_be_shown(whose: dict[str, Any]) -> None:
    facts = read(SEAT, answer(NAMED | whose))

    assert facts
    assert (None, (), None) == (facts.name, facts.other_names, facts.usual_name)


def test_signs_that_no_database_keeps_are_taken_out() -> None:
    facts = read("999999014", answer(UNIT | {"nom_raison_sociale": "LES\x00 ATELIERS\n DU CANAL"}))

    assert facts
    assert "LES ATELIERS DU CANAL" == facts.name


def test_a_result_whose_number_is_none_is_nobodys() -> None:
    assert read("W442000001", answer(UNIT | {"siren": "99999901\x00"})) is None


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html></html>", b"[]", b'{"erreur": "x"}', b'{"results": [{"siren": "9999', b'{"results": null}'),
        *(b'{"results": [{"siren": 999999014}]}', b'{"results": [{"siren": "999999014", "siege": []}]}'),
        *(b'{"results": [{"siren": "\xff"}]}', b"\xff\xfe\x00{", b'{"x":' * 100_000, b"[" * 100_000),
    ],
    ids=range(12),
)
def test_what_is_no_answer_of_the_register_is_named_so(body: bytes) -> None:
    with pytest.raises(NoAnswer):
        read("999999014", body)


@pytest.mark.parametrize(
    ("identifier", "path", "asked"),
    [
        *(("000000018", "/search", "q"), ("00000001800010", "/search", "q"), ("W442000001", "/search", "q")),
        *(("W9R1000001", "/search", "q"), ("0350760L", "/search", "id_uai"), ("092-FDD-00061-08", "/fondation", "q")),
    ],
)
def test_each_kind_of_number_has_its_question(identifier: str, path: str, asked: str) -> None:
    assert path == question(identifier)[0]
    assert identifier == question(identifier)[1][asked]


LISTED = {"numero_rnf": "086-FRUP-00900-02", "denomination": "Fondation du Clain", "siren": None}


def test_a_foundation_is_known_by_its_number_alone_and_has_a_siren_or_none() -> None:
    number = "086-FRUP-00900-02"
    other = LISTED | {"numero_rnf": "086-FRUP-00901-03"}
    numbered = LISTED | {"siren": "999900137", "denomination": None, "titre": "Fondation du Clain"}

    assert RegisterFacts(siren=None, rnf=number, name="Fondation du Clain") == read(number, answer(other, LISTED))
    assert RegisterFacts(siren="999900137", rnf=number, name="Fondation du Clain") == read(number, answer(numbered))
    assert RegisterFacts(siren=None, rnf=number) == read(number, answer({"numero_rnf": number, "siren": "99990013"}))
    assert read(number, answer(other)) is None
    with pytest.raises(NoAnswer):
        read(number, b'{"results": [{"numero_rnf": 86}]}')
