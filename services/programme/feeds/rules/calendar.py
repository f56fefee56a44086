"""Dates of the programme as an iCalendar object (RFC 5545), so that they stand in a reader's own calendar. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import changes_of, period_of, state_of, takes_place_at
from shared.contracts.content import Content, Occurrence
from shared.contracts.vocabulary import OccurrenceState
from shared.french.typography import town
from shared.geography.clocks import clock_of

PRODUCT = "-//Mois de l’ESS//Programme//FR"
REFRESHED = timedelta(hours=4)
"""How often a subscribed calendar is asked to look again; a cancelled date should be known on the same day."""
A_DAY = timedelta(days=1)
LARGEST_INTEGER = 2**31 - 1
"""RFC 5545, section 3.3.8."""
PREFIXES: Mapping[OccurrenceState, str] = {"cancelled": "Annulé", "postponed": "Reporté", "full": "Complet"}
ONLINE = "En ligne"

ListedOccurrence = tuple[Listing, Occurrence]


def calendar(
    name: str, source: str, dates: Sequence[ListedOccurrence], pages: Mapping[UUID, str], themes: Mapping[str, str]
) -> bytes:
    """Return the calendar of these dates; ``source`` is its own address, ``pages`` the page of each manifestation id.

    ``themes`` are the labels of the edition, by slug.

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
    for listing, occurrence in dates:
        made.add_component(_event(listing, occurrence, pages[listing.manifestation_id], themes))
    if dates:
        days = [period_of(listing.content, occurrence) for listing, occurrence in dates]
        # A clock is described from one of these days to the other: of a single one it would say nothing.
        first, last = min(each.first_day for each in days), max(each.last_day for each in days)
        made.add_missing_timezones(first_date=first - A_DAY, last_date=last + A_DAY)
    return bytes(made.to_ical())


def _event(listing: Listing, occurrence: Occurrence, page: str, themes: Mapping[str, str]) -> Event:
    content, state = listing.content, state_of(occurrence)
    event = Event()
    event.add("uid", f"{occurrence.occurrence_id}@{listing.manifestation_id}")
    event.add("sequence", min(listing.version, LARGEST_INTEGER))
    # When it was written down, and not when somebody asks: else each answer would be another one.
    event.add("dtstamp", listing.changed_at)
    event.add("created", listing.first_published_at)
    event.add("last-modified", listing.changed_at)
    event.add("summary", f"{PREFIXES[state]} : {content.title}" if state in PREFIXES else content.title)
    event.add("status", "CANCELLED" if _off(occurrence) else "CONFIRMED")
    event.add("description", _description(listing, occurrence, page))
    event.add("url", page)
    if location := _location(content, occurrence):
        event.add("location", location)
    place = takes_place_at(content, occurrence)
    if place and place.latitude is not None and place.longitude is not None:
        event.add("geo", (place.latitude, place.longitude))
    event.add("categories", [themes.get(slug, slug) for slug in content.themes])
    for name, at in _span(content, occurrence):
        event.add(name, at)
    return event


def _off(occurrence: Occurrence) -> bool:
    """Tell whether nothing takes place then: a postponed date without its new day neither."""
    state = state_of(occurrence)
    return state == "cancelled" or (state == "postponed" and occurrence.previous_starts_at is None)


def _span(content: Content, occurrence: Occurrence) -> list[tuple[str, date | datetime]]:
    """Return start and end; the end is exclusive, and left out where it is the start (section 3.6.1)."""
    if occurrence.all_day:
        period = period_of(content, occurrence)
        return [("dtstart", period.first_day), ("dtend", period.last_day + A_DAY)]
    zone = ZoneInfo(clock_of(content, occurrence))
    starts, ends = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    return [("dtstart", starts), *([("dtend", ends)] if occurrence.ends_at > occurrence.starts_at else [])]


def _description(listing: Listing, occurrence: Occurrence, page: str) -> str:
    content = listing.content
    changes = [f"{each}." for each in changes_of(content, occurrence)]
    organisers = ", ".join([listing.organiser_name, *(each.name for each in content.co_organisers)])
    online = f"Pour suivre en ligne : {content.online_url}" if content.online_url else ""
    parts = (*changes, occurrence.note, content.description, f"Organisé par {organisers}", online, page)
    return "\n\n".join(part for part in parts if part)


def _location(content: Content, occurrence: Occurrence) -> str:
    place = takes_place_at(content, occurrence)
    if place:
        return ", ".join(
            part for part in (place.name, place.address, f"{place.postcode} {town(place.commune_name)}") if part
        )
    return ONLINE if content.attendance != "on_site" or state_of(occurrence) == "moved_online" else ""
