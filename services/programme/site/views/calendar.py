"""A small calendar of the edition: how much takes place on each day, each day a link to its list."""

import calendar
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from shared.contracts.submission import EditionChanged
from shared.french.dates import MONTHS, day
from shared.french.typography import plural

CORE_MONTH = 11
"""The Mois lasts the whole of November; a season that leaves it out shows only months in which something is."""
LEVELS = 4
FULL_DAY = 8
"""The fullest day looks full only from here on: one manifestation alone is no crowd."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of a month."""

    number: int
    count: int
    level: int
    """0 where there is nothing, up to 4 on the fullest days."""
    href: str
    label: str
    """``samedi 14 novembre : 12 dates``, for those who do not see the colours."""
    chosen: bool
    today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks that begin on Monday, empty ones left out beside November; None fills first and last weeks."""

    name: str
    weeks: tuple[tuple[DayCell | None, ...], ...]


def in_season(today: date, edition: EditionChanged) -> bool:
    """Return True while something of this edition may take place."""
    return edition.first_day <= today <= edition.last_day


def months(
    counts: Mapping[date, int],
    *,
    edition: EditionChanged,
    address_of: Callable[[date], str],
    chosen: tuple[date | None, date | None],
    today: date,
) -> list[Month]:
    """Return November, and the months around it in which something takes place."""
    fullest = max([FULL_DAY, *counts.values()])

    def cell(value: date) -> DayCell:
        count = counts.get(value, 0)
        return DayCell(
            number=value.day,
            count=count,
            level=ceil(LEVELS * count / fullest) if count else 0,
            href=address_of(value),
            label=f"{day(value, year=False)} : {plural(count, 'date')}",
            chosen=_within(value, chosen),
            today=value == today,
        )

    def weeks(year: int, month: int) -> tuple[tuple[DayCell | None, ...], ...]:
        return tuple(
            tuple(cell(value) if value.month == month else None for value in week)
            for week in calendar.Calendar().monthdatescalendar(year, month)
            if month == CORE_MONTH or any(value.month == month and value in counts for value in week)
        )

    shown = {(edition.year, CORE_MONTH), *((value.year, value.month) for value in counts)}
    return [
        Month(name=f"{MONTHS[month - 1]} {year}", weeks=weeks(year, month))
        for year, month in _months_of(edition)
        if (year, month) in shown
    ]


def _months_of(edition: EditionChanged) -> Iterator[tuple[int, int]]:
    first, last = edition.first_day, edition.last_day
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12, number % 12 + 1


def _within(value: date, chosen: tuple[date | None, date | None]) -> bool:
    first, last = chosen
    return (first or last) is not None and (first is None or first <= value) and (last is None or value <= last)
