import pytest

from shared.short_codes import SIGNS, code_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7F3K2", "7F3K2"),
        (" 7f3-k2 ", "7F3K2"),
        ("7F3KZ", "7F3K2"),
        ("78A35", "78A35"),
        ("7BA3S", "78A35"),
        ("7F3K", None),
        ("7F3K2O", None),
        ("7F3K2" * 3, None),
        ("", None),
    ],
)
def test_a_code_is_understood_as_it_is_typed(typed: str, code: str | None) -> None:
    assert code_of(typed) == code


def test_no_sign_is_like_another() -> None:
    assert not set("01OILBSZGQUV") & set(SIGNS)
