"""Where and on which clock one date of a manifestation takes place."""

from shared.contracts.content import Content, Occurrence, Place
from shared.geography.communes import find_commune


def place_of(content: Content, occurrence: Occurrence) -> Place | None:
    """Return the place of a date: its own, else that of the manifestation; None online."""
    return occurrence.place or content.place


def clock_of(content: Content, occurrence: Occurrence) -> str:
    """Return the IANA zone that a date's hours are shown in."""
    commune = find_commune(occurrence.place.commune_code) if occurrence.place else None
    return commune.time_zone if commune else content.time_zone
