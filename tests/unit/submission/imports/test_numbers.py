"""Organisers of a file who have no number, and those of whom nobody has said so."""

from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.numbers import FOR_THE_CHAMBER

ASKED = "organiser_number_missing"


def codes(fields: dict[str, Any], defaults: Defaults | None = None) -> list[str]:
    mapped = map_record(fields, defaults or Defaults(), table=True)
    return [fault.code for fault in mapped.faults if fault.pointer.startswith("/organiser")]


@pytest.mark.parametrize("empty", [{}, {"SIRET": ""}, {"SIREN": "-", "RNA": " "}])
def test_who_gives_no_number_is_asked_about_and_not_sent_as_one_who_has_none(empty: dict[str, str]) -> None:
    mapped = map_record({"Organisateur": "Un cercle", **empty}, Defaults(), table=True)

    assert [ASKED] == codes({"Organisateur": "Un cercle", **empty})
    assert "organiser" not in mapped.body


@pytest.mark.parametrize(
    "said", [{"SIRET": "aucun"}, {"SIREN": "Néant"}, {"rna": "pas de numéro"}, {"organiser": {"siren": None}}]
)
def test_who_says_that_there_is_none_is_sent_for_the_chamber(said: dict[str, Any]) -> None:
    fields = {"organiser": {"name": "Un cercle", **said.pop("organiser", {})}, **said}
    mapped = map_record(fields, Defaults(organiser_numbers={"siren": "999900087"}))

    assert {"name": "Un cercle"} == mapped.body["organiser"]
    assert FOR_THE_CHAMBER in mapped.notes
    assert [] == codes(fields)


def test_an_option_says_it_for_all() -> None:
    mapped = map_record({"Organisateur": "Un cercle"}, Defaults(without_number=True))

    assert {"name": "Un cercle"} == mapped.body["organiser"]
    assert FOR_THE_CHAMBER in mapped.notes


def test_an_entry_at_a_court_stands_for_a_number() -> None:
    row = {"Organisateur": "Un cercle", "Tribunal": "Sélestat", "Volume": "12", "Folio": "34"}
    mapped = map_record(row, Defaults(organiser_numbers={"siren": "999900087"}), table=True)
    without_court = {"Organisateur": "Un cercle", "Volume": "12"}

    entry = {"court": "Sélestat", "volume": "12", "folio": "34"}
    assert {"name": "Un cercle", "court_entry": entry} == mapped.body["organiser"]
    assert [] == codes(row)
    assert [ASKED] == codes(without_court)


def test_a_foundations_number_is_a_number() -> None:
    row = {"Organisateur": "Fondation du canal", "Numéro RNF": "092-FRUP-00061-08"}

    # Without its hyphens, which the platform puts back.
    assert {"name": "Fondation du canal", "rnf": "092FRUP0006108"} == map_record(row, Defaults()).body["organiser"]
