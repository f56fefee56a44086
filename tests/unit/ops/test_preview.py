import pytest

from moisess.dlq.preview import preview


@pytest.mark.parametrize(
    "address",
    [
        b"camille@fabrique.example",
        b"camille\\u0040fabrique.example",
        b"camille%40fabrique.example",
        "élodie@fabrique.example".encode(),
    ],
)
def test_an_address_is_not_shown_however_it_is_written(address: bytes) -> None:
    shown = preview(b'{"email": "' + address + b'"}')

    assert '{"email": "[adresse]"}' == shown


@pytest.mark.parametrize("before", range(270, 310))
def test_an_address_across_the_cut_is_not_shown_in_part(before: int) -> None:
    shown = preview(b"x " * (before // 2) + b"camille.durand@fabrique.example" + b" y" * 5000)

    assert "camille" not in shown


@pytest.mark.parametrize("before", range(6400, 6490))
def test_an_address_across_what_is_looked_at_is_not_shown_in_part(before: int) -> None:
    address = b"<" + b"a@b.example " * 2
    value = address * (before // len(address)) + b" " * (before % len(address)) + b"camille.durand@fabrique.example" * 4

    assert "camille" not in preview(value, characters=6000)


def test_bytes_that_are_no_text_and_control_characters_are_spelled_out() -> None:
    assert "\\xff\\x1b[31m\\u202e" == preview(b"\xff\x1b[31m" + "\u202e".encode())


def test_what_is_cut_says_how_long_it_is() -> None:
    assert f"{'x' * 300}… (5000 octets)" == preview(b"x" * 5000)


def test_a_record_without_value_is_said_to_have_none() -> None:
    assert ("(aucune)", "") == (preview(None), preview(b""))
