"""Headings in two lines, and whose address it is that stands under one."""

import json

import pytest

from services.submission.imports.columns.guess import columns_of
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.reading.read import read
from tests.support.workbooks import xlsx

GROUPED = (
    "Programme 2026;;;;;;;;;;\n"
    "Manifestation;;;Lieu;;;;Organisateur;;Contact;\n"
    "Titre;Date;Description;Nom;Adresse;CP;Ville;Nom;SIREN;Nom;Tél\n"
    "Bal;14/11/2026;On danse;La Halle;1 rue du Port;35000;Rennes;La Filature;999900087;Sacha Fictif;0261910001\n"
)


def test_a_name_under_a_group_is_that_of_its_group() -> None:
    [row] = read("a.csv", GROUPED.encode()).rows
    body = map_record(row.fields, Defaults(), table=True).body

    assert ("Bal", "La Halle", "La Filature") == (body["title"], body["place"]["name"], body["organiser"]["name"])
    assert "Fictif" not in json.dumps(body)


def test_a_group_is_the_same_in_a_workbook_whose_cells_are_merged() -> None:
    content = xlsx(*(line.split(";") for line in GROUPED.splitlines()), merged=("A2:C2", "D2:G2", "H2:I2", "J2:K2"))
    [row] = read("a.xlsx", content).rows

    assert "La Filature" == map_record(row.fields, Defaults(), table=True).body["organiser"]["name"]


def test_a_title_over_the_table_is_no_group() -> None:
    [row] = read("a.csv", b"Programme;;\nTitre;Date;Ville\nBal;14/11/2026;Rennes\n").rows

    assert ["Titre", "Date", "Ville"] == list(row.fields)


PLACE = {"Titre": "Bal", "Date": "14/11/2026", "Lieu": "La Halle"}


@pytest.mark.parametrize(
    "whose",
    [
        {"Nom": "Fictif", "Prénom": "Sacha", "Adresse": "9 impasse Privée", "CP": "29200", "Ville": "Brest"},
        {"Adresse du contact": "9 impasse Privée", "Ville du contact": "Brest", "CP du contact": "29200"},
        {"Votre nom": "Fictif", "Votre adresse": "9 impasse Privée", "Votre ville": "Brest"},
        {"Adresse du référent": "9 impasse Privée"},
    ],
)
def test_the_address_of_a_person_is_never_that_of_the_place(whose: dict[str, str]) -> None:
    alone = map_record({**whose, **PLACE}, Defaults(), table=True)
    place = {"Adresse du lieu": "1 rue du Port", "Code postal du lieu": "35000", "Ville du lieu": "Rennes"}
    both = map_record({**whose, **PLACE, **place}, Defaults(), table=True)

    for one in (alone, both):
        assert not {"Fictif", "Privée", "Brest", "29200"} & set(json.dumps(one.body, ensure_ascii=False).split('"'))
        assert "impasse" not in json.dumps(one.body)
    assert alone.faults
    assert ("1 rue du Port", "35238") == (both.body["place"]["address"], both.body["place"]["commune_code"])


def test_the_address_of_the_organiser_is_never_that_of_a_place_which_comes_after_it() -> None:
    seat = {
        "Structure": "La Filature",
        "Adresse": "9 rue du Siège",
        "CP": "29200",
        "Ville": "Brest",
        "Tél": "0261910001",
    }
    columns = columns_of([{**seat, **PLACE}], {})
    alone = map_record({**seat, **PLACE}, Defaults(), table=True)
    said = map_record(
        {**seat, **PLACE}, Defaults(), table=True, chosen={"Adresse": "place.address", "CP": "place.postcode"}
    )

    assert "Siège" not in json.dumps(alone.body, ensure_ascii=False)
    assert {"Adresse", "CP", "Ville"} == {column.name for column in columns if column.question}
    assert ("9 rue du Siège", "29200") == (said.body["place"]["address"], said.body["place"]["postcode"])


def test_the_address_behind_the_place_is_its_own_whoever_stands_between() -> None:
    fields = {**PLACE, "Organisateur": "La Filature", "Adresse": "1 rue du Port", "CP": "35000", "Ville": "Rennes"}

    assert "1 rue du Port" == map_record(fields, Defaults(), table=True).body["place"]["address"]


def test_the_address_that_its_heading_says_to_be_the_place_s_comes_first() -> None:
    fields = {**PLACE, "Adresse": "9 rue du Siège", "Code postal": "29200", "Ville": "Brest"}
    place = {"Adresse de l’événement": "1 rue du Port", "CP du lieu": "35000", "Commune du lieu": "Rennes"}
    body = map_record({**fields, **place}, Defaults(), table=True).body

    assert ("1 rue du Port", "35000") == (body["place"]["address"], body["place"]["postcode"])


def test_an_address_that_follows_the_place_is_its_own_beside_a_person_too() -> None:
    fields = {"Nom": "Fictif", "Prénom": "Sacha", **PLACE, "Adresse": "1 rue du Port", "CP": "35000", "Ville": "Rennes"}

    assert "1 rue du Port" == map_record(fields, Defaults(), table=True).body["place"]["address"]
