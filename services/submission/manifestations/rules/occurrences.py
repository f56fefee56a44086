"""The dates of a manifestation: which is which from one version to the next, and their order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid5

from shared.contracts.content import Occurrence, Place
from shared.contracts.vocabulary import OccurrenceState
from shared.geography import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDate:
    """One date as its organiser gives it; it may lack the id that it gets or has."""

    occurrence_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    state: OccurrenceState = "scheduled"
    previous_starts_at: datetime | None = None
    note: str | None = None
    place: Place | None = None


def occurrences_of(
    manifestation_id: UUID, dates: Iterable[RegisteredDate], present: Sequence[Occurrence] = ()
) -> tuple[Occurrence, ...]:
    """Return the dates in order of beginning, each with an id of its own; the same dates get the same ids.

    A date keeps the id that its organiser names. Without one it is the ``present`` date of the same beginning and
    place that no other date names, else a new one.
    """
    ordered = sorted(dates, key=lambda date: (date.starts_at, date.ends_at))
    named = {date.occurrence_id for date in ordered if date.occurrence_id}
    free = {_beginning(known): known.occurrence_id for known in present if known.occurrence_id not in named}
    found = [date.occurrence_id or free.pop(_beginning(date), None) for date in ordered]
    taken = {occurrence_id for occurrence_id in found if occurrence_id}
    by_id = {known.occurrence_id: known for known in present}
    occurrences = []
    for date, known_id in zip(ordered, found, strict=True):
        occurrence_id = known_id or _new_id(manifestation_id, date, taken)
        taken.add(occurrence_id)
        occurrences.append(_occurrence(occurrence_id, date, by_id))
    return tuple(occurrences)


def place_key(place: Place | None) -> str:
    """Name a place for comparison, whatever case and accents its name is written with; empty for none."""
    return f"{place.commune_code} {fold(place.name)}" if place else ""


def _beginning(date: RegisteredDate | Occurrence) -> tuple[datetime, str]:
    return date.starts_at, place_key(date.place)


def _new_id(manifestation_id: UUID, date: RegisteredDate, taken: set[UUID]) -> UUID:
    name = f"{date.starts_at.astimezone(UTC).isoformat()} {place_key(date.place)}"
    ids = (uuid5(manifestation_id, f"{name} {number}" if number else name) for number in count())
    return next(occurrence_id for occurrence_id in ids if occurrence_id not in taken)


def _occurrence(occurrence_id: UUID, date: RegisteredDate, present: Mapping[UUID, Occurrence]) -> Occurrence:
    occurrence = Occurrence(
        occurrence_id=occurrence_id,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        all_day=date.all_day,
        state=date.state,
        previous_starts_at=date.previous_starts_at,
        note=date.note,
        place=date.place,
    )
    known = present.get(occurrence_id)
    if known is None or date.state != "postponed" or date.previous_starts_at:
        return occurrence
    # Who postpones a date says when it will be; when it was to be is known here.
    moved = known.starts_at != date.starts_at
    return replace(occurrence, previous_starts_at=known.starts_at if moved else known.previous_starts_at)
