"""When and where each date of a manifestation stands in the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.vocabulary import OccurrenceState, known
from shared.french.dates import last_day, moment
from shared.geography import find_commune
from shared.geography.clocks import clock_of, place_of

Part = Literal["morning", "afternoon", "evening"]
PARTS: Mapping[Part, tuple[int, int]] = {"morning": (0, 12), "afternoon": (12, 18), "evening": (18, 24)}
"""Of the day, from one hour to another on the clock of the place."""
ONLINE = frozenset({"online", "mixed"})
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When something takes place on the clock of its place."""

    starts: datetime
    """Local and without zone."""
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceRow:
    """One occurrence as a row of ``listing_occurrences``."""

    occurrence_id: UUID
    starts_local: datetime
    first_day: date
    last_day: date
    ends_at: datetime
    state: OccurrenceState
    time_zone: str
    region_code: str | None
    department_code: str | None
    epci_code: str | None
    commune_code: str | None
    latitude: float | None
    longitude: float | None
    periods: tuple[Part, ...]
    weekend: bool
    online: bool


def period_of(content: Content, occurrence: Occurrence) -> Period:
    """Return the local days that a date covers; raises ``ZoneInfoNotFoundError`` for a zone that does not exist."""
    zone = ZoneInfo(clock_of(content, occurrence))
    starts, ends = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    return Period(starts=starts.replace(tzinfo=None), first_day=starts.date(), last_day=last_day(starts, ends))


def state_of(occurrence: Occurrence) -> OccurrenceState:
    """Return the state of a date; one that a later release named counts as ``scheduled``."""
    return known(occurrence.state, OccurrenceState, "scheduled")


def takes_place_at(content: Content, occurrence: Occurrence) -> Place | None:
    """Return where to go for a date; None online, and where it moved there."""
    return None if state_of(occurrence) == "moved_online" else place_of(content, occurrence)


def changes_of(content: Content, occurrence: Occurrence) -> tuple[str, ...]:
    """Say what is not as it was first announced, each in words that end without a full stop."""
    state, rescheduled = state_of(occurrence), ""
    if occurrence.previous_starts_at:
        rescheduled = f"Prévu d’abord le {moment(occurrence.previous_starts_at, clock_of(content, occurrence))}"
    elif state == "postponed":
        rescheduled = "La nouvelle date n’est pas encore connue"
    moved = "A lieu en ligne, et non sur place" if state == "moved_online" else ""
    return tuple(text for text in (moved, rescheduled) if text)


def occurrence_rows(content: Content, *, region_code: str | None) -> tuple[OccurrenceRow, ...]:
    """Return the rows of a manifestation; a date without a place counts for ``region_code``, that of the listing.

    One that moved online stays where people look for it: at its place.
    """
    # Pages show other moments in it too, even where every date has a clock of its own.
    ZoneInfo(content.time_zone)
    return tuple(_row(content, occurrence, region_code) for occurrence in content.occurrences)


def _row(content: Content, occurrence: Occurrence, region_code: str | None) -> OccurrenceRow:
    period, place, state = period_of(content, occurrence), place_of(content, occurrence), state_of(occurrence)
    commune = find_commune(place.commune_code) if place else None
    position = position_of(content, occurrence)
    return OccurrenceRow(
        occurrence_id=occurrence.occurrence_id,
        starts_local=period.starts,
        first_day=period.first_day,
        last_day=period.last_day,
        ends_at=occurrence.ends_at,
        state=state,
        time_zone=clock_of(content, occurrence),
        region_code=place.region_code if place else region_code,
        department_code=place.department_code if place else None,
        epci_code=(place.epci_code if place else None) or (commune.epci_code if commune else None),
        commune_code=place.commune_code if place else None,
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        periods=parts_of_day(content, occurrence),
        weekend=_on_a_weekend(period),
        online=content.attendance in ONLINE or state == "moved_online",
    )


def parts_of_day(content: Content, occurrence: Occurrence) -> tuple[Part, ...]:
    """Return when in the day somebody can come; all parts where it lasts a day or more."""
    zone = ZoneInfo(clock_of(content, occurrence))
    starts, ends = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    if occurrence.all_day or ends.date() > starts.date() + timedelta(days=1):
        return tuple(PARTS)
    # What goes on after midnight is the evening's.
    last = 24 if ends.date() > starts.date() else ends.hour + ends.minute / 60
    first = starts.hour + starts.minute / 60
    found = tuple(part for part, (begins, until) in PARTS.items() if first < until and last > begins)
    # One without an end takes place where it begins.
    return found or tuple(part for part, (begins, until) in PARTS.items() if begins <= first < until)


def position_of(content: Content, occurrence: Occurrence) -> tuple[float, float] | None:
    """Return where to go; the middle of the commune where the place has no coordinates, None where that is unknown."""
    place = place_of(content, occurrence)
    if place is None:
        return None
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    commune = find_commune(place.commune_code)
    return commune.centre if commune else None


def _on_a_weekend(period: Period) -> bool:
    days = (period.last_day - period.first_day).days
    return days >= SATURDAY or any(
        (period.first_day + timedelta(days=number)).weekday() >= SATURDAY for number in range(days + 1)
    )
