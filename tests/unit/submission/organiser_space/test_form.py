"""The form: another way to write the same body, with faults at its own fields."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from litestar.datastructures import FormMultiDict

from services.submission.manifestations.bodies import ManifestationBody
from services.submission.manifestations.store import Manifestation
from services.submission.organiser_space.commune_choice import chosen_commune, offered_communes
from services.submission.organiser_space.form import read_form, values_of
from shared.errors import FieldsRefused
from shared.geography import communes_of_postcode
from shared.http.forms import nested
from tests.support.submission import form_fields


def filled(**fields: Any) -> dict[str, Any]:
    pairs = [
        (name, value)
        for name, values in form_fields(**fields).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return nested(FormMultiDict(pairs), ManifestationBody)


def faults(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefused) as refused:
        read_form(filled(**fields), edition=2026)
    return [(error.pointer, error.message) for error in refused.value.errors]


def pointers(**fields: Any) -> list[str]:
    return [pointer for pointer, _ in faults(**fields)]


def test_a_form_and_a_body_make_the_same_registration() -> None:
    content = read_form(filled(), edition=2026).registration().content

    assert content.starts_at.isoformat() == "2026-11-14T10:00:00+01:00"
    assert (content.place.commune_code, content.themes) == ("35238", ("developpement-durable", "engagement-citoyen"))


def test_hours_are_those_of_the_place() -> None:
    body = read_form(filled(place__postcode="97400", place__commune="saint denis"), edition=2026)

    assert body.registration().content.starts_at.isoformat() == "2026-11-14T10:00:00+04:00"


@pytest.mark.parametrize(
    ("day", "hour"), [("14/11/2026", "10h"), ("14.11.2026", "10 h 00"), ("2026-11-14", "10:00:00")]
)
def test_dates_and_hours_may_be_written_by_hand(day: str, hour: str) -> None:
    body = read_form(filled(starts_at__date=day, starts_at__time=hour), edition=2026)

    assert body.starts_at.isoformat() == "2026-11-14T10:00:00+01:00"


def test_an_empty_form_asks_for_each_field_in_its_own_words() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read_form({}, edition=2026)

    assert [error.pointer for error in refused.value.errors] == [
        *("/title", "/description", "/themes", "/format", "/openness"),
        *("/place/name", "/place/address", "/place/postcode"),
        *("/starts_at/date", "/starts_at/time", "/ends_at/date", "/ends_at/time"),
        *("/organiser/name", "/organiser/siret", "/public_contact/email"),
    ]
    assert not [error.message for error in refused.value.errors if "« " in error.message]


def test_half_a_moment_asks_for_the_other_half() -> None:
    assert faults(starts_at__time="") == [("/starts_at/time", "Indiquez l’heure de début.")]


def test_an_impossible_date_is_shown_as_it_was_written() -> None:
    assert faults(ends_at__date="31/11/2026") == [
        ("/ends_at/date", "« 31/11/2026 » n’est pas une date : écrivez par exemple 14/11/2026.")
    ]


def test_a_fault_of_the_whole_moment_stands_at_its_date() -> None:
    assert pointers(ends_at__time="09:00") == ["/ends_at/date"]


@pytest.mark.parametrize(("number", "expected"), [("999 999 014", "siren"), ("999 999 014 00015", "siret")])
def test_one_field_takes_either_number(number: str, expected: str) -> None:
    organiser = read_form(filled(organiser__siret=number), edition=2026).organiser

    assert getattr(organiser, expected) == number.replace(" ", "")


def test_a_fault_of_either_number_stands_at_that_field() -> None:
    assert pointers(organiser__siret="999999015") == ["/organiser/siret"]
    assert faults(organiser__siret="12")[0][1] == "Indiquez les 9 chiffres du SIREN ou les 14 du SIRET, sans lettre."


def test_a_postcode_with_one_commune_needs_no_name() -> None:
    assert read_form(filled(place__postcode="35 000", place__commune=""), edition=2026).place.commune_code == "35238"


def test_a_name_of_another_commune_is_not_overruled_by_the_postcode() -> None:
    assert faults(place__commune="Nantes") == [
        ("/place/commune", "Le code postal 35000 est celui de Rennes, non de « Nantes » : corrigez l’un des deux.")
    ]


def test_a_postcode_of_several_communes_without_a_name_offers_them() -> None:
    place = {"postcode": "32450"}

    assert pointers(place__postcode="32450", place__commune="", title="x") == ["/title", "/place/commune_code"]
    assert set(offered_communes(place)) == set(communes_of_postcode("32450"))


def test_the_commune_chosen_from_the_list_is_taken_and_can_be_changed() -> None:
    place = {"postcode": "32450", "commune_code": "32076"}

    assert getattr(chosen_commune(place), "name", None) == "Castelnau-Barbarens"
    assert offered_communes(place)


def test_a_choice_from_the_list_of_another_postcode_is_forgotten() -> None:
    assert getattr(chosen_commune({"postcode": "35000", "commune_code": "32076"}), "name", None) == "Rennes"


def test_the_right_name_among_several_needs_no_list() -> None:
    place = {"postcode": "32450", "commune": "castelnau barbarens"}

    assert getattr(chosen_commune(place), "code", None) == "32076"
    assert not offered_communes(place)


def test_nobody_chooses_between_paris_and_its_arrondissements() -> None:
    assert getattr(chosen_commune({"postcode": "75011"}), "code", None) == "75056"
    assert not offered_communes({"postcode": "75011"})


@pytest.mark.parametrize(("postcode", "words"), [("35999", "Aucune commune"), ("3500", "Aucune commune|cinq chiffres")])
def test_an_unknown_postcode_is_said_once(postcode: str, words: str) -> None:
    [(pointer, message)] = faults(place__postcode=postcode)

    assert pointer == "/place/postcode"
    assert any(word in message for word in words.split("|"))


def test_what_an_amendment_starts_from_makes_the_same_registration_again() -> None:
    registration = read_form(filled(place__postcode="97400", place__commune="Saint-Denis"), edition=2026).registration()
    now = datetime(2026, 9, 1, tzinfo=UTC)
    manifestation = Manifestation(
        id=UUID(int=1),
        version=1,
        state="submitted",
        edition=2026,
        region_code="04",
        organiser=registration.organiser,
        content=registration.content,
        external_id=None,
        owner_key_id="0123abcd",
        created_at=now,
        updated_at=now,
        heard=None,
    )

    assert read_form(_without_blanks(values_of(manifestation)), edition=2026).registration() == registration


def _without_blanks(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a browser would send back empty."""
    return {
        name: _without_blanks(value) if isinstance(value, dict) else value
        for name, value in values.items()
        if value is not None
    }
