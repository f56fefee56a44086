"""What a registration must hold, and how it is cleaned."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.submission.manifestations.bodies import ManifestationBody, ReceivedManifestation, read_manifestation
from services.submission.manifestations.kinds import Paragraphs
from shared.errors import FieldsRefused
from tests.support.submission import CONTACT, ORGANISER, PLACE, registration_body


def read(**fields: Any) -> ManifestationBody:
    return read_manifestation(registration_body(**fields), edition=2026)


def faults(body: Any) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefused) as refused:
        read_manifestation(body, edition=2026)
    return [(error.pointer, error.code) for error in refused.value.errors]


def faults_of(**fields: Any) -> list[tuple[str, str]]:
    return faults(registration_body(**fields))


def test_a_good_registration_becomes_what_the_topic_carries() -> None:
    registration = read().registration()

    content, organiser = registration.content, registration.organiser
    assert (content.place.region_code, content.place.department_code) == ("53", "35")
    assert (content.place.commune_name, content.time_zone) == ("Rennes", "Europe/Paris")
    assert content.starts_at.isoformat() == "2026-11-14T10:00:00+01:00"
    assert (organiser.siret, organiser.siren) == ("99999901400015", None)
    assert content.public_contact.phone == "0240000000"


def test_every_fault_is_named_at_once_those_between_fields_included() -> None:
    body = registration_body(
        title="ab",
        description="Trop court.",
        themes=["sante", "culure"],
        format="ateliers",
        openness="everybody",
        place={**PLACE, "postcode": "44000", "floor": 2},
        starts_at="2026-09-14T10:00:00+02:00",
        ends_at="2026-11-14T10:00",
        organiser={"name": "", "siren": "999999015"},
        public_contact={"name": "Accueil"},
        titre="?",
    )

    assert faults(body) == [
        ("/title", "too_short"),
        ("/description", "too_short"),
        ("/themes/1", "theme_unknown"),
        ("/format", "format_unknown"),
        ("/openness", "not_in_list"),
        ("/place/postcode", "postcode_of_another_commune"),
        ("/place/floor", "unknown_field"),
        ("/starts_at", "outside_season"),
        ("/ends_at", "time_zone_missing"),
        ("/organiser/name", "too_short"),
        ("/organiser/siren", "siren_checksum"),
        ("/public_contact/email", "contact_missing"),
        ("/titre", "unknown_field"),
    ]


@pytest.mark.parametrize("body", [None, [], "texte", 3])
def test_anything_but_an_object_is_refused_as_such(body: Any) -> None:
    assert faults(body) == [("", "object_expected")]


def test_a_title_becomes_one_clean_line() -> None:
    assert (
        read(title="  Portes\touvertes\nde\u200b la  ressourcerie\u202e ").title == "Portes ouvertes de la ressourcerie"
    )


def test_tags_are_kept_as_the_plain_text_they_are() -> None:
    assert read(title="<b>Portes</b> ouvertes").title == "<b>Portes</b> ouvertes"


def test_a_description_keeps_its_paragraphs_and_no_more() -> None:
    text = "Premier   paragraphe.\r\n\r\n\r\n\r\n  Second\tparagraphe,  \r\nsur deux lignes.  "

    assert read(description=text).description == "Premier paragraphe.\n\nSecond paragraphe,\nsur deux lignes."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_cleaning_a_description_twice_changes_nothing_more(text: str) -> None:
    paragraphs: TypeAdapter[str] = TypeAdapter(Paragraphs)
    once = paragraphs.validate_python(text)

    assert paragraphs.validate_python(once) == once


def test_a_theme_given_twice_counts_once() -> None:
    assert read(themes=["sante", "sport", "sante"]).themes == ["sante", "sport"]


@pytest.mark.parametrize(
    ("themes", "code"),
    [
        ([], "too_few_items"),
        (["sante", "sport", "culture", "habitat", "mobilite", "tourisme-solidaire"], "too_many_items"),
    ],
)
def test_one_to_five_themes_are_asked(themes: list[str], code: str) -> None:
    assert faults_of(themes=themes) == [("/themes", code)]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        ("2026-11-14T10:00:00+01:00", "2026-11-14T10:00:00+01:00", [("/ends_at", "ends_before_start")]),
        ("2026-11-14T10:00:00+01:00", "2026-11-14T09:30:00Z", []),
        ("2026-11-14T10:00:00+01:00", "2026-11-14T08:30:00Z", [("/ends_at", "ends_before_start")]),
        ("2026-10-01T00:00:00+02:00", "2026-12-02T00:00:00+01:00", [("/ends_at", "too_long_a_time")]),
        ("2026-10-01T01:00:00+02:00", "2026-12-01T23:59:00+01:00", []),
        ("2026-09-30T23:30:00+02:00", "2026-10-01T01:00:00+02:00", [("/starts_at", "outside_season")]),
        ("2026-12-31T20:00:00+01:00", "2027-01-01T02:00:00+01:00", [("/ends_at", "outside_season")]),
        (1700000000, "9999-12-31T23:59:59-12:00", [("/starts_at", "datetime_format"), ("/ends_at", "outside_season")]),
        (
            "0001-01-01T00:00:00+14:00",
            "le 14 novembre",
            [("/starts_at", "outside_season"), ("/ends_at", "datetime_format")],
        ),
    ],
)
def test_hours_must_lie_in_the_season_in_order_and_not_too_far_apart(
    starts_at: object, ends_at: object, expected: list[tuple[str, str]]
) -> None:
    if expected:
        assert faults_of(starts_at=starts_at, ends_at=ends_at) == expected
    else:
        read(starts_at=starts_at, ends_at=ends_at)


def test_the_season_is_read_on_the_clock_of_the_place() -> None:
    reunion = {**PLACE, "postcode": "97400", "commune_code": "97411"}
    hours = {"starts_at": "2026-09-30T21:00:00Z", "ends_at": "2026-09-30T23:00:00Z"}

    content = read(place=reunion, **hours).registration().content
    assert (content.starts_at.isoformat(), content.time_zone) == ("2026-10-01T01:00:00+04:00", "Indian/Reunion")
    assert ("/starts_at", "outside_season") in faults_of(**hours)


def test_a_postcode_of_another_commune_names_the_right_ones() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read(place={**PLACE, "postcode": "44000"})

    assert "Rennes, qui a 35000, 35200 ou 35700" in refused.value.errors[0].message


def test_a_postcode_in_place_of_the_commune_code_is_recognised() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read(place={**PLACE, "commune_code": "35000"})

    assert "code INSEE de Rennes : 35238" in refused.value.errors[0].message


@pytest.mark.parametrize(
    "number", [{"siren": "999999014"}, {"siret": "99999901400015"}, {"rna": "W442000001"}, {"uai": "0350760L"}]
)
def test_one_number_of_any_register_is_enough(number: dict[str, str]) -> None:
    read(organiser={"name": "La Ressourcerie", **number})


@pytest.mark.parametrize("numbers", [{}, {"siren": "", "rna": " "}, {"siret": None}])
def test_an_organiser_without_any_number_is_refused_once(numbers: dict[str, str | None]) -> None:
    assert faults_of(organiser={"name": "La Ressourcerie", **numbers}) == [
        ("/organiser/siret", "organiser_number_missing")
    ]


def test_a_wrong_number_is_not_called_missing_too() -> None:
    assert faults_of(organiser={"name": "La Ressourcerie", "rna": "12"}) == [("/organiser/rna", "rna_format")]


def test_a_siret_of_another_structure_is_refused() -> None:
    assert faults_of(organiser={**ORGANISER, "siren": "999999022"}) == [("/organiser/siret", "siret_of_another_siren")]


@pytest.mark.parametrize("contact", [{"email": CONTACT["email"]}, {"phone": "0240000000"}, {"website": "exemple.fr"}])
def test_one_means_of_contact_is_enough(contact: dict[str, str]) -> None:
    read(public_contact=contact)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("02.40.00.00.00", "0240000000"),
        ("+33 2 40 00 00 00", "0240000000"),
        ("+33 (0)2 40 00 00 00", "0240000000"),
        ("0033 2 40 00 00 00", "0240000000"),
        ("+262 262 00 00 00", "0262000000"),
        ("+687 00 00 00", "+687000000"),
        ("+32 2 000 00 00", "+3220000000"),
    ],
)
def test_a_telephone_number_is_kept_as_it_is_dialled(written: str, kept: str) -> None:
    assert read(public_contact={"phone": written}).public_contact.phone == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("www.exemple.fr", "https://www.exemple.fr"), ("http://exemple.fr/a?b=c", "http://exemple.fr/a?b=c")],
)
def test_a_web_address_may_be_written_without_its_scheme(written: str, kept: str) -> None:
    assert read(public_contact={"website": written}, online_url=written).public_contact.website == kept


@pytest.mark.parametrize("written", ["javascript:alert(1)", "ftp://exemple.fr", "exemple", "https://a:b@exemple.fr"])
def test_anything_but_a_public_web_address_is_refused(written: str) -> None:
    assert faults_of(online_url=written) == [("/online_url", "url_format")]


def test_a_body_just_received_is_kept_as_it_came() -> None:
    assert ReceivedManifestation.model_validate({"title": 3}).received == {"title": 3}
