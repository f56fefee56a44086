"""Dates of the programme as an iCalendar object (RFC 5545), so that they stand in a reader's own calendar. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from icalendar import Calendar, Timezone

from services.programme.feeds.rules.event import event
from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import period_of
from shared.contracts.content import Occurrence
from shared.geography.clocks import clock_of

PRODUCT = "-//Mois de l’ESS//Programme//FR"
REFRESHED = timedelta(hours=4)
"""How often a subscribed calendar is asked to look again; a cancelled date should be known on the same day."""
A_DAY = timedelta(days=1)
END = b"END:VCALENDAR\r\n"
NAMES_A_CLOCK = b";TZID="


class Written(NamedTuple):
    """A date as it stands in a calendar, and the days and the clock that it needs."""

    event: bytes
    first_day: date
    last_day: date
    time_zone: str


def written(listing: Listing, occurrence: Occurrence, *, page: str, themes: Mapping[str, str]) -> Written:
    """Return a date; ``page`` and ``themes`` as for ``event``."""
    period = period_of(listing.content, occurrence)
    text = event(listing, occurrence, page=page, themes=themes)
    return Written(text, period.first_day, period.last_day, clock_of(listing.content, occurrence))


def calendar(name: str, source: str, dates: Sequence[Written]) -> bytes:
    """Return the calendar of these dates; ``source`` is its own address.

    The same dates give the same bytes, so that a copy can be told from a change.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    # Both spellings: the one of RFC 7986, and the one that calendars have read since before it.
    for label in ("name", "x-wr-calname"):
        made.add(label, name)
    made.add("source", source, parameters={"VALUE": "URI"})
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    head = bytes(made.to_ical()).removesuffix(END)
    return b"".join((head, *_clocks(dates), *(each.event for each in dates), END))


def _clocks(dates: Sequence[Written]) -> list[bytes]:
    """Return the description of each clock that is named, always in the same order."""
    if not dates:
        return []
    # From one of these days to the other: of a single one it would say nothing.
    first, last = min(each.first_day for each in dates) - A_DAY, max(each.last_day for each in dates) + A_DAY
    named = sorted({each.time_zone for each in dates if NAMES_A_CLOCK in each.event})
    return [_clock(zone, first, last) for zone in named]


@lru_cache(maxsize=256)
def _clock(zone: str, first: date, last: date) -> bytes:
    return bytes(Timezone.from_tzid(zone, first_date=first, last_date=last).to_ical())
