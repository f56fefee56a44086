"""Dates and hours as French files write them."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from services.submission.imports.day_names import LEADING_WEEKDAY, MONTHS, WEEKDAY, WEEKDAYS, weekday_number
from services.submission.imports.mapping.hours import TWELVE_HOURS, clock
from shared.geography import fold

CLOCK = r"(?P<hour>\d{1,2})\s*(?:[:hH]\s*(?P<minute>\d{2})?)(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
OFFSET = r"(?P<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
BETWEEN = r"(?:T|,?\s*(?:à|a|at|-|–)?\s*)"
NAMED = rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?(?:le\s+)?"
ISO_DAY = r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
DAYS = (
    NAMED + r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4}|\d{2})",
    NAMED + r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[\s-]+(?P<month>[^\W\d]+)\.?,?[\s-]+(?P<year>\d{4}|'?\d{2})",
    NAMED + r"(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
)
CALENDAR_FILE = (
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<offset>Z)?)?"
)
FORMS = (
    re.compile(f"{ISO_DAY}(?:{BETWEEN}{CLOCK}\\s*{OFFSET})?", re.IGNORECASE),
    *(re.compile(f"{day}(?:{BETWEEN}{CLOCK})?", re.IGNORECASE) for day in DAYS),
    re.compile(CALENDAR_FILE),
)
HOUR = re.compile(CLOCK)
TWELVE = re.compile(TWELVE_HOURS)
WORDS_FOR_HOURS = {"midi": time(12), "minuit": time(0)}
NAMED_DAY = re.compile(rf"(?:{'|'.join(MONTHS)})|(?:{'|'.join(WEEKDAYS)})s?")
BESIDE_DAYS = re.compile(r"\d{1,2}(?:er)?|\d{4}|du|de|au|et|les?")
CENTURY = 2000
FIRST_YEAR, LAST_YEAR = 1899, 2100
MIDNIGHT_AFTER = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date as far as it was written: without an hour, or without an offset from UTC."""

    day: date
    hour: time | None = None
    offset: timedelta | None = None


def parse(text: str) -> Written | None:
    """Read one date; None where it is none, or one that no calendar has."""
    # Some programs put a mark in front that keeps a spreadsheet from changing it.
    compact = " ".join(text.split()).removeprefix("'")
    for form in FORMS:
        if match := form.fullmatch(compact):
            return _written(match)
    return None


def other_weekday(text: str) -> str | None:
    """Return the weekday that a date falls on, where the text names another; either of them is wrong."""
    named = LEADING_WEEKDAY.match(text)
    written = parse(text[named.end() :]) if named and parse(text) is None else None
    return WEEKDAYS[written.day.weekday()] if written else None


def parse_hour(text: str) -> time | None:
    """Read ``14h``, ``14 h 30``, ``14:30``, ``2:30 PM`` or ``midi``; ``24h`` and ``minuit`` are 00:00."""
    plain = text.strip().lower()
    if TWELVE.fullmatch(plain):
        return clock(plain)
    match = HOUR.fullmatch(plain)
    if match and match["hour"] == str(MIDNIGHT_AFTER):
        return None if int(match["minute"] or 0) else time(0)
    return _time(match["hour"], match["minute"]) if match else WORDS_FOR_HOURS.get(plain)


def names_only_days(text: str) -> bool:
    """Return True for days and nothing else: « du 9 au 13 novembre »."""
    words = fold(text).split()
    named = [word for word in words if NAMED_DAY.fullmatch(word)]
    return bool(named) and all(word in named or BESIDE_DAYS.fullmatch(word) for word in words)


def _written(match: re.Match[str]) -> Written | None:
    said = match.groupdict()
    written_year, month = match["year"].removeprefix("'"), match["month"]
    year = int(written_year) + (CENTURY if len(written_year) == len("26") else 0)
    number = int(month) if month.isdecimal() else MONTHS.get(fold(month), 0)
    try:
        day = date(year, number, int(match["day"]))
    except ValueError:
        return None
    named = said.get("weekday")
    if not FIRST_YEAR <= day.year <= LAST_YEAR or (named and weekday_number(named) != day.weekday()):
        return None
    if match["hour"] is None:
        return Written(day=day)
    hour, offset = _time(match["hour"], match["minute"]), _offset(said.get("offset"))
    if offset and offset < timedelta() and not match["second"] and "T" not in match[0].upper():
        # « 2026-11-14 10:00-12:00 » is from ten to twelve.
        return None
    if hour is None or (offset and abs(offset) >= timedelta(days=1)):
        return None
    return Written(day=day, hour=hour, offset=offset)


def _time(hour: str, minute: str | None) -> time | None:
    if int(hour) == MIDNIGHT_AFTER and not int(minute or 0):
        return time(23, 59)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return timedelta()
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
