"""What a registration must hold, and how it is cleaned."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.submission.manifestations.bodies.kinds import Paragraphs
from services.submission.manifestations.bodies.received import ReceivedManifestation
from services.submission.manifestations.bodies.registering import registration_of
from shared.contracts.content import CourtEntry, Organiser
from shared.errors import FieldsRefused
from tests.support.edition import EDITION
from tests.support.submission import CONTACT, EVERYTHING, MORNING, ORGANISER, PLACE, registration_body
from tests.unit.submission.manifestations.building import (
    SOME_ID,
    content,
    faults,
    faults_of,
    read,
    registration,
    sentences_of,
)


def test_a_good_registration_becomes_what_the_topic_carries() -> None:
    known = registration()

    content, organiser = known.content, known.organiser
    assert content.place is not None
    assert (known.region_code, content.place.region_code, content.place.department_code) == ("53", "53", "35")
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
        open_to_all="everybody",
        access="free",
        occurrences=[
            {"starts_at": "2026-09-14T10:00:00+02:00", "ends_at": "2026-11-14T10:00"},
            {**MORNING, "salle": "B"},
            {"starts_at": "2026-11-15T10:00:00+01:00", "ends_at": "2026-11-15T09:00:00+01:00"},
        ],
        place={**PLACE, "postcode": "44000", "floor": 2},
        online_url="exemple",
        region_code="99",
        organiser={"name": "", "siren": "999999015"},
        public_contact={"name": "Accueil"},
        titre="?",
    )

    assert faults(body) == [
        ("/title", "too_short"),
        ("/description", "too_short"),
        ("/themes/1", "theme_unknown"),
        ("/format", "format_unknown"),
        ("/open_to_all", "boolean_expected"),
        ("/access", "not_in_list"),
        ("/occurrences/0/ends_at", "time_zone_missing"),
        ("/occurrences/0/starts_at", "outside_season"),
        ("/occurrences/1/salle", "unknown_field"),
        ("/occurrences/2/ends_at", "ends_before_start"),
        ("/place/postcode", "postcode_of_another_commune"),
        ("/place/floor", "unknown_field"),
        ("/online_url", "url_format"),
        ("/region_code", "region_unknown"),
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
    assert read(themes=["sante", "sport", "sante"]).themes == ("sante", "sport")


@pytest.mark.parametrize(
    ("themes", "code"),
    [
        ([], "too_few_items"),
        (["sante", "sport", "culture", "habitat", "mobilite", "tourisme-solidaire"], "too_many_items"),
    ],
)
def test_one_to_five_themes_are_asked(themes: list[str], code: str) -> None:
    assert faults_of(themes=themes) == [("/themes", code)]


@pytest.mark.parametrize("separator", ["\u000b", "\u000c", "\u0085", "\u2028", "\u2029"])
def test_line_breaks_of_office_software_are_line_breaks_or_blanks(separator: str) -> None:
    body = read(title=f"Portes{separator}ouvertes", description=f"Une matinée de visite.{separator}Puis un repas.")

    assert (body.title, body.description) == ("Portes ouvertes", "Une matinée de visite.\nPuis un repas.")


def test_a_postcode_of_another_commune_names_the_right_ones() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read(place={**PLACE, "postcode": "44000"})

    assert "Rennes, qui a 35000, 35200 ou 35700" in refused.value.errors[0].message


def test_a_code_of_corsica_is_read_in_small_letters_and_a_former_one_names_the_one_of_today() -> None:
    ajaccio = {**PLACE, "postcode": "20000"}
    known = content(place={**ajaccio, "commune_code": "2a004"}).place

    assert known is not None
    assert "2A004" == known.commune_code
    assert "Ajaccio est 2A004" in sentences_of(place={**ajaccio, "commune_code": "20004"})[0]


@pytest.mark.parametrize(
    ("former", "present"), [("93059", "Saint-Denis aujourd’hui, écrivez 93066"), ("85307", "écrivez 85001")]
)
def test_the_code_of_a_commune_that_was_merged_names_the_one_of_today(former: str, present: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        read(place={**PLACE, "commune_code": former})

    assert present in refused.value.errors[0].message.replace("\u00a0", " ")


def test_a_postcode_in_place_of_the_commune_code_is_recognised() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read(place={**PLACE, "commune_code": "35000"})

    assert "code INSEE de Rennes : 35238" in refused.value.errors[0].message


@pytest.mark.parametrize(
    "number",
    [
        {"siren": "999999014"},
        {"siret": "99999901400015"},
        {"rna": "W442000001"},
        {"uai": "0350760L"},
        {"rnf": "092-FDD-00061-08"},
    ],
)
def test_one_number_of_any_register_is_enough(number: dict[str, str]) -> None:
    organiser = registration(organiser={"name": "La Ressourcerie", **number}).organiser

    kept = {name: getattr(organiser, name) for name in ("siren", "siret", "rna", "uai", "rnf")}
    assert number == {name: value for name, value in kept.items() if value}


@pytest.mark.parametrize("numbers", [{}, {"siren": "", "rna": " "}, {"siret": None}])
def test_an_organiser_without_any_number_is_taken(numbers: dict[str, str | None]) -> None:
    organiser = registration(organiser={"name": "Un cercle", **numbers}).organiser

    assert Organiser(name="Un cercle") == organiser


def test_an_association_of_alsace_or_moselle_names_its_entry_at_the_court() -> None:
    entry = {"court": " Sélestat ", "volume": "12", "folio": "34"}

    assert (
        CourtEntry(court="Sélestat", volume="12", folio="34")
        == registration(organiser={"name": "Un cercle", "court_entry": entry}).organiser.court_entry
    )
    assert [("/organiser/court_entry/volume", "required")] == faults_of(
        organiser={"name": "Un cercle", "court_entry": {"court": "Sélestat"}}
    )


def test_a_wrong_number_is_not_called_missing_too() -> None:
    assert faults_of(organiser={"name": "La Ressourcerie", "rna": "12"}) == [("/organiser/rna", "rna_format")]


def test_a_siret_of_another_structure_is_refused() -> None:
    assert faults_of(organiser={**ORGANISER, "siren": "999999022"}) == [("/organiser/siret", "siret_of_another_siren")]


@pytest.mark.parametrize("contact", [{"email": CONTACT["email"]}, {"phone": "0240000000"}, {"website": "exemple.fr"}])
def test_one_means_of_contact_is_enough(contact: dict[str, str]) -> None:
    kept = registration(public_contact=contact).content.public_contact

    assert list(contact) == [name for name in ("email", "phone", "website") if getattr(kept, name)]


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


def test_every_field_that_a_registration_may_have_is_taken() -> None:
    known = registration(**EVERYTHING)
    content = known.content

    assert (content.access, content.audiences, content.attendance) == (
        "registration",
        ("families", "young_people"),
        "mixed",
    )
    assert (content.price, content.booking, content.age) != (None, None, None)
    assert content.booking is not None
    assert content.booking.closes_at is not None
    assert (content.accessibility, content.languages) == (("motor", "sign_language"), ("fr", "br"))
    assert [each.name for each in content.co_organisers] == ["La Maison des associations"]
    assert (content.print_title, content.public_contact.print_consent) == ("Portes ouvertes", True)
    assert (content.translations["br"].title, known.external_id) == ("Dorioù digor", "agenda-42")
    assert (known.organiser.rnf, known.note) == ("092-FDD-00061-08", "La salle du haut n’est pas accessible.")


@pytest.mark.parametrize("name", ["extras", "openness", "starts_at", "ends_at"])
def test_what_is_not_offered_is_an_unknown_field(name: str) -> None:
    assert faults_of(**{name: "x"}) == [(f"/{name}", "unknown_field")]


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ({"address": None}, ("/place/address", "required")),
        ({"address_on_registration": True}, ("/place/address", "address_kept_back")),
        ({"latitude": 48.1}, ("/place/longitude", "coordinates_incomplete")),
        ({"latitude": 91, "longitude": 0}, ("/place/latitude", "too_large")),
        ({"latitude": 48.1, "longitude": "nan"}, ("/place/longitude", "number_expected")),
    ],
)
def test_an_address_is_given_or_kept_back_and_a_point_is_whole(place: dict[str, Any], fault: tuple[str, str]) -> None:
    assert faults_of(place={**PLACE, **place}) == [fault]


def test_an_address_kept_back_is_no_address() -> None:
    place = {name: value for name, value in PLACE.items() if name != "address"} | {"address_on_registration": True}
    kept = registration(place=place).content.place

    assert kept is not None
    assert kept.address is None


HIDDEN = {name: value for name, value in PLACE.items() if name != "address"} | {"address_on_registration": True}


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ({"latitude": 48.1, "longitude": -1.68}, "latitude"),
        ({"latitude": 0, "longitude": 0}, "latitude"),
        ({"latitude": 91, "longitude": -1.68}, "latitude"),
        ({"longitude": -1.68}, "longitude"),
    ],
)
def test_coordinates_do_not_give_away_an_address_that_is_kept_back(point: dict[str, float], name: str) -> None:
    assert faults_of(place={**HIDDEN, **point}) == [(f"/place/{name}", "coordinates_kept_back")]
    assert faults_of(occurrences=[{**MORNING, "place": {**HIDDEN, **point}}]) == [
        (f"/occurrences/0/place/{name}", "coordinates_kept_back")
    ]
    assert "retirez latitude et longitude" in sentences_of(place={**HIDDEN, **point})[0]


def test_no_place_without_an_address_is_registered_with_its_coordinates() -> None:
    body = read(place=HIDDEN)
    assert body.place is not None
    unchecked = body.model_copy(update={"place": body.place.model_copy(update={"latitude": 48.1, "longitude": -1.68})})
    place = registration_of(unchecked, SOME_ID, edition=EDITION).content.place

    assert place is not None
    assert (place.latitude, place.longitude) == (None, None)


def test_a_point_on_the_equator_or_the_meridian_has_no_sign() -> None:
    place = registration(place={**PLACE, "latitude": -0.0, "longitude": -0.0}).content.place

    assert place is not None
    assert (str(place.latitude), str(place.longitude)) == ("0.0", "0.0")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"price": {"kind": "free", "lowest_cents": 500}}, ("/price/highest_cents", "price_of_what_is_free")),
        (
            {"price": {"kind": "paid", "lowest_cents": 5, "highest_cents": 4}},
            ("/price/highest_cents", "highest_below_lowest"),
        ),
        ({"age": {"lowest": 12, "highest": 6}}, ("/age/highest", "highest_below_lowest")),
        ({"age": {}}, ("/age/highest", "age_missing")),
        ({"booking": {"url": "https://exemple.fr"}}, ("/booking/required", "required")),
        (
            {"booking": {"required": True, "closes_at": "9999-12-31T23:59:59-12:00"}},
            ("/booking/closes_at", "year_out_of_range"),
        ),
        ({"languages": ["français"]}, ("/languages/0", "language_format")),
        ({"parent_id": "12"}, ("/parent_id", "uuid_format")),
        ({"print_title": "x" * 81}, ("/print_title", "too_long")),
        ({"print_text": "x" * 301}, ("/print_text", "too_long")),
        ({"note": "x" * 2001}, ("/note", "too_long")),
        ({"accessibility": ["wheelchair"]}, ("/accessibility/0", "not_in_list")),
        ({"translations": {"br": {"title": ""}}}, ("/translations/br/title", "too_short")),
    ],
)
def test_what_is_optional_is_checked_too(fields: dict[str, Any], fault: tuple[str, str]) -> None:
    assert faults_of(**fields) == [fault]


@pytest.mark.parametrize(("written", "kept"), [("BR", "br"), ("pt_br", "pt-BR"), ("zh-hans-CN", "zh-Hans-CN")])
def test_a_language_is_written_as_everybody_does(written: str, kept: str) -> None:
    assert read(languages=[written, kept]).languages == (kept,)
