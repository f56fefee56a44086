"""Forms that no person has sent."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.http.robots import LEAST, SHOWN_AT, TRAP, is_robots, shown_at

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "robot"),
    [
        ({}, False),
        ({TRAP: "", SHOWN_AT: shown_at(NOW - LEAST)}, False),
        ({TRAP: "https://casino.example"}, True),
        ({SHOWN_AT: shown_at(NOW - LEAST + timedelta(milliseconds=1))}, True),
        ({SHOWN_AT: shown_at(NOW + timedelta(hours=1))}, True),
        ({SHOWN_AT: "https://casino.example"}, True),
        ({SHOWN_AT: "9" * 400}, True),
    ],
)
def test_what_writes_out_of_sight_or_answers_at_once_is_no_person(form: dict[str, str], *, robot: bool) -> None:
    assert robot is is_robots(form, NOW)
