from datetime import datetime
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from shared.errors import FieldError, FieldsRefused
from shared.http.inputs import EmailAddress, Input, Line, Lines, PhoneNumber, WebAddress
from shared.http.refusals import BUILT_IN, checked, pointer, refusals

Themes = Annotated[
    list[Literal["cooperation", "engagement-citoyen"]], Field(title="Thématiques", min_length=1, max_length=2)
]


class PlaceInput(Input):
    postcode: Annotated[Line, Field(title="Code postal", min_length=5, max_length=5)]


class ProposalInput(Input):
    title: Annotated[Line, Field(title="Titre", min_length=3, max_length=20)]
    format: Annotated[Literal["atelier", "forum"], Field(title="Format")]
    themes: Themes
    place: PlaceInput
    starts_at: Annotated[AwareDatetime, Field(title="Début")]
    seats: Annotated[int | None, Field(title="Places", ge=1)] = None
    first_day: Annotated[str | None, Field(alias="from", title="à partir du", max_length=3)] = None
    email: Annotated[EmailAddress | None, Field(title="Courriel")] = None
    notes: Annotated[str | None, Field(title="Notes", max_length=4000)] = None

    @field_validator("starts_at")
    @classmethod
    def _in_season(cls, starts_at: datetime) -> datetime:
        if starts_at.year != 2026:
            raise PydanticCustomError("outside_season", "Choisissez une date de 2026.")
        return starts_at


GOOD: dict[str, Any] = {
    "title": "Portes ouvertes",
    "format": "atelier",
    "themes": ["cooperation"],
    "place": {"postcode": "35000"},
    "starts_at": "2026-11-14T10:00:00+01:00",
}


def faults(**changes: Any) -> list[FieldError]:
    with pytest.raises(FieldsRefused) as refused:
        checked(ProposalInput, {**GOOD, **changes})
    return list(refused.value.errors)


def fault(**changes: Any) -> FieldError:
    (error,) = faults(**changes)
    return error


def test_a_good_body_passes() -> None:
    assert checked(ProposalInput, GOOD).title == "Portes ouvertes"


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(FieldsRefused) as refused:
        checked(ProposalInput, {"title": "x", "place": {"code": 1}, "starts_at": "demain", "themes": []})

    assert [(error.pointer, error.code) for error in refused.value.errors] == [
        ("/title", "too_short"),
        ("/format", "required"),
        ("/themes", "too_few_items"),
        ("/place/postcode", "required"),
        ("/place/code", "unknown_field"),
        ("/starts_at", "datetime_format"),
    ]


def test_a_missing_field_is_named_in_french() -> None:
    error = fault(place={})

    assert error.message == "Le champ « Code postal » est obligatoire et n’a pas été rempli : renseignez-le."
    assert error.value is None


def test_a_long_text_says_by_how_much() -> None:
    error = fault(title="x" * 25)

    assert error.message == "Le champ « Titre » compte 25 caractères, 20 au plus sont acceptés : raccourcissez-le de 5."
    assert error.value == "x" * 25


def test_a_short_text_says_how_long_it_is_and_has_to_be() -> None:
    assert fault(title="x").message == "Le champ « Titre » compte 1 caractère, il en faut au moins 3 : complétez-le."
    assert fault(title="xx").message == "Le champ « Titre » compte 2 caractères, il en faut au moins 3 : complétez-le."


def test_a_short_list_says_how_many_it_has() -> None:
    assert (
        fault(themes=[]).message == "Le champ « Thématiques » compte 0 élément, il en faut au moins 1 : complétez-le."
    )


def test_large_numbers_are_grouped_as_in_french() -> None:
    assert fault(notes="x" * 5001).message == (
        "Le champ « Notes » compte 5 001 caractères, 4 000 au plus sont acceptés : raccourcissez-le de 1 001."
    )


class NumberInput(Input):
    number: Annotated[str | None, Field(validate_default=True)] = None

    @field_validator("number")
    @classmethod
    def _needed(cls, number: str | None) -> str:
        if number is None:
            raise PydanticCustomError("number_missing", "Indiquez un numéro.")
        return number


@pytest.mark.parametrize("sent", [{}, {"number": None}])
def test_a_field_that_is_not_there_has_no_value(sent: dict[str, Any]) -> None:
    with pytest.raises(FieldsRefused) as refused:
        checked(NumberInput, sent)

    assert [(error.code, error.value) for error in refused.value.errors] == [("number_missing", None)]


def test_a_word_outside_the_list_gets_the_list_and_a_guess() -> None:
    error = fault(format="atelié")

    assert (error.code, error.value) == ("not_in_list", "atelié")
    assert error.message == (
        "Le champ « Format » a reçu « atelié », qui n’est pas proposé. Vouliez-vous écrire « atelier » ? "
        "Valeurs acceptées : atelier, forum."
    )


def test_an_item_of_a_list_is_counted_from_one_and_pointed_at() -> None:
    error = fault(themes=["cooperation", "sport"])

    assert error.pointer == "/themes/1"
    assert "« Thématiques, n° 2 »" in error.message


def test_an_unknown_field_gets_the_nearest_known_name() -> None:
    assert fault(titel="x").message == (
        "Champ inconnu : « titel » n’est pas attendu ici. Vouliez-vous écrire « title » ? Sinon, retirez-le."
    )
    assert fault(quzx="x").message == "Champ inconnu : « quzx » n’est pas attendu ici. Retirez-le."
    (missing, unknown) = faults(place={"postcod": "35000"})
    assert missing.pointer == "/place/postcode"
    assert "« postcode » ?" in unknown.message


def test_a_time_without_offset_shows_how_to_add_it() -> None:
    error = fault(starts_at="2026-11-14T10:00:00")

    assert error.code == "time_zone_missing"
    assert "2026-11-14T10:00:00+01:00" in error.message


def test_an_aliased_field_goes_by_the_name_callers_write() -> None:
    error = fault(**{"from": "xxxx"})

    assert error.pointer == "/from"
    assert "« à partir du »" in error.message


def test_a_sentence_of_the_model_is_kept_with_its_code() -> None:
    error = fault(starts_at="2025-11-14T10:00:00Z")

    assert (error.code, error.message) == ("outside_season", "Choisissez une date de 2026.")


def test_a_wrong_type_says_what_came() -> None:
    assert (
        fault(title=12).message == "Le champ « Titre » attend du texte et a reçu « 12 » : écrivez-le entre guillemets."
    )
    assert fault(place="Rennes").code == "object_expected"
    assert fault(themes="x").code == "list_expected"
    assert fault(seats="trois").code == "integer_expected"
    assert fault(seats=0).message == "Le champ « Places » a reçu « 0 » : il faut au moins 1."


def test_braces_in_what_was_sent_are_harmless() -> None:
    assert "{0.__class__}" in fault(format="{0.__class__}").message


def test_a_long_value_is_cut_in_the_answer() -> None:
    error = fault(title="x" * 5000)

    assert len(error.value or "") == 200


def test_a_pointer_escapes_what_rfc_6901_asks() -> None:
    assert pointer(("a/b", "c~d", 0)) == "/a~1b/c~0d/0"
    assert pointer(()) == ""


def test_no_kind_of_fault_speaks_english() -> None:
    for kind in BUILT_IN - {"value_error", "assertion_error"}:
        known = {
            "max_length": 1,
            "min_length": 1,
            "actual_length": 2,
            "gt": 1,
            "ge": 1,
            "lt": 1,
            "le": 1,
            "multiple_of": 2,
        }
        details: Any = {"type": kind, "loc": ("title",), "msg": "English", "input": "x", "ctx": known}
        (error,) = refusals(ProposalInput, [details])
        assert "English" not in error.message
        assert "« Titre »" in error.message or kind == "extra_forbidden", kind


@pytest.mark.parametrize(
    "text", ["a@b", "a b@exemple.fr", "a@exemple", "@exemple.fr", "a@-exemple.fr", "a@exemple.fr\nBcc: b"]
)
def test_an_address_that_cannot_receive_is_refused(text: str) -> None:
    assert fault(email=text).code == "email_format"


class ContactInput(BaseModel):
    model_config = ConfigDict(extra="forbid")
    website: WebAddress = "https://exemple.fr"
    phone: PhoneNumber = "0240000000"
    text: Lines = ""
    line: Line = ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "exemple.fr",
        "https://",
        "https://a:b@exemple.fr",
        "https://[",
        "ftp://exemple.fr",
        "https://exemple.fr/a b",
    ],
)
def test_only_plain_web_addresses_pass(address: str) -> None:
    with pytest.raises(FieldsRefused):
        checked(ContactInput, {"website": address})


def test_a_phone_number_is_kept_as_digits() -> None:
    assert checked(ContactInput, {"phone": " 02 40.00-00\u00a000 "}).phone == "0240000000"
    assert checked(ContactInput, {"phone": "+262 262 00 00 00"}).phone == "+262262000000"


def test_invisible_signs_are_taken_out_of_texts() -> None:
    cleaned = checked(ContactInput, {"text": " a\u202eb\x00\r\nc\u200b ", "line": "a \n\t b"})

    assert (cleaned.text, cleaned.line) == ("ab\nc", "a b")


def test_letters_with_combining_accents_are_composed() -> None:
    assert checked(ContactInput, {"line": "e\u0301te\u0301"}).line == "été"
