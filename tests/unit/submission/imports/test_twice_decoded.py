"""What programs have made of accents is undone sign by sign, and what is right beside it stays."""

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.text import one_line
from services.submission.imports.twice_decoded import repaired
from tests.support.texts import UNCHANGED

RIGHT = "« Où ça ? » À Noël, l’œuvre d’été – 5 € l’entrée… Ÿ"


def spoilt(text: str, code_page: str) -> str:
    """Return what a program makes of a text that takes its UTF-8 for something else."""
    return "".join(
        bytes([byte]).decode(code_page) if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize("code_page", ["cp1252", "mac_roman", "cp850"])
def test_text_taken_for_another_encoding_is_read_again(code_page: str) -> None:
    assert RIGHT == repaired(spoilt(RIGHT, code_page))


def test_text_that_was_taken_so_twice_is_read_again_twice() -> None:
    assert "Fête de l’été" == repaired(spoilt(spoilt("Fête de l’été", "cp1252"), "cp1252"))
    assert "Fête de l’été" == repaired(spoilt(spoilt("Fête de l’été", "mac_roman"), "cp1252"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ã©té", "été"), ("Fête de l’Ã©tÃ©", "Fête de l’été"), ("CafÃ© « Le lien »", "Café « Le lien »")],
)
def test_what_is_right_already_stays(text: str, expected: str) -> None:
    assert expected == repaired(text)


@pytest.mark.parametrize("text", [*UNCHANGED.values(), "São Paulo, Åre, PÂTÉ, 3 √ 9 ¬ a ≈ b", "Ça ‚va‘ ?"])
def test_letters_of_other_languages_are_left_alone(text: str) -> None:
    assert text == repaired(text)


def test_half_a_letter_is_asked_about() -> None:
    faults = map_record({"titre": one_line("FÃªte Ã la Filature")}, Defaults()).faults

    assert "letters_lost" in {fault.code for fault in faults}


@pytest.mark.parametrize("error", ["#REF!", "#VALEUR!", "#NOM?", "#######"])
def test_what_a_spreadsheet_could_not_work_out_is_asked_about(error: str) -> None:
    faults = map_record({"titre": "Fête", "lieu": error}, Defaults()).faults

    assert ["letters_lost"] == [fault.code for fault in faults if fault.pointer == "/place/name"]
