"""Several dates in one cell: as people write them, and as programs list them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.submission.imports.mapping.hours import LONGEST, WEEKDAYS, hours_in
from services.submission.imports.mapping.moments import MONTHS, Written, parse

MONTH = rf"(?:{'|'.join(MONTHS)})\w*\.?".replace("e", "[eéè]").replace("aout", "ao[uû]t")
DAY = re.compile(
    rf"(?:\b(?:lun|mar|mer|jeu|ven|sam|dim)\w*\.?,?\s+)?(?:\ble\s+)?(?<![\d/])(?P<day>\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}/\d{{1,2}}|\d{{1,2}}(?:er)?\s+{MONTH}(?:\s+\d{{4}})?)(?![\d/])",
    re.IGNORECASE,
)
NAMED_DAY = re.compile(rf"\b(?P<day>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
JOINED = re.compile(r"^(?:[\s,:;–-]+|(?:et|puis)\b)+|(?:[\s,;/|&+–-]|\b(?:et|puis|le))+$")
PERIOD = re.compile(r"(?:du\s+)?(?P<first>.+?)\s+(?:au|jusqu['’]au|->?|–|→)\s+(?P<last>.+)", re.IGNORECASE)
MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}
WEEK = timedelta(days=6)
BEGINS, ENDS = ("begin", "start", "debut", "starts_at"), ("end", "fin", "ends_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One date of a manifestation as far as it was written."""

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


def dated(text: str, first: date | None, last: date | None) -> tuple[Slot, ...] | None:
    """Read a list of days, each with its hours or without; None unless every word of it is understood.

    A day without a year is of the first day's year; a weekday is the only one between the first and the last day.
    """
    if len(text) > LONGEST:
        return None
    found = list(DAY.finditer(text))
    if not found and first and last and last - first <= WEEK:
        found = list(NAMED_DAY.finditer(text))
    if not found or JOINED.sub("", text[: found[0].start()]):
        return None
    slots: list[Slot] = []
    for match, end in zip(found, [*(one.start() for one in found[1:]), len(text)], strict=True):
        day = _day(match["day"], first)
        if day is None or (first and day < first) or (last and day > last):
            return None
        hours = JOINED.sub("", text[match.end() : end])
        on_that_day = slots_on(day, hours) if hours else (Slot(start=Written(day=day)),)
        if on_that_day is None:
            return None
        slots.extend(on_that_day)
    return tuple(dict.fromkeys(slots))


def period(text: str) -> Slot | None:
    """Read « du 14 au 20 novembre 2026 »: from the first day to the last one, whose month and year both have."""
    match = PERIOD.fullmatch(" ".join(text.split())[:LONGEST])
    end = parse(match["last"]) if match else None
    if match is None or end is None:
        return None
    first, year = match["first"], end.day.year
    rest = (f"{first} {year}", f"{first}/{year}", f"{first} {MONTH_NAMES[end.day.month]} {year}")
    start = next((found for one in (first, *rest) if (found := parse(one))), None)
    return Slot(start=start, end=end) if start and start.day <= end.day else None


def listed(value: Any) -> tuple[Slot, ...] | None:
    """Read what agendas export: a list of objects with a beginning and an end, or the same as JSON in a text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if not isinstance(value, list) or not value:
        return None
    slots = [_slot(one) for one in value if isinstance(one, dict)]
    found = tuple(dict.fromkeys(slot for slot in slots if slot))
    return found if len(slots) == len(value) and None not in slots else None


def _slot(timing: Mapping[str, Any]) -> Slot | None:
    begins, ends = (next((timing[name] for name in names if timing.get(name)), None) for names in (BEGINS, ENDS))
    start = parse(begins) if isinstance(begins, str) else None
    end = parse(ends) if isinstance(ends, str) else None
    return Slot(start=start, end=end) if start and (end or not ends) else None


def _day(text: str, first: date | None) -> date | None:
    if first and text.lower() in WEEKDAYS:
        days = (first + timedelta(days=number) for number in range(7))
        return next((day for day in days if day.weekday() == WEEKDAYS.index(text.lower())), None)
    written = parse(text) or (parse(f"{text}/{first.year}") or parse(f"{text} {first.year}") if first else None)
    return written.day if written else None
