import pytest

from shared.identity.keys import digest, draw_key, matches, parse_key


def test_a_drawn_key_is_read_back() -> None:
    key = draw_key()

    parsed = parse_key(key.text)

    assert parsed is not None
    assert parsed[0] == key.key_id
    assert matches(parsed[1], key.secret_sha256)
    assert len(key.text) == 60


def test_only_the_digest_is_kept() -> None:
    key = draw_key()

    assert key.text.encode() not in key.secret_sha256
    assert len(key.secret_sha256) == 32


def test_another_secret_does_not_match() -> None:
    assert not matches("a" * 43, digest("a" * 42 + "b"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "moisess_",
        f"moisess_0123456z_{'a' * 43}",
        f"moisess_01234567_{'a' * 42}",
        f"x{draw_key().text}",
        f"{draw_key().text}\n",
    ],
)
def test_text_without_the_form_of_a_key_is_not_looked_up(text: str) -> None:
    assert parse_key(text) is None
