"""A file is what its content is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.eligibility.proofs.errors import ProofRefused
from services.eligibility.proofs.rules.file import (
    LARGEST_FILE,
    LONGEST_NAME,
    MediaType,
    file_name,
    in_words,
    is_whole,
    media_type_of,
)
from services.eligibility.proofs.rules.proof import check_room, taken
from tests.support.files import JPEG, PDF, PNG

WITH_PREVIEW = JPEG[:2] + b"\xff\xe1" + (len(JPEG) + 2).to_bytes(2) + JPEG + JPEG[2:]
"""A photo with a small one inside, which has an end of its own."""


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (b"\xef\xbb\xbf\n" + PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")],
)
def test_the_three_kinds_are_known_by_their_content(content: bytes, media_type: MediaType) -> None:
    assert media_type == media_type_of(content)
    assert is_whole(content, media_type)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 docx", b"<html>%PDF-1.7", b"MZ", b"GIF89a", b"<svg/>", b" " * 2000 + PDF]
)
def test_what_is_none_of_them_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(ProofRefused) as refused:
        taken(content, "statuts.pdf")

    assert "« statuts.pdf » n’est, d’après son contenu, ni un PDF" in refused.value.errors[0].message
    assert "enregistrez-le ou imprimez-le en PDF" in refused.value.errors[0].message


@pytest.mark.parametrize("content", [PDF[:-7], PNG[:-1], PNG[:-12], JPEG[:-2], JPEG[:20], WITH_PREVIEW[:-2]])
def test_half_a_file_is_refused(content: bytes) -> None:
    with pytest.raises(ProofRefused) as refused:
        taken(content, "scan")

    assert "est incomplet, sa fin manque" in refused.value.errors[0].message


def test_a_photo_with_a_preview_is_whole() -> None:
    assert is_whole(WITH_PREVIEW, "image/jpeg")


def test_one_byte_too_many_is_told_with_name_size_limit_and_way_out() -> None:
    largest = PDF + b" " * (LARGEST_FILE - len(PDF) - 6) + b"%%EOF\n"
    assert ("statuts.pdf", "application/pdf") == taken(largest, "statuts.pdf")
    with pytest.raises(ProofRefused) as refused:
        taken(largest + b" " * 400_000, "statuts.pdf")

    message = refused.value.errors[0].message
    assert all(word in message for word in ("« statuts.pdf »", "10,4 Mo", "10 Mo au plus", "150 points par pouce"))


def test_an_empty_file_is_told_as_such() -> None:
    with pytest.raises(ProofRefused) as refused:
        taken(b"", "vide.pdf")

    assert "« vide.pdf » est vide (0 octet)" in refused.value.errors[0].message


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Statuts 2019.PDF", "Statuts 2019.pdf"),
        ("C:\\Mes documents\\statuts.pdf.exe", "statuts.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("récé\npissé.pdf", "récé pissé.pdf"),
        (".pdf", "pdf.pdf"),
        ("..", "justificatif.pdf"),
        ("scan", "scan.pdf"),
        ('a"b.pdf', "a’b.pdf"),
    ],
)
def test_a_name_keeps_what_tells_people_something_and_no_more(given_name: str, kept: str) -> None:
    assert kept == file_name(given_name, "application/pdf")


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_fits_on_a_line(given_name: str) -> None:
    name = file_name(given_name, "image/png")

    assert name.endswith(".png")
    assert len(name) <= LONGEST_NAME + 4
    assert not set(name) & set('/\\"\r\n\x00')


@given(st.binary(max_size=200))
def test_no_content_breaks_the_reading(content: bytes) -> None:
    for start in (b"", PNG[:16], JPEG[:8], b"%PDF-"):
        kind = media_type_of(start + content)
        assert kind is None or is_whole(start + content, kind) in {True, False}


def test_sizes_are_read_as_people_say_them() -> None:
    assert ["1 ko", "87 ko", "1 Mo", "12,3 Mo", "10 Mo"] == [
        in_words(size).replace("\u202f", " ") for size in (3, 89_000, 1 << 20, 12_900_000, LARGEST_FILE)
    ]


@pytest.mark.parametrize(
    ("of_structure", "of_account", "said"), [(20, 20, "20 fichiers"), (3, 200, "200 justificatifs")]
)
def test_who_has_handed_in_enough_is_told_what_to_erase(of_structure: int, of_account: int, said: str) -> None:
    check_room("un.pdf", of_structure=19, of_account=199)
    with pytest.raises(ProofRefused) as refused:
        check_room("un.pdf", of_structure=of_structure, of_account=of_account)

    assert said in refused.value.errors[0].message
    assert "Effacez" in refused.value.errors[0].message
