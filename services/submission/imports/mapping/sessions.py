"""Several days in one cell, each with its hours or without, as people write them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from services.submission.imports.day_names import MONTH, WEEKDAY, WEEKDAYS, unaccented
from services.submission.imports.mapping.hours import LONGEST
from services.submission.imports.mapping.moments import Written, parse
from services.submission.imports.mapping.slots import Slot, slots_on
from services.submission.imports.mapping.unwritten_years import Season, day_in

NUMBER = r"\d{1,2}(?:er)?"
NAMED = rf"(?:{WEEKDAY}\.?,?\s+)?"
LINK = r"\s*(?:,|&|/|\+|\bet\b|\band\b|\bpuis\b)\s*(?:et\s+)?(?:les?\s+)?"
SHARED_MONTH = re.compile(
    rf"(?<![\dh:./])(?P<days>(?:{NAMED}{NUMBER}{LINK})+)(?={NAMED}{NUMBER}\s+(?P<month>{MONTH}(?:\s+\d{{4}})?))"
)
"""« Les 3, 10 et 17 novembre »: the days whose month is written after a later one."""
DAY = re.compile(
    rf"(?P<day>{NAMED}(?:le\s+)?(?<![\d/.:h])(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{2,4}}|"
    rf"\d{{1,2}}/\d{{1,2}}|{NUMBER}\s+{MONTH}(?:\s+\d{{4}})?|"
    rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\s*[h:\d])(?:,?\s+\d{{4}})?))(?![\d/])"
)
NAMED_DAY = re.compile(rf"\b(?P<day>{'|'.join(WEEKDAYS)})\b")
BEFORE = re.compile(r"^(?:[\s,:;-]|\b(?:les?|dates?|seances?|sessions?)\b)*$")
WEEKDAYS_BEFORE = re.compile(rf"^\s*(?:les\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})s\s+(?=\d)")
"""« Les mardis 3, 10 et 17 novembre »."""
JOINED = re.compile(r"^(?:[\s,:;-]+|(?:et|and|puis)\b)+|(?:[\s,;/|&+-]|\b(?:et|and|puis|les?))+$")
SHARES_HOURS = re.compile(r"\s*(?:,|&|\bet\b|\band\b|\bpuis\b)[\s\w]*")
TO, PAIR = re.compile(r"\s*[->]+\s*"), 2
WEEK = timedelta(days=6)


def dated(text: str, first: date | None, last: date | None, season: Season | None = None) -> tuple[Slot, ...] | None:
    """Read a list of days; None unless every word of it is understood.

    A day without a year is of the year beside it, or of the first day's, or of the season; a weekday is the only one
    between the first and the last day. Hours after days that are joined by « et » are those of all of them.
    """
    if len(text) > LONGEST:
        return None
    plain = unaccented(text)
    named = WEEKDAYS_BEFORE.match(plain)
    plain = SHARED_MONTH.sub(_with_month, plain[named.end() :] if named else plain)
    found = list(DAY.finditer(plain))
    if not found and first and last and last - first <= WEEK:
        found = list(NAMED_DAY.finditer(plain))
    if not found or not BEFORE.match(plain[: found[0].start()]):
        return None
    days = _days([match["day"] for match in found], first, season)
    if named and any(day and day.weekday() != WEEKDAYS.index(named["weekday"]) for day in days):
        return None
    if None in days or any((first and day < first) or (last and day > last) for day in days if day):
        return None
    after = [
        plain[one.end() : end]
        for one, end in zip(found, [*(one.start() for one in found[1:]), len(plain)], strict=True)
    ]
    # « 14/11 - 16/11 » is from the one to the other.
    return None if len(days) == PAIR and TO.fullmatch(after[0]) else _with_hours([day for day in days if day], after)


def _with_month(match: re.Match[str]) -> str:
    return re.sub(rf"({NUMBER})({LINK})", rf"\1 {match['month']}\2", match["days"])


def _days(texts: Sequence[str], first: date | None, season: Season | None) -> list[date | None]:
    """Read the days, each by the year that is written with the next one that has any."""
    year = next((written.day.year for text in texts if (written := parse(text))), first.year if first else None)
    days: list[date | None] = []
    for text in reversed(texts):
        day = _named(text, first) or day_in(text, year, season)
        year = day.year if day else year
        days.append(day)
    return days[::-1]


def _named(text: str, first: date | None) -> date | None:
    if first is None or text not in WEEKDAYS:
        return None
    return first + timedelta(days=(WEEKDAYS.index(text) - first.weekday()) % len(WEEKDAYS))


def _with_hours(days: Sequence[date], after: Sequence[str]) -> tuple[Slot, ...] | None:
    slots: list[tuple[Slot, ...]] = []
    shared: str | None = None
    for position in range(len(days) - 1, -1, -1):
        text, day = after[position], days[position]
        hours = JOINED.sub("", text)
        if not hours and shared and SHARES_HOURS.fullmatch(text):
            hours = shared
        shared = hours
        on_that_day = slots_on(day, hours) if hours else (Slot(start=Written(day=day)),)
        if on_that_day is None:
            return None
        slots.append(on_that_day)
    flat = tuple(dict.fromkeys(slot for each in reversed(slots) for slot in each))
    # Hours of some of the days and none of the others are a question.
    return flat if len({slot.start.hour is None for slot in flat}) == 1 else None
