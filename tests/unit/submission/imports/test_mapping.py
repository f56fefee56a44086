import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moisess.sample import MANIFESTATIONS
from services.submission.imports.columns.columns import passed_over
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.schedule import Move
from services.submission.imports.reading.read import read
from services.submission.imports.rules.faults import Fault

OPEN_DATA: dict[str, Any] = {
    "uid": "agenda/64e77e38",
    "title": "Fête des lavoirs&nbsp;:\n  18e édition",
    "description_html": "<p>Une journée au bord de l&#8217;eau, avec&nbsp;(...)</p>",
    "description_text": "Une journée au bord de l&#8217;eau&nbsp;(...)",
    "start": "2022-11-09",
    "end": "2022-11-13",
    "timing_text": "Du 9 au 13 novembre",
    "venue": "Lavoir des Fées",
    "address": "3 rue du Lavoir, Lavoir des Fées, 30400 Villeneuve-lès-Avignon - Gard",
    "postcode": "30400",
    "city": "Villeneuve-lès-Avignon",
    "lat": 0,
    "lon": 0,
    "organiser": None,
    "url": "https://www.fete.example/lavoirs",
    "email": None,
    "phone": None,
    "category": "Environnement",
    "price_text": "5 €",
}


@pytest.mark.parametrize(
    "row", read(MANIFESTATIONS.name, MANIFESTATIONS.read_bytes()).rows, ids=lambda row: str(row.number)
)
def test_our_own_shape_passes_through_unchanged(row: Any) -> None:
    mapped = map_record(row.fields, Defaults(themes=("sport",), openness="on_invitation", move=Move(year=2027)))

    assert mapped.body == row.fields
    assert (mapped.faults, mapped.notes, mapped.completions, mapped.moved) == ((), (), (), None)


def test_a_record_that_says_itself_who_may_come_is_left_to_the_platform() -> None:
    record = {"title": "Fête", "open_to_all": False, "debut": "14/11/2026", "external_id": 12}

    mapped = map_record(record, Defaults())

    assert mapped.body == record
    assert mapped.located(Fault(pointer="/debut", code="unknown_field", message="Retirez-le.")).where == "/debut"


def test_a_french_table_is_understood() -> None:
    record = {
        "Titre": "Portes ouvertes",
        "Thème": "Économie circulaire / Coopération",
        "Descriptif": "Une matinée à l’atelier.",
        "Date de début": "14/11/2026",
        "Heure de début": "10h",
        "Heure de fin": "12h30",
        "Lieu": "L’Atelier",
        "Adresse": "1 rue du Port",
        "Code postal": "44000",
        "Commune": "NANTES",
        "Organisateur": "L’Atelier",
        "SIREN": "999 999 014",
        "Courriel": "mailto:contact@atelier.example",
        "Téléphone": "02 61 91 12 34",
        "Site web": "www.atelier.example",
        "Format": "Portes ouvertes",
        "Ouverture": "Tout public",
        "Référence": "A-1",
    }

    mapped = map_record(record, Defaults())

    assert mapped.body == {
        "title": "Portes ouvertes",
        "description": "Une matinée à l’atelier.",
        "themes": ["developpement-durable", "cooperation"],
        "format": "portes-ouvertes",
        "open_to_all": True,
        "occurrences": [{"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:30:00+01:00"}],
        "place": {"name": "L’Atelier", "address": "1 rue du Port", "postcode": "44000", "commune_code": "44109"},
        "organiser": {"name": "L’Atelier", "siren": "999999014"},
        "public_contact": {
            "email": "contact@atelier.example",
            "phone": "0261911234",
            "website": "www.atelier.example",
        },
        "external_id": "A-1",
    }
    assert mapped.columns["/place/postcode"] == "Code postal"
    assert mapped.columns["/occurrences/0/starts_at"] == "Date de début"
    assert mapped.columns["/open_to_all"] == mapped.columns["/access"] == "Ouverture"
    assert (mapped.faults, mapped.notes) == ((), ())


def test_an_open_data_record_is_cleaned_completed_from_defaults_and_says_what_was_assumed() -> None:
    defaults = Defaults(
        organiser_name="Les Lavoirs",
        organiser_numbers={"rna": "W999000001"},
        themes=("culture",),
        openness="open_to_all",
        move=Move(year=2026),
    )

    mapped = map_record(OPEN_DATA, defaults)

    assert mapped.body == {
        "title": "Fête des lavoirs : 18e édition",
        "description": "Une journée au bord de l’eau, avec…\n\nTarif : 5 €",
        "themes": ["transition-ecologique"],
        "format": "rendez-vous-festif",
        "open_to_all": True,
        "occurrences": [{"starts_at": "2026-11-11", "ends_at": "2026-11-15"}],
        "place": {
            "name": "Lavoir des Fées",
            "address": "3 rue du Lavoir",
            "postcode": "30400",
            "commune_code": "30351",
        },
        "organiser": {"name": "Les Lavoirs", "rna": "W999000001"},
        "public_contact": {"website": "https://www.fete.example/lavoirs"},
        "external_id": "agenda/64e77e38",
    }
    assert mapped.faults == ()
    assert len(mapped.notes) == 7
    assert "Organisateur non indiqué : « Les Lavoirs », RNA W999000001, des options." in mapped.notes
    assert "Dates déplacées : 09/11/2022 → 11/11/2026." in mapped.notes
    assert passed_over(OPEN_DATA) == ["lat", "lon"]


def test_another_organisers_name_never_gets_the_number_given_for_those_without() -> None:
    defaults = Defaults(organiser_name="Nous", organiser_numbers={"siren": "999999014"})

    eux = map_record({"organisateur": "Eux"}, defaults)
    assert ("organiser" in eux.body, {"/organiser/siret"}) == (
        False,
        {fault.pointer for fault in eux.faults if fault.code == "organiser_number_missing"},
    )
    assert map_record({"organisateur": "NOUS"}, defaults).body["organiser"] == {"name": "NOUS", "siren": "999999014"}
    assert map_record({"siret": "99990001200017"}, defaults).body["organiser"] == {"siret": "99990001200017"}


def test_numbers_that_a_spreadsheet_made_of_codes_are_codes_again() -> None:
    mapped = map_record({"cp": 1400.0, "insee": 1001, "siren": 999999014, "id": 12.0}, Defaults())

    assert mapped.body["place"]["postcode"] == "01400"
    assert mapped.body["place"]["commune_code"] == "01001"
    assert mapped.body["organiser"] == {"siren": "999999014"}
    assert mapped.body["external_id"] == "12"


def test_a_field_of_the_wrong_kind_is_a_fault_with_its_column() -> None:
    mapped = map_record({"Titre": {"fr": "Fête"}, "adresse": [{"rue": 1}, {"rue": 2}], "debut": 1794650400}, Defaults())

    assert mapped.body["title"] == "Fête"
    faults = {(fault.pointer, fault.code, fault.column) for fault in mapped.faults}
    assert ("/place/address", "type_unexpected", "adresse") in faults
    assert ("/occurrences/0/starts_at", "date_format", "debut") in faults


def test_a_missing_date_is_a_fault_and_an_end_nobody_can_read_too() -> None:
    assert [
        fault.code for fault in map_record({"code_insee": "35238", "cp": "35000", "public": "tous"}, Defaults()).faults
    ] == ["date_missing"]
    mapped = map_record({"debut": "14/11/2026", "fin": "le soir"}, Defaults())
    assert mapped.body["occurrences"] == [{"starts_at": "2026-11-14T00:00:00+01:00"}]
    assert ("/occurrences/0/ends_at", "le soir") in {(fault.pointer, fault.value) for fault in mapped.faults}


def test_hours_of_the_opening_sentence_are_used_where_the_dates_have_none() -> None:
    mapped = map_record({"debut": "14/11/2026", "horaires": "de 14h à 18h30"}, Defaults())

    assert mapped.body["occurrences"] == [
        {"starts_at": "2026-11-14T14:00:00+01:00", "ends_at": "2026-11-14T18:30:00+01:00"}
    ]
    assert "Horaires lus dans « de 14h à 18h30 »." in mapped.notes


@pytest.mark.parametrize(
    ("record", "pointer"),
    [
        ({"Date": "14/11/2026", "Heure de début": "midi pile"}, "/occurrences/0/starts_at"),
        ({"Date": "14/11/2026", "Date de fin": "14/11/2026", "Heure de fin": "midi pile"}, "/occurrences/0/ends_at"),
        ({"Date": "14/11/2026", "Heure de fin": "midi pile"}, "/occurrences/0/ends_at"),
    ],
)
def test_a_bad_hour_is_the_fault_of_its_own_column(record: dict[str, str], pointer: str) -> None:
    hour_column = list(record)[-1]

    [fault] = [fault for fault in map_record(record, Defaults(), table=True).faults if fault.code == "hour_format"]

    assert (fault.pointer, fault.where, fault.value) == (pointer, f"colonne {hour_column}", "midi pile")


def test_a_number_added_to_an_organiser_of_that_name_is_noted() -> None:
    defaults = Defaults(organiser_name="Nous", organiser_numbers={"siren": "999999014"})

    assert "Numéro d’organisateur non indiqué : SIREN 999999014 des options." in map_record(
        {"organisateur": "NOUS"}, defaults
    ).notes  # fmt: skip
    assert not [one for one in map_record({"organisateur": "Eux"}, defaults).completions if "organisateur" in one.what]


def test_an_own_theme_that_nobody_knows_is_left_to_the_platform_to_refuse() -> None:
    assert map_record({"themes": "cooperasion"}, Defaults(themes=("sport",))).body["themes"] == ["cooperasion"]
    mapped = map_record({"themes": "sport, jeunesse"}, Defaults())
    assert mapped.body["themes"] == ["sport"]
    assert "Thème non reconnu : jeunesse." in mapped.notes


def test_without_a_place_a_record_that_can_be_followed_online_is_sent_without() -> None:
    online = map_record(
        {"titre": "Webinaire", "debut": "14/11/2026", "visioconference": "https://visio.example/1", "public": "tous"},
        Defaults(),
    )
    nowhere = map_record({"titre": "Fête", "debut": "14/11/2026", "public": "tous"}, Defaults())

    assert online.body["online_url"] == "https://visio.example/1"
    assert "place" not in online.body
    assert online.faults == ()
    assert [fault.code for fault in nowhere.faults] == ["place_missing"]


def test_an_address_on_line_becomes_the_online_address() -> None:
    mapped = map_record({"adresse": "En ligne : https://visio.example/1, 34000 Montpellier"}, Defaults())

    assert mapped.body["online_url"] == "https://visio.example/1"
    assert mapped.body["place"]["address"] == "En ligne"


def test_a_reference_too_long_for_the_platform_is_replaced_by_its_digest() -> None:
    reference = map_record({"id": "x" * 101}, Defaults()).body["external_id"]

    assert len(reference) == 36
    assert reference == map_record({"id": "x" * 101}, Defaults()).body["external_id"]


NAMES = st.sampled_from(
    [
        *OPEN_DATA,
        "horaires",
        "timings",
        "status",
        "registration",
        "tel",
        "firstdate_begin",
        "firstdate_end",
        "lastdate_begin",
        "lastdate_end",
        "prenom",
        "horodateur",
        "mail",
        "Ouvert à tous",
        "Sur invitation",
        "heure_debut",
        "heure_fin",
        "ouverture",
        "siren",
        "themes",
        "place",
        "nom",
        "occurrences",
        "open_to_all",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
    | st.sampled_from(["14/11/2026", "2026-11-14T25:61", "\ud800", "34000", "<b>",
                       "14h-18h", "oui", "non", "14/11/2026 et 15/11/2026", "+33 02", "9E+13", "6",
                       "&#xD800;", "De 99h à 3h", "("]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@example({"open_to_all": True, "title": "\ud800", "\ud800": ["\ud800"]})
@example({"start": "\ud800", "\ud800": "x", "tel": ["\ud800"]})
@given(st.dictionaries(NAMES | st.text(max_size=10), VALUES, max_size=12))
def test_no_record_crashes_the_mapping_and_what_comes_out_can_always_be_sent(record: dict[str, Any]) -> None:
    mapped = map_record(record, Defaults(themes=("sport",), move=Move(year=2026, month=11)))

    json.dumps(mapped.body, ensure_ascii=False).encode()
    for fault in mapped.faults:
        f"{fault.message}{fault.value}{fault.column}".encode()
    "".join(mapped.notes).encode()
    "".join(mapped.columns.values()).encode()
