"""Numbers of the State's registers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.submission.manifestations.bodies.identifiers import UAI_KEYS, Rna, Rnf, Siren, Siret, Uai

SIREN, SIRET = TypeAdapter(Siren), TypeAdapter(Siret)
RNA, UAI, RNF = TypeAdapter(Rna), TypeAdapter(Uai), TypeAdapter(Rnf)


def fault(adapter: TypeAdapter[str], text: str) -> str:
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(text)
    return refused.value.errors()[0]["type"]


@pytest.mark.parametrize("text", ["999999014", " 999 999 014 ", "999.999.014", "999\u00a0999\u202f014", "000000018"])
def test_a_siren_is_read_with_whatever_separates_its_digits(text: str) -> None:
    assert SIREN.validate_python(text) == "".join(character for character in text if character.isdigit())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("99999901", "siren_format"),
        ("99999901400015", "siren_format"),
        ("99999901A", "siren_format"),
        ("٩٩٩٩٩٩٠١٤", "siren_format"),
        ("999999015", "siren_checksum"),
        ("000000000", "siren_checksum"),
    ],
)
def test_a_wrong_siren_is_told_apart_by_what_is_wrong(text: str, code: str) -> None:
    assert fault(SIREN, text) == code


@pytest.mark.parametrize("text", ["99999901400015", "732 829 320 00074", "00000001800010"])
def test_a_siret_with_a_right_key_is_taken(text: str) -> None:
    assert SIRET.validate_python(text) == text.replace(" ", "")


@pytest.mark.parametrize("text", ["35600000000048", "35600000049837"])
def test_la_poste_has_a_rule_of_its_own(text: str) -> None:
    assert SIRET.validate_python(text) == text


@pytest.mark.parametrize("text", ["35600000012345", "73282932000075"])
def test_a_siret_with_a_wrong_key_is_refused(text: str) -> None:
    assert fault(SIRET, text) == "siret_checksum"


@given(st.integers(0, 99_999_999))
def test_changing_one_digit_of_a_siren_is_noticed(stem: int) -> None:
    good = next(f"{stem:08}{key}" for key in range(10) if _luhn(f"{stem:08}{key}"))
    changed = f"{(int(good[0]) + 1) % 10}{good[1:]}"

    assert not good.strip("0") or SIREN.validate_python(good) == good
    assert fault(SIREN, changed) == "siren_checksum"


def test_an_rna_is_written_in_capitals() -> None:
    assert RNA.validate_python("w442 000 001") == "W442000001"


@pytest.mark.parametrize("text", ["442000001", "W44200000", "W4420000011", "X442000001"])
def test_an_rna_of_another_form_is_refused(text: str) -> None:
    assert fault(RNA, text) == "rna_format"


def test_an_rna_of_overseas_may_have_letters_and_its_refusal_says_so() -> None:
    assert RNA.validate_python("w9r1000001") == "W9R1000001"
    with pytest.raises(ValidationError, match="neuf chiffres ou lettres"):
        RNA.validate_python("W12")


@pytest.mark.parametrize("text", ["092-FDD-00061-08", "075-fe-00012-01", " 075-FRUP-00012-01 "])
def test_an_rnf_is_written_in_capitals(text: str) -> None:
    assert RNF.validate_python(text) == text.strip().upper()


@pytest.mark.parametrize("text", ["092FDD0006108", "092 FDD 00061 08", "092.fdd.00061.08"])
def test_an_rnf_is_read_with_whatever_parts_it(text: str) -> None:
    assert "092-FDD-00061-08" == RNF.validate_python(text)


@pytest.mark.parametrize("text", ["92-FDD-00061-08", "092-FDX-00061-08", "092-FDD-0061-08", "092FDD000610"])
def test_an_rnf_of_another_form_is_refused(text: str) -> None:
    assert fault(RNF, text) == "rnf_format"


@pytest.mark.parametrize("text", ["0022004T", "0170100S", "0350760L", "0942434K"])
def test_the_letter_of_a_uai_is_a_key_over_its_digits(text: str) -> None:
    assert UAI.validate_python(text.lower()) == text


@given(st.integers(0, 9_999_999), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_other_letter_is_refused(number: int, letter: str) -> None:
    text = f"{number:07}{letter}"
    if letter == UAI_KEYS[number % 23]:
        assert UAI.validate_python(text) == text
    else:
        assert fault(UAI, text) == "uai_checksum"


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if position % 2 else 1) for position, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
