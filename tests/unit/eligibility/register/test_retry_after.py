"""When a register that is busy wants to be asked again."""

from datetime import UTC, datetime

import pytest

from services.eligibility.register.retry_after import seconds_asked_for

NOW = datetime(2026, 9, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *(("1", 1.0), (" 2.5 ", 2.5), ("0", 0.0), ("86400", 86400.0)),
        ("Tue, 01 Sep 2026 12:00:30 GMT", 30.0),
        ("Tue, 01 Sep 2026 12:00:30", 30.0),
        ("Tue, 01 Sep 2026 11:00:00 GMT", 0.0),
    ],
)
def test_it_is_read_as_a_number_of_seconds_or_as_a_date(header: str, seconds: float) -> None:
    assert seconds == seconds_asked_for(header, now=NOW)


@pytest.mark.parametrize(
    "header", ["", "-1", "nan", "inf", "1e9", "soon", "1.2.3", "٣", "Tue, 99 Sep 2026 12:00:00 GMT"]
)
def test_what_names_no_moment_asks_for_none(header: str) -> None:
    assert seconds_asked_for(header, now=NOW) is None
