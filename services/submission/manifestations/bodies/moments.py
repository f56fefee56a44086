"""Moments as they are written: with hour and offset, or as a plain date."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, PlainValidator, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.http.inputs import Moment

WRITTEN_DATE = re.compile(r"\d{4}-\d\d-\d\d")
EARLIEST, LATEST = 2000, 2100
MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def _of_our_time(value: datetime) -> datetime:
    """Refuse the very ends of the calendar, which cannot be shown on another clock."""
    if not EARLIEST <= value.year <= LATEST:
        raise PydanticCustomError(
            "year_out_of_range",
            "L’année {year} est sans doute une faute de frappe : corrigez-la.",
            {"year": value.year},
        )
    return value


def _day_or_moment(value: object) -> date | datetime:
    text = value.strip() if isinstance(value, str) else ""
    if not WRITTEN_DATE.fullmatch(text):
        return MOMENT.validate_python(value)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PydanticKnownError("date_parsing", {"error": "no such day"}) from error


Instant = Annotated[Moment, AfterValidator(_of_our_time)]
DayOrMoment = Annotated[
    datetime | date,
    PlainValidator(_day_or_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}),
]
"""``2026-11-14T10:00:00+01:00``, or ``2026-11-14`` for all of a day."""


def is_day(value: date | datetime) -> bool:
    """Return True for a plain date."""
    return not isinstance(value, datetime)
