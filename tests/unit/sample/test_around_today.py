"""The demonstration's sample, moved around the present day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from moisess.demo.registration import EDITION, SAMPLE
from moisess.demo.sample import around
from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Reading

FIRST_PAGE = 24
OPENS, CLOSES = date(EDITION, 10, 1), date(EDITION, 12, 31)


def days(reading: Reading, name: str) -> list[date]:
    dates: list[dict[str, Any]] = [each for row in reading.rows for each in row.fields["occurrences"]]
    return [date.fromisoformat(each[name][:10]) for each in dates]


@pytest.mark.parametrize("today", [OPENS + timedelta(days=number) for number in range(92)])
def test_the_first_page_is_full_on_every_day_of_the_season(today: date) -> None:
    moved = around(read(SAMPLE.name, SAMPLE.read_bytes()), today, edition=EDITION)

    assert sum(end >= today for end in days(moved, "ends_at")) >= FIRST_PAGE
    assert min(days(moved, "starts_at")) >= OPENS
    assert max(days(moved, "ends_at")) <= CLOSES


@pytest.mark.parametrize("month", range(1, 11))
def test_nothing_is_moved_while_all_is_to_come_or_shown_anyway(month: int) -> None:
    reading = read(SAMPLE.name, SAMPLE.read_bytes())

    assert around(reading, date(EDITION, month, 1), edition=EDITION) == reading
    assert around(reading, date(EDITION + 1, month, 1), edition=EDITION) == reading


def test_weekdays_hours_and_offsets_stay() -> None:
    reading = read(SAMPLE.name, SAMPLE.read_bytes())
    moved = around(reading, date(EDITION, 11, 30), edition=EDITION)

    for before, after in zip(reading.rows, moved.rows, strict=True):
        for old, new in zip(before.fields["occurrences"], after.fields["occurrences"], strict=True):
            was, will_be = datetime.fromisoformat(old["starts_at"]), datetime.fromisoformat(new["starts_at"])
            assert (will_be - was).days % 7 == 0
            assert (was.timetz(), was.weekday()) == (will_be.timetz(), will_be.weekday())


def test_a_booking_closes_as_long_before_as_it_did() -> None:
    reading = read(SAMPLE.name, SAMPLE.read_bytes())
    moved = around(reading, date(EDITION, 12, 1), edition=EDITION)

    closing = [
        (old.fields, new.fields)
        for old, new in zip(reading.rows, moved.rows, strict=True)
        if "closes_at" in (old.fields.get("booking") or {})
    ]
    assert closing
    for old, new in closing:
        ahead = [
            datetime.fromisoformat(fields["occurrences"][0]["starts_at"])
            - datetime.fromisoformat(fields["booking"]["closes_at"])
            for fields in (old, new)
        ]
        assert ahead[0] == ahead[1]
