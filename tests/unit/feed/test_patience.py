import pytest

from moisess.feed import patience


@pytest.mark.parametrize(
    ("text", "seconds"), [(None, None), ("3", 3.0), ("bientôt", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_retry_after_is_seconds_or_a_date(text: str | None, seconds: float | None) -> None:
    assert patience.seconds_of(text) == seconds
