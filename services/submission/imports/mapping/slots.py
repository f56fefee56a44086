"""One date of a manifestation as far as it was written, and the hours of a day."""

from dataclasses import dataclass
from datetime import date

from services.submission.imports.mapping.hours import hours_in
from services.submission.imports.mapping.moments import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """From when to when."""

    start: Written
    end: Written | None = None


def slots_on(day: date, text: str) -> tuple[Slot, ...] | None:
    """Read the hours of one day; None where they are not understood."""
    hours = hours_in(text, day.weekday())
    if hours is None:
        return None
    return tuple(
        Slot(start=Written(day=day, hour=one.start), end=Written(day=day, hour=one.end) if one.end else None)
        for one in hours
    )
