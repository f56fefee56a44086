"""When something takes place, as people say it, on the clock of its place."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.programme.listings.rules.dates import Period, period_of
from shared.contracts.content import Content, Occurrence
from shared.french.dates import DAYS, day, hour, moments, zone_remark
from shared.french.typography import DASH, NO_BREAK
from shared.geography.clocks import clock_of

ALL_DAY = "toute la journée"
MIDNIGHT, LAST_MINUTE = time(0), time(23, 59)


def when(content: Content, occurrence: Occurrence) -> str:
    """Say the days where there are several, else the hours: ``10 h – 12 h 30``."""
    period = period_of(content, occurrence)
    if period.first_day == period.last_day:
        return f"{hours(content, occurrence)}{zone_remark(clock_of(content, occurrence))}"
    return days(period.first_day, period.last_day)


def moment_of(content: Content, occurrence: Occurrence) -> str:
    """Say the day or days with the year, and the hours where they are known."""
    zone, period = clock_of(content, occurrence), period_of(content, occurrence)
    if hours(content, occurrence) == ALL_DAY and period.first_day == period.last_day:
        return f"{day(period.first_day)}, {ALL_DAY}{zone_remark(zone)}"
    if occurrence.all_day:
        return f"{days(period.first_day, period.last_day)} {period.last_day.year}{zone_remark(zone)}"
    return moments(occurrence.starts_at, occurrence.ends_at, zone)


def days(first: date, last: date) -> str:
    """``du samedi 14 au mardi 17 novembre``; the first month is said where it is another one."""
    start = day(first, year=False) if first.month != last.month else f"{DAYS[first.weekday()]}{NO_BREAK}{number(first)}"
    return f"du {start} au {day(last, year=False)}"


def hours(content: Content, occurrence: Occurrence) -> str:
    """``10 h – 12 h 30``, or ``toute la journée``."""
    start, end = (local_time(at, content, occurrence) for at in (occurrence.starts_at, occurrence.ends_at))
    if occurrence.all_day or (start == MIDNIGHT and end in {MIDNIGHT, LAST_MINUTE}):
        return ALL_DAY
    return hour(start) if start == end else f"{hour(start)}{DASH}{hour(end)}"


def number(value: date) -> str:
    """``1er``, ``2``."""
    return "1er" if value.day == 1 else str(value.day)


def local_time(at: datetime, content: Content, occurrence: Occurrence) -> time:
    """Return the hour on the clock of a date's place."""
    return at.astimezone(ZoneInfo(clock_of(content, occurrence))).time().replace(second=0, microsecond=0)


def standing(content: Content) -> list[tuple[Occurrence, Period]]:
    """Return the dates that are not cancelled; all where all are."""
    found = [each for each in content.occurrences if each.state != "cancelled"]
    return [(each, period_of(content, each)) for each in found or content.occurrences]


def next_date(content: Content, now: datetime) -> tuple[Occurrence, Period]:
    """Return the date that stands and has not ended; the first of all where there is none."""
    dates = standing(content)
    return next((each for each in dates if each[0].ends_at > now), dates[0])
