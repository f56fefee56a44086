"""The form: another way to write the same body, with faults at its own fields."""

from dataclasses import replace
from typing import Any

import pytest
from litestar.datastructures import FormMultiDict

from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.rules.manifestation import Manifestation, Registration
from services.submission.organiser_space.bodies.communes import chosen_commune, offered_communes, settled
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.values import values_of
from shared.contracts.content import Content
from shared.errors import FieldsRefused
from shared.geography import communes_of_postcode
from shared.http.forms import nested
from tests.support.edition import EDITION
from tests.support.submission import EVERYTHING, MORNING, PLACE, form_fields
from tests.unit.submission.manifestations.building import SOME_ID, date, manifestation, registration

URL = "https://direct.example/ressourcerie"
NO_PLACE = {"place__name": "", "place__address": "", "place__postcode": "", "place__commune": ""}


def filled(**fields: Any) -> dict[str, Any]:
    pairs = [
        (name, value)
        for name, values in form_fields(**fields).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return nested(FormMultiDict(pairs), ManifestationBody)


def read(**fields: Any) -> ManifestationBody:
    return read_form(filled(**fields), edition=EDITION)


def content(**fields: Any) -> Content:
    return registration_of(read(**fields), SOME_ID, edition=EDITION).content


def faults(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(FieldsRefused) as refused:
        read(**fields)
    return [(error.pointer, error.message) for error in refused.value.errors]


def pointers(**fields: Any) -> list[str]:
    return [pointer for pointer, _ in faults(**fields)]


def test_a_form_and_a_body_make_the_same_registration() -> None:
    known = content()

    assert known.occurrences == registration().content.occurrences
    assert known.place is not None
    assert (known.place.commune_code, known.themes) == ("35238", ("developpement-durable", "engagement-citoyen"))
    assert (known.open_to_all, known.public_contact.print_consent) == (True, False)


def test_hours_are_those_of_the_place() -> None:
    known = content(place__postcode="97400", place__commune="saint denis")

    assert known.starts_at.isoformat() == "2026-11-14T10:00:00+04:00"


@pytest.mark.parametrize(
    ("day", "hour"), [("14/11/2026", "10h"), ("14.11.2026", "10 h 00"), ("2026-11-14", "10:00:00")]
)
def test_dates_and_hours_may_be_written_by_hand(day: str, hour: str) -> None:
    known = content(occurrences__0__date=day, occurrences__0__from=hour)

    assert known.starts_at.isoformat() == "2026-11-14T10:00:00+01:00"


def test_an_empty_form_asks_for_each_field_in_its_own_words() -> None:
    with pytest.raises(FieldsRefused) as refused:
        read_form({}, edition=EDITION)

    assert sorted(error.pointer for error in refused.value.errors) == sorted(
        (
            *("/title", "/description", "/themes", "/format", "/open_to_all"),
            *("/occurrences/0/date", "/occurrences/0/from", "/occurrences/0/to"),
            *("/place/name", "/place/address", "/place/postcode"),
            *("/organiser/name", "/organiser/siret", "/public_contact/email"),
        )
    )
    assert not [error.message for error in refused.value.errors if "« " in error.message]


def test_half_a_moment_asks_for_the_other_half() -> None:
    assert faults(occurrences__0__from="") == [("/occurrences/0/from", "Indiquez l’heure de début.")]


def test_an_impossible_date_is_shown_as_it_was_written() -> None:
    assert faults(occurrences__0__until="31/11/2026") == [
        ("/occurrences/0/until", "« 31/11/2026 » n’est pas une date : écrivez par exemple 14/11/2026.")
    ]
    assert faults(occurrences__0__date="31/11/2026") == [
        ("/occurrences/0/date", "« 31/11/2026 » n’est pas une date : écrivez par exemple 14/11/2026.")
    ]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"to": "09:00"}, "to"),
        ({"until": "2026-11-13"}, "until"),
        ({"until": "2027-01-31"}, "until"),
        ({"date": "2026-09-14"}, "date"),
        ({"from": "", "to": "", "all_day": "true", "date": "2026-09-14"}, "date"),
        ({"all_day": "true", "to": ""}, "from"),
        ({"place.name": "La Halle"}, "place/address"),
    ],
)
def test_a_fault_of_a_date_stands_where_it_is_mended(fields: dict[str, str], pointer: str) -> None:
    named = {f"occurrences.0.{name}": value for name, value in fields.items()}

    assert f"/occurrences/0/{pointer}" in pointers(**named)


def test_a_night_ends_on_the_next_day() -> None:
    night = content(occurrences__0__from="20:00", occurrences__0__to="02:00")

    assert night.ends_at.isoformat() == "2026-11-15T02:00:00+01:00"


def test_a_night_that_is_too_long_for_one_asks_for_its_last_day() -> None:
    [(pointer, message)] = faults(occurrences__0__from="22:00", occurrences__0__to="07:00")

    assert "/occurrences/0/to" == pointer
    assert message.endswith("si elle finit un autre jour, indiquez le dernier jour.")


def test_a_night_at_the_end_of_the_calendar_is_no_date() -> None:
    last = {"date": "9999-12-31", "from": "20:00", "to": "02:00"}

    assert faults(**{f"occurrences.0.{name}": value for name, value in last.items()}) == [
        ("/occurrences/0/date", "« 9999-12-31 » n’est pas une date : écrivez par exemple 14/11/2026.")
    ]


def test_several_days_and_whole_days_are_one_date() -> None:
    days = content(occurrences__0__until="2026-11-16")
    whole = content(
        occurrences__0__from="",
        occurrences__0__to="",
        occurrences__0__all_day="true",
        occurrences__0__until="2026-11-16",
    )

    assert days.ends_at.isoformat() == "2026-11-16T12:30:00+01:00"
    assert (whole.occurrences[0].all_day, whole.ends_at.isoformat()) == (True, "2026-11-17T00:00:00+01:00")


def test_each_date_may_have_its_own_place() -> None:
    own = {"name": "Le Quai", "address": "1 quai", "postcode": "29200", "commune": "Brest"}
    second = {"date": "2026-11-20", "from": "10:00", "to": "12:00", **{f"place.{name}": own[name] for name in own}}
    known = content(**{f"occurrences.1.{name}": value for name, value in second.items()})

    assert [each.place and each.place.commune_name for each in known.occurrences] == [None, "Brest"]


def test_a_date_that_was_added_and_not_filled_in_is_none() -> None:
    extra = {f"occurrences.1.{name}": "" for name in ("date", "from", "to", "until", "note", "place.name")}

    assert len(content(**extra).occurrences) == 1


def test_faults_of_later_dates_are_counted_as_the_page_counts() -> None:
    fields = {"occurrences.1.date": "", "occurrences.2.date": "2026-09-01", "occurrences.2.from": "10:00"}

    assert pointers(**fields, **{"occurrences.2.to": "11:00"}) == ["/occurrences/2/date"]
    assert pointers(**fields, **{"occurrences.2.to": "11"}) == ["/occurrences/2/to", "/occurrences/2/date"]


def test_a_fault_of_one_of_several_dates_says_of_which() -> None:
    second = {"occurrences.1.date": "2026-11-20", "occurrences.1.from": "10:00"}

    assert faults(**second) == [("/occurrences/1/to", "Date n° 2 : indiquez l’heure de fin.")]


def test_what_is_online_needs_its_address_and_no_place() -> None:
    online = content(attendance="online", online_url=URL, region_code="53", **NO_PLACE)

    assert (online.attendance, online.place) == ("online", None)
    assert faults(attendance="online", **NO_PLACE) == [
        ("/online_url", "Indiquez l’adresse où suivre la manifestation en ligne.")
    ]


def test_what_is_on_site_and_has_no_place_is_asked_for_each_field_of_it() -> None:
    assert pointers(**NO_PLACE) == ["/place/name", "/place/address", "/place/postcode"]
    assert pointers(**NO_PLACE, place__address_on_registration="true") == ["/place/name", "/place/postcode"]


def test_an_answer_that_does_not_go_with_what_is_filled_in_is_said_in_words_of_the_page() -> None:
    [(pointer, message)] = faults(online_url=URL)

    assert pointer == "/attendance"
    assert "« Sur place et en ligne »" in message


def test_who_may_come_is_asked_where_not_everybody_may() -> None:
    assert pointers(open_to_all="false", access="") == ["/access"]
    assert pointers(open_to_all="true", access="invitation") == ["/access"]
    assert not content(open_to_all="false", access="invitation").open_to_all


def test_boxes_are_ticked_or_not() -> None:
    known = content(place__address="", place__address_on_registration="true", public_contact__print_consent="true")

    assert known.place is not None
    assert (known.place.address, known.public_contact.print_consent) == (None, True)
    assert pointers(place__address_on_registration="true") == ["/place/address"]


@pytest.mark.parametrize(("number", "expected"), [("999 999 014", "siren"), ("999 999 014 00015", "siret")])
def test_one_field_takes_either_number(number: str, expected: str) -> None:
    organiser = read(organiser__siret=number).organiser

    assert getattr(organiser, expected) == number.replace(" ", "")


def test_a_fault_of_either_number_stands_at_that_field() -> None:
    assert pointers(organiser__siret="999999015") == ["/organiser/siret"]
    assert faults(organiser__siret="12")[0][1] == "Indiquez les 9 chiffres du SIREN ou les 14 du SIRET, sans lettre."


def test_a_postcode_with_one_commune_needs_no_name() -> None:
    place = read(place__postcode="35 000", place__commune="").place

    assert place is not None
    assert place.commune_code == "35238"


def test_a_name_of_another_commune_is_not_overruled_by_the_postcode() -> None:
    [(pointer, message)] = faults(place__commune="Nantes")

    assert "/place/commune_code" == pointer
    assert message.startswith("Le code postal 35000 est celui de Rennes, non de « Nantes ». Si c’en est un lieu-dit")
    assert [("35238", "Rennes")] == offered_communes({"postcode": "35000", "commune": "Nantes"})


@pytest.mark.parametrize("name", ["Rennes Cedex 7", "RENNES CEDEX", "rennes"])
def test_a_cedex_is_answered_with_the_postcodes_of_its_town(name: str) -> None:
    [(pointer, message)] = faults(place__postcode="35042", place__commune=name)

    assert "/place/postcode" == pointer
    assert "choisissez la commune dans la liste, ou écrivez 35000, 35200 ou 35700 pour Rennes" in message


@pytest.mark.parametrize("name", ["Rennes Cedex 7", "Rennes"])
def test_a_cedex_is_chosen_in_a_list_of_the_postcodes_of_its_town(name: str) -> None:
    offered = offered_communes({"postcode": "35042", "commune": name})
    again = {"postcode": "35 042", "commune_code": offered[1][0]}
    place = content(**{f"place.{field}": value for field, value in {**again, "commune": ""}.items()}).place

    assert ["Rennes (35000)", "Rennes (35200)", "Rennes (35700)"] == [label for _, label in offered]
    assert place is not None
    assert ("35200", "35238") == (place.postcode, place.commune_code)
    # Nothing of the choice is left once the postcode is corrected, or that of another department.
    assert offered_communes(again) == offered
    assert settled({**again, "postcode": "35000"}) == {**again, "postcode": "35000"}
    assert not offered_communes({**again, "postcode": "44042"})


def test_a_cedex_behind_the_name_of_a_commune_says_no_more_than_the_name() -> None:
    assert getattr(chosen_commune({"postcode": "35000", "commune": "RENNES CEDEX 7"}), "name", None) == "Rennes"


@pytest.mark.parametrize(
    ("postcode", "name", "code"),
    [
        ("69003", "Lyon 3", "69123"),
        ("75004", "Paris 4e", "75056"),
        ("13002", "Marseille 2ème arrondissement", "13055"),
        ("", "35000 Rennes", "35238"),
        ("", "Rennes (35000)", "35238"),
    ],
)
def test_a_commune_is_understood_as_people_write_it(postcode: str, name: str, code: str) -> None:
    known = content(place__postcode=postcode, place__commune=name).place

    assert known is not None
    assert code == known.commune_code


def test_a_commune_without_a_postcode_is_chosen_in_a_list() -> None:
    [(pointer, _)] = faults(place__postcode="", place__commune="Brest")
    offered = offered_communes({"commune": "Brest"})
    known = content(place__postcode="", place__commune="", place__commune_code="29019:29200").place

    assert "/place/postcode" == pointer
    assert ("29019:29200", "Brest (29200)") in offered
    assert known is not None
    assert ("29200", "29019") == (known.postcode, known.commune_code)
    assert pointers(place__postcode="", place__commune="99999 Rennes") == ["/place/postcode"]
    assert pointers(place__postcode="", place__commune="35000 Nantes") == ["/place/commune_code"]


def test_a_former_commune_is_understood() -> None:
    place = read(place__postcode="01380", place__commune="Bâgé-la-Ville").place

    assert place is not None
    assert "01025" == place.commune_code


def test_a_postcode_of_several_communes_without_a_name_offers_them() -> None:
    place = {"postcode": "32450"}

    assert pointers(place__postcode="32450", place__commune="", title="x") == ["/title", "/place/commune_code"]
    assert {code for code, _ in offered_communes(place)} == {each.code for each in communes_of_postcode("32450")}


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


@pytest.mark.parametrize(("postcode", "words"), [("35999", "un CEDEX"), ("3500", "Aucune commune|cinq chiffres")])
def test_an_unknown_postcode_is_said_once(postcode: str, words: str) -> None:
    [(pointer, message)] = faults(place__postcode=postcode)

    assert pointer == "/place/postcode"
    assert any(word in message for word in words.split("|"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        EVERYTHING,
        {"place": {**PLACE, "postcode": "97400", "commune_code": "97411"}},
        {"place": None, "online_url": URL, "region_code": "53"},
        {"open_to_all": False, "access": None, "access_conditions": "Adhérents"},
        {"occurrences": [date("2026-11-14T20:00:00+01:00", "2026-11-15T06:00:00+01:00")]},
        {"occurrences": [date("2026-11-14T03:00:00+01:00", "2026-11-15T05:00:00+01:00"), date("2026-11-20")]},
        {"occurrences": [MORNING, date("2026-11-20", "2026-11-22", state="moved_online")], "online_url": URL},
        {"occurrences": [{**MORNING, "place": {**PLACE, "latitude": 48.1, "longitude": -1.6}}], "place": None},
        {"occurrences": [date("2026-10-25T02:15:00+02:00", "2026-10-25T02:45:00+01:00")]},
        {"occurrences": [date("2026-10-25T02:30:00+01:00", "2026-10-25T04:00:00+01:00")]},
        {"occurrences": [date("2026-10-24T22:00:00+02:00", "2026-10-25T02:30:00+01:00")]},
        {"occurrences": [date("2026-11-14T10:00:30+01:00", "2026-11-14T12:30:59+01:00")]},
        {"place": {**PLACE, "postcode": "75011", "commune_code": "75111"}},
        {"place": {**PLACE, "postcode": "97500", "commune_code": "97502"}},
        {"booking": {"required": False, "closes_at": "2026-10-25T02:30:45+01:00"}},
        {
            "occurrences": [
                MORNING,
                {**date("2026-11-20"), "place": {**PLACE, "postcode": "97400", "commune_code": "97411"}},
            ],
            "place": None,
            "online_url": URL,
        },
    ],
)
def test_an_amendment_that_changes_nothing_makes_the_same_registration_again(fields: dict[str, Any]) -> None:
    known = registration(another_because=None, **fields)
    present = manifestation(known)

    assert amended(present, values_of(present)) == replace(known, external_id=None)


def test_an_amendment_leaves_what_the_form_does_not_show() -> None:
    present = manifestation(registration(**EVERYTHING))
    values = values_of(present)
    place = {**values["place"], "address": "12 rue Neuve"}
    changed = amended(present, {**values, "title": "Un autre titre", "place": place}).content

    assert (changed.price, changed.booking, changed.translations) == (
        present.content.price,
        present.content.booking,
        present.content.translations,
    )
    assert changed.place is not None
    assert (changed.place.address, changed.place.latitude) == ("12 rue Neuve", None)


def test_an_amendment_that_keeps_the_address_back_takes_the_hidden_point_with_it() -> None:
    present = manifestation(registration(**EVERYTHING))
    values = values_of(present)
    hidden = {**values["place"], "address_on_registration": "true"}
    place = amended(present, {**values, "place": {**hidden, "address": None}}).content.place

    assert place is not None
    assert (place.address, place.latitude, place.longitude) == (None, None, None)
    with pytest.raises(FieldsRefused) as refused:
        amended(present, {**values, "place": hidden})
    assert [error.pointer for error in refused.value.errors] == ["/place/address"]


def test_a_date_that_is_postponed_in_the_form_says_when_it_was_to_be() -> None:
    present = manifestation(registration())
    values = values_of(present)
    [block] = values["occurrences"]
    moved = {**values, "occurrences": [{**block, "date": "2026-11-21", "state": "postponed"}]}
    [occurrence] = amended(present, moved).content.occurrences

    assert occurrence.occurrence_id == present.content.occurrences[0].occurrence_id
    assert occurrence.previous_starts_at == present.content.starts_at


def test_the_end_of_bookings_follows_the_clock_of_another_place() -> None:
    present = manifestation(registration(booking={"required": False, "closes_at": "2026-11-13T18:00:30+01:00"}))
    values = values_of(present)
    place = {**values["place"], "postcode": "97400", "commune": "Saint-Denis"}
    booking = amended(present, {**values, "place": place}).content.booking

    assert booking is not None
    assert booking.closes_at is not None
    assert "2026-11-13T18:00:00+04:00" == booking.closes_at.isoformat()


def amended(present: Manifestation, values: dict[str, Any]) -> Registration:
    body = read_form(_without_blanks(values), edition=EDITION, present=present)
    return registration_of(body, present.id, present.content.occurrences, edition=EDITION)


def _without_blanks(values: Any) -> Any:
    """Leave out what a browser would send back empty."""
    if isinstance(values, list):
        return [_without_blanks(value) for value in values]
    if not isinstance(values, dict):
        return values
    return {name: _without_blanks(value) for name, value in values.items() if value is not None}


NO_NUMBER = {"organiser__siret": ""}
AT_COURT = {"organiser__court_entry__court": "Sélestat", "organiser__court_entry__volume": "12"}


def test_whoever_leaves_all_numbers_empty_is_asked_whether_there_is_none() -> None:
    [(pointer, sentence)] = faults(**NO_NUMBER)

    assert "/organiser/siret" == pointer
    assert "cochez-le" in sentence


def test_a_structure_without_a_number_is_taken_once_that_is_said() -> None:
    organiser = read(**NO_NUMBER, organiser__without_number="true").organiser

    assert (None, None, None) == (organiser.siren, organiser.siret, organiser.court_entry)
    assert ["/organiser/without_number"] == pointers(organiser__without_number="true")


def test_an_entry_at_a_court_stands_for_a_number() -> None:
    entry = read(**NO_NUMBER, **AT_COURT).organiser.court_entry

    assert entry
    assert ("Sélestat", "12", None) == (entry.court, entry.volume, entry.folio)
    half = {**NO_NUMBER, **AT_COURT, "organiser__court_entry__volume": "", "organiser__court_entry__folio": "34"}
    assert [("/organiser/court_entry/volume", "Indiquez le volume de l’inscription au tribunal.")] == faults(**half)


@pytest.mark.parametrize(
    "organiser",
    [
        {"name": "Un collectif"},
        {"name": "Un cercle", "court_entry": {"court": "Sélestat", "volume": "12", "folio": "34"}},
        {"name": "La Fondation", "rnf": "092-FRUP-00061-08"},
    ],
)
def test_whoever_amends_finds_what_was_said_of_the_numbers(organiser: dict[str, Any]) -> None:
    known = manifestation(registration(organiser=organiser))
    shown = values_of(known)

    assert ("without_number" in shown["organiser"]) == (organiser == {"name": "Un collectif"})
    assert known.organiser == amended(known, shown).organiser
