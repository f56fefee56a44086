"""The sample's dates around the present day: in December a programme of November would be an empty first page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from services.submission.imports.mapping.shipped import CLOSES, OPENS
from services.submission.imports.reading.rows import Reading

WEEK = timedelta(weeks=1)
MOMENTS = ("starts_at", "ends_at")


def around(reading: Reading, today: date, *, edition: int) -> Reading:
    """Move every record by whole weeks, so that the earliest begins within a week of ``today`` or later.

    Nothing is moved while all is still to come, nor outside the season, when the programme shows what is over too.
    What would end after the season ends on its last day, on whichever weekday that is.
    """
    first = min(day for row in reading.rows for day in _days(row.fields))
    if not date(edition, *OPENS) <= today <= date(edition, *CLOSES) or first >= today:
        return reading
    shift = WEEK * -((first - today).days // 7)
    rows = tuple(replace(row, fields=_moved(row.fields, today, shift, date(edition, *CLOSES))) for row in reading.rows)
    return replace(reading, rows=rows)


def _moved(fields: Mapping[str, Any], today: date, shift: timedelta, last: date) -> dict[str, Any]:
    ends = max(_days(fields))
    while ends + shift > last and ends + shift - WEEK >= today:
        shift -= WEEK
    shift = min(shift, last - ends)
    dates = [
        {**each, **{name: _later(each[name], shift) for name in MOMENTS if name in each}} for each in _dates(fields)
    ]
    booking = fields.get("booking")
    if isinstance(booking, dict) and "closes_at" in booking:
        return {
            **fields,
            "occurrences": dates,
            "booking": {**booking, "closes_at": _later(booking["closes_at"], shift)},
        }
    return {**fields, "occurrences": dates}


def _dates(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(fields["occurrences"])


def _days(fields: Mapping[str, Any]) -> Iterator[date]:
    return (_day(each[name]) for each in _dates(fields) for name in MOMENTS if name in each)


def _day(written: str) -> date:
    return date.fromisoformat(written[:10])


def _later(written: str, shift: timedelta) -> str:
    # The sample begins after the clocks went back, so an offset stays right until the end of the season.
    return f"{_day(written) + shift}{written[10:]}"
