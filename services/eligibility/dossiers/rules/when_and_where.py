"""When and where a manifestation takes place, as far as a chamber's word depends on it; pure."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.eligibility.dossiers.rules.wording import same_wording
from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.vocabulary import OccurrenceState, known
from shared.french.dates import last_day
from shared.geography.clocks import clock_of, place_of
from shared.geography.time_zones import PARIS


def same_notes(before: Content, after: Content) -> bool:
    """Leave out the dates whose state changes something for visitors: what is said of that cannot wait."""
    known_notes = {each.occurrence_id: each.note for each in before.occurrences}
    as_planned = (each for each in after.occurrences if takes_place_as_planned(each))
    return all(same_wording(known_notes.get(each.occurrence_id), each.note) for each in as_planned)


def takes_place_as_planned(occurrence: Occurrence) -> bool:
    """Return True where visitors need not be told anything at once; a state of a later release changes something."""
    return known(occurrence.state, OccurrenceState, "postponed") == "scheduled"


def days(content: Content) -> frozenset[tuple[date, date, str]]:
    """Return first and last day of each date on its own clock, with its commune: hours and states are not in it."""
    found = set()
    for occurrence in content.occurrences:
        zone, place = _zone(clock_of(content, occurrence)), place_of(content, occurrence)
        start, end = (at.astimezone(zone) for at in (occurrence.starts_at, occurrence.ends_at))
        found.add((start.date(), last_day(start, end), place.commune_code if place else "online"))
    return frozenset(found)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # The name comes from a topic: one that nobody knows must not stop the dossier.
        return ZoneInfo(PARIS)


def same_places(before: Content, after: Content) -> bool:
    """Return True where both name the same places, but for their spelling and their address."""
    old, new = _places(before), _places(after)
    return all(_is_among(old, place) for place in new) and all(_is_among(new, place) for place in old)


def _places(content: Content) -> frozenset[Place]:
    of_dates = (place_of(content, occurrence) for occurrence in content.occurrences)
    return frozenset(place for place in (content.place, *of_dates) if place)


def _is_among(places: frozenset[Place], place: Place) -> bool:
    return any(other.commune_code == place.commune_code and same_wording(other.name, place.name) for other in places)
