import json
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.reading.csv_rows import read_csv

PERSON = {"Nom": "IMAGINAIRE", "Prénom": "Sacha"}


def mapped(**fields: Any) -> Mapped:
    return map_record({"debut": "14/11/2026", "cp": "35000", "ville": "Rennes", **fields}, Defaults(), table=True)


@pytest.mark.parametrize("heading", ["Action", "Intitulé de l’événement", "Nom de l’activité", "Titre"])
def test_a_surname_is_no_title(heading: str) -> None:
    one = mapped(**PERSON, **{heading: "Fête de la filature"})

    assert one.body["title"] == "Fête de la filature"
    assert "IMAGINAIRE" not in json.dumps(one.body, ensure_ascii=False)
    assert any("colonnes Nom, Prénom" in note for note in one.notes)


def test_without_a_title_of_its_own_a_record_about_a_person_has_none() -> None:
    assert "title" not in mapped(**PERSON).body
    assert mapped(Nom="Fête de la filature").body["title"] == "Fête de la filature"


@pytest.mark.parametrize(
    "heading",
    ["Portable", "Mobile", "GSM", "Tél. portable", "Numéro de portable", "Téléphone (ne sera pas publié)",
     "Tél. (portable du référent)", "Téléphone (non public)"],
)  # fmt: skip
def test_a_private_number_is_published_once_the_file_says_that_it_is_public(heading: str) -> None:
    private, public = mapped(**{heading: "06 39 98 00 11"}), mapped(**{"Téléphone public": "06 39 98 00 11"})

    assert private.body["public_contact"] == {}
    assert any(heading in note and "« Téléphone public »" in note for note in private.notes)
    assert public.body["public_contact"] == {"phone": "0639980011"}


@pytest.mark.parametrize("heading", ["Contact", "Nom du contact", "Responsable", "Référente"])
def test_the_name_of_a_person_is_not_published_unconfirmed(heading: str) -> None:
    assert mapped(**{heading: "Sacha Imaginaire"}).body["public_contact"] == {}
    assert mapped(**{"Contact public": "L’accueil"}).body["public_contact"] == {"name": "L’accueil"}


@pytest.mark.parametrize("stamp", ["Horodateur", "Timestamp", "Date de soumission"])
@pytest.mark.parametrize("address", ["Adresse e-mail", "Email", "Adresse de messagerie"])
def test_whoever_answered_a_form_is_never_published(stamp: str, address: str) -> None:
    one = mapped(
        **{stamp: "2026/09/14 10:02", address: "sacha@messagerie.example", "Nom": "IMAGINAIRE", "Titre": "Fête"}
    )

    assert one.body["public_contact"] == {}
    assert "sacha" not in json.dumps(one.body).lower()
    assert mapped(**{stamp: "x", "Courriel public": "a@filature.example"}).body["public_contact"] == {
        "email": "a@filature.example"
    }


def test_what_a_form_asks_of_you_is_yours() -> None:
    yours = {"Votre adresse postale": "3 rue du Lin", "Votre e-mail": "a@ici.example", "Votre téléphone": "0261910011"}
    one = mapped(**yours, Lieu="La Bobine")

    assert one.body["public_contact"] == {}
    assert (one.body["place"]["name"], one.body["place"]["address"]) == ("La Bobine", "La Bobine")


def test_when_somebody_filled_a_form_in_is_not_when_the_manifestation_is() -> None:
    one = mapped(**{"Heure de début": "10/1/26 10:02:11", "Heure de fin": "10/1/26 10:12:40",
                    "Adresse de messagerie": "sacha@ici.example", "Horaires": "10h-12h", "public": "tous"})  # fmt: skip

    assert one.body["occurrences"][0]["starts_at"] == "2026-11-14T10:00:00+01:00"
    assert one.faults == ()


def test_an_address_that_bears_the_persons_name_is_held_back_and_that_of_the_structure_is_not() -> None:
    own = mapped(**PERSON, Courriel="s.imaginaire@messagerie.example")
    common = mapped(**PERSON, Courriel="contact@filature.example")

    assert own.body["public_contact"] == {}
    assert common.body["public_contact"] == {"email": "contact@filature.example"}


def test_headings_that_stand_twice_lose_nothing_and_a_mobile_beside_a_persons_name_stays_private() -> None:
    table = "Prénom;Titre;Téléphone;Téléphone\nSacha;Fête;06 39 98 00 11;02 61 91 00 12\nSacha;Bal;;02 61 91 00 12\n"

    both, second = [map_record(row.fields, Defaults(), table=True) for row in read_csv(table.encode()).rows]

    assert both.body["public_contact"] == second.body["public_contact"] == {"phone": "0261910012"}
    assert any("numéro de mobile" in note for note in both.notes)


def test_a_second_heading_that_says_something_else_is_told() -> None:
    [row] = read_csv(b"Titre;Ville;Ville\nBal;Rennes;Brest\n").rows

    one = map_record(row.fields, Defaults(), table=True)

    assert "Colonne Ville (2) : « Brest » diffère de la première de ce titre." in one.notes


def test_what_an_agenda_lists_for_registering_is_the_public_contact() -> None:
    listed = [{"type": "phone", "value": "0261910012"}, {"type": "link", "value": "https://filature.example"}, "?", {}]

    assert mapped(registration=listed).body["public_contact"] == {
        "phone": "0261910012",
        "website": "https://filature.example",
    }


def test_of_several_addresses_one_is_taken_and_the_others_are_named() -> None:
    one = mapped(Courriel="a@filature.example ; b@filature.example")

    assert one.body["public_contact"] == {"email": "a@filature.example"}
    assert any("b@filature.example" in note for note in one.notes)
