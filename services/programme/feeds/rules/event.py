"""One date of the programme as an event of a calendar (RFC 5545). Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import changes_of, period_of, state_of, takes_place_at
from shared.contracts.content import Content, Occurrence
from shared.contracts.vocabulary import OccurrenceState
from shared.french.typography import town
from shared.geography.clocks import clock_of

A_DAY = timedelta(days=1)
LARGEST_INTEGER = 2**31 - 1
"""RFC 5545, section 3.3.8."""
PREFIXES: Mapping[OccurrenceState, str] = {"cancelled": "Annulé", "postponed": "Reporté", "full": "Complet"}
ONLINE = "En ligne"


def event(listing: Listing, occurrence: Occurrence, *, page: str, themes: Mapping[str, str]) -> bytes:
    """Return a VEVENT; ``page`` is the address of the manifestation, ``themes`` are the labels of its edition, by slug.

    The same version gives the same bytes, so that a copy can be told from a change.
    """
    content, state = listing.content, state_of(occurrence)
    made = Event()
    made.add("uid", f"{occurrence.occurrence_id}@{listing.manifestation_id}")
    made.add("sequence", min(listing.version, LARGEST_INTEGER))
    # When it was written down, and not when somebody asks: else each answer would be another one.
    made.add("dtstamp", listing.changed_at)
    made.add("created", listing.first_published_at)
    made.add("last-modified", listing.changed_at)
    made.add("summary", f"{PREFIXES[state]} : {content.title}" if state in PREFIXES else content.title)
    made.add("status", "CANCELLED" if _off(occurrence) else "CONFIRMED")
    made.add("description", _description(listing, occurrence, page))
    made.add("url", page)
    if location := _location(content, occurrence):
        made.add("location", location)
    place = takes_place_at(content, occurrence)
    if place and place.latitude is not None and place.longitude is not None:
        made.add("geo", (place.latitude, place.longitude))
    made.add("categories", [themes.get(slug, slug) for slug in content.themes])
    for name, at in _span(content, occurrence):
        made.add(name, at)
    return bytes(made.to_ical())


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
