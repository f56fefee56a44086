from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.openness import ON_REGISTRATION, understood

OPEN, UNSAID = (True, None), (None, None)


def access(body: dict[str, Any]) -> tuple[bool | None, str | None]:
    return body.get("open_to_all"), body.get("access")


@pytest.mark.parametrize(
    "text",
    ["Tout public", "tous publics", "Gratuit", "Entrée libre", "Ouvert à tous", "Ouvert à toutes et tous",
     "Grand public", "Famille", "En famille, enfants dès 3 ans", "Jeune public",
     "Tout public à partir de 6 ans", "open_to_all",
     "Entrée libre et gratuite dans la limite des places disponibles", "Grand public, professionnels, étudiants",
     "Entrée libre sans réservation"],
)  # fmt: skip
def test_words_that_open_the_doors_are_known(text: str) -> None:
    mapped = map_record({"public": text}, Defaults(openness="on_invitation"))

    assert access(mapped.body) == OPEN
    assert not [fault for fault in mapped.faults if fault.pointer == "/open_to_all"]
    assert ON_REGISTRATION not in mapped.notes


@pytest.mark.parametrize(
    "text",
    ["Sur inscription", "Sur réservation", "Réservation obligatoire", "Gratuit, sur réservation",
     "Ouvert à tous, sur inscription", "Inscription : contact@atelier.example"],
)  # fmt: skip
def test_having_to_register_keeps_nobody_out_and_is_noted(text: str) -> None:
    mapped = map_record({"acces": text}, Defaults(openness="on_invitation"))

    assert access(mapped.body) == OPEN
    assert ON_REGISTRATION in mapped.notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sur invitation", "invitation"),
        ("Tout public, sur invitation", "invitation"),
        ("on_invitation", "invitation"),
        ("Professionnels", "professionals"),
        ("professionals_only", "professionals"),
        ("Réservé aux professionnels du bâtiment", "professionals"),
        ("Ouvert à tous les professionnels", "professionals"),
    ],
)
def test_words_that_keep_people_out_are_known(text: str, expected: str) -> None:
    assert access(map_record({"ouverture": text}, Defaults()).body) == (False, expected)


@pytest.mark.parametrize("column", ["public", "Ouverture", "acces", "audience"])
@pytest.mark.parametrize(
    "text",
    ["Chats", "Scolaires", "Public scolaire", "Interne", "Privé", "Réservé aux adhérents", "Tous les adhérents", "Non",
     "Non ouvert au public", "Tout public sauf enfants", "Gratuit pour les salariés", "Seniors", "10h-18h", "oui"],
)  # fmt: skip
def test_a_value_that_nobody_can_read_never_opens_the_doors(column: str, text: str) -> None:
    mapped = map_record({column: text}, Defaults(), table=True)

    assert access(mapped.body) == UNSAID
    [fault] = [fault for fault in mapped.faults if fault.pointer == "/open_to_all"]
    assert (fault.column, fault.where, fault.value) == (column, f"colonne {column}", text)
    assert f"« {text} »" in fault.message
    assert "Mots acceptés : « tout public »" in fault.message


@pytest.mark.parametrize("record", [{}, {"public": ""}, {"public": " - "}])
def test_a_record_that_does_not_say_who_may_come_is_asked_and_an_option_answers(record: dict[str, str]) -> None:
    asked, answered = map_record(record, Defaults()), map_record(record, Defaults(openness="on_invitation"))

    assert access(asked.body) == UNSAID
    assert "openness_missing" in {fault.code for fault in asked.faults}
    assert access(answered.body) == (False, "invitation")
    assert "Public non indiqué : « sur invitation » des options." in answered.notes


@pytest.mark.parametrize("column", ["Ouvert à tous", "Ouvert au public ?", "Tout public (oui/non) *"])
def test_a_heading_that_asks_is_answered_with_yes_or_no(column: str) -> None:
    no = map_record({column: "Non"}, Defaults(openness="open_to_all"), table=True)

    assert access(map_record({column: "Oui"}, Defaults()).body) == OPEN
    assert access(no.body) == (False, None)
    [fault] = [fault for fault in no.faults if fault.pointer == "/access"]
    assert (fault.where, fault.value) == (f"colonne {column}", "Non")


def test_closed_is_closed_for_whom_another_column_says() -> None:
    members = map_record({"Ouvert à tous": "non", "Public visé": "Les salariés de la filature"}, Defaults())
    professionals = map_record({"Ouvert à tous": "non", "Publics concernés": "Professionnels du soin"}, Defaults())

    assert access(members.body) == (False, None)
    assert members.body["access_conditions"] == "Les salariés de la filature"
    assert access(professionals.body) == (False, "professionals")


def test_no_to_a_question_on_invitations_opens_nothing() -> None:
    assert access(map_record({"Sur invitation": "non"}, Defaults()).body) == UNSAID
    assert access(map_record({"Sur invitation": "oui"}, Defaults()).body) == (False, "invitation")


def test_of_several_columns_the_one_that_keeps_people_out_counts() -> None:
    invited = map_record({"public": "Tout public", "acces": "Sur invitation"}, Defaults())
    members = map_record({"public": "Tout public", "acces": "Adhérents"}, Defaults())

    assert access(invited.body) == (False, "invitation")
    assert invited.columns["/open_to_all"] == invited.columns["/access"] == "acces"
    assert access(members.body) == UNSAID


def test_another_column_that_says_nothing_about_people_is_noted_and_no_more() -> None:
    mapped = map_record({"public": "Tout public", "acces": "Métro B"}, Defaults())

    assert access(mapped.body) == OPEN
    assert "Colonne acces : « Métro B » ne dit pas qui peut venir." in mapped.notes


def test_nothing_is_understood_in_nothing() -> None:
    assert understood("").word is None
