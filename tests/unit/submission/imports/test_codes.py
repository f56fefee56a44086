import pytest

from services.submission.imports.mapping.codes import code
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.phones import is_mobile, phones_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("02 61 91 00 41", ["0261910041"]),
        ("02.61.91.00.41 (standard)", ["0261910041"]),
        ("Tél. : 02-61-91-00-41", ["0261910041"]),
        ("0639 98 00 42", ["0639980042"]),
        ("33261910041", ["+33261910041"]),
        ("330261910041", ["+33261910041"]),
        ("+33 02 61 91 00 41", ["+33261910041"]),
        ("0033 02 61 91 00 41", ["+33261910041"]),
        ("+33 (0)2 61 91 00 41", ["+33261910041"]),
        ("261910041", ["0261910041"]),
        ("261910041.0", ["0261910041"]),
        ("+262 0639 98 00 42", ["+262639980042"]),
        ("+687 27.00.41", ["+687270041"]),
        ("+44 20 7946 0041", ["+442079460041"]),
        ("02 61 91 00 41 / 06 39 98 00 42", ["0261910041", "0639980042"]),
        ("02 61 91 00 41 06 39 98 00 42", ["0261910041", "0639980042"]),
        ("+33261910041 02 61 91 00 43", ["+33261910041", "0261910043"]),
        ("0261910041 ou +33 6 39 98 00 42", ["0261910041", "+33639980042"]),
    ],
)
def test_what_people_write_can_be_dialled(text: str, numbers: list[str]) -> None:
    assert list(phones_in(text, "35").numbers) == numbers


@pytest.mark.parametrize(
    "text", ["à venir", "27 00 41", "02 61 91", "3,3142E+10", "+33 61 91 00 41", "0123456789012345"]
)
def test_what_nobody_can_dial_is_one_sentence(text: str) -> None:
    read = phones_in(text, "35")

    assert read.numbers == ()
    assert f"« {text} »" in (read.fault or "")


@pytest.mark.parametrize(
    ("department", "text", "number"),
    [("988", "27 00 41", "+687270041"), ("987", "40 47 00 41", "+68940470041"), ("975", "41 00 41", "+508410041")],
)
def test_numbers_that_neighbours_dial_are_given_what_others_dial_before(
    department: str, text: str, number: str
) -> None:
    assert phones_in(text, department).numbers == (number,)


def test_mobiles_are_told_from_others() -> None:
    assert [is_mobile(number) for number in ("0639980042", "+262639980042", "0261910041", "+33261910041")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_telephone_that_is_not_understood_leaves_the_rest_of_the_contact_alone() -> None:
    mapped = map_record({"tel": "à venir", "mail": "contact@filature.example"}, Defaults(), table=True)

    assert mapped.body["public_contact"] == {"email": "contact@filature.example"}
    assert ("/public_contact/phone", "à venir") in {(fault.pointer, fault.value) for fault in mapped.faults}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("siret", "99990008700019.0", "99990008700019"),
        ("siret", "99990008700019,00", "99990008700019"),
        ("postcode", "1000", "01000"),
        ("postcode", "35000,0", "35000"),
        ("postcode", "22000.0", "22000"),
        ("commune_code", "1053", "01053"),
        ("siren", "9990012", "9990012"),
    ],
)
def test_what_a_spreadsheet_changed_is_changed_back_where_that_is_sure(kind: str, text: str, value: str) -> None:
    read = code(kind, text)

    assert read.value == value
    assert bool(read.note) == (value != text)


def test_a_register_number_gets_its_zero_back_where_its_check_digit_agrees() -> None:
    assert code("siren", "99900127").value == "99900127"
    assert code("siren", "99900128").value == "099900128"


@pytest.mark.parametrize("text", ["9,9999E+13", "9.9990008700019E13", "1e5"])
def test_a_number_rounded_by_a_spreadsheet_is_not_sent_and_its_cause_is_named(text: str) -> None:
    mapped = map_record({"SIRET": text, "Organisateur": "Eux"}, Defaults(organiser_numbers={"siren": "999900087"}))

    [fault] = [fault for fault in mapped.faults if fault.pointer == "/organiser/siret"]
    assert "un tableur a changé ce numéro" in fault.message
    assert "organiser" not in mapped.body


def test_spaces_of_any_kind_in_a_number_are_none_of_it() -> None:
    read = code("siret", "999\u00a0900\u202f087 00019")

    assert (read.value, read.note) == ("99990008700019", None)
    assert code("siren", "'999900087").value == "999900087"


def test_a_number_that_nothing_confirms_to_be_a_date_is_named_so() -> None:
    [fault] = [one for one in map_record({"debut": "46340"}, Defaults()).faults if one.code == "date_format"]

    assert "« 46340 » est peut-être une date changée en nombre" in fault.message
